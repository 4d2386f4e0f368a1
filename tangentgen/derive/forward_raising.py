"""Tangents that may raise inside a `try`, where the primal does not.

A handler that catches what only the tangent raised would take another path than the
primal; `math.sqrt(0.0)` has a value, and its tangent divides by zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Value
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.walk import walk
from tangentgen.source.printer import print_expression

if TYPE_CHECKING:
    from tangentgen.derive.forward_work import Work

_OTHERS = frozenset(("ValueError", "TypeError", "KeyError", "IndexError", "AttributeError"))
_TOTAL = frozenset("sin cos tanh atan cosh sinh exp copysign fabs".split())  # noqa: SIM905 - read as text


def catches_arithmetic(handlers: core.Block) -> bool:
    """Whether a handler may catch a division by zero or an overflow."""
    for handler in handlers:
        kind = handler.kind if isinstance(handler, core.Except) else None
        kinds = kind.elts if isinstance(kind, gast.Tuple) else [kind]
        if any(not isinstance(k, gast.Name) or k.id not in _OTHERS for k in kinds):
            return True
    return False


def check(work: Work, primal: core.Statement, tangents: core.Block, known: Value) -> None:
    """Refuses tangents of numbers that divide by what the primal does not divide by."""
    value = getattr(primal, "value", None)
    called = {n for statement in tangents for n in _called(statement)}
    if value is not None and any(_raises_more(work, n, set()) for n in called):
        raise _refusal(value)
    if value is None or known.kind in ("array", "list", "tuple", "dict", "object"):
        return
    have = {print_expression(node) for node in _risky(value)}
    for statement in tangents:
        tree = getattr(statement, "value", None)
        if tree is None or tree is value:
            continue
        if any(print_expression(node) not in have for node in _risky(tree)):
            raise _refusal(value)


def _refusal(node: gast.expr) -> Unsupported:
    return Unsupported(
        node,
        "a tangent that may raise, inside a try that would catch it,",
        "compute it outside the try, or use reverse mode",
    )


def _called(statement: core.Statement) -> Iterator[str]:
    """The names of the functions that a statement calls, in its blocks too."""
    for inner in core.walk((statement,)):
        for tree in vars(inner).values():
            if isinstance(tree, gast.AST):
                for node in walk(tree):
                    if isinstance(node, gast.Call) and isinstance(node.func, gast.Name):
                        yield node.func.id


def _raises_more(work: Work, called: str, seen: set[str]) -> bool:
    """Whether the tangent of a function, or of one that it calls, may raise where that does not."""
    names: dict[int, str] = work.output.__dict__.get("tangents", {})
    found = [f for f in work.output.functions if f.name == called]
    if called in seen or not found:
        return False
    seen.add(called)
    primal = [a for a in work.output.program.analyses.values() if names.get(id(a)) == called]
    have = {
        print_expression(n) for a in primal for tree in _trees(a.tree.body) for n in _risky(tree)
    }
    for tree in _trees(found[0].body):
        for node in _risky(tree):
            if print_expression(node) not in have and not _of_array(primal, node):
                return True
    return any(_raises_more(work, n, seen) for s in found[0].body for n in _called(s))


def _of_array(primal: list[Analysis], node: gast.expr) -> bool:
    """Whether an array takes part: NumPy warns, and does not raise."""
    names = {n.id for n in walk(node) if isinstance(n, gast.Name)}
    return any(
        isinstance(known, gast.Name) and known.id in names and value.kind == "array"
        for facts in primal
        for known, value in facts.values.items()
    )


def _trees(block: core.Block) -> Iterator[gast.AST]:
    for statement in core.walk(block):
        for tree in vars(statement).values():
            if isinstance(tree, gast.AST):
                yield tree


def _risky(tree: gast.AST) -> list[gast.expr]:
    """Denominators that are no literals, powers that may be below zero, calls that may raise."""
    found: list[gast.expr] = []
    for node in walk(tree):
        match node:
            case gast.BinOp(op=gast.Div() | gast.FloorDiv() | gast.Mod(), right=right):
                if not isinstance(right, gast.Constant):
                    found.append(right)
            case gast.BinOp(op=gast.Pow(), right=right):
                if not isinstance(right, gast.Constant):
                    found.append(node)
            case gast.Call(func=gast.Attribute(value=gast.Name(id="math"), attr=attr)):
                if attr not in _TOTAL:
                    found.append(node)
    return found

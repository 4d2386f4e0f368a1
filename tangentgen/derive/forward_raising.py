"""Tangents that may raise inside a `try`, where the primal does not.

A handler that catches what only the tangent raised would take another path than the
primal; `math.sqrt(0.0)` has a value, and its tangent divides by zero.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.values import Value
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.walk import walk
from tangentgen.source.printer import print_expression

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


def check(primal: core.Statement, tangents: core.Block, known: Value) -> None:
    """Refuses tangents of numbers that divide by what the primal does not divide by."""
    value = getattr(primal, "value", None)
    if value is None or known.kind in ("array", "list", "tuple", "dict", "object"):
        return
    have = {print_expression(node) for node in _risky(value)}
    for statement in tangents:
        tree = getattr(statement, "value", None)
        if tree is None or tree is value:
            continue
        if any(print_expression(node) not in have for node in _risky(tree)):
            raise Unsupported(
                value,
                "a tangent that may raise, inside a try that would catch it,",
                "compute it outside the try, or use reverse mode",
            )


def _risky(tree: gast.expr) -> list[gast.expr]:
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

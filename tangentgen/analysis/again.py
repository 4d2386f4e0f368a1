"""Questions about expressions: may they be evaluated again, where they stand or later?"""

from __future__ import annotations

from collections.abc import Iterable

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.opaque import is_opaque
from tangentgen.language import core
from tangentgen.language.resolve import assigned, read_names
from tangentgen.language.walk import walk

_AGAIN = ("list", "tuple", "array", "range")  # kinds that can be gone through twice


def once(facts: Analysis, node: gast.Call) -> bool:
    """A call of a user's function, or one that is not known to be pure."""
    tables = (facts.impure, facts.user_calls, facts.list_calls, facts.implicit)
    return any(node in table for table in tables)


def calls(facts: Analysis, node: gast.expr) -> bool:
    """Whether an expression holds a call that must not be made twice."""
    return any(
        n in facts.impure or (isinstance(n, gast.Call) and once(facts, n)) for n in walk(node)
    )


def needs_branch(facts: Analysis, choice: gast.IfExp) -> bool:
    """Whether a ternary has to become an `if`: a branch calls, selects or stands in the way."""
    ways = (choice.body, choice.orelse)
    if is_opaque(facts, choice.test) or calls(facts, choice.test):
        return True
    if not facts.active(choice):
        return any(calls(facts, way) for way in ways)
    if not is_scalar(facts.value(choice)):
        return True
    return any(
        calls(facts, way)
        or _selects(facts, way)
        or _products(facts, way) > 1
        or any(_spreads(facts, n) for n in walk(way))
        for way in ways
    )


def _products(facts: Analysis, node: gast.expr) -> int:
    """How many operators there are that give their seed to several places: it needs a name."""
    return sum(
        isinstance(n, gast.BinOp) and not isinstance(n.op, gast.Add | gast.Sub) and facts.active(n)
        for n in walk(node)
    )


def _spreads(facts: Analysis, node: gast.AST) -> bool:
    """Whether the seed of a sum is a product, which needs a name: `(a - b) / c`."""
    match node:
        case gast.BinOp(op=gast.Add() | gast.Sub()):
            return False
        case gast.BinOp(left=left, right=right):
            return any(_is_sum(facts, side) for side in (left, right))
        case gast.UnaryOp(op=gast.USub(), operand=operand):
            return _is_sum(facts, operand)
    return False


def _is_sum(facts: Analysis, node: gast.expr) -> bool:
    """Whether it is a sum or a difference of two active values."""
    match node:
        case gast.BinOp(left=left, op=gast.Add() | gast.Sub(), right=right):
            return facts.active(left) and facts.active(right)
    return False


def _selects(facts: Analysis, node: gast.expr) -> bool:
    return isinstance(node, gast.IfExp | gast.BoolOp) or any(
        isinstance(n, gast.Subscript | gast.Call | gast.IfExp | gast.BoolOp) and facts.active(n)
        for n in walk(node)
    )


def changes(facts: Analysis, node: gast.expr, block: Iterable[core.Statement]) -> bool:
    """Whether a block may change what an expression reads."""
    inside = tuple(block)
    if not set(read_names(node)).isdisjoint(assigned(inside)):
        return True
    written = {s for inner in core.walk(inside) for s in facts.written.get(inner, ())}
    measured = {n.args[0] for n in walk(node) if _asks_length(facts, n)}  # not what they hold
    held = {
        s
        for n in walk(node)
        if isinstance(n, gast.Name) and facts.value(n).kind not in ("array", "tensor")
        for s in (facts.value(n).sites if n in measured else facts.sites(facts.value(n)))
    }
    return not written.isdisjoint(held) or any(
        not written.isdisjoint(facts.value(n).sites) for n in contents_read(node)
    )


def _asks_length(facts: Analysis, node: gast.AST) -> bool:
    """Whether a call asks for the length of a list, a tuple or a dict that has a name."""
    match node:
        case gast.Call(func=gast.Name(id="len"), args=[gast.Name() as owner]):
            return facts.value(owner).kind in ("list", "tuple", "dict")
    return False


def reads_again(facts: Analysis, index: gast.expr, written: frozenset[Site]) -> bool:
    """Whether an index reads memory that is written, or takes a call to find."""
    if calls(facts, index):
        return True
    return any(not written.isdisjoint(facts.value(n).sites) for n in contents_read(index))


def indexable(facts: Analysis, statement: core.For) -> bool:
    """Whether the iterable can be gone through again from its end, as it stands."""
    inner = statement.iter
    if changes(facts, inner, (statement,)):
        return False
    match inner:
        case gast.Call(func=gast.Name(id="reversed"), args=[of, *_]):
            inner = of
    if is_range(inner):
        return not calls(facts, inner)
    return isinstance(inner, gast.Name) and facts.value(inner).kind in _AGAIN


_FINITE = frozenset(
    """
    zip enumerate reversed sorted list tuple product combinations permutations pairwise islice
    combinations_with_replacement chain accumulate ndindex items keys values
    """.split()  # noqa: SIM905 - read as text
)


def replayable(facts: Analysis, node: gast.expr) -> bool:
    """Whether the items may be listed before the loop: they end, and nobody else takes them."""
    if facts.value(node).kind in ("list", "tuple", "array", "range", "str", "dict"):
        return True
    match node:
        case gast.Call(func=gast.Attribute(attr=called) | gast.Name(id=called)):
            plain = called in _FINITE and node not in facts.user_calls
            owner = node.func.value if called in ("items", "keys", "values") else None
            kinds = owner is None or facts.value(owner).kind == "dict"
            sizes = ("int", "none", "bool")
            return (
                plain
                and kinds
                and all(facts.value(a).kind in sizes or replayable(facts, a) for a in node.args)
            )
        case gast.Set() | gast.List() | gast.Tuple():
            return True
    return False


def recorded(facts: Analysis, statement: core.For) -> bool:
    """Whether what a loop goes through is only there once: its items are saved one by one."""
    inner = statement.iter
    if is_range(inner):
        return False
    return not (isinstance(inner, gast.Name) and facts.value(inner).kind in _AGAIN) and not (
        replayable(facts, inner)
    )


def is_range(node: gast.expr) -> bool:
    """Whether it is a call of `range`, written as such."""
    match node:
        case gast.Call(func=gast.Name(id="range")):
            return True
    return False


def contents_read(node: gast.AST) -> list[gast.Name]:
    """The names whose arrays' contents an expression reads, not only their lengths."""
    match node:
        case gast.Name():
            return [node]
        case (
            gast.Call(func=gast.Name(id="len"))
            | gast.Call(
                func=gast.Attribute(value=gast.Name(id="np"), attr="shape" | "size" | "ndim")
            )
            | gast.Attribute(attr="shape" | "size" | "ndim" | "dtype")
        ):
            return []
    return [n for child in gast.iter_child_nodes(node) for n in contents_read(child)]

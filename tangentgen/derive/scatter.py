"""Adding to a section, also where an index selects one element twice."""

from __future__ import annotations

import gast

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.distinct import chosen_once
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.source.quote import constant, copy, expression, name


def scatter(whole: gast.expr, index: gast.expr, tree: gast.expr, repeated: bool) -> core.Statement:
    """`whole[index] += tree`, also where an index may occur twice."""
    if repeated:
        call = expression("np.add.at($w, $i, $t)", w=whole, i=index_expression(index), t=tree)
        return core.Evaluate(call)
    target = gast.Subscript(copy(whole), copy(index), gast.Store())
    return core.Augment(target, gast.Add(), tree)


def index_expression(index: gast.expr) -> gast.expr:
    """A subscript as an argument: slices become `slice(…)`, which a call can take."""
    if isinstance(index, gast.Slice):
        parts = [copy(p) if p is not None else constant(None) for p in (index.lower, index.upper)]
        if index.step is not None:
            parts.append(copy(index.step))
        return gast.Call(name("slice"), parts, [])
    if isinstance(index, gast.Tuple):
        return gast.Tuple([index_expression(e) for e in index.elts], gast.Load())
    return copy(index)


def repeats(facts: Analysis, world: Assumptions, index: gast.expr | None) -> bool:
    """Whether an index of the primal may select one element twice."""
    if index is None:
        return True
    return may_repeat(facts.value(index)) and not chosen_once(facts, world, index)


def may_repeat(kind: Value) -> bool:
    """Whether an index may select one element twice.

    >>> mask, integers = Value("array", dtype="b1"), Value("array", dtype="i8")
    >>> may_repeat(Value("int")), may_repeat(integers), may_repeat(mask)
    (False, True, False)
    """
    if kind.constant is Ellipsis:
        return False
    if kind.kind == "tuple" and kind.items is not None:
        return any(may_repeat(i) for i in kind.items)
    if kind.kind in ("array", "tensor"):
        return kind.dtype != "b1"
    return kind.kind in ("list", "any", "tuple")

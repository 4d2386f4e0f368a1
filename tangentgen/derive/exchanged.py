"""What only changes places is undone by changing back: `a, b = b, a`, `x[[i, j]] = x[[j, i]]`."""

from __future__ import annotations

from collections.abc import Sequence

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.integers import is_integer
from tangentgen.derive.sections import same
from tangentgen.language import core
from tangentgen.language.sweep import ChangedBack
from tangentgen.source.quote import as_target, name


def changed_back(targets: Sequence[gast.expr], values: Sequence[gast.expr]) -> ChangedBack | None:
    """The statement that undoes `targets = values`, where these are the same names.

    >>> from tangentgen.source.quote import expression
    >>> sides = expression("(a, b, c)").elts, expression("(b, c, a)").elts
    >>> undone = changed_back(*sides)
    >>> [n.id for n in undone.target.elts], [n.id for n in undone.value.elts]
    (['a', 'b', 'c'], ['c', 'a', 'b'])
    >>> changed_back(expression("(a, b)").elts, expression("(b, b)").elts)
    """
    if not all(isinstance(each, gast.Name) for each in (*targets, *values)):
        return None
    ours, theirs = [t.id for t in targets], [v.id for v in values]
    if len(set(ours)) != len(ours) or sorted(ours) != sorted(theirs):
        return None
    back = [ours[theirs.index(each)] for each in ours]
    to = gast.Tuple([as_target(name(each)) for each in ours], gast.Store())
    return ChangedBack(to, gast.Tuple([name(each) for each in back], gast.Load()))


def changes_places(facts: Analysis, statement: core.Assign) -> bool:
    """Whether two elements, rows or the like of one array change places, or are the same one.

    A[[k, p]] = A[[p, k]]
    """
    match statement:
        case core.Assign(
            target=gast.Subscript(value=owner, slice=to),
            value=gast.Subscript(value=other, slice=of),
        ) if same(owner, other):
            first = to.elts if isinstance(to, gast.Tuple) else [to]
            second = of.elts if isinstance(of, gast.Tuple) else [of]
            pairs = list(zip(first, second, strict=False))
            crossed = [_crossed(facts, a, b) for a, b in pairs]
            return (
                len(first) == len(second)
                and any(crossed)
                and all(c or _stays(facts, a, b) for c, (a, b) in zip(crossed, pairs, strict=True))
            )
    return False


def _crossed(facts: Analysis, first: gast.expr, second: gast.expr) -> bool:
    """`[i, j]` and `[j, i]`."""
    match first, second:
        case gast.List(elts=[a, b]), gast.List(elts=[c, d]):
            return same(a, d) and same(b, c) and all(is_integer(facts.value(n)) for n in (a, b))
    return False


def _stays(facts: Analysis, first: gast.expr, second: gast.expr) -> bool:
    """An index, or a slice, that is the same on both sides."""
    plain = isinstance(first, gast.Slice | gast.Constant) or is_integer(facts.value(first))
    return plain and same(first, second)

"""Names that only change places: `a, b = b, a` is undone by changing them back."""

from __future__ import annotations

from collections.abc import Sequence

import gast

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

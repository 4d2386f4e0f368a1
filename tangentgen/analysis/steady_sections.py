"""Sections that are the same before and after they are written: `k[k[0]] = v`."""

from __future__ import annotations

from collections.abc import Callable

import gast

from tangentgen.analysis import again
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.language.named_indices import with_names


def steady(
    facts: Analysis,
    target: gast.expr,
    written: frozenset[Site],
    named: Callable[[gast.expr], gast.expr],
) -> gast.expr:
    """A section that is the same before and after it is written: its indices have names."""
    if not isinstance(target, gast.Subscript | gast.Attribute):
        return target
    owner = steady(facts, target.value, written, named)
    if isinstance(target, gast.Attribute):
        return target if owner is target.value else gast.Attribute(owner, target.attr, gast.Load())
    index = target.slice
    if again.reads_again(facts, index, written):
        index = with_names(index, named)
    if owner is target.value and index is target.slice:
        return target
    return gast.Subscript(owner, index, gast.Load())

"""Arrays that have a second name for a while: they belong to the name that is read last."""

from __future__ import annotations

import gast

from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import bound
from tangentgen.tidy.holding import Holding
from tangentgen.tidy.read_later import Later
from tangentgen.tidy.wide import wide

Seconds = dict[str, tuple[str, set[str]]]
"""Second names of arrays: the first name of each, and what was owned by it."""


def given_back(
    known: Holding,
    seconds: Seconds,
    done: list[core.Statement],
    before: set[str],
    owned: set[str],
) -> set[str]:
    """An array whose second name has got another array belongs to its first name again.

    The `seconds` are kept up to date with what was `done`.
    """
    if any(map(core.blocks, done)):
        seconds.clear()
        return owned
    for statement in done:
        names = set(bound(statement))
        value = getattr(statement, "value", None)
        section = known.is_section(getattr(statement, "target", None))
        held = known.kept_by(value) if isinstance(value, gast.expr) and not section else set()
        for second, (first, was) in list(seconds.items()):
            new = isinstance(value, gast.expr) and fresh(value)
            if second in names and first not in names and new:
                owned = owned | was
            if {first, second} & (names | held):
                del seconds[second]
        match statement:
            case core.Assign(target=gast.Name(id=second), value=gast.Name(id=first)) if (
                first in before and first not in owned
            ):
                seconds[second] = first, before & {first, wide(first)}
    return owned


def left_alone(known: Holding, seconds: Seconds, second: str, later: Later) -> set[str]:
    """What a second name owns where its first name is not read any more."""
    first, was = seconds.get(second, ("", set[str]()))
    if not was or first in later:
        return set()
    return known.holds(second, wide(first) in was)

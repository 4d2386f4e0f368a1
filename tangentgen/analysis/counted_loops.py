"""Loops that are run again backwards: iterables that are kept, trips that are counted."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis import again, writing_calls
from tangentgen.analysis.callables import LAZY
from tangentgen.analysis.evaluated_once import Once
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.iterables import called
from tangentgen.analysis.live_loops import grows, live
from tangentgen.analysis.marks import COUNTS
from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, copy, expression, name


def counted_loop(once: Once, statement: core.For | core.While, body: core.Block) -> core.Block:
    """Iterables that cannot be asked again are kept; trips that are not known are counted."""
    facts = once.facts
    before: list[core.Statement] = []
    recorded = isinstance(statement, core.For) and again.recorded(facts, statement)
    if (
        isinstance(statement, core.For)
        and not recorded
        and not again.indexable(facts, statement)
        and not _asked_late(facts, statement)
        and not grows(facts, statement)  # which is refused: it is no list made before
    ):
        statement = replace(statement, iter=_kept_items(once, statement.iter, before))
    open_ended = (
        recorded
        or isinstance(statement, core.While)
        or any(isinstance(s, core.Break) for s in core.level(statement.body))
    )
    if isinstance(statement, core.While) and writing_calls.writes(facts, statement.test):
        once.changed = True  # the condition changes something: it is a statement of the body
        given = once.fresh("condition")
        asking = once.simple(core.Assign(as_target(name(given)), statement.test))
        body = (*asking, core.If(name(given), body, (core.Break(),)))
        statement = replace(statement, test=constant(True))
    if open_ended and not _counted(body):
        body = (_counter(once, before), *body)
    if before:
        notes = replace(before[0].notes, above=statement.notes.above)
        before[0] = replace(before[0], notes=notes)
        statement = replace(statement, notes=replace(statement.notes, above=()))
    return (*before, replace(statement, body=body))


def _asked_late(facts: Analysis, statement: core.For) -> bool:
    """Whether an iterator reads what the loop changes: listed before, it would read it early.

    That has been refused, and stays so.
    """
    lazy = any(called(facts, statement.iter) is known for known in LAZY)
    return lazy and live(facts, statement)


def _kept_items(once: Once, iterable: gast.expr, before: list[core.Statement]) -> gast.expr:
    once.changed = True
    given = once.fresh("items")
    made_here = isinstance(iterable, gast.List | gast.ListComp)
    plain = made_here or again.is_range(iterable)
    tree = copy(iterable) if plain else expression("[*$x]", x=iterable)
    once.facts.values.setdefault(tree, once.facts.value(iterable))
    before += once.simple(core.Assign(as_target(name(given)), tree))
    return name(given)


def _counter(once: Once, before: list[core.Statement]) -> core.Statement:
    once.changed = True
    trips = once.fresh("trips")
    before.append(core.Assign(as_target(name(trips)), constant(0)))
    notes = core.Notes(mark=COUNTS)
    return core.Augment(as_target(name(trips)), gast.Add(), constant(1), notes=notes)


def _counted(body: core.Block) -> bool:
    return bool(body) and isinstance(body[0], core.Augment) and body[0].notes.mark == COUNTS

"""Which way of saving a loop is the shorter: both sweeps are made and compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.derive.begun import Choice
from tangentgen.derive.both_sweeps import SeedAt
from tangentgen.derive.costs import cost, costs, part_at, parts_of, saved_beside, saves
from tangentgen.derive.names import Leaf
from tangentgen.derive.output import Output
from tangentgen.derive.packed import Sides, packed
from tangentgen.derive.snapshot import may_rerun
from tangentgen.derive.trial import Outputs, Trial, tried, without_dead
from tangentgen.language import core
from tangentgen.language.resolve import parameters
from tangentgen.language.sweep import Save, Slot
from tangentgen.language.targets import base_name
from tangentgen.tidy.switches import on


def parts(
    output: Output,
    facts: Analysis,
    extra: set[str],
    value: bool,
    seed: SeedAt,
    through: tuple[Leaf, ...],
    outputs: Outputs,
    hands_over: bool = False,
    restores: bool = False,
) -> Trial:
    """The shorter of saving statement by statement and of running loops' bodies again."""

    def attempt(choice: Choice) -> Trial:
        return tried(output, facts, extra, value, seed, choice, outputs, hands_over, through)

    best = attempt(Choice())
    if not output.optimize:
        output.decided.append((facts, *best))
        return best
    if calls := undone_by_callees(best):
        best = attempt(Choice(restored=calls))
    if exchanges := best[0].exchanges & saved_of(best):

        def own_saves(trial: Trial) -> set[Slot]:
            return {slot for slot, s in trial[0].call_saves.items() if s in exchanges}

        other = attempt(Choice(restored=calls | exchanges))
        best = min(best, other, key=lambda trial: saved_beside(trial[1], own_saves(trial)))
    for level in levels(facts):
        of = parts_of(level)
        pushes = costs(best[1], of, saves)
        loops = [loop for loop in level if pushes.get(part_at(of, loop), 1)]
        if not saves(_both(best)):
            break
        if loops:
            best = improved(best, loops, attempt, restores)
    best = without_dead(output, facts, best)
    output.decided.append((facts, *best))
    return (best[0], *_packed(best))


def levels(facts: Analysis) -> list[list[core.For | core.While]]:
    """The loops that may be saved in several ways, outermost first, by how deep they stand."""
    found: list[list[core.For | core.While]] = []

    def follow(block: core.Block, depth: int) -> None:
        for s in block:
            is_loop = isinstance(s, core.For | core.While)
            if isinstance(s, core.For | core.While) and s.snapshots is None:
                found.extend([] for _ in range(depth + 1 - len(found)))
                found[depth].append(s)
            for inner in core.blocks(s):
                follow(inner, depth + is_loop)

    follow(facts.tree.body, 0)
    return [level for level in found if level]


def improved(
    best: Trial,
    loops: list[core.For | core.While],
    attempt: Callable[[Choice], Trial],
    restores: bool,
) -> Trial:
    """The best way for each of some loops of which none is inside another.

    A way is tried for all of them at once: their costs do not depend on one another, and one
    trial for each loop would take the square of the number of loops.
    """
    work = best[0]
    old = Choice(work.rerun, work.remade, work.restored)
    again = [loop for loop in loops if may_rerun(work, loop) and may_gain(best, loop)]
    # a body that is run again works on copies: the caller's own arrays are not put back
    if restores:
        again = []
    ways: dict[str, Choice] = {}
    if not work.remakable.isdisjoint(loops):
        ways["remade"] = replace(old, remade=old.remade.union(loops))
    if again:
        ways["rerun"] = replace(old, rerun=old.rerun.union(again))
    trials = [best, *map(attempt, ways.values())]
    if len(trials) == 1:
        return best
    if len(loops) == 1:
        return min(trials, key=lambda trial: cost(_written(trial)))
    of = parts_of(loops)
    spent = [costs(_written(trial), of) for trial in trials]
    way_of = ["", *ways]
    chosen = {
        part: way_of[min(range(len(trials)), key=lambda k: spent[k].get(part, 0))]
        for part in set(of.values())
    }
    ours = {loop: chosen.get(part_at(of, loop), "") for loop in loops}
    mixed = replace(
        old,
        remade=old.remade.union(loop for loop, way in ours.items() if way == "remade"),
        rerun=old.rerun.union(loop for loop in again if ours[loop] == "rerun"),
    )
    if mixed != old and mixed not in ways.values():
        trials.append(attempt(mixed))
    return min(trials, key=lambda trial: cost(_written(trial)))


def _both(trial: Trial) -> core.Block:
    return (*trial[1], *trial[2])


def _written(trial: Trial) -> core.Block:
    """Both sweeps as they will be written."""
    forward, backward = _packed(trial)
    return (*forward, *backward)


def _packed(trial: Trial) -> Sides:
    work, forward, backward = trial
    return packed(forward, backward, parameters(work.facts.tree)) if on("packed") else trial[1:]


def undone_by_callees(trial: Trial) -> frozenset[core.Statement]:
    """Calls around which arrays are saved, though their reverse can undo what they write."""
    work = trial[0]
    kept = {s.slot for s in core.walk(trial[1]) if isinstance(s, Save)}
    wanted = {s for slot, s in work.call_saves.items() if slot in kept}
    return frozenset(wanted & work.undoing)


def saved_of(trial: Trial) -> frozenset[core.Statement]:
    """The stores into arrays of which anything is saved."""
    saved = {base_name(s.value) for s in core.walk(trial[1]) if isinstance(s, Save)}
    stores = (s for s in core.walk(trial[1]) if isinstance(s, core.Assign))
    return frozenset(s for s in stores if base_name(s.target) in saved)


def may_gain(trial: Trial, loop: core.For | core.While) -> bool:
    """Whether less may be saved where a body is run again: that needs what the trips hand on."""
    origin = loop.notes.origin
    written = [s for s in core.walk(trial[1]) if s.notes.origin == origin is not None]
    inside = core.walk(tuple(s for s in written if isinstance(s, core.For | core.While)))
    own = [s for s in inside if isinstance(s, Save) and s.slot.stacked]
    names = [s.value.id for s in own if isinstance(s.value, gast.Name) and not s.copied]
    handed_on = trial[0].tables.carried[loop].issuperset(names)
    return len(names) != len(own) or len({*names}) != len(own) or not own or not handed_on

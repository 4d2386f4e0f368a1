"""Which way of saving a loop is the shorter: both sweeps are made and compared."""

from __future__ import annotations

import builtins
import copy as copying
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.join import parts as every
from tangentgen.analysis.results import Assumptions, same_shape
from tangentgen.analysis.values import Value
from tangentgen.derive import reverse, sharing
from tangentgen.derive.accumulate import known_by
from tangentgen.derive.answers import snapshot_of
from tangentgen.derive.assignment import assignment_of
from tangentgen.derive.calls import ANSWER
from tangentgen.derive.changed import buffered, changed, shared_returns
from tangentgen.derive.checkpoint_plan import share
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.costs import cost, costs, part_at, parts_of, saved_beside, saves
from tangentgen.derive.first_set import first_set
from tangentgen.derive.lower import lowered
from tangentgen.derive.memory import Memory, pure_calls, written_by
from tangentgen.derive.names import Leaf, Names, root
from tangentgen.derive.output import Output
from tangentgen.derive.shadows import shadowed
from tangentgen.derive.snapshot import may_rerun
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound, parameters
from tangentgen.language.sweep import Save, Slot
from tangentgen.language.targets import Writes, base_name
from tangentgen.language.walk import all_names
from tangentgen.source.quote import as_target, expression, name
from tangentgen.tidy.at_entry import kept_at_entry
from tangentgen.tidy.overwritten import overwritten
from tangentgen.tidy.quotients import with_quotients
from tangentgen.tidy.same_tests import with_same_tests
from tangentgen.tidy.switches import on
from tangentgen.tidy.undone import without_undone
from tangentgen.tidy.unread import unread
from tangentgen.tidy.unused import without_unused
from tangentgen.tidy.wholes import with_wholes


@dataclass(frozen=True)
class Choice:
    """Which loops' bodies are run again, and which loops' own names are computed again."""

    rerun: frozenset[core.Statement] = frozenset()
    remade: frozenset[core.Statement] = frozenset()
    restored: frozenset[core.Statement] = frozenset()  # undone without what they overwrite


SeedAt = Callable[[tuple[Any, ...]], gast.expr | None]
Outputs = Callable[[Derivation], tuple[core.Block, core.Block]]
Trial = tuple[Derivation, core.Block, core.Block]


def derivation(output: Output, facts: Analysis, extra: set[str], choice: Choice) -> Derivation:
    """The state with which a function's reversal begins."""
    taken = set(parameters(facts.tree)) | set(assigned(facts.tree.body)) | extra
    for statement in core.walk(facts.tree.body):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                taken.update(n.id for n in all_names(value))
    taken |= (
        output.taken
        | {"np", "math", "cmath", "unbroadcast"}
        | {n for n in dir(builtins) if n != "_"}
        | set(output.program.aliases.modules)
        | set(output.program.aliases.functions)
    )
    shadows = shadowed(facts, not output.optimize)
    others = reshaped(facts, output.program.world) - shadows  # a shadow is never made zero
    work = Derivation(
        facts,
        assignment_of(facts.tree, frozenset(facts.swallowing), others),
        Names(taken),
        output.program.world,
        shadows,
        output.optimize,
        choice.rerun,
        choice.remade,
        choice.restored,
        output.helpers,
    )
    work.refuse = lambda node, what, hint: output.program.refuse(facts, node, what, hint)
    if output.optimize:
        work.first_set = lambda statement: first_set(output.program, facts, statement)
    work.pair = lambda *asked: output.pair_of(output, *asked)
    for each in work.shadows:
        work.live.add(root(each))
    work.grouped = lambda block, context: reverse.grouped(work, block, context)
    work.trials = output.trials
    if output.memory is not None and output.memory[0] is facts.scope.function:
        work.memory = share(work, output.memory[1])
    work.handed = handed_over(facts)
    entry = output.program.entry
    if entry is not None:
        work.lists_given = any(v.kind in ("list", "dict", "any") for v in every(entry.returned))
    return work


def reshaped(facts: Analysis, world: Assumptions) -> frozenset[str]:
    """The names that are bound to arrays of which it is not known that they have one shape."""
    found: dict[str, Value] = {}
    other: set[str] = set()
    for statement in core.walk(facts.tree.body):
        if not isinstance(statement, core.Assign):
            continue
        for node in all_names(statement.target):
            value = facts.value(node)
            first = found.setdefault(node.id, value)
            if value.kind in ("array", "tensor") and not same_shape(first, value, world):
                other.add(node.id)
    return frozenset(other)


def handed_over(facts: Analysis) -> frozenset[str]:
    """Names of arrays that a callee may keep in what it saves, and that are changed in place."""
    held: set[str] = set()
    reaching = sharing.roots(facts) if facts.contained else {}
    for user in facts.user_calls.values():
        for value in user.values.values():
            for site in facts.sites(value):
                if site in facts.mutated:
                    held |= facts.holders.get(site, set()) | set(reaching.get(site, ()))
    return frozenset(held)


def sweeps(
    output: Output,
    facts: Analysis,
    extra: set[str],
    value: bool,
    seed: Callable[[tuple[Any, ...]], gast.expr | None],
    choice: Choice,
    through: tuple[Leaf, ...] = (),
) -> tuple[Derivation, core.Block, core.Block]:
    """Both sweeps with everything saved; the adjoints of `through` are given from outside."""
    work = derivation(output, facts, extra, choice)
    for leaf in through:
        work.names.of(leaf, "_bar")
        work.live.add(leaf)
    work.seed_at = seed
    if value:
        work.answer = work.names.fresh(ANSWER)
        work.learn(work.answer, facts.returned)
    sharing.check(work)
    both = reverse.block(work, facts.tree.body, Context())
    shadows_given: list[core.Statement] = []
    for parameter, given in facts.arguments.items():
        handed_in = parameter in buffered(facts)
        if parameter in work.shadows and not handed_in:
            bar = work.names.of(root(parameter), "_bar")
            shadows_given.append(core.Assign(as_target(name(bar)), zero(given, name(parameter))))
    undefined = [
        core.Assign(as_target(name(n)), gast.Constant(None, None))
        for n in sorted(work.undefined - set(parameters(facts.tree)))
    ]
    return work, (*undefined, *shadows_given, *both.forward), both.reverse


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


def parts(
    output: Output,
    facts: Analysis,
    extra: set[str],
    value: bool,
    seed: Callable[[tuple[Any, ...]], gast.expr | None],
    through: tuple[Leaf, ...],
    outputs: Callable[[Derivation], tuple[core.Block, core.Block]],
    hands_over: bool = False,
    restores: bool = False,
) -> tuple[Derivation, core.Block, core.Block]:
    """The shorter of saving statement by statement and of running loops' bodies again."""

    def attempt(choice: Choice) -> Trial:
        return _trial(output, facts, extra, value, seed, choice, outputs, hands_over, through)

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
    output.decided.append((facts, *best))
    return best


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
    again = [loop for loop in loops if may_rerun(work, loop)]
    # a body that is run again works on copies: the caller's own arrays are not put back
    if restores or (saves(_both(best)) <= 1 and not _copies(best)):
        again = []
    ways = [replace(old, remade=old.remade.union(loops))]
    if again:
        ways.append(replace(old, rerun=old.rerun.union(again)))
    trials = [best, *map(attempt, ways)]
    if len(loops) == 1:
        return min(trials, key=lambda trial: cost(_both(trial)))
    of = parts_of(loops)
    spent = [costs(_both(trial), of) for trial in trials]
    chosen = {
        part: min(range(len(trials)), key=lambda k: spent[k].get(part, 0))
        for part in set(of.values())
    }
    ours = {loop: chosen.get(part_at(of, loop), 0) for loop in loops}
    mixed = replace(
        old,
        remade=old.remade.union(loop for loop, way in ours.items() if way == 1),
        rerun=old.rerun.union(loop for loop in again if ours[loop] == 2),
    )
    if mixed != old and mixed not in ways:
        trials.append(attempt(mixed))
    return min(trials, key=lambda trial: cost(_both(trial)))


def _trial(
    output: Output,
    facts: Analysis,
    extra: set[str],
    value: bool,
    seed: SeedAt,
    choice: Choice,
    outputs: Outputs,
    hands_over: bool,
    through: tuple[Leaf, ...],
) -> Trial:
    """Both sweeps under one choice, without what is not needed."""
    work, forward, backward = sweeps(output, facts, extra, value, seed, choice, through)
    if output.watch is not None:
        output.watch("sweeps", facts.tree.name, _plain(work, (*forward, *backward)))
    before_return, ending = outputs(work)
    split = core.Evaluate(expression("reverse_sweep_starts_here()"))
    if hands_over:
        assert work.answer is not None
        handed = [*changed(facts)]  # what the caller sees of the forward sweep
        if facts.returned.kind != "none":
            handed.insert(0, work.answer)
        handed += [
            work.names.of((work.answer, path), "_bar")
            for path, plain in shared_returns(facts).items()
            if plain is None
        ]
        starts = name("reverse_sweep_starts_here")
        split = core.Evaluate(gast.Call(starts, [name(h) for h in handed], []))
    memory = Memory(facts, work)
    pure = pure_calls(facts, output)
    whole = (*forward, split, *backward, *before_return, *ending)
    without = partial(
        without_unused,
        memory=memory,
        pure=pure,
        keep_saves=not output.optimize,
        writes=written_by(facts, output),
        unread=lambda block: unread_sections(work, memory, block),
    )
    if output.optimize and on("quotients"):
        moving = work.changing() | ({*parameters(facts.tree)} & {*assigned(whole)})
        whole = with_quotients(whole, written_by(facts, output), moving, known_by(work))
    if output.optimize and on("same_tests"):
        count = whole.index(split)
        back = with_same_tests(whole[count:], memory, pure, written_by(facts, output))
        whole = (*whole[:count], *back)
    whole = without(whole)
    if output.optimize and on("undone"):
        left = without_undone(whole, memory, pure)
        whole = without(left) if left != whole else whole
    if output.optimize and on("at_entry"):
        whole = _kept_at_entry(work, memory, whole, written_by(facts, output))
    if output.optimize and on("wholes"):
        whole = with_wholes(whole, alone_in(work, memory, whole))
    taken = frozenset(work.names.taken)
    module = partial(output.program.aliases.of_module, copying, "copy", taken)
    apart = None if hands_over else module
    whole = snapshot_of(work, memory, whole, split, written_by(facts, output), apart)
    if output.watch is not None:
        kept = tuple(s for s in whole if getattr(s, "value", None) is not split.value)
        output.watch("unused", facts.tree.name, _plain(work, kept))
    at = whole.index(next(s for s in whole if isinstance(s, core.Evaluate) and _is_split(s, split)))
    return work, whole[:at], whole[at + 1 :]


def _kept_at_entry(
    work: Derivation, memory: Memory, block: core.Block, writes: Writes
) -> core.Block:
    def is_array(given: str) -> bool:
        value = work.value_of(given)
        return value.kind == "array" and not value.optional and given not in work.undefined

    given = {*parameters(work.facts.tree), *work.facts.captured}
    return kept_at_entry(block, given, alone_in(work, memory, block), is_array, writes)


def unread_sections(
    work: Derivation, memory: Memory, block: core.Block
) -> frozenset[core.Statement]:
    """The restores and stores of sections that nothing reads."""
    alone = alone_in(work, memory, block)
    found = frozenset[core.Statement]()
    if on("unread"):
        found |= unread(block, alone, work.value_of, work.world.normal, ())
    if on("overwritten"):
        found |= overwritten(block, alone, lambda each: work.value_of(each).kind == "int")
    return found


def _holds_arrays(value: Value) -> bool:
    """Whether it is a container of arrays, whose copy has the same arrays in it."""
    inner = [part for part in every(value) if part is not value]
    return any(part.kind in ("array", "tensor", "any", "object") for part in inner)


def alone_in(work: Derivation, memory: Memory, block: core.Block) -> Callable[[str], bool]:
    """Whether an array goes by one name only, and belongs to nobody else."""
    # what is not copied at entry, or bound anew, is the caller's; `x *= 2` changes it there
    rebound = {n for s in core.walk(block) if not isinstance(s, core.Augment) for n in bound(s)}
    given = {n for n in parameters(work.facts.tree) if not is_scalar(work.value_of(n))} - rebound
    themselves = work.views_of_themselves()

    def alone(name: str) -> bool:
        if name in given or name in themselves or _holds_arrays(work.value_of(name)):
            return False
        where = memory(name)
        return where is None or memory.count(where) == 1

    return alone


def _plain(work: Derivation, block: core.Block) -> core.Block:
    """The block with its saves as plain statements, for reading."""
    made, lines = lowered(Names(set(work.names.taken)), block)
    return (*made, *lines)


def _is_split(statement: core.Evaluate, split: core.Evaluate) -> bool:
    return statement.value is split.value


def _both(trial: Trial) -> core.Block:
    return (*trial[1], *trial[2])


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


def _copies(trial: Trial) -> bool:
    return any(isinstance(s, Save) and s.slot.stacked and s.copied for s in core.walk(trial[1]))

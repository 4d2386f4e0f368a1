"""Both sweeps under one choice, without what is not needed."""

from __future__ import annotations

import copy as copying
from collections.abc import Callable
from functools import partial

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.derive.answers import snapshot_of
from tangentgen.derive.begun import Choice
from tangentgen.derive.both_sweeps import SeedAt, sweeps
from tangentgen.derive.changed import changed, shared_returns
from tangentgen.derive.context import Derivation
from tangentgen.derive.lower import lowered
from tangentgen.derive.memory import Memory, pure_calls, written_by
from tangentgen.derive.names import Leaf, Names
from tangentgen.derive.output import Output
from tangentgen.derive.sole_names import alone_in, kept_once, unread_sections
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import expression, name
from tangentgen.tidy.popped import popped_numbers
from tangentgen.tidy.quotients import with_quotients
from tangentgen.tidy.same_tests import with_same_tests
from tangentgen.tidy.switches import on
from tangentgen.tidy.undone import without_undone
from tangentgen.tidy.unused import without_unused
from tangentgen.tidy.wholes import with_wholes

Outputs = Callable[[Derivation], tuple[core.Block, core.Block]]
Trial = tuple[Derivation, core.Block, core.Block]


def tried(
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
    work.split = split
    memory = Memory(facts, work)
    pure = pure_calls(facts, output)
    if output.optimize and on("popped"):
        rest = (*forward, *before_return, *ending)
        writes = written_by(facts, output)
        backward = popped_numbers(backward, rest, partial(_named, work), writes)
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
        whole = with_quotients(whole, written_by(facts, output), moving, work.known)
    if output.optimize and on("same_tests"):
        count = whole.index(split)
        back = with_same_tests(whole[count:], memory, pure, written_by(facts, output))
        whole = (*whole[:count], *back)
    whole = without(whole)
    if output.optimize and on("undone"):
        left = without_undone(whole, memory, pure)
        whole = without(left) if left != whole else whole
    if output.optimize and on("at_entry"):
        whole = kept_once(work, memory, whole, written_by(facts, output))
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


def without_dead(output: Output, facts: Analysis, trial: Trial) -> Trial:
    """The sweeps that were chosen without what is done to an array whose only name leaves it."""
    work, forward, backward = trial
    if not on("dead_stores"):
        return trial
    memory, pure = Memory(facts, work, decided=True), pure_calls(facts, output)
    whole = (*forward, work.split, *backward)
    whole = without_unused(whole, memory, pure, writes=written_by(facts, output))
    at = next(k for k, s in enumerate(whole) if getattr(s, "value", None) is _value(work.split))
    return work, whole[:at], whole[at + 1 :]


def _value(split: core.Statement) -> gast.expr | None:
    return split.value if isinstance(split, core.Evaluate) else None


def _plain(work: Derivation, block: core.Block) -> core.Block:
    """The block with its saves as plain statements, for reading."""
    made, lines = lowered(Names(set(work.names.taken)), block)
    return (*made, *lines)


def _is_split(statement: core.Evaluate, split: core.Evaluate) -> bool:
    return statement.value is split.value


def _named(work: Derivation, wanted: str, number: gast.expr) -> str:
    """A name for what is no variable's adjoint, of which as much is known as of the expression."""
    given = work.names.fresh(wanted)
    work.learn(given, work.known(number).but(active=True, sites=frozenset()))
    return given

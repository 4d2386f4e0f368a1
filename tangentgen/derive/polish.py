"""Sweeps as a person would have written them: copies decided, lines merged, a heading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tangentgen.analysis.join import is_scalar
from tangentgen.derive.accumulate import known_by
from tangentgen.derive.context import Derivation
from tangentgen.derive.lower import lowered
from tangentgen.derive.memory import written_by
from tangentgen.derive.names import Leaf
from tangentgen.derive.output import Output
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters
from tangentgen.tidy.accumulation import spelled
from tangentgen.tidy.branches import without_empty
from tangentgen.tidy.constants import settled
from tangentgen.tidy.inline import inlined
from tangentgen.tidy.ownership import with_owners

SECTION = core.Notes(above=("# Reverse sweep",), section=True)


def finished(
    output: Output, work: Derivation, block: core.Block, given: set[str], keep: set[str]
) -> core.Block:
    """Saves lowered, copies decided, short-lived names put in place."""
    made, block = lowered(work.names, block)
    user_names = set(parameters(work.facts.tree)) | set(assigned(work.facts.tree.body))
    return (
        *made,
        *polished(output, work, block, given, keep | set(work.names.given.values()) | user_names),
    )


def scalar_in(work: Derivation) -> Callable[[str], bool]:
    return lambda given: is_scalar(work.value_of(given))


def leaf_kind(work: Derivation, leaf: Leaf) -> str:
    from tangentgen.derive.control import leaf_value

    return leaf_value(work, leaf).kind


def with_section(forward: core.Block, backward: core.Block) -> core.Block:
    """Both sweeps under one roof, the second under its heading."""
    if not forward or not backward:
        return (*forward, *backward)
    first = backward[0]
    notes = replace(first.notes, above=(*SECTION.above, *first.notes.above), section=True)
    return (*forward, replace(first, notes=notes), *backward[1:])


def polished(
    output: Output, work: Derivation, block: core.Block, given: set[str], keep: set[str]
) -> core.Block:
    """Copies decided, and the lines written as a person would."""
    arrays = frozenset(
        g for (_, leaf), g in work.names.given.items() if leaf_kind(work, leaf) == "array"
    )
    block = with_owners(
        block, arrays, scalar_in(work), given, output.optimize, written_by(work.facts, output)
    )
    if not output.optimize:
        return block
    known = known_by(work)
    block = settled(block, set(work.names.given.values()), known)
    return inlined(without_empty(spelled(block)), keep, known)

"""Arrays that go by one name only: what is saved and put back of them no more than needed."""

from __future__ import annotations

from collections.abc import Callable

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.join import parts as every
from tangentgen.analysis.values import Value
from tangentgen.derive.context import Derivation
from tangentgen.derive.memory import Memory
from tangentgen.language import core
from tangentgen.language.resolve import bound, parameters
from tangentgen.language.targets import Writes
from tangentgen.tidy.at_entry import kept_at_entry
from tangentgen.tidy.overwritten import overwritten
from tangentgen.tidy.switches import on
from tangentgen.tidy.unread import unread


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


def _holds_arrays(value: Value) -> bool:
    """Whether it is a container of arrays, whose copy has the same arrays in it."""
    inner = [part for part in every(value) if part is not value]
    return any(part.kind in ("array", "tensor", "any", "object") for part in inner)


def unread_sections(
    work: Derivation, memory: Memory, block: core.Block
) -> frozenset[core.Statement]:
    """The restores and stores of sections that nothing reads."""
    sole = alone_in(work, memory, block)

    def alone(given: str) -> bool:
        return given not in memory.keyed and sole(given)

    found = frozenset[core.Statement]()
    if on("unread"):
        found |= unread(block, alone, work.value_of, work.world.normal, ())
    if on("overwritten"):
        found |= overwritten(block, alone, lambda each: work.value_of(each).kind == "int")
    return found


def kept_once(work: Derivation, memory: Memory, block: core.Block, writes: Writes) -> core.Block:
    """What a loop would keep in each trip is kept once, before it."""

    def is_array(given: str) -> bool:
        value = work.value_of(given)
        return value.kind == "array" and not value.optional and given not in work.undefined

    given = {*parameters(work.facts.tree), *work.facts.captured}
    return kept_at_entry(block, given, alone_in(work, memory, block), is_array, writes)

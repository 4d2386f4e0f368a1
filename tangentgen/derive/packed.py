"""What is saved in one block, and put back in one block, goes on one stack.

a_stack.append(a)
b_stack.append(b)         becomes    saved_stack.append((a, b))
...                                  ...
b = b_stack.pop()                    a, b = saved_stack.pop()
a = a_stack.pop()

A value is saved earlier or later than it was where its name has it there too, and put back where
nothing between reads or binds that name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.language.sweep import Restore, Save, Slot
from tangentgen.language.walk import all_names
from tangentgen.source.quote import as_target, expression
from tangentgen.tidy.reads import expressions

Sides = tuple[core.Block, core.Block]
Test = Callable[[core.Statement], bool]


@dataclass(frozen=True)
class Room:
    """The places in a block where a statement may stand: before those statements of it."""

    first: int
    last: int

    def common(self, other: Room) -> Room | None:
        room = Room(max(self.first, other.first), min(self.last, other.last))
        return room if room.first <= room.last else None

    def chosen(self, block: core.Block) -> int:
        """The first place between what two statements of the primal have become, if any is."""
        return min(range(self.first, self.last + 1), key=lambda k: (_inside_one(block, k), k))


@dataclass(frozen=True)
class Kept:
    """A value that is saved once and put back once, and where that may be done."""

    save: Save
    put: Restore
    at: tuple[int, int]  # in the block of either sweep
    rooms: tuple[Room, Room]

    @property
    def target(self) -> str:
        return str(getattr(self.put.target, "id", ""))


def packed(forward: core.Block, backward: core.Block, given: Iterable[str]) -> Sides:
    """Both sweeps with tuples of the values that go together; some names are `given` before all."""
    every = [*core.walk((*forward, *backward))]
    moving = not any(isinstance(s, core.Try) for s in every)
    times = Counter(s.slot for s in every if isinstance(s, Save | Restore) and s.slot.stacked)
    once = {slot for slot, count in times.items() if count == 2}
    order = {own: k for k, own in reversed([*enumerate((*given, *assigned(forward)))])}
    while len(once) > 1:
        for blocks in _pairs(forward, backward, once):
            pack = _largest(_kept(*blocks, once, moving))
            if pack:
                new = _together(*blocks, pack, order)
                forward = _with_block(forward, blocks[0], new[0])
                backward = _with_block(backward, blocks[1], new[1])
                once -= {each.save.slot for each in pack}
                break
        else:
            break
    return forward, backward


def _pairs(forward: core.Block, backward: core.Block, once: set[Slot]) -> list[Sides]:
    """The blocks of which the one saves and the other puts back some of the same."""
    back = {
        s.slot: block
        for block in _blocks(backward)
        for s in block
        if isinstance(s, Restore) and s.slot in once
    }
    found: dict[tuple[int, int], Sides] = {}
    for block in _blocks(forward):
        for s in block:
            if isinstance(s, Save) and s.slot in back:
                found.setdefault((id(block), id(back[s.slot])), (block, back[s.slot]))
    return [*found.values()]


def _blocks(block: core.Block) -> Iterator[core.Block]:
    yield block
    for statement in block:
        for inner in core.blocks(statement):
            yield from _blocks(inner)


def _kept(forward: core.Block, backward: core.Block, once: set[Slot], moving: bool) -> list[Kept]:
    """What may be saved together with something else."""
    puts = {s.slot: (k, s) for k, s in enumerate(backward) if isinstance(s, Restore)}
    found: list[Kept] = []
    for k, save in enumerate(forward):
        if not isinstance(save, Save) or save.slot not in once or save.slot not in puts:
            continue
        at, put = puts[save.slot]
        if isinstance(put.target, gast.Name):
            rooms = (
                _room(forward, k, _saved_after(save, moving)),
                _room(backward, at, _put_back_after(put.target.id, moving)),
            )
            found.append(Kept(save, put, (k, at), rooms))
    return found


def _room(block: core.Block, at: int, passes: Test) -> Room:
    """How far a statement can go."""
    first = last = at
    while first > 0 and passes(block[first - 1]):
        first -= 1
    while last + 1 < len(block) and passes(block[last + 1]):
        last += 1
    return Room(first, last + 1)


def _saved_after(save: Save, moving: bool) -> Test:
    """Whether the same is saved after a statement as before it."""
    own = save.value.id if isinstance(save.value, gast.Name) and not save.copied else ""

    def passes(statement: core.Statement) -> bool:
        if isinstance(statement, Save):
            return True
        return bool(own) and moving and not _jumps(statement) and own not in _bound_in(statement)

    return passes


def _put_back_after(own: str, moving: bool) -> Test:
    """Whether a statement does the same before a name gets its value back as after it."""

    def passes(statement: core.Statement) -> bool:
        free = moving or isinstance(statement, Restore)
        return free and not _jumps(statement) and own not in _names_in(statement)

    return passes


def _jumps(statement: core.Statement) -> bool:
    jumps = core.Break | core.Continue | core.Return | core.Raise
    return any(isinstance(s, jumps) for s in core.walk((statement,)))


def _bound_in(statement: core.Statement) -> set[str]:
    return set(assigned((statement,)))


def _names_in(statement: core.Statement) -> set[str]:
    """The names that occur in a statement and its blocks."""
    found = _bound_in(statement)
    for inner in core.walk((statement,)):
        for tree in expressions(inner):
            found |= {node.id for node in all_names(tree)}
    return found


def _largest(kept: list[Kept]) -> list[Kept]:
    """The most values that can be saved at one place and put back at one; of those, the nearest."""
    packs = [pack for seed in kept if len(pack := _around(seed, kept)) > 1]
    return min(packs, key=lambda pack: (-len(pack), _far(pack)), default=[])


def _around(seed: Kept, kept: list[Kept]) -> list[Kept]:
    """What goes together with one value."""
    pack, rooms = [seed], seed.rooms
    for other in sorted(kept, key=lambda each: _far([seed, each])):
        before, after = (
            ours.common(theirs) for ours, theirs in zip(rooms, other.rooms, strict=True)
        )
        if other.target not in {each.target for each in pack} and before and after:
            pack.append(other)
            rooms = (before, after)
    return pack


def _far(pack: list[Kept]) -> int:
    """How far the statements of a pack are from one another."""
    return sum(
        max(places) - min(places) for places in zip(*(each.at for each in pack), strict=True)
    )


def _together(
    forward: core.Block, backward: core.Block, pack: list[Kept], order: Mapping[str, int]
) -> Sides:
    """The two blocks with one save for several, and with what puts their values back."""
    slot = Slot("saved", True)
    pack = sorted(pack, key=lambda each: order.get(each.target, -1))
    saves, puts = [each.save for each in pack], [each.put for each in pack]
    values = [
        expression("$x.copy()", x=save.value) if save.copied else save.value for save in saves
    ]
    targets = gast.Tuple([put.target for put in puts], gast.Load())
    save = Save(slot, gast.Tuple(values, gast.Load()), False, notes=saves[0].notes)
    put = Restore(slot, as_target(targets), notes=puts[0].notes)
    rooms = [_common(each.rooms[side] for each in pack) for side in (0, 1)]
    first, then = rooms[0].chosen(forward), rooms[1].chosen(backward)
    return _with(forward, saves, save, first), _with(backward, puts, put, then)


def _inside_one(block: core.Block, place: int) -> bool:
    """Whether what stands on both sides of a place has come from one statement of the primal."""
    around = [
        [s.notes.origin for s in part if not isinstance(s, Save | Restore)]
        for part in (block[:place], block[place:])
    ]
    if not all(around):
        return False
    before = [origin for origin in around[0] if origin is not None]
    return around[1][0] in (None, *before[-1:])


def _common(rooms: Iterable[Room]) -> Room:
    every = [*rooms]
    return Room(max(r.first for r in every), min(r.last for r in every))


def _with(
    block: core.Block, gone: Sequence[core.Statement], new: core.Statement, at: int
) -> core.Block:
    """A block with a statement at a place of it, for others."""

    def left(part: core.Block) -> core.Block:
        return tuple(s for s in part if not any(s is other for other in gone))

    return (*left(block[:at]), new, *left(block[at:]))


def _with_block(whole: core.Block, old: core.Block, new: core.Block) -> core.Block:
    """A sweep with another block somewhere in it."""
    if whole is old:
        return new
    return tuple(core.mapped(s, lambda inner: _with_block(inner, old, new)) for s in whole)

"""What the reverse of a loop puts back and never reads is kept once, before the loop.

for ...:                          x_old = x.copy()
    x_stack.append(x.copy())      for ...:
    x += a * p                        x += a * p
...                     becomes   ...
for ...:                          for ...:
    x = x_stack.pop()                 p_bar += a * x_bar
    p_bar += a * x_bar            x = x_old
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from typing import Generic, TypeVar

import gast

from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.sweep import Restore, Save, Slot
from tangentgen.language.targets import Writes
from tangentgen.language.walk import all_names
from tangentgen.source.quote import as_target, expression, name
from tangentgen.tidy.lines import changed_by

Loop = core.For | core.While
S = TypeVar("S", Save, Restore)


@dataclass(frozen=True, eq=False)
class _Kept(Generic[S]):
    """A save or a restore, the name it is of, and the loops around it, the outermost first."""

    statement: S
    name: str
    loops: tuple[Loop, ...]


@dataclass
class _Places:
    """Where a block has loops, saves and restores; what stands in a `try` is left out."""

    loops: dict[Loop, tuple[Loop, ...]] = field(default_factory=dict)  # with those around each
    known: dict[Loop, frozenset[str]] = field(default_factory=dict)  # what is bound before each
    saves: list[_Kept[Save]] = field(default_factory=list)
    restores: list[_Kept[Restore]] = field(default_factory=list)
    elsewhere: set[Slot] = field(default_factory=set)  # those of other saves and restores

    def take(self, block: core.Block, around: tuple[Loop, ...], known: frozenset[str]) -> None:
        for statement in block:
            match statement:
                case Save(slot=slot, value=tree) | Restore(slot=slot, target=tree):
                    given = _whole_or_section(tree)
                    if given is None or not slot.stacked:
                        self.elsewhere.add(slot)
                    elif isinstance(statement, Save):
                        self.saves.append(_Kept(statement, given, around))
                    else:
                        self.restores.append(_Kept(statement, given, around))
                case core.For() | core.While():
                    self.loops[statement] = around
                    self.known[statement] = known
                    inside = known | set(bound(statement))
                    self.take(statement.body, (*around, statement), inside)
                case core.Try():
                    every = core.walk((statement,))
                    self.elsewhere |= {s.slot for s in every if isinstance(s, Save | Restore)}
                case _ if core.blocks(statement):
                    for inner in core.blocks(statement):
                        self.take(inner, around, known)
                case _:
                    known |= set(bound(statement))


def kept_at_entry(
    block: core.Block,
    given: Set[str],
    alone: Callable[[str], bool],
    is_array: Callable[[str], bool],
    writes: Writes,
) -> core.Block:
    """The block with names kept before loops that would keep them in each trip.

    `given` are bound when the block begins, `alone` says whether what a name holds goes by no
    other name, and `is_array` whether it is an array wherever it is bound.
    """
    places = _Places()
    places.take(block, (), frozenset(given))
    for loop, around in places.loops.items():
        inside = [k for k in places.saves if loop in k.loops]
        for wanted in dict.fromkeys(k.name for k in inside):
            saves = [k.statement for k in inside if k.name == wanted]
            slots = {s.slot for s in saves}
            back = _loop_back(places, loop, slots)
            if back is None or _occurs(back, wanted, slots) or not alone(wanted):
                continue
            targets = {
                type(k.statement.target) for k in places.restores if k.statement.slot in slots
            }
            if len(targets) > 1:  # bound anew, and written: which of them holds what is open
                continue
            again = bool(around) and around != places.loops[back]
            sections = any(isinstance(s.value, gast.Subscript) for s in saves)
            if wanted not in places.known[loop] or (sections and again):
                continue  # a whole array for each trip around may be much more than its sections
            changes = sections or any(s.copied for s in saves)
            changes |= any(wanted in changed_by(s, writes) for s in core.walk(loop.body))
            if changes and not is_array(wanted):
                continue
            save = Save(Slot(wanted, again), name(wanted), changes)
            whole = name(wanted) if gast.Name in targets else expression("$x[...]", x=name(wanted))
            block = _moved(block, loop, back, slots, save, Restore(save.slot, as_target(whole)))
            return kept_at_entry(block, given, alone, is_array, writes)
    return block


def _whole_or_section(tree: gast.expr) -> str | None:
    """The name of what is kept as a whole, or in a section."""
    if isinstance(tree, gast.Subscript):
        tree = tree.value
    return tree.id if isinstance(tree, gast.Name) else None


def _loop_back(places: _Places, loop: Loop, slots: Set[Slot]) -> Loop | None:
    """The other loop, as deep as the first, in which all is put back that is saved in that."""
    depth = len(places.loops[loop])
    saves = [k for k in places.saves if k.statement.slot in slots]
    restores = [k for k in places.restores if k.statement.slot in slots]
    if not slots.isdisjoint(places.elsewhere) or any(loop not in k.loops for k in saves):
        return None
    found = {k.loops[depth] if len(k.loops) > depth else None for k in restores}
    return found.pop() if len(found) == 1 and loop not in found else None


def _occurs(loop: Loop, wanted: str, slots: Set[Slot]) -> bool:
    """Whether a name stands in a loop but for being put back."""
    return any(
        node.id == wanted
        for s in core.walk((loop,))
        if not (isinstance(s, Restore) and s.slot in slots)
        for tree in vars(s).values()
        if isinstance(tree, gast.AST)
        for node in all_names(tree)
    )


def _moved(
    block: core.Block, loop: Loop, back: Loop, slots: Set[Slot], save: Save, put: Restore
) -> core.Block:
    """The block with one save in front of a loop, and its restore behind the other."""

    def through(block: core.Block) -> core.Block:
        return tuple(new for s in block for new in statements(s))

    def statements(statement: core.Statement) -> Iterator[core.Statement]:
        if isinstance(statement, Save | Restore) and statement.slot in slots:
            return
        if statement is loop:
            yield save
        yield core.mapped(statement, through)
        if statement is back:
            yield put

    return through(block)

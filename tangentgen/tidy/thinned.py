"""Names for a number spread over an array give way to it, where every reader spreads it itself.

a_bar = np.broadcast_to(s, np.shape(a))
x_bar = np.cos(x) * a_bar                   becomes     x_bar = np.cos(x) * s
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field, replace

import gast

from tangentgen.language import core
from tangentgen.language.filled import filled
from tangentgen.language.resolve import assigned, bound, read_names
from tangentgen.language.targets import Writes
from tangentgen.language.walk import walk
from tangentgen.tidy.algebra import simplified_apart
from tangentgen.tidy.known import Known, repeatable
from tangentgen.tidy.lines import Lines, changed_by, heir, reads_of
from tangentgen.tidy.spread import spread_of


def thinned(block: core.Block, keep: Set[str], known: Known, writes: Writes) -> core.Block:
    """The block without spread numbers that need not be, but for those in `keep`."""
    read: Counter[str] = Counter()
    for statement in block:
        read.update(reads_of(statement))
    changed = {n for s in core.walk(block) for n in changed_by(s, writes)}
    work = _Thinning(keep | changed, known, writes, Counter(assigned(block)), read, _tied(block))
    return _without(work.block(block), work.loose)


@dataclass
class _Thinning:
    keep: Set[str]
    known: Known
    writes: Writes
    written: Counter[str]
    read: Counter[str]
    tied: Set[str]
    loose: set[str] = field(default_factory=set)  # which nothing reads any more

    def block(self, block: core.Block) -> core.Block:
        lines = Lines([core.mapped(s, self.block) for s in block], self.writes)
        for at in range(len(lines)):
            statement = lines.at[at]
            match statement:
                case core.Assign(target=gast.Name()) if self.thin(lines, at, statement):
                    heir(lines, at, statement)
        return lines.block()

    def thin(self, lines: Lines, at: int, statement: core.Assign) -> bool:
        given, value = statement.target.id, statement.value
        found = spread_of(value)
        if found is None or not isinstance(found[0], gast.Name | gast.Constant):
            return False
        if given in self.keep or self.written[given] != 1:
            return False
        readers = lines.readers(given, at)
        if not readers or sum(lines.uses(k).read[given] for k in readers) != self.read[given]:
            return False
        unread = Counter(read_names(found[1]))
        loose = {n for n, count in unread.items() if self.read[n] == count and self.written[n]}
        if loose & self.tied or lines.touches(set(read_names(value)), at, readers[-1]):
            return False
        merged: list[core.Statement] = []
        for k in readers:
            new = self.merged(lines, k, given, value)
            if new is None:
                return False
            merged.append(new)
        for k, new in zip(readers, merged, strict=True):
            lines.put(k, new)
        lines.drop(at)
        for each in read_names(found[0]):
            self.read[each] += self.read[given] - 1
        self.read.subtract(unread)
        self.loose |= loose
        return True

    def merged(self, lines: Lines, at: int, given: str, value: gast.expr) -> core.Statement | None:
        reader = lines.at[at]
        if not isinstance(reader, core.Assign | core.Augment) or lines.uses(at).hides:
            return None
        new = filled(reader, {given: value})
        assert isinstance(new, core.Assign | core.Augment)
        new = replace(new, value=simplified_apart(new.value, self.known))
        return None if any(spread_of(node) for node in walk(new.value)) else new


def _tied(block: core.Block) -> set[str]:
    """The names that are bound by more than assignments that may go where nothing reads them."""
    found: set[str] = set()
    for inner in [block, *(b for s in core.walk(block) for b in core.blocks(s))]:
        for s in inner:
            match s:
                case core.Assign(target=gast.Name(), value=value) if repeatable(value):
                    tied = len(inner) == 1 and inner is not block
                case _:
                    tied = True
            if tied:
                found.update(bound(s))
    return found


def _without(block: core.Block, loose: Set[str]) -> core.Block:
    """The block without the assignments to names that nothing reads, and what only they read."""
    while loose:
        read: Counter[str] = Counter()
        for statement in block:
            read.update(reads_of(statement))
        gone = [
            s
            for s in core.walk(block)
            if isinstance(s, core.Assign)
            and isinstance(s.target, gast.Name)
            and s.target.id in loose
            and not read[s.target.id]
        ]
        block = _less(block, gone)
        loose = {n for s in gone for n in read_names(s.value)} - _tied(block)
    return block


def _less(block: core.Block, gone: list[core.Assign]) -> core.Block:
    kept = (s for s in block if not any(s is each for each in gone))
    return tuple(core.mapped(s, lambda inner: _less(inner, gone)) for s in kept)

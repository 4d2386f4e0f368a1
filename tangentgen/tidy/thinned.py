"""Names for what is spread over an array give way to it, where every reader spreads it itself.

a_bar = np.broadcast_to(s, np.shape(a))
x_bar = np.cos(x) * a_bar                   becomes     x_bar = np.cos(x) * s

What is computed keeps the line, without the array: `a_bar = 1.0 / len(a)`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace

import gast

from tangentgen.language import core
from tangentgen.language.filled import filled
from tangentgen.language.resolve import assigned, bound, read_names
from tangentgen.language.targets import Writes
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, expression, name
from tangentgen.tidy.algebra import simplified_apart
from tangentgen.tidy.known import Known, minus, repeatable
from tangentgen.tidy.lines import Lines, changed_by, heir, reads_of
from tangentgen.tidy.spread import spread_of


def thinned(
    block: core.Block, keep: Set[str], known: Known, writes: Writes, fresh: Callable[[str], str]
) -> core.Block:
    """The block without spread numbers that need not be, but for those in `keep`.

    What is computed gets a `fresh` name.
    """
    read: Counter[str] = Counter()
    for statement in block:
        read.update(reads_of(statement))
    changed = {n for s in core.walk(block) for n in changed_by(s, writes)}
    work = _Thinning(
        keep | changed, known, writes, Counter(assigned(block)), read, _tied(block), fresh
    )
    return _without(work.block(block), work.loose)


@dataclass
class _Thinning:
    keep: Set[str]
    known: Known
    writes: Writes
    written: Counter[str]
    read: Counter[str]
    tied: Set[str]
    fresh: Callable[[str], str]
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
        found = _spread(value)
        if found is None:
            return False
        computed = not isinstance(found[0], gast.Name | gast.Constant)
        readers = self.readers(lines, at, given)
        if not readers:
            return False
        unread = Counter(read_names(found[1]))
        loose = {n for n, count in unread.items() if self.read[n] == count and self.written[n]}
        if loose & self.tied or lines.touches(set(read_names(value)), at, readers[-1]):
            return False
        number = name(self.fresh(given)) if computed else found[0]
        spread = expression("np.broadcast_to($s, np.shape($x))", s=number, x=found[1])
        merged: list[core.Statement] = []
        for k in readers:
            new = self.merged(lines, k, given, spread)
            if new is None:
                return False
            merged.append(new)
        for k, new in zip(readers, merged, strict=True):
            lines.put(k, new)
        self.read.subtract(unread)
        self.loose |= loose
        if computed:
            lines.put(at, replace(statement, target=as_target(number), value=found[0]))
            return False
        lines.drop(at)
        for each in read_names(found[0]):
            self.read[each] += self.read[given] - 1
        return True

    def readers(self, lines: Lines, at: int, given: str) -> list[int]:
        """All that read a name as it is bound here; none where that is not sure."""
        again = next((k for k in range(at + 1, len(lines)) if _mentions(lines, k, given)), None)
        if again is not None and _adds_to(lines.at[again], given):
            return [again]
        if given in self.keep or self.written[given] != 1:
            return []
        found = lines.readers(given, at)
        whole = sum(lines.uses(k).read[given] for k in found) == self.read[given]
        return found if whole else []

    def merged(self, lines: Lines, at: int, given: str, value: gast.expr) -> core.Statement | None:
        reader = lines.at[at]
        if not isinstance(reader, core.Assign | core.Augment) or lines.uses(at).hides:
            return None
        new = filled(reader, {given: value})
        assert isinstance(new, core.Assign | core.Augment)
        new = replace(new, value=simplified_apart(new.value, self.known))
        return None if any(spread_of(node) for node in walk(new.value)) else new


def _spread(value: gast.expr) -> tuple[gast.expr, gast.expr] | None:
    """What is spread, with the sign outside, and over what."""
    match value:
        case gast.UnaryOp(op=gast.USub(), operand=inner):
            found = spread_of(inner)
            return None if found is None else (minus(found[0]), found[1])
    return spread_of(value)


def _mentions(lines: Lines, at: int, given: str) -> bool:
    if lines.at[at] is None:
        return False
    found = lines.uses(at)
    return given in found.read or given in found.touched


def _adds_to(statement: core.Statement | None, given: str) -> bool:
    """Whether it is `a = a + e`."""
    match statement:
        case core.Assign(target=gast.Name(id=target), value=gast.BinOp(left=gast.Name(id=first))):
            return (
                bool(target == first == given) and [*read_names(statement.value)].count(given) == 1
            )
    return False


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

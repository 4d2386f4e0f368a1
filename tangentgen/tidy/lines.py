"""The statements of a block while some of them go, with where each name is read and changed.

A pass that asks of each statement what the others do with its name takes time with the square of
the block's length if it looks at all of them; here it looks names up. Statements that go leave
gaps, so that the positions of the others stay.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import gast

from tangentgen.language import core
from tangentgen.language.remembered import remembered
from tangentgen.language.resolve import bound, read_names, target_names
from tangentgen.language.targets import Writes, base_name, changed_list, scattered
from tangentgen.language.walk import SCOPES, walk
from tangentgen.tidy.reads import expressions

JUMPS = core.Break | core.Continue | core.Return | core.Raise


@dataclass(frozen=True)
class Uses:
    """What a statement does with names, in its blocks too."""

    read: Counter[str]
    changed: frozenset[str]  # whose arrays it changes in place
    touched: frozenset[str]  # which it binds, or whose arrays it changes
    hides: bool  # whether a name could mean another one in it
    jumps: bool


def uses(statement: core.Statement, writes: Writes) -> Uses:
    """What a statement does with names."""
    read: Counter[str] = Counter()
    changed: set[str] = set()
    touched: set[str] = set()
    hidden = jumping = False
    for inner in core.walk((statement,)):
        jumping = jumping or isinstance(inner, JUMPS)
        changed.update(changed_by(inner, writes))
        touched.update(bound(inner))
        for tree in expressions(inner):
            read.update(read_names(tree))
            hidden = hidden or bool(_scopes(tree))
    return Uses(read, frozenset(changed), frozenset(touched | changed), hidden, jumping)


def changed_by(statement: core.Statement, writes: Writes) -> Iterator[str]:
    """The names whose arrays a statement itself changes in place."""
    for tree in expressions(statement):
        for node in _calls(tree):
            yield from filter(None, map(base_name, writes(node)))
            owner = changed_list(node)
            if owner is not None and (base := base_name(owner)) is not None:
                yield base
    match statement:
        case core.Assign(target=target) | core.Augment(target=target):
            for part in target.elts if isinstance(target, gast.Tuple | gast.List) else [target]:
                plain = isinstance(part, gast.Name) and isinstance(statement, core.Assign)
                base = None if plain else base_name(part)
                if base is not None:
                    yield base
        case core.Evaluate(value=value):
            into = scattered(value)
            base = None if into is None else base_name(into)
            if base is not None:
                yield base
            if isinstance(value, gast.Call) and isinstance(value.func, gast.Attribute):
                held = base_name(value.func.value)
                if held is not None:
                    yield held


@remembered
def _calls(tree: gast.AST) -> tuple[gast.Call, ...]:
    return tuple([node for node in walk(tree) if isinstance(node, gast.Call)])


@remembered
def _scopes(tree: gast.AST) -> tuple[gast.AST, ...]:
    return tuple([node for node in walk(tree) if isinstance(node, SCOPES)])


def reads_of(statement: core.Statement) -> Counter[str]:
    """How often a statement reads each name, in its blocks too."""
    return Counter(
        n for s in core.walk((statement,)) for tree in expressions(s) for n in read_names(tree)
    )


class Lines:
    """A block of statements that may be replaced and may go.

    >>> from tangentgen.language.targets import no_writes
    >>> from tangentgen.source.quote import as_target, expression, name
    >>> texts = [("a", "b"), ("b", "c"), ("d", "a + b")]
    >>> lines = Lines(
    ...     [core.Assign(as_target(name(t)), expression(v)) for t, v in texts], no_writes
    ... )
    >>> lines.readers("b", after=-1), lines.touches({"b"}, after=0, before=2)
    ([0, 2], True)
    """

    def __init__(self, statements: Iterable[core.Statement], writes: Writes) -> None:
        self.at: list[core.Statement | None] = []
        self._writes = writes
        self._uses: list[Uses | None] = []
        self._readers: dict[str, list[int]] = {}
        self._touching: dict[str, list[int]] = {}
        self._binders: dict[str, list[int]] = {}
        self._changing: list[int] = []
        self._hiding: list[int] = []
        for statement in statements:
            self.at.append(None)
            self._uses.append(None)
            self.put(len(self.at) - 1, statement)

    def __len__(self) -> int:
        return len(self.at)

    def block(self) -> core.Block:
        return tuple(s for s in self.at if s is not None)

    def uses(self, at: int) -> Uses:
        found = self._uses[at]
        assert found is not None
        return found

    def put(self, at: int, statement: core.Statement) -> None:
        """Another statement at a position."""
        self.drop(at)
        found = uses(statement, self._writes)
        self.at[at], self._uses[at] = statement, found
        for table in self._tables(statement, found):
            insort(table, at)

    def drop(self, at: int) -> None:
        """The statement at a position goes."""
        statement, found = self.at[at], self._uses[at]
        if statement is not None and found is not None:
            for table in self._tables(statement, found):
                del table[bisect_left(table, at)]
        self.at[at] = self._uses[at] = None

    def annotate(self, at: int, statement: core.Statement) -> None:
        """The same statement with other notes."""
        self.at[at] = statement

    def _tables(self, statement: core.Statement, found: Uses) -> Iterator[list[int]]:
        yield from (self._readers.setdefault(n, []) for n in found.read)
        yield from (self._touching.setdefault(n, []) for n in found.touched)
        if isinstance(statement, core.Assign):
            for each in set(target_names(statement.target)):
                yield self._binders.setdefault(each, [])
        if found.changed:
            yield self._changing
        if found.hides:
            yield self._hiding

    def following(self, at: int) -> int:
        """The position of the next statement from here on; the length where none is left."""
        while at < len(self.at) and self.at[at] is None:
            at += 1
        return at

    def readers(self, given: str, after: int) -> list[int]:
        """Where a name is read behind a position."""
        table = self._readers.get(given, [])
        return table[bisect_right(table, after) :]

    def read_before(self, given: str, at: int) -> bool:
        table = self._readers.get(given, [])
        return bool(table) and table[0] < at

    def binder(self, given: str, before: int) -> int | None:
        """The last statement of this block before a position that assigns to a name."""
        table = self._binders.get(given, [])
        place = bisect_left(table, before)
        return table[place - 1] if place else None

    def touches(self, names: Iterable[str], after: int, before: int) -> bool:
        """Whether a statement between two positions binds a name or changes its array."""
        return any(_between(self._touching.get(n, []), after, before) for n in names)

    def touched(self, given: str, after: int) -> int | None:
        """The first statement behind a position that binds a name or changes its array."""
        table = self._touching.get(given, [])
        place = bisect_right(table, after)
        return table[place] if place < len(table) else None

    def changes(self, after: int, before: int) -> bool:
        """Whether anything is changed in place between two positions."""
        return _between(self._changing, after, before)

    def hides(self, start: int) -> bool:
        """Whether a name could mean another one in any statement from a position on."""
        return bool(self._hiding) and self._hiding[-1] >= start

    def between(self, after: int, before: int) -> Iterator[int]:
        """The positions of the statements between two positions."""
        return (k for k in range(after + 1, before) if self.at[k] is not None)


def _between(table: list[int], after: int, before: int) -> bool:
    place = bisect_right(table, after)
    return place < len(table) and table[place] < before


def heir(lines: Lines, at: int, gone: core.Statement) -> None:
    """What a statement that went has said goes to the next one."""
    then = lines.following(at)
    if then < len(lines):
        statement = lines.at[then]
        assert statement is not None
        lines.annotate(then, after(gone.notes, statement))


def after(gone: core.Notes, statement: core.Statement) -> core.Statement:
    """The statement that follows one that went, with its heading, and its mark in one group."""
    notes = statement.notes
    notes = replace(notes, above=(*gone.above, *notes.above), section=gone.section or notes.section)
    same = gone.origin is None or notes.origin is None or gone.origin is notes.origin
    marked = gone.mark is not None and notes.mark is None and same
    if marked and not isinstance(statement, core.Return):
        notes = replace(notes, mark=gone.mark, origin=gone.origin)
    return replace(statement, notes=notes)

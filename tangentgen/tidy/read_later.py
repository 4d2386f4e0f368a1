"""Names that are read behind a place of a block, or behind it, before they are bound anew."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names, target_names


@dataclass(frozen=True)
class Later:
    """The names that are read behind a place of a block, or behind the block, as they are.

    From an `open` block control may go on behind it from anywhere: by a break, or an exception.
    """

    events: Mapping[str, Sequence[tuple[int, bool]]]  # where a name is read, or bound without that
    place: int
    outer: Later | None
    open: bool = False

    def __contains__(self, name: str) -> bool:
        found = self.events.get(name, ())
        at = bisect_right(found, (self.place, True))
        if at < len(found) and (found[at][1] or not self.open):
            return found[at][1]
        return self.outer is not None and name in self.outer

    def behind(self, place: int) -> Later:
        """What is read behind another place of the block."""
        return replace(self, place=place)


NOTHING = Later({}, 0, None)


def within(block: core.Block, outer: Later) -> Later:
    """What is read by a block, and behind it.

    >>> from tangentgen.source.text import function_of
    >>> def read(text, place):
    ...     block = function_of(f"def f():\\n    {text}").body
    ...     return [n for n in "abc" if n in within(block, NOTHING).behind(place)]
    >>> read("b = a; a = c; c = c + b", 0)
    ['b', 'c']
    >>> read("b = a; a = c; c = c + b", 2)
    []
    """
    found: dict[str, list[tuple[int, bool]]] = {}
    for place, statement in enumerate(block):
        needed, sure = _needed_and_sure(statement)
        for name in needed:
            found.setdefault(name, []).append((place, True))
        for name in sure - needed:
            found.setdefault(name, []).append((place, False))
    return Later(found, -1, outer, outer.open or _is_left(block))


def inside(statement: core.Statement, later: Later) -> Later:
    """What is read behind the blocks of a statement, where `later` is read behind itself.

    An exception may end a `with`, which goes on behind it, or begin what a `try` has beside it.
    """
    match statement:
        case core.For() | core.While():
            needed, _ = _needed_and_sure(statement)  # by the next trip
        case core.Try(handlers=handlers, final=final):
            needed = {n for s in core.walk((*handlers, *final)) for n in _own_reads(s)}
        case _:
            needed = set()
    exposed = later.open or isinstance(statement, core.Try | core.With)
    return Later({name: [(0, True)] for name in needed}, -1, later, exposed)


def _is_left(block: core.Block) -> bool:
    """Whether a break or a continue ends a block before its end."""
    return any(
        isinstance(s, core.Break | core.Continue)
        or (not isinstance(s, core.For | core.While) and any(map(_is_left, core.blocks(s))))
        for s in block
    )


def _own_reads(statement: core.Statement) -> set[str]:
    trees = (value for value in vars(statement).values() if isinstance(value, gast.AST))
    return {name for tree in trees for name in read_names(tree)}


def _needed_and_sure(statement: core.Statement) -> tuple[set[str], Set[str]]:
    """The names that a statement reads before it binds them, and those that it binds for sure."""
    own = _own_reads(statement)
    blocks = [_of_block(inner) for inner in core.blocks(statement)]
    needed = own.union(*(asked for asked, _ in blocks))
    match statement:
        case core.Assign(target=target):
            return needed, {*target_names(target)}
        case core.If() if len(blocks) == 2:
            return needed, blocks[0][1] & blocks[1][1]
        case core.For(target=target):
            needed -= {*target_names(target)} - own
    return needed, frozenset()


def _of_block(block: core.Block) -> tuple[set[str], set[str]]:
    needed, sure = set[str](), set[str]()
    for statement in block:
        asked, binds = _needed_and_sure(statement)
        needed |= asked - sure
        sure |= binds
    return needed, sure

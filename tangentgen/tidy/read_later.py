"""Names that are read behind a place of a block, or behind it, before they are bound anew."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names, target_names


@dataclass(frozen=True)
class Later:
    """The names that are read behind a place of a block, or behind the block, as they are."""

    events: Mapping[str, Sequence[tuple[int, bool]]]  # where a name is read, or bound without that
    place: int
    outer: Later | None

    def __contains__(self, name: str) -> bool:
        found = self.events.get(name, ())
        at = bisect_right(found, (self.place, True))
        if at < len(found):
            return found[at][1]
        return self.outer is not None and name in self.outer


NOTHING = Later({}, 0, None)


def events(block: core.Block) -> dict[str, list[tuple[int, bool]]]:
    """Where each name is read by a block's statements, or bound, and whether it is read first.

    >>> from tangentgen.source.quote import as_target, expression, name
    >>> texts = [("b", "a"), ("a", "c"), ("c", "c + b")]
    >>> block = [core.Assign(as_target(name(t)), expression(v)) for t, v in texts]
    >>> found = events(tuple(block))
    >>> "a" in Later(found, 0, None), "b" in Later(found, 0, None), "c" in Later(found, 2, None)
    (False, True, False)
    """
    found: dict[str, list[tuple[int, bool]]] = {}
    for place, statement in enumerate(block):
        needed, sure = _needed_and_sure(statement)
        for name in needed:
            found.setdefault(name, []).append((place, True))
        for name in sure - needed:
            found.setdefault(name, []).append((place, False))
    return found


def again(loop: core.For | core.While, later: Later) -> Later:
    """What is read behind a loop's body: by its next trip, or behind the loop."""
    needed, _ = _needed_and_sure(loop)
    return Later({name: [(0, True)] for name in needed}, -1, later)


def anyhow(statements: core.Block, later: Later) -> Later:
    """What is read by statements that may begin anywhere before, or behind them."""
    read = {n for s in core.walk(statements) for n in _own_reads(s)}
    return Later({name: [(0, True)] for name in read}, -1, later)


def _own_reads(statement: core.Statement) -> set[str]:
    trees = (value for value in vars(statement).values() if isinstance(value, gast.AST))
    return {name for tree in trees for name in read_names(tree)}


def _needed_and_sure(statement: core.Statement) -> tuple[Set[str], Set[str]]:
    """The names that a statement reads before it binds them, and those that it binds for sure."""
    needed = _own_reads(statement)
    inside = [_of_block(inner) for inner in core.blocks(statement)]
    for asked, _ in inside:
        needed |= asked
    match statement:
        case core.Assign(target=target):
            return needed, {*target_names(target)}
        case core.If() if len(inside) == 2:
            return needed, inside[0][1] & inside[1][1]
        case core.For(target=target):
            needed -= {*target_names(target)} - _own_reads(statement)
    return needed, frozenset()


def _of_block(block: core.Block) -> tuple[set[str], set[str]]:
    needed, sure = set[str](), set[str]()
    for statement in block:
        asked, binds = _needed_and_sure(statement)
        needed |= asked - sure
        sure |= binds
    return needed, sure

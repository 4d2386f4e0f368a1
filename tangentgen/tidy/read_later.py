"""Names that are read behind a place of a block, or behind the block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names


@dataclass(frozen=True)
class Later:
    """The names that are read behind a place of a block, or behind the block."""

    last: Mapping[str, int]  # the last statement of the block that reads a name
    place: int
    outer: Later | None

    def __contains__(self, name: str) -> bool:
        if self.last.get(name, -1) > self.place:
            return True
        return self.outer is not None and name in self.outer


NOTHING = Later({}, 0, None)


def reads(statement: core.Statement) -> frozenset[str]:
    return frozenset(
        name
        for s in core.walk((statement,))
        for value in vars(s).values()
        if isinstance(value, gast.AST)
        for name in read_names(value)
    )

"""Text that may break into lines: the documents of `ruff format`.

Only what expressions need is here; `render` says what they mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Mode = Literal["flat", "broken"]
Doc = Any  # str | Line | Group | … | list of documents


@dataclass(frozen=True, eq=False)
class Line:
    """A place for a line break; where nothing breaks, a space or nothing."""

    flat: str
    hard: bool = False


SOFT = Line("")
SPACE = Line(" ")
HARD = Line("", hard=True)


@dataclass(frozen=True, eq=False)
class Mark:
    """The identity of a group that others ask about."""


@dataclass(frozen=True, eq=False)
class Group:
    """Breaks all its own lines, or none."""

    content: Doc
    mark: Mark | None = None
    broken: bool = False
    only_if_broken: Mark | None = None  # no group at all unless that one is broken


@dataclass(frozen=True, eq=False)
class Indent:
    content: Doc
    if_broken: Mark | None = None  # deeper only if that group is broken


@dataclass(frozen=True, eq=False)
class When:
    """Printed only in one mode of a group, by default of the enclosing one."""

    mode: Mode
    content: Doc
    mark: Mark | None = None


@dataclass(frozen=True, eq=False)
class Expandable:
    """What a group tolerates broken: trying whether the group fits, it is taken as broken."""

    content: Doc
    while_flat: Mark


@dataclass(frozen=True, eq=False)
class Best:
    """The first of several forms that fits, all lines of it measured; or the last."""

    forms: tuple[Doc, ...]


@dataclass(frozen=True, eq=False)
class Parenthesized:
    """Parentheses around what does not fit its line, only if it fits a line inside them."""

    content: Doc
    mark: Mark

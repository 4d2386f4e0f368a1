"""The user's own templates: a derivative is made of them as of the functions that it reads."""

from __future__ import annotations

import sys
import types
from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from tangentgen.checks import Names

if TYPE_CHECKING:
    from tangentgen.rules.words import Entry, Template

WORDS = ("elementwise", "adjoint", "tangent")


def taught(read: Container[int], named: Container[str]) -> tuple[Entry, ...]:
    """What the user has said of the functions that are read, given by identity, or named.

    Of functions that are not written in Python, NumPy's for instance, all that was said counts:
    nobody has noted which of them are read.
    """
    words = sys.modules.get("tangentgen.rules.words")
    if words is None:
        return ()  # to write a template, one imports it
    found = [
        entry
        for entry in list(words.ENTRIES.values())
        if entry.is_own and _is_read(entry.function, read, named)
    ]
    return tuple(sorted(found, key=lambda entry: str(getattr(entry.function, "__name__", ""))))


def _is_read(function: object, read: Container[int], named: Container[str]) -> bool:
    if not isinstance(function, types.FunctionType):
        return True
    is_method = "." in function.__qualname__
    return id(function) in read or (is_method and function.__name__ in named)


def templates(entry: Entry) -> Iterator[Template]:
    """The user's own templates in an entry."""
    for word in WORDS:
        for template in getattr(entry, word):
            if not template.is_shipped:
                yield template


def tests(entry: Entry, names: Names) -> Iterator[str]:
    """Expressions that are true as long as nothing else is said, in a cell that is run again."""
    for word in WORDS:
        said = getattr(entry, word)
        yield f"{names.of(entry, 'entry')}.{word} is {names.of(said, word)}"

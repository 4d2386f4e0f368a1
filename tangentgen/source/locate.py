"""Where the text of a live function stands, and the proof that it is that function's text.

The store asks for this on each cache hit, so nothing here imports gast, and ast only where
the short way fails.
"""

from __future__ import annotations

import linecache
import types
from dataclasses import dataclass

from tangentgen.source.snippet import owns
from tangentgen.source.written import restored

LAMBDA = "<lambda>"


@dataclass(frozen=True)
class Located:
    """The text of a definition: whole lines of a `def`, and of a lambda from its column on."""

    text: str
    path: str
    first_line: int
    column: int = 0  # in characters


class NotFound(Exception):
    """Why no text was found; `read` turns it into an error with a hint."""


class Changed(NotFound):
    """There is text, but the function was not made from it."""


def quick_text(function: types.FunctionType) -> str:
    """The text of a function's definition, proved to be its own.

    >>> import textwrap
    >>> print(quick_text(textwrap.indent).splitlines()[0])
    def indent(text, prefix, predicate=None):
    """
    return locate(function).text


def locate(function: types.FunctionType) -> Located:
    """The lines of a function's definition, from its first decorator to its last line."""
    path = function.__code__.co_filename
    for attempt in range(2):
        lines = linecache.getlines(path, function.__globals__) or restored(path)
        if lines:
            found = _short_way(function, lines) or _long_way(function, lines)
            if found is not None:
                return found
        if attempt == 0:
            # What linecache holds may be older than the function, after a reload.
            linecache.checkcache(path)
    if not lines:
        raise NotFound(path)
    raise Changed(path)


def _short_way(function: types.FunctionType, lines: list[str]) -> Located | None:
    """From the first line the code names to where the indentation ends, compiled by itself."""
    code = function.__code__
    first = code.co_firstlineno
    if not 0 < first <= len(lines):
        return None
    if code.co_name == LAMBDA:
        from tangentgen.source.search import lambda_at

        return lambda_at(function, lines)
    head = lines[first - 1]
    stripped = head.lstrip()
    if not stripped.startswith(("def", "@", "async")):
        return None
    indent = head[: len(head) - len(stripped)]
    last = max(_last_line(code), first)
    farthest = min(len(lines), 4 * last - 3 * first + 50)
    while last <= farthest:
        last = _end_of_block(lines, last, len(indent.expandtabs()))
        text = plain("".join(lines[first - 1 : last]))
        owned = owns(text, indent, function)
        if owned is not None:
            return Located(text, code.co_filename, first) if owned else None
        last += 1  # the block was cut inside a string or a bracket
    return None


def _long_way(function: types.FunctionType, lines: list[str]) -> Located | None:
    from tangentgen.source.search import search

    return search(function, plain("".join(lines)))


def plain(text: str) -> str:
    """A text with "\\n" between its lines and without a byte order mark."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff")


def _last_line(code: types.CodeType) -> int:
    last = max((line for _, _, line in code.co_lines() if line), default=code.co_firstlineno)
    return max([last, *(_last_line(c) for c in code.co_consts if isinstance(c, types.CodeType))])


def _end_of_block(lines: list[str], last: int, indent: int) -> int:
    """The number of lines up to the first one after `last` that is indented no deeper."""
    end = last
    for number in range(last, len(lines)):
        line = lines[number]
        stripped = line.lstrip()
        if not stripped:
            continue
        if len(line.expandtabs()) - len(stripped.expandtabs()) <= indent:
            break
        if not stripped.startswith("#"):
            end = number + 1
    return end

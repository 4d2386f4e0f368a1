"""Where the text of a live function stands, and the proof that it is that function's text.

The store asks for this on each cache hit, so nothing here imports gast, and ast only where
the short way fails.
"""

from __future__ import annotations

import linecache
import types
from dataclasses import dataclass
from typing import Any

from tangentgen.source.same import same_code

# the bits of co_flags that `from __future__ import ...` sets, which compile() takes back
FUTURES = 0x1FE0000
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
    code = function.__code__
    path = code.co_filename
    for attempt in range(2):
        lines = linecache.getlines(path, function.__globals__)
        if lines:
            found = _short_way(code, lines) or _long_way(code, lines)
            if found is not None:
                return found
        if attempt == 0:
            # What linecache holds may be older than the function, after a reload.
            linecache.checkcache(path)
    if not lines:
        raise NotFound(path)
    raise Changed(path)


def _short_way(code: types.CodeType, lines: list[str]) -> Located | None:
    """From the first line the code names to where the indentation ends, compiled by itself."""
    first = code.co_firstlineno
    if not 0 < first <= len(lines):
        return None
    if code.co_name == LAMBDA:
        from tangentgen.source.search import lambda_at

        return lambda_at(code, lines)
    head = lines[first - 1]
    stripped = head.lstrip()
    if not stripped.startswith(("def", "@")):
        return None
    indent = head[: len(head) - len(stripped)]
    last = max(_last_line(code), first)
    while last < len(lines):
        last = _end_of_block(lines, last, len(indent.expandtabs()))
        text = plain("".join(lines[first - 1 : last]))
        compiled = _compiled(text, indent, code, class_around(code))
        if compiled is not None:
            own = next((c for c in inner_codes(compiled) if c.co_name == code.co_name), None)
            if own is None or not same_code(own, code):
                return None
            return Located(text, code.co_filename, first)
        last += 1  # the block was cut inside a string or a bracket
        if last - first > 3 * (_last_line(code) - first) + 50:
            return None
    return None


def _long_way(code: types.CodeType, lines: list[str]) -> Located | None:
    from tangentgen.source.search import search

    return search(code, plain("".join(lines)))


def plain(text: str) -> str:
    """A text with "\\n" between its lines and without a byte order mark."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff") if text.startswith("\ufeff") else text


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


def class_around(code: types.CodeType) -> str | None:
    """The innermost class in whose text a code stands; its name mangles `__private` names."""
    parts = code.co_qualname.split(".")[:-1]
    for position in range(len(parts) - 1, -1, -1):
        if parts[position] != "<locals>" and parts[position + 1 : position + 2] != ["<locals>"]:
            return parts[position]
    return None


def _compiled(
    text: str, indent: str, code: types.CodeType, class_name: str | None
) -> types.CodeType | None:
    """The definition compiled inside as much of its surroundings as decides its code."""
    headers = []
    free = [name for name in code.co_freevars if name != "__class__"]
    if class_name is not None:
        headers.append(f"class {class_name}:")
    if free:
        header = "def _(" + ", ".join(_unmangled(name, class_name) for name in free) + "):"
        # A closure's free variables are seen through a class, not from inside its body.
        headers.insert(
            0 if code.co_qualname.endswith(f"{class_name}.{code.co_name}") else 1, header
        )
    if not headers and indent:
        headers.append("if 1:")
    if len(headers) > len(indent):
        return None
    outer = "".join(f"{indent[:depth]}{header}\n" for depth, header in enumerate(headers))
    try:
        return compile(
            outer + text, code.co_filename, "exec", code.co_flags & FUTURES, dont_inherit=True
        )
    except (SyntaxError, ValueError):
        return None


def _unmangled(name: str, class_name: str | None) -> str:
    prefix = f"_{class_name.lstrip('_')}" if class_name else ""
    return name[len(prefix) :] if prefix and name.startswith(prefix + "__") else name


def inner_codes(code: types.CodeType) -> list[types.CodeType]:
    """The codes inside a code, outer before inner, in the order of the text."""
    found: list[types.CodeType] = []
    level: list[Any] = [code]
    while level:
        inner = [c for outer in level for c in outer.co_consts if isinstance(c, types.CodeType)]
        found += inner
        level = inner
    return found

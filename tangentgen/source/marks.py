"""Comments that the printer adds or moves: made safe, shortened, wrapped to the line."""

from __future__ import annotations

import re
import textwrap
import unicodedata

from tangentgen.source.comments import tidy
from tangentgen.source.width import columns

_OPENING = "([{"
_ASSIGNS = re.compile(r" (?:[-+*/@%&|^]|//|\*\*|<<|>>)?= ")
_SIGNS = re.compile(r", | (?:[-+*/@%]|//|and|or) ")


def harmless(text: str) -> str:
    """A text without anything that could end a comment or reorder what is read.

    >>> harmless("y = 1\\n__import__('os')")
    "y = 1 __import__('os')"
    """
    kept = []
    for character in text:
        if character in "\t\n\r\v\f" or unicodedata.category(character) in ("Zl", "Zp", "Zs"):
            kept.append(" ")
        elif unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn"):
            kept.append(character)
    return "".join(kept).strip()


def comment(text: str) -> str:
    """A user's comment, harmless and as the formatter leaves it."""
    text = harmless(text)
    return tidy(text if text.startswith("#") else "# " + text)


def shorten(mark: str, room: int) -> str | None:
    """A statement in at most so many columns: brackets lose their contents, then its end goes.

    >>> [shorten("y[0] = f(x + 1) * g(y, z)", room) for room in (24, 19, 12, 8)]
    ['y[0] = f(x + 1) * g(...)', 'y[0] = f(...) * ...', 'y[0] = ...', None]
    >>> shorten("i, f, o = sigmoid(zi), sigmoid(zf), sigmoid(zo)", 30)
    'i, f, o = sigmoid(zi), ...'
    """
    if columns(mark) <= room:
        return mark
    head, text = _split_target(mark)
    while spans := sorted(_contents(text), key=lambda span: span[1] - span[0]):
        for start, end in spans:
            shorter = f"{head}{text[:start]}...{text[end:]}"
            if columns(shorter) <= room:
                return shorter
        start, end = spans[-1]
        text = text[:start] + "..." + text[end:]
    for end in reversed(_operators(text)):
        if columns(head + text[:end]) + 3 <= room:
            return f"{head}{text[:end]}..."
    if head:
        for short in (head, _without_indices(head)):
            if columns(short) + 3 <= room:
                return short + "..."
    return None


def _without_indices(head: str) -> str:
    for start, end in reversed(_contents(head)):
        head = head[:start] + "..." + head[end:]
    return head


def _split_target(mark: str) -> tuple[str, str]:
    """What stands before the value of an assignment, a return or a condition, and the value."""
    for word in ("return ", "assert ", "raise ", "if ", "while "):
        if mark.startswith(word):
            return word, mark[len(word) :]
    depths = _depths(mark)
    for found in _ASSIGNS.finditer(mark):
        if depths[found.start()] == 0:
            return mark[: found.end()], mark[found.end() :]
    return "", mark


def _operators(text: str) -> list[int]:
    """Where the commas and operators end that stand in no brackets."""
    depths = _depths(text)
    return [found.end() for found in _SIGNS.finditer(text) if depths[found.start()] == 0]


def _contents(text: str) -> list[tuple[int, int]]:
    """The contents of the outermost brackets that are longer than three dots."""
    depths = [*_depths(text), 0]
    spans = []
    start = 0
    for position in range(1, len(depths)):
        if depths[position] and not depths[position - 1]:
            start = position
        elif depths[position - 1] and not depths[position]:
            quoted = text[start - 1] not in _OPENING
            spans += [] if quoted or position - start <= 3 else [(start, position)]
    return spans


def _depths(text: str) -> list[int]:
    """How many brackets and quotes are open at each character; a bracket is outside itself."""
    depth = 0
    quote = ""
    depths = []
    for position, character in enumerate(text):
        if quote:
            depths.append(depth + 1)
            if character == quote and text[position - 1] != "\\":
                quote = ""
            continue
        depth -= character in ")]}" and depth > 0
        depths.append(depth)
        depth += character in _OPENING
        quote = character if character in "\"'" else ""
    return depths


def marked(mark: str, room: int) -> str:
    """A mark as a comment on a line of its own."""
    mark = harmless(mark)
    short = shorten(mark, room - 2)
    if short is None:
        short = mark[: max(room - 5, 0)].rstrip() + "..."
    return "# " + short


def wrapped(text: str, room: int) -> list[str]:
    """A comment in as many lines as it needs.

    >>> wrapped("# one two three", 10)
    ['# one two', '# three']
    """
    if columns(text) <= room:
        return [text]
    lead = text[: len(text) - len(text.lstrip("#").lstrip())]
    return textwrap.wrap(
        text[len(lead) :],
        max(room, len(lead) + 1),
        initial_indent=lead,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
    )

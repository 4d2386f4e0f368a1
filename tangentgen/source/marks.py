"""Comments that the printer adds or moves: made safe, shortened, wrapped to the line."""

from __future__ import annotations

import textwrap
import unicodedata

from tangentgen.source.comments import tidy
from tangentgen.source.width import columns

_CLOSING = {"(": ")", "[": "]", "{": "}"}


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
    """A statement in at most so many columns, what stands in brackets left out first.

    >>> [shorten("y[0] = f(x + 1) * g(y, z)", room) for room in (25, 24, 19, 12, 8)]
    ['y[0] = f(x + 1) * g(y, z)', 'y[0] = f(x + 1) * g(...)', 'y[0] = ...', 'y[0] = ...', None]
    """
    if columns(mark) <= room:
        return mark
    head, text = _split_target(mark)
    while spans := sorted(_brackets(text), key=lambda span: span[1] - span[0]):
        for start, end in spans:
            shorter = f"{head}{text[:start]}...{text[end:]}"
            if columns(shorter) <= room:
                return shorter
        start, end = spans[-1]
        text = text[:start] + "..." + text[end:]
    if head:
        for short in (head, _without_indices(head)):
            if columns(short) + 3 <= room:
                return short + "..."
    return None


def _without_indices(head: str) -> str:
    for start, end in reversed(_brackets(head)):
        head = head[:start] + "..." + head[end:]
    return head


def _split_target(mark: str) -> tuple[str, str]:
    """What stands before the value of an assignment, a return or a condition, and the value."""
    for word in ("return ", "assert ", "raise ", "if ", "while "):
        if mark.startswith(word):
            return word, mark[len(word) :]
    depth = 0
    quote = ""
    for position, character in enumerate(mark):
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in _CLOSING:
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif depth == 0 and mark.startswith("= ", position) and position > 0:
            before = mark[position - 1]
            if before not in "=!<>" or mark[position - 3 : position] in (" <<", " >>"):
                return mark[: position + 2], mark[position + 2 :]
    return "", mark


def _brackets(text: str) -> list[tuple[int, int]]:
    """The contents of the outermost brackets that are longer than three dots."""
    spans = []
    depth = 0
    quote = ""
    start = 0
    for position, character in enumerate(text):
        if quote:
            if character == quote and text[position - 1] != "\\":
                quote = ""
        elif character in "\"'":
            quote = character
        elif character in _CLOSING:
            depth += 1
            if depth == 1:
                start = position + 1
        elif character in ")]}":
            depth -= 1
            if depth == 0 and position - start > 3:
                spans.append((start, position))
    return spans


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

"""Docstrings as lines of source."""

from __future__ import annotations

import inspect
import textwrap

from tangentgen.source.width import columns

WIDTH = 88


def docstring_lines(text: str, indent: int) -> list[str]:
    """A docstring with its quotes, too long lines wrapped.

    >>> docstring_lines('Says "no".\\n\\nTwice.', 4)
    ['    \"""Says "no".', '', '    Twice.', '    \"""']
    """
    margin = " " * indent
    text = escaped(inspect.cleandoc(text))
    lines: list[str] = []
    for number, line in enumerate(_refilled(text.strip("\n").rstrip().split("\n"), indent)):
        start = margin + ('"""' if number == 0 else "")
        lines += _wrapped(start, line.strip() if number == 0 else line.rstrip(), margin)
    if len(lines) > 1:
        return [*lines, margin + '"""']
    only = lines[0] + (" " if lines[0].endswith('"') else "")
    return [only + '"""']


def escaped(text: str) -> str:
    """A text that means itself between three quotes.

    >>> print(escaped('a \\\\ b \"""'))
    a \\\\ b \\"\\"\\"
    """
    text = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    kept = []
    for character in text.expandtabs():
        if character == "\n" or character.isprintable():
            kept.append(character)
        else:
            kept.append(character.encode("unicode_escape").decode("ascii"))
    return "".join(kept)


def _refilled(lines: list[str], indent: int) -> list[str]:
    """Lines of which one is too long run on in the next, as its paragraph does.

    >>> _refilled(["First.", "", "word " * 17 + "end", "and on", "", "Other"], 8)[3:]
    ['', 'Other']
    """
    filled: list[str] = []
    for number, line in enumerate(lines):
        before = filled[-1] if number > 1 and filled else ""
        runs_on = line[:1].isalnum() and before[:1].isalnum()
        if runs_on and columns(before) + indent > WIDTH:
            filled[-1] = f"{before.rstrip()} {line}"
        else:
            filled.append(line)
    return filled


def _wrapped(start: str, line: str, margin: str) -> list[str]:
    room = WIDTH - (3 if start.endswith('"') else 0)
    if columns(start + line) <= room:
        return [(start + line).rstrip()]
    inner = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(
        line.lstrip(),
        room,
        initial_indent=start + inner,
        subsequent_indent=margin + inner,
        break_long_words=False,
        break_on_hyphens=False,
    )

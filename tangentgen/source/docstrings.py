"""Docstrings as lines of source."""

from __future__ import annotations

import textwrap

from tangentgen.source.width import columns

WIDTH = 88


def docstring_lines(text: str, indent: int) -> list[str]:
    """A docstring with its quotes, too long lines wrapped.

    >>> docstring_lines('Says "no".\\n\\nTwice.', 4)
    ['    \"""Says "no".', '', '    Twice.', '    \"""']
    """
    margin = " " * indent
    text = escaped(text)
    lines: list[str] = []
    for number, line in enumerate(text.strip("\n").rstrip().split("\n")):
        start = margin + ('"""' if number == 0 else "")
        lines += _wrapped(start, line.strip() if number == 0 else line.rstrip(), margin)
    if len(lines) == 1 and columns(lines[0]) + 3 <= WIDTH and not lines[0].endswith('"'):
        return [lines[0] + '"""']
    if len(lines) == 1 and lines[0].endswith('"'):
        return [lines[0] + ' """']
    return [*lines, margin + '"""']


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


def _wrapped(start: str, line: str, margin: str) -> list[str]:
    if columns(start + line) <= WIDTH:
        return [(start + line).rstrip()]
    inner = line[: len(line) - len(line.lstrip())]
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=start + inner,
        subsequent_indent=margin + inner,
        break_long_words=False,
        break_on_hyphens=False,
    )

"""Texts with other words in some places."""

from __future__ import annotations

import ast
from collections.abc import Iterable

Place = tuple[int, int, int, int]  # first line and column, last line and column, in bytes
Change = tuple[Place, str]


def place(node: ast.expr | ast.arg) -> Place:
    """Where an expression stands."""
    return node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0


def replaced(text: str, changes: Iterable[Change]) -> str:
    """The text with other words at some places, which are counted in bytes."""
    lines = [line.encode() for line in text.split("\n")]
    for (line, start, last, end), new in sorted(set(changes), reverse=True):
        tail = lines[last - 1][end:]
        lines[line - 1 : last] = [lines[line - 1][:start] + new.encode() + tail]
    return b"\n".join(lines).decode()

"""The trees of functions as the user's file has them now, and the numbers of their statements.

Statements are numbered in the order of the text without docstrings, so a number stays right
when comments and blank lines come or go.
"""

from __future__ import annotations

import ast
import bisect
import itertools
import types
from collections.abc import Iterator
from dataclasses import dataclass

from tangentgen.source.locate import Located, NotFound, locate

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def definition(found: Located) -> tuple[Definition, int] | None:
    """The definition in a text, and what to add to its line numbers; None of a lambda."""
    shift = found.first_line - 1
    text = found.text
    if text[:1] in (" ", "\t"):
        text, shift = f"if 1:\n{text}", shift - 1
    try:
        tree: ast.AST = ast.parse(text)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, Definition):
            return node, shift
    return None


def statements(tree: Definition) -> Iterator[ast.stmt]:
    """Every statement of a definition, outer before inner."""
    first = tree.body[0]
    is_docstring = (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    )
    for statement in tree.body[is_docstring:]:
        yield from _inner(statement)


def _inner(statement: ast.stmt) -> Iterator[ast.stmt]:
    yield statement
    for name in ("body", "handlers", "cases", "orelse", "finalbody"):
        for part in getattr(statement, name, ()):
            if isinstance(part, ast.stmt):
                yield from _inner(part)
            else:
                for inner in part.body:
                    yield from _inner(inner)


@dataclass(frozen=True)
class Numbers:
    """The numbers of the statements of a function by the lines of its file."""

    path: str
    first_line: int
    last_line: int
    lines: tuple[int, ...]  # in order
    numbers: tuple[int, ...]  # of the last statement that begins at each line

    def at(self, path: str, line: int) -> int | None:
        """The number of the statement that a line of a file belongs to."""
        if path != self.path or not self.first_line <= line <= self.last_line:
            return None
        place = bisect.bisect_right(self.lines, line)
        return self.numbers[place - 1] if place else None


def numbers_of(function: types.FunctionType) -> Numbers | None:
    """Of a function whose text is found."""
    try:
        found = locate(function)
    except NotFound:
        return None
    parsed = definition(found)
    if parsed is None:
        return None
    tree, shift = parsed
    starts: dict[int, int] = {}
    for position, statement in enumerate(statements(tree)):
        starts[statement.lineno + shift] = position
    ordered = sorted(starts)
    # A line belongs to the last statement, in the order of the text, that begins at or before it.
    latest = tuple(itertools.accumulate((starts[line] for line in ordered), max))
    last = found.first_line + found.text.count("\n")
    path = function.__code__.co_filename
    return Numbers(path, found.first_line, last, tuple(ordered), latest)


def line_of(function: types.FunctionType, number: int) -> int:
    """The line at which a statement stands now; that of the definition where it is not found."""
    first = function.__code__.co_firstlineno
    try:
        parsed = definition(locate(function))
    except NotFound:
        return first
    if parsed is None:
        return first
    tree, shift = parsed
    for position, statement in enumerate(statements(tree)):
        if position == number:
            return statement.lineno + shift
    return tree.lineno + shift

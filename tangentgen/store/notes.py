"""The primal's line for an exception that is raised in a derivative (PEP 678)."""

from __future__ import annotations

import linecache
import types
from collections.abc import Sequence
from dataclasses import dataclass

from tangentgen.errors import TangentgenError
from tangentgen.store.statements import line_of, numbers_of

Mark = tuple[int, int, int]  # line of the text, number of the function, number of its statement


@dataclass(frozen=True)
class Explain:
    """Adds to an exception where in the primal it comes from, as the file stands now."""

    path: str  # of the derivative
    functions: tuple[types.FunctionType, ...]
    marks: tuple[Mark, ...]  # by lines of the file, header included

    def __call__(self, error: BaseException) -> None:
        line = self._line(error)
        if line is None or isinstance(error, TangentgenError):
            return
        before = [mark for mark in self.marks if mark[0] <= line]
        number, statement = before[-1][1:] if before else (0, -1)
        function = self.functions[number]
        path = function.__code__.co_filename
        linecache.checkcache(path)  # the file may have been edited since it was last looked at
        found = line_of(function, statement)
        text = linecache.getline(path, found, function.__globals__).strip()
        error.add_note(f"in the derivative of {function.__qualname__}: {path}:{found}  {text}")

    def _line(self, error: BaseException) -> int | None:
        """The line of the derivative that was running, the innermost one."""
        found, frame = None, error.__traceback__
        while frame is not None:
            if frame.tb_frame.f_code.co_filename == self.path:
                found = frame.tb_lineno
            frame = frame.tb_next
        return found


def moved(marks: Sequence[Mark], base: str, text: str) -> list[Mark]:
    """The marks of a text that was edited, without those of lines that are no longer there.

    >>> moved([(1, 0, 0), (2, 0, 1), (3, 0, 2)], "a\\nb\\nc", "new\\na\\nc")
    [(2, 0, 0), (3, 0, 2)]
    """
    import difflib  # only what is edited needs it

    matcher = difflib.SequenceMatcher(None, base.split("\n"), text.split("\n"), autojunk=False)
    lines = {
        block.a + k + 1: block.b + k + 1
        for block in matcher.get_matching_blocks()
        for k in range(block.size)
    }
    return [(lines[line], number, part) for line, number, part in marks if line in lines]


def marks(
    lines: Sequence[tuple[int, str, int]], functions: Sequence[types.FunctionType]
) -> tuple[Mark, ...]:
    """Lines of primals as numbers of statements, which outlive a change of comments."""
    found = []
    numbered = [numbers_of(function) for function in functions]
    for line, path, primal_line in sorted(lines):
        for number, numbers in enumerate(numbered):
            statement = None if numbers is None else numbers.at(path, primal_line)
            if statement is not None:
                found.append((line, number, statement))
                break
    return tuple(found)

"""The programs to rewrite: the cases that are right to seven digits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.support import cases
from tests.support.rewriting.rewritten import Subject


def of_cases(names: Iterable[str]) -> Iterator[Subject]:
    for name in names:
        case = cases.load(name)
        if case.flag("TOLERANCE", 0) or case.flag("COMPLEX_STEP", False):
            continue
        text, _ = cases.split(case.path.read_text())
        points = tuple(problem.args for problem in case.problems())[:2]
        like = bool(case.options())
        yield Subject(name, text, case.function.__name__, case.wrt, points, like)

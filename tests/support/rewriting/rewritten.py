"""A program rewritten at random, step by step; a step that changes what it computes is undone."""

from __future__ import annotations

import ast
import contextlib
import copy
import random
import signal
import types
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tests.support import compare, differences
from tests.support.derivatives import Problem
from tests.support.rewriting.draft import Draft
from tests.support.rewriting.held import PRELUDE
from tests.support.rewriting.table import REWRITINGS
from tests.support.rewriting.traced import traced
from tests.support.snippets import module_of
from tests.support.trees import random_like

IMPORTS = """import collections
import contextlib
import copy
import dataclasses
import functools
import itertools
import math
import operator
import types
import typing

import numpy as np
"""


@dataclass(frozen=True)
class Subject:
    """A module's text, the name of its primal, and points to differentiate it at."""

    name: str
    text: str
    primal: str
    wrt: tuple[str, ...]
    points: tuple[tuple[Any, ...], ...]
    like: bool = False
    steps: tuple[str, ...] = ()

    def module(self) -> types.ModuleType:
        return module_of(self.text)

    def problems(self) -> list[Problem]:
        function = getattr(self.module(), self.primal)
        return [Problem(function, self.wrt, args) for args in self.points]


@contextlib.contextmanager
def limited(seconds: int) -> Iterator[None]:
    """What takes longer is a TimeoutError."""

    def stop(*_: Any) -> None:
        raise TimeoutError("too slow")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def prepared(subject: Subject) -> Subject:
    """The module printed anew, with what rewritings use."""
    tree = ast.parse(subject.text)
    start = 1 if ast.get_docstring(tree) is not None else 0
    while start < len(tree.body) and isinstance(tree.body[start], ast.ImportFrom):
        if tree.body[start].module != "__future__":  # type: ignore[attr-defined]
            break
        start += 1
    own = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    used = [n for n in ast.parse(PRELUDE).body if n.name not in own]  # type: ignore[attr-defined]
    tree.body[start:start] = [*ast.parse(IMPORTS).body, *used]
    return replace(subject, text=ast.unparse(tree) + "\n")


def values(subject: Subject) -> list[Any]:
    """What the primal computes and leaves in its arguments, at its points and near them."""
    rng = np.random.default_rng(3)
    found = []
    for problem in subject.problems():
        args = copy.deepcopy(list(problem.args))
        found.append((problem.function(*args), args))
        direction = random_like(rng, problem.point)
        args = differences.moved(problem.args, problem.index, direction, 1e-3)
        found.append((problem.function(*args), args))
    return found


def same_values(one: list[Any], other: list[Any]) -> bool:
    try:
        for (a, given), (b, left) in zip(one, other, strict=True):
            compare.assert_close(a, b, "value", 1e-12)
            compare.assert_close(given, left, "arguments", 1e-12)
            if shape(a) != shape(b) or shape(given) != shape(left):
                return False
    except (AssertionError, ValueError, TypeError):
        return False
    return True


def shape(tree: Any) -> Any:
    """The structure of a value with the kinds of its leaves."""
    if isinstance(tree, np.ndarray):
        return tree.shape, tree.dtype
    if isinstance(tree, list | tuple):
        return type(tree).__name__, [shape(part) for part in tree]
    if isinstance(tree, dict):
        return list(tree), [shape(part) for part in tree.values()]
    if isinstance(tree, float):
        return "float"
    return type(tree).__name__


def definitions(tree: ast.Module, lines: set[int]) -> list[ast.FunctionDef]:
    """The functions of a module that run, without those of the prelude."""
    ours = {n.name for n in ast.parse(PRELUDE).body}  # type: ignore[attr-defined]
    return [
        node
        for top in tree.body
        if getattr(top, "name", "") not in ours
        for node in ast.walk(top)
        if isinstance(node, ast.FunctionDef) and any(s.lineno in lines for s in node.body)
    ]


def stepped(subject: Subject, draw: random.Random) -> Subject | None:
    """The program after one rewriting, whatever it computes then."""
    module = subject.module()
    function = getattr(module, subject.primal)
    args = copy.deepcopy(subject.points[0])
    known = traced(lambda: function(*args), str(module.__file__))
    tree = ast.parse(subject.text)
    found = definitions(tree, set(known))
    if not found:
        return None
    primal = [f for f in found if f.name == subject.primal]
    chosen = draw.choice(primal if primal and draw.random() < 0.6 else found)
    draft = Draft(tree, chosen, known, draw, subject.wrt, subject.primal)
    rewriting = draw.choices([*REWRITINGS], [*REWRITINGS.values()])[0]
    if not rewriting(draft):
        return None
    text = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
    steps = (*subject.steps, rewriting.__name__)
    return replace(subject, text=text, wrt=draft.wrt, steps=steps)


def rewritten(subject: Subject, seed: int, most: int = 4) -> Subject:
    """The program after up to `most` rewritings."""
    draw = random.Random(seed)
    wanted = draw.randint(1, most)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        want = values(subject)
        for _ in range(4 * wanted):
            if len(subject.steps) == wanted:
                break
            try:
                with limited(5):
                    candidate = stepped(subject, random.Random(draw.random()))
                    if candidate is None or candidate.text == subject.text:
                        continue
                    if same_values(values(candidate), want):
                        subject = candidate
            except Exception:
                continue
    return subject

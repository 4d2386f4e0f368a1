"""Random programs as trees of lines, so that a failing one can be shrunk by taking lines away."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tests.support.snippets import module_of

LENGTH = 4  # of every vector
KEPT = ("return", "k0 += 1", "k1 += 1", "k2 += 1")  # without them a loop would not end


@dataclass(frozen=True)
class Block:
    """A compound statement: headers (`if …:`, `else:`), each with the lines below it."""

    parts: tuple[tuple[str, Lines], ...]


Line = str | Block
Lines = tuple[Line, ...]

PRELUDE = """import contextlib
import itertools
from dataclasses import dataclass

import numpy as np


@dataclass
class Box:
    u: np.ndarray
    s: float


def blend(a, b, w):
    return a * w + np.sin(b) * (1.0 - w)


def relax(u, w):
    u[1:] += w * (u[:-1] - u[1:])
    u[0] = u[-1] * w


def sweep(m, w):
    for row in m:
        relax(row, w)
        row *= 1.0 - w * w


def push(u, v, w):
    u[:2] = v[1:3] * w
    v[0] += u[-1]


def bump(u, w):
    u[1] *= w
    return u[1] + w * u[2]


def lifted(u):
    part = u[::-1]
    part[0] += part[1] * part[1]
    return part


def inner(u):
    return u[::-1]


def bent(u):
    return 0.7 * u - np.sin(u) * u


def swung(u, w):
    return u * w - 0.4 * u


def bounded(u, t):
    for k in range(len(u)):
        if t > 0.4:
            return t * u[k]
        t = t + 0.3 * u[k] * u[k]
    return t - u[0]
"""


@dataclass(frozen=True)
class Program:
    """Functions, of which `f` is differentiated; `step`, where it is there, is called by it."""

    lines: Lines
    seed: int

    @property
    def text(self) -> str:
        return PRELUDE + "".join(printed(self.lines, 0))

    @property
    def own(self) -> str:
        """The text without what all programs begin with."""
        return "".join(printed(self.lines, 0)).lstrip()

    @property
    def wrt(self) -> tuple[str, ...]:
        draw = random.Random(self.seed)
        few = draw.choice([("x",), ("y", "t"), ("t",), ("x", "y")])
        return ("x", "y", "t") if draw.random() < 0.7 else few

    @property
    def options(self) -> dict[str, Any]:
        """What a derivative is asked for with, beside what it is with respect to."""
        return {}

    def function(self) -> Callable[..., Any]:
        return module_of(self.text).f

    def args(self) -> tuple[Any, ...]:
        rng = np.random.default_rng(self.seed)
        return rng.normal(size=LENGTH), rng.normal(size=LENGTH), float(rng.normal()), 3


def printed(lines: Lines, depth: int) -> Iterator[str]:
    for line in lines:
        if isinstance(line, str):
            yield "    " * depth + line + "\n"
            continue
        for header, body in line.parts:
            yield "\n\n" * (depth == 0) + "    " * depth + header + "\n"
            yield from printed(body or ("pass",), depth + 1)


def smaller(lines: Lines) -> Iterator[Lines]:
    """All ways to take one line away, or to put a block's lines in its place."""
    for number, line in enumerate(lines):
        before, after = lines[:number], lines[number + 1 :]
        if not (isinstance(line, str) and line.startswith(KEPT)):
            yield before + after
        if isinstance(line, Block):
            for part, (header, body) in enumerate(line.parts):
                yield before + body + after
                for fewer in smaller(body):
                    parts = (*line.parts[:part], (header, fewer), *line.parts[part + 1 :])
                    yield (*before, Block(parts), *after)


def shrink(found: Program, fails: Callable[[Program], bool]) -> Program:
    """The smallest program that still fails, taking lines away greedily."""
    while True:
        for lines in smaller(found.lines):
            candidate = replace(found, lines=lines)
            if fails(candidate):
                found = candidate
                break
        else:
            return found

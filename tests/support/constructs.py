"""What the page on the language shows: a program for each construct, taken or refused.

`f(x, y, a, n)` has the body; x and y are vectors, a is a float and n an integer. A refused one
has a rewrite, which is taken.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

HEAD = """import contextlib
import copy
import functools
import io
import itertools
import math
from collections import defaultdict, deque, namedtuple
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np


def squares(u):
    for v in u:
        yield v * v


def running(u, rate):
    level = 0.0
    for v in u:
        level = rate * level + v
        yield level


def leaves(u):
    if len(u) == 1:
        yield u[0]
    else:
        yield from leaves(u[: len(u) // 2])
        yield from leaves(u[len(u) // 2 :])


def endless(v):
    while True:
        v = 0.5 * v
        yield v


def filling(u):
    pair = np.zeros(2)
    for v in u:
        pair[:] = v
        yield pair


def damped(v, rate=0.5, *, power=1):
    return v * rate**power


def total(*parts):
    return sum(parts) * parts[0]


def volume(width, height, depth):
    return width * height + depth


def scaled(by):
    def inner(v):
        return v * by

    return inner


def twice(function):
    @functools.wraps(function)
    def inner(*args, **options):
        return 2.0 * function(*args, **options)

    return inner


@twice
def doubled_square(v):
    return v * v


def power(v, k):
    return 1.0 if k == 0 else v * power(v, k - 1)


def even(v, k):
    return v if k == 0 else math.sin(v) * odd(v, k - 1)


def odd(v, k):
    return 1.0 if k == 0 else v * even(v, k - 1)


def halves(u):
    if len(u) == 1:
        return u[0] * u[0]
    return halves(u[: len(u) // 2]) * 0.5 + halves(u[len(u) // 2 :])


def checked(v):
    if v > 1.0:
        raise ValueError("too large")
    return v * v


def applied(function, v):
    return function(v) + v


@dataclass
class Circle:
    radius: float


@dataclass
class Box:
    width: float
    height: float


Point = namedtuple("Point", "u v")


class Spring:
    def __init__(self, stiffness):
        self.stiffness = stiffness

    def force(self, v):
        return -self.stiffness * v

    def __call__(self, v):
        return self.force(v) * v


class Body:
    drag = 0.1

    def __init__(self, place, speed=0.0):
        self.place = place
        self.speed = speed
        self.seen = []

    def step(self, dt):
        self.speed -= self.drag * self.speed * dt
        self.place += self.speed * dt
        self.seen.append(self.place)
        return self

    @property
    def momentum(self):
        return 2.0 * self.speed

    @momentum.setter
    def momentum(self, value):
        self.speed = value / 2.0


class Heavy(Body):
    def __init__(self, place, mass):
        super().__init__(place, speed=mass)
        self.mass = mass


class Link:
    def __init__(self, value, after=None):
        self.value = value
        self.after = after


SPRING = Spring(0.7)
TABLE = {"sin": np.sin, "tanh": np.tanh}


"""


@dataclass(frozen=True)
class Construct:
    group: str
    title: str
    code: str
    instead: str = ""  # of what is refused, the rewrite

    @property
    def text(self) -> str:
        return written(self.code)


def written(code: str) -> str:
    return HEAD + "def f(x, y, a, n):\n" + textwrap.indent(code.strip(), "    ") + "\n"


def constructs(text: str) -> tuple[Construct, ...]:
    """Each below a line `# title`, groups below `## group`, rewrites below `# instead:`."""
    found: list[Construct] = []
    group = title = ""
    code: list[str] = []
    instead: list[str] | None = None

    def end() -> None:
        if title:
            rewrite = "\n".join(instead or ()).strip("\n")
            found.append(Construct(group, title, "\n".join(code).strip("\n"), rewrite))

    for line in text.splitlines():
        if line.startswith("# instead:"):
            instead = []
        elif line.startswith("#"):
            end()
            title, code, instead = "", [], None
            if line.startswith("## "):
                group = line[3:]
            else:
                title = line[2:]
        else:
            (code if instead is None else instead).append(line)
    end()
    return tuple(found)

"""Random programs: straight lines, loops, branches, stores, views, aliases, lists, helpers.

A program is a tree of lines, so that a failing one can be shrunk by taking lines away. Every
name keeps its kind (a float `s…`, a vector of four `v…`, a list of floats `l…`), so that any
line may stand anywhere.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tests.support.snippets import module_of

LENGTH = 4
KEPT = ("return", "k0 += 1", "k1 += 1", "k2 += 1")  # without them a loop would not end


@dataclass(frozen=True)
class Block:
    """A compound statement: headers (`if …:`, `else:`), each with the lines below it."""

    parts: tuple[tuple[str, Lines], ...]


Line = str | Block
Lines = tuple[Line, ...]

IMPORTS = """import contextlib
import itertools

import numpy as np
"""
HELPERS = """
def blend(a, b, w):
    return a * w + np.sin(b) * (1.0 - w)


def relax(u, w):
    u[1:] += w * (u[:-1] - u[1:])
    u[0] = u[-1] * w


def inner(u):
    return u[::-1]


def bounded(u, t):
    for k in range(len(u)):
        if t > 0.4:
            return t * u[k]
        t = t + 0.3 * u[k] * u[k]
    return t - u[0]
"""


@dataclass(frozen=True)
class Program:
    lines: Lines
    seed: int

    @property
    def text(self) -> str:
        body = "".join(printed(self.lines, 1))
        return f"{IMPORTS}\n{HELPERS}\n\ndef f(x, y, t, n):\n{body}"

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
            yield "    " * depth + header + "\n"
            yield from printed(body or ("pass",), depth + 1)


class Writer:
    """Draws the lines of one program."""

    def __init__(self, seed: int, writers: bool = False) -> None:
        self.writers = writers  # helpers that change their arguments, and lists that change
        self.draw = random.Random(seed)
        self.floats = ["t"]
        self.vectors = ["x", "y"]
        self.lists: list[str] = []
        self.counters: list[str] = []

    def program(self, size: int) -> Lines:
        lines: list[Line] = []
        for number in range(size):
            lines.append(self.new_name(number) if self.draw.random() < 0.35 else self.line(2))
        vector, other = self.draw.choice(self.vectors), self.draw.choice(self.vectors)
        lines.append(f"return np.sum({vector} * {other}) + {self.draw.choice(self.floats)}")
        return tuple(lines)

    def new_name(self, number: int) -> str:
        match self.draw.choice("svvl"):
            case "s":
                line = f"s{number} = {self.scalar()}"
                self.floats.append(f"s{number}")
            case "v":
                line = f"v{number} = {self.vector()}"
                self.vectors.append(f"v{number}")
            case _:
                line = f"l{number} = [{self.scalar()}, {self.scalar()}]"
                self.lists.append(f"l{number}")
        return line

    # --- expressions

    def index(self) -> str:
        if self.counters and self.draw.random() < 0.5:
            return self.draw.choice(self.counters)
        return str(self.draw.randrange(-LENGTH, LENGTH))

    def atom(self) -> str:
        choices = [
            lambda: self.draw.choice(self.floats),
            lambda: f"{self.draw.choice(self.vectors)}[{self.index()}]",
            lambda: f"{self.draw.uniform(-1.5, 1.5):.2f}",
        ]
        if self.lists:
            choices.append(
                lambda: f"{self.draw.choice(self.lists)}[{self.draw.choice([0, 1, -1])}]"
            )
        return self.draw.choice(choices)()

    def scalar(self) -> str:
        a, b = self.atom(), self.atom()
        vector = self.draw.choice(self.vectors)
        return self.draw.choice(
            [
                a,
                f"{a} * {b}",
                f"{a} - {b}",
                f"np.sin({a}) + {b}",
                f"np.tanh({a} * {b})",
                f"{a} / (1.5 + {b} * {b})",
                f"np.mean({vector}) * {a}",
                f"np.sum({vector} * {self.draw.choice(self.vectors)}) * 0.2",
                f"blend({a}, {b}, 0.3)",
                f"bounded({vector}, {a})",
                f"({a} if {b} > 0.1 else {self.atom()})",
                f"-{self.draw.choice(self.floats)} + {b} ** 2 * 0.5",
            ]
        )

    def vector(self) -> str:
        u, v, a = self.draw.choice(self.vectors), self.draw.choice(self.vectors), self.atom()
        return self.draw.choice(
            [
                u,  # an alias
                f"{u}[:]",
                f"{u}[::-1]",
                f"inner({u})",
                f"{u}.copy()",
                f"({u} if {a} > 0.0 else {v} * 1.0)",
                f"({u} if {a} > 0.0 else {v})",
                f"{u} * {v}",
                f"{u} + {a}",
                f"np.tanh({u}) * {a}",
                f"{u} - 0.5 * {v}",
                f"np.where({u} > 0.2, {v}, {a})",
                f"blend({u}, {v}, {self.draw.choice(self.floats)})",
                f"np.zeros({LENGTH}) + {a}",
                f"np.concatenate([{u}[2:], {v}[:2]])",
            ]
        )

    # --- lines

    def line(self, depth: int) -> Line:
        if depth and self.draw.random() < 0.3:
            return self.block(depth)
        u, v = self.draw.choice(self.vectors), self.draw.choice(self.vectors)
        choices: list[Callable[[], str]] = [
            lambda: f"{self.draw.choice(self.floats)} = {self.scalar()}",
            lambda: f"{self.draw.choice(self.floats)} {self.draw.choice('+-')}= {self.scalar()}",
            lambda: f"{u} = {self.vector()}",
            lambda: f"{u}[{self.index()}] = {self.scalar()}",
            lambda: f"{u}[{self.index()}] {self.draw.choice('+-*')}= {self.scalar()}",
            lambda: f"{u}[1:] = {v}[:-1]",
            lambda: f"{u}[1:3] = {v}[:2] * {self.atom()}",
            lambda: f"{u}[:2] {self.draw.choice('+*')}= {v}[1:3]",
            lambda: f"{u} += {v} * {self.atom()}",
            lambda: f"{u} *= {self.draw.uniform(-1, 1):.2f}",
            lambda: f"{u} -= np.sin({v})",
        ]
        if self.writers:
            choices += [
                lambda: f"relax({u}, {self.draw.uniform(0.1, 0.6):.2f})",
                lambda: f"relax({u}[::2], {self.draw.choice(self.floats)})",
            ]
        if self.lists and self.writers:
            name = self.draw.choice(self.lists)
            choices += [
                lambda: f"{name}.append({self.scalar()})",
                lambda: f"{name}[{self.draw.choice([0, 1, -1])}] = {self.scalar()}",
            ]
        return self.draw.choice(choices)()

    def lines(self, depth: int, most: int = 3) -> Lines:
        return tuple(self.line(depth - 1) for _ in range(self.draw.randint(1, most)))

    def block(self, depth: int) -> Block:
        kind = self.draw.choice(["if", "if", "else", "for", "for", "each", "while", "break"])
        test = f"{self.atom()} > {self.draw.uniform(-0.5, 0.5):.2f}"
        if kind == "if":
            return Block(((f"if {test}:", self.lines(depth)),))
        if kind == "else":
            return Block(((f"if {test}:", self.lines(depth)), ("else:", self.lines(depth))))
        if kind == "each":
            name = self.draw.choice(self.floats[1:] or ["t"])
            source = self.draw.choice(self.vectors)
            return Block(((f"for {name} in {source}[:3]:", self.lines(depth)),))
        counter = f"k{len(self.counters)}"
        self.counters.append(counter)
        body = self.lines(depth)
        self.counters.pop()
        bounds = self.draw.choice(["n", "2", "1, n", "n - 1, -1, -1", "0"])
        if kind == "while":
            # the counter is set in front, so that the loop ends whatever is taken away
            loop = Block(((f"while {counter} < n and {test}:", (f"{counter} += 1", *body)),))
            return Block((("if n > 0:", (f"{counter} = -1", loop)),))
        if kind == "break":
            leave = self.draw.choice(["break", "continue"])
            body = (*body, Block(((f"if {test}:", (leave,)),)), self.line(0))
        return Block(((f"for {counter} in range({bounds}):", body),))


def program(seed: int, size: int = 9, writers: bool = False) -> Program:
    """The program of a seed; the same on every machine.

    With `writers` it may call helpers that change their arguments and change lists, which are
    not taken yet.

    >>> program(3).text == program(3).text
    True
    """
    return Program(Writer(seed, writers).program(size), seed)


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

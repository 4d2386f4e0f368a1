"""Random programs whose arguments are dicts, lists and objects.

The lines are those of `language_programs.py`, and what reads and replaces parts of the arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tests.support.language_programs import HELPERS, LanguageWriter
from tests.support.programs import LENGTH, PRELUDE, Block, Line, Lines, Program, printed
from tests.support.snippets import module_of


@cache
def _module(text: str) -> Any:
    """One module for a text: the class of an argument is that of the function's module."""
    return module_of(text)


@dataclass(frozen=True)
class ArgumentProgram(Program):
    @property
    def text(self) -> str:
        return PRELUDE + HELPERS + "".join(printed(self.lines, 0))

    @property
    def wrt(self) -> tuple[str, ...]:
        return (("p", "box", "q"), ("p",), ("box", "q"), ("q", "p"))[self.seed % 4]

    def function(self) -> Callable[..., Any]:
        found: Callable[..., Any] = _module(self.text).f
        return found

    def args(self) -> tuple[Any, ...]:
        rng = np.random.default_rng(self.seed)
        p = {
            "x": rng.normal(size=LENGTH),
            "deep": [rng.normal(size=LENGTH), rng.normal(size=LENGTH)],
            "t": float(rng.normal()),
        }
        box = _module(self.text).Box(rng.normal(size=LENGTH), float(rng.normal()))
        return p, box, (rng.normal(size=LENGTH), {"rate": float(rng.normal())}), 3


class ArgumentWriter(LanguageWriter):
    """Draws lines as `LanguageWriter` does, and such that read parts of arguments."""

    def program(self, size: int) -> Lines:
        first = self.draw.choice(["p['x'] * 0.9", "p['x'].copy()", "box.u + 0.1", "q[0] * box.s"])
        second = self.draw.choice(["p['deep'][0] * 1.1", "q[0].copy()", "p['deep'][1] - box.u"])
        third = self.draw.choice(["p['t']", "box.s * 0.5", "q[1]['rate']", "sum(p['x'])"])
        return (f"x = {first}", f"y = {second}", f"t = {third}", *super().program(size))

    def scalar(self) -> str:
        if self.draw.random() < 0.7:
            return super().scalar()
        a, k = self.atom(), self.draw.randrange(LENGTH)
        return self.draw.choice(
            [
                f"p['t'] * {a}",
                f"box.s + {a}",
                f"p['x'][{k}] * {a}",
                f"p['deep'][{k % 2}][{k}]",
                f"q[1]['rate'] * q[0][{k}]",
                "np.sum(box.u * p['x'])",
                f"sum(np.sum(v) * {a} for v in p['deep'])",
                "sum(k * v[k] for k, v in enumerate(p['deep']))",
                f"q[1].get('rate', {a})",
                f"blend(box.s, {a}, 0.2)",
                "sum(v * w for v, w in zip(*p['deep']))",
                "sum(np.sum(p[key]) for key in ('x', 't'))",
            ]
        )

    def vector(self) -> str:
        if self.draw.random() < 0.7:
            return super().vector()
        a = self.atom()
        return self.draw.choice(
            [
                "p['x']",
                f"box.u * {a}",
                "p['deep'][0] + p['deep'][-1]",
                f"np.stack(p['deep'])[n - 3] * {a}",
                "q[0][::-1]",
                "inner(p['x'])",
                f"np.sum(p['deep'], axis=0) * {a}",
            ]
        )

    def line(self, depth: int) -> Line:
        if self.draw.random() < 0.85:
            return super().line(depth)
        s, u = self.draw.choice(self.floats), self.draw.choice(self.vectors)
        return self.draw.choice(
            [
                f"p['t'] = {self.scalar()}",
                f"box.s {self.draw.choice(['=', '+='])} {self.scalar()}",
                f"p['x'] = {self.vector()}",
                f"box.u = {self.vector()}",
                f"{u}, more = q",
                f"first, *others = p['deep']; {s} = first[1]",
                f"p = {{**p, 't': {self.scalar()}}}",
                f"box = Box(box.u * {self.atom()}, {self.scalar()})",
                f"q = (q[0] * {self.atom()}, {{'rate': {self.scalar()}}})",
                Block(((f"for {u} in p['deep']:", self.lines(2, 2)),)),
                Block((("for key, value in q[1].items():", (f"{s} = {s} + value",)),)),
            ]
        )


def argument_program(seed: int, size: int = 5) -> Program:
    """The program of a seed; the same on every machine.

    >>> argument_program(3).text == argument_program(3).text
    True
    """
    body = ArgumentWriter(seed).program(size)
    return ArgumentProgram((Block((("def f(p, box, q, n):", body),)),), seed)

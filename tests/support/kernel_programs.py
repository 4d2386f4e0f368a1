"""Random programs that are whole kernels: arrays changed in place, as scientists write them.

A kernel has several arrays of one, two and three axes, numbers with defaults, what is configured,
and helpers one and two calls down that are given views of its arrays. It returns nothing (what it
has changed is its value), a number, an array or several.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from tests.support import kernel_arrays, kernel_grids  # noqa: F401 - idioms, which are drawn
from tests.support.kernel_writer import KernelWriter
from tests.support.programs import Block, Line, Lines, Program, printed
from tests.support.snippets import module_of

LENGTH = 5  # of every axis
KERNEL_PRELUDE = """from dataclasses import dataclass

import numpy as np

RATE = 0.4
STEPS = 2
PICKED = np.array([0, 2, 2, 1])


@dataclass
class Config:
    dt: float
    nu: float
    steps: int
"""
SHAPES = {"x": 1, "y": 1, "A": 2, "B": 2, "C": 3}  # how many axes each array has
DEFAULTS = {"dt": "0.1", "nu": "0.3"}


@cache
def _module(text: str) -> Any:
    """One module for a text: the class of a configuration is that of the function's module."""
    return module_of(text)


@dataclass(frozen=True)
class KernelProgram(Program):
    parameters: tuple[str, ...] = ()
    omitted: int = 0  # how many of the last parameters are left to their defaults
    wanted: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return KERNEL_PRELUDE + "".join(printed(self.lines, 0))

    @property
    def wrt(self) -> tuple[str, ...]:
        return self.wanted

    @property
    def options(self) -> dict[str, Any]:
        return {"like": self.args()} if self.seed % 4 == 0 else {}

    def function(self) -> Callable[..., Any]:
        found: Callable[..., Any] = _module(self.text).f
        return found

    def args(self) -> tuple[Any, ...]:
        rng = np.random.default_rng(self.seed)
        given = self.parameters[: len(self.parameters) - self.omitted]
        return tuple(self.argument(name, rng) for name in given)

    def argument(self, name: str, rng: np.random.Generator) -> Any:
        if name in SHAPES:
            return 0.8 * rng.normal(size=(LENGTH,) * SHAPES[name])
        return {
            "n": LENGTH,
            "steps": 2 + self.seed % 2,
            "idx": np.array([1, 0, 3, 1]),
            "cfg": self.configuration(),
            "dt": 0.15,
            "nu": 0.35,
        }[name]

    def configuration(self) -> Any:
        if self.seed % 2:
            return {"dt": 0.12, "nu": 0.25, "steps": 2}
        return _module(self.text).Config(0.12, 0.25, 2)


def _helper(w: KernelWriter, draw: random.Random, name: str, given: str) -> tuple[Line, str]:
    """A helper, and what it returns: nothing, a number or an array."""
    returns = draw.choice(["none", "none", "number", "array"])
    first = w.vectors[0] if w.vectors else w.matrices[0]
    size = draw.choice([f"len({first})", f"{first}.shape[0]"])
    value = {
        "none": "return",
        "number": f"return {w.scalar()}",
        "array": f"return {draw.choice([first, first + '.copy()', first + '[::-1]'])}",
    }[returns]
    w.ending = value
    body = w.lines(draw.randint(1, 2), 1)
    last = () if returns == "none" else (value,)
    return Block(((f"def {name}({given}):", (f"n = {size}", *body, *last)),)), returns


def _given_vectors(w: KernelWriter) -> tuple[str, str]:
    """Two vectors for a helper, which may be the same, or parts of one array."""
    u = w.v()
    if w.often(0.15):
        return u, u
    if w.often(0.15):
        return f"{u}[:-1]", f"{u}[1:]"
    v = w.v()
    return (f"{u}[1:]", f"{v}[:-1]") if w.often(0.2) else (u, v)


def _call_of_vectors(name: str, returns: str) -> Callable[[KernelWriter], Lines]:
    def call(w: KernelWriter) -> Lines:
        u, v = _given_vectors(w)
        text = f"{name}({u}, {v}, {w.c()})"
        if returns == "none" or w.often(0.2):
            return (text,)
        if returns == "number":
            return (w.one(f"{w.entry()} = {text}", f"{w.entry()} += {text} * {w.c()}"),)
        if u.endswith("1:]") or u.endswith(":-1]"):
            return (f"{w.v()}[1:] = {text}",)
        new = w.fresh("r")
        return w.draw.choice(
            [(f"{w.v()}[:] = {text}",), (f"{new} = {text}", f"{new}[0] *= {w.c()}")]
        )

    return call


def _call_of_matrix(name: str, returns: str) -> Callable[[KernelWriter], Lines]:
    def call(w: KernelWriter) -> Lines:
        text = f"{name}({w.m()}, {w.v()}, {w.c()})"
        if returns == "none" or w.often(0.2):
            return (text,)
        if returns == "number":
            return (f"{w.entry()} {w.one('=', '+=', '*=')} {text}",)
        return (w.one(f"{w.m()}[:] = {text}", f"{w.v()}[:] += {w.c()} * np.sum({text}, axis=0)"),)

    return call


def _ending(w: KernelWriter, draw: random.Random, arrays: list[str]) -> str:
    """What a kernel returns, of what it was given and of what it has made."""
    total = " + ".join(f"np.sum({name} * {name})" for name in arrays)
    kind = draw.choice(["none", "none", "number", "number", "array", "several"])
    some = draw.sample(arrays, min(2, len(arrays)))
    return {
        "none": "return",
        "number": f"return {total}",
        "array": f"return {draw.choice([arrays[0], arrays[-1] + '.copy()', arrays[0] + '[1:]'])}",
        "several": f"return {', '.join(some)}, np.sum({arrays[0]})",
    }[kind]


def kernel_program(seed: int) -> Program:
    """The program of a seed; the same on every machine.

    >>> kernel_program(3).text == kernel_program(3).text
    True
    """
    draw = random.Random(seed)
    made: list[Line] = []
    calls: list[tuple[str, Callable[[KernelWriter], Lines]]] = []
    if draw.random() < 0.6:
        writer = KernelWriter(draw, ["u", "v"], [], [], ["c", "RATE"], "STEPS")
        helper, returns = _helper(writer, draw, "along", "u, v, c")
        made.append(helper)
        calls.append(("v", _call_of_vectors("along", returns)))
        if draw.random() < 0.7:
            writer = KernelWriter(draw, ["u"], ["P"], [], ["c"], "STEPS", calls=calls * 3)
            helper, returns = _helper(writer, draw, "over", "P, u, c")
            made.append(helper)
            calls = [*calls, ("vm", _call_of_matrix("over", returns))]
    arrays = sorted(draw.sample(list(SHAPES), draw.randint(2, 4)))
    has = {name: draw.random() < 0.4 for name in ("n", "steps", "idx", "cfg", "dt", "nu")}
    names = [*arrays, *(name for name in ("n", "steps", "idx", "cfg") if has[name])]
    later = [name for name in DEFAULTS if has[name]]
    defaults = [f"{name}={DEFAULTS[name]}" for name in later]
    omitted = draw.randint(0, len(later)) if later and draw.random() < 0.5 else 0
    text = '["{}"]' if seed % 2 else ".{}"
    writer = KernelWriter(
        draw,
        [name for name in arrays if SHAPES[name] == 1],
        [name for name in arrays if SHAPES[name] == 2],
        [name for name in arrays if SHAPES[name] == 3],
        [*later, "RATE", *(["cfg" + text.format(k) for k in ("dt", "nu")] if has["cfg"] else [])],
        "steps" if has["steps"] else "cfg" + text.format("steps") if has["cfg"] else "STEPS",
        ["[0, 2, 1]", "PICKED", *(["idx"] * 2 if has["idx"] else [])],
        calls * 2,
    )
    ending = _ending(writer, draw, arrays)
    size = draw.choice([f"len({arrays[0]})", f"{arrays[0]}.shape[0]"])
    begin: list[Line] = [] if has["n"] else [f"n = {size}"]
    if ending == "return":  # what it changes is its value: it changes all
        begin += [f"{name} {draw.choice(['*= 1.1', '+= 0.1', '-= RATE'])}" for name in arrays]
    writer.ending = ending
    body = writer.lines(draw.randint(2, 4))
    if ending != "return" and writer.sums and "np.sum" in ending:
        ending += f" * 0.5 + {draw.choice(writer.sums)}"
    last = () if ending == "return" else (ending,)
    head = f"def f({', '.join([*names, *defaults])}):"
    made.append(Block(((head, (*begin, *body, *last)),)))
    given = [*names, *later[: len(later) - omitted]]
    able = [name for name in given if name in SHAPES or name in DEFAULTS]
    able += ["cfg"] if has["cfg"] and draw.random() < 0.5 else []
    wanted = able if draw.random() < 0.6 else draw.sample(able, draw.randint(1, len(able)))
    found = KernelProgram(
        tuple(made), seed, (*names, *later), omitted, tuple(sorted(wanted, key=given.index))
    )
    return found

"""Draws what kernels in NumPy are made of: arrays and their parts, values, loops around idioms.

Each idiom is drawn with the arrays, parts of arrays and coefficients that are there where it
stands. Every axis has `n` entries, so that a row of a matrix is a vector, and a matrix a part of a
cube.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.programs import Block, Line, Lines

# what each needs, and what makes it
IDIOMS: list[tuple[str, Callable[[KernelWriter], Lines]]] = []


def idiom(needs: str = "") -> Callable[..., Callable[[KernelWriter], Lines]]:
    """Takes a function of a writer for an idiom, and what it needs to be there.

    `v` and `m` are vectors and matrices, which may be parts of others; `n` and `N` have names of
    their own; `c` are cubes.
    """

    def taken(function: Callable[[KernelWriter], Lines]) -> Callable[[KernelWriter], Lines]:
        IDIOMS.append((needs, function))
        return function

    return taken


def loop(head: str, *body: Line) -> Block:
    return Block(((head, body),))


@dataclass
class KernelWriter:
    """Draws the lines of one function: a kernel, or a helper of one."""

    draw: random.Random
    vectors: list[str]
    matrices: list[str]
    cubes: list[str]
    numbers: list[str]  # small ones
    steps: str = "2"  # how often time is stepped
    picks: list[str] = field(default_factory=lambda: ["[0, 2, 1]"])  # integers, some twice
    calls: list[tuple[str, Callable[[KernelWriter], Lines]]] = field(default_factory=list)
    ending: str = ""  # an early return
    sums: list[str] = field(default_factory=list)  # numbers of any size
    index: list[str] = field(default_factory=list)  # loop variables below `n`
    made: int = 0

    def one(self, *given: str) -> str:
        return self.draw.choice(given)

    def often(self, chance: float) -> bool:
        return self.draw.random() < chance

    def fresh(self, stem: str) -> str:
        self.made += 1
        return f"{stem}{self.made}"

    # --- what is there

    def at(self) -> str:
        """An index that is in range."""
        if self.index and self.often(0.7):
            i = self.draw.choice(self.index)
            return self.one(i, i, f"{i} - 1", f"n - 1 - {i}", f"({i} + 1) % n")
        return self.one("0", "1", "2", "-1", "-2")

    def c(self) -> str:
        """A coefficient."""
        number = self.draw.choice([*self.numbers, f"{self.draw.uniform(0.1, 0.6):.2f}"])
        if self.sums and self.often(0.15):
            return f"np.tanh({self.draw.choice(self.sums)})"
        return self.one(number, number, number, f"(1.0 - {number})")

    def v(self) -> str:
        """A vector that can be written."""
        places = [*self.vectors] * 2
        places += [f"{m}[{self.at()}]" for m in self.matrices]
        places += [f"{m}[:, {self.at()}]" for m in self.matrices]
        if self.often(0.3):
            places += [f"{m}.T[{self.at()}]" for m in self.matrices]
            places += [f"{v}[::-1]" for v in self.vectors]
            places += [f"{c}[{self.at()}, {self.at()}]" for c in self.cubes]
            places += [f"{c}[{self.at()}, :, {self.at()}]" for c in self.cubes]
        return self.draw.choice(places)

    def m(self) -> str:
        """A matrix that can be written."""
        places = [*self.matrices] * 3
        places += [f"{c}[{self.at()}]" for c in self.cubes]
        places += [f"{c}[:, {self.at()}]" for c in self.cubes]
        if self.often(0.2):
            places += [f"{m}.T" for m in self.matrices]
            places += [f"{c}[..., {self.at()}].T" for c in self.cubes]
        return self.draw.choice(places)

    def named(self, names: list[str]) -> str:
        return self.draw.choice(names)

    def entry(self) -> str:
        places = [f"{v}[{self.at()}]" for v in self.vectors]
        places += [f"{m}[{self.at()}, {self.at()}]" for m in self.matrices]
        places += [f"{c}[{self.at()}, {self.at()}, {self.at()}]" for c in self.cubes]
        return self.draw.choice(places)

    def vector(self) -> str:
        """The value of a vector."""
        u, v, c = self.v(), self.v(), self.c()
        ways = [u, f"{c} * {u}", f"{u} * {v}", f"np.sin({u})", f"{u} - {v}", f"np.roll({u}, 1)"]
        ways += [f"{c} * {u} ** 2", f"{c} * np.cumsum({u})", f"np.tanh({u} + {v})", f"{u}[::-1]"]
        ways += [f"{c} * np.arange(n)", f"{u} * np.linspace(0.0, 1.0, n)"]
        if self.matrices:
            m = self.m()
            ways += [f"{c} * ({m} @ {u})", f"{c} * ({u} @ {m})", f"{c} * np.dot({m}, {u})"]
            ways += [f"np.mean({m}, axis={self.one('0', '1', '-1')})", f"np.diag({m})"]
            ways += [f"np.max({m}, axis=0)", f"{c} * {m}.sum(axis=1)", f"np.diagonal({m}) * {u}"]
        return self.draw.choice(ways)

    def matrix(self) -> str:
        """The value of a matrix."""
        a, b, c = self.m(), self.m(), self.c()
        ways = [f"{c} * {a}", f"{a} * {b}", f"{c} * ({a} @ {b})", f"{a}.T", f"np.sin({a})"]
        ways += [f"{a} - {b}", f"np.tril({a})", f"{c} * np.eye(n)", f"{a} * np.eye(n)"]
        if self.vectors:
            u, v = self.v(), self.v()
            ways += [f"{c} * np.outer({u}, {v})", f"{a} * {u}", f"{a} * {u}[:, None]"]
            ways += [f"{u}[:, np.newaxis] - {v}[None, :]"]
        return self.draw.choice(ways)

    def scalar(self) -> str:
        e, f, c = self.entry(), self.entry(), self.c()
        ways = [f"{c} * {e}", f"{e} * {f}", f"{c} * {e} + {f}", f"np.sin({e})", f"{e} - {f}", c]
        if self.vectors or self.matrices:
            u, v = self.v(), self.v()
            ways += [f"{c} * np.sum({u})", f"{c} * ({u} @ {v})", f"np.max({u})", f"{u}.mean()"]
        return self.draw.choice(ways)

    def op(self) -> str:
        return self.one("=", "=", "+=", "-=", "*=")

    # --- lines

    def line_store(self) -> str:
        """A plain write."""
        if self.often(0.4) or not (self.vectors or self.matrices):
            return f"{self.entry()} {self.op()} {self.scalar()}"
        if self.matrices and self.often(0.4):
            return f"{self.m()}[:] {self.op()} {self.matrix()}"
        return f"{self.v()}[:] {self.op()} {self.vector()}"

    def stencil(self, u: str, v: str) -> str:
        """One step of `v` written to `u`, both vectors."""
        c, d, op = self.c(), self.c(), self.one("=", "=", "=", "+=", "-=")
        ways = [
            f"{u}[1:-1] {op} {c} * ({v}[:-2] + {v}[1:-1] + {v}[2:])",
            f"{u}[1:-1] {op} {v}[1:-1] + {c} * ({v}[2:] - 2 * {v}[1:-1] + {v}[:-2])",
            f"{u}[1:] {op} {v}[1:] - {c} * {v}[1:] * ({v}[1:] - {v}[:-1])",
            f"{u}[:-1] {op} {c} * {v}[1:] + {d} * {v}[:-1]",
            f"{u}[1:-1] {op} {c} * np.roll({v}, 1)[1:-1] + {d} * {u}[:-2]",
            f"{u}[1:] {op} {c} * np.diff({v})",
            f"{u}[::2] {op} {c} * {v}[::2] * {d}",
            f"{u}[2:] {op} {c} * {v}[:-2] * {v}[1:-1]",
            f"{u}[...] {op} {c} * ({v} + np.roll({v}, -1))",
        ]
        return self.draw.choice(ways)

    def stencil2(self, a: str, b: str) -> str:
        """One step of `b` written to `a`, both matrices."""
        c, op = self.c(), self.one("=", "=", "=", "+=", "-=")
        i = "[1:-1, 1:-1]"
        cross = f"{b}[1:-1, :-2] + {b}[1:-1, 2:] + {b}[2:, 1:-1] + {b}[:-2, 1:-1]"
        ways = [
            f"{a}{i} {op} {c} * ({b}{i} + {cross})",
            f"{a}{i} {op} {b}{i} + {c} * ({cross} - 4.0 * {b}{i})",
            f"{a}[1:, :] {op} {c} * ({b}[1:, :] - {b}[:-1, :])",
            f"{a}[:, 1:] {op} {b}[:, 1:] - {c} * {b}[:, 1:] * ({b}[:, 1:] - {b}[:, :-1])",
            f"{a}{i} {op} np.where({b}{i} > 0.1, {c} * {b}[2:, 1:-1], {b}[:-2, 1:-1])",
            f"{a}[:-1, :-1] {op} {c} * ({b}[1:, 1:] + {b}[:-1, :-1]) * {a}[1:, :-1]",
        ]
        return self.draw.choice(ways)

    def lines(self, count: int, depth: int = 0) -> Lines:
        found: list[Line] = []
        for _ in range(count):
            found += self.some(depth)
        return tuple(found)

    def some(self, depth: int) -> Lines:
        """The lines of one idiom, of a call, or of a loop or branch around others."""
        chance = self.draw.random()
        has = {"v": self.vectors or self.matrices, "m": self.matrices or self.cubes}
        has |= {"c": self.cubes, "n": self.vectors, "N": self.matrices}
        calls, idioms = (
            [made for needs, made in drawn if all(has[need] for need in needs)]
            for drawn in (self.calls, IDIOMS)
        )
        if calls and chance < 0.2:
            return self.draw.choice(calls)(self)
        if depth < 2 and chance < 0.35:
            return (self.around(depth),)
        if chance < 0.45:
            return (self.line_store(),)
        return self.draw.choice(idioms)(self)

    def around(self, depth: int) -> Line:
        """A loop or a branch; what is made inside is not known below it."""
        kept = (*map(list, (self.vectors, self.matrices, self.sums, self.index)),)
        i = self.fresh("i")
        heads = [f"for {i} in range(n):", f"for {i} in range(1, n):"]
        heads += [f"for {i} in range(n - 1, -1, -1):", f"for {i} in range(n - 2):"]
        heads += [f"for {i} in range({self.steps}):", f"for {i} in range(n, n):"]
        heads += [f"if {self.entry()} > {self.draw.uniform(-0.4, 0.4):.2f}:"] * 3
        head = self.draw.choice(heads)
        if head.startswith("for"):
            self.index.append(i)
        test = f"if {self.entry()} > {self.draw.uniform(0.0, 0.9):.2f}:"
        body = self.lines(self.draw.randint(1, 2), depth + 1)
        if self.ending and self.often(0.15):
            ends = [self.ending, self.ending]
            if head.startswith("for"):
                ends += ["break", "continue"]
            body = (Block(((test, (self.draw.choice(ends),)),)), *body)
        self.vectors, self.matrices, self.sums, self.index = map(list, kept)
        if head.startswith("if") and self.often(0.4):
            orelse = self.lines(1, depth + 1)
            self.vectors, self.matrices, self.sums, self.index = map(list, kept)
            return Block(((head, body), ("else:", orelse)))
        return Block(((head, body),))

"""What kernels in NumPy are made of: stencils, solves, filters, masks, scratch arrays, gathers.

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
        self.vectors, self.matrices, self.sums, self.index = kept
        if head.startswith("if") and self.often(0.4):
            orelse = self.lines(1, depth + 1)
            self.vectors, self.matrices, self.sums, self.index = kept
            return Block(((head, body), ("else:", orelse)))
        return Block(((head, body),))


# --- stencils and time


@idiom("v")
def stencil(w: KernelWriter) -> Lines:
    return (w.stencil(w.v(), w.v()),)


@idiom("v")
def stencil_by_entries(w: KernelWriter) -> Lines:
    u, v, i = w.v(), w.v(), w.fresh("i")
    line = f"{u}[{i}] {w.op()} {w.c()} * ({v}[{i} - 1] + {v}[{i}] + {u}[{i} + 1])"
    heads = [f"for {i} in range(1, n - 1):", f"for {i} in range(n - 2, 0, -1):"]
    return (loop(w.draw.choice(heads), line),)


@idiom("m")
def stencil_of_matrix(w: KernelWriter) -> Lines:
    return (w.stencil2(w.m(), w.m()),)


@idiom("m")
def seidel(w: KernelWriter) -> Lines:
    a, i, j = w.m(), w.fresh("i"), w.fresh("j")
    near = f"{a}[{i} - 1, {j}] + {a}[{i}, {j} - 1] + {a}[{i}, {j}] + {a}[{i} + 1, {j}]"
    if w.often(0.5):
        line = f"{a}[{i}, {j}] = {w.c()} * ({near})"
        inner: Lines = (loop(f"for {j} in range(1, n - 1):", line),)
    else:
        inner = (
            f"{a}[{i}, 1:-1] += {a}[{i} - 1, :-2] + {a}[{i} + 1, 2:]",
            loop(
                f"for {j} in range(1, n - 1):",
                f"{a}[{i}, {j}] += {a}[{i}, {j} - 1]",
                f"{a}[{i}, {j}] /= 9.0",
            ),
        )
    return (loop(f"for {i} in range(1, n - 1):", *inner),)


@idiom("c")
def heat_in_cube(w: KernelWriter) -> Lines:
    c = w.named(w.cubes)
    i = "[1:-1, 1:-1, 1:-1]"
    return w.draw.choice(
        [
            (
                f"{c}{i} += {w.c()} * ({c}[2:, 1:-1, 1:-1] - 2.0 * {c}{i} + {c}[:-2, 1:-1, 1:-1])"
                f" + {w.c()} * ({c}[1:-1, 1:-1, 2:] - {c}[1:-1, 1:-1, :-2])",
            ),
            (f"{c}[:, :, 1:] -= {w.c()} * {c}[:, :, :-1] * {c}[:, :, 1:]",),
            (f"{c}[0] = {c}[1]", f"{c}[-1, :, :] = {w.c()}", f"{c}[:, 0, :] = {c}[:, 1, :]"),
            (f"{c} *= {w.c()} + np.mean({c}, axis=(0, 1))",),
            (f"{c}[:, {w.at()}, :] -= {c}.mean(axis=1)",),
        ]
    )


@idiom("n")
def steps_of_vector(w: KernelWriter) -> Lines:
    return stepped(w, w.named(w.vectors), w.stencil, ["n"])


@idiom("N")
def steps_of_matrix(w: KernelWriter) -> Lines:
    return stepped(w, w.named(w.matrices), w.stencil2, ["(n, n)"])


def stepped(w: KernelWriter, u: str, step: Callable[[str, str], str], shape: list[str]) -> Lines:
    """Steps in time between two buffers."""
    un, t = w.fresh("un"), w.fresh("t")
    begin = w.one(
        *(f"{un} = {u}.copy()", f"{un} = np.copy({u})", f"{un} = np.zeros_like({u})"),
        *(f"{un} = np.empty_like({u})\n{un}[:] = {u}", f"{un} = np.zeros({shape[0]})"),
    )
    inner = {
        "exchanged": (step(un, u), f"{u}, {un} = {un}, {u}"),
        "copied back": (step(un, u), f"{u}[:] = {un}"),
        "copied before": (f"{un} = {u}.copy()", step(u, un)),
        "filled before": (f"{un}[:] = {u}", step(u, un)),
        "copyto": (step(un, u), f"np.copyto({u}, {un})"),
        "taken over": (step(un, u), f"{u} = {un}.copy()"),
        "there and back": (step(un, u), step(u, un)),
        "the same": (step(un, u), f"{u} = {un}"),
        "filled": (f"{un}[...] = {u}", step(u, un), f"{u}[0] = {u}[-1]"),
    }
    body = w.draw.choice(list(inner.values()))
    if w.often(0.3):
        body = (*body, w.one(f"{u}[0] = 0.0", f"{u}[-1] = {u}[-2]", f"{u} *= {w.c()}"))
    return (*begin.split("\n"), loop(f"for {t} in range({w.steps}):", *body))


@idiom("n")
def until_converged(w: KernelWriter) -> Lines:
    u, old, err, it = w.named(w.vectors), w.fresh("old"), w.fresh("err"), w.fresh("it")
    change = w.one(
        f"np.max(np.abs({u} - {old}))",
        f"np.linalg.norm({u} - {old})",
        f"abs({u}[1] - {old}[1])",
        f"np.sum(({u} - {old}) ** 2)",
    )
    step = w.one(w.stencil(u, old), w.stencil(u, u), f"{u}[:] = {w.vector()}", f"{u} *= {w.c()}")
    limit = f"{w.draw.uniform(0.05, 0.4):.2f}"
    if w.often(0.5):
        return (
            f"{err} = 1.0",
            f"{it} = 0",
            loop(
                f"while {err} > {limit} and {it} < 6:",
                f"{old} = {u}.copy()",
                step,
                f"{err} = {change}",
                f"{it} += 1",
            ),
        )
    stop = Block(((f"if {change} < {limit}:", (w.ending or "break",)),))
    return (loop(f"for {it} in range(5):", f"{old} = {u}.copy()", step, stop),)


# --- solves and factorisations


@idiom("vm")
def triangular_solve(w: KernelWriter) -> Lines:
    a, b, x, i = w.m(), w.v(), w.fresh("s"), w.fresh("i")
    safe = f"(2.0 + {a}[{i}, {i}] ** 2)"
    begin = w.one(f"{x} = np.zeros(n)", f"{x} = np.empty_like({b})", f"{x} = {b}.copy()")
    lower = f"{x}[{i}] = ({b}[{i}] - {a}[{i}, :{i}] @ {x}[:{i}]) / {safe}"
    upper = f"{x}[{i}] = ({b}[{i}] - np.dot({a}[{i}, {i} + 1 :], {x}[{i} + 1 :])) / {safe}"
    found = w.draw.choice(
        [
            loop(f"for {i} in range(n):", lower),
            loop(f"for {i} in range(n - 1, -1, -1):", upper),
            loop(f"for {i} in reversed(range(n)):", upper),
            loop(
                f"for {i} in range(n):",
                f"{x}[{i}] = {b}[{i}]",
                loop(f"for j in range({i}):", f"{x}[{i}] -= {a}[{i}, j] * {x}[j]"),
                f"{x}[{i}] /= {safe}",
            ),
        ]
    )
    w.vectors.append(x)
    return (begin, found)


@idiom("m")
def factorisation(w: KernelWriter) -> Lines:
    a = w.m()
    dominant = (f"{a}[:] *= 0.3", f"{a}[range(n), range(n)] = 2.0 + {a}[range(n), range(n)] ** 2")
    if w.often(0.4):
        dominant = (
            f"{a}[:] = 0.1 * {a} + 3.0 * np.eye(n)",
            *w.draw.choice([(), (f"{a}[:] = {a} @ {a}.T",)]),
        )
    elif w.often(0.5):
        dominant = (f"{a}[:] = 0.1 * ({a} + {a}.T)", f"{a}[:] += 3.0 * np.eye(n)")
    lower = w.fresh("L")
    kinds: dict[str, Lines] = {
        "lu": (
            loop(
                "for i in range(n):",
                loop(
                    "for j in range(i):",
                    f"{a}[i, j] -= {a}[i, :j] @ {a}[:j, j]",
                    f"{a}[i, j] /= {a}[j, j]",
                ),
                loop("for j in range(i, n):", f"{a}[i, j] -= {a}[i, :i] @ {a}[:i, j]"),
            ),
        ),
        "lu by rows": (
            loop(
                "for k in range(n):",
                loop(
                    "for i in range(k + 1, n):",
                    f"{a}[i, k] = {a}[i, k] / {a}[k, k]",
                    f"{a}[i, k + 1:] -= {a}[i, k] * {a}[k, k + 1:]",
                ),
            ),
        ),
        "lu by outer": (
            loop(
                "for k in range(n - 1):",
                f"{a}[k + 1:, k] /= {a}[k, k]",
                f"{a}[k + 1:, k + 1:] -= np.outer({a}[k + 1:, k], {a}[k, k + 1:])",
            ),
        ),
        "cholesky": (
            loop(
                "for i in range(n):",
                loop(
                    "for j in range(i):",
                    f"{a}[i, j] -= np.dot({a}[i, :j], {a}[j, :j])",
                    f"{a}[i, j] /= {a}[j, j]",
                ),
                f"{a}[i, i] -= np.dot({a}[i, :i], {a}[i, :i])",
                f"{a}[i, i] = np.sqrt(np.abs({a}[i, i]))",
            ),
        ),
        "cholesky apart": (
            f"{lower} = np.zeros((n, n))",
            loop(
                "for i in range(n):",
                loop(
                    "for j in range(i + 1):",
                    f"rest = {a}[i, j] - {lower}[i, :j] @ {lower}[j, :j]",
                    Block(
                        (
                            ("if i == j:", (f"{lower}[i, j] = np.sqrt(np.abs(rest))",)),
                            ("else:", (f"{lower}[i, j] = rest / {lower}[j, j]",)),
                        )
                    ),
                ),
            ),
        ),
        "elimination": (
            loop(
                "for k in range(n):",
                f"{a}[k] /= {a}[k, k]",
                loop(
                    "for i in range(n):",
                    Block((("if i != k:", (f"{a}[i] -= {a}[i, k] * {a}[k]",)),)),
                ),
            ),
        ),
        "columns": (
            loop(
                "for k in range(n):",
                f"{a}[:, k] /= np.sqrt(1.0 + np.dot({a}[:, k], {a}[:, k]))",
                loop(
                    "for j in range(k + 1, n):",
                    f"r = {a}[:, k] @ {a}[:, j]",
                    f"{a}[:, j] -= {a}[:, k] * r",
                ),
            ),
        ),
    }
    kind = w.draw.choice(list(kinds))
    if kind == "cholesky apart":
        w.matrices.append(lower)
    return (*dominant, *kinds[kind])


@idiom("m")
def products_by_rows(w: KernelWriter) -> Lines:
    a, b, c, i, k = w.m(), w.m(), w.c(), w.fresh("i"), w.fresh("k")
    sums: list[Lines] = [
        (f"{a}[{i}, :{i} + 1] *= {c}", f"{a}[{i}, :{i} + 1] += {b}[{i}, {k}] * {b}[:{i} + 1, {k}]"),
        (f"{a}[{i}, {k}] += {c} * np.dot({b}[{i} + 1 :, {i}], {a}[{i} + 1 :, {k}])",),
        (f"{a}[:{i}, {k}] += {c} * {b}[{i}, {k}] * {a}[{i}, :{i}]",),
        (f"{a}[{i}] += {c} * {b}[{i}, {k}] * {a}[{k}]",),
        (f"{a}[{i}, {k}] = np.minimum({a}[{i}, {k}], {a}[{i}, 0] + {b}[0, {k}])",),
        (f"{a}[{i}, :] = np.maximum({a}[{i}, :], {a}[{i}, {k}] + {b}[{k}, :])",),
    ]
    body = w.draw.choice(sums)
    return (loop(f"for {i} in range(n):", loop(f"for {k} in range(n):", *body)),)


# --- filters and accumulators


@idiom("v")
def recursive_filter(w: KernelWriter) -> Lines:
    u, v, i = w.v(), w.v(), w.fresh("i")
    a, b = w.c(), w.c()
    y = w.fresh("y")
    kinds: list[Lines] = [
        (loop(f"for {i} in range(1, n):", f"{u}[{i}] = {a} * {u}[{i} - 1] + {b} * {v}[{i}]"),),
        (loop(f"for {i} in range(n - 2, -1, -1):", f"{u}[{i}] += {a} * {u}[{i} + 1]"),),
        (
            f"{y} = np.empty(n)",
            f"{y}[0] = {a} * {v}[0]",
            f"{y}[1] = {a} * {v}[1] + {b} * {y}[0]",
            loop(
                f"for {i} in range(2, n):",
                f"{y}[{i}] = {a} * {v}[{i}] + {b} * {y}[{i} - 1] - {a} * {y}[{i} - 2]",
            ),
            f"{u}[:] = {y}",
        ),
        (
            "ym1 = 0.0",
            "ym2 = 0.0",
            loop(
                f"for {i} in range(n):",
                f"{u}[{i}] = {a} * {v}[{i}] + {b} * ym1 - {a} * ym2",
                "ym2 = ym1",
                f"ym1 = {u}[{i}]",
            ),
        ),
        (
            f"prev = {v}[0]",
            loop(
                f"for {i}, value in enumerate({v}):",
                f"prev = {a} * prev + (1.0 - {a}) * value",
                f"{u}[{i}] = prev",
            ),
        ),
    ]
    return w.draw.choice(kinds)


@idiom("v")
def accumulator(w: KernelWriter) -> Lines:
    acc, out, i, v = w.fresh("acc"), w.fresh("out"), w.fresh("i"), w.v()
    w.index.append(i)
    add = w.scalar()
    w.index.pop()
    heads = [f"for {i} in range(n):", f"for {i} in range(n - 1, -1, -1):"]
    begin = w.one(f"{acc} = 0.0", f"{acc} = 0", f"{acc} = {w.c()}", f"{acc} = {v}[0]")
    kinds: list[Lines] = [
        (
            begin,
            f"{out} = np.zeros(n)",
            loop(w.draw.choice(heads), f"{acc} += {add}", f"{out}[{i}] = {acc}"),
        ),
        (begin, loop(w.draw.choice(heads), f"{acc} += {add}", f"{v}[{i}] = {acc} * {w.c()}")),
        (
            begin,
            f"{out} = np.empty((2, n))",
            f"{out}[0] = {v}",
            loop(w.draw.choice(heads), f"{acc} = {acc} + {add}", f"{out}[1, {i}] = {acc}"),
            f"{v}[:] = {out}[1] * {w.c()} - {out}[0]",
        ),
        (begin, loop(f"for value in {v}:", f"{acc} += value * {w.c()}")),
    ]
    found = w.draw.choice(kinds)
    w.sums.append(acc)
    return found


@idiom("m")
def nested_sums(w: KernelWriter) -> Lines:
    a, b, acc, i, j = w.m(), w.m(), w.fresh("acc"), w.fresh("i"), w.fresh("j")
    upper = w.one("n", i, f"{i} + 1", f"n - {i}")
    w.index += [i, j]
    add = w.one(w.scalar(), f"{a}[{i}, {j}] * {b}[{j}, {i}]")
    w.index = w.index[:-2]
    inner = loop(f"for {j} in range({upper}):", f"{acc} += {add}")
    to = w.one(f"{a}[{i}, {i}] = {acc}", f"{b}[{i}, 0] += {w.c()} * {acc}", f"{a}[{i}, :] -= {acc}")
    return (loop(f"for {i} in range(n):", f"{acc} = 0.0", inner, to),)


# --- masks, reductions, gathers


@idiom("v")
def masked(w: KernelWriter) -> Lines:
    u, v = w.v(), w.v()
    if w.matrices and w.often(0.4):
        u, v = w.m(), w.m()
    at, c, mask = f"{w.draw.uniform(-0.5, 0.5):.2f}", w.c(), w.fresh("mask")
    kinds: list[Lines] = [
        (f"{u}[{u} > {at}] *= {c}",),
        (f"{u}[{v} < {at}] = {c}",),
        (f"{mask} = {v} > {at}", f"{u}[{mask}] = {v}[{mask}] * {c}"),
        (f"{mask} = {u} > {v}", f"{u}[{mask}] -= {c} * {v}[{mask}]", f"{v}[~{mask}] += {c}"),
        (f"{u}[:] = np.where({u} > {at}, {u} * {c}, {v})",),
        (f"{u}[:] = np.where({u} > {at}, np.log(np.abs({u}) + 1.0), 0.0)",),
        (f"np.maximum({u}, {at}, out={u})",),
        (f"np.clip({u}, -1.5, {at}, out={u})",),
        (f"{u}[:] = np.clip({u}, {at}, 2.0) + {v}",),
        (f"{mask} = np.abs({v}) > 0.3", f"{u}[{mask}] = np.sqrt(np.abs({v}[{mask}]))"),
        (f"np.copyto({u}, {v}, where={v} > {at})",),
        (f"np.putmask({u}, {u} > {at}, {c})",),
    ]
    return w.draw.choice(kinds)


@idiom("m")
def normalised(w: KernelWriter) -> Lines:
    a, t = w.m(), w.fresh("t")
    kinds: list[Lines] = [
        (f"{a}[:] -= np.mean({a}, axis=0)",),
        (f"{t} = np.max({a}, axis=-1, keepdims=True)", f"{a}[:] = np.exp({a} - {t})"),
        (f"{t} = np.exp(0.3 * {a})", f"{a}[:] = {t} / np.sum({t}, axis=1, keepdims=True)"),
        (f"{t} = np.std({a}, axis=0)", f"{t}[{t} <= 0.1] = 1.0", f"{a}[:] /= {t}"),
        (f"{t} = np.sum({a}[1:, :], axis=0)", f"{a}[0, :] += {t}", f"{t} *= 2.0"),
        (f"{t} = np.sqrt(np.sum({a} ** 2, axis=1) + 1.0)", f"{a}[:] /= {t}[:, None]"),
        (f"{t} = {a}.mean(axis=1)", f"{t} -= {t}[0]", f"{a}[:] += {t}.reshape(-1, 1)"),
        (f"{a}[:] = {a} / (1.0 + np.linalg.norm({a}))",),
        (f"{t} = {a} - {a}.mean(axis=0)", f"{a}[:] = {t}.T @ {t} / (n - 1.0)"),
    ]
    return w.draw.choice(kinds)


@idiom("v")
def gathered(w: KernelWriter) -> Lines:
    u, v, at, c = w.v(), w.v(), w.draw.choice(w.picks), w.c()
    less = f"np.array({at})" if at[0] == "[" else at
    acc = w.fresh("g")
    kinds: list[Lines] = [
        (f"np.add.at({u}, {at}, {c} * {v}[{at}])",),
        (f"np.add.at({u}, {at}, {c})",),
        (f"np.subtract.at({u}, {at}, {v}[{at}])",),
        (f"{u}[{at}] = {c} * {v}[{at}]",),
        (f"{u}[{at}] += {v}[{at}]",),
        (f"{u}[{at}] *= {c}",),
        (f"{u}[:] += {c} * {v}[np.arange(n)[::-1]]",),
        (f"{acc} = np.zeros(n)", f"np.add.at({acc}, {at}, {v}[{at}])", f"{u}[:] -= {acc}"),
        (f"{acc} = {v}[{less}]", f"{acc} *= {c}", f"{u}[{less}] -= {acc}"),
        (loop(f"for k in {at}:", f"{u}[k] += {c} * {v}[k - 1]"),),
        (loop(f"for k, j in enumerate({at}):", f"{u}[j] = {v}[k] * {c}"),),
        (f"{u}[:] = {c} * np.take({v}, [1, 1, 0, 2, 2])[:n] if n > 5 else {u}",),
    ]
    if w.matrices:
        m = w.m()
        kinds += [
            (f"{m}[{at}] *= {c}",),
            (f"{m}[{at}, {at}] += {v}[{at}]",),
            (f"{m}[:, {at}] = {c} * {m}[{at}].T",),
            (f"np.add.at({m}, ({at}, {at}), {v}[{at}])",),
            (f"np.add.at({m}, {at}, {c} * {m}[{at}])",),
            (f"{u}[:] = {m}[np.arange(n), np.arange(n)[::-1]]",),
            (f"{m}[np.ix_({at}, {at})] *= {c}",),
        ]
    return w.draw.choice(kinds)


# --- scratch arrays, views, out=


@idiom("v")
def scratch(w: KernelWriter) -> Lines:
    u, v, s, c = w.v(), w.v(), w.fresh("s"), w.c()
    begin = w.one(
        f"{s} = np.empty_like({u})",
        f"{s} = np.empty(n)",
        f"{s} = np.zeros(n)",
        f"{s} = np.zeros({u}.shape)",
        f"{s} = np.ones_like({v})",
        f"{s} = np.full(n, {c})",
    )
    fills: list[Lines] = [
        (f"{s}[0] = {c} * {u}[0]", f"{s}[1:] = {v}[1:] - {u}[:-1]"),
        (f"{s}[::2] = {u}[::2]", f"{s}[1::2] = {c}"),
        (f"{s}[:] = 0.0", f"{s}[1:-1] = {c} * {u}[:-2] * {v}[2:]"),
        (f"{s}.fill({c})", f"{s}[-1] -= {v}[0]"),
        (f"{s}[:2] = {u}[:2]", loop("for k in range(2, n):", f"{s}[k] = {c} * {s}[k - 2]")),
    ]
    w.vectors.append(s)
    return (begin, *w.draw.choice(fills))


@idiom("mv")
def scratch_matrix(w: KernelWriter) -> Lines:
    a, s, c = w.m(), w.fresh("S"), w.c()
    begin = w.one(
        f"{s} = np.zeros((n, n))",
        f"{s} = np.empty_like({a})",
        f"{s} = np.zeros_like({a})",
        f"{s} = np.empty((n, n))",
        f"{s} = np.ones((n, n))",
        f"{s} = {c} * np.eye(n)",
        f"{s} = np.array({a})",
        f"{s} = np.zeros({a}.shape, dtype={a}.dtype)",
    )
    fills: list[Lines] = [
        (f"{s}[:] = 0.0", f"{s}[1:-1, 1:-1] = {c} * {a}[2:, 1:-1]"),
        (loop("for k in range(n):", f"{s}[k] = {w.vector()}"),),
        (f"{s}[0] = {w.vector()}", loop("for k in range(1, n):", f"{s}[k] = {c} * {s}[k - 1]")),
        (f"{s}[:, 0] = {w.vector()}", f"{s}[:, 1:] = {c} * {a}[:, :-1]"),
        (
            loop(
                "for k in range(n):",
                loop("for j in range(n):", f"{s}[k, j] = {a}[j, k] * {c} - {a}[k, 0]"),
            ),
        ),
    ]
    w.matrices.append(s)
    return (begin, *w.draw.choice(fills))


@idiom("v")
def into_given(w: KernelWriter) -> Lines:
    u, v, c = w.v(), w.v(), w.c()
    kinds: list[Lines] = [
        (f"np.multiply({u}, {c}, out={u})",),
        (f"np.add({u}[1:], {v}[:-1], out={u}[1:])",),
        (f"np.subtract({u}, {v}, out={v})",),
        (f"np.sin({u}, out={u})",),
        (f"np.multiply({u}, {v}, {u})",),
        (f"np.add({u}, {c} * {v}, out={u})",),
        (f"np.divide({u}, 2.0 + {v} ** 2, out={u})",),
        (f"np.exp(0.2 * {u}, out={v})",),
    ]
    if w.vectors:
        x = w.named(w.vectors)
        s = w.fresh("s")
        kinds += [(f"{s} = np.empty(n)", f"np.cumsum({v}, out={s})", f"{x} += {c} * {s}")]
        kinds += [(f"{s} = np.empty_like({x})", f"np.square({v}, out={s})", f"{x} -= {c} * {s}")]
        if w.matrices:
            m = w.m()
            kinds += [
                (f"np.sum({m}, axis=0, out={x})", f"{x} *= {c}"),
                (f"{s} = np.zeros(n)", f"np.dot({m}, {x}, out={s})", f"{x}[:] = {s} * {c}"),
                (f"{s} = np.zeros(n)", f"np.matmul({m}, {v}, out={s})", f"{x} += {c} * {s}"),
                (f"np.mean({m}, axis=1, out={x})",),
                (f"np.max({m}, axis=0, out={x})",),
            ]
    return w.draw.choice(kinds)


@idiom("Nv")
def views(w: KernelWriter) -> Lines:
    a, m, c, p, i = w.named(w.matrices), w.m(), w.c(), w.fresh("p"), w.fresh("i")
    kinds: list[Lines] = [
        (f"{p} = {a}.reshape(-1)", f"{p}[::n + 1] += {c}"),
        (f"{p} = {a}.T", f"{p}[0] = {w.vector()}", f"{p}[1] *= {c}"),
        (f"{p} = {a}[1:-1, 1:-1]", f"{p} *= {c}", f"{a}[0] += {a}[1]"),
        (f"{p} = {a}[:, {w.at()}]", f"{p}[:] = {w.vector()}"),
        (f"{p} = {m}[{w.at()}]", f"{p} -= {c} * {a}[{w.at()}]", f"{p}[1:] *= {c}"),
        (f"{p} = np.reshape({a}, n * n)", f"{p}[1:] -= {c} * {p}[:-1]"),
        (f"{p} = {a}.ravel()", f"{p}[:n] = {c} * {p}[n:2 * n]"),
        (f"{p} = {a}[::-1, ::-1]", f"{p}[0] += {c} * {p}[1]"),
        (f"{a}.T[:] = {m} * {c}",),
        (f"np.fill_diagonal({a}, {c})",),
        (f"{a}.flat[::n + 1] = {c}",),
        (f"{a}[np.diag_indices(n)] += {c}",),
        (f"{a}[np.triu_indices(n, 1)] = 0.0",),
        (loop(f"for {p} in {m}:", f"{p} *= {c}", f"{p}[1:] += {p}[:-1]"),),
        (loop(f"for {i}, {p} in enumerate({a}):", f"{p}[{i}:] *= {c}", f"{p}[0] -= {a}[0, {i}]"),),
        (loop(f"for {p}, q in zip({a}, {m}):", f"{p} += {c} * q", f"{p}[0] = q[-1]"),),
        (
            loop(
                f"for {i} in range(1, n):",
                f"{p} = {a}[{i}]",
                f"{p} -= {c} * {a}[{i} - 1]",
                f"{p}[:{i}] *= {c}",
            ),
        ),
        (f"{p}, q = {a}[0], {a}[1]", f"{p}[:], q[:] = q * {c}, {p}.copy()"),
        (f"{a}[[0, 1]] = {a}[[1, 0]]",),
        (f"{p} = {a}[0].copy()", f"{a}[0] = {a}[1]", f"{a}[1] = {p}"),
    ]
    if w.cubes:
        k = w.named(w.cubes)
        kinds += [
            (f"{p} = {k}.reshape(n, n * n)", f"{p}[1:] -= {c} * {p}[:-1]"),
            (f"{p} = {k}.transpose(2, 0, 1)", f"{p}[0] *= {c}", f"{p}[1] += {m}"),
            (f"{p} = {k}[{w.at()}]", f"{p}[1:] = {c} * {p}[:-1]", f"{a} += {p}"),
            (f"{p} = np.swapaxes({k}, 0, 1)", f"{p}[0, 1:] = {c} * {a}[1:]"),
            (loop(f"for {p} in {k}:", f"{p} += {c} * {p}.T", f"{p}[0] = {w.vector()}"),),
            (f"{k}[:] = np.einsum('ij,jkl->ikl', {a}, {k}) * 0.2",),
            (f"{k}[{w.at()}, :, :] = {c} * {k}[{w.at()}, :, :] @ {a}",),
            (f"{a} += {c} * np.tensordot({k}, {k}, axes=([1, 2], [1, 2]))",),
        ]
    return w.draw.choice(kinds)


@idiom("n")
def partly(w: KernelWriter) -> Lines:
    """Halves of a vector, one written from the other."""
    u, p, q, c = w.named(w.vectors), w.fresh("p"), w.fresh("q"), w.c()
    kinds: list[Lines] = [
        (f"{p} = {u}[:2]", f"{q} = {u}[2:4]", f"{p} += {c} * {q}", f"{q} *= {p}"),
        (f"{p} = {u}[1:]", f"{q} = {u}[:-1]", f"{p} -= {c} * {q}", f"{q}[0] = {p}[-1]"),
        (f"{p} = {u}[::-1]", f"{p}[0] += {c} * {p}[1] * {u}[0]"),
        (f"{p} = {u}", f"{u} = {u} * {c}", f"{p}[0] = {u}[1]", f"{u}[0] += {p}[1]"),
        (f"{p} = {u}.reshape(1, -1)", f"{p}[0, 1:] *= {c}", f"{p}[:, 0] = 0.0"),
        (f"{u} = {w.vector()} + 0.0", f"{u}[1:] += {c}"),
        (f"{p} = {w.vector()} + 0.0", f"{p} *= {c}", f"{u} += {p}", f"{p}[0] = 0.0"),
        (f"{p} = {u}.copy()", f"{u} -= {c} * {w.v()}", f"{u}[{w.at()}] = {p}[{w.at()}]"),
        (f"{u}[0], {u}[1] = {u}[1], {u}[0] * {c}",),
    ]
    return w.draw.choice(kinds)


@idiom("vm")
def sums_of_all(w: KernelWriter) -> Lines:
    s = w.fresh("total")
    a, u = w.m(), w.v()
    value = w.one(
        *(f"np.sum({a})", f"np.max({a})", f"np.mean({u} ** 2)", f"{u} @ {a} @ {u}"),
        *(f"np.trace({a})", f"np.linalg.norm({u})", f"np.sum({a} * {a}.T)", f"{a}.sum()"),
        *(f"np.prod(1.0 + 0.1 * {u})", f"float(np.sum({u}))", f"np.dot({u}, {u})", f"sum({u})"),
    )
    w.sums.append(s)
    return (f"{s} = {value}",)

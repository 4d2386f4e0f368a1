"""Random programs with what may be None, records, kept functions, iterators and patterns.

Beside the names of `object_programs.py`, `b…` are floats or None, `w…` vectors or None, `q…` tuples
of a float and a vector, `z…` named tuples of the same, `g…` lists of functions of a float, `e…`
dicts of any number of floats.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.support.language_programs import HELPERS
from tests.support.object_programs import CLASSES, ObjectProgram, ObjectWriter
from tests.support.programs import LENGTH, PRELUDE, Block, Line, Program, printed

RECORDS = """

import operator
from typing import NamedTuple


class State(NamedTuple):
    level: float
    flow: np.ndarray

    def size(self):
        return self.level * np.sum(self.flow)


class Poly:
    degree = 2

    def __init__(self, *parts):
        self.parts = list(parts)

    @classmethod
    def of(cls, u):
        return cls(*u[: cls.degree + 1])

    @staticmethod
    def damp(a, by=0.5):
        return np.tanh(a) * by

    def __call__(self, a):
        value = 0.0
        for c in reversed(self.parts):
            value = value * a + self.damp(c)
        return value

    def __add__(self, other):
        if isinstance(other, Poly):
            return Poly(*(a + b for a, b in zip(self.parts, other.parts)))
        return Poly(self.parts[0] + other, *self.parts[1:])

    __radd__ = __add__

    def __len__(self):
        return len(self.parts)

    def __iter__(self):
        return iter(self.parts)


class Cache:
    def __init__(self):
        self.last = None
        self.known = {}

    def smooth(self, a):
        if self.last is None:
            self.last = a
        else:
            self.last = 0.6 * self.last + 0.4 * a
        return self.last

    def of(self, k, a):
        if k not in self.known:
            self.known[k] = np.sin(a) * a
        return self.known[k]


def first_above(u, limit):
    for k, a in enumerate(u):
        if a > limit:
            return k, a * a
    return None


def optional(a, limit):
    return a * a if a > limit else None


def split(u, a=0.5):
    return u[0] * a, u[1:] * a


def exchange(pair):
    a, u = pair
    return u[0] * a, u * a


def counted(u, start=0, *, step=1):
    k = start
    while k < len(u):
        yield k, u[k]
        k += step
"""


class DataProgram(ObjectProgram):
    @property
    def text(self) -> str:
        return PRELUDE + HELPERS + CLASSES + RECORDS + "".join(printed(self.lines, 0))


class DataWriter(ObjectWriter):
    """Draws what `ObjectWriter` does, and what this module names."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.maybe: list[str] = []
        self.maybe_vectors: list[str] = []
        self.couples: list[str] = []
        self.states: list[str] = []
        self.kept: list[str] = []
        self.tables: list[str] = []

    def one(self, given: list[str]) -> str:
        return self.draw.choice(given)

    def new_name(self, number: int) -> Line:
        u, a = self.one(self.vectors), self.atom()
        match self.draw.choice("bwqzge."):
            case "b":
                self.maybe.append(f"b{number}")
                return f"b{number} = " + self.one(["None", "None", f"optional({a}, 0.2)"])
            case "w":
                self.maybe_vectors.append(f"w{number}")
                return f"w{number} = " + self.one(["None", f"{u} * {a} if {self.test()} else None"])
            case "q":
                self.couples.append(f"q{number}")
                made = [f"({self.scalar()}, {u} * {a})", f"exchange(({a}, {u}))", f"({a}, {u})"]
                return f"q{number} = {self.one(made)}"
            case "z":
                self.states.append(f"z{number}")
                return f"z{number} = State({self.scalar()}, flow={u} * {a})"
            case "g":
                self.kept.append(f"g{number}")
                made = [f"[{self.function()}]", f"[lambda v, c={a}: v * c, {self.function()}]"]
                made += [f"[functools.partial(mixed, {a}), Poly.damp]", f"[Poly.of({u})]"]
                return f"g{number} = {self.one(made)}"
            case "e":
                self.tables.append(f"e{number}")
                made = [f"{{k: v * {a} for k, v in enumerate({u})}}", f"dict.fromkeys((0, 1), {a})"]
                made += [f"dict(zip(range(3), {u}))", f"{{0: {self.scalar()}}}"]
                return f"e{number} = {self.one(made)}"
        return super().new_name(number)

    def iterated(self) -> str:
        u, v, a = self.one(self.vectors), self.one(self.vectors), self.atom()
        return self.one(
            [
                f"itertools.accumulate({u})",
                f"itertools.accumulate({u}, lambda s, b: s * 0.5 + b * {a})",
                f"itertools.accumulate({u}, operator.mul, initial={a})",
                f"itertools.starmap(mixed, zip({u}, {v}))",
                f"itertools.takewhile(lambda b: b < 0.8, {u})",
                f"itertools.dropwhile(lambda b: b < 0.1, {u})",
                f"itertools.compress({u}, (1, 0, 1, 1))",
                f"itertools.repeat({a}, 2)",
                f"itertools.chain.from_iterable(({u}, {v}[:2]))",
                f"(b * c for b, c in itertools.combinations({u}, 2))",
                f"itertools.starmap(operator.mul, itertools.product({u}[:2], {v}))",
                f"itertools.islice({u}, 0, None, 2)",
                f"filter(lambda b: b > 0.1, {u})",
                f"map(operator.mul, {u}, {v})",
                f"[b for row in ({u}, {v}) for b in row if b > 0.0]",
                f"(b for _, b in counted({u}, 1))",
                f"(b * k for k, b in counted({u}, step=2))",
                f"Poly({a}, {self.atom()})",
                f"(Poly.of({u}) + {a})",
            ]
        )

    def items(self) -> str:
        return self.iterated() if self.draw.random() < 0.4 else super().items()

    def scalar(self) -> str:
        if self.draw.random() < 0.5:
            return super().scalar()
        a, b, u = self.atom(), self.atom(), self.one(self.vectors)
        choices = [
            f"sum({self.iterated()})",
            f"Poly.of({u})({a})",
            f"(Poly({a}, {b}) + Poly({b}, 0.3))({self.atom()})",
            f"(0.2 + Poly({a}))(0.5)",
            f"Cache().smooth({a})",
            f"(0.0 if (found := first_above({u}, 0.2)) is None else found[1])",
            f"(optional({a}, 0.1) or {b})",
            f"max({a}, {b}, key=lambda v: v * v)",
            f"{{'a': {a}, 'b': {b}}}.get('a', 0.0)",
            f"sum({{k: v * {a} for k, v in enumerate({u})}}.values())",
            f"operator.itemgetter(1)({u}) * {a}",
            f"split({u})[0]",
            f"({a} and {b})",
            f"({a} if 0.0 < {b} < 0.7 else {b})",
            f"float({a} * {b})",
            f"next(v for v in (*{u}, 0.3) if v > 0.1)",
            f"sum(v * w for v, w in zip({u}, {u}[1:]))",
        ]
        choices += [f"({m} if {m} is not None else {a})" for m in self.maybe]
        choices += [f"(np.sum({m}) if {m} is not None else {a})" for m in self.maybe_vectors]
        choices += [f"{q}[0] * {a}" for q in self.couples]
        choices += [f"np.sum({q}[1]) * 0.4" for q in self.couples]
        choices += [f"{z}{part}" for z in self.states for part in (".level", ".size()", ".flow[1]")]
        choices += [f"{g}[{self.draw.choice([0, -1])}]({a})" for g in self.kept]
        choices += [f"sum(h({a}) for h in {g})" for g in self.kept]
        choices += [f"sum({e}.values())" for e in self.tables]
        choices += [f"{e}.get({self.draw.randrange(4)}, {a})" for e in self.tables]
        return self.one(choices)

    def line(self, depth: int) -> Line:
        choices: list[str] = []
        s, u, a = self.one(self.floats), self.one(self.vectors), self.atom()
        for m in self.maybe:
            choices += [
                f"{m} = {self.scalar()} if {m} is None else {m} * 0.5 + {a}",
                f"{m} = {a} if {m} is None or {a} > {m} else {m}",
                f"{m} = None",
            ]
        for m in self.maybe_vectors:
            choices += [
                f"{m} = {self.vector()} if {m} is None else 0.8 * {m} + {u}",
                f"{m} = {u} * {a} if {m} is None else {m}",
                f"{u} = {u} if {m} is None else {u} - 0.3 * {m}",
            ]
        for q in self.couples:
            choices += [
                f"{s}, {u} = {q}",
                f"{q} = ({q}[0] * {a}, {q}[1] + {u})",
                f"{q} = exchange({q})",
                f"{q}[1][{self.index()}] = {self.scalar()}",
            ]
        for z in self.states:
            choices += [
                f"{z} = {z}._replace(level={self.scalar()})",
                f"{s}, {u} = {z}",
                f"{z} = State({z}.level * {a}, {z}.flow * {u})",
                f"{z}.flow[{self.index()}] {self.draw.choice(['=', '+=', '*='])} {self.scalar()}",
            ]
        for g in self.kept:
            choices += [f"{g}.append(lambda v, c={a}: np.sin(v) * c)", f"{s} = {g}[0]({s})"]
        for e in self.tables:
            choices += [
                f"{e}[{self.draw.randrange(3)}] = {self.scalar()}",
                f"{s} = {e}.pop(0, {a})",
                f"{s} = {e}.setdefault({self.draw.randrange(4)}, {self.scalar()})",
                f"{e} = {{k: v * {a} for k, v in {e}.items()}}",
                f"{e}.update({{1: {self.scalar()}}})",
            ]
        choices += [
            f"{u} = np.array([{a}, *split({u})[1]])",
            f"{s}, {u}[0] = {u}[0], {s}",
            f"{u}[[0, 2]] = {u}[[2, 1]] * {a}",
            f"assert np.isfinite({s}), f'{{{s}:.3f}}'",
            f"{u} = np.array([*{self.iterated()}, 0.1, 0.2, 0.3, 0.4])[:{LENGTH}]",
        ]
        return self.one(choices) if self.draw.random() < 0.5 else super().line(depth)

    def block(self, depth: int) -> Block:
        kinds: dict[str, Callable[[int], Block]] = {
            "other": super().block,
            "other2": super().block,
            "best": self.best,
            "cache": self.cached,
            "pattern": self.pattern,
            "made": self.making_functions,
            "strict": self.in_step,
        }
        return kinds[self.draw.choice(list(kinds))](depth)

    def best(self, depth: int) -> Block:
        """The best so far, which is nothing at first."""
        s, u = self.one(self.floats), self.one(self.vectors)
        better = Block(
            (
                (
                    f"if best is None or v * {self.atom()} > best[0]:",
                    (f"best = (v * {self.one(['v', '0.7'])}, k, {u} * v)",),
                ),
            )
        )
        used = (f"{s} = best[0] + best[2][best[1]]", *self.lines(depth, 1))
        found = Block((("if best is not None:", used),))
        loop = Block(((f"for k, v in enumerate({u}):", (better,)),))
        return Block(((f"if {self.test()}:", ("best = None", loop, found)),))

    def cached(self, depth: int) -> Block:
        """An object that knows nothing yet."""
        s, u = self.one(self.floats), self.one(self.vectors)
        line = self.one(
            [f"{s} = cache.smooth(v) * {self.atom()}", f"{s} += cache.of(k % 2, v + {self.atom()})"]
        )
        loop = Block(((f"for k, v in enumerate({u}):", (line, *self.lines(depth, 1))),))
        return Block((("if n > 0:", ("cache = Cache()", loop)),))

    def pattern(self, depth: int) -> Block:
        s, u, a = self.one(self.floats), self.one(self.vectors), self.atom()
        subject, *cases = self.draw.choice(
            [
                (f"({a}, {u})", ("(p, r) if p > 0.1", "p * np.sum(r)"), ("(p, _)", "p * 0.5")),
                (f"Pair({a}, {u})", ("Pair(u=p, w=r)", "p * r[1]")),
                (f"State({a}, {u})", ("State(level=p) if p > 0", "p * p"), ("State(p, r)", "r[0]")),
                (
                    f"{{'w': {u}, 'k': 2}}",
                    ("{'k': 1}", "0.1"),
                    ("{'w': r, **more}", "r[more['k']]"),
                ),
                (f"[{a}, *{u}]", ("[p, r, *rest]", "p * r + rest[0]")),
                (f"optional({a}, 0.1)", ("None", f"{a} * 0.3"), ("p", "p + 0.1")),
            ]
        )
        made = tuple(Block(((f"case {case}:", (f"{s} = {value}",)),)) for case, value in cases)
        return Block(((f"match {subject}:", made),))

    def making_functions(self, depth: int) -> Block:
        """Functions that a loop keeps, each with what it captured."""
        s, u = self.one(self.floats), self.one(self.vectors)
        kept = self.one(
            [
                f"made.append(lambda a, v=v: a * v + {self.atom()})",
                "made.append(scaled(v))",
                "made.append(functools.partial(mixed, b=v))",
                "made.append(Spring(v))",
            ]
        )
        make = Block(((f"for v in {u}[:3]:", (kept, *self.lines(depth, 1))),))
        use = Block((("for h in made:", (f"{s} = h({s}) * 0.6",)),))
        return Block(((f"if {self.test()}:", ("made = []", make, use)),))

    def in_step(self, depth: int) -> Block:
        s, other = self.one(self.floats), self.one(self.floats)
        u, v = self.one(self.vectors), self.one(self.vectors)
        header = self.one(
            [
                f"for {s}, {other} in zip({u}, {v}, strict=True):",
                f"for k, {s} in enumerate({self.iterated()}, start=1):",
                f"for k, {s} in reversed(list(enumerate({u}))):",
                f"for k, {s} in counted({u}, step=2):",
                f"for {s}, {other} in itertools.product({u}[:2], {v}[1:3]):",
                f"for {s} in sorted({u}, key=lambda b: -b)[:2]:",
                f"for k, {s} in sorted(dict(enumerate({u})).items(), reverse=True):",
            ]
        )
        return Block(((header, self.body(depth)),))


def data_program(seed: int, size: int = 6) -> Program:
    """The program of a seed; the same on every machine.

    >>> data_program(3).text == data_program(3).text
    True
    """
    body = DataWriter(seed).program(size)
    return DataProgram((Block((("def f(x, y, t, n):", body),)),), seed)

"""Random programs of the language: calls, closures, generators, comprehensions, containers.

Every name keeps its kind: `s…` and `t` are floats, `v…`, `x` and `y` vectors of four, `l…` lists
of at least two floats, `d…` dicts of two floats, `f…` functions of a float. So any line may
stand anywhere, and a failing program can be shrunk by taking lines away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.plain_lines import PlainWriter
from tests.support.programs import LENGTH, PRELUDE, Block, Line, Lines, Program, printed

HELPERS = """

import functools


def mixed(a, b, w=0.3):
    return a * w + np.sin(b) * (1.0 - w)


def gathered(*parts, scale=0.5):
    total = 0.0
    for part in parts:
        total = total * scale + part
    return total


def halves(u):
    if len(u) == 1:
        return u[0] * u[0]
    m = len(u) // 2
    return halves(u[:m]) * 0.5 + halves(u[m:])


def even(a, n):
    return a if n == 0 else a * 0.5 * odd(a, n - 1)


def odd(a, n):
    return np.cos(a) if n == 0 else even(a + 0.1, n - 1)


def scaled(k):
    def inner(a):
        return a * k + 0.1

    return inner


def doubled(function):
    @functools.wraps(function)
    def inner(*args, **options):
        return 2.0 * function(*args, **options)

    return inner


@doubled
def decorated(a, b=0.2):
    return np.tanh(a) * b


def squares(u):
    for a in u:
        yield a * a


def running(u, rate):
    level = 0.0
    for a in u:
        level = rate * level + a
        if level > 3.0:
            return
        yield level


def pairs(u):
    for i in range(len(u)):
        for j in range(i):
            yield u[i], u[j]


def both(u):
    yield from squares(u[:2])
    yield u[2] * u[3]


def checked(a):
    if a > 0.4:
        raise ValueError("too large")
    return a * a


def applied(function, a):
    return function(a) + 0.5 * function(a * 0.5)


class Spring:
    def __init__(self, k, rest=0.3):
        self.k = k
        self.rest = rest

    def force(self, a):
        return -self.k * (a - self.rest)

    def __call__(self, a):
        return self.force(a) * a


SPRING = Spring(0.7)
TABLE = {"sin": np.sin, "own": mixed, "tanh": np.tanh}
"""


@dataclass(frozen=True)
class LanguageProgram(Program):
    @property
    def wrt(self) -> tuple[str, ...]:
        return ("x", "y", "t") if self.seed % 3 else ("x", "y")

    @property
    def text(self) -> str:
        return PRELUDE + HELPERS + "".join(printed(self.lines, 0))


class LanguageWriter(PlainWriter):
    """Draws lines as `Writer` does, and what this module names."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.dicts: list[str] = []
        self.functions: list[str] = []
        self.looping = 0

    # --- expressions

    def function(self) -> str:
        c = self.draw.uniform(0.2, 1.5)
        choices = ["np.sin", "np.tanh", "SPRING", "SPRING.force", "decorated", f"scaled({c:.2f})"]
        choices += [f"(lambda a: a * {self.atom()} + {c:.2f})", "functools.partial(mixed, 0.4)"]
        choices += [f"functools.partial(mixed, b={self.atom()})"]
        return self.draw.choice([*choices, *self.functions, *self.functions])

    def items(self) -> str:
        """Something to go through that gives floats."""
        u, v = self.draw.choice(self.vectors), self.draw.choice(self.vectors)
        choices = [
            u,
            f"{u}[1:]",
            f"squares({u})",
            f"running({u}, 0.4)",
            f"both({u})",
            f"sorted({u})",
            f"[a * {self.atom()} for a in {u}]",
            f"[a * b for a, b in zip({u}, {v})]",
            f"(a + b for a, b in pairs({u}))",
            f"map({self.function()}, {u})",
            f"(a for a in {u} if a > {self.draw.uniform(-0.6, 0.6):.2f})",
            f"[mixed(a, k) for k, a in enumerate({u})]",
            f"(a * b for a in {u}[:2] for b in squares({v}))",
        ]
        choices += self.lists
        return self.draw.choice(choices)

    def scalar(self) -> str:
        if self.draw.random() < 0.4:
            return super().scalar()
        a, b, u = self.atom(), self.atom(), self.draw.choice(self.vectors)
        quoted, keys = ["'sin'", "'tanh'"], ["'p'", "'q'"]
        choices = [
            f"sum({self.items()})",
            f"sum({self.items()}) * 0.5 + {a}",
            f"max({u}) * {a}",
            f"min([{a}, {b}, 0.3])",
            f"max({u}, key=lambda a: a * a * 0.9 - a)",
            f"functools.reduce(lambda s, a: s * 0.5 + a * a, {u}, {a})",
            f"{self.function()}({a})",
            f"applied({self.function()}, {a})",
            f"gathered(*{u})",
            f"gathered({a}, *{u}[1:], scale=0.3)",
            f"mixed(*[{a}, {b}])",
            f"mixed(**{{'a': {a}, 'b': {b}}})",
            f"halves({u})",
            f"even({a}, {self.draw.choice(['n', '2'])})",
            f"decorated({a}, b={b})",
            f"Spring({a}).force({b})",
            f"({a} if {b} > 0.1 else {self.atom()} * {b} if {a} < 0.2 else {a} * {b} * {a})",
            f"({a} * (c := {b} * 0.5) + c)",
            f"TABLE[{self.draw.choice(quoted)}]({a})",
            f"list({self.items()})[0]",
            f"dict(enumerate({u}))[{self.draw.randrange(LENGTH)}]",
            f"sorted({u}, key=lambda a: -a)[{self.draw.randrange(LENGTH)}]",
        ]
        choices += [f"{d}[{self.draw.choice(keys)}] * {a}" for d in self.dicts]
        choices += [f"sum({d}.values())" for d in self.dicts]
        return self.draw.choice(choices)

    # --- lines

    def new_name(self, number: int) -> Line:
        match self.draw.choice("svldfff"):
            case "d":
                line = f"d{number} = {{'p': {self.scalar()}, 'q': {self.scalar()}}}"
                self.dicts.append(f"d{number}")
                return line
            case "f":
                return self.new_function(number)
            case "l":
                rest = self.draw.choice(self.vectors)
                line = f"l{number} = [{self.scalar()}, {self.scalar()}, *{rest}[:2]]"
                self.lists.append(f"l{number}")
                return line
        return super().new_name(number)

    def new_function(self, number: int) -> Line:
        name = f"f{number}"
        kind = self.draw.choice(["lambda", "def", "chosen", "default", "writer", "made"])
        a = self.atom()
        made: Line
        if kind == "lambda":
            made = f"{name} = lambda a: a * {a} + {self.atom()}"
        elif kind == "chosen":
            made = f"{name} = np.sin if {a} > 0.1 else np.tanh"
        elif kind == "made":
            made = f"{name} = scaled({a})"
        elif kind == "writer":
            body = ("nonlocal t", f"t = t + 0.1 * a * {self.atom()}", "return t * a")
            made = Block(((f"def {name}(a):", body),))
            self.functions.append(name)
            return made
        elif kind == "default":
            made = Block(((f"def {name}(a, b=0.5):", (f"return a * b + {a}",)),))
        else:
            test = f"if a > {self.draw.uniform(-0.5, 0.5):.2f}:"
            inner = Block(((test, (f"return a * {a}",)),))
            made = Block(((f"def {name}(a):", (inner, f"return np.sin(a) + {self.atom()}")),))
        self.functions.append(name)
        return made

    def line(self, depth: int) -> Line:
        if self.draw.random() < 0.55:
            return super().line(depth)
        s, u = self.draw.choice(self.floats), self.draw.choice(self.vectors)
        other = self.draw.choice(self.floats)
        choices: list[Callable[[], str]] = [
            lambda: f"{s} = {self.scalar()}",
            lambda: f"{s} += {self.scalar()}",
            lambda: f"{s}, {other} = {other} * 0.5, {self.atom()}",
            lambda: f"{s}, *rest = {u}",
            lambda: f"*rest, {s} = [a * a for a in {u}]",
            lambda: f"{u} = np.array(list(squares({u})))",
            lambda: f"{u} = np.array([a * {self.atom()} for a in {u}])",
            lambda: f"{u} = np.array([*{u}[1:], {self.atom()}])",
        ]
        for name in self.lists:
            choices += [
                lambda name=name: f"{name}.append({self.scalar()})",  # type: ignore[misc]  # a default keeps it
                lambda name=name: f"{name}[{self.draw.choice([0, -1])}] = {self.scalar()}",  # type: ignore[misc]  # the same
                lambda name=name: f"{name} = [a * 0.5 for a in {name}]",  # type: ignore[misc]  # the same
            ]
        for name in self.dicts:
            choices.append(lambda name=name: f"{name}['p'] = {self.scalar()}")  # type: ignore[misc]  # the same
        return self.draw.choice(choices)()

    def block(self, depth: int) -> Block:
        kinds: dict[str, Callable[[int], Block]] = {
            "plain": super().block,
            "items": self.going_through,
            "try": self.trying,
            "finally": self.ending,
            "seen": self.remembering,
            "functions": self.each_function,
        }
        if self.looping:
            kinds["jump"] = self.jump
        return kinds[self.draw.choice(list(kinds))](depth)

    def test(self) -> str:
        return f"{self.atom()} > {self.draw.uniform(-0.5, 0.5):.2f}"

    def body(self, depth: int) -> Lines:
        self.looping += 1
        made = self.lines(depth)
        self.looping -= 1
        return made

    def going_through(self, depth: int) -> Block:
        s, other = self.draw.choice(self.floats), self.draw.choice(self.floats)
        u = self.draw.choice(self.vectors)
        header = self.draw.choice(
            [
                f"for {s} in {self.items()}:",
                f"for k, {s} in enumerate({self.items()}):",
                f"for {s}, {other} in pairs({u}):",
                f"for {s}, {other} in zip({self.items()}, {self.items()}):",
                f"for {s} in itertools.chain({u}, {self.draw.choice(self.vectors)}[:2]):",
            ]
        )
        parts = [(header, self.body(depth))]
        if self.draw.random() < 0.25:
            parts.append(("else:", self.lines(depth, 1)))
        return Block(tuple(parts))

    def jump(self, depth: int) -> Block:
        return Block(((f"if {self.test()}:", (self.draw.choice(["break", "continue"]),)),))

    def trying(self, depth: int) -> Block:
        s = self.draw.choice(self.floats)
        body = (*self.lines(depth, 1), f"{s} = checked({self.atom()})", *self.lines(depth, 1))
        parts = [("try:", body), ("except ValueError:", self.lines(depth, 2))]
        if self.draw.random() < 0.3:
            parts.append(("else:", self.lines(depth, 1)))
        return Block(tuple(parts))

    def ending(self, depth: int) -> Block:
        return Block((("try:", self.lines(depth)), ("finally:", self.lines(depth, 1))))

    def remembering(self, depth: int) -> Block:
        """A set that grows while a loop asks it."""
        u, s = self.draw.choice(self.vectors), self.draw.choice(self.floats)
        asked = Block(
            (
                ("if k % 2 in seen:", (f"{s} = {s} + a * len(seen)",)),
                ("else:", self.lines(depth, 1)),
            )
        )
        loop = Block(((f"for k, a in enumerate({u}):", (asked, "seen.add(k % 3)")),))
        return Block((("if n > 0:", ("seen = set()", loop)),))

    def each_function(self, depth: int) -> Block:
        s = self.draw.choice(self.floats)
        listed = ", ".join(self.function() for _ in range(2))
        return Block(((f"for g in ({listed}):", (f"{s} = g({s}) * 0.7 + {self.atom()}",)),))


def language_program(seed: int, size: int = 5) -> Program:
    """The program of a seed; the same on every machine.

    >>> language_program(3).text == language_program(3).text
    True
    """
    body = LanguageWriter(seed).program(size)
    return LanguageProgram((Block((("def f(x, y, t, n):", body),)),), seed)

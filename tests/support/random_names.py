"""The names of a random program, each of one kind for good, and expressions of them.

Every name keeps its kind, so that any line may stand anywhere: a float `s…`, a vector of four
`v…`, half a vector `h…`, a matrix of two rows `m…`, a vector of any length `g…`, a list of floats
`l…`, a dict of floats `d…`, a list of vectors `r…`, an object with a vector and a float `b…`.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.support.programs import LENGTH

KINDS = "svhmgldrb"


class Expressions:
    """Draws expressions; the parameters of the function are there from the start."""

    def __init__(self, draw: random.Random, floats: list[str], vectors: list[str]) -> None:
        self.draw = draw
        self.names: dict[str, list[str]] = {kind: [] for kind in KINDS}
        self.names["s"] += floats
        self.names["v"] += vectors
        self.counters: list[str] = []
        self.in_rows = 0  # how many loops over arrays stand around the line that is drawn
        self.helper = ""  # what `step` returns, where there is one: "none", "float" or "vector"

    # --- small things

    def one(self, kind: str) -> str:
        return self.draw.choice(self.names[kind])

    def among(self, *choices: str) -> str:
        return self.draw.choice(choices)

    def constant(self) -> str:
        return f"{self.draw.uniform(-1.5, 1.5):.2f}"

    def test(self) -> str:
        return f"{self.atom()} > {self.draw.uniform(-0.5, 0.5):.2f}"

    def index(self) -> str:
        if self.counters and self.draw.random() < 0.5:
            return self.draw.choice(self.counters)
        return str(self.draw.randrange(-LENGTH, LENGTH))

    def end(self) -> str:
        return self.among("0", "1", "-1")

    def key(self) -> str:
        return self.among('"a"', '"b"')

    # --- expressions of one kind

    def atom(self) -> str:
        choices: list[Callable[[], str]] = [
            lambda: self.one("s"),
            lambda: f"{self.one('v')}[{self.index()}]",
            self.constant,
        ]
        if self.draw.random() < 0.6:
            held: dict[str, Callable[[], str]] = {
                "h": lambda: f"{self.one('h')}[{self.end()}]",
                "m": lambda: f"{self.one('m')}[{self.end()}, {self.index()}]",
                "g": lambda: f"{self.one('g')}[{self.among('0', '-1')}]",
                "l": lambda: f"{self.one('l')}[{self.end()}]",
                "d": lambda: f"{self.one('d')}[{self.key()}]",
                "r": lambda: f"{self.one('r')}[{self.end()}][{self.index()}]",
                "b": lambda: f"{self.one('b')}.s",
            }
            choices = [make for kind, make in held.items() if self.names[kind]] or choices
        return self.draw.choice(choices)()

    def scalar(self) -> str:
        a, b, u, v = self.atom(), self.atom(), self.one("v"), self.one("v")
        choices = [
            a,
            f"{a} * {b}",
            f"{a} - {b}",
            f"np.sin({a}) + {b}",
            f"np.tanh({a} * {b})",
            f"{a} / (1.5 + {b} * {b})",
            f"np.mean({u}) * {a}",
            f"np.sum({u} * {v}) * 0.2",
            f"blend({a}, {b}, 0.3)",
            f"bounded({u}, {a})",
            f"({a} if {b} > 0.1 else {self.atom()})",
            f"-{self.one('s')} + {b} ** 2 * 0.5",
            f"bump({u}, {self.among(self.one('s'), '0.7')})",
            f"np.max({u}) * {a}",
            f"{u}[1:3] @ {v}[:2]",
            f"{u}[{self.index()}] * bump({u}, {self.one('s')}) - {u}[1]",
        ]
        sums = {"h": "np.sum({})", "m": "np.mean({} * {})", "g": "np.sum({} * {}) * 0.1"}
        sums |= {"l": "sum({})", "d": "sum({}.values())", "b": "np.sum({}.u) * {}.s"}
        for kind, text in sums.items():
            if self.names[kind]:
                name = self.one(kind)
                choices.append(text.format(name, name))
        if self.helper == "float":
            choices += [self.call(), f"{self.call()} * {a}", f"{a} - {self.call()}"]
        return self.draw.choice(choices)

    def call(self) -> str:
        return f"step({self.one('v')}, {self.part()}, {self.atom()})"

    def part(self) -> str:
        """A vector that may be a view, to be written into."""
        u = self.one("v")
        choices = [u, u, f"{u}[::-1]", f"{u}[:]"]
        if self.names["m"]:
            choices += [f"{self.one('m')}[{self.end()}]", f"{self.one('m')}.ravel()[2:6]"]
        if self.names["r"]:
            choices.append(f"{self.one('r')}[{self.end()}]")
        if self.names["b"]:
            choices.append(f"{self.one('b')}.u")
        return self.draw.choice(choices)

    def vector(self) -> str:
        u, v, a = self.one("v"), self.one("v"), self.atom()
        choices = [
            u,  # an alias
            self.part(),
            self.part(),
            f"{u}[::-1]",
            f"inner({u})",
            f"lifted({u})",
            f"{u}.copy()",
            f"({u} if {a} > 0.0 else {v} * 1.0)",
            f"({u} if {a} > 0.0 else {v})",
            f"{u} * {v}",
            f"{u} + {a}",
            f"np.tanh({u}) * {a}",
            f"{u} - 0.5 * {v}",
            f"np.where({u} > 0.2, {v}, {a})",
            f"blend({u}, {v}, {self.one('s')})",
            f"np.zeros({LENGTH}) + {a}",
            f"np.concatenate([{u}[2:], {v}[:2]])",
            f"{u}[[1, 0, 3, 0]]",
            f"np.sort({u})",
            f"np.cumsum({u}) * 0.3",
            f"np.maximum({u}, {v})",
            f"np.asarray({u})",
            f"np.array([{a}, {self.atom()}, {a}, 0.5])",
            f"np.array([w * {a} for w in {u}])",
        ]
        if self.names["h"]:
            choices.append(f"np.concatenate([{self.one('h')}, {self.one('h')}])")
        if self.names["m"]:
            m = self.one("m")
            choices += [f"{m}[{self.end()}]", f"np.ravel({m})[::2]", f"{m}.T[:, 0]"]
            choices += [f"np.ravel({m}.T)[:{LENGTH}]", f"{m}[::-1].reshape(-1)[1:5]"]
            choices += [f"{m}.reshape(-1)[1:5]", f"{self.one('v')} @ {m}.T @ {m}"]
        if self.names["r"]:
            choices.append(f"{self.one('r')}[0] + {self.one('r')}[1]")
        if self.helper == "vector":
            choices += [self.call(), self.call()]
        return self.draw.choice(choices)

    def half(self) -> str:
        u, a = self.one("v"), self.atom()
        choices = [f"{u}[:2]", f"{u}[1:3]", f"{u}[::2]", f"{u}[[0, 0]] * {a}", f"{u}[2:].copy()"]
        if self.names["h"]:
            h = self.one("h")
            choices += [h, f"{h}[::-1]", f"{h} * {self.one('h')}", f"{h} + {a}"]
        if self.names["m"]:
            choices += [f"{self.one('m')}[:, {self.index()}]", f"{self.one('m')} @ {u}"]
        return self.draw.choice(choices)

    def matrix(self) -> str:
        u, v, a = self.one("v"), self.one("v"), self.atom()
        choices = [
            f"np.stack([{u}, {v}])",
            f"np.array([{u}, {v}])",
            f"np.outer({u}[:2], {v})",
            f"np.zeros((2, {LENGTH})) + {u}",
            f"np.concatenate([{u}, {v} * {a}]).reshape(2, {LENGTH})",
            f"np.broadcast_to({u}, (2, {LENGTH})) * {a}",
        ]
        if self.names["m"]:
            m = self.one("m")
            choices += [m, f"{m}[::-1]", f"{m}.copy()", f"{m} * {a}", f"{m} + {self.one('m')}"]
        return self.draw.choice(choices)

    def growing(self) -> str:
        u, a = self.one("v"), self.atom()
        choices = [f"{u}[1:] * {a}", f"{u}[:3]", f"np.array([{a}])", f"np.append({u}, {a})"]
        if self.names["g"]:
            g = self.one("g")
            choices += [f"np.append({g}, {a})", f"np.concatenate([{g}, {u}])", f"{g} * {a}", g]
            choices += [f"{g}[:3]", f"{g}[::-1]", f"np.concatenate([{u}[:1], {g}])"]
        return self.draw.choice(choices)

    def value(self, kind: str) -> str:
        match kind:
            case "s":
                return self.scalar()
            case "v":
                return self.vector()
            case "h":
                return self.half()
            case "m":
                return self.matrix()
            case "g":
                return self.growing()
            case "l":
                choices = [f"[{self.scalar()}, {self.scalar()}]", f"list({self.one('v')})"]
                choices.append(f"[w * {self.atom()} for w in {self.one('v')}]")
                return self.draw.choice(choices)
            case "d":
                return f'{{"a": {self.scalar()}, "b": {self.scalar()}}}'
            case "r":
                return f"[{self.part()}, {self.vector()}]"
            case _:
                return f"Box({self.vector()}, {self.scalar()})"

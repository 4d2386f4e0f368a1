"""Random programs of the language with objects, containers of arrays, and what changes them.

Beside the names of `language_programs.py`, `o…` are bodies, `p…` pairs of a float and a vector,
`c…` lists of bodies, `m…` dicts of two vectors.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.support.language_programs import HELPERS, LanguageProgram, LanguageWriter
from tests.support.programs import PRELUDE, Block, Line, Program, printed

CLASSES = """

import contextlib
from collections import defaultdict, deque
from dataclasses import dataclass


class Body:
    drag = 0.2

    def __init__(self, place, speed=0.3):
        self.place = place
        self.speed = speed
        self.seen = [place]

    def step(self, dt):
        self.speed -= self.drag * self.speed * dt
        self.place += self.speed * dt
        if len(self.seen) < 4:
            self.seen.append(self.place)
        return self

    def energy(self):
        return 0.5 * self.speed**2 + self.potential()

    def potential(self):
        return self.place * 0.3

    @property
    def momentum(self):
        return 2.0 * self.speed

    @momentum.setter
    def momentum(self, value):
        self.speed = value / 2.0


class Heavy(Body):
    def __init__(self, place, mass):
        super().__init__(place, speed=0.5 * mass)
        self.mass = mass

    def potential(self):
        return super().potential() * self.mass


@dataclass
class Pair:
    u: float
    w: np.ndarray

    def total(self):
        return self.u * np.sum(self.w)

    def scale(self, by):
        self.w *= by
        self.u = self.u * by
        return self.u

    def put(self, k, a):
        self.w[k] = a

    def __mul__(self, by):
        return Pair(self.u * by, self.w * by)

    def __getitem__(self, k):
        return self.w[k]


def nudge(body, a):
    body.place = body.place + a
    body.seen[0] = a * 0.5
    return body.speed * a


def fresh(body, a):
    return Body(body.place * a, body.speed + 0.1)


def grown(m, a):
    m["w"] *= a
    m["b"] = m["b"] + a
    return np.sum(m["w"])
"""


class ObjectProgram(LanguageProgram):
    @property
    def text(self) -> str:
        return PRELUDE + HELPERS + CLASSES + "".join(printed(self.lines, 0))


class ObjectWriter(LanguageWriter):
    """Draws objects and dicts of arrays too."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.bodies: list[str] = []
        self.pairs: list[str] = []
        self.crowds: list[str] = []
        self.arrays: list[str] = []

    def new_name(self, number: int) -> Line:
        u = self.draw.choice(self.vectors)
        match self.draw.choice("oooppcm."):
            case "o":
                name, of = f"o{number}", self.draw.choice(["Body", "Body", "Heavy"])
                line = f"{name} = {of}({self.scalar()}, {self.atom()})"
                if of == "Body":
                    self.bodies.append(name)
                else:
                    line = f"{name} = Heavy({self.scalar()}, {self.atom()})"
                    self.bodies.append(name)
                return line
            case "p":
                line = f"p{number} = Pair({self.scalar()}, {u} * {self.atom()})"
                self.pairs.append(f"p{number}")
                return line
            case "c":
                line = self.draw.choice(
                    [
                        f"c{number} = [Body(a, {self.atom()}) for a in {u}[:2]]",
                        f"c{number} = [Body({self.atom()}), Body({self.scalar()}, {self.atom()})]",
                    ]
                )
                self.crowds.append(f"c{number}")
                return line
            case "m":
                line = f"m{number} = {{'w': {u} * {self.atom()}, 'b': {u} + 0.1}}"
                self.arrays.append(f"m{number}")
                return line
        return super().new_name(number)

    def scalar(self) -> str:
        a = self.atom()
        choices = [
            f"{o}.{part} * {a}"
            for o in [*self.bodies, *(f"{c}[{self.draw.choice([0, 1, -1])}]" for c in self.crowds)]
            for part in ("place", "speed", "momentum", "energy()", "seen[0]", "seen[-1]")
        ]
        choices += [f"sum({o}.seen)" for o in self.bodies]
        choices += [
            f"{p}{part} * {a}" for p in self.pairs for part in (".u", ".total()", ".w[1]", "[2]")
        ]
        choices += [f"({p} * {a}).total()" for p in self.pairs]
        choices += [f"sum(b.energy() for b in {c})" for c in self.crowds]
        choices += [f"max({c}, key=lambda b: b.place).speed" for c in self.crowds]
        choices += [f"np.sum({m}['w'] * {m}['b'])" for m in self.arrays]
        choices += [f"sum(np.sum(v) for v in {m}.values())" for m in self.arrays]
        choices += [f"Body({a}).step({self.atom()}).place", f"fresh(Body({a}), 0.5).energy()"]
        if self.draw.random() < 0.5:
            return self.draw.choice(choices)
        return super().scalar()

    def line(self, depth: int) -> Line:
        choices: list[Callable[[], str]] = []
        one = self.draw.choice
        s = one(self.floats)
        for o in [*self.bodies, *(f"{c}[{one([0, 1, -1])}]" for c in self.crowds)]:
            choices += [
                lambda o=o: f"{o}.step({one(['0.1', self.atom()])})",  # type: ignore[misc]  # a default keeps it
                lambda o=o: (
                    f"{o}.{one(['place', 'speed'])} {one(['+=', '*=', '='])} {self.scalar()}"
                ),  # type: ignore[misc]  # a default keeps it
                lambda o=o: f"{o}.momentum = {self.scalar()}",  # type: ignore[misc]  # a default keeps it
                lambda o=o: f"{s} = nudge({o}, {self.scalar()})",  # type: ignore[misc]  # a default keeps it
                lambda o=o: f"{o}.seen.append({self.scalar()})",  # type: ignore[misc]  # a default keeps it
            ]
        choices += [lambda o=o: f"{o} = fresh({o}, {self.atom()})" for o in self.bodies]  # type: ignore[misc]  # a default keeps it
        for p in self.pairs:
            choices += [
                lambda p=p: f"{p}.w[{one([0, 1, 2])}] {one(['=', '+=', '*='])} {self.scalar()}",  # type: ignore[misc]  # a default keeps it
                lambda p=p: f"{p}.w {one(['+=', '*=', '='])} {self.vector()}",  # type: ignore[misc]  # a default keeps it
                lambda p=p: f"{p}.u = {self.scalar()}",  # type: ignore[misc]  # a default keeps it
                lambda p=p: f"{s} = {p}.scale({self.atom()})",  # type: ignore[misc]  # a default keeps it
                lambda p=p: f"{p}.put({one([0, 1])}, {self.scalar()})",  # type: ignore[misc]  # a default keeps it
                lambda p=p: f"{p} = {p} * {self.atom()}",  # type: ignore[misc]  # a default keeps it
            ]
        for m in self.arrays:
            choices += [
                lambda m=m: f"{m}['w'] {one(['+=', '*=', '='])} {self.vector()}",  # type: ignore[misc]  # a default keeps it
                lambda m=m: f"{m}['b'][{one([0, 1, 2])}] {one(['+=', '='])} {self.scalar()}",  # type: ignore[misc]  # a default keeps it
                lambda m=m: f"{s} = grown({m}, {self.atom()})",  # type: ignore[misc]  # a default keeps it
                lambda m=m: f"{m} = {m} | {{'b': {self.vector()}}}",  # type: ignore[misc]  # a default keeps it
                lambda m=m: f"{m}.update(w={self.vector()})",  # type: ignore[misc]  # a default keeps it
            ]
        for name in self.lists:
            choices += [
                lambda name=name: f"{self.test()} and {name}.append({self.atom()})",  # type: ignore[misc]  # a default keeps it
                lambda name=name: (  # type: ignore[misc]  # a default keeps it
                    f"{s} = {name}.pop() if len({name}) > 2 else {self.atom()}"
                ),
            ]
        if choices and self.draw.random() < 0.6:
            return self.draw.choice(choices)()
        return super().line(depth)

    def test(self) -> str:
        return f"{self.atom()} > {self.draw.uniform(-0.5, 0.5):.2f}"

    def block(self, depth: int) -> Block:
        kinds: dict[str, Callable[[int], Block]] = {
            "other": super().block,
            "counter": self.counting,
            "groups": self.grouping,
            "recent": self.queueing,
            "suppress": self.suppressing,
        }
        if self.crowds:
            kinds["crowd"] = kinds["crowd2"] = self.each_body
        if self.arrays:
            kinds["arrays"] = kinds["arrays2"] = self.each_array
        return kinds[self.draw.choice(list(kinds))](depth)

    def counting(self, depth: int) -> Block:
        """A loop that changes its own variable."""
        s, u = self.draw.choice(self.floats), self.draw.choice(self.vectors)
        change = self.draw.choice(["k += 1", "k = k + 1", "k = 2 * k", f"if {self.test()}:"])
        changing: Line = change
        if change.endswith(":"):
            changing = Block(((change, ("k = k + 1",)),))
        first = f"{s} = {s} * 0.5 + {u}[k]"
        last = f"{s} = {s} * 0.3 + k * {self.atom()} * {u}[k % 4]"
        return Block((("for k in range(3):", (first, changing, *self.lines(depth, 1), last)),))

    def grouping(self, depth: int) -> Block:
        s, u = self.draw.choice(self.floats), self.draw.choice(self.vectors)
        kind = self.draw.choice(["float", "list"])
        put = "+= a * 0.5" if kind == "float" else f".append(a * {self.atom()})"
        item = "g" if kind == "float" else "sum(g)"
        loop = Block(((f"for k, a in enumerate({u}):", (f"group[k % 2]{put}",)),))
        after = Block((("for k, g in group.items():", (f"{s} = {s} * 0.5 + {item} * (k + 1)",)),))
        return Block(((f"if {self.test()}:", (f"group = defaultdict({kind})", loop, after)),))

    def queueing(self, depth: int) -> Block:
        s, u = self.draw.choice(self.floats), self.draw.choice(self.vectors)
        put = self.draw.choice(["append", "appendleft"])
        take = Block((("if len(last) == 2:", (f"{s} = {s} * 0.5 + last[0] * last[-1]",)),))
        loop = Block(((f"for a in {u}:", (f"last.{put}(a * {self.atom()})", take)),))
        return Block((("if n > 0:", ("last = deque(maxlen=2)", loop)),))

    def suppressing(self, depth: int) -> Block:
        s = self.draw.choice(self.floats)
        inner = (f"{s} = {self.scalar()}", f"{s} = checked({self.atom()})", f"{s} = {self.atom()}")
        return Block((("with contextlib.suppress(ValueError):", inner),))

    def each_body(self, depth: int) -> Block:
        c, s = self.draw.choice(self.crowds), self.draw.choice(self.floats)
        header = self.draw.choice([f"for b in {c}:", f"for k, b in enumerate({c}):"])
        change = self.draw.choice(
            ["b.step(0.2)", f"b.place *= {self.atom()}", f"{s} = nudge(b, {self.atom()})"]
        )
        return Block(((header, (change, f"{s} = {s} * 0.5 + b.place * b.speed")),))

    def each_array(self, depth: int) -> Block:
        m, a = self.draw.choice(self.arrays), self.atom()
        header, change = self.draw.choice(
            [
                (f"for k in {m}:", f"{m}[k] -= 0.1 * {m}[k] * {a}"),
                (f"for k, v in {m}.items():", f"{m}[k] = v - 0.1 * v * v * {a}"),
                (f"for k, v in {m}.items():", f"v -= 0.1 * {a} * v"),
                (f"for v in {m}.values():", f"v *= {a}"),
                ("for k in ('w', 'b'):", f"{m}[k][1] = {a} * {m}['w'][0]"),
            ]
        )
        return Block(((header, (change,)),))


def object_program(seed: int, size: int = 6) -> Program:
    """The program of a seed; the same on every machine.

    >>> object_program(3).text == object_program(3).text
    True
    """
    body = ObjectWriter(seed).program(size)
    return ObjectProgram((Block((("def f(x, y, t, n):", body),)),), seed)

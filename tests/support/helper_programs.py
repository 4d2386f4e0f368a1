"""Random programs of helpers that change what they are given, and hand it back.

Each helper's body and what it returns are drawn as well: its parameters, views of them, new
arrays, numbers, and containers of these; the function calls them with arrays, views and values.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.support.programs import LENGTH, Block, Line, Lines, Program

RETURNS = ("none", "float", "vector", "pair", "mixed", "list", "dict", "box")


@dataclass(frozen=True)
class Helper:
    """A function of two vectors and a number."""

    name: str
    returns: str


@dataclass
class HelperWriter:
    """Draws the lines of one function, which may call the helpers above it."""

    draw: random.Random
    helpers: list[Helper]
    vectors: list[str]
    floats: list[str]
    kept: dict[str, str] = field(default_factory=dict)  # containers by name, what each is
    made: int = 0

    def fresh(self, stem: str) -> str:
        self.made += 1
        return f"{stem}{self.made}"

    def atom(self) -> str:
        k = self.draw.randrange(LENGTH)
        found = [
            self.draw.choice(self.floats),
            f"{self.draw.choice(self.vectors)}[{k}]",
            f"{self.draw.uniform(-1.2, 1.2):.2f}",
        ]
        held = self.held("float")
        return self.draw.choice([*found, *([self.draw.choice(held)] if held else [])])

    def held(self, kind: str) -> list[str]:
        """What can be read of containers."""
        found: list[str] = []
        for name, form in self.kept.items():
            vectors = {
                "pair": [f"{name}[0]", f"{name}[1]"],
                "list": [f"{name}[0]", f"{name}[-1]"],
                "mixed": [f"{name}[0]"],
                "dict": [f'{name}["a"]'],
                "box": [f"{name}.u"],
            }
            floats = {"mixed": [f"{name}[1]"], "dict": [f'{name}["s"]'], "box": [f"{name}.s"]}
            found += vectors[form] if kind == "vector" else floats.get(form, [])
        return found

    def array(self) -> str:
        """An array that has a place: a variable, a part of a container."""
        held = self.held("vector")
        if held and self.draw.random() < 0.3:
            return self.draw.choice(held)
        return self.draw.choice(self.vectors)

    def scalar(self) -> str:
        a, b, u = self.atom(), self.atom(), self.array()
        return self.draw.choice(
            [
                a,
                f"{a} * {b}",
                f"np.sin({a})",
                f"np.sum({u}) * 0.3",
                f"{a} - {b}",
                f"{u} @ {u} * 0.2",
            ]
        )

    def vector(self) -> str:
        u, v, a = self.array(), self.array(), self.atom()
        return self.draw.choice(
            [
                f"{u} * {a}",
                f"{u} * {v}",
                f"np.sin({u})",
                f"{u} + {v}",
                f"{u} - {a}",
                f"{u}[::-1] * {a}",
                f"{u}.copy()",
            ]
        )

    def given(self) -> str:
        """What a call is given: an array, all of it by another name, or a new one."""
        u = self.array()
        return self.draw.choice([u, u, u, f"{u}[:]", f"{u}[::-1]", self.vector()])

    def line(self, depth: int) -> Line:
        u, s, k = self.array(), self.draw.choice(self.floats), self.draw.randrange(LENGTH)
        chance = self.draw.random()
        if chance < 0.3 and self.helpers:
            return self.call()
        if chance < 0.45 and depth < 2:
            return self.block(depth)
        if chance < 0.55:
            v = self.draw.choice(self.vectors)
            return (
                f"{v} = {self.draw.choice([self.vector(), self.array(), self.array() + '[::-1]'])}"
            )
        if chance < 0.62:
            return f"{s} = {self.scalar()}"
        if chance < 0.68:
            p = self.fresh("p")
            return Block((("if True:", (f"{p} = {u}[1:3]", f"{p} *= {self.scalar()}")),))
        return self.draw.choice(
            [
                f"{u}[{k}] = {self.scalar()}",
                f"{u}[{k}] *= {self.scalar()}",
                f"{u}[1:3] = {self.array()}[:2] * {self.atom()}",
                f"{u}[:2] += {self.array()}[2:]",
                f"{u} *= {self.scalar()}",
                f"{u} += {self.vector()}",
                f"{u}[:] = {self.vector()}",
                f"{u} -= {self.scalar()}",
            ]
        )

    def call(self) -> Line:
        helper = self.draw.choice(self.helpers)
        call = f"{helper.name}({self.given()}, {self.given()}, {self.scalar()})"
        s, u, v = (self.draw.choice(n) for n in (self.floats, self.vectors, self.vectors))
        if helper.returns == "none" or self.draw.random() < 0.1:
            return call
        if helper.returns == "float":
            k = self.draw.randrange(LENGTH)
            place = self.draw.choice([s, s, f"{u}[{k}]"])
            return f"{place} {self.draw.choice(['=', '+='])} {call}"
        if helper.returns == "vector":
            return self.draw.choice(
                [f"{u} = {call}", f"{self.array()}[:] = {call}", f"{u} += {call}"]
            )
        if helper.returns in ("pair", "list", "mixed") and self.draw.random() < 0.6:
            second = s if helper.returns == "mixed" else v
            return f"{u}, {second} = {call}"
        if helper.returns == "dict" and self.draw.random() < 0.3:
            return f'{u} = {call}["a"]'
        return f"{self.container(helper.returns)} = {call}"

    def container(self, form: str) -> str:
        """The name of a container; it is not known below where it may have no value."""
        old = [name for name, kept in self.kept.items() if kept == form]
        return self.draw.choice([*old, self.fresh("c")])

    def block(self, depth: int) -> Line:
        kept = dict(self.kept)
        body = self.lines(self.draw.randint(1, 3), depth + 1)
        self.kept = kept
        head = self.draw.choice(
            [
                f"if {self.atom()} > {self.draw.uniform(-0.5, 0.5):.2f}:",
                f"for k{depth} in range({self.draw.randint(1, 3)}):",
            ]
        )
        if head.startswith("if") and self.draw.random() < 0.4:
            orelse = self.lines(self.draw.randint(1, 2), depth + 1)
            self.kept = kept
            return Block(((head, body), ("else:", orelse)))
        return Block(((head, body),))

    def lines(self, count: int, depth: int) -> Lines:
        forms = {h.name: h.returns for h in self.helpers}
        found: list[Line] = []
        for _ in range(count):
            line = self.line(depth)
            found.append(line)
            target, _, value = line.partition(" = ") if isinstance(line, str) else ("", "", "")
            if target.startswith("c") and target.isidentifier():
                self.kept[target] = forms[value.partition("(")[0]]
        return tuple(found)

    def answer(self, form: str) -> str:
        """What a helper returns."""

        def array() -> str:
            return self.draw.choice(
                [self.array(), self.array(), f"{self.array()}[::-1]", self.vector()]
            )

        return {
            "none": "",
            "float": f" {self.scalar()}",
            "vector": f" {array()}",
            "pair": f" {array()}, {array()}",
            "mixed": f" {array()}, {self.scalar()}",
            "list": f" [{array()}, {array()}]",
            "dict": f' {{"a": {array()}, "s": {self.scalar()}}}',
            "box": f" Box({array()}, {self.scalar()})",
        }[form]


def _helper(draw: random.Random, helper: Helper, above: list[Helper]) -> Line:
    writer = HelperWriter(draw, above, ["u", "v"], ["w"])
    body = writer.lines(draw.randint(1, 3), 1)
    early: Lines = ()
    if draw.random() < 0.2:
        early = (
            Block(
                (
                    (
                        f"if w > {draw.uniform(-0.5, 0.8):.2f}:",
                        (f"return{writer.answer(helper.returns)}",),
                    ),
                )
            ),
        )
        body = (*body, *early, *writer.lines(1, 1))
    return Block(
        ((f"def {helper.name}(u, v, w):", (*body, f"return{writer.answer(helper.returns)}")),)
    )


def helper_program(seed: int) -> Program:
    """The program of a seed; the same on every machine.

    >>> helper_program(3).text == helper_program(3).text
    True
    """
    draw = random.Random(seed)
    helpers: list[Helper] = []
    made: list[Line] = []
    for number in range(draw.randint(1, 3)):
        helper = Helper(f"h{number}", draw.choice(RETURNS))
        made.append(_helper(draw, helper, list(helpers)))
        helpers.append(helper)
    writer = HelperWriter(draw, helpers, ["x", "y"], ["t"])
    body = list(writer.lines(draw.randint(2, 4), 1))
    while not any(f"{h.name}(" in str(body) for h in helpers):
        body += writer.lines(1, 1)
    ends = [
        "np.sum(y * x)",
        "t",
        "np.sum(np.sin(x))",
        *(f"np.sum({u})" for u in writer.held("vector")),
    ]
    ends += writer.held("float")
    body.append(f"return {' + '.join(ends)}")
    made.append(Block((("def f(x, y, t, n):", tuple(body)),)))
    return Program(tuple(made), seed)

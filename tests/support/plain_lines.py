"""Random lines of floats, vectors and lists, that other random programs are built on."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.support.programs import LENGTH, Block, Line, Lines


class PlainWriter:
    """Draws the lines of one program."""

    def __init__(self, seed: int) -> None:
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

"""Random programs of control flow: jumps, `else` of loops, `with`, `try`, `match`, iterators.

The lines are those of `random_lines.py`; what may fail is an index that is too large, inside a
`try` or a `with` that expects it.
"""

from __future__ import annotations

import random

from tests.support.programs import LENGTH, Block, Line, Lines, Program
from tests.support.random_lines import Bounded, drawn

HANDLERS = ("except IndexError:", "except (KeyError, IndexError) as error:", "except LookupError:")


class ControlWriter(Bounded):
    """Draws lines as `Bounded` does, and more ways to go through them."""

    def __init__(self, draw: random.Random, floats: list[str], vectors: list[str]) -> None:
        super().__init__(draw, floats, vectors)
        self.catching = 0  # how many blocks around here catch an IndexError
        self.looping = 0

    def block(self, depth: int) -> Block:
        kinds = {
            "plain": super().block,
            "try": self.attempt,
            "finally": self.ending,
            "with": self.managed,
            "match": self.matched,
            "walrus": self.named,
            "else": self.loop_else,
            "items": self.items,
            "return": self.returning,
            "forever": self.forever,
        }
        if self.looping:
            kinds["jump"] = self.jump
        return kinds[self.draw.choice(list(kinds))](depth)

    def line(self, depth: int) -> Line:
        if self.catching and self.draw.random() < 0.3:
            return self.failing()
        return super().line(depth)

    def failing(self) -> str:
        """A line that may raise an IndexError."""
        vector = self.one("v")
        index = self.draw.choice(["n + 1", str(LENGTH), str(LENGTH - 1), "n"])
        if self.counters:
            index = self.draw.choice([f"{self.draw.choice(self.counters)} + 3", index])
        name = self.one("s")
        return self.draw.choice(
            [
                f"{name} = {vector}[{index}] * {self.atom()}",
                f"{name} += {vector}[{index}]",
                f"{vector}[{index}] = {self.scalar()}",
                f"{vector}[{index}] *= {self.atom()}",
                f"{self.one('v')} = {vector} * {vector}[{index}]",
            ]
        )

    def attempt(self, depth: int) -> Block:
        self.catching += 1
        body = self.lines(depth, 4)
        self.catching -= 1
        parts = [("try:", body), (self.draw.choice(HANDLERS), self.lines(depth))]
        if self.draw.random() < 0.3:
            parts.insert(1, ("except ZeroDivisionError:", self.lines(depth, 1)))
        if self.draw.random() < 0.3:
            parts.append(("else:", self.lines(depth)))
        if self.draw.random() < 0.2:
            parts.append(("finally:", self.lines(depth, 1)))
        return Block(tuple(parts))

    def ending(self, depth: int) -> Block:
        return Block((("try:", self.lines(depth)), ("finally:", self.lines(depth, 2))))

    def managed(self, depth: int) -> Block:
        if self.draw.random() < 0.5:
            return Block((('with np.errstate(all="ignore"):', self.lines(depth)),))
        self.catching += 1
        body = self.lines(depth)
        self.catching -= 1
        return Block((("with contextlib.suppress(IndexError):", body),))

    def matched(self, depth: int) -> Block:
        subject = self.draw.choice([*self.counters, "n"])
        cases = (
            ("case 0 | 1:", self.lines(depth)),
            (f"case k if {self.test()}:", self.lines(depth)),
            ("case _:", self.lines(depth)),
        )
        return Block(((f"match {subject}:", tuple(Block((case,)) for case in cases)),))

    def named(self, depth: int) -> Block:
        name = self.one("s")
        return Block(((f"if ({name} := {self.scalar()}) > 0.1:", self.lines(depth)),))

    def jump(self, depth: int) -> Block:
        return Block(((f"if {self.test()}:", (self.draw.choice(["break", "continue"]),)),))

    def returning(self, depth: int) -> Block:
        value = f"{self.scalar()} + np.sum({self.one('v')})"
        return Block(((f"if {self.atom()} > 0.6:", (*self.lines(depth, 1), f"return {value}")),))

    def inside(self, depth: int) -> tuple[str, Lines]:
        counter = f"k{len(self.counters)}"
        self.counters.append(counter)
        self.looping += 1
        body = self.lines(depth)
        self.looping -= 1
        self.counters.pop()
        return counter, body

    def loop_else(self, depth: int) -> Block:
        counter, body = self.inside(depth)
        leave = Block(((f"if {self.test()}:", ("break",)),))
        return Block(
            ((f"for {counter} in range(n):", (*body, leave)), ("else:", self.lines(depth)))
        )

    def forever(self, depth: int) -> Block:
        counter, body = self.inside(depth)
        leave = Block(((f"if {counter} >= n or {self.test()}:", ("break",)),))
        loop = Block((("while True:", (f"{counter} += 1", leave, *body)),))
        return Block((("if n > 0:", (f"{counter} = -1", loop)),))

    def items(self, depth: int) -> Block:
        u, v = self.one("v"), self.one("v")
        name = self.one("s")
        counter, body = self.inside(depth)
        header = self.draw.choice(
            [
                f"for {counter}, {name} in enumerate({u}):",
                f"for {counter}, ({name}, t) in enumerate(zip({u}, reversed({v})), 0):",
                f"for ({counter}, t), {name} in zip(((0, 0.5), (2, t)), {v}[1:]):",
                f"for {counter}, {name} in zip(range(n), itertools.islice({u}, 1, 4)):",
                f"for {counter}, ({name}, t) in enumerate(itertools.pairwise({u})):",
                f"for {counter}, {name} in itertools.product((0, 2), {u}[:2]):",
            ]
        )
        return Block(((header, body),))


def control_program(seed: int, size: int = 5) -> Program:
    """The program of a seed; the same on every machine.

    >>> control_program(3).text == control_program(3).text
    True
    """
    return drawn(seed, size, ControlWriter)

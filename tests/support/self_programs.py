"""Random programs of statements that read several parts of what they write.

    u[1:] *= u[0] + u[:-1] * u[2]

The array is a variable, a row, a field or an item of a container, perhaps known by other names,
written in straight code, in loops and branches, and in helpers.
"""

from __future__ import annotations

import random

from tests.support.programs import Block, Line, Lines, Program

WHOLE = ("u", "v", "m[0]", "m[1]", "b.u", 'd["a"]', "xs[0]")


class SelfWriter:
    """Draws lines over vectors of four: `u`, `v`, rows of `m`, those in containers.

    With `square` there is a matrix `q` of four such rows as well.
    """

    def __init__(self, draw: random.Random, arrays: list[str], square: bool = False) -> None:
        self.draw, self.arrays, self.square = draw, arrays, square

    def part(self, array: str, length: int) -> str:
        """A part of an array, of a length or of one that broadcasts."""
        k = self.draw.randrange(4)
        if self.draw.random() < 0.4:
            return f"{array}[{k}]"
        parts = {
            4: [array, f"{array}[::-1]", f"{array}[[1, 1, 0, 3]]"],
            3: [f"{array}[1:]", f"{array}[:-1]", f"{array}[[0, 3, 2]]", f"{array}[2::-1]"],
            2: [f"{array}[:2]", f"{array}[2:]", f"{array}[::2]", f"{array}[[3, 1]]"],
            1: [f"{array}[{k}]"],
        }
        return self.draw.choice(parts[length])

    def read(self, target: str, length: int) -> str:
        array = target if self.draw.random() < 0.7 else self.draw.choice(self.arrays)
        part = self.part(array, length)
        called = self.draw.choice([f"bent({part})", f"swung({part}, t)", f"swung({part}, {part})"])
        plain = [part, part, part, f"np.sin({part})", f"np.sum({array})", "t"]
        return called if self.draw.random() < 0.2 else self.draw.choice(plain)

    def value(self, target: str, length: int) -> str:
        """What reads the target two or three times."""
        a, b, c = (self.read(target, length) for _ in range(3))
        whole = self.part(target, length)
        return self.draw.choice(
            [
                f"{whole} * {a}",
                f"{a} * {b} - {whole}",
                f"bent({whole}) - {whole} * {a}",
                f"{a} * {b} * {c} * 0.5",
                f"({a} + {whole}) * {b} * 0.5",
                f"np.tanh({a} * {b})",
                f"{a} / (2.0 + {b} * {b})",
            ]
        )

    def matrix(self) -> str:
        """A statement that writes the square `q`, or parts of it."""
        k, j, n = (self.draw.randrange(4) for _ in range(3))
        scalar = self.draw.choice([f"q[{k}, {j}]", f"q[{n}, 0]", "t", f"u[{k}]", "np.sum(q[0])"])
        vector = self.draw.choice([f"q[{k}]", f"q[:, {j}]", "u", f"q.T[{n}]", "np.diag(q)"])
        other = self.draw.choice([f"q[{n}]", f"q[:, {k}]", "v", "q[0]"])
        op = self.draw.choice(["+=", "-=", "*=", "="])
        return self.draw.choice(
            [
                f"q {op} q * {scalar} * 0.3",
                f"q -= np.outer({vector}, {other}) / (2.0 + {scalar} ** 2)",
                f"q += {vector} * {other}[:, None] * 0.3",
                "q *= q.T",
                "q[:] = q @ q * 0.3",
                f"q[1:] -= q[:1] * q[1:, :1] * {scalar}",
                f"q[:, 1:] += q[:, :-1] * {scalar}",
                f"q[{k}] {op} ({vector} @ {other}) * {other} * 0.3",
                f"q[:, {j}] {op} {vector} * {scalar}",
                f"q.T[{k}] *= {vector}",
                f"q[{k}, {j}:] {op} {scalar} * q[{n}, {j}:]",
                f"q[[0, 2]] = q[[2, 0]] * {scalar}",
                f"q[np.tril_indices(4)] *= {scalar}",
                f"q[[{k}, {j}]] = q[[{j}, {k}]]",
                f"q[:, [{n}, {j}]] = q[:, [{j}, {n}]]",
                f"u[{k}], u[{j}] = u[{j}], u[{k}]",
                f"q[{j}, {k}], q[{k}, {j}] = q[{k}, {j}], q[{j}, {k}]",
                f"q[q > 0.3] {op} {scalar}",
                f"q[{k}, {j}], q[{n}, 0] = q[{n}, 0], q[{k}, {j}]",
                f"q = q - {vector} * {scalar}",
                f"u = {vector} * {scalar}",
                f"u[:] = q @ {vector} * 0.3",
                f"t = {vector} @ {other} * 0.3",
            ]
        )

    def store(self) -> str:
        if self.square and self.draw.random() < 0.5:
            return self.matrix()
        array = self.draw.choice(self.arrays)
        where, length = self.draw.choice(
            [
                *([("", 4)] * 3),
                *(("[:]", 4), ("[::-1]", 4), ("[1:]", 3), ("[:-1]", 3), ("[1:3]", 2)),
                *(("[[0, 2]]", 2), ("[[1, 1]]", 2), ("[k]", 1), ("[0]", 1), ("[2]", 1)),
            ]
        )
        if array in ("m[0]", "m[1]") and self.draw.random() < 0.3:
            where, length = "[...]", 4
        op = self.draw.choice(["+=", "+=", "-=", "*=", "=", "/="])
        value = self.value(array, length)
        if op == "/=":
            value = f"(2.0 + np.cos({value}))"
        if op == "=" and not where:
            value = f"{value} + 0.0 * {array}"
        return f"{array}{where} {op} {value}"

    def lines(self, count: int, depth: int) -> Lines:
        return tuple(self.line(depth) for _ in range(count))

    def line(self, depth: int) -> Line:
        chance = self.draw.random()
        if depth < 2 and chance < 0.12:
            return Block(
                ((f"for k in range({self.draw.randint(1, 3)}):", self.lines(2, depth + 1)),)
            )
        if depth < 2 and chance < 0.2:
            test = f"if {self.draw.choice(self.arrays)}[1] > {self.draw.uniform(-0.5, 0.5):.2f}:"
            return Block(((test, self.lines(1, depth + 1)), ("else:", self.lines(1, depth + 1))))
        if chance < 0.27:
            one, two = self.draw.choice(self.arrays), self.draw.choice(["u", "v"])
            if two in self.arrays:
                ways = [one, f"{one}[::-1]", f"{one}.copy()", f"{one} * t"]
                return f"{two} = {self.draw.choice(ways)}"
        if chance < 0.35:
            return f"t = {self.read(self.draw.choice(self.arrays), 1)} * 0.7"
        if chance < 0.45 and "m[0]" in self.arrays:
            return self.draw.choice(
                ["changed(u, v, t)", "changed(u, u[::-1], t)", "t = changed(m[0], v, t)"]
            )
        return self.store()


def self_program(seed: int) -> Program:
    """The program of a seed; the same on every machine.

    >>> self_program(3).text == self_program(3).text
    True
    """
    draw = random.Random(seed)
    helper = SelfWriter(draw, ["u", "v"])
    body = ("k = 1", *helper.lines(draw.randint(1, 3), 1), "return t * u[0]")
    used = draw.sample(WHOLE[2:], 2)
    arrays = ["u", "v", "m[0]", "m[1]", *(u for u in used if u[0] != "m")]
    writer = SelfWriter(draw, arrays, square=draw.random() < 0.5)
    begin = (
        "k = 2",
        draw.choice(["u = x * 0.9", "u = x.copy()", "u = x", "u = np.sin(x)"]),
        draw.choice(["v = y * 1.1", "v = y", "v = y[::-1]", "v = u[::-1]", "v = u * t"]),
        draw.choice(["m = np.array([x, y])", "m = np.outer(y[:2], x)", "m = np.stack([u, v])"]),
        *(["b = Box(x * t, t)"] if "b.u" in used else []),
        *(['d = {"a": y * x}'] if 'd["a"]' in used else []),
        *(["xs = [x + t, y]"] if "xs[0]" in used else []),
        *(["q = np.outer(x, y) + np.outer(y, np.ones(4))"] if writer.square else []),
    )
    ends = ["np.sum(u * v)", "np.sum(m * m)", "t", "np.sum(x * y)"]
    ends += [f"np.sum({each})" for each in writer.arrays[4:]]
    ends += ["np.sum(q * q)"] if writer.square else []
    lines = (*begin, *writer.lines(draw.randint(1, 4), 1), f"return {' + '.join(ends)}")
    return Program(
        (Block((("def changed(u, v, t):", body),)), Block((("def f(x, y, t, n):", lines),))), seed
    )

"""The lines of a random program: stores, helpers that write, containers, branches and loops."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.support.programs import Block, Line, Lines, Program
from tests.support.random_names import Expressions

NEW = "svvvhhmmgldrb"  # the kinds of new names, as often as they are to be drawn


class Writer(Expressions):
    """Draws the lines of one function."""

    def function(self, size: int) -> Lines:
        lines: list[Line] = []
        for number in range(size):
            lines += self.new_name(number) if self.draw.random() < 0.45 else [self.line(2)]
        if self.helper and self.draw.random() < 0.5:
            lines.append(self.called())
        return (*lines, *self.ended())

    def ended(self) -> Lines:
        u, v = self.one("v"), self.one("v")
        if self.draw.random() < 0.1:
            return (f"return {u}, {self.one('s')}, {v}",)
        parts = [f"np.sum({u} * {v})", self.one("s")]
        if self.draw.random() < 0.5:
            parts.append(f"np.sum(np.sin({self.one('v')}))")
        sums = {"h": "np.sum({} * {})", "m": "np.sum({} * {})", "g": "np.sum({} * {})"}
        sums |= {"l": "sum({})", "d": '{}["a"]', "r": "np.sum({}[0] * {}[-1])"}
        sums |= {"b": "np.sum({}.u) * {}.s"}
        for kind, text in sums.items():
            if self.names[kind] and self.draw.random() < 0.6:
                name = self.one(kind)
                parts.append(text.format(name, name))
        return (f"return {' + '.join(parts)}",)

    def helper_function(self) -> tuple[Lines, str]:
        """The body of `step(u, v, w)`, which as a rule writes into what it is given."""
        lines = tuple(self.line(1) for _ in range(self.draw.randint(1, 3)))
        returned = {"float": self.scalar, "vector": lambda: self.among("u", "v", self.vector())}
        kind = self.among("none", "float", "vector")
        if kind == "none":
            return lines, kind
        return (*lines, f"return {returned[kind]()}"), kind

    def new_name(self, number: int) -> Lines:
        kind = self.draw.choice(NEW)
        name = f"{kind}{number}"
        if kind == "h" and self.draw.random() < 0.2:
            lines: Lines = (f"{name}, {name}b = np.split({self.one('v')}, 2)",)
            self.names["h"].append(f"{name}b")
        else:
            lines = (f"{name} = {self.value(kind)}",)
        self.names[kind].append(name)
        return lines

    # --- lines

    def line(self, depth: int) -> Line:
        if depth and self.draw.random() < 0.3:
            return self.block(depth)
        choices = [self.assignment, self.store, self.store, self.writing]
        if any(self.names[kind] for kind in "hmg"):
            choices.append(self.store_of_other_shape)
        if any(self.names[kind] for kind in "ldrb"):
            choices += [self.change, self.change]
        return self.draw.choice(choices)()

    def assignment(self) -> str:
        s = self.one("s")
        choices: list[Callable[[], str]] = [
            lambda: f"{s} = {self.scalar()}",
            lambda: f"{s} {self.among('+', '-')}= {self.scalar()}",
            lambda: f"{self.one('v')} = {self.vector()}",
            lambda: f"{self.one('v')}, {self.one('v')} = {self.one('v')}, {self.part()}",
        ]
        for kind in "hmg":
            if self.names[kind]:
                choices.append(lambda kind=kind: f"{self.one(kind)} = {self.value(kind)}")
        return self.draw.choice(choices)()

    def store(self) -> str:
        u, v = self.one("v"), self.one("v")
        choices: list[Callable[[], str]] = [
            lambda: f"{u}[{self.index()}] = {self.scalar()}",
            lambda: f"{u}[{self.index()}] {self.among(*'+-*')}= {self.scalar()}",
            lambda: f"{u}[1:] = {v}[:-1]",
            lambda: f"{u}[1:3] = {v}[:2] * {self.atom()}",
            lambda: f"{u}[:2] {self.among(*'+*')}= {v}[1:3]",
            lambda: f"{u}[:] = {self.vector()}",
            lambda: f"{u} += {v} * {self.atom()}",
            lambda: f"{u} *= {self.constant()}",
            lambda: f"{u} -= np.sin({v})",
            lambda: f"{u}[{u} > {self.constant()}] {self.among('', '*', '+')}= {self.atom()}",
            lambda: f"{u}[[0, 2]] = {v}[1:3]",
            lambda: f"{u}[[0, 0, 1]] += {v}[:3]",
            lambda: f"np.add.at({u}, [0, 0, 1], {v}[1:])",
            lambda: f"np.copyto({u}, {v})",
            lambda: f"np.multiply({u}, {v}, out={self.one('v')})",
            lambda: f"np.sin({v}[:2], out={u}[2:])",
            lambda: f"{u}[0], {u}[1] = {v}[1], {u}[0]",
            lambda: f"{u}.sort()",
            lambda: f"{u}.fill({self.atom()})",
        ]
        return self.draw.choice(choices)()

    def store_of_other_shape(self) -> str:
        choices: list[Callable[[], str]] = []
        if self.names["h"]:
            h = self.one("h")
            choices += [
                lambda: f"{h}[{self.end()}] {self.among('', '+', '*')}= {self.scalar()}",
                lambda: f"{h} {self.among(*'+*')}= {self.half()}",
                lambda: f"{self.one('v')}[2:] = {h}",
            ]
        if self.names["m"]:
            m = self.one("m")
            choices += [
                lambda: f"{m}[{self.end()}] {self.among('', '+', '*')}= {self.vector()}",
                lambda: f"{m}[{self.end()}, {self.index()}] = {self.scalar()}",
                lambda: f"{m}[:, {self.index()}] {self.among('', '+', '*')}= {self.half()}",
                lambda: f"{m}.T[{self.index()}] = {self.half()}",
                lambda: f"{m}[{m} > {self.constant()}] *= {self.atom()}",
                lambda: f"{m} *= {self.one('v')}",
                lambda: f"{m}[0], {m}[1] = {m}[1], {m}[0].copy()",
            ]
        if self.names["g"]:
            g = self.one("g")
            choices += [
                lambda: f"{g}[{self.among('0', '-1')}] = {self.scalar()}",
                lambda: f"{g} *= {self.atom()}",
            ]
        return self.draw.choice(choices)()

    def writing(self) -> str:
        """A helper that writes into its arguments."""
        w = self.among(self.one("s"), f"{self.draw.uniform(0.1, 0.6):.2f}")
        choices = [
            f"relax({self.part()}, {w})",
            f"relax({self.one('v')}[::2], {w})",
            f"push({self.one('v')}, {self.part()}, {w})",
            f"{self.one('s')} = bump({self.part()}, {w})",
            f"{self.one('v')} = lifted({self.part()})",
        ]
        if self.names["m"]:
            choices.append(f"sweep({self.one('m')}, {w})")
        if self.helper:
            choices += [self.called()] * 3
        return self.draw.choice(choices)

    def called(self) -> str:
        """A call of the program's own helper."""
        where = {"none": "", "float": f"{self.one('s')} = ", "vector": f"{self.one('v')} = "}
        return f"{where[self.helper]}{self.call()}"

    def change(self) -> str:
        """A change of a container or of what is in it."""
        choices: list[Callable[[], str]] = []
        if self.names["l"]:
            name = self.one("l")
            choices += [
                lambda: f"{name}.append({self.scalar()})",
                lambda: f"{name}[{self.end()}] {self.among('', '+', '*')}= {self.scalar()}",
                lambda: f"{name}.insert({self.end()}, {self.scalar()})",
                lambda: f"{self.one('s')} = {name}.pop() if len({name}) > 2 else {self.atom()}",
                lambda: f"{name} += [{self.atom()}]",
                lambda: f"{name}[0], {name}[1] = {name}[1], {name}[0]",
            ]
        if self.names["d"]:
            choices += [
                lambda: f"{self.one('d')}[{self.key()}] {self.among('', '+', '*')}= {self.scalar()}"
            ] * 2
        if self.names["r"]:
            rows = self.one("r")
            choices += [
                lambda: f"{rows}[{self.end()}][{self.index()}] = {self.scalar()}",
                lambda: f"{rows}[{self.end()}] {self.among('*', '+', '')}= {self.vector()}",
                lambda: f"relax({rows}[{self.end()}], {self.constant()})",
            ]
            if not self.in_rows:  # a list that grows while it is gone through has no end
                choices += [lambda: f"{rows}.append({self.vector()})"]
        if self.names["b"]:
            box = self.one("b")
            choices += [
                lambda: f"{box}.s {self.among('', '+', '*')}= {self.scalar()}",
                lambda: f"{box}.u[{self.index()}] {self.among('', '+', '*')}= {self.scalar()}",
                lambda: f"{box}.u {self.among('', '+', '*')}= {self.vector()}",
            ]
        return self.draw.choice(choices)()

    # --- blocks

    def lines(self, depth: int, most: int = 3) -> Lines:
        return tuple(self.line(depth - 1) for _ in range(self.draw.randint(1, most)))

    def block(self, depth: int) -> Block:
        kind = self.among("if", "if", "else", "for", "for", "each", "rows", "while", "break")
        test = self.test()
        if kind == "if":
            return Block(((f"if {test}:", self.lines(depth)),))
        if kind == "else":
            return Block(((f"if {test}:", self.lines(depth)), ("else:", self.lines(depth))))
        if kind == "each":
            return Block(((f"for {self.floats()} in {self.sequence()}:", self.lines(depth)),))
        if kind == "rows":
            head = f"for {self.one('v')} in {self.arrays()}:"
            self.in_rows += 1
            body = self.lines(depth)
            self.in_rows -= 1
            return Block(((head, body),))
        counter = f"k{len(self.counters)}"
        self.counters.append(counter)
        body = self.lines(depth)
        self.counters.pop()
        if kind == "while":
            # the counter is set in front, so that the loop ends whatever is taken away
            loop = Block(((f"while {counter} < 3 and {test}:", (f"{counter} += 1", *body)),))
            return Block(((f"if {self.names['s'][0]} > -9.0:", (f"{counter} = -1", loop)),))
        if kind == "break":
            leave = self.among("break", "continue")
            body = (*body, Block(((f"if {test}:", (leave,)),)), self.line(0))
        return Block(((f"for {counter} in range({self.bounds()}):", body),))

    def bounds(self) -> str:
        return self.among("3", "2", "1, 3", "2, -1, -1", "0", *self.counters)

    def floats(self) -> str:
        """The variable of a loop over numbers."""
        return self.draw.choice(self.names["s"][1:] or self.names["s"])

    def sequence(self) -> str:
        choices = [f"{self.one('v')}[:3]", f"reversed({self.one('v')})"]
        choices += [f"[{self.atom()}, {self.atom()}]"]
        choices += [f"list({name})" for name in self.names["l"][:1]]
        choices += [f"{name}.values()" for name in self.names["d"][:1]]
        return self.draw.choice(choices)

    def arrays(self) -> str:
        choices = [f"[{self.one('v')}, {self.part()}]", f"({self.one('v')}, {self.vector()})"]
        choices += [self.one(kind) for kind in "mmr" if self.names[kind]]
        return self.draw.choice(choices)


class Bounded(Writer):
    """Writes `f`, whose parameter `n` bounds loops too."""

    def bounds(self) -> str:
        return self.among("n", "2", "1, n", "n - 1, -1, -1", "0", *self.counters)


def drawn(seed: int, size: int, writer: type[Writer]) -> Program:
    """A program of `f`, and of `step` in every second one."""
    draw = random.Random(seed)
    parts: list[Line] = []
    main = writer(draw, ["t"], ["x", "y"])
    if draw.random() < 0.5:
        helper = Writer(draw, ["w"], ["u", "v"])
        body, main.helper = helper.helper_function()
        parts.append(Block((("def step(u, v, w):", body),)))
    parts.append(Block((("def f(x, y, t, n):", main.function(size)),)))
    return Program(tuple(parts), seed)


def program(seed: int, size: int | None = None) -> Program:
    """The program of a seed; the same on every machine.

    >>> program(3).text == program(3).text
    True
    """
    return drawn(seed, size or 3 + seed % 4, Bounded)

"""Random programs of values that are undefined where nobody asks for them.

Square roots, logarithms, powers and quotients of numbers of any sign are used where a mask, or the
condition of `np.where`, says that they are defined: at once, in copies, in branches, in loops and
in helpers. Of each vector the drawer knows where it is defined.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from tests.support.programs import Block, Line, Program

UNDEFINED = {  # with the condition under which it is defined
    "np.sqrt({0})": "{0} > 0.1",
    "np.log({0})": "{0} > 0.1",
    "{0} ** 0.5": "{0} > 0.1",
    "{0} ** -1.5": "{0} > 0.1",
    "1.0 / np.maximum({0}, 0.0)": "{0} > 0.1",
    "np.arccos({0} / 2.0)": "np.abs({0}) < 1.8",
    "root_of({0})": "{0} > 0.1",
    "np.sin({0}) / np.maximum({0}, 0.0)": "{0} > 0.1",
}
SMOOTH = (
    *("{} * {}", "{} + 0.5 * {}", "np.sin({}) * {}", "{} - 0.3 * {}", "np.tanh({}) + {}"),
    *("{} * (x - 0.5)", "{} * (y - 0.5)", "{} * (x - y)"),  # adjoints that are zero by chance
)
MENDED = ("np.where({m}, {a}, {b})", "np.where(~({m}), {b}, {a})", "mended({m}, {a}, {b})")
HELPERS = (
    Block((("def root_of(v):", ("return np.sqrt(v) * np.log(v)",)),)),
    Block((("def mended(c, u, w):", ("return np.where(c, u, w)",)),)),
)


@dataclass
class MaskedWriter:
    """Draws the lines of a function of two vectors, a number and a count."""

    draw: random.Random
    where: dict[str, str] = field(default_factory=lambda: {"x": "", "y": ""})
    """The condition under which each vector is defined; none where it always is."""

    made: int = 0

    def fresh(self) -> str:
        self.made += 1
        return f"z{self.made}"

    def vector(self, defined: bool) -> str:
        found = [v for v, mask in self.where.items() if not mask]
        return self.draw.choice(found if defined else list(self.where))

    def hurt(self) -> str | None:
        """A vector that is not defined everywhere."""
        found = [v for v, mask in self.where.items() if mask]
        return self.draw.choice(found) if found else None

    def both(self, *masks: str) -> str:
        return " & ".join(dict.fromkeys(f"({m})" if m[0] != "(" else m for m in masks if m))

    def undefined(self) -> Line:
        form, condition = self.draw.choice([*UNDEFINED.items()])
        of, new = self.vector(False), self.fresh()
        self.where[new] = self.both(self.where[of], condition.format(of))
        return f"{new} = {form.format(of)}"

    def smooth(self) -> Line:
        a, b, new = self.vector(False), self.vector(False), self.fresh()
        self.where[new] = self.both(self.where[a], self.where[b])
        return f"{new} = {self.draw.choice(SMOOTH).format(a, b)}"

    def mend(self, of: str) -> str:
        form = self.draw.choice(MENDED)
        return form.format(m=self.where[of], a=of, b=self.vector(True))

    def mended(self, of: str) -> Line:
        new = self.fresh()
        line = f"{new} = {self.mend(of)}"
        self.where[new] = ""
        return line

    def branched(self, of: str) -> Line:
        new, other = self.fresh(), self.vector(True)
        ways = [f"{new} = {self.mend(of)}", f"{new} = {other} * t"]
        self.draw.shuffle(ways)
        self.where[new] = ""
        test = self.draw.choice(("t > 0.0", "n > 2", "y[0] > 0.0"))
        return Block(((f"if {test}:", (ways[0],)), ("else:", (ways[1],))))

    def looped(self, of: str) -> Line:
        step = f"total = total + np.sum({self.mend(of)}) * (k + 1)"
        return Block(((f"for k in range({self.draw.choice(('n', '2'))}):", (step,)),))

    def picked(self, of: str) -> Line:
        mask, other = self.where[of], self.vector(True)
        return f"total = total + np.sum({of}[{mask}] * {other}[{mask}])"

    def copied(self, of: str) -> Line:
        new = self.fresh()
        mask, self.where[new] = self.where[of], ""
        lines = (f"{new} = {of}.copy()", f"{new}[~({mask})] = {self.draw.choice(('t', '0.5'))}")
        return Block((("if True:", lines),))

    def line(self) -> Line:
        hurt = self.hurt()
        if hurt is None or self.draw.random() < 0.45:
            return self.draw.choice((self.undefined, self.undefined, self.smooth))()
        ways = (self.mended, self.mended, self.branched, self.looped, self.picked, self.copied)
        return self.draw.choice(ways)(hurt)


class MaskedProgram(Program):
    """Vectors with an element that other adjoints are zero by."""

    def args(self) -> tuple[Any, ...]:
        x, y, t, n = super().args()
        x[:2] = y[1:] = 0.5
        return x, y, t, n


def masked_program(seed: int, size: int = 9) -> Program:
    """The program of a seed; the same on every machine.

    >>> masked_program(3).text == masked_program(3).text
    True
    """
    writer = MaskedWriter(random.Random(seed))
    lines = tuple(writer.line() for _ in range(size))
    used = [f"np.sum({v} * x)" for v, mask in writer.where.items() if not mask]
    body = (
        "total = t",
        Block((('with np.errstate(all="ignore"):', lines),)),
        f"return total + {' + '.join(used)}",
    )
    return MaskedProgram((*HELPERS, Block((("def f(x, y, t, n):", body),))), seed)

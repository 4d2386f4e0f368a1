"""Random programs of array expressions: broadcasting, reductions, shapes, views and stores.

Every name has one shape for as long as it is there, so that lines may stand anywhere: `a…` are
arrays, `s…` and `t` numbers, `x` a matrix, `y` a vector.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np

from tests.support.programs import Block, Line, Lines, Program, printed

Shape = tuple[int, ...]
SHAPES: tuple[Shape, ...] = (
    (),
    (2,),
    (3,),
    (4,),
    (3, 4),
    (4, 3),
    (3, 3),
    (1, 3),
    (3, 1),
    (2, 3, 4),
)
UNARY = (
    *("np.sin({})", "np.tanh({})", "np.exp(0.3 * {})", "np.sqrt({0} * {0} + 1.0)", "({}) ** 2"),
    *("np.abs({})", "np.log1p(np.abs({}))", "np.maximum({}, 0.2)", "np.clip({}, -0.8, 0.9)"),
    *("-{}", "np.arctan({})", "np.square({})", "np.negative({})", "np.copy({})", "({}) / 3.0"),
    *("np.minimum({}, 0.5)", "np.where({0} > 0.1, {0}, 0.3)", "np.nan_to_num({})", "np.sinc({})"),
)
BINARY = (
    *("{} + {}", "{} - {}", "{} * {}", "{} * {}", "({0}) / (2.0 + np.square({1}))"),
    *("np.maximum({}, {})", "np.hypot({}, {})", "np.logaddexp({}, {})", "np.arctan2({}, 2.0 + {})"),
    *("np.where({0} > {1}, {0}, {1})", "np.multiply({}, {})", "np.minimum({}, {})"),
)
REDUCED = (
    *("np.sum({}, axis={})", "np.mean({}, axis={})", "np.max({}, axis={})", "np.prod({}, axis={})"),
    *("np.min({}, axis={})", "np.var({}, axis={})", "np.std({}, axis={}, ddof=1)"),
    *(
        "np.linalg.norm({}, axis={})",
        "({}).sum(axis={})",
        "({}).mean({})",
        "np.median({}, axis={})",
    ),
    *("np.add.reduce({}, axis={})", "np.trapezoid({}, axis={})", "np.average({}, axis={})"),
    *("np.quantile({}, 0.3, axis={})", "np.ptp({}, axis={})", "np.nanmean({}, axis={})"),
)
ALONG = (
    *("np.cumsum({}, axis={})", "np.sort({}, axis={})", "np.flip({}, axis={})"),
    *("np.roll({}, 1, axis={})", "np.cumprod({}, axis={})", "np.gradient({}, axis={})"),
)

PRELUDE = """import numpy as np


def normal(u):
    u -= np.mean(u)
    return u


def weighted(u, w):
    return u * w + np.sin(u) * (1.0 - w)


def halves(u):
    return u[: len(u) // 2 + 1], u[len(u) // 2 :]
"""


@dataclass(frozen=True)
class ArrayProgram(Program):
    @property
    def text(self) -> str:
        return PRELUDE + "".join(printed(self.lines, 0))

    @property
    def wrt(self) -> tuple[str, ...]:
        return (("x", "y", "t"), ("x", "y", "t"), ("x",), ("y", "t"))[self.seed % 4]

    def args(self) -> tuple[Any, ...]:
        rng = np.random.default_rng(self.seed)
        return rng.normal(size=(3, 4)), rng.normal(size=4), float(rng.normal()), 3


class ArrayWriter:
    """Draws the lines of one program."""

    unary, binary, reductions, scans = UNARY, BINARY, REDUCED, ALONG
    order = "{}"  # what is compared
    total = "np.sum({} * {})"

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.names: dict[str, Shape] = {"x": (3, 4), "y": (4,), "t": ()}
        self.views = 0

    def one(self, given: Any) -> Any:
        return self.draw.choice(list(given))

    def program(self, size: int) -> Lines:
        lines = [self.line(2, number) for number in range(size)]
        ends = [*[n for n in self.names if n not in "xyt"][-3:], self.one(self.names)]
        total = " + ".join(self.total.format(n, self.number()) for n in dict.fromkeys(ends))
        return (*lines, f"return {total}")

    # --- expressions

    def number(self) -> str:
        return f"{self.draw.uniform(-1.2, 1.2):.2f}"

    def array(self, shape: Shape, depth: int) -> str:
        """An expression of a shape."""
        ways = list(self.ways(shape, depth))
        return str(self.one(ways)())

    def ways(self, shape: Shape, depth: int) -> Iterator[Callable[[], str]]:
        known = [n for n, s in self.names.items() if s == shape]
        if known:
            yield lambda: str(self.one(known))
            yield lambda: str(self.one(known))
        if not shape:
            yield self.number
        if depth == 0:
            if not known:
                yield lambda: self.made(shape)
            return
        yield lambda: self.one(self.unary).format(self.array(shape, depth - 1))
        yield lambda: self.combined(shape, depth)
        yield lambda: self.combined(shape, depth)
        yield lambda: self.made(shape)
        bigger = [(s, k) for s in SHAPES for k in range(len(s)) if s[:k] + s[k + 1 :] == shape]
        bigger = [(s, k) for s, k in bigger if s[k] > 1]
        if bigger:
            yield lambda: self.reduced(self.one(bigger), depth)
            yield lambda: self.taken(self.one(bigger), depth)
        if len(shape) < 2 or shape[-1] != 1:
            yield lambda: self.multiplied(shape, depth)
        if shape:
            yield lambda: self.along(shape, depth)
            yield lambda: self.shaped(shape, depth)
            yield lambda: self.joined(shape, depth)

    def made(self, shape: Shape) -> str:
        text = repr(shape)
        scalar = self.array((), 0)
        if not shape:
            return scalar
        forms = [f"np.full({text}, {scalar})", f"(np.zeros({text}) + {scalar})"]
        forms.append(f"(np.ones({text}) * {scalar})")
        if len(shape) == 1:
            forms.append(f"np.linspace({scalar}, {self.array((), 0)}, {shape[0]})")
            forms.append(f"np.array([{', '.join(self.array((), 0) for _ in range(shape[0]))}])")
        else:
            forms.append(f"np.broadcast_to({self.array((), 0)}, {text})")
        return str(self.one(forms))

    def combined(self, shape: Shape, depth: int) -> str:
        pairs = [
            (a, b) for a, b in product(SHAPES, SHAPES) if self.fits(a, b) == shape and shape != ()
        ]
        first, second = self.one(pairs) if pairs else (shape, shape)
        one, two = self.array(first, depth - 1), self.array(second, depth - 1)
        return f"({self.one(self.binary).format(f'({one})', f'({two})')})"

    @staticmethod
    def fits(a: Shape, b: Shape) -> Shape | None:
        try:
            return np.broadcast_shapes(a, b)
        except ValueError:
            return None

    def reduced(self, bigger: tuple[Shape, int], depth: int) -> str:
        shape, axis = bigger
        form = self.one(self.reductions)
        if len(shape) == 3 and self.draw.random() < 0.3 and "norm" not in form:
            form = form.replace("trapezoid", "sum")
        place = axis if self.draw.random() < 0.6 else axis - len(shape)
        return str(form.format(self.array(shape, depth - 1), place))

    def taken(self, bigger: tuple[Shape, int], depth: int) -> str:
        shape, axis = bigger
        index = self.draw.randrange(-shape[axis], shape[axis])
        places = [":"] * axis + [str(index)]
        inner = self.array(shape, depth - 1)
        forms = [f"({inner})[{', '.join(places)}]", f"np.take({inner}, {index}, axis={axis})"]
        if axis == len(shape) - 1:
            forms.append(f"({inner})[..., {index}]")
        picked = [self.draw.randrange(shape[0]) for _ in range(shape[0])]
        forms.append(f"({inner})[{picked}][{', '.join(places)}]")
        forms.append(f"({inner})[::-1][{', '.join(places)}]")
        forms.append(f"({inner}).T[{', '.join([*[':'] * (len(shape) - 1 - axis), str(index)])}].T")
        return str(self.one(forms))

    def multiplied(self, shape: Shape, depth: int) -> str:
        inner = self.one((2, 3, 4))
        if not shape:
            a, b = self.array((inner,), depth - 1), self.array((inner,), depth - 1)
            forms = ("({}) @ ({})", "np.dot({}, {})", "np.vdot({}, {})", "np.inner({}, {})")
            if self.draw.random() < 0.3:
                whole, limit = (
                    self.array(self.one([s for s in SHAPES if s]), depth - 1),
                    self.number(),
                )
                return f"np.sum(({whole})[{self.order.format(whole)} > {limit}] * {b}[0])"
            return str(self.one((*forms, "np.einsum('i,i->', {}, {})")).format(a, b))
        if len(shape) == 1:
            a, b = self.array((shape[0], inner), depth - 1), self.array((inner,), depth - 1)
            forms = ("({}) @ ({})", "np.dot({}, {})", "np.einsum('ij,j->i', {}, {})")
            return str(self.one(forms).format(a, b))
        if len(shape) == 2:
            a, b = (
                self.array((shape[0], inner), depth - 1),
                self.array((inner, shape[1]), depth - 1),
            )
            if self.draw.random() < 0.25:
                a, b = self.array((shape[0],), depth - 1), self.array((shape[1],), depth - 1)
                return f"np.outer({a}, {b})"
            forms = ("({}) @ ({})", "np.dot({}, {})", "np.einsum('ij,jk->ik', {}, {})")
            return str(self.one((*forms, "np.tensordot({}, {}, axes=1)")).format(a, b))
        a = self.array((shape[0], shape[1], 2), 0)
        return f"({a}) @ ({self.array((2, shape[2]), depth - 1)})"

    def along(self, shape: Shape, depth: int) -> str:
        axis = self.draw.randrange(len(shape))
        forms = [f for f in self.scans if "gradient" not in f or shape[axis] > 1]
        return str(self.one(forms).format(self.array(shape, depth - 1), axis))

    def shaped(self, shape: Shape, depth: int) -> str:
        """The same elements in another shape, or in another order."""
        size = int(np.prod(shape))
        others = [s for s in SHAPES if int(np.prod(s)) == size and s != shape]
        forms: list[Callable[[], str]] = [lambda: f"({self.array(shape, depth - 1)})[::-1]"]
        if others:
            other = self.one(others)
            forms.append(lambda: f"np.reshape({self.array(other, depth - 1)}, {shape!r})")
            forms.append(
                lambda: (
                    f"({self.array(other, depth - 1)}).reshape{shape!r}"
                    if len(shape) > 1
                    else f"np.ravel({self.array(other, depth - 1)})"
                )
            )
        if len(shape) == 2:
            turned = (shape[1], shape[0])
            forms += [
                lambda: f"({self.array(turned, depth - 1)}).T",
                lambda: f"np.swapaxes({self.array(turned, depth - 1)}, 0, 1)",
            ]
            if shape[0] == shape[1]:
                forms += [
                    lambda: f"np.triu({self.array(shape, depth - 1)})",
                    lambda: f"np.diag({self.array(shape[:1], depth - 1)})",
                ]
            if shape[0] == 1:
                forms.append(lambda: f"({self.array(shape[1:], depth - 1)})[None]")
                forms.append(lambda: f"np.atleast_2d({self.array(shape[1:], depth - 1)})")
            if shape[1] == 1:
                forms.append(lambda: f"({self.array(shape[:1], depth - 1)})[:, None]")
                forms.append(lambda: f"np.sum({self.array((3, 4), depth - 1)}, 1, keepdims=True)")
        if len(shape) == 1 and shape[0] == 3:
            forms += [
                lambda: f"np.diag({self.array((3, 3), depth - 1)})",
                lambda: f"np.diff({self.array((4,), depth - 1)})",
                lambda: f"np.cross({self.array((3,), depth - 1)}, {self.array((3,), depth - 1)})",
                lambda: (
                    f"np.linalg.solve(np.eye(3) * 4.0 + np.sin({self.array((3, 3), 0)}), "
                    f"{self.array((3,), depth - 1)})"
                ),
            ]
        if len(shape) == 3:
            forms.append(
                lambda: (
                    f"np.transpose({self.array((4, 3), 0)}[:, :, None] * np.ones(2))"
                    if shape == (2, 3, 4)
                    else self.made(shape)
                )
            )
        return self.one(forms)()

    def joined(self, shape: Shape, depth: int) -> str:
        rest = shape[1:]
        if shape[0] == 2:
            parts = [self.array(rest, depth - 1) for _ in range(2)]
            return f"np.stack([{', '.join(parts)}])"
        if shape[0] == 4 and len(shape) == 1:
            forms = [
                f"np.concatenate([{self.array((2,), depth - 1)}, {self.array((2,), depth - 1)}])"
            ]
            forms.append(f"np.append({self.array((3,), depth - 1)}, {self.array((), depth - 1)})")
            forms.append(f"np.hstack([{self.array((), 0)}, {self.array((3,), depth - 1)}])")
            forms.append(f"np.tile({self.array((2,), depth - 1)}, 2)")
            forms.append(f"np.repeat({self.array((2,), depth - 1)}, 2)")
            forms.append(f"np.pad({self.array((3,), depth - 1)}, (0, 1))")
            forms.append(
                f"np.convolve({self.array((3,), depth - 1)}, {self.array((2,), depth - 1)})"
            )
            return str(self.one(forms))
        if shape == (3, 4):
            row, two = self.array((4,), depth - 1), f"({self.array((3, 4), depth - 1)})[:2]"
            return str(self.one([f"np.vstack([{row}, {two}])", f"np.vstack(({two}, {row}))"]))
        index = [self.draw.randrange(shape[0]) for _ in range(shape[0])]
        return f"({self.array(shape, depth - 1)})[{index}]"

    # --- lines

    def line(self, depth: int, number: int) -> Line:
        kinds = ["new"] * 5 + ["view"] * 2 + ["store"] * 4 + ["again"] * 2 + ["call"]
        if depth == 2:
            kinds += ["loop", "rows", "if", "if"]
        return getattr(self, f"_{self.one(kinds)}")(depth, number)  # type: ignore[no-any-return]  # one of these

    def _new(self, depth: int, number: int) -> Line:
        if depth < 2:
            return self._again(depth, number)
        shape = self.one(SHAPES)
        name = f"a{number}" if shape else f"s{number}"
        line = f"{name} = {self.array(shape, 2)}"
        self.names[name] = shape
        return line

    def _view(self, depth: int, number: int) -> Line:
        arrays = [n for n, s in self.names.items() if s and n[0] == "a"]
        if depth < 2 or not arrays:
            return self._store(depth, number)
        base = self.one(arrays)
        shape = self.names[base]
        views: list[tuple[str, Shape]] = [(f"{base}[0]", shape[1:]), (f"{base}[::-1]", shape)]
        views += [(f"{base}.T", shape[::-1]), (f"{base}[...]", shape)]
        views += [(f"{base}.reshape(-1)", (int(np.prod(shape)),))]
        views += [(f"{base}[..., -1]", shape[:-1]), (f"{base}[None]", (1, *shape))]
        text, found = self.one([v for v in views if v[1] in SHAPES and v[1]] or [(base, shape)])
        name = f"a{number}"
        self.names[name] = found
        return f"{name} = {text}"

    def _store(self, depth: int, number: int) -> Line:
        arrays = [n for n, s in self.names.items() if s]
        name = self.one(arrays)
        shape = self.names[name]
        op = self.one(["=", "+=", "-=", "*=", "="])
        below = [s for s in SHAPES if self.fits(s, shape) == shape]
        row = [s for s in SHAPES if self.fits(s, shape[1:]) == shape[1:]]
        index = self.draw.randrange(shape[0])
        choices = [
            lambda: f"{name} {self.one(['+=', '-=', '*='])} {self.array(self.one(below), 1)}",
            lambda: f"{name}[{index}] {op} {self.array(self.one(row), 1)}",
            lambda: f"{name}[...] {op} {self.array(self.one(below), 1)}",
            lambda: f"{name}[{self.order.format(name)} > 0.3] {op} {self.array((), 1)}",
            lambda: f"{name}[{[index, 0]}] {op} {self.array(self.one(row), 1)}",
            lambda: f"{name}[..., 0] {op} {self.array((), 1)}",
            lambda: f"{name}[1:] {op} {name}[:-1]",
            lambda: f"np.add.at({name}, [{index}, {index}], {self.array(self.one(row), 1)})",
            lambda: f"np.multiply({name}, {self.array(self.one(below), 1)}, out={name})",
        ]
        other, low = self.draw.randrange(shape[0]), f"{self.order.format(name)} < 0.1"
        choices += [
            lambda: f"{name}[{index}:][0] {op} {self.array(self.one(row), 1)}",
            lambda: f"{name}[::-1][{other}] {op} {self.array(self.one(row), 1)}",
            lambda: f"{name}.reshape(-1)[{other}] {op} {self.array((), 1)}",
            lambda: f"{name}.T[..., {other}] {op} {self.array((), 1)}",
            lambda: f"{name}[{index}], {name}[{other}] = {name}[{other}], {name}[{index}]",
            lambda: f"{name}[[{index}, {other}]] = {name}[[{other}, {index}]]",
            lambda: f"np.add({name}, {self.array(self.one(below), 0)}, out={name})",
            lambda: f"{name}[{low}] = {name}[{low}] * {self.array((), 1)}",
            *([lambda: f"{name}.sort(axis=0)"] if self.order == "{}" else []),
            lambda: f"{name}.fill({self.array((), 1)})",
            lambda: f"np.copyto({name}, {self.array(self.one(below), 1)})",
            lambda: f"np.subtract({name}, {self.array((), 0)}, out={name})",
        ]
        if len(shape) == 2:
            column = self.draw.randrange(shape[1])
            choices += [
                lambda: f"{name}[:, {column}] {op} {self.array((), 1)}",
                lambda: f"{name}[:, {column}] {op} {name}[:, 0] * {self.array((), 0)}",
                lambda: f"{name}[{index}][{column}] {op} {self.array((), 1)}",
                lambda: f"{name}[[0, {index}], [{column}, 0]] {op} {self.array((), 1)}",
                lambda: f"{name}[{self.order.format(name)}[:, 0] > 0.0] *= {self.array((), 1)}",
                lambda: f"{name}[{index}, 1:] {op} {name}[{index}, :-1]",
                lambda: f"{name} /= np.linalg.norm({name}, axis=1, keepdims=True) + 1.0",
                lambda: f"np.fill_diagonal({name}, {self.array((), 1)})",
            ]
        return str(self.one(choices)())

    def _again(self, depth: int, number: int) -> Line:
        name = self.one(self.names)
        return f"{name} = {self.array(self.names[name], 2)}"

    def _call(self, depth: int, number: int) -> Line:
        arrays = [n for n, s in self.names.items() if s]
        name = self.one(arrays)
        calls = [f"normal({name})", f"weighted({name}, {self.array((), 0)})"]
        return f"{name} = {self.one(calls)}" if self.draw.random() < 0.7 else f"normal({name})"

    def body(self, number: int) -> Lines:
        return tuple(self.line(1, number) for _ in range(self.draw.randint(1, 2)))

    def _if(self, depth: int, number: int) -> Line:
        test = self.order.format(self.array((), 1))
        parts = [(f"if {test} > {self.number()}:", self.body(number))]
        if self.draw.random() < 0.5:
            parts.append(("else:", self.body(number)))
        return Block(tuple(parts))

    def _loop(self, depth: int, number: int) -> Line:
        return Block(((f"for k in range({self.one(['n', '2', 'len(y)'])}):", self.body(number)),))

    def _rows(self, depth: int, number: int) -> Line:
        matrices = [n for n, s in self.names.items() if len(s) == 2]
        name = self.one(matrices)
        row = self.names[name][1:]
        kept = dict(self.names)
        self.names["row"] = row
        body = self.body(number)
        self.names = kept
        return Block(((f"for row in {name}:", body),))


def array_program(seed: int, size: int = 5) -> Program:
    """The program of a seed; the same on every machine.

    >>> array_program(3).text == array_program(3).text
    True
    """
    body = ArrayWriter(seed).program(size)
    return ArrayProgram((Block((("def f(x, y, t, n):", body),)),), seed)


class ComplexProgram(ArrayProgram):
    def args(self) -> tuple[Any, ...]:
        rng = np.random.default_rng(self.seed)
        x = rng.normal(size=(3, 4)) + 1j * rng.normal(size=(3, 4))
        return x, rng.normal(size=4) + 1j * rng.normal(size=4), float(rng.normal()), 3


class ComplexWriter(ArrayWriter):
    """Draws expressions that are holomorphic or not, and no order but that of real parts."""

    unary = (
        *("np.sin({})", "np.exp(0.3 * {})", "({}) ** 2", "np.conj({})", "-{}", "np.square({})"),
        *("np.real({}) + 0.5j", "1j * np.imag({})", "np.abs({}) + 0j", "np.sqrt({0} * {0} + 9.0)"),
        *("({}).real * (1.0 - 0.5j)", "({}) / (2.0 - 1j)", "np.copy({})", "np.cosh(0.3 * {})"),
        *("np.angle({}) * 1j", "({}).conj()", "np.where(np.real({0}) > 0.1, {0}, 0.3j)"),
    )
    binary = (
        *("{} + {}", "{} - {}", "{} * {}", "{} * np.conj({})", "({0}) / (3.0 + np.square({1}))"),
        *("np.where(np.real({0}) > np.imag({1}), {0}, {1})", "np.multiply({}, {})"),
    )
    reductions = (
        *("np.sum({}, axis={})", "np.mean({}, axis={})", "np.prod({}, axis={})"),
        *("({}).sum(axis={})", "np.add.reduce({}, axis={})", "np.linalg.norm({}, axis={}) + 0j"),
        *("np.var({}, axis={}) * 1j", "np.trapezoid({}, axis={})"),
    )
    scans = (
        *("np.cumsum({}, axis={})", "np.flip({}, axis={})", "np.roll({}, 1, axis={})"),
        *("np.fft.fft({}, axis={})", "np.fft.ifft({}, axis={})", "np.cumprod({}, axis={})"),
    )
    order = "np.real({})"
    total = "np.sum(np.abs({} * {}) ** 2)"

    def made(self, shape: Shape) -> str:
        text = super().made(shape)
        return f"({text} * (1.0 + 0.5j))" if shape else text


def complex_program(seed: int, size: int = 5) -> Program:
    """The program of a seed; the same on every machine."""
    body = ComplexWriter(seed).program(size)
    return ComplexProgram((Block((("def f(x, y, t, n):", body),)),), seed)

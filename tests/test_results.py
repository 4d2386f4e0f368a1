"""What is said of a call holds of the call: kind, dtype, and every length, for many sizes."""

import math
import operator
from typing import Any

import numpy as np
import pytest

from tangentgen.analysis.broadcasting import broadcast_axes, same_shape
from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.harmless import is_harmless
from tangentgen.analysis.memory import memory
from tangentgen.analysis.pieces import pieces
from tangentgen.analysis.results import attribute, literal, result
from tangentgen.analysis.values import ANY, UNKNOWN, Dim, Value


def dim(text: str | int) -> Dim:
    if isinstance(text, int):
        return Dim(text)
    symbol, sign, constant = text.partition("-")
    factor = int(symbol[:-1] or 1)
    return Dim(-int(constant) if sign else 0, ((symbol[-1], factor),))


def evaluate(length: Dim, sizes: dict[str, int]) -> int:
    return length.constant + sum(factor * sizes[symbol] for symbol, factor in length.terms)


class Array:
    """An argument `dtype[lengths]`, as data and as what is known of it."""

    def __init__(self, text: str, dtype: str = "f8") -> None:
        self.dims = tuple(dim(int(t) if t.isdigit() else t) for t in text.split(",") if t)
        self.dtype = dtype

    def known(self) -> Value:
        return Value("array", dtype=self.dtype, shape=self.dims)

    def data(self, sizes: dict[str, int]) -> Any:
        shape = tuple(max(0, evaluate(d, sizes)) for d in self.dims)
        square = len(shape) > 1 and shape[-1] == shape[-2]
        base = np.full(shape, 0.5) + (3 * np.eye(shape[-1]) if square else 0)
        return np.asarray(base, self.dtype)


class Length:
    """An integer that is a length."""

    def __init__(self, text: str) -> None:
        self.dim = dim(text)

    def known(self) -> Value:
        return Value("int", shape=(), length=self.dim)

    def data(self, sizes: dict[str, int]) -> int:
        return evaluate(self.dim, sizes)


def known(argument: Any) -> Value:
    if isinstance(argument, Array | Length):
        return argument.known()
    if isinstance(argument, tuple | list):
        kind = "tuple" if isinstance(argument, tuple) else "list"
        items = tuple(known(item) for item in argument)
        return Value(kind, items=items, length=Dim(len(items)))
    if isinstance(argument, slice):
        bounds = (argument.start, argument.stop, argument.step)
        return Value("slice", items=tuple(known(bound) for bound in bounds))
    if isinstance(argument, float):
        return Value("float", shape=())
    return literal(argument) or Value("any", constant=argument)


def data(argument: Any, sizes: dict[str, int]) -> Any:
    if isinstance(argument, Array | Length):
        return argument.data(sizes)
    if isinstance(argument, tuple | list):
        return type(argument)(data(item, sizes) for item in argument)
    if isinstance(argument, slice):
        return slice(*(data(b, sizes) for b in (argument.start, argument.stop, argument.step)))
    return argument


x, y, row, X, A, c = map(Array, ("n", "n", "1,n", "n,m", "n,n", "3"))
s, v, X4, T, mask = Array(""), Array("m"), Array("4h,3"), Array("n,m,3"), Array("n", "b1")
index, f4, z, four = Array("k", "i8"), Array("n", "f4"), Array("n", "c16"), Array("4h")
n = Length("n")

CALLS: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = [
    *[(f, (a,), {}) for f in (np.exp, np.abs, np.sign, np.isnan, np.real) for a in (x, z, s, 2.0)],
    *[(f, a, {}) for f in (operator.add, operator.mul, np.maximum) for a in ((x, y), (x, 2.0))],
    *[(operator.truediv, a, {}) for a in ((X, v), (row, X), (s, x), (f4, 2.0), (f4, z), (1, x))],
    *[(operator.lt, (x, 0.0), {}), (operator.neg, (mask,), {}), (operator.pow, (x, 2), {})],
    *[(np.sum, (X,), {"axis": a, "keepdims": k}) for a in (None, 0, -1, (0, 1)) for k in (0, 1)],
    *[(f, (T,), {"axis": 1}) for f in (np.mean, np.max, np.argmin, np.std, np.prod, np.all)],
    *[(f, (T, 1), {}) for f in (np.cumsum, np.sort, np.diff, np.median, np.count_nonzero)],
    *[(np.cumsum, (x,), {}), (np.cumprod, (X4,), {}), (np.diff, (x, 2), {})],
    *[(operator.matmul, a, {}) for a in ((x, y), (X, v), (x, A), (A, X), (T, Array("3,k")))],
    *[(np.dot, a, {}) for a in ((x, y), (X, v), (T, Array("k,3,2")), (x, s), (2.0, X))],
    *[(f, a, {}) for f in (np.outer, np.inner, np.multiply.outer) for a in ((x, y),)],
    *[
        (np.einsum, ("ij,j->i", X, v), {}),
        (np.einsum, ("ii", A), {}),
        (np.tensordot, (x, y, 1), {}),
    ],
    *[(np.linalg.solve, (A, b), {}) for b in (x, X)],
    *[(f, (A,), {}) for f in (np.linalg.inv, np.linalg.det, np.linalg.eigh, np.trace, np.diagonal)],
    *[(np.linalg.norm, (X,), {"axis": 0}), (np.linalg.norm, (x,), {}), (np.linalg.qr, (A,), {})],
    *[
        (operator.getitem, (x, i), {})
        for i in (0, slice(1, -1), slice(1, None), slice(None, -2), slice(None, None, -1), Ellipsis)
    ],
    *[
        (operator.getitem, (x, i), {})
        for i in (slice(None, 2), slice(-2, None), slice(5, 2), slice(n, None), slice(None, n))
    ],
    *[(operator.getitem, (four, slice(None, None, k)), {}) for k in (2, 4, 3, -1)],
    *[(operator.getitem, (c, slice(*b)), {}) for b in ((0, 9), (-9, 2), (None, None, -2))],
    *[
        (operator.getitem, (T, i), {})
        for i in (0, (0, 1), (0, 1, 2), (None, 0), (Ellipsis, 0), (slice(1, None), 0), (..., None))
    ],
    *[(operator.getitem, (T, i), {}) for i in (index, (slice(None), index), (index, 0, index))],
    *[(operator.getitem, (T, i), {}) for i in ((0, slice(None), index), [0, 0], (index, index, 1))],
    *[(operator.getitem, (T, i), {}) for i in (mask, (mask, 0), (0, Ellipsis, index), (0, 0, ...))],
    *[(f, (n,), {}) for f in (np.zeros, np.ones, np.arange, np.eye, np.identity, range)],
    *[(np.full, ((n, 3), 1.0), {}), (np.zeros_like, (X,), {}), (np.empty, ((2, n),), {})],
    *[(np.linspace, (0.0, 1.0, n), {}), (np.linspace, (0.0, 1.0), {}), (np.arange, (1, n), {})],
    *[(np.array, ([x, y],), {}), (np.array, ([1.0, 2.0],), {}), (np.asarray, (x,), {})],
    *[
        (np.ndarray.astype, (x, np.dtype("f4")), {}),
        (np.ndarray.copy, (X,), {}),
        (np.float32, (x,), {}),
    ],
    *[(np.reshape, (X4, shape), {}) for shape in ((-1, 6), (3, -1), -1, (-1,), (-1, 12))],
    *[(np.reshape, (x, (-1, 1)), {}), (np.ndarray.reshape, (x, 1, n), {}), (np.ravel, (X4,), {})],
    *[(np.transpose, (T,), {}), (np.transpose, (T, (1, 0, 2)), {}), (np.swapaxes, (T, 0, -1), {})],
    *[(np.moveaxis, (T, 0, -1), {}), (np.moveaxis, (T, (0, 1), (-1, 0)), {})],
    *[(np.expand_dims, (X, a), {}) for a in (0, -1, (0, 2))],
    *[(np.squeeze, (row, 0), {}), (np.broadcast_to, (x, (3, n)), {}), (np.flip, (X,), {})],
    *[
        (np.concatenate, ([x, y],), {}),
        (np.concatenate, ((X, A), 1), {}),
        (np.hstack, ([x, v],), {}),
    ],
    *[(np.stack, ([x, y], a), {}) for a in (0, 1, -1)],
    *[(np.vstack, ([x, row],), {}), (np.column_stack, ([x, X],), {}), (np.vstack, ([s, s],), {})],
    *[(np.where, (mask, x, 0.0), {}), (np.clip, (x, 0, 1), {}), (np.interp, (x, c, c), {})],
    *[(np.split, (four, 4), {}), (np.split, (x, [1, 2]), {}), (np.tile, (x, 2), {})],
    *[(np.kron, (x, c), {}), (np.pad, (x, 1), {}), (np.roll, (X, 1), {}), (np.tril, (X,), {})],
    *[(np.convolve, (x, c), {"mode": m}) for m in ("full", "same", "valid")],
    *[(np.fft.rfft, (x,), {}), (np.fft.fft, (x,), {}), (np.gradient, (x,), {})],
    *[
        (np.unique, (x,), {}),
        (np.nonzero, (x,), {}),
        (np.repeat, (x, 2), {}),
        (np.take, (x, 0), {}),
    ],
    *[(np.quantile, (X, 0.5), {}), (np.meshgrid, (x, v), {}), (np.atleast_2d, (x,), {})],
    *[(np.shape, (T,), {}), (np.ndim, (T,), {}), (np.size, (X4,), {}), (len, (X4,), {})],
    *[(np.logaddexp.reduce, (X,), {}), (np.add.reduce, (X, 1), {}), (np.add.accumulate, (X,), {})],
    *[(math.exp, (0.5,), {}), (abs, (-0.5,), {}), (round, (0.5,), {}), (max, (0.5, 0.25), {})],
    *[(operator.add, ((1, 2), (3,)), {}), (operator.mul, ([0.5], 3), {}), (sum, ([0.5, 0.5],), {})],
    *[(np.ndarray.item, (Array("1"),), {}), (np.ndarray.tolist, (x,), {}), (list, (X,), {})],
]


def holds(said: Value, seen: Any, sizes: dict[str, int]) -> bool:
    """Whether the abstract value describes the concrete one."""
    if said.kind == "any":
        return True
    if said.constant is not UNKNOWN and said.constant != seen:
        return False
    if said.kind in ("array", "scalar", "tensor"):
        kinds = {
            "array": np.ndarray,
            "scalar": np.generic,
            "tensor": np.ndarray | np.generic | float,
        }
        if not isinstance(seen, kinds[said.kind]):
            return False
        if said.dtype is not None and np.asarray(seen).dtype.str[1:] != said.dtype:
            return False
        if said.shape is None:
            return True
        lengths = [(d, size) for d, size in zip(said.shape, np.shape(seen), strict=True) if d]
        return all(max(0, evaluate(d, sizes)) == size for d, size in lengths)
    if said.kind in ("tuple", "list", "range"):
        if type(seen).__name__ != said.kind and not hasattr(seen, "_fields"):
            return False
        if said.length is not None and max(0, evaluate(said.length, sizes)) != len(seen):
            return False
        if said.kind == "range":
            return True
        if said.items is not None:
            return all(holds(a, b, sizes) for a, b in zip(said.items, seen, strict=True))
        return said.element is None or all(holds(said.element, item, sizes) for item in seen)
    if said.kind == "int" and said.length is not None and evaluate(said.length, sizes) != seen:
        return False
    return said.kind in (type(seen).__name__, "number")


SIZES = [
    {"n": a, "m": b, "h": h, "k": k}
    for a, b, h, k in ((5, 4, 2, 3), (1, 1, 1, 1), (2, 3, 3, 2), (4, 7, 5, 1), (0, 2, 1, 0))
]


@pytest.mark.parametrize("example", [True, False])
@pytest.mark.parametrize(("function", "arguments", "keywords"), CALLS)
def test_what_is_said_holds(function, arguments, keywords, example):
    keywords = {k: bool(v) if k == "keepdims" else v for k, v in keywords.items()}
    world = Assumptions(dict(SIZES[0]) if example else {})
    said = result(
        function, [known(a) for a in arguments], {k: known(v) for k, v in keywords.items()}, world
    )
    assert said is not ANY
    for sizes in SIZES:
        if not all(_met(assumption, sizes) for assumption in world.made):
            continue
        try:
            seen = function(*(data(a, sizes) for a in arguments), **keywords)
        except (ValueError, IndexError, TypeError, np.linalg.LinAlgError):
            continue  # sizes that the function does not take
        assert holds(said, seen, sizes), (said, seen, sizes)


def _met(assumption, sizes):
    left, right = evaluate(assumption.left, sizes), evaluate(assumption.right, sizes)
    return left == right if assumption.relation == "==" else left >= right


@pytest.mark.parametrize(("function", "arguments", "keywords"), CALLS)
def test_memory_is_as_said(function, arguments, keywords):
    keywords = {k: bool(v) if k == "keepdims" else v for k, v in keywords.items()}
    said = memory(
        function, [known(a) for a in arguments], {k: known(v) for k, v in keywords.items()}
    )
    given = [data(a, SIZES[0]) for a in arguments]
    try:
        seen = function(*given, **keywords)
    except (ValueError, IndexError, TypeError):
        return
    arrays = [a for a in given if isinstance(a, np.ndarray)]
    parts = seen if isinstance(seen, list | tuple) else [seen]
    shared = any(
        isinstance(part, np.ndarray) and np.shares_memory(part, array)
        for part in parts
        for array in arrays
    )
    if said in ("fresh", "scalar"):
        assert not shared
    elif said == "view":
        assert shared or not all(np.size(part) for part in parts)  # nothing to share


def test_slices_of_one_length_are_proved_equal():
    world = Assumptions()
    ends = [known(slice(1, None)), known(slice(None, -1))]
    first, second = (result(operator.getitem, [x.known(), end], {}, world) for end in ends)
    assert same_shape(first, second, world)
    assert not same_shape(first, x.known(), world)


def test_an_equality_of_the_example_is_assumed_once():
    world = Assumptions({"n": 5, "m": 5, "k": 1})
    assert result(operator.add, [x.known(), v.known()], {}, world).shape == x.dims
    assert len(world.made) == 1
    assert same_shape(x.known(), v.known(), world)
    total = result(operator.mul, [X.known(), Array("k").known()], {}, world)
    assert broadcast_axes(Array("k").known(), total, world) == (1, (0,))
    assert [a.right for a in world.made] == [v.dims[0], Dim(1)]


def test_without_example_nothing_is_assumed():
    world = Assumptions()
    total = result(operator.add, [x.known(), v.known()], {}, world)
    assert total.shape == (None,)
    assert broadcast_axes(x.known(), total, world) is None
    assert not world.made


@pytest.mark.parametrize(
    "function", [np.random.rand, np.save, np.loadtxt, print, input, eval, open]
)
def test_what_does_more_than_compute_is_never_called(function, monkeypatch, capsys):
    result(function, [known(3), known("x")], {}, Assumptions())
    assert capsys.readouterr().out == ""


def test_attributes():
    world = Assumptions()
    assert attribute("shape", T.known(), world).items[2].constant == 3
    assert attribute("T", X.known(), world).shape == X.dims[::-1]
    assert attribute("dtype", f4.known(), world).constant == np.dtype("f4")
    assert attribute("size", X4.known(), world).length == Dim(0, (("h", 12),))


# Functions of dtypes, dates and bits, which arrays of numbers are no arguments of.
ELSEWHERE = """can_cast common_type datetime_as_string datetime_data issubdtype mask_indices
min_scalar_type promote_types ravel_multi_index result_type unpackbits unravel_index dsplit"""


def test_every_function_of_numpy_has_a_result():
    pairs = known((x, y)), known([x, y])
    tries = [[x], [X], [x, y], [A], [A, x], [x, 1], [X, 0, 1], [x, y, x], [mask, x, 0.5], [3]]
    tries += [[0.5, 0.5], [(2, 3)], [index, index], ["ij,j", A, x], [x, index], [X, (1, 0)]]
    tries += [[Array("n,3"), Array("n,3")], [z], [x, 0.5], [A, 2], [(2, 3), 0.5], [x, 1, 0]]
    arguments = [[*map(known, t)] for t in tries] + [[pair] for pair in pairs]
    silent = set()
    for module in (np, np.linalg, np.fft):
        for name in module.__all__:
            function = getattr(module, name)
            if isinstance(function, type) or not is_harmless(function):
                continue
            found = [
                pieces(function, given, {}) or result(function, given, {}, Assumptions())
                for given in arguments
            ]
            if not any(
                v.shape is not None or v.items or v.element or v.kind == "str" for v in found
            ):
                silent.add(name)
    assert silent <= set(ELSEWHERE.split())

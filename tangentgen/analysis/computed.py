"""What a computation of NumPy or math returns: its lengths by rule, the rest by calling it."""

from __future__ import annotations

import math
import operator
from collections.abc import Hashable
from typing import Any

import numpy as np

from tangentgen.analysis import joining, made, maybe_complex, moved, products, reductions  # noqa: F401 - they enter their rules
from tangentgen.analysis.broadcasting import broadcast
from tangentgen.analysis.callables import is_elementwise
from tangentgen.analysis.containers import SEQUENCES, plain
from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.fit import fitted
from tangentgen.analysis.harmless import members
from tangentgen.analysis.join import join_all
from tangentgen.analysis.literals import hashable
from tangentgen.analysis.memory import as_function
from tangentgen.analysis.pieces import UNSTACK
from tangentgen.analysis.probe import kinds_only, observed, sizes_of
from tangentgen.analysis.shapes import RULES, given, shape_of
from tangentgen.analysis.values import ANY, NONE, Dim, Shape, Value

# What they return depends on the data, not only on its shape.
_BY_DATA = members(
    np,
    """nonzero flatnonzero argwhere unique unique_values unique_counts unique_all unique_inverse
    extract compress intersect1d setdiff1d setxor1d union1d trim_zeros bincount histogram
    digitize repeat where squeeze delete insert ediff1d choose select poly roots polydiv polymul
    polyadd polysub histogram_bin_edges""",
)
_OPERATORS = members(
    operator,
    """add sub mul truediv floordiv mod pow neg pos abs invert and_ or_ xor lshift rshift
    eq ne lt le gt ge iadd isub imul itruediv ifloordiv imod ipow iand ior ixor""",
)
_memo: dict[Hashable, Value | None] = {}


def called(
    function: Any, arguments: list[Value], keywords: dict[str, Value], world: Assumptions
) -> Value:
    """A computation: its lengths by rule where there is one, the rest from a call on small data."""
    out = keywords.get("out", NONE)
    if out.kind != "none":
        return out.items[0] if out.kind == "tuple" and out.items else plain(out)
    if not hashable(function):
        return ANY
    function, arguments = _as_function(function, arguments)
    arguments = [_for_sure(value) for value in arguments]
    keywords = {name: _for_sure(value) for name, value in keywords.items() if name != "out"}
    if function is UNSTACK:
        return ANY
    if _of_ufunc(function, "reduceat"):
        return _in_sections(function, arguments, keywords, world)
    if function is np.split:
        _split_evenly(arguments, keywords, world)
    shape = _shape(function, arguments, keywords, world)
    if isinstance(function, np.ufunc) and function.nout > 1 and function.signature is None:
        operands = [shape_of(value, world) for value in arguments]
        return _each_of(
            _with_shape(function, arguments, keywords, None), broadcast(operands, world)
        )
    if maybe_complex.unseen(function, arguments, keywords):
        world.complex = True
    if maybe_complex.by_data(function):
        world.complex = True
        return _of_any_kind(_with_shape(function, arguments, keywords, shape))
    if shape is None and _by_fit(function) and not _cut_by_data(function, arguments):
        exact = _memoised(
            ("fit", *world.sizes, *world.made), fitted, function, arguments, keywords, world
        )
        if exact is not None:
            return exact
    return _with_shape(function, arguments, keywords, shape)


def _of_ufunc(function: Any, method: str) -> bool:
    is_method = isinstance(getattr(function, "__self__", None), np.ufunc)
    return is_method and function.__name__ == method


def _in_sections(
    function: Any, arguments: list[Value], keywords: dict[str, Value], world: Assumptions
) -> Value:
    """`reduceat` makes what `accumulate` makes, but for the lengths: its indices suit few sizes."""
    rest = {name: value for name, value in keywords.items() if name != "indices"}
    accumulate = function.__self__.accumulate
    seen = called(accumulate, [*arguments[:1], *arguments[2:]], rest, world)
    return seen.but(shape=None if seen.shape is None else (None,) * len(seen.shape))


def _for_sure(value: Value) -> Value:
    """An argument as far as it decides what comes out: nothing, where it may be None."""
    return ANY if value.optional else plain(value)


def _cut_by_data(function: Any, arguments: list[Value]) -> bool:
    """Whether an array is split at places that are known at run time only."""
    if function not in _SPLITS or len(arguments) < 2:
        return False
    at = arguments[1]
    places = (at,) if at.items is None else at.items
    return not all(isinstance(place.constant, int) for place in places)


_SPLITS = (np.split, np.array_split, np.hsplit, np.vsplit, np.dsplit)


def _split_evenly(arguments: list[Value], keywords: dict[str, Value], world: Assumptions) -> None:
    """`np.split` into a number of parts needs a length that is a multiple of it."""
    given = dict(zip(("ary", "indices_or_sections", "axis"), arguments, strict=False)) | keywords
    parts = given.get("indices_or_sections", ANY).constant
    axis = given["axis"].constant if "axis" in given else 0
    shape = given["ary"].shape if "ary" in given else None
    if type(parts) is not int or type(axis) is not int or shape is None or parts < 1:
        return
    dim = shape[axis] if -len(shape) <= axis < len(shape) else None
    if dim is not None:
        world.divided(dim, parts)


def _each_of(seen: Value, shape: Shape | None) -> Value:
    """Several results, all of this shape."""
    if seen.items is None or not shape:
        return seen
    return seen.but(items=tuple(item.but(kind="array", shape=shape) for item in seen.items))


def _of_any_kind(seen: Value) -> Value:
    """Without the dtypes."""
    items = seen.items and tuple(_of_any_kind(item) for item in seen.items)
    return seen.but(dtype=None, items=items)


def _open_ended(seen: Value) -> Value:
    """Without the number of items of a list, which follows from lengths that are not known."""
    if seen.kind != "list" or seen.items is None:
        return seen
    return Value("list", element=join_all([_open_ended(item) for item in seen.items]))


def _by_fit(function: Any) -> bool:
    """Whether lengths are found by calling: where no rule speaks and no data decides."""
    owner = getattr(function, "__self__", None)
    ruled = isinstance(function, np.ufunc) or isinstance(owner, np.ufunc) or function in _OPERATORS
    return not ruled and function not in RULES and function not in _BY_DATA


def _with_shape(
    function: Any, arguments: list[Value], keywords: dict[str, Value], shape: Shape | None
) -> Value:
    values = [kinds_only(value) for value in arguments]
    named = {name: kinds_only(value) for name, value in keywords.items()}
    seen = _memoised((), observed, function, values, named, sizes_of)
    if seen is None or seen.kind == "any":
        # an axis that must be 1, as for squeeze
        seen = _memoised(1, observed, function, values, named, lambda dim: 1) or seen
    if seen is None:
        if shape is not None:
            return Value("array" if shape else "tensor", shape=shape or None)
        return _unseen(function)
    seen = kinds_only(seen)
    if function in _BY_DATA and function is not np.where:
        ranks = None if function is np.squeeze else seen.shape
        seen = seen.but(shape=ranks, kind="tensor" if function is np.squeeze else seen.kind)
    if shape is None and function is np.cross:  # numbers or vectors, as lengths are
        return seen.but(kind="tensor", shape=None)
    if shape is None:
        return _open_ended(seen)
    if seen.kind in ("array", "scalar", "tensor", "number", "any"):
        kind = "array" if shape else seen.kind
        return seen.but(kind=kind, shape=shape)
    return seen


def _unseen(function: Any) -> Value:
    """A call whose arguments say nothing."""
    if getattr(function, "__module__", None) == math.__name__:
        return Value("float", shape=())
    if isinstance(function, np.ufunc) or function in RULES:
        return Value("tensor")
    return ANY


def _as_function(function: Any, arguments: list[Value]) -> tuple[Any, list[Value]]:
    """Methods of arrays as functions; the lengths and axes they take one by one as a tuple."""
    found = as_function(function)
    variadic = found is not function and found in (np.reshape, np.transpose)
    if variadic and len(arguments) > 2:
        packed = Value("tuple", items=tuple(arguments[1:]), length=Dim(len(arguments) - 1))
        return found, [arguments[0], packed]
    return found, arguments


def _shape(
    function: Any, arguments: list[Value], keywords: dict[str, Value], world: Assumptions
) -> Shape | None:
    elementwise = is_elementwise(function)
    if isinstance(function, type) and issubclass(function, np.generic):
        elementwise = True
    if elementwise or function in _OPERATORS:
        if function in _OPERATORS and not all(_numeric(value) for value in arguments):
            return None
        operands = [shape_of(value, world) for value in arguments]
        if "where" in keywords:
            operands.append(shape_of(keywords["where"], world))
        return broadcast(operands, world)
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ufunc):
        return _method_of_ufunc(function, arguments, keywords, world)
    entry = RULES.get(function) or RULES.get(_twin(function))
    if entry is None:
        return None
    names, rule = entry
    call = given(function, names, arguments, keywords, world)
    return None if call is None else rule(call)


def _twin(function: Any) -> Any:
    """The function of NumPy whose result has the same shape as this one of SciPy."""
    module = getattr(function, "__module__", None) or ""
    return _TWINS.get(function.__name__) if module.startswith("scipy.linalg") else None


_TWINS: dict[str, Any] = {
    "solve_triangular": np.linalg.solve,
    "expm": np.linalg.inv,
    "sqrtm": np.linalg.inv,
    **{name: getattr(np.linalg, name) for name in ("solve", "inv", "cholesky", "det")},
}


def _method_of_ufunc(
    function: Any, arguments: list[Value], keywords: dict[str, Value], world: Assumptions
) -> Shape | None:
    if function.__name__ == "outer" and len(arguments) == 2:
        a, b = (shape_of(value, world) for value in arguments)
        return None if a is None or b is None else a + b
    if function.__name__ == "accumulate":
        return shape_of(arguments[0], world)
    call = given(function, ("a", "axis", "dtype"), arguments, keywords, world)
    return None if call is None or function.__name__ != "reduce" else reductions.reduce_of(call)


def _numeric(value: Value) -> bool:
    kinds = ("bool", "int", "float", "complex", "scalar", "array", "number", "tensor")
    return value.kind in kinds or value.kind in SEQUENCES


def _memoised(
    extra: Hashable, function: Any, target: Any, arguments: Any, keywords: Any, last: Any
) -> Value | None:
    key: Hashable
    try:
        key = (
            extra,
            function,
            target,
            tuple(map(_key, arguments)),
            tuple((n, _key(v)) for n, v in keywords.items()),
        )
        if key in _memo:
            return _memo[key]
    except TypeError:  # a constant that cannot be hashed
        return function(target, arguments, keywords, last)  # type: ignore[no-any-return]  # observed or fitted
    found: Value | None = function(target, arguments, keywords, last)
    _memo[key] = found
    return found


def _key(value: Value) -> Hashable:
    """A value as a key, in which 1, 1.0 and True differ."""
    constant = value.constant
    items = None if value.items is None else tuple(_key(item) for item in value.items)
    element = None if value.element is None else _key(value.element)
    return (
        value.kind,
        value.dtype,
        value.shape,
        items,
        element,
        value.length,
        type(constant),
        constant,
    )

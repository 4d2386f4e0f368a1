"""What a call returns: its kind, dtype, shape and, where it is one, its literal value."""

from __future__ import annotations

import builtins
import math
import operator
from collections.abc import Hashable
from typing import Any

import numpy as np

from tangentgen.analysis import made, moved, products, reductions  # noqa: F401 - they enter their rules
from tangentgen.analysis.containers import SEQUENCES, builtin, part, plain
from tangentgen.analysis.dims import (
    Assumptions,
    broadcast,
    broadcast_axes,
    integer,
    integer_as_dim,
    length_as_integer,
    product,
    same_shape,
)
from tangentgen.analysis.harmless import members
from tangentgen.analysis.indexing import selected
from tangentgen.analysis.join import join_all
from tangentgen.analysis.memory import as_function, memory
from tangentgen.analysis.probe import fitted, kinds_only, observed, sizes_of
from tangentgen.analysis.shapes import RULES, constant_of, given, shape_of
from tangentgen.analysis.values import ANY, NONE, UNKNOWN, Dim, Shape, Value

__all__ = ["Assumptions", "attribute", "broadcast_axes", "memory", "result", "same_shape"]

_FOLDED = frozenset(
    [
        *(getattr(operator, n) for n in dir(operator) if not n.startswith(("_", "i"))),
        *(operator.is_, operator.is_not, operator.invert, operator.index),
        *(abs, min, max, int, float, bool, len, round, sum, pow, str, complex, divmod, math.sqrt),
    ]
)
_SIMPLE = (bool, int, float, complex, str, type(None))
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


def result(
    function: object, arguments: list[Value], keywords: dict[str, Value], world: Assumptions
) -> Value:
    """The abstract value of `function(*arguments, **keywords)`.

    >>> x = Value("array", dtype="f4", shape=(Dim(0, (("n", 1),)), Dim(3)))
    >>> y = result(np.sum, [x], {"axis": Value("int", constant=-1)}, Assumptions())
    >>> y.kind, y.dtype, y.shape
    ('array', 'f4', (Dim(constant=0, terms=(('n', 1),)),))
    """
    folded = _fold(function, arguments, keywords)
    if folded is not None:
        return folded
    if function is operator.getitem and len(arguments) == 2:
        return _subscript(arguments[0], arguments[1], world)
    if function is getattr and len(arguments) >= 2:
        return attribute(arguments[1].constant, arguments[0], world)
    found = _of_lengths(function, arguments, world)
    if found is not None:
        return found
    if getattr(function, "__module__", None) in _PYTHON:
        found = builtin(
            function, arguments, world, lambda a, b: _called(operator.add, [a, b], {}, world)
        )
        if found is not None:
            return found
    return _called(function, arguments, keywords, world)


_PYTHON = (builtins.__name__, "_operator", operator.__name__)


def _fold(function: Any, arguments: list[Value], keywords: dict[str, Value]) -> Value | None:
    """The literal that a function of small literals is."""
    if keywords or not arguments or not _hashable(function) or function not in _FOLDED:
        return None
    constants = [constant_of(value) for value in arguments]
    for constant in constants:
        parts = constant if isinstance(constant, tuple) else (constant,)
        if not all(isinstance(p, _SIMPLE) and type(p) in _SIMPLE for p in parts):
            return None
    if function in (operator.pow, pow, operator.lshift) and not _small(constants):
        return None
    if function is operator.mul and any(isinstance(c, str | tuple) for c in constants):
        return None
    try:
        value = function(*constants)
    except Exception:  # what the primal would raise is not a value
        return ANY
    return literal(value)


def _small(constants: list[Any]) -> bool:
    return all(not isinstance(c, int) or abs(c) <= 64 for c in constants[1:]) and all(
        not isinstance(c, int) or abs(c) < 2**31 for c in constants
    )


def literal(value: Any) -> Value | None:
    """The abstract value of a literal; None of what is kept as no constant."""
    if value is None:
        return NONE
    if type(value) is tuple:
        items = [literal(item) for item in value]
        if any(item is None for item in items):
            return None
        return Value(
            "tuple", items=tuple(i for i in items if i), constant=value, length=Dim(len(items))
        )
    if type(value) is int:
        return integer(Dim(value)) if abs(value) < 2**63 else integer(None)
    if type(value) in (bool, float, complex):
        return Value(type(value).__name__, shape=(), constant=value)  # type: ignore[arg-type]  # names of three types
    return Value("str", constant=value) if type(value) is str and len(value) < 1000 else None


def _hashable(function: Any) -> bool:
    try:
        hash(function)
    except TypeError:
        return False
    return True


def _of_lengths(function: Any, arguments: list[Value], world: Assumptions) -> Value | None:
    """Sums and multiples of lengths, and what asks an array for its shape."""
    if function in (operator.add, operator.sub, operator.mul, operator.neg, operator.pos):
        if not all(value.kind == "int" for value in arguments):
            return None
        dims = [integer_as_dim(value) for value in arguments]
        if any(dim is None for dim in dims):
            return integer(None)
        return integer(_linear(function, [dim for dim in dims if dim is not None]))
    if function in (operator.iadd, operator.isub, operator.imul):
        plain_one = {operator.iadd: operator.add, operator.isub: operator.sub}
        return _of_lengths(plain_one.get(function, operator.mul), arguments, world)
    if function is operator.floordiv and all(value.kind == "int" for value in arguments):
        a, b = (integer_as_dim(value) for value in arguments)
        if a is not None and b is not None and b.is_constant and b.constant:
            return integer(_divided(a, b.constant))
        return integer(None)
    if function in (np.shape, np.ndim, np.size) and arguments:
        return _asked(function, arguments, world)
    return None


def _linear(function: Any, dims: list[Dim]) -> Dim | None:
    if function is operator.neg:
        return dims[0].scale(-1)
    if function is operator.pos:
        return dims[0]
    a, b = dims
    if function is operator.mul:
        factor, other = (a, b) if a.is_constant else (b, a)
        return other.scale(factor.constant) if factor.is_constant else None
    return a + b if function is operator.add else a - b


def _divided(dim: Dim, by: int) -> Dim | None:
    if any(c % by for c in (dim.constant, *(c for _, c in dim.terms))):
        return None
    return Dim(dim.constant // by, tuple((s, c // by) for s, c in dim.terms))


def _asked(function: Any, arguments: list[Value], world: Assumptions) -> Value:
    shape = shape_of(arguments[0], world)
    axis = constant_of(arguments[1]) if len(arguments) > 1 else None
    if shape is None or axis is UNKNOWN:
        return integer(None) if function is not np.shape else Value("tuple", element=integer(None))
    if function is np.ndim:
        return integer(Dim(len(shape)))
    if function is np.size:
        if isinstance(axis, int):
            return length_as_integer(shape[axis], world)
        return length_as_integer(product(shape), world)
    items = tuple(length_as_integer(dim, world) for dim in shape)
    return Value("tuple", items=items, length=Dim(len(items)))


def attribute(name: Any, owner: Value, world: Assumptions) -> Value:
    """`owner.name` of an array or a number.

    >>> attribute("ndim", Value("array", shape=(None, None)), Assumptions()).constant
    2
    """
    if owner.kind in ("object",) and name in owner.keys and owner.items is not None:
        return owner.items[owner.keys.index(name)]
    asked: Any = {"shape": np.shape, "ndim": np.ndim, "size": np.size}.get(name)
    if asked is not None and owner.kind in ("array", "scalar", "tensor"):
        return result(asked, [owner], {}, world)
    moved_by: Any = {
        "T": np.transpose,
        "mT": np.matrix_transpose,
        "real": np.real,
        "imag": np.imag,
    }.get(name)
    if moved_by is not None and owner.kind in ("array", "scalar", "tensor"):
        found = result(moved_by, [owner], {}, world)
        return found if found.kind != "any" else Value("tensor", dtype=owner.dtype)
    if name in ("real", "imag") and owner.kind in ("float", "int", "complex", "bool"):
        number = "int" if owner.kind in ("int", "bool") else "float"
        return Value(number, shape=())  # type: ignore[arg-type]  # one of two literals
    if name == "dtype" and owner.dtype is not None:
        return Value("any", constant=np.dtype(owner.dtype))
    return integer(None) if name in ("itemsize", "nbytes") else ANY


def _subscript(container: Value, index: Value, world: Assumptions) -> Value:
    if container.kind not in ("array", "tensor"):
        if container.kind in (*SEQUENCES, "dict", "range", "str"):
            return part(container, index)
        return ANY
    found = selected(container, index, world)
    if found.scalar:
        return Value("scalar", dtype=container.dtype, shape=())
    if found.scalar is None:
        return Value("tensor", dtype=container.dtype)
    return Value("array", dtype=container.dtype, shape=found.shape)


def _called(
    function: Any, arguments: list[Value], keywords: dict[str, Value], world: Assumptions
) -> Value:
    """A computation: its lengths by rule where there is one, the rest from a call on small data."""
    out = keywords.get("out", NONE)
    if out.kind != "none":
        return out.items[0] if out.kind == "tuple" and out.items else plain(out)
    if not _hashable(function):
        return ANY
    function, arguments = _as_function(function, arguments)
    arguments = [plain(value) for value in arguments]
    keywords = {name: plain(value) for name, value in keywords.items() if name != "out"}
    shape = _shape(function, arguments, keywords, world)
    if shape is None and _by_fit(function):
        exact = _memoised(
            ("fit", *world.sizes, *world.made), fitted, function, arguments, keywords, world
        )
        if exact is not None:
            return exact
    return _with_shape(function, arguments, keywords, shape)


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
    elementwise = (
        isinstance(function, np.ufunc) and function.signature is None and function.nout == 1
    )
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
    entry = RULES.get(function)
    if entry is None:
        return None
    names, rule = entry
    call = given(function, names, arguments, keywords, world)
    return None if call is None else rule(call)


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

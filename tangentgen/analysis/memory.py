"""Whether a result has memory of its own or shares that of an argument."""

from __future__ import annotations

import builtins
import cmath
import copy as copying
import math
import operator
from typing import Any, Literal

import numpy as np

from tangentgen.analysis.harmless import members
from tangentgen.analysis.indexing import part_of, parts_of
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.shapes import constant_of
from tangentgen.analysis.values import Value, category
from tangentgen.inside import with_adjoint
from tangentgen.known import unbroadcast

Memory = Literal["fresh", "view", "maybe", "scalar"]

_VIEWS = members(
    np,
    """transpose permute_dims matrix_transpose swapaxes moveaxis rollaxis expand_dims squeeze
    broadcast_to broadcast_arrays flip fliplr flipud diagonal split array_split hsplit vsplit
    dsplit unstack""",
) | {np.ndarray.view, np.lib.stride_tricks.sliding_window_view}
_UNSTACK = getattr(np, "unstack", object)  # NumPy 2.1
_MAYBE = members(
    np,
    """reshape ravel rot90 asarray asanyarray asarray_chkfinite ascontiguousarray asfortranarray
    require atleast_1d atleast_2d atleast_3d real imag real_if_close astype meshgrid diag
    trim_zeros array nan_to_num fix""",
) | members(np.linalg, "diagonal matrix_transpose")
_MAYBE |= {with_adjoint, unbroadcast}
_IN_PLACE = members(
    operator,
    "iadd isub imul itruediv ifloordiv imod ipow imatmul iand ior ixor ilshift irshift iconcat",
)
# They put the very objects they are given into a new container, or return one of them.
_PASS_ON = frozenset(
    (min, max, list, tuple, sorted, dict, reversed, zip, enumerate, iter, next, copying.copy)
)


def memory(function: object, arguments: list[Value], keywords: dict[str, Value]) -> Memory:
    """Where the result lives: newly allocated, certainly or perhaps in the first array argument.

    For `out=` and in-place operators it is that argument's own memory, "view".

    >>> memory(np.reshape, [Value("array")], {}), memory(np.exp, [Value("array")], {})
    ('maybe', 'fresh')
    """
    if "out" in keywords and keywords["out"].kind != "none":
        return "view"
    plain = getattr(function, "__module__", None) in _PLAIN or isinstance(function, np.ufunc)
    if plain and arguments and all(map(is_scalar, [*arguments, *keywords.values()])):
        return "scalar"
    if function is operator.getitem:
        return subscript(*arguments)
    if function in _IN_PLACE:
        return "view" if arguments[0].kind in ("array", "list") else "maybe"
    if function is np.einsum:
        return _einsum(arguments) if not keywords else "maybe"
    if function in _CONJUGATES:  # of what is not complex, these methods return the array itself
        complex_, real = (category(arguments[0]) in kinds for kinds in (("complex",), _REAL))
        return "fresh" if complex_ else "view" if real and arguments[0].kind == "array" else "maybe"
    method = as_function(function)
    if method in _COUNTS:
        return _counted(method, arguments, keywords)
    if method in (np.asarray, np.asanyarray, np.array, np.astype, np.nan_to_num, np.reshape):
        return _copied(method, arguments, keywords)
    if method is _UNSTACK and arguments and arguments[0].rank == 1:
        return "fresh"  # of numbers
    if method in _VIEWS:
        return "view" if not arguments or arguments[0].kind == "array" else "maybe"
    if method in _MAYBE:
        return "maybe"
    if method in _PASS_ON:
        return "maybe"
    if method in _SCALAR or getattr(method, "__module__", None) == math.__name__:
        return "scalar"
    return "fresh"


_CONJUGATES = (np.ndarray.conj, np.ndarray.conjugate)
_REAL = ("float", "int", "bool")
# Of that many times, or of that power, the array itself: the parameter, and its default.
_COUNTS: dict[Any, tuple[str, int | None, int]] = {
    np.diff: ("n", 1, 0),
    np.polyder: ("m", 1, 0),
    np.polyint: ("m", 1, 0),
    np.linalg.matrix_power: ("n", None, 1),
}


def _counted(function: Any, arguments: list[Value], keywords: dict[str, Value]) -> Memory:
    """Functions that return what they are given where there is nothing to do.

    >>> memory(np.diff, [Value("array"), Value("int", constant=2)], {})
    'fresh'
    """
    parameter, count, idle = _COUNTS[function]
    given = arguments[1] if len(arguments) > 1 else keywords.get(parameter)
    if given is not None:
        count = constant_of(given)
        if not isinstance(count, int):
            return "maybe"
    return "view" if count == idle else "fresh"


_PLAIN = (builtins.__name__, math.__name__, cmath.__name__, "_operator", operator.__name__)
_SCALAR = frozenset((len, float, int, bool, complex, str, isinstance, np.ndim, np.size))


def as_function(function: Any) -> Any:
    """The NumPy function that a method of `numpy.ndarray` stands for, where there is one.

    >>> as_function(np.ndarray.reshape) is np.reshape
    True
    """
    if getattr(function, "__objclass__", None) is not np.ndarray:
        return function
    if function.__name__ in ("flatten", "copy", "fill", "item", "tolist", "conjugate", "view"):
        return function
    return getattr(np, function.__name__, function)


def viewed(function: object, arguments: list[Value]) -> list[Value]:
    """The argument, if any, that a result may be a view of."""
    return arguments[1:2] if function is np.einsum else arguments[:1]


def _einsum(arguments: list[Value]) -> Memory:
    """A permutation or a diagonal of one array is a view of it; sums and products are new."""
    if len(arguments) > 2:
        return "fresh"
    text = constant_of(arguments[0]) if arguments else None
    if not isinstance(text, str):
        return "maybe"
    given, arrow, made = text.replace(" ", "").partition("->")
    if not arrow:  # what occurs once is kept
        return "fresh" if any(given.count(c) > 1 for c in given if c.isalpha()) else "view"
    return "view" if {*given} - {"."} <= {*made} else "fresh"


def _copied(function: Any, arguments: list[Value], keywords: dict[str, Value]) -> Memory:
    """Functions whose `copy` argument decides, each with its own default."""
    default = True if function in (np.array, np.astype, np.nan_to_num) else None
    copy = constant_of(keywords["copy"]) if "copy" in keywords else default
    if function is np.nan_to_num and len(arguments) > 1:
        copy = constant_of(arguments[1])
    if copy is True:
        return "fresh"
    first = arguments[0] if arguments else None
    if first is not None and first.kind in ("list", "tuple") and function is not np.reshape:
        return "fresh"  # a new array is made of the parts
    return "maybe"


def subscript(array: Value, index: Value) -> Memory:
    """The same for `array[index]`.

    >>> row = Value("array", dtype="f8", shape=(None, None))
    >>> subscript(row, Value("int")), subscript(row, Value("list", items=(Value("int"),)))
    ('view', 'fresh')
    """
    if array.kind in ("list", "tuple", "dict", "object"):
        return "fresh" if array.kind == "list" and index.kind == "slice" else "maybe"
    if array.kind in ("str", "range"):
        return "scalar"
    parts = parts_of(index)
    if parts is None:
        return "maybe"
    kinds = [part_of(part) for part in parts]
    if any(kind == "gather" and part.shape == () for kind, part in zip(kinds, parts, strict=True)):
        return "maybe"
    if "gather" in kinds or "mask" in kinds:
        return "fresh"
    if "any" in kinds:
        return "maybe"
    if {"slice", "new", "rest"} & set(kinds):
        return "view" if array.kind == "array" else "maybe"
    if array.shape is None or array.kind != "array":
        return "maybe"
    return "scalar" if len(array.shape) == len(kinds) else "view"

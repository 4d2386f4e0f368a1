"""Calls that write into an array as the stores they are: `np.copyto(y, x)` is `y[...] = x`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.dims import ONE
from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value
from tangentgen.analysis.writing_calls import is_view
from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, as_value, constant, copy, expression, name

Given = dict[str, gast.expr]
Builder = Callable[[Analysis, Given], core.Statement | None]
"""The statement for a call with these arguments; None where it is not taken."""


def stored_call(facts: Analysis, call: gast.Call) -> core.Statement | None:
    """The store that a call of a function, or of an array's method, is made for."""
    target = facts.value(call.func).constant
    given: Given | None
    if isinstance(target, ArrayMethod):
        if facts.value(target.owner).kind != "array" or target.name not in _METHODS:
            return None
        names, build = _METHODS[target.name]
        given = _matched(names, [target.owner, *call.args], call)
    elif getattr(target, "__name__", "") == "at" and isinstance(_ufunc(target), np.ufunc):
        given = _matched("a indices b", call.args, call)
        build = _accumulating(_ufunc(target))
    elif _hashable(target) and target in FUNCTIONS:
        names, build = FUNCTIONS[target]
        given = _matched(names, call.args, call)
    else:
        return None
    if given is None or facts.value(next(iter(given.values()))).kind != "array":
        return None
    return build(facts, given)


def _ufunc(target: Any) -> Any:
    return getattr(target, "__self__", None)


def _hashable(target: Any) -> bool:
    return callable(target) and getattr(type(target), "__hash__", None) is not None


def _matched(names: str, arguments: list[gast.expr], call: gast.Call) -> Given | None:
    """The arguments by name; None for starred and unknown ones."""
    known = names.split()
    if len(arguments) > len(known) or any(isinstance(a, gast.Starred) for a in arguments):
        return None
    given = dict(zip(known, arguments, strict=False))
    for keyword in call.keywords:
        if keyword.arg not in known or keyword.arg in given:
            return None
        given[keyword.arg] = keyword.value
    return given if given else None


def store(array: gast.expr, index: gast.expr, value: gast.expr) -> core.Statement:
    return core.Assign(gast.Subscript(as_value(array), index, gast.Store()), value)


def whole(facts: Analysis, array: gast.expr, value: gast.expr) -> core.Statement:
    """`array[...] = value`; of a section that is certainly a view, `array[i] = value`."""
    if isinstance(array, gast.Subscript) and is_view(facts, array):
        return core.Assign(as_target(array), value)
    return core.Assign(as_target(expression("$x[...]", x=array)), value)


def _literal(given: Given, key: str, default: object) -> object:
    node = given.get(key)
    if node is None:
        return default
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        inner = getattr(node.operand, "value", None)
        return -inner if isinstance(inner, int) else _literal
    return node.value if isinstance(node, gast.Constant) else _literal


def _filled(facts: Analysis, given: Given) -> core.Statement | None:
    return whole(facts, given["a"], given["value"]) if len(given) == 2 else None


def _copied(facts: Analysis, given: Given) -> core.Statement | None:
    if "dst" not in given or "src" not in given:
        return None
    where = given.get("where")
    if where is None:
        return whole(facts, given["dst"], given["src"])
    chosen = expression("np.where($c, $x, $y)", c=where, x=given["src"], y=given["dst"])
    return whole(facts, given["dst"], chosen)


def _sorted(facts: Analysis, given: Given) -> core.Statement | None:
    axis = given.get("axis", constant(-1))
    ordered = expression("np.sort($a, axis=$k)", a=given["a"], k=axis)
    return whole(facts, given["a"], _with(ordered, given, "kind", "stable"))


def _partitioned(facts: Analysis, given: Given) -> core.Statement | None:
    if "kth" not in given:
        return None
    axis = given.get("axis", constant(-1))
    parted = expression("np.partition($a, $n, axis=$k)", a=given["a"], n=given["kth"], k=axis)
    return whole(facts, given["a"], _with(parted, given, "kind"))


def _with(call: gast.expr, given: Given, *keys: str) -> gast.expr:
    """The call with some of the keywords that were given."""
    assert isinstance(call, gast.Call)
    kept = [gast.keyword(key, given[key]) for key in keys if key in given]
    return gast.Call(call.func, call.args, [*call.keywords, *kept])


def flat_store(facts: Analysis, array: gast.expr, index: gast.expr, value: gast.expr) -> Any:
    """`array.flat[index] = value`, of as many axes as it may have."""
    rank = facts.value(array).rank
    if isinstance(index, gast.Slice) or facts.value(index).kind == "slice":
        if rank == 1:
            return store(array, index, value)
        every = expression("np.arange(np.size($a))", a=array)
        index = gast.Subscript(every, index, gast.Load())
    elif rank == 1:
        return store(array, copy(index), value)
    elif not _counts_from_the_start(index):  # `np.unravel_index` takes no place from the end
        every = expression("np.arange(np.size($a))", a=array)
        index = gast.Subscript(every, copy(index), gast.Load())
    place = expression("np.unravel_index($i, np.shape($a))", i=index, a=array)
    return store(array, place, value)


def _counts_from_the_start(index: gast.expr) -> bool:
    """Whether a place, or each of a display of places, is written as a number that is not negative.

    >>> _counts_from_the_start(expression("[0, 2]")), _counts_from_the_start(expression("[0, -2]"))
    (True, False)
    """
    if isinstance(index, gast.List | gast.Tuple):
        return all(map(_counts_from_the_start, index.elts))
    return isinstance(index, gast.Constant) and type(index.value) is int


def _put(facts: Analysis, given: Given) -> core.Statement | None:
    if set(given) != {"a", "ind", "v"}:
        return None
    value = repeated(facts, given["v"], expression("np.shape($i)", i=given["ind"]), given["ind"])
    ind = given["ind"]
    if facts.value(ind).kind == "tuple":
        ind = expression("np.array($i)", i=ind)
    found: core.Statement | None = flat_store(facts, given["a"], ind, value)
    return found


def repeated(
    facts: Analysis, value: gast.expr, shape: gast.expr, like: gast.expr | None = None
) -> gast.expr:
    """The values again and again, until there are as many as are wanted."""
    if is_scalar(facts.value(value)):
        return value
    first, second = facts.value(value), facts.value(like) if like is not None else None
    if second is not None and first.shape is not None and first.shape == _shape(second):
        return value
    flat = expression("np.ravel($v)", v=value)
    many = expression("np.prod($s, dtype=int)", s=shape)
    index = expression("np.arange($n) % np.size($v)", n=many, v=value)
    taken = gast.Subscript(flat, index, gast.Load())
    return expression("np.reshape($x, $s)", x=taken, s=shape)


def _shape(value: Value) -> Any:
    if value.kind in ("list", "tuple"):
        return (value.length,) if value.length is not None else None
    return value.shape


def _placed(facts: Analysis, given: Given) -> core.Statement | None:
    """`np.place(a, mask, vals)`: the values one after the other."""
    mask = _mask(facts, given["mask"])
    count = expression("(np.count_nonzero($m),)", m=mask)
    return store(given["arr"], mask, repeated(facts, given["vals"], count))


def _put_mask(facts: Analysis, given: Given) -> core.Statement | None:
    """`np.putmask(a, mask, values)`: the values at the same positions."""
    mask = _mask(facts, given["mask"])
    values = given["values"]
    if not is_scalar(facts.value(values)):
        shape = expression("np.shape($a)", a=given["a"])
        again = repeated(facts, values, shape, given["a"])
        values = gast.Subscript(again, copy(mask), gast.Load())
    return store(given["a"], mask, values)


def _mask(facts: Analysis, mask: gast.expr) -> gast.expr:
    if facts.value(mask).dtype == "b1":
        return copy(mask)
    return expression("np.asarray($m, dtype=bool)", m=mask)


def _diagonal(facts: Analysis, given: Given) -> core.Statement | None:
    if facts.value(given["a"]).rank != 2 or _literal(given, "wrap", False) is not False:
        return None
    shape = facts.value(given["a"]).shape or (None, None)
    if shape[0] is not None and shape[0] == shape[1] == _length(facts.value(given["val"])):
        every = expression("np.arange(len($a))", a=given["a"])
        return store(given["a"], gast.Tuple([every, copy(every)], gast.Load()), given["val"])
    length = expression("min(np.shape($a))", a=given["a"])
    index = expression("np.diag_indices($n)", n=length)
    one = gast.Tuple([copy(length)], gast.Load())
    return store(given["a"], index, repeated(facts, given["val"], one))


def _length(value: Value) -> Any:
    return value.shape[0] if value.kind == "array" and value.rank == 1 and value.shape else None


def _along_axis(facts: Analysis, given: Given) -> core.Statement | None:
    array, indices = given["arr"], given["indices"]
    rank = facts.value(array).rank
    axis = _literal(given, "axis", -1)
    if axis is None:
        return None
    if rank is None or not isinstance(axis, int):
        return None
    axis %= rank
    parts: list[gast.expr] = []
    for k in range(rank):
        if k == axis:
            parts.append(copy(indices))
            continue
        form = ", ".join("-1" if j == k else "1" for j in range(rank))
        counted = expression(f"np.arange(np.shape($i)[{k}])", i=indices)
        if rank > 1:
            counted = expression(f"np.reshape($c, ({form},))", c=counted)
        parts.append(counted)
    index = parts[0] if rank == 1 else gast.Tuple(parts, gast.Load())
    return store(array, index, given["values"])


def _accumulating(function: Any) -> Builder:
    """`np.add.at(a, i, b)`: every index counts, however often it occurs."""

    def build(facts: Analysis, given: Given) -> core.Statement | None:
        if set(given) != {"a", "indices", "b"} or function not in (np.add, np.subtract):
            return _one_by_one(facts, given, function)
        index = given["indices"]
        op = gast.Add() if function is np.add else gast.Sub()
        target = gast.Subscript(as_value(given["a"]), copy(index), gast.Store())
        return core.AccumulateAt(target, op, given["b"])

    return build


def _one_by_one(facts: Analysis, given: Given, function: Any) -> core.Statement | None:
    """`np.multiply.at(a, i, b)`: a loop over the indices, in their order."""
    array, index, value = given.get("a"), given.get("indices"), given.get("b")
    if array is None or index is None or (value is None) != (function.nin == 1):
        return None
    places = facts.value(index)
    if value is not None and not facts.value(value).sites.isdisjoint(facts.value(array).sites):
        return None  # what is read changes meanwhile
    several = isinstance(index, gast.List) or places.kind == "list"
    if not several and not (places.kind == "array" and places.rank == 1 and places.dtype != "b1"):
        return None
    k = name(free("k", occurring(facts.tree)))
    place = gast.Subscript(copy(index), k, gast.Load())
    arguments: list[gast.expr] = [gast.Subscript(as_value(array), place, gast.Load())]
    if value is not None:
        known = facts.value(value)
        one = is_scalar(known) or known.rank == 0
        if not one and known.rank is None:
            return None
        arguments.append(value if one else gast.Subscript(copy(value), copy(k), gast.Load()))
        if not one and known.shape is not None and known.shape[0] == ONE:
            return None  # it is stretched
    call = expression(f"np.{function.__name__}($x)", x=arguments[0])
    assert isinstance(call, gast.Call)
    made = gast.Call(call.func, arguments, [])
    body = store(array, copy(place), made)
    count = expression("range(len($i))", i=index)
    return core.For(as_target(k), count, (body,))


_METHODS: dict[str, tuple[str, Builder]] = {
    "fill": ("a value", _filled),
    "sort": ("a axis kind order stable", _sorted),
    "partition": ("a kth axis kind order", _partitioned),
    "put": ("a ind v", _put),
}
FUNCTIONS: dict[Any, tuple[str, Builder]] = {
    np.copyto: ("dst src casting where", _copied),
    np.put: ("a ind v", _put),
    np.place: ("arr mask vals", _placed),
    np.putmask: ("a mask values", _put_mask),
    np.fill_diagonal: ("a val wrap", _diagonal),
    np.put_along_axis: ("arr indices values axis", _along_axis),
}

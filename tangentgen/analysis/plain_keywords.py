"""Calls whose rule lacks an argument, as calls that need it no more.

With an active `initial`, `np.sum(x, initial=s)` is `s + np.sum(x)`; `np.cross(x, y, axis=0)` is
that of the last axes. The values are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.analysis.join import is_scalar
from tangentgen.source.quote import constant, copy, expression

Given = dict[str, gast.expr]
Form = Callable[[Analysis, gast.Call, Given], "gast.expr | None"]


def plain_keyword(facts: Analysis, call: gast.Call) -> gast.expr | None:
    """The other call; None where this one stays as it is."""
    target = facts.value(call.func).constant
    if isinstance(target, ArrayMethod):
        start = _STARTED_METHODS.get(target.name)
        return None if start is None else _started(facts, call, start)
    reduced = getattr(target, "__self__", None)
    if isinstance(reduced, np.ufunc) and getattr(target, "__name__", "") == "reduce":
        start = _STARTED_UFUNCS.get(reduced)
        return None if start is None else _started(facts, call, start)
    try:
        start, form = _STARTED.get(target), _FORMS.get(target)
    except TypeError:  # not hashable
        return None
    if start is not None:
        return _started(facts, call, start)
    if form is None:
        return None
    names, build = form
    given = _given(call, names.split())
    return None if given is None else build(facts, call, given)


def _given(call: gast.Call, names: list[str]) -> Given | None:
    """The arguments by name; None for starred and unknown ones."""
    keywords = {k.arg: k.value for k in call.keywords}
    if any(isinstance(a, gast.Starred) for a in call.args) or len(call.args) > len(names):
        return None
    given = dict(zip(names, call.args, strict=False))
    if None in keywords or keywords.keys() & given.keys() or keywords.keys() - set(names):
        return None
    return given | {str(k): v for k, v in keywords.items()}


def _without(call: gast.Call, *left_out: str, **added: gast.expr) -> gast.Call:
    """The call without some keywords, and with others."""
    kept = [k for k in call.keywords if k.arg not in (*left_out, *added)]
    return gast.Call(call.func, call.args, [*kept, *(gast.keyword(k, v) for k, v in added.items())])


# how a reduction goes on from where it begins, and what it begins with instead
_STARTED: dict[Any, tuple[str, float | None]] = {
    np.sum: ("$s + $x", None),
    np.nansum: ("$s + $x", None),
    np.prod: ("$s * $x", None),
    np.nanprod: ("$s * $x", None),
    np.max: ("np.maximum($s, $x)", -np.inf),
    np.nanmax: ("np.maximum($s, $x)", -np.inf),
    np.min: ("np.minimum($s, $x)", np.inf),
    np.nanmin: ("np.minimum($s, $x)", np.inf),
}
_STARTED_METHODS = {f.__name__: _STARTED[f] for f in (np.sum, np.prod, np.max, np.min)}
_STARTED_UFUNCS: dict[np.ufunc, tuple[str, float | None]] = {
    np.add: ("$s + $x", None),
    np.multiply: ("$s * $x", None),
    np.maximum: ("np.maximum($s, $x)", -np.inf),
    np.minimum: ("np.minimum($s, $x)", np.inf),
    np.logaddexp: ("np.logaddexp($s, $x)", None),
}


def _started(facts: Analysis, call: gast.Call, start: tuple[str, float | None]) -> Any:
    initial = next((k.value for k in call.keywords if k.arg == "initial"), None)
    if initial is None or not facts.active(initial):
        return None
    form, least = start
    bounded = _without(call, "initial")
    if least is not None:
        limit = expression("np.inf") if least > 0 else expression("-np.inf")
        bounded = _without(call, initial=limit)
    return expression(form, s=initial, x=bounded)


def _clip(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    if {"a_min", "min"} <= given.keys() or {"a_max", "max"} <= given.keys():
        return None  # NumPy's own error
    low = given.get("a_min", given.get("min"))
    high = given.get("a_max", given.get("max"))
    if not any(facts.active(bound) for bound in (low, high) if bound is not None):
        return None
    found = given["a"]
    if low is not None and facts.value(low).kind != "none":
        found = expression("np.maximum($x, $b)", x=found, b=low)
    if high is not None and facts.value(high).kind != "none":
        found = expression("np.minimum($x, $b)", x=found, b=high)
    return found


def _diff(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    ends = [given.get(k) for k in ("prepend", "append")]
    if not any(facts.active(end) for end in ends if end is not None):
        return None
    array = facts.value(given["a"])
    if array.kind != "array" or array.rank is None:
        return None
    parts = [given["a"]]
    for end, place in zip(ends, (0, 1 if ends[0] is None else 2), strict=True):
        if end is None:
            continue
        value = facts.value(end)
        if array.rank == 1:
            part = expression("np.atleast_1d($e)", e=end)
        elif value.kind == "array" and value.rank == array.rank:
            part = end
        else:
            return None
        parts.insert(place, part)
    axis = given.get("axis", constant(-1))
    whole = expression("np.concatenate($p, axis=$k)", p=gast.Tuple(parts, gast.Load()), k=axis)
    count = given.get("n", constant(1))
    return expression("np.diff($x, n=$n, axis=$k)", x=whole, n=count, k=copy(axis))


def _ediff(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    begin, end = given.get("to_begin"), given.get("to_end")
    if not any(facts.active(e) for e in (begin, end) if e is not None):
        return None
    parts = [expression("np.ediff1d($x)", x=given["ary"])]
    for each, place in ((begin, 0), (end, len(parts) + 1)):
        if each is not None:
            parts.insert(place, expression("np.ravel($e)", e=each))
    return expression("np.concatenate($p)", p=gast.Tuple(parts, gast.Load()))


def _trapezoid(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    width = given.get("dx")
    points = given.get("x")
    if width is None or not facts.active(width) or not is_scalar(facts.value(width)):
        return None
    if points is not None and facts.value(points).kind != "none":
        return None
    axis = given.get("axis", constant(-1))
    return expression("$d * np.trapezoid($y, axis=$k)", d=width, y=given["y"], k=axis)


def _gradient(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    width = given.get("spacing")
    if width is None or not facts.active(width) or not is_scalar(facts.value(width)):
        return None
    if facts.value(given["f"]).rank != 1 and "axis" not in given:
        return None
    kept = [gast.keyword(k, given[k]) for k in ("axis", "edge_order") if k in given]
    return expression("$x / $d", x=gast.Call(call.func, [given["f"]], kept), d=width)


def _linspace(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    step = given.pop("retstep", None)
    if not isinstance(step, gast.Constant) or step.value is not True:
        return None
    count = given.get("num", constant(50))
    ends = given.get("endpoint", constant(True))
    if not isinstance(ends, gast.Constant):
        return None
    between = expression("$n - 1", n=count) if ends.value else copy(count)
    width = expression("($b - $a) / $n", a=given["start"], b=given["stop"], n=between)
    kept = [gast.keyword(k, v) for k, v in given.items() if k not in ("start", "stop")]
    points = gast.Call(call.func, [given["start"], given["stop"]], kept)
    return gast.Tuple([points, width], gast.Load())


def _logspace(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    base = given.pop("base", None)
    if base is None or not facts.active(base) or "dtype" in given:
        return None
    kept = [gast.keyword(k, v) for k, v in given.items() if k not in ("start", "stop")]
    made = expression("np.linspace($a, $b)", a=given["start"], b=given["stop"])
    assert isinstance(made, gast.Call)
    return expression("np.power($b, $x)", b=base, x=gast.Call(made.func, made.args, kept))


def _last_axes(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    """`np.cross` and `vecdot` along other axes: of the arrays with these axes last."""
    axis = given.pop("axis", None)
    if axis is not None and facts.value(axis).kind == "none":
        axis = None
    first = axis or given.pop("axisa", None)
    second = axis or given.pop("axisb", None)
    out = axis or given.pop("axisc", None)
    a, b = (given[k] for k in list(given)[:2])
    if first is None and second is None and out is None:
        return None
    if first is not None:
        a = expression("np.moveaxis($x, $k, -1)", x=a, k=first)
    if second is not None:
        b = expression("np.moveaxis($x, $k, -1)", x=b, k=second)
    made = gast.Call(call.func, [a, b], [])
    if out is None or facts.value(call.func).constant in _TO_NUMBERS:
        return made
    return expression("np.moveaxis($x, -1, $k)", x=made, k=out)


def _averaged(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    """`np.average(x, returned=True)`: the sum of the weights too."""
    returned = given.get("returned")
    if not isinstance(returned, gast.Constant) or returned.value is not True:
        return None
    weights = given.get("weights")
    array = facts.value(given["a"])
    if weights is None or facts.value(weights).rank != array.rank or array.rank is None:
        return None
    kept = [gast.keyword(k, given[k]) for k in ("axis", "keepdims") if k in given]
    sums = expression("np.sum($w)", w=weights)
    assert isinstance(sums, gast.Call)
    total = gast.Call(sums.func, sums.args, kept)
    named = [gast.keyword("weights", weights), *kept]
    return gast.Tuple([gast.Call(call.func, [given["a"]], named), total], gast.Load())


def _each(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    """`np.atleast_1d(x, y)`: a tuple with that of each."""
    if len(call.args) < 2:
        return None
    return gast.Tuple([gast.Call(copy(call.func), [a], []) for a in call.args], gast.Load())


def _degrees(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    """`correction=` is the other name of `ddof=`."""
    correction = given.get("correction")
    return None if correction is None else _without(call, "correction", ddof=correction)


def _bounds(facts: Analysis, call: gast.Call, given: Given) -> gast.expr | None:
    """`np.clip` of active bounds, or with bounds by their newer names."""
    active = _clip(facts, call, given)
    twice = {"a_min", "min"} <= given.keys() or {"a_max", "max"} <= given.keys()
    if active is not None or twice or not given.keys() & {"min", "max"}:
        return active
    low = given.get("min", given.get("a_min", constant(None)))
    high = given.get("max", given.get("a_max", constant(None)))
    return gast.Call(call.func, [given["a"], low, high], [])


_TO_NUMBERS = [np.vecdot, np.linalg.vecdot]
_FORMS: dict[Any, tuple[str, Form]] = {
    np.clip: ("a a_min a_max min max", _bounds),
    np.diff: ("a n axis prepend append", _diff),
    np.ediff1d: ("ary to_end to_begin", _ediff),
    np.trapezoid: ("y x dx axis", _trapezoid),
    np.gradient: ("f spacing axis edge_order", _gradient),
    np.linspace: ("start stop num endpoint retstep dtype axis", _linspace),
    np.logspace: ("start stop num endpoint base dtype axis", _logspace),
    np.cross: ("a b axisa axisb axisc axis", _last_axes),
    np.linalg.cross: ("x1 x2 axis", _last_axes),
    np.vecdot: ("x1 x2 axis", _last_axes),
    np.linalg.vecdot: ("x1 x2 axis", _last_axes),
    np.average: ("a axis weights returned keepdims", _averaged),
    np.atleast_1d: ("a b c d", _each),
    np.atleast_2d: ("a b c d", _each),
    np.atleast_3d: ("a b c d", _each),
    np.var: ("a axis dtype out ddof keepdims correction", _degrees),
    np.std: ("a axis dtype out ddof keepdims correction", _degrees),
}

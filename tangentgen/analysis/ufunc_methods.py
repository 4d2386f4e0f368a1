"""Methods of NumPy's functions as plain functions: `np.add.outer(a, b)` is `a[..., None] + b`."""

from __future__ import annotations

from typing import Any

import gast
import numpy as np

from tangentgen.analysis.facts import Analysis
from tangentgen.source.quote import constant, copy, expression

_REDUCED = {np.add: "sum", np.multiply: "prod", np.maximum: "max", np.minimum: "min"}
_KEPT = {"axis", "keepdims", "initial", "where"}
_RUNNING = {np.add: "cumsum", np.multiply: "cumprod"}


def plain_call(facts: Analysis, call: gast.Call) -> gast.expr | None:
    """The call of `outer`, `reduce` or `accumulate` as another; None where it is none."""
    target = facts.value(call.func).constant
    function = getattr(target, "__self__", None)
    if not isinstance(function, np.ufunc) or not call.args or _starred(call):
        return None
    named = {k.arg: k.value for k in call.keywords}
    match getattr(target, "__name__", ""):
        case "outer" if len(call.args) == 2 and not named:
            return _outer(facts, function, call)
        case "reduce" if function in _REDUCED and set(named) <= _KEPT:
            return _along(f"np.{_REDUCED[function]}", call, named)
        case "accumulate" if function in _RUNNING and set(named) <= {"axis"}:
            return _along(f"np.{_RUNNING[function]}", call, named)
    return None


def _starred(call: gast.Call) -> bool:
    keywords = any(k.arg is None for k in call.keywords)
    return keywords or any(isinstance(a, gast.Starred) for a in call.args)


def _outer(facts: Analysis, function: Any, call: gast.Call) -> gast.expr | None:
    first, second = (facts.value(a) for a in call.args)
    if first.kind != "array" or second.kind != "array" or second.rank is None:
        return None
    assert isinstance(call.func, gast.Attribute)
    new = [constant(Ellipsis), *(constant(None) for _ in range(second.rank))]
    index = gast.Tuple(new, gast.Load())
    spread = gast.Subscript(copy(call.args[0]), index, gast.Load()) if second.rank else call.args[0]
    del function
    return gast.Call(copy(call.func.value), [spread, copy(call.args[1])], [])


def _along(text: str, call: gast.Call, named: dict[str, gast.expr]) -> gast.expr | None:
    """A reduction or a running one; along the first axis where none is given."""
    if len(call.args) > 2 or (len(call.args) == 2 and "axis" in named):
        return None
    axis = call.args[1] if len(call.args) == 2 else named.get("axis", constant(0))
    rest = [gast.keyword(k, copy(v)) for k, v in named.items() if k != "axis"]
    made = expression(f"{text}($x, axis=$k)", x=call.args[0], k=axis)
    assert isinstance(made, gast.Call)
    return gast.Call(made.func, made.args, [*made.keywords, *rest])

"""Expressions whose derivative must not be taken operation by operation.

`1 / (1 + np.exp(-z))` is 0 where the exponential overflows, and so is its derivative; taken step
by step, that would be infinity times zero. The whole expression has a rule of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import gast
import numpy as np

from tangentgen.rules.library import Rule, find
from tangentgen.rules.shared import log_det, logistic, logistic_of_number
from tangentgen.rules.static import value_of

FUNCTIONS: dict[Any, Callable[..., Any]] = {np.exp: logistic, math.exp: logistic_of_number}


def nested(
    function: object, node: gast.Call, function_of: Callable[[gast.Call], object]
) -> tuple[Rule, dict[str, gast.expr]] | None:
    """The rule of a function of a function's value, and its arguments: `np.log(np.linalg.det(a))`,
    of which the determinant may be too small to divide by.
    """
    match node:
        case gast.Call(args=[gast.Call(args=[a], keywords=[]) as inner], keywords=[]):
            if function in (np.log, math.log) and function_of(inner) is np.linalg.det:
                rule = find(log_det)
                return None if rule is None else (rule, {"a": a})
    return None


def whole(
    node: gast.expr, function_of: Callable[[gast.Call], object]
) -> tuple[Rule, dict[str, gast.expr]] | None:
    """The rule of a whole expression and its arguments, which are nodes of the expression.

    `function_of` tells which function a call in it calls.

    >>> from tangentgen.source.quote import expression
    >>> found = whole(expression("1 / (1 + np.exp(-z))"), lambda call: np.exp)
    >>> {key: gast.unparse(tree) for key, tree in found[1].items()}
    {'a': '1', 't': '-z'}
    """
    match node:
        case gast.BinOp(left=a, op=gast.Div(), right=gast.BinOp(op=gast.Add()) as below):
            for one, exponential in (
                (below.left, below.right),
                (below.right, below.left),
            ):
                is_call = isinstance(exponential, gast.Call) and len(exponential.args) == 1
                if value_of(one) != 1 or not is_call or exponential.keywords:
                    continue
                function = FUNCTIONS.get(function_of(exponential))
                rule = find(function) if function is not None else None
                if rule is not None:
                    return rule, {"a": a, "t": exponential.args[0]}
    return None

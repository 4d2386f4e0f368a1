"""`check_grads`: reverse mode, forward mode and differences must give the same numbers."""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

import tangentgen
from tangentgen.commands.compare import HEAD, compare
from tangentgen.errors import WrongDerivative
from tangentgen.request import Wrt
from tangentgen.trees import random_like


def check_grads(
    f: Callable[..., Any], args: Sequence[Any], wrt: Wrt = 0, *, order: int = 1
) -> None:
    """Raise `WrongDerivative`, with a table, where the modes and differences disagree.

    Checked at `args`, along random directions, with respect to each parameter in `wrt`; with
    `order=2` the reverse derivative is checked in the same way, and so on.

    >>> def square(x):
    ...     return x * x
    >>> check_grads(square, (3.0,), order=2)
    """
    given = tuple(args)
    for number in range(1, order + 1):
        rows = list(compare(f, given, wrt))
        if not all(row.agrees for row in rows):
            name = getattr(f, "__name__", "f")
            table = "\n".join(map(str, [HEAD, *rows]))
            raise WrongDerivative(f"derivatives of {name}, order {number}, disagree:\n{table}")
        if number < order:
            f = _next(f, given, wrt)


def _next(f: Callable[..., Any], args: tuple[Any, ...], wrt: Wrt) -> Callable[..., Any]:
    """The reverse derivative as a function of the same arguments."""
    value = f(*copy.deepcopy(args))
    if isinstance(value, float | np.floating) or (_is_real(value) and value.shape == ()):
        return tangentgen.grad(f, wrt=wrt)
    cotangent = random_like(value, np.random.default_rng(1))
    made: Any = tangentgen.vjp(f, wrt=wrt)
    return functools.partial(made, **{made.extra: cotangent})


def _is_real(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind == "f"

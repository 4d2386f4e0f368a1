"""Assertions over trees, with messages that say where."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.support.trees import Tree, arrays, children, dtype_of, is_active, leaves


def assert_gradient_like(got: Tree, argument: Tree, what: str) -> None:
    """The structure, kinds, shapes and dtypes of the argument; None where nothing is active."""
    parts = children(argument)
    if parts is not None:
        assert type(got) is type(argument), f"{what} is {type(got)}, not {type(argument)}"
        mine = children(got) or []
        assert [key for key, _ in mine] == [key for key, _ in parts], f"{what} has other keys"
        for (key, part), (_, other) in zip(mine, parts, strict=True):
            assert_gradient_like(part, other, f"{what}[{key!r}]")
    elif not is_active(argument):
        assert got is None, f"{what} is {got!r} where nothing is differentiable"
    elif isinstance(argument, np.ndarray):
        assert type(got) is np.ndarray, f"{what} is {type(got)}, not an array"
        assert got.shape == argument.shape, f"{what} has shape {got.shape}, not {argument.shape}"
        assert got.dtype == argument.dtype, f"{what} has dtype {got.dtype}, not {argument.dtype}"
    else:
        # a NumPy scalar of double precision is a Python float
        assert isinstance(got, type(argument)), f"{what} is {type(got)}, not {type(argument)}"


def assert_tangent_like(got: Tree, value: Tree, what: str) -> None:
    """Like the value in structure, shapes and dtypes; a NumPy scalar may be a float."""
    for key, (mine, other) in enumerate(zip(leaves(got), leaves(value), strict=True)):
        where = f"{what}, leaf {key}"
        if is_active(other):
            assert mine is not None, f"{where} is None"
            assert np.shape(mine) == np.shape(other), f"{where}: {np.shape(mine)}"
            assert dtype_of(mine) == dtype_of(other), f"{where}: {dtype_of(mine)}"
        else:
            assert mine is None or not np.any(mine), f"{where}: {mine!r} for {other!r}"


def assert_close(got: Tree, want: Tree, what: str, tolerance: float = 1e-10) -> None:
    """Equal numbers to a relative tolerance, leaf by leaf; NaN equals NaN."""
    for key, (mine, other) in enumerate(zip(leaves(got), leaves(want), strict=True)):
        if other is None or not is_active(other):
            continue
        finite = np.abs(np.asarray(other))[np.isfinite(other)]
        scale = tolerance * (1.0 + float(np.max(finite, initial=0.0)))
        np.testing.assert_allclose(
            mine, other, rtol=tolerance, atol=scale, err_msg=f"{what}, leaf {key}"
        )


def assert_same(got: Tree, want: Tree, what: str) -> None:
    """Bit for bit the same: what was not to be changed."""
    for mine, other in zip(leaves(got), leaves(want), strict=True):
        assert type(mine) is type(other), f"{what} became {type(mine)}"
        if isinstance(other, np.ndarray):
            assert mine.dtype == other.dtype and mine.shape == other.shape, what
            assert np.array_equal(mine, other, equal_nan=mine.dtype.kind in "fc"), what
        elif dtype_of(other) is not None:
            assert mine == other or mine != mine, f"{what} became {mine!r}"


def assert_separate(results: Tree, others: Tree, what: str) -> None:
    """No result shares memory with another result or with anything in `others`."""
    mine = list(arrays(results))
    for number, array in enumerate(mine):
        for other in arrays(others):
            assert not np.shares_memory(array, other), f"{what} shares memory with an argument"
        for other in mine[number + 1 :]:
            assert not np.shares_memory(array, other), f"{what} shares memory with another"


def assert_shared_as(got: Tree, want: Tree, others: Tree, what: str) -> None:
    """What shares memory in a value shares it in the primal's too; no argument is among it."""
    mine, theirs = list(arrays(got)), list(arrays(want))
    for number, array in enumerate(mine):
        for other in arrays(others):
            assert not np.shares_memory(array, other), f"{what} shares memory with an argument"
        for later in range(number + 1, len(mine)):
            shared = np.shares_memory(array, mine[later])
            assert not shared or np.shares_memory(theirs[number], theirs[later]), (
                f"{what} shares memory with itself"
            )


def arguments_changed(before: Any, after: Any) -> list[int]:
    """The numbers of the arguments that a call has changed."""

    def differs(number: int) -> bool:
        try:
            assert_same(after[number], before[number], "argument")
        except (AssertionError, ValueError):
            return True
        return False

    return [number for number in range(len(before)) if differs(number)]

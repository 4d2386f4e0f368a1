"""One way to call every kind of derivative, and the check of one against all others."""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import tangentgen
from tests.support import compare, differences
from tests.support.trees import (
    Tree,
    dot,
    dtype_of,
    leaves,
    map_leaves,
    norm,
    random_like,
    to_float64,
)

Function = Callable[..., Any]


@dataclass(frozen=True)
class Result:
    """What one call of a derivative gave."""

    gradients: tuple[Tree, ...]
    value: Tree = None
    has_value: bool = False


@dataclass(frozen=True)
class Problem:
    """A function at a point, with respect to some of its parameters."""

    function: Function
    wrt: tuple[str, ...]
    args: tuple[Any, ...]

    @property
    def index(self) -> tuple[int, ...]:
        names = list(inspect.signature(self.function).parameters)
        return tuple(names.index(name) for name in self.wrt)

    @property
    def point(self) -> tuple[Tree, ...]:
        return tuple(self.args[i] for i in self.index)

    def value(self, args: Sequence[Any] | None = None) -> Tree:
        """What the function returns; where it returns nothing, the arguments it has changed."""
        given = copy.deepcopy(list(self.args if args is None else args))
        ours = copy.deepcopy(given)
        value = self.function(*ours)
        if value is not None:
            return value
        changed = tuple(ours[number] for number in compare.arguments_changed(given, ours))
        return changed[0] if len(changed) == 1 else changed

    def widened(self) -> Problem:
        """The same problem in double precision."""
        return Problem(self.function, self.wrt, tuple(to_float64(list(self.args))))


def is_scalar(value: Tree) -> bool:
    """Whether `grad` takes a function with this value."""
    return isinstance(value, float | np.floating) or (
        isinstance(value, np.ndarray) and value.shape == () and value.dtype.kind == "f"
    )


def selection(wrt: tuple[str, ...]) -> Any:
    return wrt if len(wrt) > 1 else wrt[0]


def as_tuple(gradients: Tree, wrt: tuple[str, ...]) -> tuple[Tree, ...]:
    return gradients if len(wrt) > 1 else (gradients,)


def derive(mode: str, problem: Problem, **options: Any) -> Any:
    """The derivative function of a mode, by the public call of that name."""
    return getattr(tangentgen, mode)(problem.function, wrt=selection(problem.wrt), **options)


def given(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """The arguments themselves, but copies of what a call may advance: generators, files."""
    return map_leaves(lambda leaf: copy.deepcopy(leaf) if dtype_of(leaf) is None else leaf, args)


def keyword(name: str, problem: Problem) -> str:
    """What a mode's own keyword is called where the primal has a parameter of that name."""
    taken = inspect.signature(problem.function).parameters
    found, number = name, 2
    while found in taken:
        found, number = f"{name}_{number}", number + 1
    return found


def run_reverse(mode: str, derivative: Any, problem: Problem, cotangent: Tree) -> Result:
    """Call a reverse derivative and bring what it returns into one form."""
    args = given(problem.args)
    if mode == "grad":
        return Result(as_tuple(derivative(*args), problem.wrt))
    if mode == "value_and_grad":
        value, gradients = derivative(*args)
    else:
        value, gradients = derivative(*args, **{keyword("cotangent", problem): cotangent})
    return Result(as_tuple(gradients, problem.wrt), value, True)


def run_forward(derivative: Any, problem: Problem, tangents: tuple[Tree, ...]) -> tuple[Tree, Tree]:
    """The value and its tangent."""
    bare = tangents if len(tangents) > 1 else tangents[0]
    value, tangent = derivative(*given(problem.args), **{keyword("tangents", problem): bare})
    return value, tangent


def reverse_mode(problem: Problem, mode: str | None = None) -> str:
    """The given mode where it is a reverse one, otherwise the one that fits the value."""
    if mode in ("grad", "value_and_grad", "vjp"):
        return mode
    return "grad" if is_scalar(problem.value()) else "vjp"


def check_reverse(
    problem: Problem,
    derivative: Any,
    mode: str,
    rng: np.random.Generator,
    tolerance: float = 1e-7,
    exact: bool = False,
) -> tuple[Result, Tree]:
    """A reverse derivative against differences; nothing given changes, nothing is shared."""
    want_value = problem.value()
    cotangent = random_like(rng, want_value) if mode == "vjp" else 1.0
    before = copy.deepcopy((problem.args, cotangent))
    result = run_reverse(mode, derivative, problem, cotangent)
    compare.assert_same((problem.args, cotangent), before, "an argument")
    compare.assert_separate(result.gradients, (problem.args, cotangent), "a gradient")
    for name, got, argument in zip(problem.wrt, result.gradients, problem.point, strict=True):
        compare.assert_gradient_like(got, argument, f"gradient of {name}")
    if result.has_value:
        compare.assert_close(result.value, want_value, "value", 1e-13)
        compare.assert_separate(result.gradients, (problem.args, result.value), "a gradient")
        compare.assert_shared_as(result.value, want_value, problem.args, "the value")
    along = differences.complex_step if exact else differences.slope
    wide = problem.widened()
    for _ in range(3):
        direction = random_like(rng, wide.point)
        change = along(lambda *args: wide.value(args), wide.args, problem.index, direction)
        want = dot(change, cotangent)
        got = dot(result.gradients, direction)
        size = norm(result.gradients) * norm(direction)
        bound = tolerance * (1.0 + abs(want) + (size if np.isfinite(size) else 0.0))
        assert abs(got - want) <= bound, _difference(problem, result, cotangent, got, want)
    again = run_reverse(mode, derivative, problem, cotangent)  # by what the first call has prepared
    compare.assert_same(again.gradients, result.gradients, "a gradient of the second call")
    return result, cotangent


def check_forward(
    problem: Problem,
    derivative: Any,
    rng: np.random.Generator,
    tolerance: float = 1e-7,
) -> tuple[tuple[Tree, ...], Tree]:
    """A forward derivative against differences, with one random tangent."""
    want_value = problem.value()
    tangents = random_like(rng, problem.point)
    before = copy.deepcopy((problem.args, tangents))
    value, tangent = run_forward(derivative, problem, tangents)
    compare.assert_same((problem.args, tangents), before, "an argument")
    compare.assert_shared_as(tangent, want_value, (problem.args, tangents, value), "a tangent")
    compare.assert_shared_as(value, want_value, problem.args, "the value")
    compare.assert_close(value, want_value, "value", 1e-13)
    compare.assert_tangent_like(tangent, want_value, "tangent")
    wide = problem.widened()
    change = differences.slope(
        lambda *args: wide.value(args), wide.args, problem.index, to_float64(tangents)
    )
    size = norm(tangents) + sum(
        float(np.max(np.abs(x), initial=0.0)) for x in leaves(change) if x is not None
    )
    for number, (got, want) in enumerate(zip(leaves(tangent), leaves(change), strict=True)):
        if want is not None:
            worst = float(np.max(np.abs(np.asarray(got) - np.asarray(want)), initial=0.0))
            assert worst <= tolerance * (1.0 + size), (
                f"tangent, leaf {number}: {got!r} where differences give {want!r}"
            )
    return tangents, tangent


def check_transposed(
    result: Result,
    cotangent: Tree,
    tangents: tuple[Tree, ...],
    tangent: Tree,
    tolerance: float = 1e-10,
) -> None:
    """The dot-product test: ⟨cotangent, J·tangents⟩ = ⟨Jᵀ·cotangent, tangents⟩."""
    forward, reverse = dot(cotangent, tangent), dot(result.gradients, tangents)
    size = 1.0 + abs(forward) + norm(result.gradients) * norm(tangents)
    assert abs(forward - reverse) <= tolerance * size, f"forward {forward!r}, reverse {reverse!r}"


def check_all(
    problem: Problem, rng: np.random.Generator, *, tolerance: float = 1e-7, **options: Any
) -> None:
    """Both modes against differences and against each other."""
    mode = reverse_mode(problem)
    backwards = derive(mode, problem, **options)
    result, cotangent = check_reverse(problem, backwards, mode, rng, tolerance)
    forwards = derive("jvp", problem, **options)
    tangents, tangent = check_forward(problem, forwards, rng, tolerance)
    check_transposed(result, cotangent, tangents, tangent, max(1e-10, tolerance / 1e3))


def _difference(problem: Problem, result: Result, cotangent: Tree, got: float, want: float) -> str:
    """What to print of a wrong gradient: all of it, where it is small, beside the right one."""
    lines = [f"along a direction the gradient gives {got!r}, differences {want!r}"]
    if sum(np.size(leaf) for leaf in leaves(problem.point)) <= 16:
        lines += [f"gradient {result.gradients!r}", f"wanted   {coordinates(problem, cotangent)!r}"]
    return "\n".join(lines)


def coordinates(problem: Problem, cotangent: Tree) -> list[float]:
    """The gradient by differences, coordinate by coordinate, flattened."""
    wide = problem.widened()
    zero = map_leaves(
        lambda leaf: leaf * 0.0 if leaf is not None else None,
        random_like(np.random.default_rng(0), wide.point),
    )
    found = []
    for number, leaf in enumerate(leaves(zero)):
        for position in range(np.size(leaf) if leaf is not None else 0):
            counter = iter(range(len(leaves(zero))))

            def unit(x: Any) -> Any:
                if next(counter) != number:  # noqa: B023  # used up before the next turn
                    return x
                there = np.zeros(np.shape(x))
                there.flat[position] = 1.0  # noqa: B023
                return there if isinstance(x, np.ndarray) else float(there)

            change = differences.slope(
                lambda *args: wide.value(args), wide.args, problem.index, map_leaves(unit, zero)
            )
            found.append(round(dot(change, cotangent), 9))
    return found

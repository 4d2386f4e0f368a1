"""Solutions of equations: their derivatives come from the equation, not from how it was solved.

For x = f(x, a), the adjoint λ of the equation solves λ = x_bar + (∂f/∂x)ᵀ λ, and a_bar is
(∂f/∂a)ᵀ λ; for f(x, a) = 0 it solves (∂f/∂x)ᵀ λ = -x_bar (implicit function theorem).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def fixed_point(
    f: Callable[..., Any], guess: Any, *args: Any, tolerance: float = 1e-12, steps: int = 10_000
) -> Any:
    """The x with x = f(x, *args), by iteration from a guess."""
    x = guess
    for _ in range(steps):
        new = f(x, *args)
        change = np.max(np.abs(new - x), initial=0.0)
        x = new
        if change <= tolerance * (1.0 + np.max(np.abs(x), initial=0.0)):
            return x
    raise ArithmeticError(f"no fixed point in {steps} steps: the last one changed x by {change}")


def root(
    f: Callable[..., Any], guess: Any, *args: Any, tolerance: float = 1e-12, steps: int = 100
) -> Any:
    """The x with f(x, *args) = 0, by Newton's method with differences, from a guess."""
    x = np.array(guess, float)
    for _ in range(steps):
        value = np.ravel(f(x, *args))
        size = np.max(np.abs(x), initial=0.0)
        columns = []
        for k in range(x.size):
            step = 1e-7 * (1.0 + size)
            moved = x.copy()
            moved.flat[k] += step
            columns.append((np.ravel(f(moved, *args)) - value) / step)
        change = np.linalg.solve(np.stack(columns, axis=-1), value)
        x = np.asarray(x - np.reshape(change, x.shape))
        if np.max(np.abs(change), initial=0.0) <= tolerance * (1.0 + size):
            return x if isinstance(guess, np.ndarray) else float(x)
    raise ArithmeticError(f"no root in {steps} steps")


def solved_adjoint(
    f_vjp: Callable[..., Any], x: Any, args: tuple[Any, ...], x_bar: Any, own: float
) -> Any:
    """Solve `own` λ = x_bar + (∂f/∂x)ᵀ λ: the adjoint of an equation, at its solution x."""
    size = np.size(x)
    matrix = np.zeros((size, size))
    for k in range(size):
        unit = np.zeros(size)
        unit[k] = 1.0
        unit = np.reshape(unit, np.shape(x))[()]
        matrix[:, k] = np.ravel(f_vjp(x, *args, cotangent=unit)[1][0])
    solved = np.linalg.solve(own * np.eye(size) - matrix, np.ravel(x_bar))
    return np.reshape(solved, np.shape(x))[()]


def solved_tangent(
    f_jvp: Callable[..., Any], x: Any, args: tuple[Any, ...], args_dot: tuple[Any, ...], own: float
) -> Any:
    """Solve `own` x_dot = (∂f/∂x) x_dot + (∂f/∂args) args_dot, at the solution x."""
    size = np.size(x)
    nothing = np.zeros(np.shape(x))[()]
    fixed = tuple(0.0 * dot for dot in args_dot)
    matrix = np.zeros((size, size))
    for k in range(size):
        unit = np.zeros(size)
        unit[k] = 1.0
        unit = np.reshape(unit, np.shape(x))[()]
        matrix[:, k] = np.ravel(f_jvp(x, *args, tangents=(unit, *fixed))[1])
    rate = np.ravel(f_jvp(x, *args, tangents=(nothing, *args_dot))[1])
    solved = np.linalg.solve(own * np.eye(size) - matrix, rate)
    return np.reshape(solved, np.shape(x))[()]


def integral_adjoint(
    quad: Callable[..., Any], f_vjp: Callable[..., Any], a: float, b: float, args: tuple[Any, ...]
) -> tuple[float, ...]:
    """∫ ∂f/∂args from a to b, for each of the arguments that a derivative is taken by."""
    count = len(f_vjp(a, *args, cotangent=1.0)[1]) - 1
    slopes = [lambda t, k=k: f_vjp(t, *args, cotangent=1.0)[1][k + 1] for k in range(count)]
    return tuple(quad(slope, a, b)[0] for slope in slopes)


def flow_adjoint(
    solve: Callable[..., Any],
    f_vjp: Callable[..., Any],
    start: float,
    solution: Any,
    args: tuple[Any, ...],
    y_bar: Any,
    options: dict[str, Any],
) -> tuple[Any, ...]:
    """λ' = -(∂f/∂y)ᵀ λ from the last time back to the first, where y' = f(t, y, *args).

    At each time the adjoint of y there is added. Of the result the first is λ at the start, and
    the others are ∫ (∂f/∂args)ᵀ λ.
    """
    times, y = solution.t, solution.y
    size = len(y)
    slopes = f_vjp(times[-1], y[:, -1], *args, cotangent=y[:, -1])[1]
    shapes = [np.shape(g) for g in slopes[1:]] if isinstance(slopes, tuple) else []
    rest = np.zeros(sum(int(np.prod(shape)) for shape in shapes))

    adjoint = y_bar[:, -1]
    for k in reversed(range(len(times))):
        earlier = times[k - 1] if k > 0 else start
        if times[k] != earlier:
            state = np.concatenate((y[:, k], adjoint, rest))
            state = solve(
                lambda t, state: flow_backwards(t, state, f_vjp, args, size),
                (times[k], earlier), state, **options,
            ).y[:, -1]  # fmt: skip
            adjoint, rest = state[size : 2 * size], state[2 * size :]
        if k > 0:
            adjoint = adjoint + y_bar[:, k - 1]
    found = [adjoint]
    for shape in shapes:
        count = int(np.prod(shape))
        found.append(np.reshape(rest[:count], shape)[()])
        rest = rest[count:]
    return tuple(found)


def flow_backwards(
    t: float, state: Any, f_vjp: Callable[..., Any], args: tuple[Any, ...], size: int
) -> Any:
    """The rates of y, of its adjoint, and of the arguments' adjoints, one behind the other."""
    cotangent = state[size : 2 * size]
    value, found = f_vjp(t, state[:size], *args, cotangent=cotangent)
    y_back, *args_back = found if isinstance(found, tuple) else (found,)
    return np.concatenate((value, -y_back, *(-np.ravel(g) for g in args_back)))


def flow_tangent(
    solve: Callable[..., Any],
    f_jvp: Callable[..., Any],
    span: tuple[float, float],
    solution: Any,
    y0: tuple[Any, Any],
    args: tuple[Any, ...],
    args_dot: tuple[Any, ...],
    options: dict[str, Any],
) -> Any:
    """The tangent of y at the times of a solution: y_dot' = (∂f/∂y) y_dot + (∂f/∂args) args_dot."""
    size = len(solution.y)
    first = np.concatenate((y0[0], y0[1]))
    return solve(
        lambda t, state: np.concatenate(
            f_jvp(t, state[:size], *args, tangents=(state[size:], *args_dot))
            if args_dot
            else f_jvp(t, state[:size], *args, tangents=state[size:])
        ),
        span, first, t_eval=solution.t, **options,
    ).y[size:]  # fmt: skip

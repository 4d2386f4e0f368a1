"""Steps of descent over structures, and the way to SciPy's optimisers.

A method has a `start`, its state before the first step, and a `step`. For anything beyond
first-order descent, `for_scipy` turns a generated derivative into what
`scipy.optimize.minimize(…, jac=True)` takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from tangentgen.structures import flat, mapped, shaped

Structure = Any
ValueAndGradient = Callable[[Structure], tuple[float, Structure]]


class Method(Protocol):
    def start(self, parameters: Structure) -> Structure: ...

    def step(
        self, parameters: Structure, gradient: Structure, state: Structure
    ) -> tuple[Structure, Structure]: ...


def descent(
    method: Method, value_and_grad: ValueAndGradient, parameters: Structure, steps: int
) -> Iterator[tuple[float, Structure]]:
    """Yields the value before each step, and the parameters after it.

    >>> half_square = lambda x: (0.5 * x * x, x)
    >>> [(value, x) for value, x in descent(Momentum(0.5, 0.0), half_square, 4.0, 2)]
    [(8.0, 2.0), (2.0, 1.0)]
    """
    state = method.start(parameters)
    for _ in range(steps):
        value, gradient = value_and_grad(parameters)
        parameters, state = method.step(parameters, gradient, state)
        yield value, parameters


def zeros_like(tree: Structure) -> Structure:
    """The structure with zeros for its numbers."""
    return mapped(lambda leaf: leaf * 0.0, tree)


@dataclass(frozen=True)
class Momentum:
    """Gradient descent with momentum (Polyak 1964); plain descent with `decay=0`."""

    rate: float = 0.01
    decay: float = 0.9

    def start(self, parameters: Structure) -> Structure:
        return zeros_like(parameters)

    def step(
        self, parameters: Structure, gradient: Structure, state: Structure
    ) -> tuple[Structure, Structure]:
        moved = mapped(lambda v, g: self.decay * v - self.rate * g, state, gradient)
        return mapped(lambda p, v: p + v, parameters, moved), moved


@dataclass(frozen=True)
class Adagrad:
    """Duchi, Hazan and Singer 2011: rates shrink with the squares seen so far."""

    rate: float = 0.1
    eps: float = 1e-8

    def start(self, parameters: Structure) -> Structure:
        return zeros_like(parameters)

    def step(
        self, parameters: Structure, gradient: Structure, state: Structure
    ) -> tuple[Structure, Structure]:
        squares = mapped(lambda s, g: s + g * g, state, gradient)
        return mapped(self._moved, parameters, gradient, squares), squares

    def _moved(self, p: Any, g: Any, s: Any) -> Any:
        return p - self.rate * g / (np.sqrt(s) + self.eps)


@dataclass(frozen=True)
class RMSProp:
    """Tieleman and Hinton 2012: rates shrink with a running mean of the squares."""

    rate: float = 0.01
    decay: float = 0.99
    eps: float = 1e-8

    def start(self, parameters: Structure) -> Structure:
        return zeros_like(parameters)

    def step(
        self, parameters: Structure, gradient: Structure, state: Structure
    ) -> tuple[Structure, Structure]:
        keep, new = self.decay, 1.0 - self.decay
        squares = mapped(lambda s, g: keep * s + new * g * g, state, gradient)
        return mapped(self._moved, parameters, gradient, squares), squares

    def _moved(self, p: Any, g: Any, s: Any) -> Any:
        return p - self.rate * g / (np.sqrt(s) + self.eps)


@dataclass(frozen=True)
class Adam:
    """Kingma and Ba 2015, algorithm 1."""

    rate: float = 0.001
    decay: tuple[float, float] = (0.9, 0.999)
    eps: float = 1e-8

    def start(self, parameters: Structure) -> Structure:
        return 0, zeros_like(parameters), zeros_like(parameters)

    def step(
        self, parameters: Structure, gradient: Structure, state: Structure
    ) -> tuple[Structure, Structure]:
        count, means, squares = state
        count += 1
        one, two = self.decay
        means = mapped(lambda m, g: one * m + (1.0 - one) * g, means, gradient)
        squares = mapped(lambda s, g: two * s + (1.0 - two) * g * g, squares, gradient)
        first, second = 1.0 - one**count, 1.0 - two**count

        def moved(p: Any, m: Any, s: Any) -> Any:
            return p - self.rate * (m / first) / (np.sqrt(s / second) + self.eps)

        return mapped(moved, parameters, means, squares), (count, means, squares)


def for_scipy(
    value_and_grad: ValueAndGradient, parameters: Structure
) -> tuple[Callable[[Any], tuple[float, Any]], Any, Callable[[Any], Structure]]:
    """What `scipy.optimize.minimize(f, x, jac=True)` takes, and the way back.

    Returns the function of a vector, the vector to start from, and the function that gives
    a vector the form of the parameters.

    >>> f, x, back = for_scipy(lambda p: (p["a"] ** 2, {"a": 2 * p["a"]}), {"a": 3.0})
    >>> f(x)[0], f(x)[1], back(x)
    (9.0, array([6.]), {'a': 3.0})
    """

    def of_vector(vector: Any) -> tuple[float, Any]:
        value, gradient = value_and_grad(shaped(vector, parameters))
        return float(value), flat(gradient)

    return of_vector, flat(parameters), lambda vector: shaped(vector, parameters)

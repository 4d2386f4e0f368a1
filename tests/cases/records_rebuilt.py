"""Records with some fields replaced: dataclasses, frozen ones, named tuples."""

import copy
from dataclasses import dataclass, replace
from typing import NamedTuple


@dataclass
class Layer:
    w: float
    b: float


@dataclass(frozen=True)
class Frozen:
    w: float
    b: float


class Pair(NamedTuple):
    first: float
    second: float


class State:
    def __init__(self, x, v):
        self.x = x
        self.v = v


def records_rebuilt(state, y):
    layer = Layer(state.x, y)
    layer.w = layer.w * layer.b
    layer.b *= 2.0
    frozen = replace(Frozen(layer.w, layer.b), b=layer.w * y)
    pair = Pair(frozen.w, frozen.b)
    pair = pair._replace(first=pair.second * state.v)
    other = copy.copy(state)
    other.x = pair.first * other.v
    return pair.first * pair.second + layer.b + other.x * state.x


WRT = ("state", "y")


def samples(rng):
    return [(State(0.7, 1.3), 0.4)]


# --- expected ---
import copy

from tests.cases import records_rebuilt  # isort: skip


def records_rebuilt_grad(state, y):
    """Gradient of `records_rebuilt` with respect to state and y."""
    layer = records_rebuilt.Layer(state.x, y)
    w_old = layer.w
    layer.w = layer.w * layer.b
    b_old = layer.b
    layer.b *= 2.0
    frozen = records_rebuilt.replace(
        records_rebuilt.Frozen(layer.w, layer.b), b=layer.w * y
    )
    pair = records_rebuilt.Pair(frozen.w, frozen.b)
    pair_old = pair
    pair = pair._replace(first=pair.second * state.v)
    other = copy.copy(state)
    x_old = other.x
    other.x = pair.first * other.v

    # Reverse sweep
    first_bar = pair.second  # return pair.first * pair.second + layer.b + other.x * ...
    second_bar = pair.first
    x_bar = state.x
    x_bar2 = other.x
    other.x = x_old
    first_bar += other.v * x_bar  # other.x = pair.first * other.v
    v_bar = pair.first * x_bar
    v_bar += pair_old.second * first_bar  # pair = pair._replace(...)
    second_bar = second_bar + state.v * first_bar
    w_bar = y * second_bar  # frozen = replace(Frozen(layer.w, layer.b), b=layer.w * y)
    y_bar = layer.w * second_bar
    layer.b = b_old
    b_bar = 2.0  # layer.b *= 2.0
    layer.w = w_old
    b_bar += layer.w * w_bar  # layer.w = layer.w * layer.b
    w_bar = layer.b * w_bar
    x_bar2 += w_bar  # layer = Layer(state.x, y)
    y_bar += b_bar
    state_bar = object.__new__(records_rebuilt.State)
    state_bar.x = x_bar2
    state_bar.v = v_bar
    return state_bar, y_bar

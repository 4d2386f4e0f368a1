"""A primal and helpers that were made by other functions, with what they captured."""

import functools

import numpy as np


def squared(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs) ** 2

    return wrapper


@squared
def wave(t, phase=0.5):
    return np.sin(t + phase)


def decay(rate):
    def at(t):
        return np.exp(-rate * t)

    return at


slow, fast = decay(0.1), decay(2.0)


def make(weights):
    def shift(t):
        return t + weights[0]

    def captured_functions(x):
        return slow(x) * fast(shift(x)) + wave(x) * wave(x, phase=x) * shift(1.0)

    return captured_functions


captured_functions = make(np.array([0.3, 1.0]))

WRT = "x"


def samples(rng):
    return [(0.7,)]


# --- expected ---
import numpy as np

from tests.cases import captured_functions  # isort: skip


def captured_functions_grad(x, *, shift):
    """Gradient of `captured_functions` with respect to x."""
    function = captured_functions.wave.__closure__[0].cell_contents
    slow_rate = captured_functions.slow.__closure__[0].cell_contents
    fast_rate = captured_functions.fast.__closure__[0].cell_contents
    weights = shift.__closure__[0].cell_contents
    wave_ans = function(x)
    wave_ans2 = function(x, phase=x)
    exp2 = np.exp(-slow_rate * x)
    exp = np.exp(-fast_rate * (x + weights[0]))

    # Reverse sweep
    product_bar = 1.0 + weights[0]  # return slow(x) * fast(...) + wave(x) * ...
    x_bar = -slow_rate * (exp2 * exp) + -fast_rate * (exp * exp2)
    wave_ans_bar = 2 * wave_ans * wave_ans2**2 * product_bar
    t_bar, phase_bar = wave_reverse(x, x, 2 * wave_ans2 * wave_ans**2 * product_bar)
    x_bar += t_bar + phase_bar
    x_bar += wave_reverse2(x, 0.5, wave_ans_bar)
    return float(x_bar)


def wave_reverse(t, phase, ans_bar):
    phase_bar = np.cos(t + phase) * ans_bar  # return np.sin(t + phase)
    t_bar = phase_bar
    return t_bar, phase_bar


def wave_reverse2(t, phase, ans_bar):
    t_bar = np.cos(t + phase) * ans_bar  # return np.sin(t + phase)
    return t_bar

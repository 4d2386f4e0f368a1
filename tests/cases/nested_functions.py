"""Functions inside the function, that read its variables as they are when called."""

import numpy as np


def nested_functions(x, y):
    scale = x

    def wave(t, shift=y, *, power=2):
        u = np.sin(scale * t)
        return u**power + shift

    def twice(t):
        return wave(wave(t)) * scale

    first = twice(y)
    scale = scale * y
    for _ in range(2):
        scale = scale + 0.1 * first
        first = first + twice(x) + wave(y, power=3, shift=1.0)
    return first


WRT = ("x", "y")


def samples(rng):
    return [(0.4, 1.2)]


# --- expected ---
import numpy as np


def nested_functions_grad(x, y):
    """Gradient of `nested_functions` with respect to x and y."""
    scale_stack = []
    saved_stack = []
    scale = x

    wave_ans = wave(y, y, 2, scale)
    wave_ans2 = wave(wave_ans, y, 2, scale)

    first = wave_ans2 * scale
    scale_old = scale
    scale = scale * y
    for _ in range(2):
        scale_stack.append(scale)
        scale = scale + 0.1 * first
        wave_ans3 = wave(x, y, 2, scale)
        wave_ans4 = wave(wave_ans3, y, 2, scale)
        first = first + wave_ans4 * scale + wave(y, 1.0, 3, scale)
        saved_stack.append((wave_ans3, wave_ans4))

    # Reverse sweep
    first_bar = 1.0  # return first
    scale_bar = 0.0
    x_bar = 0.0
    y_bar = 0.0
    for _ in reversed(range(2)):
        wave_ans3, wave_ans4 = saved_stack.pop()
        wave_ans4_bar = scale * first_bar  # first = first + twice(x) + wave(...)
        scale_bar += wave_ans4 * first_bar
        t_bar, scale_bar2 = wave_reverse(y, 3, scale, first_bar)
        y_bar += t_bar
        scale_bar += scale_bar2
        wave_ans3_bar, shift_bar, scale_bar3 = wave_reverse2(
            wave_ans3, 2, scale, wave_ans4_bar
        )
        y_bar += shift_bar
        scale_bar += scale_bar3
        t_bar2, shift_bar2, scale_bar4 = wave_reverse2(x, 2, scale, wave_ans3_bar)
        x_bar += t_bar2
        y_bar += shift_bar2
        scale_bar += scale_bar4
        scale = scale_stack.pop()
        first_bar += 0.1 * scale_bar  # scale = scale + 0.1 * first
    y_bar += scale_old * scale_bar  # scale = scale * y
    scale_bar = y * scale_bar
    wave_ans2_bar = scale_old * first_bar  # first = twice(y)
    scale_bar += wave_ans2 * first_bar
    wave_ans_bar, shift_bar3, scale_bar5 = wave_reverse2(
        wave_ans, 2, scale_old, wave_ans2_bar
    )
    y_bar += shift_bar3
    scale_bar += scale_bar5
    t_bar3, shift_bar4, scale_bar6 = wave_reverse2(y, 2, scale_old, wave_ans_bar)
    y_bar += t_bar3 + shift_bar4
    scale_bar += scale_bar6
    x_bar += scale_bar  # scale = x
    return float(x_bar), float(y_bar)


def wave_reverse(t, power, scale, ans_bar):
    u = np.sin(scale * t)

    # Reverse sweep
    u_bar = power * u ** (power - 1 if power != 0 else 1) * ans_bar  # return ...
    product_bar = np.cos(scale * t) * u_bar  # u = np.sin(scale * t)
    scale_bar = t * product_bar
    t_bar = scale * product_bar
    return t_bar, scale_bar


def wave_reverse2(t, power, scale, ans_bar):
    u = np.sin(scale * t)

    # Reverse sweep
    u_bar = power * u ** (power - 1 if power != 0 else 1) * ans_bar  # return ...
    shift_bar = ans_bar
    product_bar = np.cos(scale * t) * u_bar  # u = np.sin(scale * t)
    scale_bar = t * product_bar
    t_bar = scale * product_bar
    return t_bar, shift_bar, scale_bar


def wave(t, shift, power, scale):
    u = np.sin(scale * t)
    return u**power + shift

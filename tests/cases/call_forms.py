"""Arguments by position, by name, starred, gathered, and left to defaults."""

import numpy as np

WEIGHTS = np.array([1.0, -2.0])


def mixed(a, b=2.0, /, c=3.0, *, d=0.5):
    return a * b + c * d


def gathering(first, *rest, **named):
    return first * rest[0] + rest[1] * named["scale"] * named["shift"]


def defaults(v, weights=WEIGHTS, pair=(2.0, 3.0), f=np.sin, missing=None):
    if missing is None:
        missing = pair[1]
    return np.sum(weights * v) * pair[0] + f(v[0]) * missing


def call_forms(x, y, v):
    several = (x, x * y)
    named = {"scale": y, "shift": 2.0}
    total = mixed(x, y, d=y) * mixed(x, c=y)
    total += gathering(y, *several, **named)
    total += gathering(x, y, x, scale=x, shift=y)
    total += defaults(v) * defaults(v, missing=x, f=np.cos, weights=v)
    return total


WRT = ("x", "y", "v")


def samples(rng):
    return [(0.4, 1.2, rng.normal(size=2))]


# --- expected ---
import numpy as np

from tests.cases import call_forms  # isort: skip


def call_forms_grad(x, y, v):
    """Gradient of `call_forms` with respect to x, y and v."""
    several = x, x * y
    named = {"scale": y, "shift": 2.0}
    mixed_ans = call_forms.mixed(x, y, d=y)
    mixed_ans2 = call_forms.mixed(x, c=y)
    value2 = {"scale": named["scale"], "shift": named["shift"]}
    value = {"scale": x, "shift": y}
    defaults_ans = call_forms.defaults(v)
    defaults_ans2 = call_forms.defaults(v, missing=x, f=np.cos, weights=v)

    # Reverse sweep
    # total += defaults(v) * defaults(v, missing=x, f=np.cos, weights=v)
    v_bar, weights_bar, x_bar = defaults_reverse(
        v, v, call_forms.defaults.__defaults__[1], np.cos, x, defaults_ans
    )
    v_bar += weights_bar
    v_bar2 = defaults_reverse2(
        v,
        call_forms.defaults.__defaults__[0],
        call_forms.defaults.__defaults__[1],
        defaults_ans2,
    )
    v_bar += v_bar2
    # total += gathering(x, y, x, scale=x, shift=y)
    first_bar, rest_0_bar, rest_1_bar, scale_bar, shift_bar = gathering_reverse(
        x, (y, x), value, 1.0
    )
    x_bar += first_bar + rest_1_bar + scale_bar
    y_bar = rest_0_bar + shift_bar
    # total += gathering(y, *several, **named)
    first_bar2, several_0_bar, several_1_bar, scale_bar2 = gathering_reverse2(
        y, (several[0], several[1]), value2, 1.0
    )
    y_bar += first_bar2
    a_bar, c_bar = mixed_reverse(2.0, 0.5, mixed_ans)  # total = mixed(...) * mixed(...)
    x_bar += a_bar
    y_bar += c_bar
    a_bar2, b_bar, d_bar = mixed_reverse2(x, y, 3.0, mixed_ans2)
    x_bar += a_bar2
    y_bar += b_bar + d_bar
    y_bar += scale_bar2  # named = {"scale": y, "shift": 2.0}
    x_bar += several_0_bar + y * several_1_bar  # several = x, x * y
    y_bar += x * several_1_bar
    return float(x_bar), float(y_bar), v_bar


def defaults_reverse(v, weights, pair, f, missing, ans_bar):
    product_bar = pair[0] * ans_bar  # return np.sum(...) * pair[0] + f(v[0]) * missing
    weights_bar = v * product_bar
    v_bar = weights * product_bar
    v_bar[0] -= np.sin(v[0]) * missing * ans_bar
    missing_bar = f(v[0]) * ans_bar
    return v_bar, weights_bar, missing_bar


def defaults_reverse2(v, weights, pair, ans_bar):
    missing = pair[1]

    # Reverse sweep
    # return np.sum(weights * v) * pair[0] + f(v[0]) * missing
    v_bar = unbroadcast(
        np.broadcast_to(weights * pair[0] * ans_bar, np.shape(weights * v)), v
    ).copy()
    v_bar[0] += np.cos(v[0]) * missing * ans_bar
    return v_bar


def gathering_reverse(first, rest, named, ans_bar):
    product_bar = named["shift"] * ans_bar  # return first * rest[0] + rest[1] * ...
    first_bar = rest[0] * ans_bar
    rest_0_bar = first * ans_bar
    rest_1_bar = named["scale"] * product_bar
    scale_bar = rest[1] * product_bar
    shift_bar = rest[1] * named["scale"] * ans_bar
    return first_bar, rest_0_bar, rest_1_bar, scale_bar, shift_bar


def gathering_reverse2(first, rest, named, ans_bar):
    product_bar = named["shift"] * ans_bar  # return first * rest[0] + rest[1] * ...
    first_bar = rest[0] * ans_bar
    rest_0_bar = first * ans_bar
    rest_1_bar = named["scale"] * product_bar
    scale_bar = rest[1] * product_bar
    return first_bar, rest_0_bar, rest_1_bar, scale_bar


def mixed_reverse(b, d, ans_bar):
    a_bar = b * ans_bar  # return a * b + c * d
    c_bar = d * ans_bar
    return a_bar, c_bar


def mixed_reverse2(a, b, c, ans_bar):
    a_bar = b * ans_bar  # return a * b + c * d
    b_bar = a * ans_bar
    d_bar = c * ans_bar
    return a_bar, b_bar, d_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)

"""A fast Fourier transform that calls itself on every other entry."""

import numpy as np


def transformed(x):
    n = len(x)
    if n == 1:
        return x.astype(complex)
    even, odd = transformed(x[::2]), transformed(x[1::2])
    turned = np.exp(-2j * np.pi * np.arange(n // 2) / n) * odd
    return np.concatenate([even + turned, even - turned])


def recursive_transform(x):
    return np.sum(np.abs(transformed(x)) ** 3)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),), (rng.normal(size=8),)]


# --- expected ---
import numpy as np

from tests.cases import recursive_transform  # isort: skip


def recursive_transform_grad(x):
    """Gradient of `recursive_transform` with respect to x."""
    transformed_ans = recursive_transform.transformed(x)
    abs_transformed_ans = np.abs(transformed_ans)

    # Reverse sweep
    # return np.sum(np.abs(transformed(x)) ** 3)
    transformed_ans_bar = (
        np.conj(transformed_ans)
        / np.where(abs_transformed_ans == 0, 1, abs_transformed_ans)
        if np.iscomplexobj(transformed_ans)
        else np.sign(transformed_ans)
    ) * np.real(3 * abs_transformed_ans**2)
    x_bar = transformed_reverse(x, transformed_ans_bar).copy()
    return x_bar


def transformed_forward(x):
    even = None
    saved2 = None
    odd = None
    saved = None
    exp = None
    turned = None
    n = len(x)
    if n == 1:
        ans = x.astype(complex)
    else:
        even, saved2 = transformed_forward(x[::2])
        odd, saved = transformed_forward(x[1::2])
        exp = np.exp(-2j * np.pi * np.arange(n // 2) / n)
        turned = exp * odd
        ans = np.concatenate([even + turned, even - turned])
    return ans, (x, n, even, saved2, odd, saved, exp, turned)


def transformed_reverse2(saved3, ans_bar):
    x, n, even, saved2, odd, saved, exp, turned = saved3
    if n == 1:
        x_bar = np.real(ans_bar)  # return x.astype(complex)
    else:
        sum_bar = ans_bar[: np.shape(even + turned)[0]]  # return np.concatenate(...)
        sum_bar2 = ans_bar[np.shape(even + turned)[0] :]
        even_bar = unbroadcast(sum_bar, even) + unbroadcast(sum_bar2, even)
        turned_bar = unbroadcast(sum_bar, turned) + unbroadcast(-sum_bar2, turned)
        odd_bar = unbroadcast(exp * turned_bar, odd)  # turned = np.exp(...) * odd
        x_bar2 = transformed_reverse2(saved, odd_bar)  # even, odd = ...
        x_bar = np.zeros_like(x)
        x_bar[1::2] = x_bar2
        x_bar[::2] += transformed_reverse2(saved2, even_bar)
    return x_bar


def transformed_reverse(x, ans_bar):
    n = len(x)
    if n != 1:
        even, saved2 = transformed_forward(x[::2])
        odd, saved = transformed_forward(x[1::2])
        exp = np.exp(-2j * np.pi * np.arange(n // 2) / n)
        turned = exp * odd

    # Reverse sweep
    if n == 1:
        x_bar = np.real(ans_bar)  # return x.astype(complex)
    else:
        sum_bar = ans_bar[: np.shape(even + turned)[0]]  # return np.concatenate(...)
        sum_bar2 = ans_bar[np.shape(even + turned)[0] :]
        even_bar = unbroadcast(sum_bar, even) + unbroadcast(sum_bar2, even)
        turned_bar = unbroadcast(sum_bar, turned) + unbroadcast(-sum_bar2, turned)
        odd_bar = unbroadcast(exp * turned_bar, odd)  # turned = np.exp(...) * odd
        x_bar2 = transformed_reverse2(saved, odd_bar)  # even, odd = ...
        x_bar = np.zeros_like(x)
        x_bar[1::2] = x_bar2
        x_bar[::2] += transformed_reverse2(saved2, even_bar)
    return x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)

"""Rules: classes 40 to 49."""

import numpy as np


def s40_division(m, x, a):
    return np.sum(m / x) + np.sum(a / x) + np.sum(x / a)


def s40_power(m, a):
    return np.sum(np.abs(m) ** a) + np.sum(a ** m[0])


def s40_multiply(m, x, a):
    return np.sum(np.multiply(m, x) ** 2) + np.sum(np.multiply(a, x) ** 2)


def s40_where(m, x, a):
    return np.sum(np.where(m > 0.0, x, a) ** 2)


def s40_scalar_minus_array(m, a):
    return np.sum((a - m) ** 2) + np.sum((m - a) ** 3)


def s40_column_and_row(x, y):
    return np.sum((x[:, None] - y) ** 2 / (1.0 + x[:, None] ** 2))


def s41_dot_of_three_axes(m, x):
    t = np.stack([m, m * m])
    return np.sum(np.dot(t, x) ** 2) + np.sum(np.dot(t, m) ** 2)


def s41_dot_three_by_three(m):
    t = np.stack([m, m * m])
    return np.sum(np.dot(t, t) ** 2)


def s41_vector_left(m, x):
    return np.sum((x @ m) ** 2) + np.sum(np.matmul(m, x) ** 3)


def s41_batched(m, x):
    t = np.stack([m, m * m])
    return np.sum((t @ t) ** 2) + np.sum((t @ x) ** 2) + np.sum((x @ t) ** 2) + np.sum(m @ t)


def s41_vector_vector(x, y):
    return (x @ y) * np.dot(x, x) * np.inner(y, y)


def s42_sum_where(x):
    return np.sum(x * x, where=np.array([True, False, True]))


def s42_sum_initial(x, a):
    return np.sum(x * x, initial=a) * a


def s42_full_like(x, a):
    return np.sum(np.full_like(x, a * a) * x)


def s42_full(x, a):
    return np.sum(np.full(3, a) * x)


def s42_prod_with_zero(x):
    y = x * np.array([1.0, 0.0, 1.0]) + np.array([0.0, 0.0, 1.0]) * x
    return np.prod(y) + np.prod(x)


def s42_prod_with_two_zeros(x):
    return np.prod(x * np.array([1.0, 0.0, 0.0])) + x[0]


def s43_two_arguments(a, b):
    return np.arctan2(a, b) + np.hypot(a, b) * np.copysign(a, -b) + np.logaddexp(a, b)


def s43_differences(a, b):
    return (a - b) / (a + b) - np.subtract(b, a) ** 3 + np.true_divide(a, b) + np.fmod(a, 7.0)


def s43_cross(x, y):
    return np.cross(x, y) @ np.array([1.0, 2.0, 3.0])


def s44_abs_of_complex(a, b):
    z = (a + 1j * b) ** 2
    return np.abs(z) + np.real(z) * np.imag(z) + np.angle(z)


def s44_complex_on_real(a):
    z = a + 0j
    return np.real(np.conj(z) * np.sqrt(z) + np.abs(z))


def s44_complex_exponential(x, a):
    return np.abs(np.sum(np.exp(1j * a * x))) ** 2


def s45_saved_comparison(x):
    y = x * 1.0
    for _ in range(3):
        if np.sum(y * y) > 4.0:
            y = y / 3.0
            y[0] *= 1.1
        else:
            y = y * 1.7
        y = y + 0.1 * x
    return np.sum(y * x)


def s45_mask_of_overwritten(x):
    y = x * 2.0
    mask = y > 1.0
    y[mask] = y[mask] ** 2
    y *= 0.1
    return np.sum(np.where(mask, y, x))


def s46_saved_then_changed(x):
    y = x * 1.0
    z = y * x
    s = np.sum(z * z)
    z *= 2.0
    y += 1.0
    return s + np.sum(y * z)


def s46_list_of_one_array(x):
    y = x * 1.0
    kept = []
    for _ in range(3):
        kept.append(y)
        y *= x
    return np.sum(kept[0] * kept[2])


def s46_list_of_copies(x):
    y = x * 1.0
    kept = []
    for _ in range(3):
        kept.append(y.copy())
        y *= x
    return np.sum(kept[0] * kept[2])


def s48_times_zero(x):
    return np.sum(x * 0.0 + x * 1.0 + 0.0) + np.sum(np.log(np.exp(x)))


def s48_shape_of_zero(m, x):
    return np.sum((m * 0.0 + x) ** 2) + np.sum((m - m + x) ** 2)


def s49_where_log(x):
    return np.sum(np.where(x > 0.0, np.log(np.maximum(x, 1e-9)), 0.0) * x)


def s49_untaken_log(signed):
    with np.errstate(all="ignore"):
        return np.sum(np.where(signed > 0.0, np.log(signed), 0.0))


def s49_untaken_sqrt(signed):
    with np.errstate(all="ignore"):
        return np.sum(np.where(signed > 0.0, np.sqrt(signed) * signed, signed))

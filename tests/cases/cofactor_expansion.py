"""A determinant by cofactors: a function calls itself on parts of a matrix."""

import numpy as np


def cofactors_summed(A):
    n = len(A)
    if n == 1:
        return A[0, 0]
    total = 0.0
    for j in range(n):
        left = np.delete(A[1:], j, axis=1)
        total += (-1) ** j * A[0, j] * cofactors_summed(left)
    return total


def cofactor_expansion(x):
    return cofactors_summed(np.outer(x, x) + np.diag(x))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),), (rng.normal(size=4),)]


# --- expected ---
import numpy as np

from tests.cases import cofactor_expansion  # isort: skip


def cofactor_expansion_grad(x):
    """Gradient of `cofactor_expansion` with respect to x."""
    _cofactors_summed_ans, saved = cofactors_summed_forward(np.outer(x, x) + np.diag(x))

    # Reverse sweep
    A_bar = cofactors_summed_reverse(saved, 1.0)  # return cofactors_summed(...)
    x_bar = A_bar @ x + x @ A_bar + np.diag(A_bar)
    return x_bar


def cofactors_summed_forward(A):
    total_stack = []
    n = len(A)
    if n == 1:
        ans = A[0, 0]
    else:
        total = 0.0
        for j in range(n):
            total_stack.append(total)
            left = np.delete(A[1:], j, axis=1)
            cofactors_summed_ans = cofactor_expansion.cofactors_summed(left)
            total = total + (-1) ** j * A[0, j] * cofactors_summed_ans
        ans = total
    return ans, (A, total_stack, n)


def cofactors_summed_reverse2(saved, ans_bar):
    A, total_stack, n = saved
    if n == 1:
        A_bar = np.zeros_like(A)  # return A[0, 0]
        A_bar[0, 0] = ans_bar
    else:
        total_bar = ans_bar  # return total
        A_bar = np.zeros_like(A)
        for j in reversed(range(n)):
            total = total_stack.pop()
            left = np.delete(A[1:], j, axis=1)
            cofactors_summed_ans, saved = cofactors_summed_forward(left)
            # total += (-1) ** j * A[0, j] * cofactors_summed(left)
            product_bar = unbroadcast(
                total_bar, (-1) ** j * A[0, j] * cofactors_summed_ans
            )
            A_bar[0, j] += unbroadcast(
                (-1) ** j
                * unbroadcast(cofactors_summed_ans * product_bar, (-1) ** j * A[0, j]),
                A[0, j],
            )
            cofactors_summed_ans_bar = unbroadcast(
                (-1) ** j * A[0, j] * product_bar, cofactors_summed_ans
            )
            total_bar = unbroadcast(total_bar, total)
            left_bar = cofactors_summed_reverse2(saved, cofactors_summed_ans_bar)
            A_bar[1:] += delete_adjoint(A[1:], j, 1, left_bar)  # left = np.delete(...)
    return A_bar


def cofactors_summed_reverse(saved, ans_bar):
    A, total_stack, n = saved
    if n == 1:
        A_bar = np.zeros_like(A)  # return A[0, 0]
        A_bar[0, 0] = ans_bar
    else:
        total_bar = ans_bar  # return total
        A_bar = np.zeros_like(A)
        for j in reversed(range(n)):
            total = total_stack.pop()
            left = np.delete(A[1:], j, axis=1)
            cofactors_summed_ans, saved = cofactors_summed_forward(left)
            # total += (-1) ** j * A[0, j] * cofactors_summed(left)
            product_bar = unbroadcast(
                total_bar, (-1) ** j * A[0, j] * cofactors_summed_ans
            )
            A_bar[0, j] += (-1) ** j * np.sum(cofactors_summed_ans * product_bar)
            cofactors_summed_ans_bar = unbroadcast(
                (-1) ** j * A[0, j] * product_bar, cofactors_summed_ans
            )
            total_bar = unbroadcast(total_bar, total)
            left_bar = cofactors_summed_reverse2(saved, cofactors_summed_ans_bar)
            A_bar[1:] += delete_adjoint(A[1:], j, 1, left_bar)  # left = np.delete(...)
    return A_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


def delete_adjoint(arr, obj, axis, ans_bar):
    if axis is None:
        kept = np.delete(np.arange(np.size(arr)), obj)
        arr_bar = np.zeros(np.size(arr), dtype=ans_bar.dtype)
        arr_bar[kept] = ans_bar
        arr_bar = np.reshape(arr_bar, np.shape(arr))
    else:
        kept = np.delete(np.arange(np.shape(arr)[axis]), obj)
        arr_bar = np.zeros_like(arr)
        arr_bar[(slice(None),) * (axis % np.ndim(arr)) + (kept,)] = ans_bar
    return arr_bar

"""Heat in a plane whose edges are kept in place: the last state is not made again."""

import numpy as np

WRT = ("T", "source", "alpha")
LIKE = True


def heat_with_edges(T, source, alpha, dt, steps):
    T = T.copy()
    for _ in range(steps):
        lap = np.zeros_like(T)
        lap[1:-1, 1:-1] = (
            T[2:, 1:-1] + T[:-2, 1:-1] + T[1:-1, 2:] + T[1:-1, :-2] - 4 * T[1:-1, 1:-1]
        )
        T += dt * (alpha * lap + source * np.exp(-T))
        T[0, :] = T[1, :]
        T[-1, :] = T[-2, :]
    return np.mean(T**2)


def samples(rng):
    state = rng.normal(size=(4, 5))
    return [(state, rng.normal(size=(4, 5)), 0.3, 0.1, n) for n in (3, 0)]


# --- expected ---
import numpy as np


def heat_with_edges_grad(T, source, alpha, dt, steps):
    """Gradient of `heat_with_edges` with respect to T, source and alpha."""
    T_stack = []
    T = T.copy()
    for _ in range(steps):
        T_stack.append(T.copy())
        lap = np.zeros_like(T)
        lap[1:-1, 1:-1] = (
            T[2:, 1:-1] + T[:-2, 1:-1] + T[1:-1, 2:] + T[1:-1, :-2] - 4 * T[1:-1, 1:-1]
        )
        T += dt * (alpha * lap + source * np.exp(-T))
        T[0, :] = T[1, :]
        T[-1, :] = T[-2, :]

    # Reverse sweep
    T_bar = 2 * T / np.size(T)  # return np.mean(T**2)
    alpha_bar = 0.0
    source_bar = np.zeros_like(source)
    for _ in reversed(range(steps)):
        T = T_stack.pop()
        lap = np.zeros_like(T)
        lap[1:-1, 1:-1] = (
            T[2:, 1:-1] + T[:-2, 1:-1] + T[1:-1, 2:] + T[1:-1, :-2] - 4 * T[1:-1, 1:-1]
        )
        exp = np.exp(-T)
        T_bar[-2, :] += T_bar[-1, :]  # T[-1, :] = T[-2, :]
        T_bar[-1, :] = 0.0
        T_bar[1, :] += T_bar[0, :]  # T[0, :] = T[1, :]
        T_bar[0, :] = 0.0
        sum_bar = dt * T_bar  # T += dt * (alpha * lap + source * np.exp(-T))
        alpha_bar += np.sum(lap * sum_bar)
        lap_bar = alpha * sum_bar
        source_bar += exp * sum_bar
        T_bar -= exp * source * sum_bar
        T_bar[2:, 1:-1] += lap_bar[1:-1, 1:-1]  # lap[1:-1, 1:-1] = T[...] + ...
        T_bar[:-2, 1:-1] += lap_bar[1:-1, 1:-1]
        T_bar[1:-1, 2:] += lap_bar[1:-1, 1:-1]
        T_bar[1:-1, :-2] += lap_bar[1:-1, 1:-1]
        T_bar[1:-1, 1:-1] -= 4 * lap_bar[1:-1, 1:-1]
    return T_bar, source_bar, float(alpha_bar)

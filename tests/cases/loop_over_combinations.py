"""itertools over active arrays: what is picked is reached by its positions."""

import itertools

import numpy as np


def loop_over_combinations(points, weights):
    energy = 0.0
    for p, q in itertools.combinations(points, 2):
        d = p - q
        energy += 1.0 / np.sqrt(np.sum(d * d))
    for a, b in itertools.pairwise(weights):
        energy += a * b
    for i, w in itertools.product(range(2), weights):
        energy = energy + i * w * w
    for w in itertools.chain(weights, weights[:2]):
        energy = energy * w
    return energy


WRT = ("points", "weights")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(4, 2)), rng.uniform(0.5, 1.5, size=3))]


# --- expected ---
import itertools

import numpy as np


def loop_over_combinations_grad(points, weights):
    """Gradient of `loop_over_combinations` with respect to points and weights."""
    energy_stack = []
    energy = 0.0
    items2 = [*itertools.combinations(range(len(points)), 2)]
    for j, k in items2:
        p = points[j]
        q = points[k]
        d = p - q
        energy += 1.0 / np.sqrt(np.sum(d * d))
    for a, b in itertools.pairwise(weights):
        energy += a * b
    items3 = [*itertools.product(range(2), range(len(weights)))]
    for i, n in items3:
        w = weights[n]
        energy = energy + i * w * w
    items = np.concatenate((weights, weights[:2]))
    for w in items:
        energy_stack.append(energy)
        energy = energy * w

    # Reverse sweep
    energy_bar = 1.0  # return energy
    items_bar = np.zeros_like(items)
    for index in reversed(range(len(items))):
        w = items[index]
        energy = energy_stack.pop()
        items_bar[index] = energy * energy_bar  # energy = energy * w
        energy_bar = w * energy_bar
    weights_bar = items_bar[: len(weights)].copy()
    weights_bar[:2] += items_bar[len(weights) :]
    for i, n in reversed(items3):
        w = weights[n]
        w_bar = 2 * i * w * energy_bar  # energy = energy + i * w * w
        weights_bar[n] += w_bar
    for m in reversed(range(len(weights) - 1)):
        a = weights[m]
        b = weights[m + 1]
        a_bar = b * energy_bar  # energy += a * b
        b_bar = a * energy_bar
        weights_bar[m + 1] += b_bar
        weights_bar[m] += a_bar
    points_bar = np.zeros_like(points)
    for j, k in reversed(items2):
        p = points[j]
        q = points[k]
        d = p - q
        sqrt = np.sqrt(np.sum(d * d))  # energy += 1.0 / np.sqrt(np.sum(d * d))
        d_bar = -d * (energy_bar / sqrt / sqrt / sqrt)
        q_bar = -d_bar  # d = p - q
        points_bar[k] += q_bar
        points_bar[j] += d_bar
    return points_bar, weights_bar

"""Lists of arrays whose items have other names, are replaced or held twice."""

import numpy as np


def layers_shared(weights, x, n):
    first = weights[0]
    total = sum(np.sum(w**2) for w in weights) * x[0]
    both = [first, first, weights[-1] * 2.0]
    for k in range(n):
        w = both[k % 3]
        x = np.tanh(w @ x) + first @ x
        both[k % 3] = w * 0.5
    taken = both.pop()
    total = total + np.sum(taken * weights[1]) + sum(np.sum(np.sin(b)) for b in both)
    kept = [w * x for w in weights]
    kept.append(kept[0])
    kept[1] = kept[1] + x
    return total + sum([np.sum(v) * x[1] for v in kept]) * np.sum(x)


WRT = ("weights", "x")


def samples(rng):
    weights = [0.3 * rng.normal(size=(2, 2)) for _ in range(3)]
    return [(weights, rng.normal(size=2), 4), (weights, rng.normal(size=2), 0)]


# --- expected ---
import numpy as np


def layers_shared_grad(weights, x, n):
    """Gradient of `layers_shared` with respect to weights and x."""
    x_stack = []
    both_stack = []
    first = weights[0]
    values = [np.sum(w**2) for w in weights]
    both = [first, first, weights[-1] * 2.0]
    for k in range(n):
        w = both[k % 3]
        x_stack.append(x)
        x = np.tanh(w @ x) + first @ x
        both_stack.append(both[k % 3])
        both[k % 3] = w * 0.5
    taken = both.pop()
    kept = [w * x for w in weights]
    kept.append(kept[0])
    kept_old = kept[1]
    kept[1] = kept[1] + x
    values3 = [np.sum(v) * x[1] for v in kept]

    # Reverse sweep
    sum_values3_bar = np.sum(x)  # return total + sum(...) * np.sum(x)
    x_bar = np.broadcast_to(sum(values3) * 1.0, np.shape(x)).copy()
    kept_bar = [np.zeros_like(item) for item in kept]
    for index in reversed(range(len(kept))):
        v = kept[index]
        v_bar = np.broadcast_to(x[1] * sum_values3_bar, np.shape(v))
        x_bar[1] += np.sum(v) * sum_values3_bar
        kept_bar[index] = kept_bar[index] + v_bar
    kept_item_bar = kept_bar[1]  # kept[1] = kept[1] + x
    kept[1] = kept_old
    kept_bar[1] = np.zeros_like(kept[1])
    kept_bar[1] = kept_bar[1] + unbroadcast(kept_item_bar, kept[1])
    x_bar += unbroadcast(kept_item_bar, x)
    kept_bar2 = kept_bar.pop()  # kept.append(kept[0])
    kept_bar[0] = kept_bar[0] + kept_bar2
    weights_bar = [np.zeros_like(item) for item in weights]
    for m in reversed(range(len(weights))):
        w3 = weights[m]
        product_bar = kept_bar.pop()  # kept = [w * x for w in weights]
        weights_bar[m] += unbroadcast(x * product_bar, w3)
        x_bar += unbroadcast(w3 * product_bar, x)
    # total = total + np.sum(taken * weights[1]) + sum(np.sum(np.sin(b)) for b in both)
    taken_bar = unbroadcast(
        np.broadcast_to(weights[1], np.shape(taken * weights[1])), taken
    )
    weights_bar[1] += unbroadcast(
        np.broadcast_to(taken, np.shape(taken * weights[1])), weights[1]
    )
    both_bar = [np.zeros_like(item) for item in both]
    for i in reversed(range(len(both))):
        both_bar[i] = both_bar[i] + np.cos(both[i])
    both_bar.append(taken_bar)  # taken = both.pop()
    both.append(taken)
    first_bar = np.zeros_like(first)
    for k in reversed(range(n)):
        both_item_bar = both_bar[k % 3]  # both[k % 3] = w * 0.5
        both[k % 3] = both_stack.pop()
        w = both[k % 3]
        both_bar[k % 3] = np.zeros_like(both[k % 3])
        w_bar = 0.5 * both_item_bar
        x = x_stack.pop()
        tanh = np.tanh(w @ x)  # x = np.tanh(w @ x) + first @ x
        product_bar2 = (1 - tanh**2) * unbroadcast(x_bar, tanh)
        product_bar3 = unbroadcast(x_bar, first @ x)
        w_bar += np.outer(product_bar2, x)
        first_bar += np.outer(product_bar3, x)
        x_bar = w.T @ product_bar2 + first.T @ product_bar3
        both_bar[k % 3] = both_bar[k % 3] + w_bar  # w = both[k % 3]
    first_bar += both_bar[0] + both_bar[1]  # both = [first, first, weights[-1] * 2.0]
    weights_bar[-1] += 2.0 * both_bar[2]
    sum_values_bar = x[0]  # total = sum(np.sum(w**2) for w in weights) * x[0]
    x_bar[0] += sum(values) * 1.0
    for j in reversed(range(len(weights))):
        weights_bar[j] += 2 * weights[j] * sum_values_bar
    weights_bar[0] += first_bar  # first = weights[0]
    return weights_bar, x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)

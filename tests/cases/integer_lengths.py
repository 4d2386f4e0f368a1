"""Arrays as long as integers say: lengths equal for one call, and not for others."""

import numpy as np


def integer_lengths(x, w, rate, n):
    decay = np.zeros(n)
    for i in range(n):
        decay[i] = rate**i
    growth = np.ones(n) + decay
    both = np.concatenate([decay, growth]).reshape(2, n)
    return np.sum(decay * x) + np.sum(both * w) + np.sum(x[-n:] * growth[: len(x)])


WRT = ("x", "w", "rate")
LIKE = True


def samples(rng):
    return [
        (rng.normal(size=3), rng.normal(size=(2, 3)), 0.7, 3),
        (rng.normal(size=1), rng.normal(size=(2, 1)), 0.7, 1),
        (rng.normal(size=4), rng.normal(size=(2, 4)), 0.7, 4),
    ]


# --- expected ---
import numpy as np


def integer_lengths_grad(x, w, rate, n):
    """Gradient of `integer_lengths` with respect to x, w and rate."""
    decay = np.zeros(n)
    for i in range(n):
        decay[i] = rate**i
    growth = np.ones(n) + decay
    concatenate = np.concatenate([decay, growth])
    both = concatenate.reshape(2, n)

    # Reverse sweep
    x_bar = decay.copy()  # return np.sum(decay * x) + np.sum(both * w) + np.sum(...)
    both_bar = w
    w_bar = both.copy()
    x_bar[-n:] += growth[: len(x)]
    growth_bar = np.zeros_like(growth)
    growth_bar[: len(x)] = x[-n:]
    # both = np.concatenate([decay, growth]).reshape(2, n)
    decay_bar = x + np.reshape(both_bar, np.shape(concatenate))[: len(decay)]
    growth_bar += np.reshape(both_bar, np.shape(concatenate))[len(decay) :]
    decay_bar += growth_bar  # growth = np.ones(n) + decay
    rate_bar = 0.0
    for i in reversed(range(n)):
        # decay[i] = rate**i
        rate_bar += i * rate ** (i - 1 if i != 0 else 1) * decay_bar[i]
    return x_bar, w_bar, float(rate_bar)

"""An optimiser whose state is None until its first step, and a dict from then on."""

import numpy as np


class Momentum:
    def __init__(self, rate, decay=0.9):
        self.rate = rate
        self.decay = decay
        self.velocity = None

    def update(self, params, grads):
        if self.velocity is None:
            self.velocity = {}
            for key, value in params.items():
                self.velocity[key] = np.zeros_like(value)
        for key in params:
            change = self.rate * grads[key]
            self.velocity[key] = self.decay * self.velocity[key] - change
            params[key] = params[key] + self.velocity[key]


def optimizer_state_begun(w, b, x, y, rate, steps):
    params = {"w": w, "b": b}
    optimizer = Momentum(rate)
    for _ in range(steps):
        seed = params["w"] * x + params["b"] - y
        optimizer.update(params, {"w": seed * x, "b": seed})
    return np.sum((params["w"] * x + params["b"] - y) ** 2)


WRT = ("w", "b", "x", "rate")


def samples(rng):
    arrays = [rng.normal(size=3) for _ in range(4)]
    return [(*arrays, 0.1, steps) for steps in (3, 1, 0)]


# --- expected ---
import numpy as np


def optimizer_state_begun_grad(w, b, x, y, rate, steps):
    """Gradient of `optimizer_state_begun` with respect to w, b, x and rate."""
    saved_stack = []
    if steps > 0:
        seed = w * x + b - y
        item = seed * x
        velocity_w = np.zeros_like(w)
        velocity_b = np.zeros_like(b)
        change = rate * item
        velocity_w = 0.9 * velocity_w - change
        params_w = w + velocity_w
        change = rate * seed
        velocity_b = 0.9 * velocity_b - change
        params_b = b + velocity_b
        seed_old = seed
        for _ in range(1, steps):
            seed = params_w * x + params_b - y
            item2 = seed * x
            saved_stack.append((seed, params_w, item2))
            change2 = rate * item2
            velocity_w = 0.9 * velocity_w - change2
            params_w = params_w + velocity_w
            change2 = rate * seed
            velocity_b = 0.9 * velocity_b - change2
            params_b = params_b + velocity_b
    else:
        params_w = w
        params_b = b

    # Reverse sweep
    params_b_bar = 2 * (params_w * x + params_b - y)  # return np.sum(...)
    params_w_bar = x * params_b_bar
    x_bar = params_w * params_b_bar
    if steps > 0:
        rate_bar = 0.0
        velocity_b_bar = np.zeros_like(velocity_b)
        velocity_w_bar = np.zeros_like(velocity_w)
        for _ in reversed(range(1, steps)):
            seed, params_w, item2 = saved_stack.pop()
            velocity_b_bar += params_b_bar  # params[key] = params[key] + ...
            change2_bar = -velocity_b_bar  # self.velocity[key] = self.decay * ...
            velocity_b_bar = 0.9 * velocity_b_bar
            rate_bar += np.sum(seed * change2_bar)  # change = self.rate * grads[key]
            seed_bar = rate * change2_bar
            velocity_w_bar += params_w_bar  # params[key] = params[key] + ...
            change2_bar = -velocity_w_bar  # self.velocity[key] = self.decay * ...
            velocity_w_bar = 0.9 * velocity_w_bar
            rate_bar += item2 @ change2_bar  # change = self.rate * grads[key]
            item2_bar = rate * change2_bar
            seed_bar += x * item2_bar  # optimizer.update(...)
            x_bar += seed * item2_bar
            params_w_bar += x * seed_bar  # seed = params["w"] * x + params["b"] - y
            x_bar += params_w * seed_bar
            params_b_bar += seed_bar
        seed = seed_old
        velocity_b_bar += params_b_bar  # params[key] = params[key] + self.velocity[key]
        change_bar = -velocity_b_bar  # self.velocity[key] = self.decay * ...
        rate_bar += np.sum(seed * change_bar)  # change = self.rate * grads[key]
        seed_bar = rate * change_bar
        velocity_w_bar += params_w_bar  # params[key] = params[key] + self.velocity[key]
        change_bar = -velocity_w_bar  # self.velocity[key] = self.decay * ...
        rate_bar += item @ change_bar  # change = self.rate * grads[key]
        item_bar = rate * change_bar
        seed_bar += x * item_bar  # optimizer.update(params, {"w": seed * x, "b": seed})
        x_bar += seed * item_bar
        w_bar = params_w_bar + x * seed_bar  # seed = params["w"] * x + params["b"] - y
        x_bar += w * seed_bar
        b_bar = params_b_bar + seed_bar
    else:
        b_bar = params_b_bar
        w_bar = params_w_bar
        rate_bar = 0.0
    return w_bar, b_bar, x_bar, float(rate_bar)

import numpy as np


def velocity_none_at_first(x, n):
    """Descent with momentum, which there is only from the first step on."""
    velocity = None
    for i in range(n):
        slope = np.sin(x) * (i + 1)
        if velocity is None:
            velocity = slope
        else:
            velocity = 0.9 * velocity + slope
        x = x - 0.1 * velocity
    return np.sum(x * x)


WRT = "x"


def samples(rng):
    yield rng.normal(size=3), 3
    yield rng.normal(size=3), 0


# --- expected ---
import numpy as np


def velocity_none_at_first_grad(x, n):
    """Gradient of `velocity_none_at_first` with respect to x."""
    saved_stack = []
    velocity = None
    for i in range(n):
        slope = np.sin(x) * (i + 1)
        condition = velocity is None
        velocity = slope if condition else 0.9 * velocity + slope
        saved_stack.append((x, condition))
        x = x - 0.1 * velocity

    # Reverse sweep
    x_bar = 2 * x  # return np.sum(x * x)
    velocity_bar = 0.0
    for i in reversed(range(n)):
        x, condition = saved_stack.pop()
        velocity_bar = velocity_bar - 0.1 * x_bar  # x = x - 0.1 * velocity
        if condition:
            slope_bar = velocity_bar  # velocity = slope
            velocity_bar = 0.0
        else:
            slope_bar = velocity_bar  # velocity = 0.9 * velocity + slope
            velocity_bar = 0.9 * velocity_bar
        x_bar += np.cos(x) * ((i + 1) * slope_bar)  # slope = np.sin(x) * (i + 1)
    return x_bar

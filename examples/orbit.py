"""Hit Mars: the velocity that takes a probe to where Mars will be, found through RK4.

Run it: `python examples/orbit.py`. Two bodies move in the plane, in units in which the Earth's
orbit has radius 1 and takes 2π; the miss distance is differentiated through all the steps.
"""

import numpy as np

from tangentgen import value_and_grad


def pull(position):
    return -position / np.sum(position**2) ** 1.5


def flight(position, velocity, duration, steps):
    """Where the probe is in the end, and all places on the way."""
    dt = duration / steps
    path = np.zeros((steps + 1, 2))
    path[0] = position
    for k in range(steps):
        k1 = pull(position)
        k2 = pull(position + 0.5 * dt * velocity)
        k3 = pull(position + 0.5 * dt * velocity + 0.25 * dt**2 * k1)
        k4 = pull(position + dt * velocity + 0.5 * dt**2 * k2)
        position = position + dt * velocity + dt**2 / 6.0 * (k1 + k2 + k3)
        velocity = velocity + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
        path[k + 1] = position
    return position, path


def miss(velocity, start, goal, duration, steps):
    """Half the squared distance from the goal on arrival."""
    arrival, _ = flight(start, velocity, duration, steps)
    return 0.5 * np.sum((arrival - goal) ** 2)


miss_and_gradient = value_and_grad(
    miss, like="velocity=f8[2] start=f8[2] goal=f8[2] duration=float steps=int"
)


def drawn(path, goal, file):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.subplots()
    round_ = np.linspace(0.0, 2.0 * np.pi, 400)
    for radius, name in ((1.0, "Earth's orbit"), (1.524, "Mars' orbit")):
        axes.plot(radius * np.cos(round_), radius * np.sin(round_), ":", label=name)
    axes.plot(*path.T, label="probe")
    axes.plot(0.0, 0.0, "o", color="orange", markersize=12)
    axes.plot(*goal, "o", color="firebrick")
    axes.set(aspect="equal", xticks=[], yticks=[])
    axes.legend(frameon=False, loc="lower right")
    figure.savefig(file, dpi=100)


def main(steps=200, picture=None):
    from scipy.optimize import minimize

    start, duration = np.array([1.0, 0.0]), 4.46
    goal = 1.524 * np.array([np.cos(3.1), np.sin(3.1)])
    found = minimize(
        miss_and_gradient, [0.0, 1.1], args=(start, goal, duration, steps), jac=True, tol=1e-12
    )
    print(miss_and_gradient.source)
    print(f"\nleave with velocity {found.x}; the miss is {np.sqrt(2 * found.fun):.1e}")
    if picture:
        drawn(flight(start, found.x, duration, steps)[1], goal, picture)
        print(picture)
    return np.sqrt(2 * found.fun)


if __name__ == "__main__":
    main(picture="orbit.png")

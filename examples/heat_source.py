"""Find a hidden heater: the source of heat in a plate, from thermometers on its rim.

Run it: `python examples/heat_source.py`. The temperature is stepped in place, as one writes it
in NumPy; the gradient runs the same plate backwards.
"""

import numpy as np

from tangentgen import value_and_grad


def warmed(source, steps, dt):
    """Temperature of a plate whose rim is insulated, after some time."""
    u = np.zeros_like(source)
    for _ in range(steps):
        u[1:-1, 1:-1] += dt * (
            u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:] - 4.0 * u[1:-1, 1:-1]
        )
        u += dt * source
        u[0], u[-1] = u[1], u[-2]
        u[:, 0], u[:, -1] = u[:, 1], u[:, -2]
    return u


def misfit(source, measured, steps, dt):
    """Squared error at the rim, and a penalty on sources everywhere."""
    u = warmed(source, steps, dt)
    error = (
        np.sum((u[0] - measured[0]) ** 2)
        + np.sum((u[-1] - measured[1]) ** 2)
        + np.sum((u[:, 0] - measured[2]) ** 2)
        + np.sum((u[:, -1] - measured[3]) ** 2)
    )
    return error + 1e-6 * np.sum(source**2)


misfit_and_gradient = value_and_grad(
    misfit, like="source=f8[n,n] measured=f8[4,n] steps=int dt=float"
)


def drawn(hidden, found, path):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 3.5), layout="constrained")
    for axes, source, title in zip(
        figure.subplots(1, 2), (hidden, found), ("hidden", "found"), strict=True
    ):
        axes.imshow(source, cmap="inferno")
        axes.set(title=title, xticks=[], yticks=[])
    figure.savefig(path, dpi=100)


def main(size=16, steps=120, rounds=200, picture=None):
    from scipy.optimize import minimize

    hidden = np.zeros((size, size))
    hidden[4:6, 9:12] = 1.0
    u = warmed(hidden, steps, 0.2)
    measured = np.stack([u[0], u[-1], u[:, 0], u[:, -1]])

    def of_vector(vector):
        value, gradient = misfit_and_gradient(vector.reshape(size, size), measured, steps, 0.2)
        return value, gradient.ravel()

    bounds = [(0.0, None)] * size**2
    found = minimize(
        of_vector, np.zeros(size**2), jac=True, bounds=bounds, options={"maxiter": rounds}
    )
    source = found.x.reshape(size, size)
    rows, columns = np.indices(source.shape)
    centre = [np.sum(source * rows) / np.sum(source), np.sum(source * columns) / np.sum(source)]
    print(misfit_and_gradient.source)
    print(f"\nthe heater stands about ({centre[0]:.1f}, {centre[1]:.1f}); hidden at (4.5, 10.0)")
    if picture:
        drawn(hidden, source, picture)
        print(picture)
    return centre


if __name__ == "__main__":
    main(picture="heat_source.png")

"""How long is the pendulum, and how much does the air brake it? A fit through `solve_ivp`.

Run it: `python examples/pendulum.py`. The angles are made up, with noise, of a swing that is too
wide for the small-angle formula. SciPy integrates with steps of its own choice; the gradient is
that of the adjoint equation, integrated backwards.
"""

import numpy as np
from scipy.integrate import solve_ivp

from tangentgen import value_and_grad

GRAVITY = 9.81


def swing(t, state, length, drag):
    """Angle and speed change by weight and by the air."""
    angle, speed = state
    return np.array([speed, -GRAVITY / length * np.sin(angle) - drag * speed * np.abs(speed)])


def angles(length, drag, first, times):
    """The angle at each of the times, let go at the first angle."""
    state = np.array([first, 0.0])
    span = (times[0], times[-1])
    path = solve_ivp(swing, span, state, t_eval=times, args=(length, drag), rtol=1e-9, atol=1e-9)
    return path.y[0]


def misfit(unknown, times, measured):
    """Half the mean squared error; unknown are length, drag and the first angle."""
    error = angles(unknown[0], unknown[1], unknown[2], times) - measured
    return 0.5 * np.mean(error**2)


misfit_and_gradient = value_and_grad(misfit, like="unknown=f8[3] times=f8[n] measured=f8[n]")


def drawn(found, times, measured, path):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 3.5), layout="constrained")
    axes = figure.subplots()
    fine = np.linspace(times[0], times[-1], 500)
    axes.plot(times, measured, ".", label="measured")
    axes.plot(fine, angles(*found, fine), label="found")
    axes.set(xlabel="seconds", ylabel="angle")
    axes.legend(frameon=False)
    figure.savefig(path, dpi=100)


def main(seconds=10.0, picture=None):
    from scipy.optimize import minimize

    truth = np.array([1.7, 0.12, 2.2])
    times = np.linspace(0.0, seconds, int(6 * seconds))
    noise = np.random.default_rng(0).normal(scale=0.03, size=times.shape)
    measured = angles(*truth, times) + noise
    found = minimize(misfit_and_gradient, [1.6, 0.05, 2.1], args=(times, measured), jac=True)
    print(misfit_and_gradient.source)
    for name, is_, was in zip(("length", "drag", "first angle"), found.x, truth, strict=True):
        print(f"{name:>12}: {is_:.4f}, in truth {was}")
    if picture:
        drawn(found.x, times, measured, picture)
        print(picture)
    return found.x - truth


if __name__ == "__main__":
    main(picture="pendulum.png")

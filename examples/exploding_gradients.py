"""Gradients that vanish or explode on their way back through time: made visible, and clipped.

Run it: `python examples/exploding_gradients.py`. A recurrent network is to tell from 60 numbers
what the first of them was (Bengio, Simard and Frasconi 1994). Each step back multiplies the
adjoint of the state by the recurrent matrix, so by the scale of that it dies out or grows
beyond bounds. `with_adjoint` hands it to `watch`, which notes its size and may cut it down.
"""

import numpy as np
from tqdm import tqdm

from tangentgen import value_and_grad, with_adjoint
from tangentgen.optimize import Momentum, descent

LENGTH, HIDDEN, BATCH = 60, 16, 32


def loss(p, inputs, watch):
    """Mean squared error of what is remembered of the first input; inputs (LENGTH, BATCH)."""
    h = np.zeros((inputs.shape[1], len(p["enter"])))
    for x in inputs:
        h = np.tanh(h @ p["recur"] + x[:, None] * p["enter"])
        h = with_adjoint(h, watch)
    return np.mean((h @ p["leave"] - inputs[0]) ** 2)


PARAMETERS = "{'recur': f8[h,h], 'enter': f8[h], 'leave': f8[h]}"
loss_and_gradient = value_and_grad(loss, like=f"p={PARAMETERS} inputs=f8[t,n] watch=function")


def noting(norms, most=np.inf):
    """A watch: appends the norm of each adjoint that comes by, and cuts it down to `most`."""

    def watch(h_bar):
        norm = np.sqrt(np.sum(h_bar**2))
        norms.append(norm)
        return h_bar * (most / norm) if norm > most else None

    return watch


def start(scale, seed=0):
    """A recurrent matrix that is `scale` times a rotation."""
    rng = np.random.default_rng(seed)
    rotation = np.linalg.qr(rng.normal(size=(HIDDEN, HIDDEN)))[0]
    return {
        "recur": scale * rotation,
        "enter": 0.02 * rng.normal(size=HIDDEN),
        "leave": rng.normal(size=HIDDEN) / np.sqrt(HIDDEN),
    }


def norms_by_step():
    """The norm of the adjoint of the state, from the last step back to the first."""
    inputs = np.random.default_rng(1).normal(size=(LENGTH, BATCH))
    found = {}
    for scale, most in ((0.8, np.inf), (1.0, np.inf), (1.25, np.inf), (1.25, 1.0)):
        norms = found[f"scale {scale}" + (", clipped" if most < np.inf else "")] = []
        loss_and_gradient(start(scale), inputs, noting(norms, most))
    return found


def trained(most, steps, name):
    """The losses of a descent whose steps are large for the gradients that may come."""
    rng = np.random.default_rng(0)

    def of_a_batch(p):
        return loss_and_gradient(p, rng.normal(size=(LENGTH, BATCH)), noting([], most))

    found = descent(Momentum(rate=0.05, decay=0.0), of_a_batch, start(1.1), steps)
    return [value for value, _ in tqdm(found, name, steps, disable=None)]


def drawn(norms, path):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7, 4), layout="constrained")
    axes = figure.subplots()
    for name, sizes in norms.items():
        axes.semilogy(range(LENGTH, 0, -1), sizes, ":" if "clipped" in name else "-", label=name)
    axes.set(xlabel="step in time", ylabel="norm of the adjoint of the state")
    axes.legend(frameon=False)
    figure.savefig(path, dpi=100)


def main(steps=400, picture=None):
    norms = norms_by_step()
    print(loss_and_gradient.source)
    for name, sizes in norms.items():
        print(f"{name:>20}: adjoint {sizes[0]:.1e} at the last step, {sizes[-1]:.1e} at the first")
    free, clipped = (trained(*way) for way in ((np.inf, steps, "free"), (1.0, steps, "clipped")))
    last = [float(np.mean(values[-steps // 10 :])) for values in (free, clipped)]
    print(f"\nafter {steps} steps the loss is {last[0]:.2f} as it is and {last[1]:.2f} clipped")
    if picture:
        drawn(norms, picture)
        print(picture)
    return norms, last


if __name__ == "__main__":
    main(picture="exploding_gradients.png")

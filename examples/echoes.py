"""What lies under the ground, from its echoes: a long simulation whose states are not all kept.

Run it: `python examples/echoes.py`. A wave starts at the surface and is reflected where its speed
changes; microphones all along the surface hear it. The gradient by the speed everywhere runs
the wave backwards, which takes every state of it; `checkpointed` keeps a few of them and runs the
steps in between again.
"""

import time
import tracemalloc

import numpy as np
from tqdm import tqdm

from tangentgen import checkpointed, value_and_grad
from tangentgen.optimize import for_scipy

DT = 0.4  # grid points are 1 apart, and speeds about 1


def heard(speed, steps, snapshots):
    """The wave at the surface, (steps, width), that starts in the middle of it."""
    depth, width = speed.shape
    bell = np.zeros((depth, width))
    bell[1, width // 2] = 1.0
    now, before = np.zeros((depth, width)), np.zeros((depth, width))
    record = np.zeros((steps, width))
    for t in checkpointed(range(steps), snapshots=snapshots):
        bend = np.zeros((depth, width))
        bend[1:-1, 1:-1] = (
            now[:-2, 1:-1] + now[2:, 1:-1] + now[1:-1, :-2] + now[1:-1, 2:] - 4.0 * now[1:-1, 1:-1]
        )
        after = 1.995 * now - 0.995 * before + (DT * speed) ** 2 * bend
        after = after + np.exp(-(((t * DT - 12.0) / 4.0) ** 2)) * bell
        record[t] = after[1]
        before, now = now, after
    return record


def misfit(speed, measured, snapshots):
    """Half the sum of squares of what is heard otherwise than it was measured."""
    return 0.5 * np.sum((heard(speed, len(measured), snapshots) - measured) ** 2)


misfit_and_gradient = value_and_grad(misfit, like="speed=f8[d,w] measured=f8[t,w] snapshots=int")


def ground(depth, width):
    """Faster from half the depth on, with a slow stone in the upper half."""
    speed = np.ones((depth, width))
    speed[depth // 2 :] = 1.2
    speed[depth // 4 : depth // 4 + 3, width // 4 : width // 4 + 4] = 0.8
    return speed


def cost_of(speed, measured, snapshots):
    """The gradient, the seconds it took and the most memory in use on the way, in MB."""
    begun = time.perf_counter()
    misfit_and_gradient(speed, measured, snapshots)
    seconds = time.perf_counter() - begun
    tracemalloc.start()
    _, gradient = misfit_and_gradient(speed, measured, snapshots)
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return gradient, seconds, most


def drawn(truth, found, path):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.2), layout="constrained")
    for axes, speed, title in zip(
        figure.subplots(1, 2), (truth, found), ("in truth", "from echoes"), strict=True
    ):
        image = axes.imshow(speed, vmin=0.8, vmax=1.25, cmap="viridis")
        axes.set(title=title, xticks=[], yticks=[])
    figure.colorbar(image, ax=figure.axes, label="speed")
    figure.savefig(path, dpi=100)


def main(size=(24, 40), steps=300, rounds=40, picture=None):
    from scipy.optimize import minimize

    truth, first = ground(*size), np.ones(size)
    measured = heard(truth, steps, steps)
    print(misfit_and_gradient.source)
    long = heard(truth, 4 * steps, steps)
    gradients = []
    for snapshots in (4 * steps, 40, 10):
        gradient, seconds, most = cost_of(first, long, snapshots)
        print(f"{4 * steps} steps, {snapshots:4} snapshots: {most:6.1f} MB, {seconds:.2f} s")
        gradients.append(gradient)
    same = all(np.array_equal(gradients[0], other) for other in gradients[1:])
    print("the gradients are the same to the bit" if same else "the gradients differ")

    function, vector, shaped = for_scipy(lambda s: misfit_and_gradient(s, measured, 40), first)
    with tqdm(total=rounds, disable=None) as bar:
        found = minimize(
            function,
            vector,
            jac=True,
            method="L-BFGS-B",
            bounds=[(0.6, 1.5)] * vector.size,
            options={"maxiter": rounds},
            callback=lambda _: bar.update(),
        )
    speed = shaped(found.x)
    print(f"misfit {misfit(first, measured, 40):.3f} at first, {found.fun:.2e} in the end")
    if picture:
        drawn(truth, speed, picture)
        print(picture)
    return same, found.fun / misfit(first, measured, 40)


if __name__ == "__main__":
    main(picture="echoes.png")

"""Digits from two numbers each: a variational autoencoder (Kingma and Welling 2014).

Run it: `python examples/variational_autoencoder.py`. The noise is an argument, so that the
gradient passes through the samples (reparametrisation).
"""

import numpy as np
from tqdm import tqdm

from tangentgen import value_and_grad
from tangentgen.optimize import Adam, descent

HIDDEN, CODE = 48, 2


def encode(p, images):
    hidden = np.tanh(images @ p["encode"] + p["encode_bias"])
    return hidden @ p["mean"], hidden @ p["spread"]


def decode(p, code):
    return np.tanh(code @ p["decode"] + p["decode_bias"]) @ p["image"] + p["image_bias"]


def loss(p, images, noise):
    """Minus the evidence lower bound, for pixels as probabilities."""
    mean, log_variance = encode(p, images)
    logits = decode(p, mean + np.exp(0.5 * log_variance) * noise)
    misfit = np.sum(np.logaddexp(0.0, logits) - images * logits, axis=1)
    divergence = 0.5 * np.sum(np.exp(log_variance) + mean**2 - 1.0 - log_variance, axis=1)
    return np.mean(misfit + divergence)


PARAMETERS = """{
    'encode': f8[p,h], 'encode_bias': f8[h], 'mean': f8[h,c], 'spread': f8[h,c],
    'decode': f8[c,h], 'decode_bias': f8[h], 'image': f8[h,p], 'image_bias': f8[p]
}"""
loss_and_gradient = value_and_grad(loss, like=f"p={PARAMETERS} images=f8[n,p] noise=f8[n,c]")


def digits():
    from sklearn.datasets import load_digits

    return load_digits(return_X_y=True)[0] / 16.0


def start(seed=0):
    rng = np.random.default_rng(seed)

    def weights(rows, columns):
        return rng.normal(size=(rows, columns)) / np.sqrt(rows)

    return {
        "encode": weights(64, HIDDEN),
        "encode_bias": np.zeros(HIDDEN),
        "mean": weights(HIDDEN, CODE),
        "spread": 0.1 * weights(HIDDEN, CODE),
        "decode": weights(CODE, HIDDEN),
        "decode_bias": np.zeros(HIDDEN),
        "image": weights(HIDDEN, 64),
        "image_bias": np.zeros(64),
    }


def drawn(p, path, count=12):
    """The digits that a grid of codes stands for."""
    from matplotlib.figure import Figure

    at = np.linspace(-2.0, 2.0, count)
    codes = np.stack(np.meshgrid(at, at), axis=-1).reshape(-1, CODE)
    images = 1.0 / (1.0 + np.exp(-decode(p, codes)))
    sheet = images.reshape(count, count, 8, 8).swapaxes(1, 2).reshape(8 * count, 8 * count)
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.subplots()
    axes.imshow(sheet, cmap="gray_r", extent=(-2.0, 2.0, 2.0, -2.0))
    axes.set(xlabel="first number", ylabel="second number")
    figure.savefig(path, dpi=100)


def main(steps=1500, picture=None):
    images = digits()
    rng = np.random.default_rng(1)

    def of_a_batch(p):
        batch = images[rng.integers(0, len(images), 128)]
        return loss_and_gradient(p, batch, rng.normal(size=(128, CODE)))

    found = descent(Adam(rate=0.005), of_a_batch, start(), steps)
    values, path = zip(*tqdm(found, total=steps, disable=None), strict=True)
    print(loss_and_gradient.source)
    print(
        f"\nbound {np.mean(values[:10]):.2f} nats at first, {np.mean(values[-50:]):.2f} in the end"
    )
    if picture:
        drawn(path[-1], picture)
        print(picture)
    return np.mean(values[:10]), np.mean(values[-50:])


if __name__ == "__main__":
    main(picture="variational_autoencoder.png")

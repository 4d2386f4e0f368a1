"""Handwritten digits by a convolution, written with loops and in place.

Run it: `python examples/convolution_digits.py`. A bank of 3 × 3 filters slides over the images
in two loops, each step writing one pixel of all feature maps; what autograd and JAX refuse.
"""

import numpy as np
from tqdm import tqdm

from tangentgen import value_and_grad
from tangentgen.optimize import Adam, descent

FILTERS = 8


def convolve(images, filters, bias):
    """Feature maps of images (n, 8, 8) under filters (f, 3, 3)."""
    n, height, width = images.shape
    maps = np.empty((n, len(filters), height - 2, width - 2))
    for i in range(height - 2):
        for j in range(width - 2):
            window = images[:, i : i + 3, j : j + 3].reshape(n, 9)
            maps[:, :, i, j] = window @ filters.reshape(-1, 9).T + bias
    return maps


def pool(maps):
    """The maximum of each block of 2 × 2."""
    n, f, height, width = maps.shape
    pooled = np.empty((n, f, height // 2, width // 2))
    for i in range(height // 2):
        for j in range(width // 2):
            block = maps[:, :, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            pooled[:, :, i, j] = np.max(block, axis=(2, 3))
    return pooled


def scores_of(parameters, images):
    maps = np.maximum(convolve(images, parameters["filters"], parameters["bias"]), 0.0)
    features = pool(maps).reshape(len(images), -1)
    return features @ parameters["w"] + parameters["b"]


def loss(parameters, images, labels):
    scores = scores_of(parameters, images)
    scores = scores - scores.max(axis=1, keepdims=True)
    right = scores[np.arange(len(labels)), labels]
    return np.mean(np.log(np.sum(np.exp(scores), axis=1)) - right)


PARAMETERS = "{'filters': f8[f,3,3], 'bias': f8[f], 'w': f8[9f,10], 'b': f8[10]}"
KINDS = f"parameters={PARAMETERS} images=f8[n,8,8] labels=i8[n]"
loss_and_gradient = value_and_grad(loss, like=KINDS)


def digits():
    from sklearn.datasets import load_digits

    data = load_digits()
    return data.images / 16.0, data.target


def start(seed=0):
    rng = np.random.default_rng(seed)
    return {
        "filters": 0.3 * rng.normal(size=(FILTERS, 3, 3)),
        "bias": np.zeros(FILTERS),
        "w": 0.1 * rng.normal(size=(FILTERS * 9, 10)),
        "b": np.zeros(10),
    }


def main(steps=150):
    images, labels = digits()
    rng = np.random.default_rng(1)

    def of_a_batch(parameters):
        batch = rng.integers(0, 1500, 128)
        return loss_and_gradient(parameters, images[batch], labels[batch])

    found = descent(Adam(rate=0.02), of_a_batch, start(), steps)
    *_, (value, parameters) = tqdm(found, total=steps, disable=None)
    print(loss_and_gradient.source)
    right = np.mean(np.argmax(scores_of(parameters, images[1500:]), axis=1) == labels[1500:])
    print(f"\ncross-entropy {value:.4f}; {right:.1%} of the other 297 digits are read")
    return right


if __name__ == "__main__":
    main()

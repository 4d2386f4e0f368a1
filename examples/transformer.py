"""Reverse a sequence with one transformer block: attention, layer norm, a small network.

Run it: `python examples/transformer.py`. The block must learn to attend to the mirrored place.
"""

import numpy as np
from tqdm import tqdm

from tangentgen import value_and_grad
from tangentgen.optimize import Adam, descent

LENGTH, LETTERS, WIDTH, HEADS = 6, 8, 16, 2


def softmax(scores):
    scores = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    return scores / np.sum(scores, axis=-1, keepdims=True)


def normalised(x, scale, shift):
    centred = x - np.mean(x, axis=-1, keepdims=True)
    return scale * centred / np.sqrt(np.mean(centred**2, axis=-1, keepdims=True) + 1e-5) + shift


def attention(x, query, key, value, out, heads):
    """Each place looks at all places; every head with its own part of the width."""
    n, width = x.shape
    size = width // heads
    mixed = np.zeros((n, width))
    for head in range(heads):
        part = slice(head * size, (head + 1) * size)
        q, k, v = x @ query[:, part], x @ key[:, part], x @ value[:, part]
        mixed[:, part] = softmax(q @ k.T / np.sqrt(size)) @ v
    return mixed @ out


def scores_of(p, letters):
    x = p["embedding"][letters] + p["places"]
    x = x + attention(
        normalised(x, p["scale"][0], p["shift"][0]),
        p["query"],
        p["key"],
        p["value"],
        p["out"],
        HEADS,
    )
    hidden = np.maximum(normalised(x, p["scale"][1], p["shift"][1]) @ p["w"] + p["b"], 0.0)
    return (x + hidden @ p["u"]) @ p["embedding"].T


def loss(p, batch):
    """Mean cross-entropy of the reversed letters."""
    total = 0.0
    for letters in batch:
        chances = softmax(scores_of(p, letters))
        total -= np.mean(np.log(chances[np.arange(len(letters)), letters[::-1]]))
    return total / len(batch)


PARAMETERS = """{
    'embedding': f8[a,w], 'places': f8[l,w], 'scale': f8[2,w], 'shift': f8[2,w],
    'query': f8[w,w], 'key': f8[w,w], 'value': f8[w,w], 'out': f8[w,w],
    'w': f8[w,2w], 'b': f8[2w], 'u': f8[2w,w]
}"""
loss_and_gradient = value_and_grad(loss, like=f"p={PARAMETERS} batch=i8[n,l]")


def start(seed=0):
    rng = np.random.default_rng(seed)

    def weights(*shape):
        return rng.normal(size=shape) / np.sqrt(shape[0])

    return {
        "embedding": 0.5 * rng.normal(size=(LETTERS, WIDTH)),
        "places": 0.5 * rng.normal(size=(LENGTH, WIDTH)),
        "scale": np.ones((2, WIDTH)),
        "shift": np.zeros((2, WIDTH)),
        "query": weights(WIDTH, WIDTH),
        "key": weights(WIDTH, WIDTH),
        "value": weights(WIDTH, WIDTH),
        "out": weights(WIDTH, WIDTH),
        "w": weights(WIDTH, 2 * WIDTH),
        "b": np.zeros(2 * WIDTH),
        "u": weights(2 * WIDTH, WIDTH),
    }


def main(steps=400):
    rng = np.random.default_rng(1)

    def of_a_batch(p):
        return loss_and_gradient(p, rng.integers(0, LETTERS, (16, LENGTH)))

    found = descent(Adam(rate=0.01), of_a_batch, start(), steps)
    *_, (value, p) = tqdm(found, total=steps, disable=None)
    print(loss_and_gradient.source)
    tests = rng.integers(0, LETTERS, (200, LENGTH))
    right = np.mean([np.argmax(scores_of(p, row), axis=1) == row[::-1] for row in tests])
    print(f"\ncross-entropy {value:.4f}; {right:.1%} of the letters of new sequences are right")
    return right


if __name__ == "__main__":
    main()

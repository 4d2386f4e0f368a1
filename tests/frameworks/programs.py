"""The examples' losses as PyTorch and JAX take them, each written once for both.

`xp` is `torch` or `jax.numpy`. What the examples write in place, or with NumPy's own keywords,
is written here in the way that both frameworks take.
"""

from __future__ import annotations

from typing import Any

Arrays = dict[str, Any]


def linear_regression(xp: Any, p: Arrays, data: Arrays) -> Any:
    error = data["x"] @ p["w"] + p["b"] - data["y"]
    return 0.5 * xp.mean(error**2)


def sigmoid_layer(xp: Any, p: Arrays, data: Arrays) -> Any:
    z = data["x"] @ p["w"] + p["b"]
    y = data["y"]
    chance = 1.0 / (1.0 + xp.exp(-z))
    return -xp.mean(y * xp.log(chance) + (1.0 - y) * xp.log(1.0 - chance))


def softmax_digits(xp: Any, p: Arrays, data: Arrays) -> Any:
    return _cross_entropy(xp, data["images"] @ p["w"] + p["b"], data["labels"]) + 1e-4 * xp.sum(
        p["w"] ** 2
    )


def recurrent_plain(xp: Any, p: Arrays, data: Arrays) -> Any:
    letters = data["letters"]
    h = xp.zeros_like(p["b"])
    states = []
    for t in range(len(letters) - 1):
        h = xp.tanh(p["w"][letters[t]] + p["u"] @ h + p["b"])
        states.append(h)
    return _cross_entropy(xp, xp.stack(states) @ p["v"] + p["c"], letters[1:])


def recurrent_lstm(xp: Any, p: Arrays, data: Arrays) -> Any:
    letters, size = data["letters"], len(p["v"])
    h = cell = xp.zeros_like(p["b"][:size])
    states = []
    for t in range(len(letters) - 1):
        z = p["w"][letters[t]] + p["u"] @ h + p["b"]
        gates = 1.0 / (1.0 + xp.exp(-z[:-size]))
        enter, forget, leave = gates[:size], gates[size : 2 * size], gates[2 * size :]
        cell = forget * cell + enter * xp.tanh(z[-size:])
        h = leave * xp.tanh(cell)
        states.append(h)
    return _cross_entropy(xp, xp.stack(states) @ p["v"] + p["c"], letters[1:])


def transformer(xp: Any, p: Arrays, data: Arrays) -> Any:
    total = 0.0
    for letters in data["batch"]:
        chances = _softmax(xp, _transformer_scores(xp, p, letters))
        right = chances[_places(xp, letters), xp.flip(letters, (0,))]
        total = total - xp.mean(xp.log(right))
    return total / len(data["batch"])


def variational_autoencoder(xp: Any, p: Arrays, data: Arrays) -> Any:
    hidden = xp.tanh(data["images"] @ p["encode"] + p["encode_bias"])
    mean, log_variance = hidden @ p["mean"], hidden @ p["spread"]
    code = mean + xp.exp(0.5 * log_variance) * data["noise"]
    logits = xp.tanh(code @ p["decode"] + p["decode_bias"]) @ p["image"] + p["image_bias"]
    misfit = xp.sum(xp.logaddexp(xp.zeros_like(logits), logits) - data["images"] * logits, 1)
    divergence = 0.5 * xp.sum(xp.exp(log_variance) + mean**2 - 1.0 - log_variance, 1)
    return xp.mean(misfit + divergence)


def _transformer_scores(xp: Any, p: Arrays, letters: Any) -> Any:
    x = p["embedding"][letters] + p["places"]
    width = x.shape[1]
    size = width // 2
    calm = _normalised(xp, x, p["scale"][0], p["shift"][0])
    mixed = []
    for head in range(2):
        part = slice(head * size, (head + 1) * size)
        q, k, v = calm @ p["query"][:, part], calm @ p["key"][:, part], calm @ p["value"][:, part]
        mixed.append(_softmax(xp, q @ k.T / size**0.5) @ v)
    x = x + xp.concatenate(mixed, 1) @ p["out"]
    inner = _normalised(xp, x, p["scale"][1], p["shift"][1]) @ p["w"] + p["b"]
    return (x + xp.where(inner > 0.0, inner, xp.zeros_like(inner)) @ p["u"]) @ p["embedding"].T


def _normalised(xp: Any, x: Any, scale: Any, shift: Any) -> Any:
    centred = x - xp.mean(x, -1)[:, None]
    return scale * centred / xp.sqrt(xp.mean(centred**2, -1)[:, None] + 1e-5) + shift


def _softmax(xp: Any, scores: Any) -> Any:
    powers = xp.exp(scores)
    return powers / xp.sum(powers, -1)[..., None]


def _cross_entropy(xp: Any, scores: Any, labels: Any) -> Any:
    right = scores[_places(xp, labels), labels]
    return xp.mean(xp.log(xp.sum(xp.exp(scores), 1)) - right)


def _places(xp: Any, labels: Any) -> Any:
    return xp.arange(len(labels))

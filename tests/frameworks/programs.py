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


def convolution_digits(xp: Any, p: Arrays, data: Arrays) -> Any:
    images, bank = data["images"], p["filters"].reshape(-1, 9).T
    n = len(images)
    maps = []
    for i in range(6):
        for j in range(6):
            maps.append(images[:, i : i + 3, j : j + 3].reshape(n, 9) @ bank + p["bias"])
    stacked = xp.stack(maps, -1).reshape(n, -1, 6, 6)
    rectified = xp.where(stacked > 0.0, stacked, xp.zeros_like(stacked))
    blocks = rectified.reshape(n, -1, 3, 2, 3, 2).swapaxes(3, 4).reshape(n, -1, 3, 3, 4)
    pooled = xp.amax(blocks, -1).reshape(n, -1)
    return _cross_entropy(xp, pooled @ p["w"] + p["b"], data["labels"])


def exploding_gradients(xp: Any, p: Arrays, data: Arrays) -> Any:
    inputs = data["inputs"]
    h = xp.zeros_like(inputs[0][:, None] * p["enter"])
    for t in range(len(inputs)):
        h = xp.tanh(h @ p["recur"] + inputs[t][:, None] * p["enter"])
    return xp.mean((h @ p["leave"] - inputs[0]) ** 2)


def message_passing(xp: Any, p: Arrays, data: Arrays) -> Any:
    h, spread = p["features"], data["spread"]
    for name in ("first", "second"):
        h = xp.tanh(spread @ (h @ p[name]))
    z = h[data["known"]] @ p["readout"]
    misfit = xp.mean(xp.logaddexp(xp.zeros_like(z), z) - data["labels"] * z)
    weights = xp.sum(p["first"] ** 2) + xp.sum(p["second"] ** 2)
    return misfit + 1e-3 * (xp.sum(p["readout"] ** 2) + weights)


def policy_gradient(xp: Any, p: Arrays, data: Arrays) -> Any:
    z = data["signs"] * (data["states"] @ p["w"])
    return -xp.sum(data["advantages"] * xp.log1p(xp.exp(-z)))


def hyperparameters(xp: Any, p: Arrays, data: Arrays) -> Any:
    rate, decay = xp.exp(p["log_rate"]), xp.exp(p["log_decay"])
    x, y = data["x"], data["y"]
    w = velocity = xp.zeros_like(x[0])
    for _ in range(20):
        velocity = 0.9 * velocity - rate * (x.T @ (x @ w - y) / len(y) + decay * w)
        w = w + velocity
    return xp.mean((data["x_val"] @ w - data["y_val"]) ** 2)


def kalman(xp: Any, p: Arrays, data: Arrays) -> Any:
    flows = data["flows"]
    noise, drift = xp.exp(p["logs"][0]), xp.exp(p["logs"][1])
    level, spread, total = flows[0], noise, 0.0
    for t in range(1, len(flows)):
        spread = spread + drift
        surprise, variance = flows[t] - level, spread + noise
        total = total + 0.5 * (xp.log(variance) + surprise**2 / variance)
        gain = spread / variance
        level = level + gain * surprise
        spread = spread * (1.0 - gain)
    return total


def ratings(xp: Any, p: Arrays, data: Arrays) -> Any:
    student, lecturer = data["student"], data["lecturer"]
    together = xp.sum(p["likes"][student] * p["offers"][lecturer], 1)
    guess = p["mean"] + p["kindness"][student] + p["quality"][lecturer] + together
    apart = xp.sum(p["kindness"] ** 2) + xp.sum(p["quality"] ** 2)
    tastes = xp.sum(p["likes"] ** 2) + xp.sum(p["offers"] ** 2)
    return 0.5 * xp.sum((guess - data["mark"]) ** 2) + 3.0 * apart + 6.0 * tastes


def orbit(xp: Any, p: Arrays, data: Arrays) -> Any:
    place, speed = data["start"], p["velocity"]
    dt = 0.1

    def pull(place: Any) -> Any:
        return -place / xp.sum(place**2) ** 1.5

    for _ in range(20):
        k1 = pull(place)
        k2 = pull(place + 0.5 * dt * speed)
        k3 = pull(place + 0.5 * dt * speed + 0.25 * dt**2 * k1)
        k4 = pull(place + dt * speed + 0.5 * dt**2 * k2)
        place = place + dt * speed + dt**2 / 6.0 * (k1 + k2 + k3)
        speed = speed + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return 0.5 * xp.sum((place - data["goal"]) ** 2)


def heat_source(xp: Any, p: Arrays, data: Arrays) -> Any:
    source, measured = p["source"], data["measured"]
    u = xp.zeros_like(source)
    for _ in range(15):
        bend = u[:-2, 1:-1] + u[2:, 1:-1] + u[1:-1, :-2] + u[1:-1, 2:] - 4.0 * u[1:-1, 1:-1]
        inner = u[1:-1, 1:-1] + 0.2 * bend + 0.2 * source[1:-1, 1:-1]
        rows = xp.concatenate([inner[:1], inner, inner[-1:]])
        u = xp.concatenate([rows[:, :1], rows, rows[:, -1:]], 1)
    rim = (u[0], u[-1], u[:, 0], u[:, -1])
    error = sum(xp.sum((side - known) ** 2) for side, known in zip(rim, measured, strict=True))
    return error + 1e-6 * xp.sum(source**2)


def bundle_adjustment(xp: Any, p: Arrays, data: Arrays) -> Any:
    eyes, points = p["cameras"][data["camera_of"]], p["points"][data["point_of"]]
    angle = xp.sqrt(xp.sum(eyes[:, :3] ** 2, 1))[:, None]
    axis = eyes[:, :3] / angle
    along = xp.sum(axis * points, 1)[:, None]
    a, b = axis.T, points.T
    across = xp.stack(
        [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]], 1
    )
    turned = xp.cos(angle) * points + xp.sin(angle) * across + (1.0 - xp.cos(angle)) * along * axis
    seen = turned + eyes[:, 3:6]
    flat = -seen[:, :2] / seen[:, 2:]
    radius = xp.sum(flat**2, 1)
    bend = 1.0 + eyes[:, 7] * radius + eyes[:, 8] * radius**2
    return 0.5 * xp.sum(((eyes[:, 6] * bend)[:, None] * flat - data["pixels"]) ** 2)


def simulated_option(xp: Any, p: Arrays, data: Arrays) -> Any:
    noise, years = data["noise"], p["years"]
    dt = years / noise.shape[1]
    s = p["spot"] * xp.ones_like(noise[:, 0])
    for k in range(noise.shape[1]):
        drift = (p["rate"] - 0.5 * p["volatility"] ** 2) * dt
        s = s * xp.exp(drift + p["volatility"] * xp.sqrt(dt) * noise[:, k])
    above = s - 105.0
    payoff = xp.where(above > 0.0, above, xp.zeros_like(above))
    return xp.exp(-p["rate"] * years) * xp.mean(payoff)


def echoes(xp: Any, p: Arrays, data: Arrays) -> Any:
    speed, bell, measured = p["speed"], data["bell"], data["measured"]
    now = before = xp.zeros_like(speed)
    total = 0.0
    for t in range(len(measured)):
        inner = now[:-2, 1:-1] + now[2:, 1:-1] + now[1:-1, :-2] + now[1:-1, 2:]
        inner = inner - 4.0 * now[1:-1, 1:-1]
        rows = xp.concatenate([xp.zeros_like(inner[:1]), inner, xp.zeros_like(inner[:1])])
        bend = xp.concatenate([xp.zeros_like(rows[:, :1]), rows, xp.zeros_like(rows[:, :1])], 1)
        after = 1.995 * now - 0.995 * before + (0.4 * speed) ** 2 * bend + data["sound"][t] * bell
        total = total + 0.5 * xp.sum((after[1] - measured[t]) ** 2)
        before, now = now, after
    return total


def seasons(xp: Any, p: Arrays, data: Arrays) -> Any:
    unknown, observed, months = p["unknown"], data["observed"], data["months"]
    season, growth, knots = unknown[:12], unknown[12], unknown[13:]
    knot, share = months // 24, (months % 24) / 24
    level = (1.0 - share) * knots[knot] + share * knots[knot + 1]
    swing = season[months % 12] * xp.exp(growth * months / len(months))
    return 0.5 * (xp.sum((level + swing - observed) ** 2) + xp.sum(season) ** 2)


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

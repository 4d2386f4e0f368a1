"""The next letter of a poem, by a plain recurrent network and by an LSTM.

Run it: `python examples/recurrent_text.py`. The text is William Blake's "The Tyger" (1794), in
`tyger.txt`. Both networks carry their state through a loop; the states of all letters are
kept in an array that is written row by row.
"""

from pathlib import Path

import numpy as np
from tqdm import tqdm

from tangentgen import value_and_grad
from tangentgen.optimize import Adam, descent

HIDDEN = 24


def cross_entropy(scores, labels):
    """Mean over the rows of scores."""
    scores = scores - scores.max(axis=1, keepdims=True)
    log_sums = np.log(np.sum(np.exp(scores), axis=1))
    return np.mean(log_sums - scores[np.arange(len(labels)), labels])


def plain_loss(parameters, letters):
    """Each letter from those before it, by h = tanh(W x + U h + b)."""
    steps = len(letters) - 1
    states = np.zeros((steps, len(parameters["b"])))
    h = np.zeros(len(parameters["b"]))
    for t in range(steps):
        h = np.tanh(parameters["w"][letters[t]] + parameters["u"] @ h + parameters["b"])
        states[t] = h
    return cross_entropy(states @ parameters["v"] + parameters["c"], letters[1:])


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


def lstm_step(parameters, letter, h, cell):
    """One letter: input, forget and output gates, and the new candidate."""
    size = len(h)
    z = parameters["w"][letter] + parameters["u"] @ h + parameters["b"]
    enter, forget, leave = (
        sigmoid(z[:size]),
        sigmoid(z[size : 2 * size]),
        sigmoid(z[2 * size : -size]),
    )
    cell = forget * cell + enter * np.tanh(z[-size:])
    return leave * np.tanh(cell), cell


def lstm_loss(parameters, letters):
    """The same with a cell that the gates protect."""
    steps, size = len(letters) - 1, len(parameters["v"])
    states = np.zeros((steps, size))
    h, cell = np.zeros(size), np.zeros(size)
    for t in range(steps):
        h, cell = lstm_step(parameters, letters[t], h, cell)
        states[t] = h
    return cross_entropy(states @ parameters["v"] + parameters["c"], letters[1:])


PLAIN = "{'w': f8[a,h], 'u': f8[h,h], 'b': f8[h], 'v': f8[h,a], 'c': f8[a]}"
LSTM = "{'w': f8[a,4h], 'u': f8[4h,h], 'b': f8[4h], 'v': f8[h,a], 'c': f8[a]}"
plain_and_gradient = value_and_grad(plain_loss, like=f"parameters={PLAIN} letters=i8[n]")
lstm_and_gradient = value_and_grad(lstm_loss, like=f"parameters={LSTM} letters=i8[n]")


def poem():
    """The letters as numbers, and the alphabet they count in."""
    text = Path(__file__).with_name("tyger.txt").read_text(encoding="utf-8")
    alphabet = sorted(set(text))
    return np.array([alphabet.index(letter) for letter in text]), alphabet


def start(gates, letters, seed=0):
    """Small random weights; `gates` is 1 for the plain network and 4 for the LSTM."""
    rng = np.random.default_rng(seed)
    return {
        "w": 0.1 * rng.normal(size=(letters, gates * HIDDEN)),
        "u": 0.3 / np.sqrt(HIDDEN) * rng.normal(size=(gates * HIDDEN, HIDDEN)),
        "b": np.zeros(gates * HIDDEN),
        "v": 0.1 * rng.normal(size=(HIDDEN, letters)),
        "c": np.zeros(letters),
    }


def main(steps=150):
    letters, alphabet = poem()
    found = []
    for name, derivative, gates in (
        ("plain", plain_and_gradient, 1),
        ("LSTM", lstm_and_gradient, 4),
    ):
        begin = start(gates, len(alphabet))
        ways = descent(Adam(rate=0.02), lambda p, d=derivative: d(p, letters), begin, steps)
        *_, (value, _) = tqdm(ways, name, steps, disable=None)
        print(derivative.source)
        print(f"\n{name}: {value:.3f} nats a letter after {steps} steps\n")
        found.append(value)
    return found


if __name__ == "__main__":
    main()

"""Two groups in a karate club: message passing on a graph.

Run it: `python examples/message_passing.py`. Zachary's club (1977) has 34 members; the labels of
only the two leaders are known. Messages go along the edges in a loop, by `np.add.at`.
"""

import numpy as np

from tangentgen import value_and_grad
from tangentgen.optimize import Adam, descent

FRIENDS = """1 2 3 4 5 6 7 8 10 11 12 13 17 19 21 31 | 2 3 7 13 17 19 21 30 | 3 7 8 9 13 27 28 32 |
7 12 13 | 6 10 | 6 10 16 | 16 |  | 30 32 33 | 33 |  |  |  |  | 32 33 | 32 33 |  |  |
32 33 | 33 | 32 33 |  | 32 33 | 25 27 29 32 33 | 25 27 31 | 31 | 29 33 | 33 | 31 33 |
32 33 | 32 33 | 32 33 | 33 |"""
FACTION = "1111111101111100110101000000000000"


def club():
    """Both directions of every friendship, and who stayed with the instructor."""
    rows = FRIENDS.split("|")
    pairs = [(i, int(j)) for i, row in enumerate(rows) for j in row.split()]
    ends = np.array(pairs + [(j, i) for i, j in pairs])
    return ends[:, 0], ends[:, 1], np.array([int(c) for c in FACTION])


def embed(features, layers, senders, receivers):
    """Each layer: the mean of the neighbours' messages and one's own, through tanh."""
    degree = np.ones(len(features))
    np.add.at(degree, receivers, 1.0)
    h = features
    for w in layers:
        messages = h @ w
        total = messages.copy()
        np.add.at(total, receivers, messages[senders])
        h = np.tanh(total / degree[:, None])
    return h


def loss(features, layers, readout, senders, receivers, known, labels):
    h = embed(features, layers, senders, receivers)
    z = h[known] @ readout
    misfit = np.mean(np.logaddexp(0.0, z) - labels * z)
    return misfit + 1e-3 * (np.sum(readout**2) + sum(np.sum(w**2) for w in layers))


loss_and_gradient = value_and_grad(
    loss,
    wrt=("features", "layers", "readout"),
    like="""features=f8[m,h] layers=(f8[h,h], f8[h,k]) readout=f8[k]
        senders=i8[e] receivers=i8[e] known=i8[n] labels=f8[n]""",
)


def main(steps=300, seed=0):
    senders, receivers, faction = club()
    rng = np.random.default_rng(seed)
    begin = (
        0.3 * rng.normal(size=(34, 8)),
        (0.4 * rng.normal(size=(8, 8)), 0.4 * rng.normal(size=(8, 4))),
        rng.normal(size=4),
    )
    known = np.array([0, 33])
    *_, (value, (features, layers, readout)) = descent(
        Adam(rate=0.02),
        lambda p: loss_and_gradient(*p, senders, receivers, known, faction[known].astype(float)),
        begin,
        steps,
    )
    print(loss_and_gradient.source)
    guessed = embed(features, layers, senders, receivers) @ readout > 0.0
    right = np.mean(guessed == (faction == 1))
    print(f"\nloss {value:.4f}; {right:.0%} of the members are placed as they chose")
    return right


if __name__ == "__main__":
    main()

"""A softmax in a helper: its quotient is all that the reverse needs."""

import numpy as np


def softmax(z):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)


def weighted_by_softmax(scores, V):
    return softmax(scores) @ V


MODE = "vjp"
WRT = ("scores", "V")
LIKE = True


def samples(rng):
    return [
        (rng.normal(size=(3, 4)), rng.normal(size=(4, 2))),
        (rng.normal(size=(1, 1)), rng.normal(size=(1, 2))),
    ]


# --- expected ---
import numpy as np

from tests.cases import weighted_by_softmax  # isort: skip


def weighted_by_softmax_vjp(scores, V, *, cotangent):
    """Value and vector-Jacobian product of `weighted_by_softmax` with respect to
    scores and V.
    """
    softmax_ans = weighted_by_softmax.softmax(scores)
    ans = softmax_ans @ V

    # Reverse sweep
    V_bar = softmax_ans.T @ cotangent  # return softmax(scores) @ V
    scores_bar = softmax_reverse(softmax_ans, cotangent @ V.T)
    return ans, (scores_bar, V_bar)


def softmax_reverse(ans, ans_bar):
    z_bar = ans * (ans_bar - np.sum(ans * ans_bar, axis=1, keepdims=True))  # return ...
    return z_bar

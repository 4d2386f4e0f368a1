"""How a student will like a lecturer: matrix factorisation of real ratings.

Run it: `python examples/ratings.py`. In `ratings.csv` are marks that students at ETH Zurich gave;
the file says where it is from. Koren, Bell and Volinsky's model (2009): a mean, how kind a
student is, how good a lecturer is, and how well the two go together.
"""

from pathlib import Path

import numpy as np

from tangentgen import value_and_grad
from tangentgen.optimize import for_scipy

TASTES = 3  # numbers for what one likes and the other offers


def predicted(p, student, lecturer):
    """The mark that each of these students gives this lecturer."""
    together = np.sum(p["likes"][student] * p["offers"][lecturer], axis=1)
    return p["mean"] + p["kindness"][student] + p["quality"][lecturer] + together


def loss(p, student, lecturer, mark):
    """Half the squared errors, and a penalty that keeps those with few marks near the mean."""
    error = predicted(p, student, lecturer) - mark
    apart = np.sum(p["kindness"] ** 2) + np.sum(p["quality"] ** 2)
    tastes = np.sum(p["likes"] ** 2) + np.sum(p["offers"] ** 2)
    return 0.5 * np.sum(error**2) + 3.0 * apart + 6.0 * tastes


PARAMETERS = """{
    'mean': float, 'kindness': f8[s], 'quality': f8[l], 'likes': f8[s,k], 'offers': f8[l,k]
}"""
KINDS = f"p={PARAMETERS} student=i8[n] lecturer=i8[n] mark=i8[n]"
loss_and_gradient = value_and_grad(loss, like=KINDS)


def ratings():
    """Student, lecturer and mark, one row each."""
    table = Path(__file__).with_suffix(".csv")
    return np.loadtxt(table, delimiter=",", skiprows=5, dtype=int).T


def start(students, lecturers, mean, seed=0):
    rng = np.random.default_rng(seed)
    return {
        "mean": mean,
        "kindness": np.zeros(students),
        "quality": np.zeros(lecturers),
        "likes": 0.3 * rng.normal(size=(students, TASTES)),
        "offers": 0.3 * rng.normal(size=(lecturers, TASTES)),
    }


def main(rounds=200):
    from scipy.optimize import minimize

    student, lecturer, mark = ratings()
    known = np.random.default_rng(1).random(len(mark)) < 0.8
    begin = start(student.max() + 1, lecturer.max() + 1, float(np.mean(mark[known])))

    def of_parameters(p):
        return loss_and_gradient(p, student[known], lecturer[known], mark[known])

    function, vector, shaped = for_scipy(of_parameters, begin)
    found = minimize(function, vector, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    p = shaped(found.x)
    print(loss_and_gradient.source)

    def error(guess):
        return np.sqrt(np.mean((guess - mark[~known]) ** 2))

    alone = {**p, "likes": 0.0 * p["likes"]}
    errors = [
        error(begin["mean"]),
        error(predicted(alone, student, lecturer)[~known]),
        error(predicted(p, student, lecturer)[~known]),
    ]
    print(f"\n{len(mark)} marks, a fifth of them unseen; the error of what is foretold of those:")
    for by, off in zip(
        ("the mean", "kindness and quality", "these and tastes"), errors, strict=True
    ):
        print(f"{off:.3f} by {by}")
    return errors


if __name__ == "__main__":
    main()

"""Carbon dioxide's level and seasons, fitted by least squares in three ways of SciPy.

Run it: `python examples/seasons.py`. The level is a line through a knot every two years, and the
season's swing grows by a rate of its own. Half the sum of squares goes to `minimize` with its
gradient, then with products with its Hessian; the residuals go to `least_squares` with their
sparse Jacobian: a month knows of two knots and one month's season.
"""

from pathlib import Path

import numpy as np

from tangentgen import hvp, sparse_jacobian, value_and_grad

YEAR = 12
KNOT = 24  # months from one knot to the next


def measured():
    """468 monthly means at Mauna Loa in parts per million; the file says where they are from."""
    table = Path(__file__).with_name("carbon_dioxide.csv")
    return np.loadtxt(table, delimiter=",", skiprows=4, usecols=2)


def residuals(unknown, observed):
    """What the model is off by, month by month; unknown are the season, its growth, the knots."""
    season, growth, knots = unknown[:YEAR], unknown[YEAR], unknown[YEAR + 1 :]
    off = np.zeros(len(observed) + 1)
    for t in range(len(observed)):
        knot, share = t // KNOT, (t % KNOT) / KNOT
        level = (1.0 - share) * knots[knot] + share * knots[knot + 1]
        off[t] = level + season[t % YEAR] * np.exp(growth * t / len(observed)) - observed[t]
    off[-1] = np.sum(season)  # or the level could go up, and the season down
    return off


def cost(unknown, observed):
    return 0.5 * np.sum(residuals(unknown, observed) ** 2)


KINDS = "unknown=f8[u] observed=f8[n]"
cost_and_gradient = value_and_grad(cost, like=KINDS)
cost_hvp = hvp(cost, like=KINDS)
residuals_jacobian = sparse_jacobian(residuals, like=KINDS)


def drawn(unknown, observed, path):
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8, 3.5), layout="constrained")
    axes = figure.subplots()
    years = 1959.0 + np.arange(len(observed)) / YEAR
    knots = unknown[YEAR + 1 :]
    axes.plot(years, observed, ".", markersize=2, label="measured")
    axes.plot(years, observed + residuals(unknown, observed)[:-1], linewidth=0.8, label="fitted")
    axes.plot(1959.0 + KNOT / YEAR * np.arange(len(knots)), knots, label="level")
    axes.set(ylabel="carbon dioxide, ppm")
    axes.legend(frameon=False)
    figure.savefig(path, dpi=100)


def main(picture=None):
    from scipy.optimize import least_squares, minimize

    observed = measured()
    knots = (len(observed) - 1) // KNOT + 2
    first = np.concatenate([0.1 * np.arange(YEAR), [0.0], np.full(knots, 330.0)])
    jacobian = residuals_jacobian(first, observed)
    print(residuals_jacobian.source)
    print(f"{jacobian.nnz} of {np.prod(jacobian.shape)} entries of the Jacobian are not zero\n")
    by_gradient = minimize(cost_and_gradient, first, args=(observed,), jac=True, method="L-BFGS-B")
    by_products = minimize(
        cost_and_gradient,
        first,
        args=(observed,),
        jac=True,
        hessp=lambda x, v, observed: cost_hvp(x, observed, vector=v),
        method="trust-krylov",
    )
    by_jacobian = least_squares(residuals, first, residuals_jacobian, args=(observed,), xtol=1e-12)
    found = {
        "L-BFGS-B, gradient": (by_gradient.fun, by_gradient.nfev),
        "trust-krylov, Hessian products": (by_products.fun, by_products.nfev),
        "least_squares, sparse Jacobian": (by_jacobian.cost, by_jacobian.nfev),
    }
    for name, (least, calls) in found.items():
        print(f"{name:>30}: {least:.6f} after {calls} calls")
    if picture:
        drawn(by_jacobian.x, observed, picture)
        print(picture)
    return [least for least, _ in found.values()]


if __name__ == "__main__":
    main(picture="seasons.png")

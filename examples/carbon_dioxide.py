"""Forecast a month's carbon dioxide from the months before it, by exponential smoothing.

Holt and Winters' method with an additive season, in the NumPy one would write anyway: a
loop over the months, an array changed in place, a helper. Nothing here knows of tangentgen.
"""

from pathlib import Path

import numpy as np

YEAR = 12


def load():
    """The 468 monthly means, in parts per million; the CSV file says where they are from."""
    table = Path(__file__).with_suffix(".csv")
    return np.loadtxt(table, delimiter=",", skiprows=4, usecols=2)


def squash(z):
    return 1.0 / (1.0 + np.exp(-z))


def smoothing_loss(logits, level, slope, season, observed):
    """Mean squared error of the forecasts one month ahead."""
    rates = squash(logits)
    season = season.copy()
    total = 0.0
    for t in range(len(observed)):
        error = observed[t] - (level + slope + season[t % YEAR])
        total += error**2
        # What was not foreseen moves level, slope and season, each at its rate.
        level = level + slope + rates[0] * error
        slope = slope + rates[1] * error
        season[t % YEAR] += rates[2] * error
    return total / len(observed)


def forecasts(logits, level, slope, season, observed):
    """The forecast of each month from the months before it."""
    rates = squash(logits)
    season = season.copy()
    ahead = np.empty_like(observed)
    for t in range(len(observed)):
        ahead[t] = level + slope + season[t % YEAR]
        error = observed[t] - ahead[t]
        level = level + slope + rates[0] * error
        slope = slope + rates[1] * error
        season[t % YEAR] += rates[2] * error
    return ahead

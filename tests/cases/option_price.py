"""A European put with dividends, by the normal distribution through erf's series."""

import math


def normal_cdf(x):
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


def option_price(spot, strike, rate, dividend, sigma, years):
    width = sigma * math.sqrt(years)
    drift = (rate - dividend + 0.5 * sigma**2) * years
    d1 = (math.log(spot / strike) + drift) / width
    d2 = d1 - width
    put = strike * math.exp(-rate * years) * normal_cdf(-d2)
    return put - spot * math.exp(-dividend * years) * normal_cdf(-d1)


WRT = ("spot", "strike", "rate", "dividend", "sigma", "years")


def samples(rng):
    return [(100.0, 95.0, 0.03, 0.01, 0.2, 1.5)]


# --- expected ---

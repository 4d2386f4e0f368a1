"""An option's sensitivities: Black and Scholes, and the same by simulated paths.

Run it: `python examples/options.py`. All five derivatives of the price come from one reverse
sweep, and agree with the formulas of the textbook; the simulated ones come near.
"""

import math

import numpy as np
from scipy.special import ndtr

from tangentgen import grad

NAMES = ("spot", "volatility", "rate", "years")


def price(spot, strike, volatility, rate, years):
    """A European call (Black and Scholes 1973)."""
    width = volatility * math.sqrt(years)
    d1 = (math.log(spot / strike) + (rate + 0.5 * volatility**2) * years) / width
    return spot * ndtr(d1) - strike * math.exp(-rate * years) * ndtr(d1 - width)


def simulated(spot, strike, volatility, rate, years, noise):
    """The mean discounted payoff over paths driven by the noise (paths, steps)."""
    dt = years / noise.shape[1]
    s = np.full(len(noise), spot)
    for k in range(noise.shape[1]):
        s = s * np.exp((rate - 0.5 * volatility**2) * dt + volatility * np.sqrt(dt) * noise[:, k])
    return np.exp(-rate * years) * np.mean(np.maximum(s - strike, 0.0))


KINDS = "spot=float strike=float volatility=float rate=float years=float"
price_grad = grad(price, wrt=NAMES, like=KINDS)
simulated_grad = grad(simulated, wrt=NAMES, like=f"{KINDS} noise=f8[p,s]")


def main(paths=100_000):
    at = (100.0, 105.0, 0.2, 0.03, 0.75)
    exact = price_grad(*at)
    noise = np.random.default_rng(0).normal(size=(paths, 12))
    sampled = simulated_grad(*at, noise)
    print(price_grad.source)
    print(simulated_grad.source)
    for name, one, other in zip(NAMES, exact, sampled, strict=True):
        print(f"{name:>10}  {one:9.4f}  by paths {other:9.4f}")
    spot, strike, volatility, rate, years = at
    d1 = (math.log(spot / strike) + (rate + 0.5 * volatility**2) * years) / (
        volatility * math.sqrt(years)
    )
    vega = spot * math.exp(-0.5 * d1**2) / math.sqrt(2 * math.pi) * math.sqrt(years)
    return abs(exact[0] - ndtr(d1)), abs(exact[1] - vega)


if __name__ == "__main__":
    main()

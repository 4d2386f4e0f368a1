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
import math

from tests.cases import option_price  # isort: skip


def option_price_grad(spot, strike, rate, dividend, sigma, years):
    """Gradient of `option_price` with respect to spot, strike, rate, dividend, sigma
    and years.
    """
    width = sigma * math.sqrt(years)
    total = rate - dividend + 0.5 * sigma**2
    drift = total * years
    d1 = (math.log(spot / strike) + drift) / width
    d2 = d1 - width
    normal_cdf_ans = option_price.normal_cdf(-d2)
    exp2 = math.exp(-rate * years)
    normal_cdf_ans2 = option_price.normal_cdf(-d1)
    exp = math.exp(-dividend * years)

    # Reverse sweep
    product_bar = -normal_cdf_ans2  # return put - spot * math.exp(...) * ...
    product_bar2 = exp * spot * product_bar
    spot_bar = exp * product_bar
    dividend_bar = -years * product_bar2
    years_bar = -dividend * product_bar2
    d1_bar = -normal_cdf_reverse(-d1, -spot * exp)
    product_bar3 = exp2 * strike * normal_cdf_ans  # put = strike * math.exp(...) * ...
    strike_bar = exp2 * normal_cdf_ans
    rate_bar = -years * product_bar3
    years_bar -= rate * product_bar3
    d2_bar = -normal_cdf_reverse(-d2, strike * exp2)
    d1_bar += d2_bar  # d2 = d1 - width
    width_bar = -d2_bar
    drift_bar = d1_bar / width  # d1 = (math.log(spot / strike) + drift) / width
    spot_bar += drift_bar / spot
    strike_bar -= drift_bar / strike
    width_bar -= d1 * drift_bar
    sum_bar = years * drift_bar  # drift = (rate - dividend + 0.5 * sigma**2) * years
    rate_bar += sum_bar
    dividend_bar -= sum_bar
    sigma_bar = sigma * sum_bar
    years_bar += total * drift_bar
    sigma_bar += math.sqrt(years) * width_bar  # width = sigma * math.sqrt(years)
    years_bar += 0.5 * sigma / math.sqrt(years) * width_bar
    return spot_bar, strike_bar, rate_bar, dividend_bar, sigma_bar, years_bar


def normal_cdf_reverse(x, ans_bar):
    ratio = x / math.sqrt(2.0)

    # Reverse sweep
    # return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))
    x_bar = math.exp(-(ratio**2)) / math.sqrt(math.pi) * ans_bar / math.sqrt(2.0)
    return x_bar

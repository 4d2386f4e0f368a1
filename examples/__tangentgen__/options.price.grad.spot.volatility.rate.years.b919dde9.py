# Made by tangentgen. Edit it as you like: edits are kept.
# of: options:price
# request: grad wrt spot, volatility, rate, years of (spot=float, strike=float,
#     volatility=float, rate=float, years=float)
# meaning: 1f9623b4672522db4450d2487543d74d922bab72f1c22857a4971f556d460a36
# text: d29818f172712fb5f3b46808e2dcb6d5ccd9dd6b286220080a5390e6d3769221
# load: {"entry":"price_grad","parameters":[],"modules":[],"callees":[],"assumptions":
#   [],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"ask
#   ed":{"source":"options.py","module":"options","function":"price","ordinal":1,"wrt":[
#   "spot","volatility","rate","years"],"kinds":[["spot","float"],["strike","float"],["v
#   olatility","float"],["rate","float"],["years","float"]],"sizes":[],"mode":"grad","op
#   timize":true,"has_aux":false,"typed":false,"extra":null,"direction":null,"memory":nu
#   ll},"signature":[0,5,0,"spot","strike","volatility","rate","years"],"functions":[["b
#   88be54faacf14d1","22a9329308b50f05"]],"marks":[[9,0,0],[11,0,1],[16,0,2],[25,0,1],[3
#   2,0,0]]}

import math

import numpy as np
from scipy import special


def price_grad(spot, strike, volatility, rate, years):
    """Gradient of `price` with respect to spot, volatility, rate and years."""
    width = volatility * math.sqrt(years)
    total = rate + 0.5 * volatility**2
    d1 = (math.log(spot / strike) + total * years) / width
    ndtr = special.ndtr(d1 - width)
    exp = math.exp(-rate * years)

    # Reverse sweep
    product_bar = -exp * strike * ndtr  # return spot * ndtr(d1) - strike * ...
    sum_bar = (
        -np.exp(-0.5 * (d1 - width) ** 2) / math.sqrt(2 * math.pi) * (strike * exp)
    )
    spot_bar = special.ndtr(d1) * 1.0
    d1_bar = np.exp(-0.5 * d1**2) / math.sqrt(2 * math.pi) * spot + sum_bar
    rate_bar = -years * product_bar
    years_bar = -rate * product_bar
    width_bar = -sum_bar
    sum_bar2 = d1_bar / width  # d1 = (...) / width
    sum_bar3 = years * sum_bar2
    spot_bar += sum_bar2 / (spot / strike) / strike
    rate_bar += sum_bar3
    volatility_bar = volatility * sum_bar3
    years_bar += total * sum_bar2
    width_bar -= d1 * sum_bar2
    volatility_bar += math.sqrt(years) * width_bar  # width = volatility * ...
    years_bar += 0.5 * volatility / math.sqrt(years) * width_bar
    return float(spot_bar), float(volatility_bar), float(rate_bar), float(years_bar)


# base:
# QlpoOTFBWSZTWaT9NNQAAbDfgEQQWH/6EgCAEAD/7//gQAIzpLudhCSqfqh6mRob1RoxG1AAGjQNGgimU2U9
# TyNT1GJkAyaAIlETTFNGmaI000ADQGgkUJimAU9QPSNDQBoAwQJ6VjlsLY9xj448xMZNLPneYlzhbZU3BEQB
# QgSyQyaDFczpW/+LNeHPVes3HdtpqEijk1NyBaA6wvL7C10GTnvoRqMK4QuZmPXf6ZZYSvg+3kyzSyBkFUkZ
# FxY4ag12dKQLafVvFiLNjJQLfqZ1RxAlLahx6yRPzwHDkQu8DRFuHeVCnmasVQZztq1em9xLOiXAhLGihcjN
# iR2ViRA7lIxNxJcRnm4MuLWECNvkGhkcRpTEU2IHOA2Z6K4ZKMFMDB0TdUgqAqKBmvlauIOGTZM+Mw7xDzCl
# 5AELtBttYV4oBajTvDMBcJkJ8IBnLnGfi5eslJeiww3fBKkQRmVoOEzJgtNKFELt2N7ta+x0b1Q8jBRfpcSM
# 46mJ0idksIiQlhCoQ6XSK8RARyDKOyRuNmlNRwKy5qkDV6vPAKqNNgldYNrm3chh2Bib2iGPGHPZ02ppTGCy
# EYD7/2ovbzKlJpM65FHbgjq2vJNhZFL5G2GLMSmtKlImiygSEl4XGU3QwYywqSRKIb0yhRCBBLnPVMl0GYSr
# VTDUW3KoYTiEWDHIVgaDFjIompqH+LuSKcKEhSfppqA=
# end: 66dba680a3aa962377973b0644f67074ac2a3dbe5168b3e3396a1617e6dda2c8

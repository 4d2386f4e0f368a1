# Made by tangentgen. Edit it as you like: edits are kept.
# of: options:price
# request: grad wrt spot, volatility, rate, years of (spot=float, strike=float,
#     volatility=float, rate=float, years=float)
# meaning: 1f9623b4672522db4450d2487543d74d922bab72f1c22857a4971f556d460a36
# text: c1a76a55b598b9a5c65c073b18c0a2b42aa2e322dd736cc0373cf1ec8d58455a
# load: {"entry":"price_grad","parameters":[],"modules":[],"callees":[],"assumptions":
#   [],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","b2403a4e356aa7d5"],"ask
#   ed":{"source":"options.py","module":"options","function":"price","ordinal":1,"wrt":[
#   "spot","volatility","rate","years"],"kinds":[["spot","float"],["strike","float"],["v
#   olatility","float"],["rate","float"],["years","float"]],"sizes":[],"mode":"grad","op
#   timize":true,"has_aux":false,"typed":false,"seen":false,"extra":null,"direction":nul
#   l,"memory":null},"signature":[0,5,0,"spot","strike","volatility","rate","years"],"fu
#   nctions":[["b88be54faacf14d1","22a9329308b50f05"]],"marks":[[9,0,0],[11,0,1],[16,0,2
#   ],[25,0,1],[32,0,0]]}

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
    spot_bar += sum_bar2 / spot
    rate_bar += sum_bar3
    volatility_bar = volatility * sum_bar3
    years_bar += total * sum_bar2
    width_bar -= d1 * sum_bar2
    volatility_bar += math.sqrt(years) * width_bar  # width = volatility * ...
    years_bar += 0.5 * volatility / math.sqrt(years) * width_bar
    return float(spot_bar), float(volatility_bar), float(rate_bar), float(years_bar)


# base:
# QlpoOTFBWSZTWVBFrKUAAarfgEQQWH/6EgCAEAD/7//gQAIym7XTiCUKYk0ek0yA0YgAGjQNGgiFPJNPE1PU
# YjQBkAJEppT1PNU2mhqaY0BBiYRgikRkg1NtRqNNDQAGgDBAnnWOWZbHsMe/TmJjJpZ9NhiXO262pwCIgChA
# lshk1GKrrTy/izYBz1r9Ted+dLBIo5NTegWgPUCI4mjLIQhXKSYhQlnbIpQLVX1oondFl3elH0veXBVJGRcW
# uGoL7edIFl1eniXtzZKBdljOqOIEpdUOPSSJ+OI48iF4AaouA7SoU/NSyoNJ3VavPgrCM5bCVtSiaLmJGFVB
# QBtUi0sJLgM+3DJljCRPT5BY2HgQtAK8CRmBEGVnUQXTk0C1y76kFQFRQNF8LlxB25Nkz4zDvEPMKXkAKKXj
# dewT+EAvRl3BQComYnugGBV1R9vjy1bxbWGG7umRCCGVL0pCLDBeZ0EtDC7HThqT7bVvTO2EgznvsKbCzrMl
# MpJeJgaKU6RLJ0DrEkJyDZPgpoOELRniYXbcCRujdGWIYM5c4k9wKlemnwJmoJmChBP9ZbLJSi5E2JNjTBcv
# /KVqsviHceqLyFnsQsudeEe5JpFbapamOZGZFEMMUoBsbrCovelliacigbaIQYIzgkhAQJVwmmaYlBJs1NO0
# vqtTGkwnAQRcN4WIHmuKsNGX+LuSKcKEgoItZSg=
# end: 1204eb9ac9d4f902d91f58ecc373116d102a9c1dbba137433c243755d70507cc

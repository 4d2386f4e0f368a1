# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons:cost
# request: grad wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: 9f9835e172b2fc66b127fc8ac4dcf966d688d4d29ccf70c283ec58814d9cc539
# text: dd77cd76918c9391044b8286a08066f738f787ebe8a2a70a374854856d86a589
# load: {"entry":"cost_grad","parameters":[],"modules":[["seasons","seasons"]],"callee
#   s":["seasons:residuals"],"assumptions":[],"inactive":[],"written":[],"format":3,"mad
#   e_by":["0.1.0","3080f5ab7f9715b9"],"asked":{"source":"seasons.py","module":"seasons"
#   ,"function":"cost","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[u]"],["obse
#   rved","f8[n]"]],"sizes":[],"mode":"grad","optimize":true,"has_aux":false,"typed":tru
#   e,"extra":null,"direction":null,"memory":null},"signature":[0,2,0,"unknown","observe
#   d"],"functions":[["ecc9bc7741ede97e","f5b054223fa16caa"],["5ed1519c32eb77cd","cc0982
#   51541af15c"]],"marks":[[8,0,0],[11,0,0],[16,1,0],[21,1,1],[22,1,2],[23,1,3],[24,1,4]
#   ,[25,1,5],[30,1,6],[31,1,7],[37,1,7],[38,1,6],[43,1,3],[45,1,5],[47,1,4],[49,1,0]]}

import numpy as np

import seasons  # isort: skip


def cost_grad(unknown, observed):
    """Gradient of `cost` with respect to unknown."""
    residuals_ans, saved = residuals_forward(unknown, observed)

    # Reverse sweep
    unknown_bar = residuals_reverse(saved, residuals_ans).copy()  # return 0.5 * ...
    return unknown_bar


def residuals_forward(unknown, observed):
    season, growth, knots = (
        unknown[: seasons.YEAR],
        unknown[seasons.YEAR],
        unknown[seasons.YEAR + 1 :],
    )
    off = np.zeros(len(observed) + 1)
    for t in range(len(observed)):
        knot, share = t // seasons.KNOT, t % seasons.KNOT / seasons.KNOT
        level = (1.0 - share) * knots[knot] + share * knots[knot + 1]
        off[t] = (
            level
            + season[t % seasons.YEAR] * np.exp(growth * t / len(observed))
            - observed[t]
        )
    off[-1] = np.sum(season)  # or the level could go up, and the season down
    ans = off
    return ans, (unknown, observed, season, growth, knots)


def residuals_reverse(saved, ans_bar):
    unknown, observed, season, growth, knots = saved
    off_bar = ans_bar  # return off
    season_bar = np.broadcast_to(off_bar[-1], np.shape(season)).copy()  # off[-1] = ...
    off_bar = off_bar.copy()
    growth_bar = 0.0
    knots_bar = np.zeros_like(knots)
    for t in reversed(range(len(observed))):
        knot, share = t // seasons.KNOT, t % seasons.KNOT / seasons.KNOT
        exp = np.exp(growth * t / len(observed))
        season_bar[t % seasons.YEAR] += exp * off_bar[t]  # off[t] = level + ...
        growth_bar += t * exp * season[t % seasons.YEAR] * off_bar[t] / len(observed)
        knots_bar[knot] += (1.0 - share) * off_bar[t]  # level = (...) * ...
        knots_bar[knot + 1] += share * off_bar[t]
    unknown_bar = np.zeros_like(unknown)  # season, growth, knots = unknown[...], ...
    unknown_bar[: seasons.YEAR] = season_bar
    unknown_bar[seasons.YEAR] += growth_bar
    unknown_bar[seasons.YEAR + 1 :] += knots_bar
    return unknown_bar


# base:
# QlpoOTFBWSZTWZvkDmAAAnJfgERQWn/iEiKJlCr/79/wQALoRzYbNLCSFNTDSnk0yCmnqHiah6mjNNAT0EiI
# QVP9FT9U2k2kxtUPUAAA0MYAAAAAaDQBoBoBEqBTTamnqek00aNNADRp6gANQAjy6TKVGl7/KSyY5ZXd7zsh
# uNspEcIkNXFD5dhzmfGsnsAkmAj842bKuoH6RujPetPpGMRtL+xr7iuBYV+ovy03i2BwGW81kek4YajuN7R1
# yVfY4pwI3ttfSP9S9a+S+ATsZSFSnNOl7yVtAYQjnE54kWCJtS4+NSs1zdHwxrlc5jGty1cDQpnJSsYxWefr
# RcP4bzfwcbcktiZdpfsYsFZ2QerDqnM+1+6fGW8omzX2EgiTtU5jBNIPyyW5Zmz01B9wodESY1G8rrPBXIqZ
# KEX0R3YjTSUXZ846VaNxCtiYyGppsS0urHojGIwjrQwQ04h2D5jsQ3MBrQ1mXPJmokKJGGiNRcccPIhDwmRt
# zLMpyMnygiDGZcOIIgagIMWDL5829hQ5w5wzFnRIXwOKOIJeloUpCz2gsXVP8apc9D3+jOJP5ps3sKQXl3v7
# jnKJEAlHwOwllgnReKy7qqApBVgsyNrq455G1appwTpLtNhrKn7x0Vy+wi5JhhaLz6FJqbTpKeRMYkFrK2g3
# xC9NVdkIYUFkvNI2bxMmczSohaNNUSCMbbaHZWEGyQGSClAaSZaenteU6iYGzesQOWHQCW64k9xSTFVOlAPr
# gQSg4Pd1RjAGFnRYqBJkyFj1wwoAbQwmZjWPNHDVZIGGaYJmnU2ZzBIgZ3DhtkEjMi50KINIE+MJdo023XQF
# ykWgnoCXlm8utVimgYVVza6B5A4y0r6k2SqWWZItRsE9M8AwbEXsKUnCl5chCNqEN2vGC1Jyhldou5IpwoSE
# 3yBzAA==
# end: 853a2c164eeb18a1648678b03c03cd03b6e0c7b3f2db71bf0eb0304741a0b5f6

# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons:cost
# request: value_and_grad wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: 62a2652683f6a0a0478a0f228454feaa15739164fced95e3b78d114a1a81599f
# text: cc3b1da79c835cbb0590b1f7b2f642efbad3de453348a221f5b4dd211c78d9d7
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[["seasons","seasons"
#   ]],"callees":["seasons:residuals"],"assumptions":[],"inactive":[],"written":[],"form
#   at":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked":{"source":"seasons.py","module"
#   :"seasons","function":"cost","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[u
#   ]"],["observed","f8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_au
#   x":false,"typed":true,"extra":null,"direction":null,"memory":null},"signature":[0,2,
#   0,"unknown","observed"],"functions":[["ecc9bc7741ede97e","f5b054223fa16caa"],["5ed15
#   19c32eb77cd","cc098251541af15c"]],"marks":[[8,0,0],[9,0,0],[12,0,0],[17,1,0],[22,1,1
#   ],[23,1,2],[24,1,3],[25,1,4],[26,1,5],[31,1,6],[32,1,7],[38,1,7],[39,1,6],[44,1,3],[
#   46,1,5],[48,1,4],[50,1,0]]}

import numpy as np

import seasons  # isort: skip


def cost_value_and_grad(unknown, observed):
    """Value and gradient of `cost` with respect to unknown."""
    residuals_ans, saved = residuals_forward(unknown, observed)
    ans = 0.5 * np.sum(residuals_ans**2)

    # Reverse sweep
    unknown_bar = residuals_reverse(saved, residuals_ans).copy()  # return 0.5 * ...
    return ans, unknown_bar


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
# QlpoOTFBWSZTWZOYSZcAAohfgERQWn/yEiIJlSr/79/wQAMKlXM2M2zYSSaQBNNTxTNENGQANGR6gBIiFMT0
# k9KbTUPRNqPU09QAGjIYw0NAAABoAAAAARKU0yGg0ap+ppomh6QHplNGEzSaKBHDjUTJ9EM8eDLBjxws84VU
# u3bXJIPueQah4wwzH4mehYvRISTQI78LNlXUD9o4oy41p9owpM6Ub3LO8knJRV6CvozbISzF4xLqaVG0vmsG
# rdoNbDFyj4OKdJHbadMzOP9W9a7bmoJ0MpCpTknTXeStnAapRyicsCLBE2pcfnqVmuTo+nCuNzkMa7S1dRmI
# 0uRoGL1bVlGWx9+027oDdSSxTLWZ8WKRU2ZRGyFqtzn1T3X91eRS7emsqE1h4QdUlxKm+Bc2ltUWunoDpCME
# PIxqNw9FBvWdE7JOi2L9mAxOri069ZQDKm8hjYOYh82+osTOXVj9IEYjCPBDvQsHiPIeSFf7HtrQ4F+2TCkh
# SRM4NUOg9DPmMZ8JkbcyzGeOSyfGCIMZlw4giBqAg1sMlsv3PwS+/jU/NTmQS2s+9IX9IE9oJZWBMkK+wFbB
# TerTrjgQz5NASd8k0v2lKGFxq58yhxxVldQLVtKQXDY0S4bbv+1BYDmRrTso6jwwOx22tAaK9ZuOkyUnIiZc
# fyE0rCLs1HUWG2YYFnAtIYwzxz1GkQ1p0464Q/lCz2nYgsXHnvW50HrFNGhiGNttDsiwg0SAxEUok0ky07ut
# 4zsEwNG9kQOWHmBLYtI/ORcnUhggGxgIHQXws/kXug5KflXrELGI3l12ICU10GEnQUzJv0ORCBlYCy/UxmuY
# JBDOtOG2QSMxLm1RBnAnvhLgNNt1zBdkizSeYJbpi5UqsE5GLDY99CEgQGWC1lTJTrCVIrRpSuHnK7guaguT
# Doa9LdhchCOhCGau0FqTcF77i7kinChIScwky4A=
# end: a7fe804ab7e456391c4ae80a04179d4551b8762d2d99d9516c0620092cff27eb

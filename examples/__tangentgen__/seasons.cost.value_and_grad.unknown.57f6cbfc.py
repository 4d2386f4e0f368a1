# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons:cost
# request: value_and_grad wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: 62a2652683f6a0a0478a0f228454feaa15739164fced95e3b78d114a1a81599f
# text: 5acdbd09f9481e3a102f210649451f0f1c9c6458b63d023d32043f9dbe7e2544
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[["seasons","seasons"
#   ]],"callees":["seasons:residuals"],"assumptions":[],"inactive":[],"written":[],"form
#   at":4,"made_by":["0.1.0","86a2538e4019adfe"],"asked":{"source":"seasons.py","module"
#   :"seasons","function":"cost","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[u
#   ]"],["observed","f8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_au
#   x":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory":null},"sig
#   nature":[0,2,0,"unknown","observed"],"functions":[["ecc9bc7741ede97e","f5b054223fa16
#   caa"],["5ed1519c32eb77cd","cc098251541af15c"]],"marks":[[8,0,0],[9,0,0],[13,0,0],[18
#   ,1,0],[23,1,1],[24,1,2],[25,1,3],[26,1,4],[27,1,5],[32,1,6],[38,1,7],[39,1,6],[44,1,
#   3],[46,1,5],[48,1,4],[50,1,0]]}

import numpy as np

import seasons  # isort: skip


def cost_value_and_grad(unknown, observed):
    """Value and gradient of `cost` with respect to unknown."""
    residuals_ans, saved = residuals_forward(unknown, observed)
    ans = 0.5 * np.sum(residuals_ans**2)

    # Reverse sweep
    # return 0.5 * np.sum(residuals(unknown, observed) ** 2)
    unknown_bar = residuals_reverse(unknown, observed, saved, residuals_ans)
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
    return off, (season, growth, knots)


def residuals_reverse(unknown, observed, saved, ans_bar):
    season, growth, knots = saved
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
# QlpoOTFBWSZTWcIUu6UAAotfgERQWn/yEiIJlSr/79/wQAMKlTs2M2zYSSaTTU9TVP9TVP2lTxT1M1PaUADB
# H6oNBIiFGT0U9SbETBqPU0AMRpkAw0NAAABoAAAAARSU0yTyDCnqeiGgAaZAA0IoEePltL0++EN0Qsx87eh/
# GlD7fC6+4fq8hrnjDPA8ZnkWD0SEk0CPLXZurql+kcEY0nvjV7CZ3UfiPX5EJkhYcDDDnzleWGJcGkiWhadR
# sHaDYw4uuTrTmI7bTpnnH9retc7moJ0MZCpTinTZeStmQGqRcYxNZWwRNqXHz1KzVY05tdcLnEY12lq4GRSj
# kdgxZY7dYyq/doadYDdEMyDiMuRu4sUFSuqpqc2ZBHwnsnuv75tbiWuaYlUTWGzdBfexLGIF8WS0XRrbKB0C
# MBPsY5HUelDuWITYTh6Yv794xNJPXLKCDYjqMXJhUGOizhEvRgYxFowQwDBDsQ80KB2juHchP5D1zocpdhEX
# yiCG0zpaoch0M+oxnymRtzLMJ4YrF8IIgwmXDiCIGoCDYwxWd+5+gHh+6n4qfGFKy8khfwgJ8QS1qF6QrVQs
# YF/4aa8syG7VoJJ31TS/gE4X1mjfvNssROTyBZsCUK32skrGqv+ZgoRpFnTXJ0HveazCpkjJXkNRpMko3EJw
# Y+YTOsEAW6DjKDCL7yjYVEGMMsOWYzqFiacc8DPCCz5TrEWVx5bzayg9gpo0NIY220OyLJBoCDBIpRDSTLTt
# 6nhObaGlox5xAzsGQJczgP2EXJq4zQDcYJA6C0K+aLOIsp+W4xCwwjcV14gJSiyQxEHESpTpzORCAwTQmX3N
# myeqSiQMhOG2QSMwDlTyMiIajfCXSNNt1yQuuRZAPIEtsxcqqrWnIwp1bfEhcEBlmuRtZKazkkYI4AZDzWGS
# UyxgtSLkqtKxIIcyEFM9SLMmpuf8XckU4UJDCFLulA==
# end: cd5dc28c1c2698281d79a242a53b4de83e1b28edfda799ca2e2f8a5729f53528

# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons:cost
# request: grad wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: 9f9835e172b2fc66b127fc8ac4dcf966d688d4d29ccf70c283ec58814d9cc539
# text: 28d5e18331e6e39037c4ae932310f40176b3ad5d595464fda29872acfb474531
# load: {"entry":"cost_grad","parameters":[],"modules":[["seasons","seasons"]],"callee
#   s":["seasons:residuals"],"assumptions":[],"inactive":[],"written":[],"format":4,"mad
#   e_by":["0.1.0","86a2538e4019adfe"],"asked":{"source":"seasons.py","module":"seasons"
#   ,"function":"cost","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[u]"],["obse
#   rved","f8[n]"]],"sizes":[],"mode":"grad","optimize":true,"has_aux":false,"typed":tru
#   e,"seen":false,"extra":null,"direction":null,"memory":null},"signature":[0,2,0,"unkn
#   own","observed"],"functions":[["ecc9bc7741ede97e","f5b054223fa16caa"],["5ed1519c32eb
#   77cd","cc098251541af15c"]],"marks":[[8,0,0],[12,0,0],[17,1,0],[22,1,1],[23,1,2],[24,
#   1,3],[25,1,4],[26,1,5],[31,1,6],[37,1,7],[38,1,6],[43,1,3],[45,1,5],[47,1,4],[49,1,0
#   ]]}

import numpy as np

import seasons  # isort: skip


def cost_grad(unknown, observed):
    """Gradient of `cost` with respect to unknown."""
    residuals_ans, saved = residuals_forward(unknown, observed)

    # Reverse sweep
    # return 0.5 * np.sum(residuals(unknown, observed) ** 2)
    unknown_bar = residuals_reverse(unknown, observed, saved, residuals_ans)
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
# QlpoOTFBWSZTWdZ0KCIAAnVfgERQWn/yEiKJlCr/79/wQALhQU1iiEiRBMU8JqYRDTxE00ZPU9AE0EiIVT9q
# MVMT0yTZNRgIyDBMhhtVT1A0DRoyDJoGQNBiYjQMNDQAAAaAAAAAmAjx8rSpS1xGE1mzuz5vGdlh3/idVBLr
# lSOiU457jlKWC0PEBJMBHnXS3Q6EvRH3RZOXGKt0papvkSv7iKykV2wuu6uqmozGU7KUU7zOu8dw3jG2S6XT
# PMjqpxvf+lbhRfdUEsTRIKCfBOd10iilwFUhcIsKytgibUxHsqVmq0U+WFb4nQMa3lq3MimiSlxmaxt9Z3kc
# d5v4QPchtBtGukw2ssFZzepOpypZBEfWOu3sl208Cm4xsKESohs54LtTSDtaW9bnnXoDcE4FLBnQcCyw4rEK
# 2KQZTl2ax2pKV+nTAGhHAZQmiwZuTlSi0wmLe00wTGv0g4oPvWLwF/BeCCriKhB9DTrb54bIbTOhqZgbGd4x
# n2mRtzLLzcu+aCIMJlw4giBqAgwYMus7H7JSg5EGjySF8ECl2Al6WhUkLC1C0wVd7rXLKL/Rwko806fZKgMC
# /39z8xIoGCUvghoHXBgsaL7f4tJXRF4RcFAwbUzqgWfAMEMA8TabCuP2QjRR9hF6TGlpwOgqNb1airuLRlAX
# NY0M0g4Ub62Yz8wWfCbkrGI8teplBmkU0aGkMbbaHZWSDgBBcRSg0ky06trvObaGlwMecQOWHECW82E7ikmC
# qakA+SEgkgzi/5RnJBlZ5rMkJNNCz+cspgRGlpNbCNKOjNXQMNCaEzLWtM7pKIBkDhtkEjLhxJ5GRENRshLa
# NNt1yQuaRZJPIEuOcZdSqwTkYsM3soRUIGuNbTS0sFqskYo5Eo+BbklUYpmSHmjIwEMatQM0UWISmjpWlf8X
# ckU4UJDWdCgi
# end: e839bc3179c9692ce326ce892e6929bfeec9bc2ebb0e24af3082c90be292cedb

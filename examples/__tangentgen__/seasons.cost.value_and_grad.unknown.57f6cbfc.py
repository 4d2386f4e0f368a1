# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons:cost
# request: value_and_grad wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: 62a2652683f6a0a0478a0f228454feaa15739164fced95e3b78d114a1a81599f
# text: 7a544646accf44b5c116c2fbec3b2c82b926ac4265c78592a8fb81eb3891d0ec
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[["seasons","seasons"
#   ]],"callees":["seasons:residuals"],"assumptions":[],"inactive":[],"written":[],"form
#   at":3,"made_by":["0.1.0","adbb0473842592be"],"asked":{"source":"seasons.py","module"
#   :"seasons","function":"cost","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[u
#   ]"],["observed","f8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_au
#   x":false,"typed":true,"extra":null,"direction":null,"memory":null},"signature":[0,2,
#   0,"unknown","observed"],"functions":[["ecc9bc7741ede97e","f5b054223fa16caa"],["5ed15
#   19c32eb77cd","cc098251541af15c"]],"marks":[[8,0,0],[9,0,0],[13,0,0],[18,1,0],[23,1,1
#   ],[24,1,2],[25,1,3],[26,1,4],[27,1,5],[32,1,6],[33,1,7],[39,1,7],[40,1,6],[45,1,3],[
#   47,1,5],[49,1,4],[51,1,0]]}

import numpy as np

import seasons  # isort: skip


def cost_value_and_grad(unknown, observed):
    """Value and gradient of `cost` with respect to unknown."""
    residuals_ans, saved = residuals_forward(unknown, observed)
    ans = 0.5 * np.sum(residuals_ans**2)

    # Reverse sweep
    # return 0.5 * np.sum(residuals(unknown, observed) ** 2)
    unknown_bar = residuals_reverse(unknown, observed, saved, residuals_ans).copy()
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
    return ans, (season, growth, knots)


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
# QlpoOTFBWSZTWcdmbTQAApLfgERQWn/yEiIJlSr/79/wUAM3tlY57UMTwlESeppp6mmj1BoA0AAAACUBJGap
# 6nqNqaAaHqNAA0AAkJUQ8jSZPUyGjTQAAAADapqg9I0YgANAAAGjQAiUImUyZpoTQmmCA0yaAGhAghs9rixH
# 0s23GxUxU7sb/CLrh9cUkfJ6Cy8NjU+ta7HGZCqwRPxhfJdLl/Kdiclq+dNHaVrwtOg2XWMjHCPuD348bqZA
# UdeVyDqCEcor2qxZmTtIXiVo0DaqPheXt+zWZvqWA+Ba4SRkixdVyaKMFjiZM9uYagM9IqLvyS8pbGjNOepk
# KKmopOcrEUjSKoKQSar5idK3lQUZmC5UFVAnRUvledSQS2/5SLFeijDdb8r9VdbUpkPUwtJQeWzsxvMV0qI3
# UoPvi9zaZ4Yh2Bag1uh0HeVxxPN2BhBqGVq+3gQwVrr27SiGKdxC5g8hDsd1LGhNRlYe2BGIwj4IeaGgfEfI
# fJC/5j33oeBu4t542RtM0tYDbN9neMZ2VQ26plla7Va9cJCyqcchINQIYmFqyY+h/QHn94T1wnWQpsr+AR8T
# IoSJBPEk8EWohEjD+boCa2mjncwNa/pl/8AvDhkbPT0PGlS8voC24lIrwzaJkMMn4opPEVUFMUrEamuKUvQj
# JDAYlgV9QM7komN3WJrWEAz2HSaDjOHA0eBpIXBqjqsa1DanPdfCH0oXzadQl7qJy8zvliaRraJFISSRJel6
# hkCGKlrLFYX13+qY11yJAMpNdKErAzBet4leotUwbjegTnooVQ3UyfyL6EZrfhXqhJpoV5ly0BI80ExvQS1H
# LctpAwsTQmY87GYq4aMAIZE42yFDLAzJ3FxI1NES0jTbeG5C4qFcA7gS3amMubnBlSDhrnNYpcFCO96TTFwd
# 96mpOIGZXB1ZrgbWGaTcmnMyEhHlQhyX6UWydAQT+LuSKcKEhjszaaA=
# end: cdcb5466cd2c3abdbd0641c8167c599143b3cb170d51d66e6f406082d594ca6d

# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons.cost_grad:cost_grad
# request: hvp wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: 9e3f8bcd5a7515f26357f0077338757d10380da5d9c4de924142b3b61ccc4b6d
# text: 24795c0caf42ed5df7d947b59ee79e6c257af01e959dbd2b9c363c4b7e75c63c
# load: {"entry":"cost_hvp","parameters":[],"modules":[],"callees":[],"assumptions":[]
#   ,"inactive":[],"written":[],"format":4,"made_by":["0.1.0","86a2538e4019adfe"],"asked
#   ":{"source":"seasons.cost.grad.unknown.a78e87cd.py","module":"seasons.cost_grad","fu
#   nction":"cost_grad","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[u]"],["obs
#   erved","f8[n]"]],"sizes":[],"mode":"hvp","optimize":true,"has_aux":false,"typed":tru
#   e,"seen":false,"extra":"vector","direction":null,"memory":null},"signature":[0,2,1,"
#   unknown","observed","vector"],"functions":[["73ee46736916f406","027383f58be385d7"]],
#   "marks":[[9,0,0],[15,0,1],[24,0,2]]}

import numpy as np

import seasons


def cost_hvp(unknown, observed, *, vector):
    """Hessian of `cost` with respect to unknown, times `vector`."""
    unknown_dot = vector
    (residuals_ans, saved), (residuals_ans_dot, saved_dot) = residuals_forward_jvp(
        unknown, observed, unknown_dot
    )

    # Reverse sweep
    # return 0.5 * np.sum(residuals(unknown, observed) ** 2)
    _unknown_bar, unknown_bar_dot = residuals_reverse_jvp(
        unknown,
        observed,
        saved,
        residuals_ans,
        unknown_dot,
        saved_dot,
        residuals_ans_dot,
    )
    return unknown_bar_dot.copy()


def residuals_forward_jvp(unknown, observed, unknown_dot):
    season_dot, growth_dot, knots_dot = (
        unknown_dot[: seasons.YEAR],
        unknown_dot[seasons.YEAR],
        unknown_dot[seasons.YEAR + 1 :],
    )
    season, growth, knots = (
        unknown[: seasons.YEAR],
        unknown[seasons.YEAR],
        unknown[seasons.YEAR + 1 :],
    )
    off = np.zeros(len(observed) + 1)
    off_dot = np.zeros_like(off)
    for t in range(len(observed)):
        knot, share = t // seasons.KNOT, t % seasons.KNOT / seasons.KNOT
        level_dot = (1.0 - share) * knots_dot[knot] + share * knots_dot[knot + 1]
        level = (1.0 - share) * knots[knot] + share * knots[knot + 1]
        exp = np.exp(growth * t / len(observed))
        off_dot[t] = (
            level_dot
            + exp * season_dot[t % seasons.YEAR]
            + season[t % seasons.YEAR] * exp * t * growth_dot / len(observed)
        )
        off[t] = level + season[t % seasons.YEAR] * exp - observed[t]
    off_dot[-1] = np.sum(season_dot)
    off[-1] = np.sum(season)  # or the level could go up, and the season down
    ans_dot = off_dot, (season_dot, growth_dot, knots_dot)
    return (off, (season, growth, knots)), (ans_dot[0].copy(), ans_dot[1])


def residuals_reverse_jvp(
    unknown, observed, saved, ans_bar, unknown_dot, saved_dot, ans_bar_dot
):
    season_dot, growth_dot, _knots_dot = saved_dot
    season, growth, knots = saved
    off_bar_dot = ans_bar_dot
    off_bar = ans_bar  # return off
    shape_season = np.shape(season)
    season_bar_dot = np.broadcast_to(off_bar_dot[-1], shape_season).copy()
    season_bar = np.broadcast_to(off_bar[-1], shape_season).copy()  # off[-1] = ...
    off_bar_dot = off_bar_dot.copy()
    off_bar = off_bar.copy()
    growth_bar = 0.0
    growth_bar_dot = 0.0
    knots_bar = np.zeros_like(knots)
    knots_bar_dot = np.zeros_like(knots_bar)
    for t in reversed(range(len(observed))):
        knot, share = t // seasons.KNOT, t % seasons.KNOT / seasons.KNOT
        exp = np.exp(growth * t / len(observed))
        exp_dot = exp * t * growth_dot / len(observed)
        season_bar_dot[t % seasons.YEAR] += off_bar[t] * exp_dot + exp * off_bar_dot[t]
        season_bar[t % seasons.YEAR] += exp * off_bar[t]  # off[t] = level + ...
        product = t * exp * season[t % seasons.YEAR]
        growth_bar_dot += (
            off_bar[t] * season[t % seasons.YEAR] * t * exp_dot
            + off_bar[t] * t * exp * season_dot[t % seasons.YEAR]
            + product * off_bar_dot[t]
        ) / len(observed)
        growth_bar += product * off_bar[t] / len(observed)
        knots_bar_dot[knot] += (1.0 - share) * off_bar_dot[t]
        knots_bar[knot] += (1.0 - share) * off_bar[t]  # level = (...) * ...
        knots_bar_dot[knot + 1] += share * off_bar_dot[t]
        knots_bar[knot + 1] += share * off_bar[t]
    unknown_bar = np.zeros_like(unknown)  # season, growth, knots = unknown[...], ...
    unknown_bar_dot = np.zeros_like(unknown_bar)
    unknown_bar_dot[: seasons.YEAR] = season_bar_dot
    unknown_bar[: seasons.YEAR] = season_bar
    unknown_bar_dot[seasons.YEAR] += growth_bar_dot
    unknown_bar[seasons.YEAR] += growth_bar
    unknown_bar_dot[seasons.YEAR + 1 :] += knots_bar_dot
    unknown_bar[seasons.YEAR + 1 :] += knots_bar
    return unknown_bar, unknown_bar_dot


# base:
# QlpoOTFBWSZTWb8Vk68ABLFfgERQWn/yEiJJlCr//9/wUATL1yaIwgAKKIJNNEyYTTNQMBGgwgbUGAlNE1MU
# 00k9T2oTCYDQQYmCaMEp6Sin6gp+RTID1DQyANAAAYDQAADQAAAAABEkQkegAkwNCQBjUPUepp6mHABAQU0K
# BvSYyvmoUKIUgQnKxJuZMkC5A2F0SFxYRU2PO1OK4jCHplBRwpF2hki5QgfcZLWDMrARL4yZy44Cc0NG2OFz
# Ikh9LSeNVwuREEoQjwIr59oRZiKjoDJFt4Mr/fktos7ZiMHHmoMecOXNs1JNYpCTU25HhzzFU0djmPOXOnjs
# ynBU/uWnaz48RY149gWWSt4hCyEOoaDTllDEoCtWOjEsTgyxd0ChRR8hb8lIsJGNLWFIjRpOgQgOQLlSo5kG
# hyLjIzb6Xz/3DXckbWr08zz+NE8gkB7mB2DBo2HXDSgqaTV7XpMOk9bD9PHXr485tOccrwRuYauVG13mTPUF
# DC7tjZ0rWL7a4GvgQMx1gmZvrKtohKDFFjXSaPsh5qDtzgh2LTBUR0k6iRZaWO9jYHEhsG+9vyPgE1iNtxrz
# m423BzA/AhkMc4mkIHk2hV9CXCy+cYRJIEAJCQYRP2BPQE88h+Y/QfmCZeg4Anebzh20VKnKWYxW2MVGpOUg
# JTmNeDshGCI0oNe0bLFEg2QNtnLdR075DbdskphINSqkbZC5bERg1Ad29rs8UFwYysyTCZLgcSSZYu6hlMzN
# sbkUi00XZp1mDbdbNz8ZlgfofVD2tc/ooMqPK2sP7EX3KEtpRH2NYGgReo1gG0ocvzm16E5caAdx7HydKIGj
# ihqcR2mz/j6k7IYBcsxEZ7hUVOXFpdyG37DYMQD16BPeJkvlTuA9TsKK8ThqaRaVeZ1HYZcyJowqqpPEQ2iw
# yoTWlu0wOWIdqfIOkgYOcDOrlrUVjHSIGxfCwZQhHGetZJzQxc2aeJvMKwIZoXMISBBIMWEkGQkIwIYOIgd6
# AGat7kEYhW7wh0GsLxNVJZhtuVUvRVoGyFiWgVJfiiPkOjqMaOZY6RwOYnIIoEIAxBqqECyBOH2E5sIcbi2d
# 4auZrNlcVwUjCRFJvwsDWEksm+EOsrNPicHYPUgQMyAENnJtqv33MAWFBKhISRBRBIXQm41aXorScCHAu2iZ
# yS4NodwRYRkkx2AHhjcHhsQ2IjDVRMXChIdAET4FgKCI1KOktZRLqQIGgO474rkGwyckTNOwGtDw27obarpK
# bWt02aiNK5LT0UJ1c/bKERQQ0qj/V1uRpjUKHFXrXkP3F3JFOFCQvxWTrw==
# end: 0eadb0c1f331d7430df23e4e8a3bc63732030ce8a10ac9ab95644d69a4830555

# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons.cost_grad:cost_grad
# request: hvp wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: a61a8bee141143c7189ed8dc5d2f181a75a6d0b80b1026456bb08385bdd57013
# text: 0e5db19a4251bebc029a608a6ec74026acf1d52ce48cf4038312115f91419370
# load: {"entry":"cost_hvp","parameters":[],"modules":[],"callees":[],"assumptions":[]
#   ,"inactive":[],"written":[],"format":3,"made_by":["0.1.0","adbb0473842592be"],"asked
#   ":{"source":"seasons.cost.grad.unknown.a78e87cd.py","module":"seasons.cost_grad","fu
#   nction":"cost_grad","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[u]"],["obs
#   erved","f8[n]"]],"sizes":[],"mode":"hvp","optimize":true,"has_aux":false,"typed":tru
#   e,"extra":"vector","direction":null,"memory":null},"signature":[0,2,1,"unknown","obs
#   erved","vector"],"functions":[["86eb6a9682f61dd3","0f272ade6c8d64d3"]],"marks":[[9,0
#   ,0],[14,0,1],[18,0,1],[19,0,2]]}

import numpy as np

import seasons


def cost_hvp(unknown, observed, *, vector):
    """Hessian of `cost` with respect to unknown, times `vector`."""
    unknown_dot = vector
    (residuals_ans, saved), (residuals_ans_dot, saved_dot) = residuals_forward_jvp(
        unknown, observed, unknown_dot
    )

    # Reverse sweep
    _residuals_reverse_ans, residuals_reverse_ans_dot = residuals_reverse_jvp(
        saved, residuals_ans, saved_dot, residuals_ans_dot
    )

    unknown_bar_dot = residuals_reverse_ans_dot.copy()
    return unknown_bar_dot


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
    ans_dot = off_dot
    ans = off
    ans_dot2 = (
        ans_dot,
        (unknown_dot, np.zeros_like(observed), season_dot, growth_dot, knots_dot),
    )
    return (ans, (unknown, observed, season, growth, knots)), (
        ans_dot2[0].copy(),
        ans_dot2[1],
    )


def residuals_reverse_jvp(saved, ans_bar, saved_dot, ans_bar_dot):
    _unknown_dot, _, season_dot, growth_dot, _knots_dot = saved_dot
    unknown, observed, season, growth, knots = saved
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
# QlpoOTFBWSZTWYHvIf0ABMrfgERQWn/wEiJJlCr//9/wUATLUPdzdQ2ejthksNCNTSNqaGg0DQGgAD0gAlDS
# p6ZJqBo0A0aDTQHqAACU9JFNJjU0EA00GgBoAADakmpo0BkNAAAAABpoFSJTTUMT0jJqMU3qYoAeiGEDNIEC
# EKpCcUL6VW4gZKrIcoynBk0+M6bDkMCtG5TKmFLjNsK7OLrUj5RyyiYFSVBQdy8kReyfcaqqqpoooxsXe4Ky
# Ude1oOaGcGgqdtquZCSJcccxKe2sKVYVxDgYOVzhhbl0VvrDbomhmg8wefxZ05STlikJOU6MHhzkXSQ1S3I9
# Jc8nObcTir/ca8M83QLGvHtCyyVvEIWQh2FWcNdbKNjWko7N+HQnJTvkQbbxsL1kJ4NmcZWt7h27RyWQ3cDs
# EQPIGTQ0IahuhjpSnGb9Wz65dbVMYv4ebz9LV5IeKjvSkto9tB5AGHiWNzl8g0YaUqWKal7bjM7EM5YrGYxX
# RFUTPCaXw2WsKqRUtkJNlmGNQOzNpE8xAOWqpNtRYHbnB2hhRQe+EY2sUOorW45MGMWMwcbpg7NWPxcjeiY7
# Wzrb2/UTYPRTNKbKjaEPLVpyVyUWGAPM0jQqDQCi1SNP1I+JHl1J6p8E9SM/imRHm3OHh+68YrlWGMVtjFRq
# TqkBKdg14O2EYIjSg17hssUSDZA3WdWvo4Uq+fWQ33bJFgwalUxbiXLYyEg1A4S7vVrt64uhsxZhNiYU0NJd
# x0xKgy8IZhi4pFpoSNq1He+RtTsS2QT3ZDWfTMfCkpp7GkHT9rkQ0PlCT/Vo17oifRoOmEnsaB2LTP9K7J0x
# y7rE7X0fObYQ6O6RumtN7T/H9qeFMh4oBhCGmScwCltjgkEo5wgCFJLxEkTMZyedp2Dxd61++cN0skuST3OT
# vZ81R0ZXd3HvQ3pKZ2TrTHgyd2s8E9TqUZTZRsvUxi166m0GknuwZ0pU1187zTnI1tkrbx6DMyJvoMGUpKEp
# KVVoUUaQTJCkksQAVAHvEyEMIdJjZRKuhPQ4Yjgu667XijSmFYqLauMRPJOjk125sOqTJzJ3FEKVCVCXdgxB
# XD/0c1KnHUkxO03c3W0vjJlIqUqiRXblgl2qntqOFUuL2Ho4TSTlBUnUoKad1Uxt1YakkTxgxFFFFREpIWU0
# bjXjA6SuWYIcbAcyTF2lHUDVI0q7OIB15wFdPGqaREputWtlZKdIqPYwLKSXVupjBI1SKKOg8X3VJMzRnM4j
# Yd6S+hw3uLzu4lXdykaFd14q+kE7OjnoFEaENQJzSz1Wo10JEIF4JQ/i7kinChIQPeQ/oA==
# end: 9878a4915b916fe26c0508bbf3069b483075b8b6a74158c3659271b435680772

# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons.cost_grad:cost_grad
# request: hvp wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: a61a8bee141143c7189ed8dc5d2f181a75a6d0b80b1026456bb08385bdd57013
# text: c70de9e81212f95e4d4774e3b977372de9a0a3cac360fd255f6003ab0265afb3
# load: {"entry":"cost_hvp","parameters":[],"modules":[],"callees":[],"assumptions":[]
#   ,"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked
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
    view_dot = np.broadcast_to(off_bar_dot[-1], shape_season)
    view = np.broadcast_to(off_bar[-1], shape_season)
    season_bar_dot = view_dot.copy()
    season_bar = view.copy()  # off[-1] = ...
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
# QlpoOTFBWSZTWfpzuuQABNnfgERQWn/wEiJJlCr//9/wUATr1RbN1GYKBoOGKJppGTQBoABoABkAEpppBTEk
# 9T1GgGnqGTIBoANBKekqQG0gADQAAaAADDQ0AAAGgAAAABEkggp7CJom0mRigDAmTE9SAkgiimMvNF5lNmEI
# uc2jlEZgjAuMzNijQFSJ7kb7XwcZN6xzj6nQtRG5zUjvTkuJGhQzSGtUQAiol2Em+XDeJ37IhpRfcYkkPfaJ
# LixtlIQj6F/v2BfMDwSgNkZ5w23ejozpmnkQxL0PcHj0vxyKrKpCj8VmcrjpheSbKoyg1YXhHNly4mbTwSX+
# rm2t3/AJSo6MgxkxqIJGSSdJDNubeyC6jEwdOtLBO6FrMoE06uPfMk+W9qslGqpZyKwyTTY6RCA5BYwYJN4b
# qLbRhxdLt/3vyLm1qh8fI8vOieIh3EDtGBYK4voSEBCQSxPe70ExqZO44bU8kFtuhrEpYUK2ZGkzajjsFX0m
# Ncy8tm6hnNEEHWCiI9Q1UyCM4dHBzvBRyBRMDm4tJZ27txc6jOcHn2g7U4h0g2DW637HWGgjbib8n9dLgd4H
# mQxGGNowBDlq00q2aLDEBzNI0Kg0Aoqwi/0CfIE8dw/AfiPwBMfkN4J5HDqnd7y127rbGK2xio1JlkBKc8a3
# 80IwRGlBrvGyxRINkDTsy5OnClXnySGOXGKwYNSqYtxLu4khINQMJd3kazcUpYL0yuU4RZIzKy25WamJFLpX
# UXZZykSlCgbOGmEtaI61BUWGsWPcfyIP06L+vsiglp/MKo0D6oLqUJhwRH7GYG1BewzANShx/iau1OvnQDxP
# sfV9SiGzmpwcB0M/wfch0heFyWYiM/IVFTn1NLqhp6LZcAD/NoP5gYr40Ogagdx2lFe16smgWlXvOs7THwIm
# y+qqk9ohqLDGgeIaDd0MDrxDQfkGogtGyDaaG5Juo3gBwiOhhhCFF1+JxHwUwN7PVz5F9XkN6FwXwIJEkiSS
# MjISEYEL3AAPYqu9W65IIxGte+G0yEuGmOlqqZUVaBnCxLRKLuaI+4dnYYUeBY3LeeAPMIiEIIxBqqACyBOX
# oJ0IR6rhbPEOHgZGddS3qRhICk432BqiQ9cTlIUlbw8jk5r1oEXcQATV21LwxWYiqpMoMRRRRURKSFjE3HDO
# g5DlULjOwEvqqta0E7giwjJJhmAd99wPLNTNEYcKJgX0DDaBE7CwFBBahRuLWRS5SBA2B3HsiuIZmLiibw7R
# a2HLQzms3FNrWphEkm61zbkEPLjqhIQiQOAu2+T0fOXBgcL8hBuV9a80/xdyRThQkPpzuuQ=
# end: 2f88821a43762221dbf15a0b1816fbf1185c9c8695bfac1a72ee1d769d3bc10e

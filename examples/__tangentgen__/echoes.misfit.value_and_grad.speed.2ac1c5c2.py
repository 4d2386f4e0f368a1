# Made by tangentgen. Edit it as you like: edits are kept.
# of: echoes:misfit
# request: value_and_grad wrt speed of (speed=f8[d,w], measured=f8[t,w],
#     snapshots=int) typed
# assumes: measured.shape[1] == speed.shape[1]
# meaning: 096ee764e121ba65beed24e987d08e22ee2bb86114f1dc41d5b5c7af2020619a
# text: 5969a4ce4b291a0813aaf21218715292327d591b53b3c76cc3085fd9410d802c
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["echoes","echoes"
#   ]],"callees":["echoes:heard"],"assumptions":["measured.shape[1] == speed.shape[1]"],
#   "inactive":[],"written":[],"format":4,"made_by":["0.1.0","1b3eb7ad02af8651"],"asked"
#   :{"source":"echoes.py","module":"echoes","function":"misfit","ordinal":1,"wrt":["spe
#   ed"],"kinds":[["speed","f8[d,w]"],["measured","f8[t,w]"],["snapshots","int"]],"sizes
#   ":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":fal
#   se,"extra":null,"direction":null,"memory":null},"signature":[0,3,0,"speed","measured
#   ","snapshots"],"functions":[["b7e708cb10a0047e","ceb62024ea8193eb"],["925a446a07be15
#   7d","256ce8a778f20c7f"]],"marks":[[10,0,0],[11,0,0],[14,0,0],[19,1,0],[20,1,1],[21,1
#   ,2],[22,1,3],[23,1,4],[27,1,5],[31,1,6],[32,1,7],[39,1,8],[40,1,9],[41,1,10],[42,1,1
#   1],[43,1,12],[49,1,12],[59,1,6],[60,1,7],[67,1,8],[68,1,9],[69,1,10],[70,1,11],[72,1
#   ,6],[73,1,7],[80,1,11],[81,1,10],[82,1,8],[86,1,7]]}

import math

import numpy as np

import echoes  # isort: skip


def misfit_value_and_grad(speed, measured, snapshots):
    """Value and gradient of `misfit` with respect to speed."""
    heard_ans, saved = heard_forward(speed, len(measured), snapshots)
    ans = 0.5 * np.sum((heard_ans - measured) ** 2)

    # Reverse sweep
    speed_bar = heard_reverse(speed, saved, heard_ans - measured)  # return 0.5 * ...
    return ans, speed_bar


def heard_forward(speed, steps, snapshots):
    depth, width = speed.shape
    bell = np.zeros((depth, width))
    bell[1, width // 2] = 1.0
    now, before = np.zeros((depth, width)), np.zeros((depth, width))
    record = np.zeros((steps, width))
    slots = snapshots
    snapshots2 = []
    due = 0
    for t in range(steps):
        if t == due:
            snapshots2.append((t, before, now, record.copy()))
            due = next_snapshot(t, steps, slots + 1 - len(snapshots2))
        bend = np.zeros((depth, width))
        bend[1:-1, 1:-1] = (
            now[:-2, 1:-1]
            + now[2:, 1:-1]
            + now[1:-1, :-2]
            + now[1:-1, 2:]
            - 4.0 * now[1:-1, 1:-1]
        )
        after = 1.995 * now - 0.995 * before + (echoes.DT * speed) ** 2 * bend
        after = after + np.exp(-(((t * echoes.DT - 12.0) / 4.0) ** 2)) * bell
        record[t] = after[1]
        before, now = now, after
    ans = record.copy()
    return ans, (steps, depth, width, bell, now, before, slots, snapshots2)


def heard_reverse(speed, saved, ans_bar):
    steps, depth, width, bell, now, before, slots, snapshots2 = saved
    record_bar = ans_bar.copy()  # return record
    before_bar = np.zeros_like(before)
    now_bar = np.zeros_like(now)
    speed_bar = np.zeros_like(speed)
    for step in reversed(range(steps)):
        due, before, now, record = snapshots2.pop()
        for t in range(due, step):
            if t == due:
                snapshots2.append((t, before, now, record.copy()))
                due = next_snapshot(t, step + 1, slots + 1 - len(snapshots2))
            bend = np.zeros((depth, width))
            bend[1:-1, 1:-1] = (
                now[:-2, 1:-1]
                + now[2:, 1:-1]
                + now[1:-1, :-2]
                + now[1:-1, 2:]
                - 4.0 * now[1:-1, 1:-1]
            )
            after = 1.995 * now - 0.995 * before + (echoes.DT * speed) ** 2 * bend
            after = after + np.exp(-(((t * echoes.DT - 12.0) / 4.0) ** 2)) * bell
            record[t] = after[1]
            before, now = now, after
        t = step
        bend = np.zeros((depth, width))
        bend[1:-1, 1:-1] = (
            now[:-2, 1:-1]
            + now[2:, 1:-1]
            + now[1:-1, :-2]
            + now[1:-1, 2:]
            - 4.0 * now[1:-1, 1:-1]
        )
        after_bar = now_bar.copy()  # before, now = now, after
        after_bar[1] += record_bar[t]  # record[t] = after[1]
        now_bar = before_bar + 1.995 * after_bar  # after = 1.995 * now - 0.995 * ...
        before_bar = -0.995 * after_bar
        speed_bar += echoes.DT * (2 * (echoes.DT * speed) * (bend * after_bar))
        bend_bar = (echoes.DT * speed) ** 2 * after_bar
        now_bar[:-2, 1:-1] += bend_bar[1:-1, 1:-1]  # bend[1:-1, 1:-1] = now[...] + ...
        now_bar[2:, 1:-1] += bend_bar[1:-1, 1:-1]
        now_bar[1:-1, :-2] += bend_bar[1:-1, 1:-1]
        now_bar[1:-1, 2:] += bend_bar[1:-1, 1:-1]
        now_bar[1:-1, 1:-1] -= 4.0 * bend_bar[1:-1, 1:-1]
    return speed_bar


def next_snapshot(start, stop, slots):
    """Where the next snapshot goes after the one at `start`, with `slots` for the
    steps to `stop`.

    Binomial checkpointing (Griewank and Walther, algorithm 799, 2000).
    """
    if slots < 2:
        return stop
    length, repeats, reach = stop - start, 0, 1
    if length <= slots:
        return start + 1
    while reach < length:
        repeats += 1
        reach = reach * (slots + repeats) // repeats
    right = reach * slots // (slots + repeats)
    left = math.comb(slots + repeats - 2, slots)
    return start + max(length - right, left, 1)


# base:
# QlpoOTFBWSZTWeGem3cABVtfgERUWH/2thSAFYr/79/wUAWTzrVtrdGikGhpQwyUZJ6mmmJ6I9IGQAAAAAlA
# QqeQnqAGjQaAAB6jQAkJJT9ImNDVPRGjTQZqAaAeo0BgAAAANAAAAAAkRBE0T1MFP00Qp6mhhNAMmQ8pIIIY
# 3Ys2FgjyfOQTTv8Hnrbew31fJDFlvq3wq0a666hFlvfWeypVVgImvtKOSgUszJG4UaAiHzIl94CQDSEjCbbn
# BVL71p/DI1PCe3vw8unmQziyhJ0+pRQna4WFqd995rxlkhQIf+rApqM04533Gesvec2/lPUqvTI42qKQjEUn
# Fh0YWUH1oGWRtW840mV7GQmaPnY5qtPGyq5WN8cXWlGp0Pr4zOrMklbMm0Easu6PP7FCLKhLjCjq4YQQZOh9
# JzrXMdDrjU0LdLX1qWtudTaqKE0OFZA2ww7woFiuA40OrqXtwWSNuSmSsppUvysEanEOwcJWKxqulq1TZoMF
# HlpwBZ9wd3FQH2iNxgLyfuNTt1YMuZuoogI9ONL/axQpQY98FKoOchfpq1Xo7ae0YI7mDpeyq4odgW5UvUzs
# 1CC5NaXvKvSOGYvITARtPkxscAq78X3JeZkNySI72BvWzKZ4kNxzmFmYLiNb8Lq85h6OdrAyCACFSPpWYVoD
# TKC0NeBnCNBAKLipMSFR7zV3i3HQFMaySwsZaOAzMtIkew1DYXQaYHYyXgqQh62k0IaERQYDaG0bqWpNjKB6
# ylDAGFgaWPjAciD50BuFtx560NJDaIRtDIJBiPgw3MCA9w4Ehv4tLt2Jbq+qXGPz9nVBps6gijTQ02ng6WW1
# BtGHWOMj366tZJ2UzujFSDel1VVXCnSIqZApM5gjPLqC6LkF6fQ3Eo34Tly/tH7xWyHQpDXlyPeAfAALmaW9
# F4B/IgXEINgAUXm3zNimyDY2Wosx1GjwQ9CDYJgtryTagwkwcQDToIKKSERE2cg06RYl+CRT89u29zTlkeib
# 3SeXGvz+zJIJuwGDAslzDEWwyBlKpFNTHlRgySAhgUQHTwDqksxiaYqDEQHO3UMBMC6BpGTQP1EZB9EFkHo1
# j4HsCuRRjXedej41SXiM8ARiGBXhaKBv9RjbbaSMmqaZQFaefSJAuAdjrUkUTwhuF8Sm7UZDH9dVGF+RILFt
# xmnkNCFU0IDkeRfRaixEpXLzsuDMXD+eSrmoG2GxbABi2DBPDALSqA4kWLW1iDQ9utKQhiV0GGE9DPs0p9vL
# nNijKI0BpDSV6LfJwEYo9gDbbYwGbAEZPjuTb/siJQnnItggyOv3dlYsAwBoJdFFDGxjTQ0oEg2IaYMWZw0d
# VUYmmMGqsFK5M5sIekx0B0YpG4b6k+tIvYDASxJTG2aktLgMY4pvqlYI08GSQhJglSCiylw6Q4G/EAstqZta
# OzzTCWUN/ace6sg0MOFyFOMBMjcDanLvCaG469calq75IOGvaqpjsNjJPiF13k9kBcEbdfNuw0EaIKRmvG3f
# JiFsxMYNtpsFzA2LBg63Yaga4BcMAEPuLaZIVqi7gbgI/i7kinChIcM9Nu4=
# end: 1a9ae94e4cf712ec9f2a50914e73b2f65a326c4c43a88c5e9ddeb285b6b25a66

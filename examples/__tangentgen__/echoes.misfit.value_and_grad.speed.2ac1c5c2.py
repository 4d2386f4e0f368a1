# Made by tangentgen. Edit it as you like: edits are kept.
# of: echoes:misfit
# request: value_and_grad wrt speed of (speed=f8[d,w], measured=f8[t,w],
#     snapshots=int) typed
# assumes: measured.shape[1] == speed.shape[1]
# meaning: 096ee764e121ba65beed24e987d08e22ee2bb86114f1dc41d5b5c7af2020619a
# text: 5849be7f0e7b3e131e34ef89130523be03904e16c653ec2fad8a99959117b9d8
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["echoes","echoes"
#   ]],"callees":["echoes:heard"],"assumptions":["measured.shape[1] == speed.shape[1]"],
#   "inactive":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked"
#   :{"source":"echoes.py","module":"echoes","function":"misfit","ordinal":1,"wrt":["spe
#   ed"],"kinds":[["speed","f8[d,w]"],["measured","f8[t,w]"],["snapshots","int"]],"sizes
#   ":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":nu
#   ll,"direction":null,"memory":null},"signature":[0,3,0,"speed","measured","snapshots"
#   ],"functions":[["b7e708cb10a0047e","ceb62024ea8193eb"],["925a446a07be157d","256ce8a7
#   78f20c7f"]],"marks":[[10,0,0],[11,0,0],[14,0,0],[19,1,0],[20,1,1],[21,1,2],[22,1,3],
#   [23,1,4],[27,1,5],[31,1,6],[32,1,7],[39,1,8],[40,1,9],[41,1,10],[42,1,11],[43,1,12],
#   [49,1,12],[59,1,6],[60,1,7],[67,1,8],[68,1,9],[69,1,10],[70,1,11],[72,1,6],[74,1,7],
#   [81,1,11],[83,1,10],[84,1,8],[89,1,7]]}

import math

import numpy as np

import echoes  # isort: skip


def misfit_value_and_grad(speed, measured, snapshots):
    """Value and gradient of `misfit` with respect to speed."""
    heard_ans, saved = heard_forward(speed, len(measured), snapshots)
    ans = 0.5 * np.sum((heard_ans - measured) ** 2)

    # Reverse sweep
    speed_bar = heard_reverse(saved, heard_ans - measured).copy()  # return 0.5 * ...
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
    return ans, (speed, steps, depth, width, bell, now, before, slots, snapshots2)


def heard_reverse(saved, ans_bar):
    speed, steps, depth, width, bell, now, before, slots, snapshots2 = saved
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
        bend_old = bend[1:-1, 1:-1].copy()
        bend[1:-1, 1:-1] = (
            now[:-2, 1:-1]
            + now[2:, 1:-1]
            + now[1:-1, :-2]
            + now[1:-1, 2:]
            - 4.0 * now[1:-1, 1:-1]
        )
        after_bar = now_bar.copy()  # before, now = now, after
        now_bar = before_bar
        after_bar[1] += record_bar[t]  # record[t] = after[1]
        now_bar = now_bar + 1.995 * after_bar  # after = 1.995 * now - 0.995 * ...
        before_bar = -0.995 * after_bar
        speed_bar += echoes.DT * (2 * (echoes.DT * speed) * (bend * after_bar))
        bend_bar = (echoes.DT * speed) ** 2 * after_bar
        bend[1:-1, 1:-1] = bend_old
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
    while reach < length:
        repeats += 1
        reach = reach * (slots + repeats) // repeats
    if repeats == 0:
        return stop
    right = reach * slots // (slots + repeats)
    left = math.comb(slots + repeats - 2, slots)
    return start + max(length - right, left, 1)


# base:
# QlpoOTFBWSZTWSMTRZ8ABYHfgERUWH/2thSAFYr/79/wUAWTzs1bW3c6NLKkxV1uEkUaah6TIm0xIMQDTQAN
# B6gSgEKaRP01GibSA9CMgA9TJpkEmooJNDajKNNomENNBoAAAwAAAAGgAAAAASIiBNGgmp7IkNNGRoANACUR
# BDhq4M2dwj7PuIJr5/R5+Lc+f8V9cMXXKzStru+Oih7rk+HspCl1VpCat+qSikC1MyRtKaApSdiJe1ACBiSR
# dNmtwVS9C5fNkaHXPT13ebPsIZwZQkz/BRQnZaFgtDbuNOGDJCgQ/2rim8TXq3Z8pu4zPOstv4rzxtzKaWWX
# JDUSq70OaYRjvgMstabDkh3TmUZFOdlbbRtSYPXSSrpi2MLMQrsdcejhU+HGklrsnIEeHFzDz5RRF1QlxhR5
# ho20INToeM5VrkOhzvqcjOtmlCt2t1MVRQmhWSkBjYw7woFy2Y40OrqZN0X1KTy0W13nezG+AxrCHQOMTcXT
# PJooTGy8qoeWFQXDuDu75QPcQ4zUTre83nSdDBMzRxJVBX93YZp+ciB4HXY5ZBj2mW+mp6dt/cMQovyYOx0u
# 4odoau2cL0NORRmXjhnm3M8K26E6yMkDiPBFGgVd2D2JdhkNxEQl8WBvWzKOFxBuNRWjKrvGmk2SzGMtLFsU
# GqHGVbXSVE9mYmhownKLoIgmhTrVLKdfL0+Qs5aEzDKtKE5Xj320tMWFDukbjYKHBA4qDtSs6JckHRkZIMkK
# lCAsFk23NkUSwdC5RiCGAMmreA1UD5SBkLdqxnMzoGsSRiGoJBoO/wgNjQQDZVSQWB3ccnLfzk76evs30MU3
# kqUxgxY4tzZpA0EOoaSnl47wwkcJU25wdU12W0t3V3z23CpaUFxDIKTo4gzhmUTzdquk7N+Pw4YTH3iVTl5O
# 7LXYdoBuEBErSzhFwfAqTcFGsgGE8u2tyStlCimFmCLYpH9wrggbAEJyOnSjVSxCqyagDGyUJ07uOh0yY4BK
# QsZG1In35csYl+mRgmbLMV6K+P5cjgm1gMGBYlxC9LA1AylUimhh1IopIIYiiAz6w5pLIYmmKgxKFxs5hckw
# EUDJEmQN/CJB8IKEGDLHyloQkE4Zjnm+FUl5RnWCLwuK77Iot3+GMbaSNTXKuphCfbe8wEQDkOOCRfZkOLmm
# My1bFWqsLtlRD6KyWm5aLK1eypIaJBc70XrULIhTKzbQsjY2Hb3koVpxthgsABiwGJNl1wWUVE4kV7WLEHI7
# Y0KRCGJWoLrpzMujSnt3nVxpaqsolyBpDkmrCbbNxDXDmAVVEB1kIcT4jZFfuVVwjyXJrIHCdHZ0zIyAQBgV
# nJZaKojGCBQVQpBiCTQ287jMRIxEFVYKVxZ5GEPOY0B0aUjZBmT/qRbYBcJcFxFTeWybRESsOXGTAKY4pVUU
# VWMkgSUUWms5BxN94BVVTMWHR5JhLKG7pN/HLgpSjBo4w+GB3GBVB8sweDi3bsSVOySDfp0qqX4GDJPALVtJ
# 6AFoIx07CwaCOSDCtJ1ZclnBDLQiMVViyHjA1zUg45obwNWIIhiEIaooukhUQFUBaI/xdyRThQkCMTRZ8A==
# end: e6456af12d074d1a4fef4b82fd0dba688fa8bec87f7f56054ffa07f84a66f7c4

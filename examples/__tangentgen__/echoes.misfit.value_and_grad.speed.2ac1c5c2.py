# Made by tangentgen. Edit it as you like: edits are kept.
# of: echoes:misfit
# request: value_and_grad wrt speed of (speed=f8[d,w], measured=f8[t,w],
#     snapshots=int) typed
# assumes: measured.shape[1] == speed.shape[1]
# meaning: 096ee764e121ba65beed24e987d08e22ee2bb86114f1dc41d5b5c7af2020619a
# text: bc103ee7d3fec2914b12b920c3d285ce2c6648c0015acef3f32ed4cc79b871c5
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["echoes","echoes"
#   ]],"callees":["echoes:heard"],"assumptions":["measured.shape[1] == speed.shape[1]"],
#   "inactive":[],"written":[],"format":3,"made_by":["0.1.0","adbb0473842592be"],"asked"
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
    speed_bar = heard_reverse(speed, saved, heard_ans - measured).copy()  # return ...
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
# QlpoOTFBWSZTWSoFmKQABX7fgERUWH/2thSAFYr/79/wUAWTwlV3dZWtLCjVUAkiTVPQxlT0BqDCBppoaAZD
# QJQEJAI000yAaNAAGjQAk0pE1TynqeU2UG0jJoAAAABgAAAANAAAAAAkRAhQwEzRCmnqGgAB6g2koiCGy9sZ
# slgjyfSQTTv8HnrbPk+FfBDFlv1aVqzXXaKEWW+9z2UhSqq0hNK+1EoUQK0ZkjMUaApSfBEvagBAxJIxNu9w
# VS+lc/2ZGp5T2+3Hp0+EM4MoSdPYooTtcLC1Nu414ZskKBD/5YKajM8cL+2/j4GMRfg/VOHYhw2pJSRcUR8W
# HjWig9qBnn3LccKTK8WQmc4ccrHJVoedlVysr5ZOsQrsdMY9lJ24kkrZkyhG3DnHn9ihFlQlxhR3ZUMkDF9Y
# Nj45nGLBpukznBNNEE2wrJgSEZFQWFZBBugmaMDBfaSRSXLNI1xmyvGxfuxVerMFzBglkFgMzPYs751SB2xX
# Eoy470gmXWGvqSAf1iO8wL0fxNTsdWhlzY6iiAj5cKX/yxQpQUXcYiqDnKX9VWq9HbV2jEKL3MGt0s4odgW6
# 52Xoa6imhjPLTRxNMrw3w6iMkDae1FGgo24GklqJjM7u6W5gMKlN8V4ctKiNDEVrGWGt1eLDy034MWsGdHLv
# hVYvTaLeb4FxHvEhONehVsqF9PXuFaZVBhlNKNBO/ty1tAxnI7pGwkKGuBts60ulJiSDvZGSDJCyiAsFk4Ym
# 6KJgHeYlMwQyBk5Aa7YHxwBMVtVcLi6gLBJFYVBAGQa/BwkyBwaBbJBYHm7UnNj5yeivV4uVGKciWVjBixq5
# XhsQbBh5jhkPd3zSiTooW+6HhZyS4bnFxjnw4hZhKGIhqCp0bQ0hoUnj61slW/H37+MD7vKTlxQ7LRjO8A2C
# ApJpWhS4N4jycQpsIBlPDwvFJd1FFMsGSLgUj+4XXA3AITtu/wI2zAhbqbAGOCUllrjodMmN4VVCvlOVIo22
# WU0l2So4pmsgTxR+eDEkE3YDBgWS5BklmaAylUimplxRRSQEMCiA6eQdUlsGJpioMShcrdQwkwLoGkaNA/cR
# oH9ILIPk1l5HiFdAoG069HwqkvMZ5AjIMFd9oot3uMY20kaNc66MK01XPACkA6DnikXY8BhzwOVc2lTUuObT
# IjwJlWTMsXHYujXcV4aBziLdFqLNClcfhZZvJkP+dFXYoG2GazAGLMYk2YwFqKicSLJruYg5nrGpSIQxK6DG
# J6Gzs0p9d5x5UuqsolzBpDSWMpwwcSGyHeAVVEB2EIbXuG6K/ctxBPbKWYg0Ov0dlYsAwBoIulJLG2xjTBAo
# WikGIJN5w53OZiRiIMzQUrkzxYQ+kxqDo0pGyDoT70i9gMCWUpipyMMnAREuXNnJkFY5pbSlucmAJKKLhzDk
# b8AFFtTO5h2exMJZQ3dpy8KyDQw33IJygJkbgbCdNoTQ7+vXKpau6SDfr2qqZZmbJPvC62k9gC4I7tfgWGgj
# mgpGxedtsmSLbBMabbbTaRyAzWGDrdhqBrgLhgQh+BbnohWqLwA8RHzF3JFOFCQKgWYpAA==
# end: aa5d771580f9ebaac3bc083c42e8c801b53435223d71bf4015a7e5138c5a03e9

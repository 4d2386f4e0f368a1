# Made by tangentgen. Edit it as you like: edits are kept.
# of: echoes:misfit
# request: value_and_grad wrt speed of (speed=f8[d,w], measured=f8[t,w],
#     snapshots=int) typed
# assumes: measured.shape[1] == speed.shape[1]
# meaning: 096ee764e121ba65beed24e987d08e22ee2bb86114f1dc41d5b5c7af2020619a
# text: 603459c83660dd858d76e254f9525de3bbe2204687b14b580749d7f2283c883a
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["echoes","echoes"
#   ]],"callees":["echoes:heard"],"assumptions":["measured.shape[1] == speed.shape[1]"],
#   "inactive":[],"written":[],"format":4,"made_by":["0.1.0","7038eccae6188c91"],"asked"
#   :{"source":"echoes.py","module":"echoes","function":"misfit","ordinal":1,"wrt":["spe
#   ed"],"kinds":[["speed","f8[d,w]"],["measured","f8[t,w]"],["snapshots","int"]],"sizes
#   ":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":fal
#   se,"extra":null,"direction":null,"memory":null},"signature":[0,3,0,"speed","measured
#   ","snapshots"],"functions":[["b7e708cb10a0047e","ceb62024ea8193eb"],["925a446a07be15
#   7d","256ce8a778f20c7f"]],"marks":[[10,0,0],[11,0,0],[14,0,0],[19,1,0],[20,1,1],[21,1
#   ,2],[22,1,3],[23,1,4],[27,1,5],[31,1,6],[32,1,7],[39,1,8],[40,1,9],[41,1,10],[42,1,1
#   1],[48,1,12],[58,1,6],[59,1,7],[66,1,8],[67,1,9],[68,1,10],[69,1,11],[71,1,6],[72,1,
#   7],[79,1,11],[80,1,10],[81,1,8],[85,1,7]]}

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
    return record.copy(), (steps, depth, width, bell, now, before, slots, snapshots2)


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
        after_bar = now_bar  # before, now = now, after
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
# QlpoOTFBWSZTWZHYrWIABVPfgERUWH/2thSAFYr/79/wUAVrxCFt1LWjp06kHCSIVPKeKeKemo8kHpANAaBi
# DQJImIlT/UEZTxT0gAAAHqNACTUkU00aMQNGgAAAAAGAAAAA0AAAAACRETQRPQ1NMEGqeo8gQDR6Q9JJIEa6
# NbvbOEdUOQiS8vN46XwtxaFMXJ6Kp47GaZ6c5ojRsW0thldmgIm/2lWJQVh3UcCngIi2xEvYhCAYhIvLtbqV
# S/BcP3ZHI756fC/x49SGaMoScfYooTusFwuRsttOWkskKBD/1XlOQzG/S2001lrRdu9o81NpZDhtSShF4oj1
# Yd1aKD8wGcmpdZvi1lxYdMcm4UcFMeGlLWWl8aTEMx6Lbekz27FJfDreEduvjaf7FEYZE2HGLNYOqBzLQdLb
# ZnaNB2aSciu9V+clVraTUoTpkM6pA/W5a0MBgv1Fh4sybMc8Ke7JWq8rzMZ1uEamdDoG+JvV8zwapMdmBVQ8
# 8agtPQPT1UA/yEay8Xi/U5HLoDLGbqKICPfSlvtcUKUGPbBSyJPIy87RaYfn8iAv+cB6X0cjD4hf1WTOcRcQ
# WJrFLWorUjdmLxEwEaj6MbHAK7bg+xLqZjcQ7o+TAbls2vvwObjrJhiV6hlrm6u9DaZ3YMVQURaDTTqTCytF
# cXOK8a4QJpVZKplFbHq1C4TuCWNZpVoZ78VoUiEj4GobCyDGA8mRaCWhB1GRhBhCpQgLBYZbTFFEsD1kqCoM
# KA0r+IDiEH7SBtFsvyngcJDUQhiDTCwJDqQ1ECg6BqEF62Tm1ZMtvOTop4OHPQxTOFSmMGLG9tMeSBkEN8aZ
# D3a5pRJ0UaWResZkbhzMzO8hEqWQEpm8DsctQTImHF09DM6Ts34+3bugfc6rcxaKyvNIB8QAsZpbUWgH9CBa
# BBiAFF37o0Yo7KFFLrFyNqYfcHDA1YITI44soQqr3CAachAoURBCITZ7BjiK8tvSKfPVqtY4duR7pvXJ46V+
# v2ZJBNmAwYFyW8MBYmQMpVIpyMO2jBkkBDAogOPeHNJZjE0xQMIcOFdgYEwF0DJGWQN/hGQ6IKQe7WHedwVy
# KMa2HPi9KpLwGd4IwC8ruuigbfuMbbbSRk1ThlAVp14xIFgDoc6pHHtxN3hJas+hWKvdhorJfRYU8WCzX2LF
# lHNQGDO0sVnFviUF29bluZg4f1yVcyBjYYrEAYsRgnfeF0qgOJFg1qYg4HnHKjRAlZK++eJn0aU+fbvm4uS4
# MwMgyTBdMtjWIYYbQCqogJpAIyemtNv+yIlCecixEGRz8uiuLgGANBWALFhFiMYMlBVCwGIJMZrZm+XiRiIM
# vQlpsJsoU5rVtg3JLKUuct96Ra4C8SwJTG2ciWluGNxTbVKgQ006wQRFUpQSUUWDgG83XgFFsTNTR0eaYSyh
# t6Th2VkGhhusQpwgJkbgbU5bAmhrOfPCpdXbJBu5dKqmGJiyT5BZbCeiAsCNXLq3cNBHBBSM14XbJMAuzExg
# 22mwW8DFXsGm7BzA54C4YAQ2wrllCqRbEcRH/F3JFOFCQkditYg=
# end: 142da3204be1daac7dbc57a5e7089f9fd946cb13c5a33ce2d5661fb64eaf7466

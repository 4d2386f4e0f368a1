# Made by tangentgen. Edit it as you like: edits are kept.
# of: echoes:misfit
# request: value_and_grad wrt speed of (speed=f8[d,w], measured=f8[t,w],
#     snapshots=int) typed
# assumes: measured.shape[1] == speed.shape[1]
# meaning: 096ee764e121ba65beed24e987d08e22ee2bb86114f1dc41d5b5c7af2020619a
# text: 4666d02366d42503c4dd706e85e34601c0fe994761a932556633d077c8520a6e
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["echoes","echoes"
#   ]],"callees":["echoes:heard"],"assumptions":["measured.shape[1] == speed.shape[1]"],
#   "inactive":[],"written":[],"format":4,"made_by":["0.1.0","5feb63ae716bfc85"],"asked"
#   :{"source":"echoes.py","module":"echoes","function":"misfit","ordinal":1,"wrt":["spe
#   ed"],"kinds":[["speed","f8[d,w]"],["measured","f8[t,w]"],["snapshots","int"]],"sizes
#   ":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":fal
#   se,"extra":null,"direction":null,"memory":null},"signature":[0,3,0,"speed","measured
#   ","snapshots"],"functions":[["b7e708cb10a0047e","ceb62024ea8193eb"],["925a446a07be15
#   7d","256ce8a778f20c7f"]],"marks":[[10,0,0],[11,0,0],[14,0,0],[19,1,0],[20,1,1],[21,1
#   ,2],[22,1,3],[23,1,4],[27,1,5],[31,1,6],[32,1,7],[39,1,8],[40,1,9],[41,1,10],[42,1,1
#   1],[43,1,12],[49,1,12],[59,1,6],[60,1,7],[67,1,8],[68,1,9],[69,1,10],[70,1,11],[72,1
#   ,6],[74,1,7],[81,1,11],[82,1,10],[83,1,8],[88,1,7]]}

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
        after_bar[1] += record_bar[t]  # record[t] = after[1]
        now_bar = before_bar + 1.995 * after_bar  # after = 1.995 * now - 0.995 * ...
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
    if length <= slots:
        return start + 1
    while reach < length:
        repeats += 1
        reach = reach * (slots + repeats) // repeats
    right = reach * slots // (slots + repeats)
    left = math.comb(slots + repeats - 2, slots)
    return start + max(length - right, left, 1)


# base:
# QlpoOTFBWSZTWdxRT9oABXlfgERUWH/2thSAFYr/79/wUAWTzu4111coFyEqtdOEiSaRmkymaMUTam1AANAz
# UHoEpoIkaKe1PUR6bUj1A0BoA9R6hkEhJJkU9PIyhGI000ekAZA9RoDAAAAAaAAAAABIplTxEU21BqeaakbU
# 9QGgAANKGYY5a+TvlgE/SNCSrd3yivc+/LrUbJcwWN3/SVn169dicFjGqMESi6VBVr/imuWYL2d2nxlnkJmO
# hEPISSAaEkXividDUl5lv+bKZnbGnrv5eHKjOtkkHD8kqidbBUWZlbpM+uGQEhR/xXJzGbMNL+OfLiYYS/R9
# qmqmRxtUUki8Uncw57rKDnUFtpctpjVKSyZCZnDjhWcFOrjWpuSs1WWOcykdsbuVVz8TUXwdukJ57d5Fd82J
# wTFQOIiHTGUjmKk5RuqtwpNNVG8t12vwotbaqNjSzsmE7WYH6HIiUBgXyIHmFCMX4YNPVRbZem9SMdsC21xD
# sHNKwWFV5WrVMdZco8tlwLTgHDuUBdoxtMBuK9pwOw0TCLm5UM7g/f0zfnYkmRD6aE2RB3GvnalorFOfeUJY
# /bQPTCvAw9gX5LWtE6sOXIqb3UNeXz3McRkAxsO5CQnBq6LXelyMBuIiEu9gblfhGOsg2lCdTJr3jW6epXew
# tWOeBhawa5UK+DUhuOQ2Zm43ULMZhlWzirmql4xd3i2mSkxrBKdRhZ88rnI3lcQkfEvGw1oNsXYyXwVJIeTS
# aSGkiKDAbQ2lnSxTYygeRShcDCwNLoA1yIO+gMhbddJaGkguEkXBQJAxHyYbGggH8CIEhv4NLhilvr6pe2P0
# 9nTBps6RRRpoabTudLLcg3DDrHGR58lWsk7KLS9GCkG9jqqquanSIqZApMNQRnVtC9F5BdvqbiUb8Zx4/2j9
# 4LGHmLRrr5T3AHvAC8yS3ovgP5EFoENgAWXnzmjFMYNjZaizG6GxPxRNaDEBgtzy6mORUMJNTiAadCgopIRE
# JpnMKUFYaskir6bNmrUacKHRN7JGGM/D+MkQSswGDAqluDAWJrBk6kiczDsRKgoFGBKA4docUltGJpikYlQN
# 1eIXEwLIGkUaB+QigeKCtB0as7TIJ0KmNdR2aPGaS4jO0EWBrJ7q4qDb5DG220kUaznRhOrlpEgNQB6Dsmka
# b7TdxkdS6+5YK/pn3Xk/6YFOGax34LRq4njQM3Dr0XWK0Skt/KtWuxkPwop4KBthisQBixGJNl7hWVIOkCwa
# 2MQbznnM0QxKyC944G3RpRz6js3TY1MlLeDSGkryt0jERajIBttsYDLQEXPfem3zIiSE8oFiINZx7tFUqAwB
# oKWSggY2MaaGlARA2IaYMWBu0c1MYmmMGpsFJbmeNhR8IpmDligbo3wI8JpaoFxLAhMbZ0FNLMYxy2+5KwRp
# 3MkhCS5KkFFlSwbw3HVcAlZJmxo0e1MIZJ06Rh0aoBoQZ3HaNThECTiTRjkESbTTTVRauiBzPh2U04YmLIO8
# LLIjRAWBGzPk3UaCm9BNNq8lcoMArtExg22mwW4DFXYPVZhmBncLBrAQ7yvOiFXMV4GQjzF3JFOFCQ3FFP2g
# end: 986e1e187f1b6fbba1ace31a9b2d1710629912d62614e7cea77d4e11c11bc37e

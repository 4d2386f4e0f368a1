# Made by tangentgen. Edit it as you like: edits are kept.
# of: echoes:misfit
# request: value_and_grad wrt speed of (speed=f8[d,w], measured=f8[t,w],
#     snapshots=int) typed
# assumes: measured.shape[1] == speed.shape[1]
# meaning: 096ee764e121ba65beed24e987d08e22ee2bb86114f1dc41d5b5c7af2020619a
# text: 4a48aadbb70b64e6c0dd4f8545fac579334bb73f18db71e1e6ee2729ad92211c
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["echoes","echoes"
#   ]],"callees":["echoes:heard"],"assumptions":["measured.shape[1] == speed.shape[1]"],
#   "inactive":[],"written":[],"format":4,"made_by":["0.1.0","86a2538e4019adfe"],"asked"
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
# QlpoOTFBWSZTWfAs/hAABXpfgERUWH/2thSAFYr/79/wUAWTeN2rWrlZVsJDVDCSI1BPQ1TNDJINqDIBoNpA
# 0CVPQQqekGgANBoAAHqNACIpFMoN6TKB5EyeoDQABoAYAAAADQAAAAAJEKZBIxpNMEKaeoaAAHqNNqSUoUMc
# MWbLcI8n4CCa9/g89bbuXeT6cMXWSzfCVWwwwqRdZH0nuiEWSkJrb2mlitAtVmpG2VaAjLGiYnMKoERU145O
# WUzXyvi+cLwPHjo69fVv4kM4Mok5+xShO1wsLobr7zpwlkhQQ/ksSugzPHhfecO4veLa+0eqm8shw2pJSRiK
# I+LDxwpQe1BpobFvOFTK8WQmcoccbHFYV52WDlZXyyUxCR0PrYzOjVpJa7U2QjRqbg8/sVIuqEuMId3ZHVMc
# o0zpKsRUaZ13waFmtlvKCyzFoMFNOmQ4VkEb4JmmBiX3EkVLlmkdMVXhgW2XwXqymLhPBnQ0w4PK5XSloynJ
# 8ryE7V2QCz7Q7e5OD+sR3GIvR/E6HY6sGXNrwFEBHz4Vf/LFFUIWuxFqDnIZM9ms9XbP2jEIXcwdL3ScQdgX
# +C0fVw7EFycKveVeo12i9BMBGw/FjY4BRtvbJLmVGZ3d0u9gNyyq+dw5tKETYhdwy3RdXiw8tNcTG1gzpy74
# rBi9NwtTWBeA9RITww9KwZTXi+HeLacQkwyqlEyt/x4jm8h3SPeYjQNaHcocYXVRwqTSLFSKlaQCRJF3YeVk
# IYCaGGmYQMgi6+AEtQ+WANwtt1JamsgwEkYBQJAwj4MGLIHBvcWiknti+nRduPovXZ5OPPSMhzjWxiRkXg5W
# 3cg3DD0HDIevdNUk6ULhdGKiBvNzMzPGXKIUsgJTCwQztsC6LkC9fpbhKG/3ezs/uD9a3Sm8yservnrAPYAG
# o2LtTVQnvKLgEGYAUvLWODFHfA2NlSUxuRsT+SI7SGiwHmmzohLXBAt5JUCMwNGttHQ6ZMfkKUFeW8Uifyxx
# ttNeFDyTNjIrnHT9MSIJuwGDAslxDIWZoDKwSK6GXhTBkkBDApAc/IOqS2jE0xUMSgONuoYiYF0DSNGgfuI0
# D+0FkHzay8jxDDQpjW4683wwSXmM8gRkGJhraKDf7jG220kaNVy0gInz1eQFoB5jrhI137Dd6JHUuXYqrLy0
# 7MiP2VKcNFnvqtWWBGdA0Z2s1XIWwSkt/OxbGL2dulFFVA2wzWYAxZjEmzHELUqBxIsmtjEHI9elVCGJXQY4
# zzNvZpT66nhxq5gyhcgaQ0ljS1k4CM0eIDbbYwGZgI2Pw702/YiJQnukWYg0Ov0dlYsAwBoIuKSRjYyMSLQt
# JBIwIOw3b5m5kGMIEc2ClcWeLCHzmOgOmKRuG+ZPvUXsBiJZGGEkOBiLuIQly25rkFjM4W0pbmuEJKUXDkHE
# 1xAKW5M2NHZ7UwllG/tOXfhINDDW5CnKAmRuBtTpuCaO469csC2G+SDXp2wVZZmbJPvC63E9kBcEbOnwbsNB
# HJBUbV523SZBbaJjBttNguIGaxYPC7DoB0uC0LgENkWaUQrIFklxEf8XckU4UJDwLP4Q
# end: 347f360505a7565cae17d4206e39ee5e5f746d49e1d51c592caf51abc12e73a5

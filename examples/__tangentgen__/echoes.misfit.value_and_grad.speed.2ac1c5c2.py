# Made by tangentgen. Edit it as you like: edits are kept.
# of: echoes:misfit
# request: value_and_grad wrt speed of (speed=f8[d,w], measured=f8[t,w],
#     snapshots=int) typed
# assumes: measured.shape[1] == speed.shape[1]
# meaning: 096ee764e121ba65beed24e987d08e22ee2bb86114f1dc41d5b5c7af2020619a
# text: 9a00c4f1545db5b78d1b73df5159c68c44e939dc2f2fb502a08f4b97a96e453b
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
#   [81,1,8],[82,1,9],[84,1,10],[85,1,11],[88,1,10],[89,1,8],[94,1,7]]}

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
        after = 1.995 * now - 0.995 * before + (echoes.DT * speed) ** 2 * bend
        after = after + np.exp(-(((t * echoes.DT - 12.0) / 4.0) ** 2)) * bell
        record_old = record[t].copy()
        record[t] = after[1]
        after_bar = now_bar.copy()  # before, now = now, after
        now_bar = before_bar
        record[t] = record_old
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
# QlpoOTFBWSZTWQroHiUABd/fgERUWH/2thSAFYr/79/wUAXTzrDp1u6RpYSakKwkijU0YNU2IaEeiDIAANDQ
# JTQQk0pvQU0zKAeoAAHqPUNAk1FI0mp6eUelGnlDJoAAAaNGhgAAAANAAAAAAkRCBAIw0SBoaNAAaBpQMzHP
# Vzd9mAn5xxJKt8PjFex+zZ+VGuXMLO70r4iMuFiDA6WIsjNGEnoKte33srs5dgmzu09ZaKBSk6kS9gAkDSAV
# 820uCqXoXH6MjNdk9PZf5eXnIZ1NUUrl4KgQna5FgM1s2mfVi1IUCntDZMOIm3Zvx5zfyzHGtenZXnBtxKaU
# LlyQvAiO5hwrRQvCgZZaFtOqkyHBqAZxhxvsb1WTx2alDZXym+URVKHPTOnO1dOpqa+HDeE9OrwEV3TZpwmK
# hnE0Q6Y2yOZqW5xpVaCk45Udh21bhJWO8qNYSzsmE7WYHNrtESgMF9hA8woRm7cMakV37F9eK5I15OGunYUs
# dbxgxEdqYkh68hBO0Z4Ardwbt6cG6hFSxiwbetJrNTCZTEVQzuw/dvm6OliSJIW2C4znlM+VntFofl7hyUI9
# 7h6obEMmPaNjzNmuKdWHa5FTe6hry+7QbqAQCbj4Io1Caufa5SdZmLVVUnzQNJlo+/A5tMypRTesTbqu13Ms
# 91y+Vg1TA6V8NSFhyAWFjiuTWCQmhTgqWUq+Xp8ksqzhIyYIoK0NeHuOGhydatEJHtNSbDBI0QHnai6BSlBz
# YDJBkhUqICwWTSwyijLBzUqCoMKAwL8xDiEj5yI1i25aJ5HKgaRJGgMgkGg7u+EamkQDkiAE2I9WlBtn7QPX
# T1eXjQxTiSpTEjFjqbJlmQzEOkaSnn5bwwkcAoV0xhspNtltLd1d8LbhUtKC4k1BSeLcGMMSpPMdaNAUvbXZ
# 2f6z7xqty8ldlhcdYB2CAmIpZQmcG7x0rQc2kAwDyaVvSVlUUWYWYItike2FckhlAYBzOZ4xGql20F1raIDG
# yVAqVVDodMzDL6CigWQmzpEvdVVNMX5qFxTNVIRth8cGkcE3MBgwLJbwwSxMkNUqAUzMesVFJBDEUEHLsDmA
# axpNNKgxKFvtzC9JgXIGJZMQ/ERkH4SLIP81h2LgFcgoGw58n1VAPIM7AFgF5XdaKLb4jGNtJGTXGuTCEu29
# 5BEwBrNUEi+6cs5pDkWnYoqvjo2VkOBEozaFbdEL2VIQtoDQ74r1pSnQpFdtxKdsjDt70KEVA2wxWIA0sRiT
# ZfeFqKicSlg1oYg4nbGZSIQ0lcgvvnka+jQT27g699LlVlAOIMAQDZhNLN5DbDoAVVEB2yENz3zKNv8qIkSe
# yUsUgyOfm6KxYBgDQRcBJKooxjIgUFUKQQQSZmnB1TUMBiIiIakJc8CdCFDwqrSuIVTJYpByJ8aRdYC8SwlM
# bZmS0twxjIptqlQIadWREEERVBIElFFxpOIbzdgAVVUzQw6PWmEsobek4aqyhlmQG6SCcICZIBsJy2BNFp58
# 8Klq7ZIN2fSqphiYsk70rlsJ6AGIE3ces1jArwwMKznTr5rOSGvMiMVVixG8DFXsHW5hmBneFwXpCHqLcckK
# 1UtSDOI/xdyRThQkAroHiUA=
# end: 4cb3857ed79803b5e449078cd4508f8d9eb95688d4a28a12c99a7a44ea6d763b

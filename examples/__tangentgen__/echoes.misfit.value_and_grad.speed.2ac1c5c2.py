# Made by tangentgen. Edit it as you like: edits are kept.
# of: echoes:misfit
# request: value_and_grad wrt speed of (speed=f8[d,w], measured=f8[t,w],
#     snapshots=int) typed
# assumes: measured.shape[1] == speed.shape[1]
# meaning: 096ee764e121ba65beed24e987d08e22ee2bb86114f1dc41d5b5c7af2020619a
# text: 9e0695fc3455535f75fa1e49d4133516467e3e6252a0acf66f0483ccbcc2f70c
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["echoes","echoes"
#   ]],"callees":["echoes:heard"],"assumptions":["measured.shape[1] == speed.shape[1]"],
#   "inactive":[],"written":[],"format":4,"made_by":["0.1.0","1df7ef357f23d925"],"asked"
#   :{"source":"echoes.py","module":"echoes","function":"misfit","ordinal":1,"wrt":["spe
#   ed"],"kinds":[["speed","f8[d,w]"],["measured","f8[t,w]"],["snapshots","int"]],"sizes
#   ":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":fal
#   se,"extra":null,"direction":null,"memory":null},"signature":[0,3,0,"speed","measured
#   ","snapshots"],"functions":[["b7e708cb10a0047e","ceb62024ea8193eb"],["925a446a07be15
#   7d","256ce8a778f20c7f"]],"marks":[[10,0,0],[11,0,0],[14,0,0],[19,1,0],[20,1,1],[21,1
#   ,2],[22,1,3],[23,1,4],[27,1,5],[31,1,6],[32,1,7],[39,1,8],[40,1,9],[41,1,10],[42,1,1
#   1],[48,1,12],[58,1,6],[59,1,7],[66,1,8],[67,1,9],[68,1,10],[69,1,11],[71,1,6],[72,1,
#   7],[79,1,11],[81,1,10],[82,1,8],[86,1,7]]}

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
        now_bar = before_bar
        after_bar[1] += record_bar[t]  # record[t] = after[1]
        now_bar += 1.995 * after_bar  # after = 1.995 * now - 0.995 * before + ...
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
# QlpoOTFBWSZTWYsuVZIABVxfgERUWH/2thSAFYr/79/wUAWLxCO3d1LWjl0Ogu4SRCp5TxTxT01Hkg9IBoDQ
# MQaBJEyEqf6jQKeJlMgAAA9RiaBJqSUyaMaIAAAAAAAMAAAABoAAAAAEiImgin6GieglPFPUeQQBo9IZJAhG
# ujW72zhHVDkIkvLzeOl8LcWhTFyeiqeOxmmenGKkZNemVLsrM0Syl7fmVQlBW7uo3lXgIimaJe4BIBpCReXb
# XUql961/dkdDvnt77/Dn5QzRqhJz9iihO6wXC6LdbedI0JB0Bv/VeU6DMb9Lb9DaWtF3D2jzU2lkOESShF4o
# j1Yd1aKD+QGMGhbDdFKLgw6Y4tvqb1MdlVLUWVr5TEMx66aukz25qS13W4I7dPCk+EVUXZE0HGKNQNcDmGg6
# U1TOoaDnlJxK9VbcpK10tJoUJ0yGdVQPscpSGAuW1lB4oybEcrqfHJXRaV6WMaXCNDOh0DlE3q+Z1apMe7Aq
# oeeNQWnoHp6qAf4iNpeLwfqdDp2BljN1FEBH10pb6XFClBj3wUsiTxMvO0WmH5/EgL/lAel9HIw+AX+SyZ1i
# LiCxNYuw4bphurUvhwEYEMZ2oo1CYM+JyycReLVU6PqwG1Z6n3XHNpsJhiV7Rlpmys9Rssbbl61CiLQaadSY
# WVori5xXjXCBNKrJVMorY9WoXCdylprNKtDPlitCkQke82DYWQYwvFqLQKUQcjIwgwhUoQFgsM9pjiiWByEq
# CoMKA0r+YDiEH7SBvFuvynU1kNghGMNMLAkOpWZECg6BqEF62TmyyZ7ecnRTwcO5QxTcCpTGDFjoNpfmgZhD
# fGkh8Ns0ok6KNLId6xJJcOZmZ5EIlSyAlM3gdjlqCZEw6Onod3dJ2b8fbt3QPudVuYtFZXmkA+CALGaW9FoB
# /kQLQIMUAUDv4RoxRloUUusXI2ph9wcUDLBCZm+LKEKqrhANOQgUKIghEJs9gxxFeW5JFPls2Wsa8cl9U3tk
# 8NK/P6MkgmzAYMC5LkGAsTIGUqkU6GHGjBkkBDAogOfeHUAzGJpigYQ4b68wuJgLIGSMMgb/CMB0QVQeDLLr
# OATghhlrOfU26QDsGOsEZBcnbV4Df9hjbbaSMmqa5QFaeXOJAsAdjrVI58cS7ngWrPoVir3YaKyX0WFPFgs1
# 9ixZRzUBgztLFZxb4lK4+Vy4MwcP55KuZAxsMViAMWIwTvvC6VQHEiwa2MQannHQo0QJWSvvnmZ9mlPnx5Tc
# UZQNQaQwC1Fvk4CMEdwDbbYwGYoEZPTam3/ZEShPORYiDI6+PZXFwDAGBWELFlRREGDJQVQsBiCS84auqqMT
# TGDCrBSuLOTCHrMcwdGKWyG+pP2pFrgLxLAlMbZ0JaXAY3FN9UqBDTTrBBEVSlBJRRYNQ5HC8AotyZsaOzzT
# CWUN/acPdWQaGHCxCnCAmRuBtTluCaG069cKl1d8kHDp2qqYYmLJPiFluJ7ICwIx7fEuAYFbMC6r5v4M1jEG
# C8iIKsUJrgeJXYGmzByA5XCwXQIbMrxwhVkWaOAj/F3JFOFCQiy5Vkg=
# end: b824c5b41ce25faa4b502f0e303d686a3a04596781359a196f13b18f2b644038

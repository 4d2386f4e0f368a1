# Made by tangentgen. Edit it as you like: edits are kept.
# of: echoes:misfit
# request: value_and_grad wrt speed of (speed=f8[d,w], measured=f8[t,w],
#     snapshots=int) typed
# assumes: measured.shape[1] == speed.shape[1]
# meaning: 096ee764e121ba65beed24e987d08e22ee2bb86114f1dc41d5b5c7af2020619a
# text: 3ae5cb55c17b04b8a289ff88a9f806ee413e13c57e4fd4ddc00facbed60fe5f9
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
# QlpoOTFBWSZTWfPDTJIABVXfgERUWH/2thSAFYr/79/wUAVr0Alt1LWga6cgwxJpTap5qninpqPJB6QABoGI
# NAkgglPQ1M1TxPVNAepmoABpkNAk1JTUBgQNGjQBoAAABgAAAANAAAAAAkRE0EU/TJNMCmapoPQQDTINqRJA
# I1062a2QD6ocYcR8vNn7mwtxUKnYSpnJ9iVDVY41Jwa8YRdlZmkJpb8UUFEFbu6neVeQmY2Il7kIQDEJF83b
# XBVL7lx/dkcztPX0v8uXchmbEkHV3kp01bBUWh022mmcMQEg7fxXJ0GOi+dtpnrLWeu7vfkotDDs7MoIQi4n
# fmwcKSnO+QxxNS2mcxC4MOmOLb6m9Unz1VGhYWvhSZZjsjLupTw2Kha7rMJ8NfCKeM1JuyKQOMQ0B0yOYtJ3
# RlSmQ0nlwocSvVW2lCtdbUNSlOmQzqqB9rkRLAXLdJA8wybGdLqnkoV1WouTGOtwnUzoaQ3vF1eI4sph9mBR
# O2XRQFn2h2804N2CNZcXobmaGnWhixk1BO4P45zbwqSTIw21ybIg8zL3Wi0w/d8CAv+MB+M3tyMPeF/dZM6R
# FxBYmsUtaitSNcxeQmAjYfJjY4BXaYP2JdzMbh3dH0YDctmT53HNxtKSxRcxlrpZWeo2GO65euYCl1BUSMUD
# laDcLmBvCuBAKjPIzRc7GnqB0PEJY1mlWhnwMVvKRCR6GwbCyDGA82RaiWhBwMjCDCFShAWCwyWl+KJYHtJU
# FQYUBpX8gHEIP2kDQW6/KeJxkL5CF8NcLAkOpDAgUGgahBetk58MmS3nJop4eLNQxTMFSmMGLG5tMWOBjEM4
# 4ZD12zSiToo32ReogbxczMzwlyiFLICShmAZDkmBQRQGB6OdJiWS/G27d0B9yNbDFOcrz0APeAFjNLRFoB/I
# gW8IMQAou2sb2KsNCil6xeRtTD7g6sDCRCY3FFlCFRVwgGnIQKFEQQiE2fUMcRXluCRT47NlrHHwyPsm9snl
# vr8/7ZJBNmAwYFyXAMBYmQMpVIpzMPCjBkkBDAogOXYOiSzGJpioMRAcLugXiYFkDSMmgfqIyD+kFyD7NYdj
# xCuRRjW46cnvqkvaM7AjALyut0UDT1GNttpIyapxygK078okCwB1OlUjl4YmvNAWnRpNhr3YaaxH6Fgq4cDn
# vsOKL56QMEyjidAO8CpXh3uWrMHD+eSrmQMbDFYgDFiME77wuhSDPAsGWphBxOWky6GErJXvHUZdbJRy8m+L
# ijKI4g0hpK1FpJqIwR4gNttjAZiAjJ79qbf0IiUJ5yLEQZHTz6q4uAYA0FacLFhFEYwZKCqFIMQSYjYyt0uE
# jEQZchLTaTbQpy2rdBvJLKUuYn1pFrgLxLAlMbZzJaWoxuKaVSoENNOsEERVKUElFFg4hwNbwCi3Jmxo6vNM
# JZQ06zh7KyDQw1sQpwgJkbgbU5bgmhtOnTCpdXSSDXn1qqYYmLJPgFluJ6oCwI2c+7dw0EcUFIzXtu3SYBdm
# JjBttNguAGKvYNSzBoBpcLBcBDbCvHFCrQWwXAR/xdyRThQkPPDTJIA=
# end: 6e6a8b1238870d196c1e8ec2f60732ed7420f9353d1ddac694167555b731adf2

# Made by tangentgen. Edit it as you like: edits are kept.
# of: recurrent_text:plain_loss
# request: value_and_grad wrt parameters of (parameters={'w': f8[a,h], 'u': f8[h,h],
#     'b': f8[h], 'v': f8[h,a], 'c': f8[a]}, letters=i8[n]) typed
# assumes: parameters['u'].shape[0] == parameters['w'].shape[1]
# assumes: parameters['u'].shape[1] == parameters['w'].shape[1]
# assumes: parameters['b'].shape[0] == parameters['w'].shape[1]
# assumes: parameters['v'].shape[0] == parameters['w'].shape[1]
# assumes: parameters['v'].shape[1] == parameters['w'].shape[0]
# assumes: parameters['c'].shape[0] == parameters['w'].shape[0]
# meaning: 676c3083333fe8fd31a2fa67aedd35ffb2833c4d1f3e0eaa7bf7a4ac01ca79c4
# text: 489f8ec5091e3f1a299baa7b3e4e6002297764c44f5e02dc47221b3b6e508d68
# load: {"entry":"plain_loss_value_and_grad","parameters":[],"modules":[],"callees":["
#   recurrent_text:cross_entropy"],"assumptions":["parameters['u'].shape[0] == parameter
#   s['w'].shape[1]","parameters['u'].shape[1] == parameters['w'].shape[1]","parameters[
#   'b'].shape[0] == parameters['w'].shape[1]","parameters['v'].shape[0] == parameters['
#   w'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameters['c'
#   ].shape[0] == parameters['w'].shape[0]"],"inactive":[],"written":[],"format":4,"made
#   _by":["0.1.0","6106d9434712cf6e"],"asked":{"source":"recurrent_text.py","module":"re
#   current_text","function":"plain_loss","ordinal":1,"wrt":["parameters"],"kinds":[["pa
#   rameters","{'w': f8[a,h], 'u': f8[h,h], 'b': f8[h], 'v': f8[h,a], 'c': f8[a]}"],["le
#   tters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false,
#   "typed":true,"seen":false,"extra":null,"direction":null,"memory":null},"signature":[
#   0,2,0,"parameters","letters"],"functions":[["ce8e268772294bc3","04db4459b5d6a285"],[
#   "322b7f6812e294e1","cfaf4864bfb1c869"]],"marks":[[7,0,0],[8,0,1],[9,0,2],[10,0,3],[1
#   2,0,4],[13,0,5],[14,0,6],[19,0,6],[28,0,5],[29,0,4],[41,1,0],[44,1,1],[47,1,2],[71,1
#   ,2],[79,1,1],[81,1,0]]}

import numpy as np


def plain_loss_value_and_grad(parameters, letters):
    """Value and gradient of `plain_loss` with respect to parameters."""
    h_stack = []
    steps = len(letters) - 1
    states = np.zeros((steps, len(parameters["b"])))
    h = np.zeros(len(parameters["b"]))
    for t in range(steps):
        h_stack.append(h)
        h = np.tanh(parameters["w"][letters[t]] + parameters["u"] @ h + parameters["b"])
        states[t] = h
    ans, saved = cross_entropy_forward(
        states @ parameters["v"] + parameters["c"], letters[1:]
    )

    # Reverse sweep
    scores_bar = cross_entropy_reverse(letters[1:], saved, 1.0)  # return ...
    states_bar = scores_bar @ parameters["v"].T
    v_bar = states.T @ scores_bar
    c_bar = np.sum(scores_bar, axis=0)
    h_bar = np.zeros_like(h)
    b_bar = np.zeros_like(parameters["b"])
    u_bar = np.zeros_like(parameters["u"])
    w_bar = np.zeros_like(parameters["w"])
    for t in reversed(range(steps)):
        h_bar += states_bar[t]  # states[t] = h
        sum_bar = (1 - h**2) * h_bar  # h = np.tanh(...)
        h = h_stack.pop()
        w_bar[letters[t]] += sum_bar
        u_bar += np.outer(sum_bar, h)
        b_bar += sum_bar
        h_bar = parameters["u"].T @ sum_bar
    return ans, {"w": w_bar, "u": u_bar, "b": b_bar, "v": v_bar, "c": c_bar}


def cross_entropy_forward(scores, labels):
    max_value = scores.max(axis=1, keepdims=True)
    scores_old = scores
    scores = scores - max_value
    exp_scores = np.exp(scores)
    sum_value = np.sum(exp_scores, axis=1)
    log_sums = np.log(sum_value)
    scores2 = scores[np.arange(len(labels)), labels]
    total = log_sums - scores2
    ans = np.mean(total)
    return ans, (
        scores,
        max_value,
        scores_old,
        exp_scores,
        sum_value,
        log_sums,
        scores2,
        total,
    )


def cross_entropy_reverse(labels, saved, ans_bar):
    (
        scores,
        max_value,
        scores_old,
        exp_scores,
        sum_value,
        log_sums,
        scores2,
        total,
    ) = saved
    sum_bar = ans_bar / len(total)  # return np.mean(...)
    log_sums_bar = unbroadcast(np.broadcast_to(sum_bar, np.shape(total)), log_sums)
    scores_bar = np.zeros_like(scores)
    np.add.at(
        scores_bar,
        (np.arange(len(labels)), labels),
        unbroadcast(-np.broadcast_to(sum_bar, np.shape(total)), scores2),
    )
    scores_bar += exp_scores * (log_sums_bar / sum_value)[:, None]  # log_sums = ...
    scores = scores_old
    top = scores == max_value  # scores = scores - scores.max(axis=1, keepdims=True)
    scores_bar -= (
        top
        * np.sum(scores_bar, axis=1, keepdims=True)
        / np.sum(top, axis=1, keepdims=True)
    )
    return scores_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


# base:
# QlpoOTFBWSZTWSd5zlgAA/NfgEQQWH/wEkABHQr/79/6UAS57u6x3TZlW2SqoDVP0hNNR6mI9IA0G1AA0ADT
# QKTyRMaQPSehB6mgeoAAkQiEyNUNtRGT9UDE0aBoAYDQGgAA00GgGgDQJEghqZNGSekyjQaNDIAZGFAhH+j6
# /aMA5jfLeoNvCcO+A5NYspn32haMv6a083xu5j2vg9eEEDNKcg9iBsdaySyzrzg9QSSUAhE7TOMVCon6jnrd
# uuMActHRTu+8G1qtHouw1FsZOqaQocMVCZ7HGyemXMHkayqvzDR1Uc+1E07xLN8WgkyyljgWmFKCy87DjZB3
# gQaAGFtiBWUVPGdXKyZA6ZnjaRHA8fLuVamWG3Ii2ial8mVItqBRDCoh9VMk66i9BRabrzECIiEHe3z69sCK
# aFKQ7Px+ACSUJH8RRkQ3cG38X1YR+jHbQyClFWfWjRKyCKFjVaBoIyw7RtmRKKQQ9uOoRnbxPtdlhdk1akuT
# QUauYvre2uVLrTNtCpVYFgNhgCdEocnXY2y8ZAWud+xeYAxm4rQJU73KXbAahO9mzWPG6qnRMaJdHMnaBUUc
# MbvPgzNioYSwRdo/C0WlDB+ovNWsxad6KZnjeYMPJohhDSRDhMwE00mldiqIiYlanHWbYcsYy5YXBQoAkooe
# BheRe3YuLI4MYmInulziRKEQ0TRYxbHUxjAfQ3hHaMJN0cuK7gIWRm2DMOcRsveK6t3AdcUUlb0B+mlYS2K/
# coud9NrVItskC4iUGxJ02AnhglwDRKod410R8N8swQvMXRSxC4rLqB6ZF6ySQUDkc23u4OspTIWVrIPyDjZG
# 42urPw4RuNypfKTBGAmmh4xsS6lrQR0sjeHUWSV+vMOWouIYvf/koBEg2RDB+zhIEsBjE2DaVxLMUJf1rrz9
# XYYcNI1giZGsXygBQK4GYmN+mRWSRMklb0QTYdvTtrfoiXc0TXccwL8MqQaIhFUpkDfM0BkktpsfadCNqNX0
# F5yubCgFujRpLIyMMiSriV4SaGdWDJiCBlYibkspl34kJYZZ6Sj5wiGhtJUFeKNgxAjsQZh6RQ4uofpapIJw
# SSKFEuGHXdxWzkgCEZ0bYxtMojMR18Yt5bGe9sQjQJEk1JCEfAYBmZVJZJBLePmNnTYlil7wKhglsDAWHmhm
# 6QbzjEc4SosQU+npMHDiShmDJtNnFAdgroZIlJMpAUpCbhhsF6ICDNHBj0hvU1JqJVOhqAcSRMmYRsi1m745
# C1AlYZXbhvBPywFNUnRNykVAhWx0tkHrQ0sksSEt5SA27CYkwmlriZLfw4NhBYzCwruMJeAVvpyRq2DF/rJB
# YYF1TNBpZWnvSOAUyCqrW/IizLzOCpCXWaG0GAuaOSV2H/F3JFOFCQJ3nOWA
# end: 91fbdeddcaa442170416f2456f28e5e67562dbe19e9d7dc5a0b21f5d7b39132d

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
# text: cd43b29a908c0e8a2883eddfd634a2a75f769195b38fd887e61b45fc95219246
# load: {"entry":"plain_loss_value_and_grad","parameters":[],"modules":[],"callees":["
#   recurrent_text:cross_entropy"],"assumptions":["parameters['u'].shape[0] == parameter
#   s['w'].shape[1]","parameters['u'].shape[1] == parameters['w'].shape[1]","parameters[
#   'b'].shape[0] == parameters['w'].shape[1]","parameters['v'].shape[0] == parameters['
#   w'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameters['c'
#   ].shape[0] == parameters['w'].shape[0]"],"inactive":[],"written":[],"format":4,"made
#   _by":["0.1.0","86a2538e4019adfe"],"asked":{"source":"recurrent_text.py","module":"re
#   current_text","function":"plain_loss","ordinal":1,"wrt":["parameters"],"kinds":[["pa
#   rameters","{'w': f8[a,h], 'u': f8[h,h], 'b': f8[h], 'v': f8[h,a], 'c': f8[a]}"],["le
#   tters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false,
#   "typed":true,"seen":false,"extra":null,"direction":null,"memory":null},"signature":[
#   0,2,0,"parameters","letters"],"functions":[["ce8e268772294bc3","04db4459b5d6a285"],[
#   "322b7f6812e294e1","cfaf4864bfb1c869"]],"marks":[[7,0,0],[8,0,1],[9,0,2],[10,0,3],[1
#   2,0,4],[13,0,5],[14,0,6],[19,0,6],[28,0,5],[29,0,4],[41,1,0],[44,1,1],[47,1,2],[73,1
#   ,2],[81,1,1],[83,1,0]]}

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
    scores_bar = cross_entropy_reverse(saved, 1.0)  # return cross_entropy(...)
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
        labels,
        max_value,
        scores_old,
        exp_scores,
        sum_value,
        log_sums,
        scores2,
        total,
    )


def cross_entropy_reverse(saved, ans_bar):
    (
        scores,
        labels,
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
    scores_bar = scores_bar - top * np.sum(scores_bar, axis=1, keepdims=True) / np.sum(
        top, axis=1, keepdims=True
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
# QlpoOTFBWSZTWW+AeWsAA/bfgEQQWH/wEkABHQr/79/6UAS57u6sjtDTbUqIDUxTE1HkI9IAB6QANAA1PQKM
# VPU08oPTU0yDagHpAAJERNNCnpTxMUG1NGJ6hkGgaGA0BoAANNBoBoA0CKIKYmTTQJT8kTTyTQBpobRagIR6
# R9vvFg6xvXn4QcfnbGsBq1iyjPxwg0aw9caerpLmO15PY2M0lyJ8CBsdNkksq6bQe8FVkESuNTabhcY8/Lnu
# 5Z4GQRXaLtcIpHelFf0TAzFH9WSWoIGClBKtjC6MYDFzwWyiNzi7Zq59qZ6Hhk/yYwrIwmMcRGcajEoOwYlx
# d4EWgBZNkYS8UnqnY5V2QOloM6wIyPHz8FTYXtw1Iro1L1bQ5mmpCCyQhCupVDl1k8xTaT4FICwWAx3t8+va
# waTWGq0mnTzBttNnoy8pPf293b0pt7/ff/GPZk7DMkjhR3hIBEyplVJhXI03bxscPKCCGr33jiTyPthptw0W
# dxZA6TE6MVvitNJ4PVErMoURxYDYXAi6YcvDitPGAL4O3AxMRgxmRhUJr3uZ5QG5UeFWzWPLBUkiNEt2+euE
# qUV74PPJmbFQYSwRZdLxeYYPssbmtRbe9FdbGLDyaIYQwFESwYDDCwt97ZJqjjbXasQHLfOfLHcSSoQrDpxI
# xXtTNZMC+Zd43wxGZESIdXhg4tJBrScJT4nnKehAUPNOGj6gS4m+ICDd0mer8Fu29QPE1KrbkH/QthepX/6J
# c+NYh1Uy7AjsLJ2KRbsBXHFeIcluHoQ90+XCmqI/Ve7TMNxengD20MHQBLJ0PKIjfxi9KVJcbWQ/0HHBHNNr
# ln0y5qFEka0LIshpoeMcSfaZXgnvknAPC6Lhz8k6cx2DOOH2WVCgdUmAj8cqAUgCCFiAiFuLvSV9ofG/v5nu
# +GpsQXuLxlEgDIIwFpL7tUCkEiIJKZSkIsGvLXFuEgvNoouZyAxv1Vg3IhGCVCDUfI3AyhLabPU5p1ocYwL0
# xudVkH3pnCuJibsShW4t5VoZhyUxBAymIm5KqZeHUQla+ekx+YRDQ4VsOCz2DMCeqGoe02Noun0eYCVkoDYs
# vHHxv2e0UQCU1tEQQRDBZNRPGk2+nU3864hGiJSSakhCO4YBmXpJUBE6nIgZ37FM19ALpivZIVMfqkG+gcDa
# Z6StSxJR8eJZw4kgoQWZSsjkD3CqhkoUpmEBWsA3DDijFEBBsN49rHvhuTeUUSqOg1DacSRMmYRwRWreGN0t
# gEq18G4bsn43FVtWzEUoXAlyz5ZaB7khdFzJXgWkO3UqLDVeeZoxx1jiEmRqmSX2lfkF8LcugwED9slDIgDd
# c1Q5ZOVeCnELaBdvfDQnKDA1kuSviqRCGI+Q9F3Y/cXckU4UJBvgHlrA
# end: 1d43ad0e2c034c67f46fa74a0dd3482560b78b94b7c22ba7e65cf68a090adf50

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
# text: 5a3eeeab6c4fff77b27dd8ca66b9ae9104d5f529ec2b8d9cba7f7f811d03bc59
# load: {"entry":"plain_loss_value_and_grad","parameters":[],"modules":[],"callees":["
#   recurrent_text:cross_entropy"],"assumptions":["parameters['u'].shape[0] == parameter
#   s['w'].shape[1]","parameters['u'].shape[1] == parameters['w'].shape[1]","parameters[
#   'b'].shape[0] == parameters['w'].shape[1]","parameters['v'].shape[0] == parameters['
#   w'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameters['c'
#   ].shape[0] == parameters['w'].shape[0]"],"inactive":[],"written":[],"format":3,"made
#   _by":["0.1.0","3080f5ab7f9715b9"],"asked":{"source":"recurrent_text.py","module":"re
#   current_text","function":"plain_loss","ordinal":1,"wrt":["parameters"],"kinds":[["pa
#   rameters","{'w': f8[a,h], 'u': f8[h,h], 'b': f8[h], 'v': f8[h,a], 'c': f8[a]}"],["le
#   tters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false,
#   "typed":true,"extra":null,"direction":null,"memory":null},"signature":[0,2,0,"parame
#   ters","letters"],"functions":[["ce8e268772294bc3","04db4459b5d6a285"],["322b7f6812e2
#   94e1","cfaf4864bfb1c869"]],"marks":[[7,0,0],[8,0,1],[9,0,2],[10,0,3],[12,0,4],[13,0,
#   5],[14,0,6],[19,0,6],[28,0,5],[29,0,4],[41,1,0],[44,1,1],[47,1,2],[73,1,2],[82,1,1],
#   [84,1,0]]}

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
        unbroadcast(np.broadcast_to(-sum_bar, np.shape(total)), scores2),
    )
    # log_sums = np.log(np.sum(np.exp(scores), axis=1))
    scores_bar = scores_bar + exp_scores * (log_sums_bar / sum_value)[:, None]
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
# QlpoOTFBWSZTWUoXUOoABAPfgEQQWH/wEkABHQr/79/6UAS53d1bWdvZdO2Dtpgap4hMTQjT1AANADTIAEpq
# GREnqepoYagBkDRoABIhIJqP1Q9TCjTanqGj1BoMg0EUkxR5U9GT1Uz1NJpoBoZAGQEiKZCYmkn4qep+iQZA
# AaB6jGkIR6R9/xGIbRxF+L+L3/PDK0BdrJlM/OcaMMPVFdXOXMcnm7tjNJcie0gbHV5JZZ11g9VVWSIk8jW9
# Qqkdu2N2LZ2JMT5RVmSjna89y41cX3elJBiSKE1IbNWhhGmGonW+db5U0GHNju70togGN+KOSTKwmMcRHqjf
# WK6H4si4v8CMoAWUtZhHRU3nrchmyB1jBpaBGw+3l2Kuozx3XIt0NS7toapTAQgskITxvSUOXEoGKbihOVYH
# AbgYtu8+vawczaGrVNc/IG202ejM5bQ+3l8OXPlr4ctn+MuOx4iL5Rv4CsRladhF6mmwJVJuj168bnHaEIpm
# 787QPmVtVmmqxHTqaYYjgp6iS+yZ9jqlzGczighobA0FZDhXCclNRpbDdIC6FXQWLCBCLyHCb7FOa4SF1Z1Z
# svHjgqkiOhLWNu0UrPOz02M0YFDCWhGa55xnMND78TVq4uzwRa+OTQNo8WgZRJg3rDCwtehokpo2ppynEBjP
# PLFtxIkzCHoc2pGqfbLbNqCfaneNkUTbUQyHm8UHLNjsmLoR7TrCPAYSdUccl4gQrzBsGW6xGz7Fq094HplM
# mtMB/IWgvUT8skqfCcQ6KX2RHkLI2MopsBO1l1DC1T3EPYnfxy0FH+pbqcQtKz0A7ZFyyEIojU5tvDk6zNhC
# vpRB5g43I4ptcNOezioUSRejFGKGmh5RvJ7jhfBG/BHEOiWSV2nNGugu4MXx/yUJBIbIhg/VwlBLAYwGwbSq
# JYIhLs10MN+p3+vMziIgzmUDCYlQLJP1YwXwkRCSlkzEVNeWvDLVE8WilxOCDLPptBqiEYJUQXHwNQZRLabP
# E0RsScncVm+pslAL0ixaSvLy28ksqJVhJoZXmpiCBllwm5KKZdciErb8MZgY2DaGxtCsFalGwYARqI4h2ihy
# dUeS8whFkEgqFEs798OS2HIIIRnRtjG0yiMxG+UU8tTDvpcEYokAGpIQjwGAYF9klBEy4mxIg57GWa+0CqWX
# ZIVLeaQdGQX7Ig2wlRYgp795i5mJkgogxZVpHIHclRDJQpTKwFKQhuGHnRciAgzNB9zHpDcrtKUSqdDRAOJI
# mTQI3ItZvDLNLqAlY54Nw3in9c0qVqsecRVGIELTp7dLh3oaV0uBJdCkg69iYsM16czgxrpGoSLmiXSuJL3h
# XfTHUMBA/64JcgDdU0QxdvPipqFOAVa138CV4N5pIqSXtmkQJZeY9K7rf8XckU4UJBKF1DqA
# end: e4e6b35d2fb59fc97969968336ab8beb8a2ac85842c735798f1e6e8eb2a2d328

# Made by tangentgen. Edit it as you like: edits are kept.
# of: recurrent_text:lstm_loss
# request: value_and_grad wrt parameters of (parameters={'w': f8[a,4h], 'u':
#     f8[4h,h], 'b': f8[4h], 'v': f8[h,a], 'c': f8[a]}, letters=i8[n]) typed
# assumes: parameters['v'].shape[0] == parameters['u'].shape[1]
# assumes: parameters['v'].shape[1] == parameters['w'].shape[0]
# assumes: parameters['c'].shape[0] == parameters['w'].shape[0]
# assumes: parameters['w'].shape[1] == 4 * parameters['u'].shape[1]
# assumes: parameters['u'].shape[0] == 4 * parameters['u'].shape[1]
# assumes: parameters['b'].shape[0] == 4 * parameters['u'].shape[1]
# meaning: 14c47d08b55ac5841f4a301a70b33dce973c6a26bc140f7b90c0a8794c45a872
# text: 26621aad31a13d04c752321968065c43a76f9d97c6b58d015d3072e0bbae2c9f
# load: {"entry":"lstm_loss_value_and_grad","parameters":[],"modules":[["recurrent_tex
#   t","recurrent_text"]],"callees":["recurrent_text:cross_entropy","recurrent_text:lstm
#   _step","recurrent_text:sigmoid"],"assumptions":["parameters['v'].shape[0] == paramet
#   ers['u'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameter
#   s['c'].shape[0] == parameters['w'].shape[0]","parameters['w'].shape[1] == 4 * parame
#   ters['u'].shape[1]","parameters['u'].shape[0] == 4 * parameters['u'].shape[1]","para
#   meters['b'].shape[0] == 4 * parameters['u'].shape[1]"],"inactive":[],"written":[],"f
#   ormat":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked":{"source":"recurrent_text.py
#   ","module":"recurrent_text","function":"lstm_loss","ordinal":1,"wrt":["parameters"],
#   "kinds":[["parameters","{'w': f8[a,4h], 'u': f8[4h,h], 'b': f8[4h], 'v': f8[h,a], 'c
#   ': f8[a]}"],["letters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,
#   "has_aux":false,"typed":true,"extra":null,"direction":null,"memory":null},"signature
#   ":[0,2,0,"parameters","letters"],"functions":[["70379e72d32f31a3","3e3db7ef08904963"
#   ],["322b7f6812e294e1","cfaf4864bfb1c869"],["b1f3a292e60b913c","aada0c7fda9930cd"],["
#   d6794fcb0cd8e660","1a5517376a72d01d"]],"marks":[[10,0,0],[11,0,1],[12,0,2],[13,0,3],
#   [15,0,4],[17,0,5],[18,0,6],[23,0,6],[33,0,5],[37,0,4],[49,1,0],[52,1,1],[55,1,2],[81
#   ,1,2],[90,1,1],[92,1,0],[100,3,0],[105,2,0],[106,2,1],[107,2,2],[108,2,2],[109,2,2],
#   [110,2,2],[114,2,3],[116,2,4],[154,2,4],[158,2,3],[166,2,2],[169,2,2],[172,2,2],[173
#   ,2,1]]}

import numpy as np

import recurrent_text  # isort: skip


def lstm_loss_value_and_grad(parameters, letters):
    """Value and gradient of `lstm_loss` with respect to parameters."""
    h_stack = []
    saved2_stack = []
    steps, size = len(letters) - 1, len(parameters["v"])
    states = np.zeros((steps, size))
    h, cell = np.zeros(size), np.zeros(size)
    for t in range(steps):
        h_stack.append(h)
        (h, cell), saved2 = lstm_step_forward(parameters, letters[t], h, cell)
        saved2_stack.append(saved2)
        states[t] = h
    ans, saved = cross_entropy_forward(
        states @ parameters["v"] + parameters["c"], letters[1:]
    )

    # Reverse sweep
    scores_bar = cross_entropy_reverse(saved, 1.0)  # return cross_entropy(...)
    states_bar = scores_bar @ parameters["v"].T
    v_bar = states.T @ scores_bar
    c_bar = np.sum(scores_bar, axis=0)
    cell_bar = np.zeros_like(cell)
    h_bar = np.zeros_like(h)
    b_bar2 = np.zeros_like(parameters["b"])
    u_bar2 = np.zeros_like(parameters["u"])
    w_bar2 = np.zeros_like(parameters["w"])
    for t in reversed(range(steps)):
        h_bar = h_bar + unbroadcast(states_bar[t], h)  # states[t] = h
        saved2 = saved2_stack.pop()
        h = h_stack.pop()
        # h, cell = lstm_step(parameters, letters[t], h, cell)
        w_bar, u_bar, b_bar, h_bar, cell_bar = lstm_step_reverse(
            saved2, h_bar, cell_bar
        )
        w_bar2 += w_bar
        u_bar2 += u_bar
        b_bar2 += b_bar
    return ans, {"w": w_bar2, "u": u_bar2, "b": b_bar2, "v": v_bar, "c": c_bar}


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


def sigmoid_reverse(z, ans, ans_bar):
    z_bar = unbroadcast(-unbroadcast(-ans * (1 - ans) * ans_bar, -z), z)  # return ...
    return z_bar


def lstm_step_forward(parameters, letter, h, cell):
    size = len(h)
    z = parameters["w"][letter] + parameters["u"] @ h + parameters["b"]
    sigmoid_ans = recurrent_text.sigmoid(z[:size])
    sigmoid_ans2 = recurrent_text.sigmoid(z[size : 2 * size])
    sigmoid_ans3 = recurrent_text.sigmoid(z[2 * size : -size])
    enter, forget, leave = sigmoid_ans, sigmoid_ans2, sigmoid_ans3
    tanh = np.tanh(z[-size:])
    product = enter * tanh
    cell_old = cell
    cell = forget * cell + product
    tanh_cell = np.tanh(cell)
    ans = leave * tanh_cell, cell
    return ans, (
        parameters,
        letter,
        h,
        size,
        z,
        sigmoid_ans,
        sigmoid_ans2,
        sigmoid_ans3,
        enter,
        forget,
        leave,
        tanh,
        product,
        cell_old,
        tanh_cell,
    )


def lstm_step_reverse(saved, ans_0_bar, ans_1_bar):
    (
        parameters,
        letter,
        h,
        size,
        z,
        sigmoid_ans,
        sigmoid_ans2,
        sigmoid_ans3,
        enter,
        forget,
        leave,
        tanh,
        product,
        cell,
        tanh_cell,
    ) = saved
    leave_bar = unbroadcast(tanh_cell * ans_0_bar, leave)  # return leave * ...
    cell_bar = (1 - tanh_cell**2) * unbroadcast(
        leave * ans_0_bar, tanh_cell
    ) + ans_1_bar
    product_bar = unbroadcast(cell_bar, forget * cell)  # cell = forget * cell + ...
    product_bar2 = unbroadcast(cell_bar, product)
    forget_bar = unbroadcast(cell * product_bar, forget)
    enter_bar = unbroadcast(tanh * product_bar2, enter)
    z_bar = np.zeros_like(z)
    z_bar[-size:] = (1 - tanh**2) * unbroadcast(enter * product_bar2, tanh)
    cell_bar = unbroadcast(forget * product_bar, cell)
    # enter, forget, leave = sigmoid(...), sigmoid(z[size : 2 * size]), sigmoid(...)
    z_bar[2 * size : -size] += sigmoid_reverse(
        z[2 * size : -size], sigmoid_ans3, leave_bar
    )
    z_bar[size : 2 * size] += sigmoid_reverse(
        z[size : 2 * size], sigmoid_ans2, forget_bar
    )
    z_bar[:size] += sigmoid_reverse(z[:size], sigmoid_ans, enter_bar)
    w_bar = np.zeros_like(parameters["w"])  # z = parameters["w"][...] + ...
    w_bar[letter] = z_bar
    u_bar = np.outer(z_bar, h)
    h_bar = parameters["u"].T @ z_bar
    return w_bar, u_bar, z_bar, h_bar, cell_bar


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
# QlpoOTFBWSZTWb9Ofk0AB47fgERQWH/4EkABHQr/79/6YAffb27rnWcMHN13PtlsGhJUEMNNCCTU/Km0m0h6
# EZD1NAaMhoDTQRpMhMpGnqaep6g9Q0B6jRoBgABoAAyaAAANAJCKE9IyTTKegkANqAaANA2pU0NGIeo0PUxN
# AAAAAIkhCaE9TTVPyaET1NBoaaaDQyaYUBPrXy/ioTRbdSrFGx6z35nxsZdvhWMdbF4VITY/Ei5E1lmILX/B
# fQgWZRJC7ZNy8Gi8dCMVFhi6UMCMoZ5sBjJ0uyxsQ5BRmJYhZ5radEEVigJXCBzhkGEIeXqHOI3mU0vL0poR
# DKQhmV4sHaLIRDtORFELkrTV8mJPDnWQNUTOn3B4g77CA2+0iBvAcAuCHh1YQhA/RhB8oNrC/I80dgsCjkC3
# ojNlfAXbM438M066NjDfmec1ZXy0pK36YdVmbREaMXs26yd6+mRaO0PajRqmn24epl2zAvOAx9PhEVnNqbHl
# JbvlgzhRL50bYoMRDU/f58m+xCstA00w9O4LozGFPdupeIFNtjYM2eFQw61w37dDPS0lWo0xAWRYAkVItdaL
# l4mb1VeeTDEDwGIUcOP3+coCDO6szQdmHl9AklCU/iBYx3qpROpVBXZ38k9feI9h7fdIyT/COmSpcrNc2YEG
# WgUjHKUzcWKMUJYLQM9BVh10s4oISpBEOwxYKR09+yfUmngfnayrWkdnXnvNHvlFlFEq64MZN1pI7IN/se3C
# zwZq4zkZLirBVzOhUwLA1IdHdaTpjWYBqtWnzIAkbfiUkqM2aeJ8TsUGpYzUZqMhyIcyyFmmMjWyYZmTP8MS
# ncenrQY1IwaxnAj6JkfisPGb2Mt8sjgzP9c1HURZMSEsLdeCDy+cig/cF8oCoLDKuOujrw5DN2BkMKGjVMEa
# r20/1clVtDOVmIqDZcWrjk7lIoHTkVJsh1yX3ndHdywU4OEfjECogkhTCQCTcsYsXPZwlXR4ePO1rHGqNDFs
# S7RUON8WV7tSEpoGdy6hQC6KqECiBdURLNxpDcO+gwljjLUUfarNGO5WeUZsqbmoIvdVVsSrJM7SHFLLpktx
# rNdRRtA9qFlVZVWYSjHKmt0RkHw5g7sAbj3adGWTcIjjp9TbfBHsBaXEpsGa9ZPV4LkOPyUPKrLjoH/RbgnY
# v7rJkAfL3l8QjKlQSIclNTsCDzBKOwWmPFQvv3rIhXREoQi1JikZbXVHCEj6G9BBaShVeCgA0g8RW6ZQ0RYc
# LbLHf/bnEWwhGiPpNohB8ySbctxVaS9quGG4d0WyuIGQJ81luqeimr5v3IXsWJ57B8Du9WgqzXhc0S1zHAMP
# KmOIohTOLEXZ6GojPxC1yxFGl74xShQCSxhEESvxpTPWJNMmnE07xMJkOYHn0UpBsJqlQJ68bIWgEIBIEidl
# IZgmwlA/SIfacO7Y79Q9O9PAhnmRymZG3gHpoJE3qbkG+ReSZ1030azFEpwVrC8LWKbrVreamWZ5efFB8s92
# iD4AX9pEw+nZCtcxHebXoOQFJfVD2wZGMZCQHIs8B7i9CUwY+byGFD9ioHYDukB5FGjzMrb8zNcv6iXB9R2i
# eKxN5g3byxfME9iDoWWJDz0gWqmiBjeMmBaomfeUiZ6921qISBIkhIgXQDMEriGorXIT2IPIfpbI5kzT5vUR
# Ipc60FwDIyXlv5+3u6g/QlAIoKR5HUNBsbG2MtHURvzJ3OR2KNO71JBswGWyMxKhgBFCNpMGLCSCsCeJBTgZ
# XsFB4BkIlcibmMdZ1AthTiD7lDZTRN6nVMBSgZP+ow2rs10khI2Ki4x2759zi7qVRRRkZFkZJcKMEqwVCEIv
# VcJC4t2GWEsDyiG4Nte5HACBDmuqfWfLtVnZjqN5Ky1KVuxogOUSqOQid0ZZN5spO8yEhFIQD1Cpm3Z8FX5x
# wbj6bbpdUg5C1xo3NbQyPxSnx3Sl8pNOBwAnl79glHTs67c2hZ0mE0WXVFmQstAaDoljltzKNx3coeaWDaIN
# x2j5EIwhgEjhe8Ps00WWZrrN4UYNU1Ey50D+YW0hnVfepz6jAg/XervIBl4wd0TkL0DpxDjjkpzVMd4mSYy3
# VKqbBXCGh4UYKX3XSQTcp7ByyyrbUsyBLNy1UHQEPBQSfxdyRThQkL9Ofk0=
# end: df10e7bd34626a0baead4ac296562883325ea3e4fb3b0427732c609bce2ba65b

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
# text: b3abfc690d73b328c387b7e19f352732ea26a3bb5200c2e0b1861e7514c4d6e9
# load: {"entry":"lstm_loss_value_and_grad","parameters":[],"modules":[["recurrent_tex
#   t","recurrent_text"]],"callees":["recurrent_text:cross_entropy","recurrent_text:lstm
#   _step","recurrent_text:sigmoid"],"assumptions":["parameters['v'].shape[0] == paramet
#   ers['u'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameter
#   s['c'].shape[0] == parameters['w'].shape[0]","parameters['w'].shape[1] == 4 * parame
#   ters['u'].shape[1]","parameters['u'].shape[0] == 4 * parameters['u'].shape[1]","para
#   meters['b'].shape[0] == 4 * parameters['u'].shape[1]"],"inactive":[],"written":[],"f
#   ormat":3,"made_by":["0.1.0","afcca9cb4afab046"],"asked":{"source":"recurrent_text.py
#   ","module":"recurrent_text","function":"lstm_loss","ordinal":1,"wrt":["parameters"],
#   "kinds":[["parameters","{'w': f8[a,4h], 'u': f8[4h,h], 'b': f8[4h], 'v': f8[h,a], 'c
#   ': f8[a]}"],["letters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,
#   "has_aux":false,"typed":true,"extra":null,"direction":null,"memory":null},"signature
#   ":[0,2,0,"parameters","letters"],"functions":[["70379e72d32f31a3","3e3db7ef08904963"
#   ],["322b7f6812e294e1","cfaf4864bfb1c869"],["b1f3a292e60b913c","aada0c7fda9930cd"],["
#   d6794fcb0cd8e660","1a5517376a72d01d"]],"marks":[[10,0,0],[11,0,1],[12,0,2],[13,0,3],
#   [15,0,4],[17,0,5],[18,0,6],[23,0,6],[33,0,5],[37,0,4],[49,1,0],[52,1,1],[55,1,2],[81
#   ,1,2],[90,1,1],[92,1,0],[100,3,0],[105,2,0],[106,2,1],[107,2,2],[108,2,2],[109,2,2],
#   [110,2,2],[114,2,3],[116,2,4],[154,2,4],[158,2,3],[166,2,2],[167,2,2],[168,2,2],[169
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


def sigmoid_reverse(ans, ans_bar):
    z_bar = ans * (1 - ans) * ans_bar  # return 1.0 / (1.0 + np.exp(-z))
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
    z_bar[2 * size : -size] += sigmoid_reverse(sigmoid_ans3, leave_bar)
    z_bar[size : 2 * size] += sigmoid_reverse(sigmoid_ans2, forget_bar)
    z_bar[:size] += sigmoid_reverse(sigmoid_ans, enter_bar)
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
# QlpoOTFBWSZTWRd2WA8AB27fgERQWH/4EkABHQr/79/6YAe8e773mt9489Jd3Pl7aZombUqo2hqnpik/VHqb
# UyDQNADQAZABoEyCCmnqPUBtQaAGQABpoUJoAA0MjIaaAAAEhIgKeSeo1NHlT1NMg/VPUNNAaephFEU9ST8V
# PU9qn+poaTSaAAAA0EiIIAhpNMinkgAGjQDTK6SSD/58/4jHklXkSiHI+59vlC/u/WaX8qLMxYuH6M1ZljlV
# Mb1/lzdhnUMmTjSvP+qvpf8GbVDNpcUMCMoZ7mAxk4tYsNiHIKMu6EFLrSNEVFhVQnK0t4NoWQg17zunQRmc
# 6lmbYXcRA4gSyRtIYSaFIw/QdiQSyF+gs0Pl8PlxiuSNr/uM9B8dCpPHTAqcVKA6DKVpElUQH0UKkwJ5ie0j
# RIYcpBCAfLGxuSgTa747VXWgs+yz6HSS8PXGJU+mbqsDaIjRnbZt1d206XLI5w7UYtU0+eXUvzwAthAY+Pti
# Kwm1NjvJXe52awZI64Qb1gKtBmfH+sVTcZFsAwwqvLYKUYDCnu3UtnAptts2izKGvGst+fBhjq3KkNgosxnE
# RCBB6OkdLWTJArlhBSBuFIcKq/Xv4oU3dWZoHZhv8gklCU/ECNj1VSiSKoKz65Z6hQcfZAqBH8K7FQrGk4vV
# QYOayDyu55lcwoZKZGahHCsZOIQeuFGDiRQYMSZbqAbO3UXoZy2n5UoiQ8st2m/N2tOrogcoZLjlVdzoMmO2
# 087JvIj2ugXpWFIjV67RLsZDwZRUpF8dt70HaLTfzSRXX8iQCSzL9D9jqSGRQZkMyGQciDcoQUL41MqEzZgY
# ejs6jw60GWZGDWWECPhMj8Fm88HsV2rUwZb42UOYQ8WOURyQewzueSppCRRUCs5rO7nloM2aCowkaMkwRkFj
# 73/q0U0aHGd1jOFLZatWjk8ikUDpyKI70HswR2N2s+LkLmzD5NARoENkTG0m80mmk0r7qqIohad+JmdYjArN
# XQghnfPTGKZzaqtsS7l1CgF0VBCga4iJG0hu1OM0FNMQlKPDQzvFFUqtN5qhd+IddWKIy0LCRR1IGF8VKqWG
# M4xDrgGo7qSZSVRkqemHLVKkdvePwoDce7Tva8cURrj8G28kdgLJalNgzTnJ1XclgK/5IDpKSvoH9hagnMr6
# KJYAp7CswQeqaRSBIQzUwOYINwSTmFI2ckCuOK5CZo3Xam4h80zt3zvQgXql6Aq2DEwrqgMYPOKzplDRCxcF
# Gyg6fPYzFqIRdHubtAxeBt788SJ7IrSahsahuhaK7ICwh+linFOimDq962oofXkv0N/eoEpTwisZItnkGbtT
# HEUQpmMLWpqYCW8oVcsZZhe3FLr2qB1XBcDhiGvI5kakdEjpySEgd8I30UlBoJgkwD99ZQSwGMBsG0d0hlwR
# uIgF/zQe6023OWQevJHQZe41Z3GS+geuAhozSMUCtcs28Z7NYaO8HFcmjLMqiKyUquqRhiePTVAvF8cEC6AU
# 9hoqvXugjK6EZm9IDmBCKZIPZibTTTY2CsUOQ9heCJYM3gqMJH9xMB1A7JAeZJd3LTnculb5NFAXwFyaPak0
# alzPUotiCPNAsikmhnXJhUigwvqJu4KQePeRCMdN+VQabBtDY2gVQDaCT4wwBZzE6oOY/6li5G1Py8REhSpx
# kKgFiy5437t1w1mCaIJQKJ5nAXGxsbYyiOBG25HY0OpJfs8iIGzEL7IwQqGAEUI2gYNCY2xJMH7RiRoWpIQH
# QLCERzHimmsn2AmqRqC+pAckjJGqR5IuESAwX0Qw2rm1xJCRsVFox2duXkau1SqKKLlyw027BC45QRjGNLsl
# VDKCVEy1USNjrCG4GHkjACBDkvFPxnrzqxzY6jd1YspSs7DRAcoiZNBEdkVq3Zkp0sVmZJkmSZF6KkS3Q+h+
# 1oSLjbdLxQHcLTPFuaWQyPwSnz3SltpMcDACPP11CJOfVz13aRaUwi6rwilW0VuDQc0sdNdyTYdKRI7JYmsI
# MTu14GNMZUENVS5B1wwScp5ZPMIKmSMhFuIBfgE4MvE+lS/EYCB8MVcSALD2Qm8XgHDIMtm9TwSRfkIwRfDO
# OR7hNWZHELkS+NkNiMweo2tbXAlKtSZkNETkpTL/i7kinChIC7ssB4A=
# end: 51dd71de209da44c39c43601024ded5d74e9c84bbb290190f7a80e5bc0185e6b

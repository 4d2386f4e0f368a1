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
# text: db4241896edcacde7e51e1c8640ef061d7478c57d618e87287e72553df7f1d4a
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
        unbroadcast(-np.broadcast_to(sum_bar, np.shape(total)), scores2),
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
# QlpoOTFBWSZTWXQI7noAB27fgERQWH/4EkABHQr/79/6YAe8e773hW5NJiPSpdbM2ahBtDVPTFJ+qPU2pkGg
# aAGgAyADQBTTQRPUaaDI0NNAyAAYAAaAAMmgAADQCQkQTVP01NGmqfpqnqep6T1N6p6Ro0NDygikISn7Smp6
# eTU9Mk1NAANGEAJEQRqaaankqe1D1BGmBBiMRmV0kkHvP4+sY8kq5Eohsfi+v0hfn+s3X5UWZixcH6s0Zljl
# VMb0/lzewzqGTJw3V4/1V91/RmtQzaXChgRlDObAYycLWLDYhyCjLuZBPJZxmiosKqEsLZOUFwWoQa9x0lmJ
# 0HZaWg2wu5SBzIfJG1ywdpUjEdR1JA+Qv1irS9vV9OM1sjW/zGeYfG5UnjfIqcVKA6DKVpElUQH0UKkwJ5ie
# 0jRIYcpBCAfLGxuSgTa747VXWgs+qz8DwkvD2xiVPwzdVgaxEaM7aturu27wuWRxh1oxapp8cuhfjgBbCAx8
# PwiKwmtNjvJXY63tZMod8obXgXaDQ/f7Zq2wyYZBlldd+8LUYDCnvbqWzgU222axZlDXdWW/jwMMdG5UhsFF
# mM4iIQIPR0jpayZIFcsIKQNwpDhVX69/FCna0qqvaqPn9httNr3YZ0/rI0ucg55+nj5/oXff7LmYX/Bf1zCw
# 4yvpMjHlNbV5d8lpQzalpuSLBWMoEoPXuFGEBykwYdluoB27c5ehm+8/KlESYfLhr4rIatlsIggpZLje1eEI
# MmOu89FUzIkVukXpbKkRzfPWJdjA8mUVKRfPXpeg7Rab9kkV5/EkAksy+58jqSGCgzAzAyDYg6FCChfOpihM
# 2YGHq7Oo8OlBlmRg1lhAj4Jkfas3ng9SutamTLf3ZQ5hDzY5RGyDt6CCP0VNISKKgVnkuV3O2gzVoKjCRowm
# CMBY9z/5aKaNDjPhYzhS1WjVo5ORSKB05FEdiDvwR1N7WfC5C5qw+jQEaBDZExtJvNJppMinEnIIxArtOSqt
# 6JYHVzYIEMaa3URqrDlGAVmNkCAGxIQgguJEVF0nm3MOd9u2R0mTRsVmmdyK1kWKhbsRC58URloWDlOxAwvm
# 0rUqMbJxELgGpDqSZSVRkqe7DbRKkdfIfbQG8e9p3teOKI0x8228kdQLJaFNgzdxk6L4JYCv8kB4Skr94f80
# rAjmW+NIwAK+RaMZ6SnTENBwSLzkCDkCSOQTizRApWq4CdaOS3JvIfFM69k7EIF7JeoKtQxMK6IDGDzis6ZQ
# 0RZuFmyw7e+80FqIRijyNmgYvAbe3DMkt0UnKgWNA3ws1bIC0Q81ifYmyl7q9y2oofTZfM3+SgSlO2Kxki2e
# QZu1McRRCmVhaUNS8S3EKOFZMoXnVMl5qB2ret5xqGuhyI1I2SNtEhIHhCOWakkGYl6SgH5a0gpgMYDYNo5p
# DMQRsIgL2aD0rTXobYDvsjcZe41Z3GS9w75CGjkkZoFa5Zt4zv0hud4OK5NzLMqiKyUquiRhia7dSDrd6NyD
# iBToQljz5ISvuRKnppIOsCEUwg9DE2mmmxsFYobD1F5SJYM6QVGEj9pMB1A8UgOxJd3LTyuXSt9GigL1C2aP
# uSaNC5noUWxBHigWRSTQzpkwqRQYX0E3cFIPHsIhGO7ftU/uKMG0NjaBYgG4ElvCoLLETog4j/Z2nEi5PN0E
# IaRQ7QFACxZLfl19OvUPNDIlAiQlHkOAuNjY2xlEcCNehHY0OpJfs8EQNmYX1RghUMAIoRtAwaExtiSYPmMS
# NC1JCA3CwhEeA8001h+IE1SOYL1oDZIyRokckXCJAYL/UMNa4tcJISNiotGOzttyNHapVFFFy5YabdghccoI
# xjGlySuhlhKyZhdFDY7xDcGHejICBDZdyfdPbjVjix1G7qxZSlZ2GiA5REyaCI8UVq3Zkp0sVmZJkmSZF3VI
# luh3P5pBELw56pcIDQWM7txiiGQ90o+WqUUG7XLgR276BEnh1c9dWkWlMIuq8IpVtFbg0GyWenPUk1HSkSOy
# WZzhBmeRryjGmMqCGqpbBxlkk5Txh8ggqYRgRbeAXvCcmXiXtUyzGAgf9VWpAFu6BOAvEOOAYWcFMUkX2EYI
# vhnHI94TRmRwhciXxshsRmC7Rttt2vJJRoSlIM0TRSeH/F3JFOFCQdAjueg=
# end: 9c8562c157aeb5a6bf5d46b86376fd7b5be648c27c36c8497c2b92f5e41aa8e3

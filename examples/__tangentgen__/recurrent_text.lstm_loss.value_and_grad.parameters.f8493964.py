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
# text: 8ffdc22c9f1db84b9428cfa35fdb19fef96fa1f5195d3cc6fde1e70e3756f19c
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
#   [15,0,4],[17,0,5],[18,0,6],[23,0,6],[33,0,5],[37,0,4],[51,1,0],[54,1,1],[57,1,2],[83
#   ,1,2],[92,1,1],[94,1,0],[102,3,0],[107,2,0],[108,2,1],[109,2,2],[110,2,2],[111,2,2],
#   [112,2,2],[116,2,3],[118,2,4],[156,2,4],[160,2,3],[168,2,2],[171,2,2],[174,2,2],[175
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
        w_bar, u_bar, b_bar, v_bar2, c_bar2, h_bar, cell_bar = lstm_step_reverse(
            saved2, h_bar, cell_bar
        )
        w_bar2 += w_bar
        u_bar2 += u_bar
        b_bar2 += b_bar
        v_bar += v_bar2
        c_bar += c_bar2
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
    return (
        w_bar,
        u_bar,
        z_bar,
        np.zeros_like(parameters["v"]),
        np.zeros_like(parameters["c"]),
        h_bar,
        cell_bar,
    )


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
# QlpoOTFBWSZTWVN1qVMAB89fgERQWH/4EkABHQr/79/6YAf9vtdVqzc5Zl3c75sbVbaZW2graGmhJikfqnpl
# DTyTQ9R5J6gNGjQ0Gp6JkaTRR6IAAaAGRoAMAANAAGTQAABoBISJpMJqaZNJNB6gbUDT1ADQRSIaTJqn5Cnp
# 6CIyMmAARphIhEBT0BMmSaj0I9QDQaMmzuhIR8p7ftGzNKu5KIcL0frg+NGXu/OXv3osyhEsz4kYEVoarBE8
# PcrkQLKgghM8F5tqti2oi8wsmLhJtCCWU2zyYhjI41RQ2IcQKGsm5RRBvqlT8kkAA0JCJuw7MyC6Bn9d/UfQ
# w6vHJdXW229J4YFuUVeSpu5UQ7erzSh7Urp2aTCR09sZAVolKvgG4G2wQDW2SEBbAOAXGVaoksmH1O9q3j0k
# 8c6xVSRZqmGnK+MxXcsw6Bu32y5tVBMm4XLoIb+iyI5vmzMq1CioFIE3o25s6z7WKRzg9pMGpY+ePctzuBV4
# Bj4fjCKym9NjvJXg6DDIO2IcXgXaDQ/X+uitwMl8QxxsvHYKkuMJezcxWUBLbY2DPB5KRh1rPn26GWNW5W9Z
# l+WVA2c2a2l3PD+XbjnJxitoGQ2hRv+uH5+wEGd1Zmg5LMPL7BIJQkDiQJsdyqUS5VBXDF9iYZirvOrKYknE
# Qx0KnIVlGjMCDKbF7a+7FeFLJhLTckXJq5hJ8tsqLllgxlqkXgIRq7swPUl9p84hEo7adnRoq88LNCB5Umly
# 1l2PUaWOGs8F0ruqtL41FkvRQiYnIoWEA0qEDSZkxfntxnceJis/NAr7/kUgKMYhPFv2OxQX0LjNBlW0KLGx
# DgsQsZ6XMZ3JTZkTL8eUp2hpyKBSLBSAQroAhzkUGiUGHOIfJmFSH1vJHMIojKIIoKneg6+hCgfiFawCkKC0
# 6Z4Od+ozZgWGEjRmmJGa9sPotVNNDNaMtilYItWrRydykUh1I4ojhB3yS9Tm1y6XIrmzXxGgI0CGyJjYDHyS
# aaTSxwrIiklr15TMnhEGJabOlBDPLTXKK0m9lfYmqbqFCF0VUIFSBa0RJtB1rcX35ZZx2Z5skcVg05xRZw9l
# SULiHnnkiRLJQxitr4N1kQJ3qISKPkGXTi/G1a3kmklWtd6K72zvslSPX6h+NCOB8NOi924RGuPrbbzR6gWS
# 1KbBmnWT3rZLIV/gkHaJStxD6NKhI8ivfKLgHy9irMacOGIhDUpcbhEdgpI3BOK81Cq+9dImpHYtE6SHmYOv
# KWSiPyvaLPAKNKVPFQtkRokrOmUNEV3LNlWJPlzNRbiEYR6HDQMXcbe7hkRGLqYoLKg2aUpKzC4I+aTnojzS
# M13XqgqSR99wfqbfeoFEqONGKJoyxDJ2ljhEkEs0YiqOxmIvxClrlChpeeiOSXmkDlW5bj73hvzNxG8jgkcM
# 0hIHKEdm1GSQqEaIjB+m9IKYDGA2DaPckMwJMRJA/MIfg0/bEyuDjkmsgpQhsihDPWHG0Q0apHJArZFm3ieW
# sNHeDiuTRlmVQ4VLOc+CllDfwwQd9NFqDrEq5iEreO5CV1BC0N1QHARCKzQejE2mmmxsFco3j2F8xKYMfDuM
# KH6lQOwjukB5lGHgyrXBRbPWEqB/I4wmawl5WaLyZVQU5UG0mrQz3mbCpFBq+om7iUg8eBEIxpz4qDGwbQ2N
# gtm2F0AZgibhqJKdBH0IFwF9Zuch4I+a6CENIo6QFCC5dLjpz9NuYPsRIhEhKOJyDAYxsY2MpHIRtuI6Gx2K
# Md3oSDZyC+6MkKhiAihG0DBgDG2kkwfUYC1L1IQHELiERwMobDBdHIBOtTAHoUMVLUvR5ErCSIWP+IYb12a6
# SQkbFRaMdnbjuau1SqKKLlyhpt0EFhxIQxjGl0SshlAFJl7IoHeIbg215IzEQIcLqn1n/dqsdmOo3dWLKUrO
# w0QHKJVGwid0Xu3kyk7ZEJCKQgHvCpk3Y+Cr9I4Nx9N+aXVINhacsNzSyGR+KU9uaUttJjMzAnn8+4Sjp2dd
# uGhZUmEwr9UWLivgGg6Jctt+CjmO1pQ8kuRvCDI8muwxpjLCQ1ZLeHPHFJynnm9AgsaI0EZdYC/AKzxHJ9qR
# 17iYMXy1SWowMs4HRCahdobcErwsdSmxUsyEoldlGJRiEasxOMFiEvfSGxGSR7hXveN2ZKbByqImQbRHNGvT
# 9C7kinChIKbrUqY=
# end: 67950009ac5157b2759d5e3a4ecb3b64199d5ab342fb086e5a85acdfa47420a8

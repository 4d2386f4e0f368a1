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
# text: 2c90f512b81d0beb2b8505a782b4452f0353f9b512b2ae25eccf527fe73d8732
# load: {"entry":"lstm_loss_value_and_grad","parameters":[],"modules":[["recurrent_tex
#   t","recurrent_text"]],"callees":["recurrent_text:cross_entropy","recurrent_text:lstm
#   _step","recurrent_text:sigmoid"],"assumptions":["parameters['v'].shape[0] == paramet
#   ers['u'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameter
#   s['c'].shape[0] == parameters['w'].shape[0]","parameters['w'].shape[1] == 4 * parame
#   ters['u'].shape[1]","parameters['u'].shape[0] == 4 * parameters['u'].shape[1]","para
#   meters['b'].shape[0] == 4 * parameters['u'].shape[1]"],"inactive":[],"written":[],"f
#   ormat":4,"made_by":["0.1.0","fdf6225a59f700d4"],"asked":{"source":"recurrent_text.py
#   ","module":"recurrent_text","function":"lstm_loss","ordinal":1,"wrt":["parameters"],
#   "kinds":[["parameters","{'w': f8[a,4h], 'u': f8[4h,h], 'b': f8[4h], 'v': f8[h,a], 'c
#   ': f8[a]}"],["letters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,
#   "has_aux":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory":nul
#   l},"signature":[0,2,0,"parameters","letters"],"functions":[["70379e72d32f31a3","3e3d
#   b7ef08904963"],["322b7f6812e294e1","cfaf4864bfb1c869"],["b1f3a292e60b913c","aada0c7f
#   da9930cd"],["d6794fcb0cd8e660","1a5517376a72d01d"]],"marks":[[10,0,0],[11,0,1],[12,0
#   ,2],[13,0,3],[15,0,4],[17,0,5],[18,0,6],[23,0,6],[33,0,5],[37,0,4],[49,1,0],[52,1,1]
#   ,[55,1,2],[79,1,2],[87,1,1],[88,1,0],[98,3,0],[103,2,0],[104,2,1],[105,2,2],[106,2,2
#   ],[107,2,2],[111,2,3],[113,2,4],[131,2,4],[135,2,3],[143,2,2],[144,2,2],[145,2,2],[1
#   46,2,1]]}

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
    scores_bar = cross_entropy_reverse(letters[1:], saved, 1.0)  # return ...
    states_bar = scores_bar @ parameters["v"].T
    v_bar = states.T @ scores_bar
    c_bar = np.sum(scores_bar, axis=0)
    cell_bar = np.zeros_like(cell)
    h_bar = np.zeros_like(h)
    b_bar = np.zeros_like(parameters["b"])
    u_bar = np.zeros_like(parameters["u"])
    w_bar = np.zeros_like(parameters["w"])
    for t in reversed(range(steps)):
        h_bar += unbroadcast(states_bar[t], h)  # states[t] = h
        saved2 = saved2_stack.pop()
        h = h_stack.pop()
        # h, cell = lstm_step(parameters, letters[t], h, cell)
        w_bar2, u_bar2, b_bar2, h_bar, cell_bar = lstm_step_reverse(
            parameters, saved2, h_bar, cell_bar
        )
        w_bar += w_bar2
        u_bar += u_bar2
        b_bar += b_bar2
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
    top = scores_old == max_value  # scores = scores - scores.max(axis=1, keepdims=True)
    scores_bar -= (
        top
        * np.sum(scores_bar, axis=1, keepdims=True)
        / np.sum(top, axis=1, keepdims=True)
    )
    return scores_bar


def sigmoid_reverse(ans, ans_bar):
    z_bar = ans * (1 - ans) * ans_bar  # return 1.0 / (1.0 + np.exp(-z))
    return z_bar


def lstm_step_forward(parameters, letter, h, cell):
    size = len(h)
    z = parameters["w"][letter] + parameters["u"] @ h + parameters["b"]
    enter = recurrent_text.sigmoid(z[:size])
    forget = recurrent_text.sigmoid(z[size : 2 * size])
    leave = recurrent_text.sigmoid(z[2 * size : -size])
    tanh = np.tanh(z[-size:])
    product = enter * tanh
    cell_old = cell
    cell = forget * cell + product
    tanh_cell = np.tanh(cell)
    ans = leave * tanh_cell, cell
    return ans, (
        letter,
        h,
        size,
        z,
        enter,
        forget,
        leave,
        tanh,
        product,
        cell_old,
        tanh_cell,
    )


def lstm_step_reverse(parameters, saved, ans_0_bar, ans_1_bar):
    letter, h, size, z, enter, forget, leave, tanh, product, cell, tanh_cell = saved
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
    z_bar[2 * size : -size] += sigmoid_reverse(leave, leave_bar)
    z_bar[size : 2 * size] += sigmoid_reverse(forget, forget_bar)
    z_bar[:size] += sigmoid_reverse(enter, enter_bar)
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
# QlpoOTFBWSZTWQzqjO8ABuJfgERQWH/wEkABHQr/79/6YAdrvtdHbcQcxgaFUAEgDRpNU2kGgNGgAAAANBpo
# ECBU8oyDyjT1PU9Q0ehAMY0NDQAZDQAAAAAZpIgmJMU2oeggAAANBjQ0NABkNAAAAABIiCCYhommJT0o9GJG
# jQ9R7SkXACACk9exULFEacFjZGZjzU4OJledhCQ71RLZH0woJFq2a5Dm3iqaEXstp9GHHlEXfkQ7KKlE4VpW
# 1moXXkgNTjaysgZIlBXKRXJujrSEgTAQEaaRmzdmAXEM9+7PaOpf0eGYTtjVAZkRmvGjB5CoUj3m6KG3DLj4
# 7LlIb4RuqmqDO/D+SDwPfkWOd8ChvconQZStIlB8FYwp0wywLtJhYuogoFazCLRfGLWm6Ovi5GZ55kloFBLk
# fpCEohGMzNjSEQxToMijMp9WSjeD6SWaU9L+pXpYCloBj5e0Im0cJbHWInZzzZgyR1ZtjWQq0GZ/j74qmwyL
# GIYYVXXUKSWEwnWHMUxgkA2jzVMfirLf18VhjoMlbZZ4QvGDW6y1rh+TGFgmaow2gbBtBHjz7+fXDtCBZmeD
# MOHoKqqiqlKhjL/mEHoyY/pPj5fYq+liwW/Jb5TCf0iC985kYCatDXlLslCjAstQzwJYeHyHBxSglFIIh2ys
# B3c9k75M/g1fvC0mN8deO5pfFbqZMqUyi69bqN71XHXsVzsqzjKgzW6mmZzKmBYGhdHdZrnrRwZW037INWhW
# 0+xIBJd4c9dyScjMyZBEEV2MZuFSv1cuYfeFfPElhlCpnCJfJNUOoZaZu9npapgy38XUPOlWUbBk5YW4OXLr
# sg9PJBHVFNYSKIoqzqtLueWwzi0qjCRoyTSDI6O5+z/C0U0YOGaFDLVSUXApSPQlSS010QcrJexdQ8+V0RfL
# B7xL6CQJODTSCMQNAg1TGNjeXB3almnt5edKq3yZK9XLKKC6Y6ptMPLJOoZw4dVKF0ViBKB6r6zsw9rv0PPh
# zZIp8WatOitW0WFLQvTUVbbRVdsI+hGK4y5QKC2SZLmJjUQ1nxctVSxaqE3nXCIwHXuB4MANBooBh1VuBZ3+
# bbeCPqBRLMlsGZdIjwuArCr9EB3iUq9Q/DSoCPUp85RYAn6jX7RAjkkZHqgBbgiD1CXXsgKZZJcEjkhbpXDQ
# a9l9NpXEQC+BfuCnQLlp8oC8DxhUctuRohNS2SPH86mYtEILh7mzQMXdtvbliRGDrMUCqoGrSrQLCD7pOfRH
# hIyO6+SVJlt+Nl/cRvi8yApKjlZZNVjmNZ2oRTVQRQtBu1DuYpFuYUXDhChpec0bpeUgPYWSWR0zDv27vvME
# vwD8dkNDS4tC36pECFIjJEMfvpIEsBjE2DaPUEy4I2SIBfDQe5w14nHIPPFHMZe41aIvMEvmHnBA0ZgsRFKl
# AMpz0i3F4iK83CsWLWUdNyq7G1hiunZsmu98cBHMCn6DRVefUCMroRmbUgOQEIpkg7xsGMYAk8FZBsn0U4nU
# KXlCiEqK9pSRs6AeiQHaSzuWnO5cVv9tFAXyRs0dkmjMqY5klLgj2EYEpNDPBg1MQoGFcxN1BRA78SEIvlrt
# MfxAoaG0gqIMARGoZglHNB+gjmL4mx0HcPuuyEDBUO0BRJWLJc8+nvr0DxDiRIJCUc0fFyGNjbGURuI12I7H
# A6El+z7uGNmIV1CwiRiE2ghQQ2gY0JsY2NAmD7jEjgWpIQG4WQgjmMxTGsn2AmoLQF+qA2SMAzSOwVCAQWX4
# Qw0nq1yIiIhElIY6Om3YzcOKFRlUyoQ6upMUA7CshkpKUy1USNjrCbgYdQwAgINkue8bzBuxzFChRSnYshxI
# lKqpaJqubV7hgKmN9rvLhjO1fOSSC4a7J8mktU92eITdZoUOLc+29OWQYXLgR6eeAQ5OW7pvq0i0jbUXVd0U
# q2itwaDiljw01JNWUpBLsliaQgxXZnq0wYyoIYVS4hvhgk5WOWbYQVMgySL84BfYLYFQ+aR1R0bBi/OYlmMC
# 2DEcRLoHTgHCvFI5gKuwiyMbl1EahObMDlBUhL+tENoMUjyi1rd8qShqhEQHVCOyRPD/4u5IpwoSAZ1RneA=
# end: 8d3a09d8f0594447f8e2de9ea8fc215305c277abc87f9e0c95929496c1fac6ff

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
# text: 2eb44e38abdb504395de84d7248504f07d15485938a56137356ee6cc186467be
# load: {"entry":"lstm_loss_value_and_grad","parameters":[],"modules":[["recurrent_tex
#   t","recurrent_text"]],"callees":["recurrent_text:cross_entropy","recurrent_text:lstm
#   _step","recurrent_text:sigmoid"],"assumptions":["parameters['v'].shape[0] == paramet
#   ers['u'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameter
#   s['c'].shape[0] == parameters['w'].shape[0]","parameters['w'].shape[1] == 4 * parame
#   ters['u'].shape[1]","parameters['u'].shape[0] == 4 * parameters['u'].shape[1]","para
#   meters['b'].shape[0] == 4 * parameters['u'].shape[1]"],"inactive":[],"written":[],"f
#   ormat":3,"made_by":["0.1.0","adbb0473842592be"],"asked":{"source":"recurrent_text.py
#   ","module":"recurrent_text","function":"lstm_loss","ordinal":1,"wrt":["parameters"],
#   "kinds":[["parameters","{'w': f8[a,4h], 'u': f8[4h,h], 'b': f8[4h], 'v': f8[h,a], 'c
#   ': f8[a]}"],["letters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,
#   "has_aux":false,"typed":true,"extra":null,"direction":null,"memory":null},"signature
#   ":[0,2,0,"parameters","letters"],"functions":[["70379e72d32f31a3","3e3db7ef08904963"
#   ],["322b7f6812e294e1","cfaf4864bfb1c869"],["b1f3a292e60b913c","aada0c7fda9930cd"],["
#   d6794fcb0cd8e660","1a5517376a72d01d"]],"marks":[[10,0,0],[11,0,1],[12,0,2],[13,0,3],
#   [15,0,4],[17,0,5],[18,0,6],[23,0,6],[33,0,5],[37,0,4],[49,1,0],[52,1,1],[55,1,2],[81
#   ,1,2],[90,1,1],[92,1,0],[100,3,0],[105,2,0],[106,2,1],[107,2,2],[108,2,2],[109,2,2],
#   [110,2,2],[114,2,3],[116,2,4],[152,2,4],[156,2,3],[164,2,2],[165,2,2],[166,2,2],[167
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
            parameters, saved2, h_bar, cell_bar
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


def lstm_step_reverse(parameters, saved, ans_0_bar, ans_1_bar):
    (
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
# QlpoOTFBWSZTWYo3p90AB2nfgERQWH/4EkABHQr/79/6YAenfddwveOHo7t1IhVKKgVIJU9E1TamU8jUHqB6
# QB6gGj0gA0CZBBTT1HqA2oGgDIAA00JE0AAaGhoNNAAACQiKZE2hDUzSTI00aNDINGgYAAaAAMmgAADQCJRD
# SnimnqeSTwQUDagBoD1FIkSlIP5tvuyFSUnwGcY1HSsvViOTzauMHJoqRK9eKLEUqo7oSs+E1yDS7FENfW+O
# bxXHai12NWl0oYEZQzzYxinS7LGxDkFGYdEK7rWeSoixFQpphR3hYMEIdPY9KeRGZzqWZthdxEDiBLJG0hhJ
# oUjD9B2JBLIX6CzQevt9N+51Thb9yHUm+xeV32xLze8uCXELr7qVL2B+mMTvFY5hXOkpuNCJoLNeijtPEv7O
# E2579LowtWvY7SYh/u6JU+2rqsnGIjRrfFt1h3v7YLR4w+FG5qmn46ehjxyBeYDH09kRWZxpseJK5utmtGUP
# GkOWIGGg4Hy+mqvkMmdA00wuuwXRkGFPZupesCm22zjFqUNeFabePQzu4NyrXoQadDySLkWTa1te5UnctVUz
# IO8yGM9319/kEO7qzNB2Yb/IJJQlPxAkY9VUokqqCs+uaekQODZAoBH8I61Qqmk4uVQYOayeVuaZXMVDJTBm
# oRwrGTiEHrsFGDiRQYMSZbqAdnbqL0M5bT8qURIeWW7Tfm7WnV0QOUMlxyqu50GTHbaedk3kR7XQL0rCknF8
# dpTybx6MtXc3a7ct1jzM1u8kkY4/EoAoyzd3nzPEoN5ZvIbxkOZDkWQs3a4N9k1Zkz+bt1Hn0oNNSMGtMwI+
# iZH3rV65fExtjBozPyyo6I2D1Y6ROaDy9hCdVfdEi1YX1zc7SuuhDhELyBUiZMBMgwPef66NbohxndZrClxX
# Bq45PUUigdORRHNB1yj4GzWvTBDBxYfs0BGgQ2RMbSb1SaaTS3clhEtC7vPwqq4yaGKw7IRnnw7tZfCs4Wdh
# ncuoUAuioIkDWkRJGlNulxkhRRGJijxaWd446UVpvNULvxDrqxRGWhYSKOpAwvipVSwxnGIdcA1MupJpJVGi
# p788uCVI+HtH30BsPZp4t4IojO31SSYp7gXLmVkCGXGlOrouA3/NA6UquOofVpWCPMv3UjIBX4lxjPfKdMQ0
# HRIyOYIO4JQ5hWX8kC7PNdBPFHdbJwI+bD31pqiD8L+ANe8LGFeqBahO6jdKwqREWrhbZY7/7Y4C4iEbke05
# NAxdht8umpJo7qWGFYbNKklhhkQfRJ16keiRvXZfaldFD9OS+Jt7VVBUJ3xWaIvXQNXdMcRRCsM4t1x0MhMN
# gudM6NIvbNN17KB5rkuRxzDpyOZOhOqTrySJB1iO/kpRBqJklIE9e+qFYBCASBInNSFgTwEoD8RD1dOHga5B
# 21TYhaxHCWIVmwdsRImamqBXgtt7p14Q3vEHFgm9lsqiK0pVeiRhY6de9B6W7sUHYC70Il725oUysiZnhdQP
# ECIveg9jE2mmmxsFks5j2F2JTBnKheQKk+ZWgcQPkoHIqWljCudiy4fSJcD7D4ROSxMy87sypdYE80HEqsSH
# XGBWRQYY4CbwCkHu5kQjdv25VP6ijBtDZIgXoBiCU4BmC02E9EHYfiuBxJZP6eQiRS45UC4AwMF2z4+vDiHW
# kKVQSoVTZPixSEhJCFybicPApyNDiVLcp0KUJDUMbIyhUMAIoRtAwaExtiSYPsQU0MLqhQNwwESmxO5jHKcg
# K3qd4PvQHJI0RwSPJGAiQGV9UMONdWukkJGxUXGO3fLyODupVEMGChpt4CMeBygjGMaXklhDLErTM4RQ2PEQ
# 3Bh1RoBAhyXg2/CTwqHgx1G7VlqUrdjRAcolUcBE6oxhvLKTvJiqoqiqKoXrVym7PWfrcJFz7uKXegO4W/Xc
# 3N9oZH0Snz2SljmFiwFPl20ClTx3ld+EUwqwKWb90uvkS+wNBzS17uOxRsO7lDylqcYg1PJrzGNMZgEjeuob
# 44rKsyymYULzJMhMNqA/eFcYWpT7FN/IYEH/s1cyAYYwTUXiHHQNL9VO9JGOQjKMZ1jkewTgzQ6QwRL3WhsR
# qC9Ys5z6byItWSQOqEeSRXd/4u5IpwoSEUb0+6A=
# end: f8a68ff58b672e185be5278160e01147b93e0ec32c2b262012a9abbc26865559

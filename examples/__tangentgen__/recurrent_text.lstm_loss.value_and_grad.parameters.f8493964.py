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
# text: 09d2abeaf55e977772e28246451203e3df6c00b4a766edf3e94cb057b4582731
# load: {"entry":"lstm_loss_value_and_grad","parameters":[],"modules":[["recurrent_tex
#   t","recurrent_text"]],"callees":["recurrent_text:cross_entropy","recurrent_text:lstm
#   _step","recurrent_text:sigmoid"],"assumptions":["parameters['v'].shape[0] == paramet
#   ers['u'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameter
#   s['c'].shape[0] == parameters['w'].shape[0]","parameters['w'].shape[1] == 4 * parame
#   ters['u'].shape[1]","parameters['u'].shape[0] == 4 * parameters['u'].shape[1]","para
#   meters['b'].shape[0] == 4 * parameters['u'].shape[1]"],"inactive":[],"written":[],"f
#   ormat":4,"made_by":["0.1.0","1b3eb7ad02af8651"],"asked":{"source":"recurrent_text.py
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
    b_bar2 = np.zeros_like(parameters["b"])
    u_bar2 = np.zeros_like(parameters["u"])
    w_bar2 = np.zeros_like(parameters["w"])
    for t in reversed(range(steps)):
        h_bar += unbroadcast(states_bar[t], h)  # states[t] = h
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
# QlpoOTFBWSZTWTFJGakABuPfgERQWH/wEkABHQr/79/6YAdu7717zXjzuodzbm1lVbBotgBpPSap5IMgaNBo
# AAaAANTaJkmgKZGgPUBpoaPUAASJpElNqNPUPTSeiaeoNpANMRpoJNREmJMU9GlHiTahppoaAGgMaGhoAMho
# AAAAAJEQQJonkk/U00moA0PUaGh6miwAQAfjV1Lg6KIs4KmYZlPNxw8TI06h8DvciXE/DjQptrtdouv71Oab
# a1rp13wfxnO+PemLo1ZNk1yoinZz02itl2WNp1QUzDg560o9oCQJgICNNIuzZmAXEM9ezPSOpfxeGYTrbskE
# dxO85woaIWRKP0pWRDahdn7ZG9wvVPVSWUhrfT5kHmPfYsb3wKG9yidBlK0iSqYe5aMK9bV4iCwxKWcHuAsT
# PisWyC3pvCrvdjK08qSUCgliPsCS3y2bvQ5VCkl8hKwm9+SXDwo++zRkvtw8jPbQDGlAj1+qoXpXdajmqvo3
# 3pqljlOm1ZCrQZn7/TFU5jIsYhhhVeOoUksJhOsOYptRaryqbFxnhevPt1NOHFjV8tTJtm4sN7rurZ3vS/RV
# cukOIdZxKO7v/n98cGJd1JMXIfXwG202vJh5o+2kG5kr4To4fQw9uTIZ8jPCUnxqjTTXIMG9UxOTK5ItGoOV
# qJeDMO35nus00MqmMmy3WAde3KW90f0SjbwYeeuemepXa2lSjo5QXJOq6VI1tQ26JsY5EvbdAvNSkXpehSYs
# CQjSZi9L8YoO0Wm/CDVoVuXyJAJLvDbXcknIzMmQRBWehtdcEyZ+LhunzoOOxSG9TXjULesZh8Qy5Zu9XytU
# wZb2uoedKso2DJywto1DrzQfDuQV4wxzqQxDEzfOcuDfXoJ7GTIhYw3jIG52eB8H/Jyl4QaTkYN6LnOdzHFV
# 9BcsLWdoHXSHwOjNu/I0fLSc0P0QUJTCAtRFgovcRjIya+yZhWITl5eNl3zqtTN5cFFM36ecnLrvMWfSSyy6
# pp2qjDKL1VzvZ2WdOOvbAzSTP2KsRuKxR6Kd2IdcsCWWyTYII7SGF8VlU2jGkYh1wDWOikmhKqKSVKvjbKSg
# adYToUAYDnQOcTK0Tjw96rrD4gYk4lqCb9qr0ncTQWOKA31EscweLSsEe0v5RGQCdg111Qj1JGR5IAW4Ig8g
# l14QFMsktEjwQt0rhyGvRM/LnHQQC9xfoCnkFy090BeB4wqOW3YwqMtSx2/7mcScoQOAep0YCTzVenXYqtTx
# KsMKw5WliwyIPBJzcjoSOQ3rglctX06T5I86PUVsLe/BrC+GzDbFo3C6RlmbSpQ7GKRbYKLTSFDS75o3S7pA
# egsksjrmHbjs+0wS/MH58IaGl0aFv4pECFIjJFI+vKwLQESKCw8gicAh0kKCf6oPU016HTIO/RGwy9xq0ReY
# Jewd8EDRmC2IYyYV1rx40buaGjNbphw4wVLkq79JDS528+QjtfHARsBT4jRVd/ICMroRmc6QHgBUMbwPcyLG
# MVQmhgXkTzK6vRKzVpQwjnEuDZtA3JAc8MvQzNehoLPc0WC4I5tHCTRmVMcySlwR6CMCUmhnmYNTEKBhXMTd
# QUQO/QhCL5a85j2gUNDaQVEGAIjUMwSjZB8RGwvebHUdw+i4QgYKhxAUSViyW2fX116h5w4kSCQlGyPe5DGx
# tjKI3Ea8yODQ6kl+H2cMbMQrqFkKRCCwKlFLARkFEUSSIPmJIaFqSEBuFkII2GYpjWT4AmoLkC/BAc0jAM0j
# gKhAILL/kMOU+LXgRERCJKQx0dOfBm4cUKjKplQh1dSYoBwKyGSkriaZhYo5qLQh4hqBQUdJO/wrwujwRlWW
# Wqit2NUDqEkNYicyMYbyyJpdKrFW7x3PaIiIZ005C2QGgssbtxlRDIfglHz1FFBu1y4EfDvoEOTw3dN9WkWk
# bai6ruilW0VuDQdEsdOWpJqylIJdksTlCDFcM8mmDGVBDCqXQN8MEnKxyzbCCpkGSRfaAXyCcGXiPvSPFHVs
# GL/8xLMYFsGI6CXUOugaV6JGwCrzEWRW2MOIeoRmzA8IKkJfdRDaDFI7ota3bKkoaoREB4oRwkTp9RdyRThQ
# kDFJGak=
# end: 3582cee64ed76cdb23c3cae1110edc6c1390e21d49e37d641dc7222e4aaf7081

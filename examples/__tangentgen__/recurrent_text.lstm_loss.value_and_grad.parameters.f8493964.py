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
# text: 9d81bc5c7e0f152a8d3c283b40f963b03bf58781e3b46e88e259bac125e504fe
# load: {"entry":"lstm_loss_value_and_grad","parameters":[],"modules":[["recurrent_tex
#   t","recurrent_text"]],"callees":["recurrent_text:cross_entropy","recurrent_text:lstm
#   _step","recurrent_text:sigmoid"],"assumptions":["parameters['v'].shape[0] == paramet
#   ers['u'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameter
#   s['c'].shape[0] == parameters['w'].shape[0]","parameters['w'].shape[1] == 4 * parame
#   ters['u'].shape[1]","parameters['u'].shape[0] == 4 * parameters['u'].shape[1]","para
#   meters['b'].shape[0] == 4 * parameters['u'].shape[1]"],"inactive":[],"written":[],"f
#   ormat":4,"made_by":["0.1.0","86a2538e4019adfe"],"asked":{"source":"recurrent_text.py
#   ","module":"recurrent_text","function":"lstm_loss","ordinal":1,"wrt":["parameters"],
#   "kinds":[["parameters","{'w': f8[a,4h], 'u': f8[4h,h], 'b': f8[4h], 'v': f8[h,a], 'c
#   ': f8[a]}"],["letters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,
#   "has_aux":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory":nul
#   l},"signature":[0,2,0,"parameters","letters"],"functions":[["70379e72d32f31a3","3e3d
#   b7ef08904963"],["322b7f6812e294e1","cfaf4864bfb1c869"],["b1f3a292e60b913c","aada0c7f
#   da9930cd"],["d6794fcb0cd8e660","1a5517376a72d01d"]],"marks":[[10,0,0],[11,0,1],[12,0
#   ,2],[13,0,3],[15,0,4],[17,0,5],[18,0,6],[23,0,6],[33,0,5],[37,0,4],[49,1,0],[52,1,1]
#   ,[55,1,2],[81,1,2],[89,1,1],[91,1,0],[99,3,0],[104,2,0],[105,2,1],[106,2,2],[107,2,2
#   ],[108,2,2],[112,2,3],[114,2,4],[132,2,4],[136,2,3],[144,2,2],[145,2,2],[146,2,2],[1
#   47,2,1]]}

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
# QlpoOTFBWSZTWZDtKx4ABu3fgERQWH/wEkABHQr/79/6YAdufddHevLpFmfJUnVAoSDDRqFH6poNA9R6g0AA
# NAAGgTJGU01HqAxlND1PUNAAA1U3tRTTRkGmIYBNMhoaNMIGaSICaTQaJ6mmjQGgaAGgikIofqag09TT09RA
# GgAAASIggmIyKekxNQHqaA0NG0NBAEAH409SoVkR0QXGcZtp5rCXEzQwOD2LKiXBeGsQLPLOqEGX3vS3jzyi
# w59KX4ltLewWlRZDfCkNQpC7AGpwtZWQMkSgrlIrobo6mhIE0CAjlneVuzALiGeHoecdS/Z4Zrs6bV5iBxAl
# cmMKGiFJEN8joSBsBqxvOspm2XthYV5DW+nyIPEfG5Y4vgUOLlE6DKVpElUw9i0YV52mYRZ7B7jBQ9QK89Rn
# F+QW9N4U97rWoRspWkJEwI+3gUvwxczY0hEMWNNG3NWUnwZKOsHrJZpT1v4FetgKWgGPp5wibRylsdYidnO7
# MGSOuEG1YCrQZn8/PFU2GRYwDDCq7ahSSwMJerKls46ANo81TH01lv6udYY6jJW1ZK6zwpg1pKNptuYZU4ia
# 2SKgOgqCD5dfhisLKlISVqJHb6GAGD8hLOj7Rpdgqnf7e3v8Fc4+7FZpY+Sx9dRmkQTiqqDI5rJqOVFKDJTB
# mqTCtIOo9cxiwcSKDBiTLWwDs7uIuAl5nOfAJDywl6Zcau1J2o6B4VBUw0rxwi6bGvides4SYa7sVtNMak2N
# iF1mjEs7WlsNNr0HaLTfukivL9SQCSzvvpwSZFMiDJkEil96zqYiur+BYqHKJa5qCWkeWsao4Mdji9DbUxub
# XushYfXFw1sqBIU0yvuHC/M0uv0KCOoU1gFQKBWdVrdz02Gc2lUYSNGSaQZBY9X9FyU0YOGcqGMErRZtOkR2
# JUhLa4Qc7I9TVrHpUgqtGH9MGwUNJA3CY2kCDVMY2N48zu1LNPd19NVW0mSvVyyigueKBa0Z1J7grBgyIZGx
# IQcgs05T16MOmWecDaZM+9ViNEWJvNUGlwdb7kRlsJrjEb0DDVFpWpQa8L7Fp1KY2cxEYREyYKXlbbNKUevo
# PykDUerTrQHUaM7/e23gj1AolmS2DMusR4rklYVdiBaU1u0B+QtATSU6ZpeAT2EPXKQmdSppEBxBJGkJxdkg
# UrVcFM6OK7QbpD5pnrtHNIBeyXxBToFy0+SAvA8YVHLbkaITUtkjx+upmLQBF0ehs0DF7xt7dMSI24pOVAua
# BvQt1AvEPlYnxpqUq2edaTnEPx2X7MeseichMEb0METjgGLpLHCJhjlmcLShYqpfwhRwwkyhdeZMV1qByLVa
# nFmC2VotORONSRqySEheCEcdCkkGYlUlAP00kCWAxpNg2jwBMuCNhEAvZoPQ5a8znkHlzRuMvcatEXmCXuHl
# ggaMwWIla6sBlOOsWheIivNBWLFrKOm5VedtYYrl46CPffHARuBT4DRVeXgBGV0IzNqQHQCEW0aXcNgxjAEn
# grLgjenyUo5hS8oUQEufUpIdQPckB3ks7lpzuXSt/bRQF9yNmjuk0ZlTHMkpcEeYjAlJoZ44MJiFAwrmJuoK
# IHfmQhF8tdpj/YFDQ2kFRBghEahmCUboPgI3F7TY6juj5ruAhgqHeAoAWLJb59fTXqHjDiRIJCUbo9rkMbG2
# MojgRrsR3OR1JL9373DGzEK6oshSMGgTUcUBpCG0CECE2xI5ITa3LCkhAcBYBEbjxTTWT7gTUFoC/JAbJGCM
# 0juioQkBZfRDDSezXQiIiEpKQx0dNu5m4cUIKkFUyoQypESB3FVDJEpTLVRI2OsA3Aw7IwAgINlw2+IjiYOG
# FQLKys5TsWQ4DJSlUtU1OLV7hgKmN9rvLhjO1fSSSC4btm+hpLcnpniE0s0KHO1Hy1FFBu1y4Ee7y5BDk6cO
# nGrSLSNtRdV4RSraK3BoOaWPLTUk1ZSkEuyWJpCDFd2eDTBjKghqqXMOMMEnKeWTzCCpkjIRbeAXxCcGXiPx
# SOOwmDF9cxLMYFsGI5iXUOvIOVeaRuAq7CLIrbGHEPUIzZgdIKkJ6aJEIbimsb777VpNIaEpSDQiZKTw/xdy
# RThQkJDtKx4=
# end: bd86bae662f514f4e16859c9bc5311f020cf999c33dd0ee5eb5a3ba823bba38d

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
# text: 9c5fea1b78fe5b8929b63606bba3ceecdbb48f5eefd802d0283e9d23813507ad
# load: {"entry":"plain_loss_value_and_grad","parameters":[],"modules":[],"callees":["
#   recurrent_text:cross_entropy"],"assumptions":["parameters['u'].shape[0] == parameter
#   s['w'].shape[1]","parameters['u'].shape[1] == parameters['w'].shape[1]","parameters[
#   'b'].shape[0] == parameters['w'].shape[1]","parameters['v'].shape[0] == parameters['
#   w'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameters['c'
#   ].shape[0] == parameters['w'].shape[0]"],"inactive":[],"written":[],"format":4,"made
#   _by":["0.1.0","1b3eb7ad02af8651"],"asked":{"source":"recurrent_text.py","module":"re
#   current_text","function":"plain_loss","ordinal":1,"wrt":["parameters"],"kinds":[["pa
#   rameters","{'w': f8[a,h], 'u': f8[h,h], 'b': f8[h], 'v': f8[h,a], 'c': f8[a]}"],["le
#   tters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false,
#   "typed":true,"seen":false,"extra":null,"direction":null,"memory":null},"signature":[
#   0,2,0,"parameters","letters"],"functions":[["ce8e268772294bc3","04db4459b5d6a285"],[
#   "322b7f6812e294e1","cfaf4864bfb1c869"]],"marks":[[7,0,0],[8,0,1],[9,0,2],[10,0,3],[1
#   2,0,4],[13,0,5],[14,0,6],[19,0,6],[28,0,5],[29,0,4],[41,1,0],[44,1,1],[47,1,2],[71,1
#   ,2],[79,1,1],[80,1,0]]}

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
    scores_bar = cross_entropy_reverse(letters[1:], saved, 1.0)  # return ...
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
# QlpoOTFBWSZTWbZu0aYAA+zfgEQQWH/wEkABHQr/79/6UASt7u6m7TWg1kqqA1PSE01MCMQAGQAxAA00mJGl
# NPUyaHtRNMR6gHqAyMJEIk9TKPUm1P1Iaek0aeiGmhoAYDQGgAA00GgGgDQJEghoExJ6VPyT1Qek0NABtI5i
# lAKH5O9qOApBMupiCrkt3BAJSqEhhFxVEQ3L1adHheqjte9674IGaU5B7EDY61kllnXoB8ECSUJAidpm0VCo
# n6nbi7G4wBy3dFP+L4PC0k/uuk0Fz5MqXhQwkVCc02D4PpLnnWdLH6hm13+1s0M0ggh+MQKzQFrwXGidBXI+
# rI2h/gUOADS6tAt6VPNOrlYZA6ZnutIjeePnyVamMtuci2iannhzDHIFkNKyI6Z1SspMaCa8xRmwCsWBBdf5
# 9e2hFrajVqmvDzBttNn+ZiUn09s+7vro42/py68O41iIv9sTa8XGYcvfGCbM8uPcdd7l1DGVny6C2k/N/fp8
# uOjKVKEsTaLZUsLZ2uplbouMXWlSquJgzLgRmkpk68nOfzkBa538l5gDGYlaBKns5S+yA4CdaNmseN1VOiY0
# S4eknaBUUb913nvZmxUMJYIu3fytFpQwfqXnDWot/ZFNT53mDD9WiGEMSIcJmAmmk0rslRETErU24m2HXKM+
# uFxAoAgooZx21IrLeuMkYF8S7x4QxxIhCHk8MHL2xzlF8B+x5hHxGEjyjTNfiBCwMWwZd1iNl8BXVuQHXFFJ
# W6Q/TSsJbFfuUXO+m1qkW5SBbCUHJJ05Anhgl0DdKoew13R8dJaghfQXdSyC4rLwB75l6zQgoHVdm8ejrOUy
# FhSiD/AceiPI2u2P52jyNyUnpIuRcJpod8ckvBa0Ed7I0DwLNK/jsHXgWwZPT6pQCJB6Ihj+20gJMBjE2DaV
# RLEUJe7XjHv6nw+7U2BEQM4rCAFArAWEv3XwKQSIgkrVEETGFcIv3RLy0TXk7AX4Z0g3RCKpTIG+xuDJEm02
# P4nBG1Gr4F5xc2FALsRo0lgwZYJKuJXhJoZ6smTEEDK3Cbkspl35iEssZ6THyhENDaSoK8UchkBHog1D3ihs
# 6h/a4QgnBJIoUS6YeMdly5IAhGtG2MbTKI1EeM4t57GfZbcEaBIkmpIQjuGAZmKkshBPOPsNnfklkl+AFQwS
# 5BgLD6IZjINDaI6wiixBT6uoycOJKGZMm02cUB7RXQyRKUykBSkJuGHIXogINUdGPeODgmokpuY1AOJJmTMJ
# 2Razd92BagSssXbhvJPxwKlSdE3KRUCFbLe2YfBDSzSyIS0KQHPoTEmE0uMjNadOjYQWNQsK7aEvkFb6dUcN
# gxfWyQWGBdU1Qb2Vp6JHQKZhVVrfmRZl5rBUhLxNDaDAXZHVK7D/xdyRThQkLZu0aYA=
# end: b50e8186dc6848b4537ab8b79c64e72ffe137e151294699ef3ac9319fe6dd1a0

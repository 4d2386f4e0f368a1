# Made by tangentgen. Edit it as you like: edits are kept.
# of: hyperparameters:validation_error
# request: value_and_grad wrt log_rate, log_decay of (log_rate=float,
#     log_decay=float, x=f8[n,d], y=f8[n], steps=int, x_val=f8[m,d], y_val=f8[m]) typed
# assumes: y.shape[0] == x.shape[0]
# assumes: x_val.shape[1] == x.shape[1]
# assumes: y_val.shape[0] == x_val.shape[0]
# meaning: a0cff2f4994144a7ee76ac1e2efb7850d85ecaf09e5e180c04cdc9192051e336
# text: ffe7473cc6831f6cbf69e75486a983aa5a9e55d9a4eb3864e3a1625ab0304b3f
# load: {"entry":"validation_error_value_and_grad","parameters":[],"modules":[],"calle
#   es":["hyperparameters:trained"],"assumptions":["y.shape[0] == x.shape[0]","x_val.sha
#   pe[1] == x.shape[1]","y_val.shape[0] == x_val.shape[0]"],"inactive":[],"written":[],
#   "format":3,"made_by":["0.1.0","adbb0473842592be"],"asked":{"source":"hyperparameters
#   .py","module":"hyperparameters","function":"validation_error","ordinal":1,"wrt":["lo
#   g_rate","log_decay"],"kinds":[["log_rate","float"],["log_decay","float"],["x","f8[n,
#   d]"],["y","f8[n]"],["steps","int"],["x_val","f8[m,d]"],["y_val","f8[m]"]],"sizes":[]
#   ,"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":null,"
#   direction":null,"memory":null},"signature":[0,7,0,"log_rate","log_decay","x","y","st
#   eps","x_val","y_val"],"functions":[["8efd3f009be66090","4f76f0eff034f16a"],["4ebd44d
#   eed95f8ab","e2817a6326056f61"]],"marks":[[8,0,0],[10,0,1],[13,0,1],[15,0,0],[24,1,0]
#   ,[25,1,1],[26,1,2],[27,1,3],[28,1,4],[30,1,5],[32,1,6],[38,1,6],[45,1,5],[46,1,4],[5
#   0,1,3],[52,1,0]]}

import numpy as np


def validation_error_value_and_grad(log_rate, log_decay, x, y, steps, x_val, y_val):
    """Value and gradient of `validation_error` with respect to log_rate and
    log_decay.
    """
    w, saved = trained_forward(log_rate, log_decay, x, y, steps)
    total = x_val @ w - y_val
    ans = np.mean(total**2)

    # Reverse sweep
    w_bar = x_val.T @ (2 * total / len(y_val))  # return np.mean(...)
    # w = trained(log_rate, log_decay, x, y, steps)
    log_rate_bar, log_decay_bar = trained_reverse(
        log_rate, log_decay, x, y, steps, saved, w_bar
    )
    return ans, (float(log_rate_bar), float(log_decay_bar))


def trained_forward(log_rate, log_decay, x, y, steps):
    w_stack = []
    slope_stack = []
    rate, decay = np.exp(log_rate), np.exp(log_decay)
    w, velocity = np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for _ in range(steps):
        slope = x.T @ (x @ w - y) / len(y) + decay * w
        velocity = 0.9 * velocity - rate * slope
        w_stack.append(w)
        w = w + velocity
        slope_stack.append(slope)
    ans = w
    return ans, (w_stack, slope_stack, rate, decay, velocity)


def trained_reverse(log_rate, log_decay, x, y, steps, saved, ans_bar):
    w_stack, slope_stack, rate, decay, velocity = saved
    w_bar = ans_bar  # return w
    decay_bar = 0.0
    rate_bar = 0.0
    velocity_bar = np.zeros_like(velocity)
    for _ in reversed(range(steps)):
        slope = slope_stack.pop()
        w = w_stack.pop()
        velocity_bar += w_bar  # w = w + velocity
        rate_bar -= slope @ velocity_bar  # velocity = 0.9 * velocity - rate * slope
        slope_bar = -rate * velocity_bar
        velocity_bar = 0.9 * velocity_bar
        # slope = x.T @ (x @ w - y) / len(y) + decay * w
        w_bar = w_bar + (x.T @ (x @ (slope_bar / len(y))) + decay * slope_bar)
        decay_bar += w @ slope_bar
    log_rate_bar = np.exp(log_rate) * rate_bar  # rate, decay = np.exp(...), np.exp(...)
    log_decay_bar = np.exp(log_decay) * decay_bar
    return log_rate_bar, log_decay_bar


# base:
# QlpoOTFBWSZTWaArkpkAApvfgEQQWH/wMkAAFQr/79/wQAMRRJytAwSSGiNRoNT1D0hoND0gyaZAkQlMTU1P
# aT1TyjynpqeoxqaeoeoeoMAA0aaAMmgNBkBoBUiUBoTCZJppkA00A0NJSEXHV2WrOJ/HtH8Z5uny2xaqmvdG
# jHSXVl3o9YxtoZFalWtAAQkIizUo47m2t1i4w4fJTJhZYkEkKONEe+UQrD6jhj7OHffnVpIdF88+7TvEfwzF
# D5mfhLquvUA8m05G4Igcrb41ZlFoMfpPoZWMe0lrrKxU8JoliywqjY2ZEl9ygvwukZKsRZrrAoTfgQJv6HqM
# fJdHD1+ZqZIzJm5WcsqSzmUZlBy+PPpf0qbvBzx9eb01hEBb5zN1WzrR3pC4FLZACJpsCbCoQW4umQM4osUY
# UvQWaqUrhaFkh5qpgAxAgrAoMj6LNUloQ6A3tLkNAUG/MkwPYgnN7AfjEjJTbhwyCIcs7IW82qpQoK0MY2PR
# 4sZuMOAiEv9apVH5rSzvLQ72Dxdb9g3M3k0yRvcTzkjYDbJGgPNF86VWpi8KKp/GUaVGk36ZQuyv5m1MH31r
# efW1gTLOBjG00dzOSL7XHXazpnmA+ZocuvIek4tJ0T0qdydtixyxLRxC1kHz3mo1ti5iiZh3CFhJA4MV5OAc
# GdOFVV1SeysVi94anJl6+ZaszI5rWrNFNZKTF8OSF0iZ3asN7Wxa5onTVk9yYkXJsVDq1up3Z2oXaJoUlO9l
# HLhPHpL50tK6Ywa2bEphXSOTdDbOLVbhGFSl6TQcFtim6qu9tLrLai2eqo06+za5I2y5IsdltLbruNkZw7GX
# KNyaP1eRiN7WlqDHEJSJHVEJy1MTrNUUmJsY1oFpL0wYzYyCxYbFAiRttttkS9i/4u5IpwoSFAVyUyA=
# end: 41880a569d51009e123b5b516bf96de603604a0c82602e50f937be3054281bcb

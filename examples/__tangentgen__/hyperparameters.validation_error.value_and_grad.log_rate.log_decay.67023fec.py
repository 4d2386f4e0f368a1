# Made by tangentgen. Edit it as you like: edits are kept.
# of: hyperparameters:validation_error
# request: value_and_grad wrt log_rate, log_decay of (log_rate=float,
#     log_decay=float, x=f8[n,d], y=f8[n], steps=int, x_val=f8[m,d], y_val=f8[m]) typed
# assumes: y.shape[0] == x.shape[0]
# assumes: x_val.shape[1] == x.shape[1]
# assumes: y_val.shape[0] == x_val.shape[0]
# meaning: a0cff2f4994144a7ee76ac1e2efb7850d85ecaf09e5e180c04cdc9192051e336
# text: 9c5190b8afca83428ae31cdd285f3e30790876bc950fbddefc73be5c9ffe3750
# load: {"entry":"validation_error_value_and_grad","parameters":[],"modules":[],"calle
#   es":["hyperparameters:trained"],"assumptions":["y.shape[0] == x.shape[0]","x_val.sha
#   pe[1] == x.shape[1]","y_val.shape[0] == x_val.shape[0]"],"inactive":[],"written":[],
#   "format":3,"made_by":["0.1.0","afcca9cb4afab046"],"asked":{"source":"hyperparameters
#   .py","module":"hyperparameters","function":"validation_error","ordinal":1,"wrt":["lo
#   g_rate","log_decay"],"kinds":[["log_rate","float"],["log_decay","float"],["x","f8[n,
#   d]"],["y","f8[n]"],["steps","int"],["x_val","f8[m,d]"],["y_val","f8[m]"]],"sizes":[]
#   ,"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":null,"
#   direction":null,"memory":null},"signature":[0,7,0,"log_rate","log_decay","x","y","st
#   eps","x_val","y_val"],"functions":[["8efd3f009be66090","4f76f0eff034f16a"],["4ebd44d
#   eed95f8ab","e2817a6326056f61"]],"marks":[[8,0,0],[10,0,1],[13,0,1],[14,0,0],[21,1,0]
#   ,[22,1,1],[23,1,2],[24,1,3],[25,1,4],[27,1,5],[29,1,6],[57,1,6],[64,1,5],[65,1,4],[6
#   9,1,3],[71,1,0]]}

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
    log_rate_bar, log_decay_bar = trained_reverse(saved, w_bar)  # w = trained(...)
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
    return ans, (
        log_rate,
        log_decay,
        x,
        y,
        steps,
        w_stack,
        slope_stack,
        rate,
        decay,
        velocity,
    )


def trained_reverse(saved, ans_bar):
    (
        log_rate,
        log_decay,
        x,
        y,
        steps,
        w_stack,
        slope_stack,
        rate,
        decay,
        velocity,
    ) = saved
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
# QlpoOTFBWSZTWeLxXTIAAsbfgEQQWH/wMkAAFQr/79/wUAM+NKAAOsYABo00AZNAaDIDQGp6ETUAaeoA0PUG
# QAANCIRiYTCNMBGTTINMDAANGmgDJoDQZAaAkRE0Kek2I0qfimp6TanhR6mn6KekkSSse7qt3CHuPavyzyf5
# fjtWaUim+LssbYlWaDPqp6SSzJl1mTJVh3quYhJECSUXMbkVPBsOVSxh1+ymTCq7iCSFHhQjjKIVR+44Y+xS
# EYyaChCwtLP6XPeofVdFA6QHkNK/icg2nBYN4Eo+MNZxbUuGfJPmZ93aCl1qlJ6zFFnhShoN5kl9oL8LSMlV
# IVX7woTeRCb/B6DH4r1YR/KyyowIwkK5DSCyB5VQJBgNcZ0V6bHRSquZtq0VQMafelL6YWxtStnuBU6QBgXh
# 5BAXDPwQaVMGsSFvsnWFdZd2KVNwG8PVFbluOIDIIV4WGj3L86LvRVAdGl4jQFA6cCTA/ogkzB6RwGSm3Dhk
# EOIlnYF0NlSQUFLmMbHdqxnIw6iIS+oGmw/LsVPa48CQ9DgdgA3FPYsJG80D4EjuADISLgD4ERxY3eTEjBs+
# TFFjzGKHGcLsr/4Nkwf1vXQ8q1SGVcDGNpo+jgJEczTCCA2qpAPMLjXhil+loWDYX6a6i53rn68zAqAtCK5a
# mZo+dTmi449RC40QVBmPwZgGZ9i5aNuWyRqXMbwC81MenEIHQxDiQQOiGYAmKYz1EEMBVOZABvMCYIVy2vxP
# uKUiEu4aDvwO861L0ohArhpM8DFGua9NlsMnaFEzIYFJTJHsjU3IMloXwZikbIsZFgzJMhlG4jKFGOQiKt0I
# LYcsjURkoEiEuUFjLGEZIqAcjHVB4Ez9RsBRB820CEYccAURBQNawgNRoaEj45JVUIUMY1cLEvTBj0cFSo5L
# igUTRIySSSQjGl38XckU4UJDi8V0yA==
# end: 3e1cc4c77183368107a6e839b6abb33f6b8069883645cb38063b1c2003198bdc

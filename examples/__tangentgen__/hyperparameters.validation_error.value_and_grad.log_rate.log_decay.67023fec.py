# Made by tangentgen. Edit it as you like: edits are kept.
# of: hyperparameters:validation_error
# request: value_and_grad wrt log_rate, log_decay of (log_rate=float,
#     log_decay=float, x=f8[n,d], y=f8[n], steps=int, x_val=f8[m,d], y_val=f8[m]) typed
# assumes: y.shape[0] == x.shape[0]
# assumes: x_val.shape[1] == x.shape[1]
# assumes: y_val.shape[0] == x_val.shape[0]
# meaning: a0cff2f4994144a7ee76ac1e2efb7850d85ecaf09e5e180c04cdc9192051e336
# text: b136a32df182989e380997983c2f8023d1db87a3bedf41056be15e94e24c54b9
# load: {"entry":"validation_error_value_and_grad","parameters":[],"modules":[],"calle
#   es":["hyperparameters:trained"],"assumptions":["y.shape[0] == x.shape[0]","x_val.sha
#   pe[1] == x.shape[1]","y_val.shape[0] == x_val.shape[0]"],"inactive":[],"written":[],
#   "format":4,"made_by":["0.1.0","fdf6225a59f700d4"],"asked":{"source":"hyperparameters
#   .py","module":"hyperparameters","function":"validation_error","ordinal":1,"wrt":["lo
#   g_rate","log_decay"],"kinds":[["log_rate","float"],["log_decay","float"],["x","f8[n,
#   d]"],["y","f8[n]"],["steps","int"],["x_val","f8[m,d]"],["y_val","f8[m]"]],"sizes":[]
#   ,"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"
#   extra":null,"direction":null,"memory":null},"signature":[0,7,0,"log_rate","log_decay
#   ","x","y","steps","x_val","y_val"],"functions":[["8efd3f009be66090","4f76f0eff034f16
#   a"],["4ebd44deed95f8ab","e2817a6326056f61"]],"marks":[[8,0,0],[10,0,1],[13,0,1],[15,
#   0,0],[23,1,0],[24,1,1],[25,1,2],[26,1,3],[28,1,4],[29,1,5],[35,1,6],[41,1,5],[42,1,4
#   ],[45,1,3],[47,1,0]]}

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
    saved_stack = []
    rate, decay = np.exp(log_rate), np.exp(log_decay)
    w, velocity = np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for _ in range(steps):
        slope = x.T @ (x @ w - y) / len(y) + decay * w
        saved_stack.append((w, slope))
        velocity = 0.9 * velocity - rate * slope
        w = w + velocity
    return w, (saved_stack, rate, decay, velocity)


def trained_reverse(log_rate, log_decay, x, y, steps, saved, ans_bar):
    saved_stack, rate, decay, velocity = saved
    w_bar = ans_bar.copy()  # return w
    decay_bar = 0.0
    rate_bar = 0.0
    velocity_bar = np.zeros_like(velocity)
    for _ in reversed(range(steps)):
        w, slope = saved_stack.pop()
        velocity_bar += w_bar  # w = w + velocity
        rate_bar -= slope @ velocity_bar  # velocity = 0.9 * velocity - rate * slope
        slope_bar = -rate * velocity_bar
        velocity_bar = 0.9 * velocity_bar
        w_bar += x.T @ (x @ (slope_bar / len(y))) + decay * slope_bar  # slope = ...
        decay_bar += w @ slope_bar
    log_rate_bar = np.exp(log_rate) * rate_bar  # rate, decay = np.exp(...), np.exp(...)
    log_decay_bar = np.exp(log_decay) * decay_bar
    return log_rate_bar, log_decay_bar


# base:
# QlpoOTFBWSZTWcoVaooAAnLfgEQQWH/wMkAAFQr/79/wQALu2lm21ttsgkk0I1Mo9NBNqaabUMagGmmgSaim
# o0Im9E01Gmg09RoNDI0GAAaNNAGTQGgyA0BFEQp+hJhPVPTQJhGIwAOJBUfDSXZpg/z7dHODRbfrg/Wg8boV
# W2312U5VlkHhxsaxBZFCbiGg9O8hqYFufoKRSpkWaEle4yrjcK1pqHxaR8mnLPryovO+/0TGLx3btZ+NRz0S
# txHDFu3I9E4H5TQ+ZmTtBjoPxM8izm5KqSbBldvtyommy8G9TQsz1yjPZWsswVlivGiVF6KIvM8BH4QX1cfn
# y3UYE3piam3Isw87OJkt9PLhyeE+xnnRmhmeBufxjGcq50qlJqrUiOyCUcbqBhA8RL2l15BmMQYQNOwcsRrq
# Anje9LrzHPQCaEuDxEJ5FtlXWlwhwhOpgGrw5Clv8SXxeAI0jUpaaSmutHyhO05S7hKkxwRjUU2ogl1gMmYP
# prCRlM3OuJp5pJXkcipJGs2oe4pkq5il4B7plTSCCLFZSkL8G4MxGRfPSp5TPvOyIPppO055YZBMNKjD6NBS
# nA22kkITfcyAf1v3cmIH27TAP0P3C2CwrWGWBQkIV5CVugzl7YSMETNW1CNUUEkm3zNADQwTRWlJ3Nt11SGZ
# wNvbxlCZG2aEkxVILAwFJ2bhCYEbjhKm3YYlZJcFrpZiJ0iCVowXUu2yrAhN0CYYTG4zI03rw5SuxKI8rsNh
# lYjZXKHA6YHRN+dGkLYk4BYzypYNhIUgKzjmlSsRAX20zNyZsqkgb5MDVaUyS4A3mO5NQ3+s4oUTXDjDJluC
# 5LZdZVZdHUdOWBARmom0zEETeJRjCkohYqqqVbvn/F3JFOFCQyhVqig=
# end: e6e881e527541017dd72c81ec5c52c4ab4616b03bbc43e696592ce6d9828829b

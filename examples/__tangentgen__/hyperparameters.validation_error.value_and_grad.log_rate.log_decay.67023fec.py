# Made by tangentgen. Edit it as you like: edits are kept.
# of: hyperparameters:validation_error
# request: value_and_grad wrt log_rate, log_decay of (log_rate=float,
#     log_decay=float, x=f8[n,d], y=f8[n], steps=int, x_val=f8[m,d], y_val=f8[m]) typed
# assumes: y.shape[0] == x.shape[0]
# assumes: x_val.shape[1] == x.shape[1]
# assumes: y_val.shape[0] == x_val.shape[0]
# meaning: a0cff2f4994144a7ee76ac1e2efb7850d85ecaf09e5e180c04cdc9192051e336
# text: 8a25a395110a129af384af593ccee2d847f3ddb56962f68cfc5141df82f82a31
# load: {"entry":"validation_error_value_and_grad","parameters":[],"modules":[],"calle
#   es":["hyperparameters:trained"],"assumptions":["y.shape[0] == x.shape[0]","x_val.sha
#   pe[1] == x.shape[1]","y_val.shape[0] == x_val.shape[0]"],"inactive":[],"written":[],
#   "format":4,"made_by":["0.1.0","86a2538e4019adfe"],"asked":{"source":"hyperparameters
#   .py","module":"hyperparameters","function":"validation_error","ordinal":1,"wrt":["lo
#   g_rate","log_decay"],"kinds":[["log_rate","float"],["log_decay","float"],["x","f8[n,
#   d]"],["y","f8[n]"],["steps","int"],["x_val","f8[m,d]"],["y_val","f8[m]"]],"sizes":[]
#   ,"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"
#   extra":null,"direction":null,"memory":null},"signature":[0,7,0,"log_rate","log_decay
#   ","x","y","steps","x_val","y_val"],"functions":[["8efd3f009be66090","4f76f0eff034f16
#   a"],["4ebd44deed95f8ab","e2817a6326056f61"]],"marks":[[8,0,0],[10,0,1],[13,0,1],[15,
#   0,0],[24,1,0],[25,1,1],[26,1,2],[27,1,3],[28,1,4],[30,1,5],[37,1,6],[44,1,5],[45,1,4
#   ],[48,1,3],[50,1,0]]}

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
    return w, (w_stack, slope_stack, rate, decay, velocity)


def trained_reverse(log_rate, log_decay, x, y, steps, saved, ans_bar):
    w_stack, slope_stack, rate, decay, velocity = saved
    w_bar = ans_bar.copy()  # return w
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
        w_bar += x.T @ (x @ (slope_bar / len(y))) + decay * slope_bar  # slope = ...
        decay_bar += w @ slope_bar
    log_rate_bar = np.exp(log_rate) * rate_bar  # rate, decay = np.exp(...), np.exp(...)
    log_decay_bar = np.exp(log_decay) * decay_bar
    return log_rate_bar, log_decay_bar


# base:
# QlpoOTFBWSZTWQEgw10AAoXfgEQQWH/wMkAAFQr/79/wQAMO222ZTYBhKJ6ppo01EzKaPUGahtEA00aCTUk1
# BNBo2poAAAGhoMAA0aaAMmgNBkBoCREQaJPEnqeqep6IAyGg0BMDEj4eLaMIL59uaN71Pu2QTp1phG6Zdq/k
# cIUso46dijRISUIERQakXhw2yhcYde8lzQsYqxRXSYVjaFZUyD7jSOxpwzasKls1u3al72v0aCR71nK+NMhB
# k+niejID8tvU3dk8HOYszVEu5IrfVVKT1mhLFrjShs2akmF6gwxi8kqRSsHnRKi7tEXvPIR64Lv+Br3KMBNK
# a5kbJhYu6TYFTbbMt/BQrpOFWeT2uoqBt3JSqtrnKMZQ0MxVjCU5aYhexYEL4FbiDMUsvYqe8WVhU5AR2LxR
# W4sZ7gQSQr1gNHmY60WiKiDoxewbYTCcuosZz1KLYvECNI1KWmkprUjshOY1y1oSjDIiKOTiRMTPzkKk20MU
# PlylzyuPCV8ztP0klyKeRekjQ2D0EjJJLMSLgD7IaLYoucwqwgp+GgMwjIv3pqbJm7TjiDt0zmO+9wiXaVGD
# DaYkhXKcOeig13lgDNqy/CYHRtZINg3R27RsbGx44lpEYbWQjS81Nn0qdEXG/UQt6IKplvQ1ANSotW3DYu9y
# 5jQAwOZb17qBlCy3IIHRDMQTCY15iCGIVToQAbalikEK9d2OR7hSkQlmNBpiaHWpgBF0oExiZ4Fkduy8eFHc
# yBPiZDEpIxyRwjmckGa2wg1RLTIvC4NSFkPkxxnJDtmIgq2wvx3zOYjNQkiAOILzPGEZIqAcFuaOQrvzFglG
# jVmoMsgkCR0dBkwExOhyigwGNXCsYDBjNhkFatiohYVVVKs8M/xdyRThQkAEgw10
# end: 6de39badefa4d3674944f4a202272e8e1b8ea473fad019bfb42b11d9e1f2b3d9

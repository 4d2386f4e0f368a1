"""Functions chosen while the program runs."""

import numpy as np


def relu(t):
    return np.maximum(t, 0.0)


def leaky(t, k=0.1):
    return np.where(t > 0, t, k * t)


ACT = {"tanh": np.tanh, "relu": relu, "leaky": leaky}


def net(x, act):
    f = ACT[act]
    return np.sum(f(x) * f(x * 2))


def p_act(x):
    return net(x, "tanh") * net(x, "leaky")


def p_actdyn(x, n):
    name = ["tanh", "relu", "leaky"][n - 1]
    return np.sum(ACT[name](x))


def p_cond1(a, b):
    f = np.sin if a > 0 else np.cos
    return f(a) * f(b)


def p_cond2(x, b):
    if b > 0.5:
        f = relu
    elif b > 0:
        f = np.tanh
    else:
        f = leaky
    return np.sum(f(x) * x)


def p_cond3(x, b):
    f = np.sin
    for i in range(4):
        x = f(x) * b
        f = relu if i % 2 else leaky
    return np.sum(x)


def p_cond4(x):
    fs = [np.sin, relu]
    s = 0.0
    for i in range(4):
        s = s + np.sum(fs[i % 2](x))
    return s


def ap(f, x):
    return np.sum(f(x) * x)


def p_cond5(x, b):
    f = relu if b > 0.5 else leaky
    return ap(f, x)


def p_cond6(x, b):
    f, g = (np.sin, relu) if b > 1 else (relu, np.cos)
    return ap(f, x) * ap(g, x)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_cond4",
}

"""What an expression reads before and after a call in it that changes it."""

import numpy as np


class K:
    def __init__(self, x):
        self.x = x
        self.log = [x]
        self.t = x * 0.5

    def up(self, z):
        y = z * self.x + self.t
        self.log.append(y)
        self.t += y * y
        return y


def bump(d, z):
    d["a"] = d["a"] * z
    return d["a"] + z


def bumpx(x, z):
    x[0] *= z
    return x[0] + x[1]


def p_b1(a, b):
    k = K(a)
    return k.t + k.up(b)


def p_b2(a, b):
    k = K(a)
    return k.up(b) * k.t


def p_b3(a, b):
    k = K(a)
    return k.t * k.up(b) + k.t


def p_b4(a, b):
    k = K(a)
    made, other = (k.t, k.up(b))
    return made * other


def p_b5(a, b):
    k = K(a)
    return np.dot(k.t, k.up(b))


def p_b6(a, b):
    k = K(a)
    return k.log[-1] * k.up(b)


def p_b7(a, b):
    d = {"a": a}
    return d["a"] * bump(d, b)


def p_b9(a, b):
    k = K(a)
    k.t += k.up(b)
    return k.t


def p_b10(a, x):
    k = K(a)
    return k.t * sum((k.up(v) for v in x))


def p_b11(a):
    k = K(a)
    return k.up(2.0) * sum((v * v for v in k.log))


def p_b12(a, x):
    k = K(a)
    return [k.t, sum((k.up(v) for v in x)), k.t]


def p_b13(a, x):
    k = K(a)
    k.t += sum([k.up(v) for v in x])
    return k.t


def p_b14(a):
    k = K(a)
    s = sum((v for v in k.log)) + k.up(0.3) + sum((v * v for v in k.log))
    return s


def p_b15(a):
    xs = [a, a * 2, a * 3]
    return xs.pop() * sum((v * v for v in xs))


def p_b16(a):
    xs = [a, a * 2, a * 3]
    return sum((v * v for v in xs)) + xs.pop() * sum((v for v in xs))


def p_b18(a):
    k = K(a)
    return np.sum(np.array([k.up(0.2), *[v * v for v in k.log]]))


def p_b19(a, x):
    rng = np.random.default_rng(0)
    return rng.normal() * a + sum((rng.normal() * v * a for v in x))


def p_b20(a):
    k = K(a)
    total = {"a": k.up(0.2), "b": sum((v * v for v in k.log))}
    return total["a"] * total["b"]


def p_b21(a):
    k = K(a)
    made, b = (k.up(0.2), [v * v for v in k.log])
    return made * sum(b)


def p_b22(a):
    k = K(a)
    return k.up(0.2) + (sum((v * v for v in k.log)) if a > 0 else 0.0)

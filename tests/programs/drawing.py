"""Objects and functions that draw random numbers, which are never drawn again."""

import numpy as np


class D1:
    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def forward(self, x):
        mask = self.rng.random(x.shape) > 0.3
        return x * mask

    def __call__(self, x):
        return self.forward(x)


def p_unused_call(x):
    d = D1(1)
    h = d.forward(x)
    h = d.forward(x * x)
    return np.mean(h**2)


def p_unused_call2(x):
    d = D1(1)
    h = d(x)
    h = d(x * x)
    return np.mean(h**2)


def p_nested_call(x):
    d = D1(1)
    return np.mean(d(x) ** 2)


def f(g, x):
    return g.normal() * x


def f2(g, x):
    return f(g, x) + f(g, x * x)


def p_nested_plain(x):
    g = np.random.default_rng(1)
    return np.mean(f2(g, x) ** 2)


def p_nested_unused(x):
    g = np.random.default_rng(1)
    u = f2(g, x)
    u = f2(g, x * 2)
    return np.mean(u**2)


def f3(x):
    return np.random.normal() * x


def f4(x):
    return f3(x) * f3(x)


def p_nested_global(x):
    np.random.seed(1)
    u = f4(x)
    u = f4(x * 2)
    return np.mean(u**2)


class Env:
    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.s = np.zeros(3)

    def step(self, a):
        self.s = self.s + a + 0.1 * self.rng.normal(size=3)
        return (self.s, -np.sum(self.s**2))


def p_noisy_env(x):
    env = Env(0)
    t = 0.0
    s = env.s
    for _ in range(4):
        s, r = env.step(np.tanh(x * s) + x)
        t += r
    return t


class Agent:
    def __init__(self, w, seed):
        self.w = w
        self.rng = np.random.default_rng(seed)

    def act(self, s):
        eps = self.rng.normal(size=3)
        return self.w * s + 0.1 * eps * self.w


def p_noisy_agent(x):
    agent = Agent(x, 1)
    s = np.ones(3)
    t = 0.0
    for _ in range(4):
        a = agent.act(s)
        s = s + np.sin(a)
        t += np.sum(s**2)
    return t


class SGLD:
    def __init__(self, lr, seed):
        self.lr = lr
        self.rng = np.random.RandomState(seed)

    def update(self, x, g):
        return x - self.lr * g + np.sqrt(2 * self.lr) * self.rng.randn(len(x))


def p_sgld(x, a):
    o = SGLD(a, 0)
    for _ in range(3):
        x = o.update(x, x * x)
    return np.sum(x**2)


class Loader:
    def __init__(self, X, seed):
        self.X = X
        self.rng = np.random.default_rng(seed)

    def batch(self):
        return self.X[self.rng.permutation(len(self.X))[:2]]


def p_loader(w, x):
    l = Loader(w, 0)
    t = 0.0
    for _ in range(3):
        t += np.sum((l.batch() @ x[:2]) ** 2)
    return t

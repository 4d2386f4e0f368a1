"""Operators and their reflections, held methods, super, properties."""

import numpy as np, functools
from dataclasses import dataclass


class Swap:
    def __init__(self, u, v):
        self.u = u
        self.v = v

    def __iter__(self):
        return iter((self.v, self.u))


SW = Swap(2.0, 3.0)


@dataclass
class Sw:
    u: float
    v: float

    def __iter__(self):
        return iter((self.v, self.u))


@dataclass
class NoIter:
    u: float
    v: float


def p_swapunpack(a, b):
    p, q = Sw(a, b)
    return p * p * q


def p_swapg(a):
    p, q = SW
    return p * p * q * a


@dataclass
class V:
    x: float

    def __add__(self, o):
        if isinstance(o, V):
            return V(self.x + o.x)
        return NotImplemented

    def __radd__(self, o):
        return V(self.x + o)

    def __sub__(self, o):
        return V(self.x - (o.x if isinstance(o, V) else o))

    def __pow__(self, n):
        return V(self.x**n)

    def __truediv__(self, o):
        return V(self.x / o.x)

    def __iadd__(self, o):
        return V(self.x * 2 + o.x)


class U(V):
    def __radd__(self, o):
        return U(self.x * 3 + o.x)


@dataclass
class T:
    x: float

    def __add__(self, o):
        return NotImplemented


@dataclass
class S2:
    x: float

    def __radd__(self, o):
        return S2(o.x * self.x)


def p_ni(a, b):
    return (V(a) + V(b)).x * (b + V(a)).x


def p_refl(a, b):
    return (V(a) + U(b)).x


def p_ni2(a, b):
    return (T(a) + S2(b)).x


def p_ops(a, b):
    u = (V(a) - V(b)) ** 2
    u = u - b
    return (u / V(a)).x


def p_iadd(a, b):
    u = V(a)
    w = u
    u += V(b)
    return u.x * w.x


def p_iadd2(a, b):
    u = U(a)
    for i in range(2):
        u += V(b)
    return u.x


@dataclass
class M2:
    w: np.ndarray
    b: float

    def __matmul__(self, x):
        return np.sum(self.w * x) + self.b

    def __call__(self, x, k=2.0):
        return (self @ x) * k

    @property
    def two(self):
        return self.w * 2

    @functools.cached_property
    def three(self):
        return self.b * 3

    def chain(self, x):
        return self(x) + self(x, k=self.b) + np.sum(self.two) * self.three

    @classmethod
    def make(cls, b):
        return cls(np.array([1.0, 2.0, b]), b)

    @staticmethod
    def act(t):
        return np.tanh(t)

    def __getitem__(self, i):
        return self.w[i] * self.b

    def __len__(self):
        return len(self.w)


def p_m2(x, b):
    m = M2(x, b)
    return m(x) * m.chain(x)


def p_m2make(a):
    return M2.make(a)(np.array([a, 1.0, 2.0]))


def p_m2act(a, b):
    m = M2.make(a)
    return m.act(a) * m.make(b).b


def p_m2item(x, b):
    m = M2(x, b)
    s = 0.0
    for i in range(len(m)):
        s = s + m[i] * m[-1]
    return s


def p_m2slice(x, b):
    return np.sum(M2(x, b)[1:])


def p_heldmeth(x, b):
    m = M2(x, b)
    f = m.chain
    m = M2(x * 2, b)
    return f(x) * m(x)


def p_passmeth(x, b):
    m = M2(x, b)
    return apply2(m.chain, x) * apply2(m, x)


def apply2(f, x):
    return f(x) + f(x * 2)


GM = M2(np.array([1.0, 2.0, 3.0]), 0.5)
HELD = GM.chain


def p_globheld(x):
    return HELD(x) * GM.three


def p_globmeth(x):
    return apply2(GM.chain, x) * apply2(GM, x) * apply2(HELD, x)


class A0:
    k = 2.0

    def f(self, t):
        return t * self.k

    @classmethod
    def c(cls, t):
        return t * cls.k


class B0(A0):
    k = 3.0

    def f(self, t):
        return super().f(t) * t

    @classmethod
    def c(cls, t):
        return super().c(t) * t


class C0(B0):
    def f(self, t):
        return super(B0, self).f(t) + super().f(t)


c0 = C0()


def p_super(a):
    return c0.f(a) * C0.c(a) * c0.c(a)


def p_unbound(a):
    return B0.f(c0, a) * A0.f(c0, a)


class P0:
    def __init__(self):
        self.__s = 2.0

    def __g(self, t):
        return t * self.__s

    def h(self, t):
        return self.__g(t) + self.__g(t * t)


p0 = P0()


def p_priv(a):
    return p0.h(a)


class Net:
    def __init__(self, n):
        self.layers = [lambda t: t * 2.0, np.tanh, damp]
        self.next = None
        self.n = n

    def __call__(self, t):
        for l in self.layers:
            t = l(t)
        return t


def damp(t):
    return t * 0.5


net = Net(1)


def p_net(a):
    return net(a)


class Tree:
    def __init__(self, v, l=None, r=None):
        self.v = v
        self.l = l
        self.r = r

    def total(self, t):
        s = self.v * t
        if self.l is not None:
            s = s + self.l.total(s)
        if self.r is not None:
            s = s * self.r.total(t)
        return s


tree = Tree(1.0, Tree(2.0, Tree(0.5)), Tree(3.0))


def p_treeobj(a):
    return tree.total(a)


def p_objgrad_pass(a, b):
    return total_energy(V(a), [V(b)])


def total_energy(u, us):
    return u.x * us[0].x


class Meta:
    def __getattr__(self, n):
        return 2.0


mt = Meta()


def p_getattr(a):
    return a * mt.foo


class Ctr:
    def __init__(self):
        self.n = 0.0

    def inc(self, t):
        self.n += t
        return self.n


ctr = Ctr()


def p_state(a):
    return ctr.inc(a) * a


class Cmp:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v < o.v

    def __eq__(self, o):
        return self.v == o.v

    def __bool__(self):
        return self.v > 1

    def __contains__(self, t):
        return t > self.v


cm = Cmp(1.0)
cm2 = Cmp(2.0)


def p_cmp(a):
    if cm < cm2 and not cm == cm2 and bool(cm2) and a in cm:
        return a * a
    return a


class Loc:
    pass


def mkcls():
    class Inner:
        def __init__(self, k):
            self.k = k

        def f(self, t):
            return t * self.k

    return Inner(2.0)


inn = mkcls()


def p_localclass(a):
    return inn.f(a)


def p_clsmeth1(a):
    return B0.c(a)


def p_clsmeth2(a):
    return A0.c(a)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_iadd2",
    "p_state",
}

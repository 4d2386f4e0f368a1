"""Loops over numbers."""

import math

import numpy as np


def newton(a, tol):
    x = 0.5 * (1.0 + a)
    while abs(x * x * x - a) > tol:
        x = x - (x * x * x - a) / (3.0 * x * x)
    return x


def newton_adjoint(a, tol):
    x_stack = []
    x = 0.5 * (1.0 + a)
    while abs(x * x * x - a) > tol:
        x_stack.append(x)
        x = x - (x * x * x - a) / (3.0 * x * x)

    x_bar, a_bar = 1.0, 0.0
    while x_stack:
        x = x_stack.pop()
        ratio_bar = -x_bar / (3.0 * x * x)
        a_bar -= ratio_bar
        x_bar += (3.0 * x * x - 2.0 * (x * x * x - a) / x) * ratio_bar
    return (a_bar + 0.5 * x_bar,)


def logistic_map(x, r, n):
    for _ in range(n):
        x = r * x * (1.0 - x)
    return x


def logistic_map_adjoint(x, r, n):
    x_stack = []
    for _ in range(n):
        x_stack.append(x)
        x = r * x * (1.0 - x)

    x_bar, r_bar = 1.0, 0.0
    for _ in range(n):
        x = x_stack.pop()
        r_bar += x * (1.0 - x) * x_bar
        x_bar *= r * (1.0 - 2.0 * x)
    return x_bar, r_bar


def slope(y, w):
    return -w * math.sin(y)


def rk4(y, w, h, n):
    for _ in range(n):
        k1 = slope(y, w)
        k2 = slope(y + 0.5 * h * k1, w)
        k3 = slope(y + 0.5 * h * k2, w)
        k4 = slope(y + h * k3, w)
        y = y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return y


def rk4_adjoint(y, w, h, n):
    y_stack = []
    for _ in range(n):
        y_stack.append(y)
        k1 = slope(y, w)
        k2 = slope(y + 0.5 * h * k1, w)
        k3 = slope(y + 0.5 * h * k2, w)
        k4 = slope(y + h * k3, w)
        y = y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)

    y_bar, w_bar = 1.0, 0.0
    for _ in range(n):
        y = y_stack.pop()
        k1 = slope(y, w)
        y2 = y + 0.5 * h * k1
        y3 = y + 0.5 * h * slope(y2, w)
        y4 = y + h * slope(y3, w)
        k_bar = h / 6.0 * y_bar
        w_bar -= math.sin(y4) * k_bar
        y4_bar = -w * math.cos(y4) * k_bar
        k3_bar = 2.0 * k_bar + h * y4_bar
        w_bar -= math.sin(y3) * k3_bar
        y3_bar = -w * math.cos(y3) * k3_bar
        k2_bar = 2.0 * k_bar + 0.5 * h * y3_bar
        w_bar -= math.sin(y2) * k2_bar
        y2_bar = -w * math.cos(y2) * k2_bar
        k1_bar = k_bar + 0.5 * h * y2_bar
        w_bar -= math.sin(y) * k1_bar
        y_bar += y2_bar + y3_bar + y4_bar - w * math.cos(y) * k1_bar
    return y_bar, w_bar


def norm_cdf(x):
    return 0.5 * (1.0 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))


def black_scholes(S, K, T, r, sigma):
    vol = sigma * np.sqrt(T)
    d1 = (np.log(S / K) + (r + 0.5 * sigma**2) * T) / vol
    d2 = d1 - vol
    price = S * norm_cdf(d1) - K * np.exp(-r * T) * norm_cdf(d2)
    return np.sum(price)


def norm_cdf_slope(x):
    t = np.tanh(0.7978845608 * (x + 0.044715 * x**3))
    return 0.5 * (1.0 - t * t) * 0.7978845608 * (1.0 + 0.134145 * x**2)


def black_scholes_adjoint(S, K, T, r, sigma):
    root = np.sqrt(T)
    vol = sigma * root
    d1 = (np.log(S / K) + (r + 0.5 * sigma**2) * T) / vol
    d2 = d1 - vol
    discount = np.exp(-r * T)
    cdf1, cdf2 = norm_cdf(d1), norm_cdf(d2)

    d2_bar = -K * discount * norm_cdf_slope(d2)
    d1_bar = S * norm_cdf_slope(d1) + d2_bar
    growth_bar = d1_bar / vol
    vol_bar = -d2_bar - d1 * growth_bar
    S_bar = cdf1 + growth_bar / S
    discount_bar = -K * cdf2
    sigma_bar = np.sum(sigma * T * growth_bar) + np.sum(root * vol_bar)
    r_bar = np.sum(T * growth_bar) - np.sum(T * discount * discount_bar)
    return S_bar, r_bar, sigma_bar


KERNELS = {
    "newton": (("a",), lambda rng: (20.0 * rng.random() + 1.0, 1e-12)),
    "logistic_map": (("x", "r"), lambda rng: (0.3, 2.8, 200)),
    "rk4": (("y", "w"), lambda rng: (1.0, 2.0, 0.01, 100)),
    "black_scholes": (
        ("S", "r", "sigma"),
        lambda rng: (
            80.0 + 40.0 * rng.random(20000),
            80.0 + 40.0 * rng.random(20000),
            0.5 + rng.random(20000),
            0.03,
            0.25,
        ),
    ),
}

# Made by tangentgen. Edit it as you like: edits are kept.
# of: options:simulated
# request: grad wrt spot, volatility, rate, years of (spot=float, strike=float,
#     volatility=float, rate=float, years=float, noise=f8[p,s]) typed
# meaning: 04f5469a96a6606372aca24228578ce70709e663981f02771e01009bdd642597
# text: 3630fbfd4d0f9010026bdb4587986c63e3a491d88e84c513aa897aec5464e3c0
# load: {"entry":"simulated_grad","parameters":[],"modules":[],"callees":[],"assumptio
#   ns":[],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],
#   "asked":{"source":"options.py","module":"options","function":"simulated","ordinal":1
#   ,"wrt":["spot","volatility","rate","years"],"kinds":[["spot","float"],["strike","flo
#   at"],["volatility","float"],["rate","float"],["years","float"],["noise","f8[p,s]"]],
#   "sizes":[],"mode":"grad","optimize":true,"has_aux":false,"typed":true,"extra":null,"
#   direction":null,"memory":null},"signature":[0,6,0,"spot","strike","volatility","rate
#   ","years","noise"],"functions":[["67040036dcaa0d52","83a611cd605a5129"]],"marks":[[7
#   ,0,0],[8,0,1],[9,0,2],[11,0,3],[17,0,4],[25,0,3],[26,0,3],[38,0,1],[39,0,0]]}

import numpy as np


def simulated_grad(spot, strike, volatility, rate, years, noise):
    """Gradient of `simulated` with respect to spot, volatility, rate and years."""
    s_stack = []
    dt = years / noise.shape[1]
    s = np.full(len(noise), spot)
    for k in range(noise.shape[1]):
        s_stack.append(s)
        s = s * np.exp(
            (rate - 0.5 * volatility**2) * dt + volatility * np.sqrt(dt) * noise[:, k]
        )
    exp = np.exp(-rate * years)

    # Reverse sweep
    product_bar = exp * np.mean(np.maximum(s - strike, 0.0))  # return np.exp(...) * ...
    rate_bar = -years * product_bar
    years_bar = -rate * product_bar
    s_bar = (s - strike > 0.0) * (exp / len(s))
    dt_bar = 0.0
    volatility_bar = 0.0
    for k in reversed(range(noise.shape[1])):
        s = s_stack.pop()
        sqrt_dt = np.sqrt(dt)  # s = s * np.exp(...)
        exp2 = np.exp(
            (rate - 0.5 * volatility**2) * dt + volatility * sqrt_dt * noise[:, k]
        )
        sum_bar = exp2 * s * s_bar
        product_bar2 = np.sum(sum_bar)
        sum_bar2 = dt * product_bar2
        total = rate - 0.5 * volatility**2
        product_bar3 = np.sum(noise[:, k] * sum_bar)
        rate_bar += sum_bar2
        volatility_bar += sqrt_dt * product_bar3 - volatility * sum_bar2
        dt_bar += total * product_bar2 + 0.5 * volatility / sqrt_dt * product_bar3
        s_bar = exp2 * s_bar
    spot_bar = np.sum(s_bar)  # s = np.full(len(noise), spot)
    years_bar += dt_bar / noise.shape[1]  # dt = years / noise.shape[1]
    return float(spot_bar), float(volatility_bar), float(rate_bar), float(years_bar)


# base:
# QlpoOTFBWSZTWWcj+HkAAfLfgERQWH/6EwCAEAr/7//gQAKXbVy7dmuQSlMakNMGhDTI0AAGgBKaEmgRpNGI
# aaNGmgAAESinopk9AgxDIaAAAAqSp6aE0U8KP1TTQ0AAPUyG1JZgPW6zUtsNppySe+KpY8mqIdy7WnaDQYRi
# wMTZIM7Sxz7bR4eDl1+tsOlPItfdXsMr4uZaZOcZJG4hiUutt0JCh3lYkEURLIqvVFJtMvRs7XisCfyjIzDt
# vSapiqiq46SbEcaIsPa+ZKQIfNYXuiWkVw2bGyohUITmo1vfWbNrCC4LBIxlZSTF738StaTR3l0bN/GDP004
# UgsVnGvYRbPCxsmtjOzDb3U0W1nvcdxUyFi5c0y3xKVMAN/KhL0olkuCAeaZ80LEJKEbBg2bl3RWMeaYwFPi
# YCSMskjRWCB4g1S7jkRMukkBroyutOCmNrPlHHogvC/xMUdyTd+kHSZf2HTSVoetLZIQk37TrrXKhpTVOT5I
# 1K0TckaOjMgOc4+11Ivun6Zk9wPposQaVVYmgopWZX0IPjRpO3B10b5GupPHBSprPUwetkTVjiTB3lI8q2yp
# xU1aVVUzZlKVQqktXLcZQtxqawdmUi3mLg0pnjUWOCcV+jnqOLA1w2Ql7pdDRQd3j5s+9WxTbpa2ynKdjhDS
# HNv6jVNSvHL4wStmgiRUVFMRM7GYWliPnBy1WvQhrdzO0NDyh1uYLtm1zMGRQRI7JxDSGuWXJxombbecFybY
# eh6V9lDf52TbDbz45Yb8ZGRrQ7Lxmz/4u5IpwoSDOR/DyA==
# end: 20ec0a7fd97674f0d56259c0674877b941bdef2c79fb590745c92b4d99b46292

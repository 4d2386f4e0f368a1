# Made by tangentgen. Edit it as you like: edits are kept.
# of: options:simulated
# request: grad wrt spot, volatility, rate, years of (spot=float, strike=float,
#     volatility=float, rate=float, years=float, noise=f8[p,s]) typed
# meaning: 04f5469a96a6606372aca24228578ce70709e663981f02771e01009bdd642597
# text: fd477085e47bb6ef8fa8286094e9390a0ad3d8c5235db57aee9a612aa2b3e63f
# load: {"entry":"simulated_grad","parameters":[],"modules":[],"callees":[],"assumptio
#   ns":[],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","afcca9cb4afab046"],
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
        product_bar3 = noise[:, k] @ sum_bar
        rate_bar += sum_bar2
        volatility_bar += sqrt_dt * product_bar3 - volatility * sum_bar2
        dt_bar += total * product_bar2 + 0.5 * volatility / sqrt_dt * product_bar3
        s_bar = exp2 * s_bar
    spot_bar = np.sum(s_bar)  # s = np.full(len(noise), spot)
    years_bar += dt_bar / noise.shape[1]  # dt = years / noise.shape[1]
    return float(spot_bar), float(volatility_bar), float(rate_bar), float(years_bar)


# base:
# QlpoOTFBWSZTWTkakScAAfFfgERQWH/6E0CAEAr/7//gQAKXbVy7dsc2EpU8yoG1Gno1AaAAAAAlNCKZNNNJ
# o9EGQ9QaAAASKap6aT1T0xBPRDIAAAAJKU/Qk0aNNGgAAANACWYD1trit0NrpxSe+hUq8mMQ6e3YnaTUXRoY
# GFWSArsmCjEyPPkufuLPqcWhoGcIvgUAyiUWSEyle2xnqqypXQ7XXJB00xdZbyopPTmn5rF9Azgj4RqNI7da
# TZit7uLM46SLxxoip7Z5kpAh76nlbbSG2st6DsBYYLByYe/tqNexxW0BUJAdkJE4re8rX5mjvLo5cuEGme6d
# xVV4ZsiLJyq2DWRpGGybJSSnNd6z2EFSZYle9FGiUFwHXxoHREgmiwGB5owvZMY3IamFymrEuDSTTDkecBT4
# lwkjDBLFcVkkDxBMu7kRMukkBsoytZWxxFmNyJ6hAQQQ2hERmErPYQFSk9oOeTiR6ynVjG+redMRoQaUZPZ8
# jUESRwQ1JY4UBVU+4pI3un6YU91o00ZEHkpWngwxiMEaEIwR4LE8/WCZIppBfXjhypWQeZSQFSRiCeeAcg1E
# SawGbCrbZaWgxpDaIePEFEEa0jaC3aBpUM1ulGDUITVyNVMeWBZrjazcxzmKaQVGkt/7rt9xyGZ6xEmYrIvQ
# VQaS7+FQxWcczxclZNBEioqKYiZ2swtbEfFzlisehDWb2doFEuOt7Bbt6HLwwKCJHZOIaQ2NBQFO4FXJYK2Q
# BSoMJjHQAmvkhKglonkfNFIoGxgZTRaW/4u5IpwoSByNSJOA
# end: b2d2e3f19cdba21956dc4f32f229f70262aa78a6f0c698c7f50fbfc3f6918f06

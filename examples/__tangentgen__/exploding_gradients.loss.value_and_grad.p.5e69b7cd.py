# Made by tangentgen. Edit it as you like: edits are kept.
# of: exploding_gradients:loss
# request: value_and_grad wrt p of (p={'recur': f8[h,h], 'enter': f8[h], 'leave':
#     f8[h]}, inputs=f8[t,n], watch=function) typed
# assumes: p['recur'].shape[1] == p['recur'].shape[0]
# assumes: p['enter'].shape[0] == p['recur'].shape[0]
# assumes: p['leave'].shape[0] == p['recur'].shape[0]
# meaning: 6e8251713a7ef0ad41d7755803da110f1916642de8e993d3d90e620cf9f142fc
# text: 422058352712be884a95be19207472ddf5e1d5f78f1cec2fced2d0a5d65247f3
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":["p['recur'].shape[1] == p['recur'].shape[0]","p['enter'].shape[0] == p['re
#   cur'].shape[0]","p['leave'].shape[0] == p['recur'].shape[0]"],"inactive":[],"written
#   ":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked":{"source":"exploding_
#   gradients.py","module":"exploding_gradients","function":"loss","ordinal":1,"wrt":["p
#   "],"kinds":[["p","{'recur': f8[h,h], 'enter': f8[h], 'leave': f8[h]}"],["inputs","f8
#   [t,n]"],["watch","function"]],"sizes":[],"mode":"value_and_grad","optimize":true,"ha
#   s_aux":false,"typed":true,"extra":null,"direction":null,"memory":null},"signature":[
#   0,3,0,"p","inputs","watch"],"functions":[["b530456639eb5ae6","e694d65646706347"]],"m
#   arks":[[8,0,0],[9,0,1],[11,0,2],[13,0,3],[16,0,4],[19,0,4],[26,0,3],[28,0,2]]}

import numpy as np


def loss_value_and_grad(p, inputs, watch):
    """Value and gradient of `loss` with respect to p."""
    h_stack = []
    h_stack2 = []
    h = np.zeros((inputs.shape[1], len(p["enter"])))
    for x in inputs:
        h_stack.append(h)
        h = np.tanh(h @ p["recur"] + x[:, None] * p["enter"])
        h_stack2.append(h)
        h = with_adjoint(h, watch)
    total = h @ p["leave"] - inputs[0]
    power = total**2
    ans = np.mean(power)

    # Reverse sweep
    product_bar = 2 * total / len(power)  # return np.mean(...)
    h_bar = np.outer(product_bar, p["leave"])
    leave_bar = h.T @ product_bar
    enter_bar = np.zeros_like(p["enter"])
    recur_bar = np.zeros_like(p["recur"])
    for x in reversed(inputs):
        h = h_stack2.pop()
        changed = watch(h_bar)  # h = with_adjoint(h, watch)
        h_bar = (h_bar if changed is None else changed).copy()
        sum_bar = (1 - h**2) * h_bar  # h = np.tanh(...)
        h = h_stack.pop()
        recur_bar += h.T @ sum_bar
        enter_bar += np.sum(x[:, None] * sum_bar, axis=0)
        h_bar = sum_bar @ p["recur"].T
    return ans, {"recur": recur_bar, "enter": enter_bar, "leave": leave_bar}


def with_adjoint(h, function):
    """`h` itself; the reverse sweep goes on with what `function` makes of its
    adjoint.
    """
    return h


# base:
# QlpoOTFBWSZTWdWbXtkAAbxfgEQQWH/wGkABFQr//9/6QAJ9sQ2s02EkhA0CZGQE0aGI9QAaaCSCCCU9oJpp
# p6kBkBkGQDGhoaADIaAAAAACU0gqe1HlMoaaNNMgAGm1GhogAG3+pMzco+OfGZsVndZH6ouSVECTUPSwAJwA
# pJxJXQjIzap2P41lU8ZjI0d0wfJwfQmsxifOWXx0mhAwfpsmiR7WN7FvQomlnqyql74QunpAuHn3Zyiypwuz
# 0yUzwOVT4EVRXRZIZzjN3Bw8E4ksZzOZmB3DJMx1ZSvWO03W3SNsNCe9/NrJWYs/G4+N7FFD3X0mSp4WnK2O
# mwO+e0hYnsGnhjEFypvroG0vY8NNLJ4xgWPb14ttmzsYK/YqmtktWBmEUZBtVcwJ595UwOclkvi29Rx6RyHe
# JeRpYceZ6ZlRM3R88GsLA8l3ZSvL+bC9s1UvMcD8oREf0Loi6EXBugfQ1J8G5BwEkKKfEgxtaWeVnMG2GqRO
# JoOKJMUv0obQax98xMdNgYa5cCOlDDLqsyz4XB+oeyoX1K/Ghn1IwEpJzywJnAgIi7IiylNRHeHd71XVwvyr
# mauZMzG0Kj/C6HLhiLcdwc1pVcOA+6KmqJ9ZhHIdm0rZmcoRA0JkWEUQ5BwMk/NMtzzqDSnVby7mOnWoirYL
# bWWmquCBzsyZtOli57eVipaIuimFULFhx+KZMxDMDuMNxOsNcchhlVbFYWGG3PqihShRijQaG7ep33mdA0LX
# oK3V5kCao1GuJhIL02ZilwjBQkw1a1rMVIoxIpXKy9F9qKVYESVOQYyTFyhf/i7kinChIas2vbI=
# end: df8605fe1eae63b3016fb7d259a0b1baf53237faf92a173160697e0ae7eaf12f

# Made by tangentgen. Edit it as you like: edits are kept.
# of: exploding_gradients:loss
# request: value_and_grad wrt p of (p={'recur': f8[h,h], 'enter': f8[h], 'leave':
#     f8[h]}, inputs=f8[t,n], watch=function) typed
# assumes: p['recur'].shape[1] == p['recur'].shape[0]
# assumes: p['enter'].shape[0] == p['recur'].shape[0]
# assumes: p['leave'].shape[0] == p['recur'].shape[0]
# meaning: 6e8251713a7ef0ad41d7755803da110f1916642de8e993d3d90e620cf9f142fc
# text: a8d2a347991a7ada22acea56c485d73086446268d69f3daa33d38c644e3f91f4
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":["p['recur'].shape[1] == p['recur'].shape[0]","p['enter'].shape[0] == p['re
#   cur'].shape[0]","p['leave'].shape[0] == p['recur'].shape[0]"],"inactive":[],"written
#   ":[],"format":3,"made_by":["0.1.0","afcca9cb4afab046"],"asked":{"source":"exploding_
#   gradients.py","module":"exploding_gradients","function":"loss","ordinal":1,"wrt":["p
#   "],"kinds":[["p","{'recur': f8[h,h], 'enter': f8[h], 'leave': f8[h]}"],["inputs","f8
#   [t,n]"],["watch","function"]],"sizes":[],"mode":"value_and_grad","optimize":true,"ha
#   s_aux":false,"typed":true,"extra":null,"direction":null,"memory":null},"signature":[
#   0,3,0,"p","inputs","watch"],"functions":[["b530456639eb5ae6","e694d65646706347"]],"m
#   arks":[[7,0,0],[8,0,1],[10,0,2],[11,0,3],[14,0,4],[17,0,4],[23,0,3],[25,0,2]]}

import numpy as np


def loss_value_and_grad(p, inputs, watch):
    """Value and gradient of `loss` with respect to p."""
    h_stack = []
    h = np.zeros((inputs.shape[1], len(p["enter"])))
    for x in inputs:
        h_stack.append(h)
        h = np.tanh(h @ p["recur"] + x[:, None] * p["enter"])
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
# QlpoOTFBWSZTWZL0+WsAAaJfgEQQWH/wGkABFQr//9/6QAJ8zWoARE9RGgTCYEGAhgCA0waBTAQmmp6mmmhh
# GRiaZGagY0NDQAZDQAAAAASJBBMmQNTI1NAMjT1GQZqSQl063VNe4jz3+dTveLi+Oc4urCIZcfbFJCIQlSZv
# JrtJajB1OUdKzXSUas4hMPGAjMniaXenl5c8XswwXNY+QlpMeh24iL3Qpwo7YzXQmALgo/LN0jKeF186pwYb
# qKwkUa42VC8bX6gNfqSCqw0NDMwE18CMFsDJQaPrK7xVHSEyEItDiQCc+jx2fBMHBxeySSsWS0+WSsD2bQFK
# Q0g2vkqiAcMrsgFog8bbXEkUBR0ZovXN2qzkqHOoubTYijQa1XUBPj9Ct3GZYl4PYS3+K4BEVkYGxhAjNnoH
# EZ50pE3lEci85sXLGsQswVS2ct3ohEpewWolahFofqR+1dX2W0gBtubjzJI6Km+mMGa+J3UKzN59EU0S/xc9
# 5yJbbCz17Q4cq8C/sQxrqs1u4bA9WRi7jLAw/OijuZm3RweGZU9iTJwmTTpVzIiVtVw3W6VwOcGptmQVI+dq
# ILQvWw9wcVnVbtxGyVTmifeXS0IbzrY3BQlJyTRYIoiCcA0pZ2LnI6g6nVd+zxItXEvWU13YmXHGaCIbTefb
# Zb8NLCtkpWopdVCvZBG9NNkmwiBj3nYHO/UMaqsVYK67LDhKhShRlHIzNm1T221OKljkwwtw4MGsFcrSoUDJ
# rWi60Zm5UQ8VyWZgi7QvS2LXtRtyRqWsLyqhBpU8XE2X/F3JFOFCQkvT5aw=
# end: 9375730d5353ceab98e9ad65c81a5ae615370f9d7f81c9acdacc1b28f8d40bf1

# Made by tangentgen. Edit it as you like: edits are kept.
# of: sigmoid_layer:loss
# request: value_and_grad wrt w, b of (w=f8[d], b=float, x=f8[n,d], y=f8[n]) typed
# assumes: x.shape[1] == w.shape[0]
# assumes: y.shape[0] == x.shape[0]
# meaning: 61a2d3895401ebad3ab2ad07b199dc1e17326fca9f714cbcd088ee24eba73897
# text: 3e18f250c834704bcbe195c0a56af3582511a50f25f20be72b3228f49a2c88e1
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[["sigmoid_layer","si
#   gmoid_layer"]],"callees":["sigmoid_layer:sigmoid"],"assumptions":["x.shape[1] == w.s
#   hape[0]","y.shape[0] == x.shape[0]"],"inactive":[],"written":[],"format":3,"made_by"
#   :["0.1.0","3080f5ab7f9715b9"],"asked":{"source":"sigmoid_layer.py","module":"sigmoid
#   _layer","function":"loss","ordinal":1,"wrt":["w","b"],"kinds":[["w","f8[d]"],["b","f
#   loat"],["x","f8[n,d]"],["y","f8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":
#   true,"has_aux":false,"typed":true,"extra":null,"direction":null,"memory":null},"sign
#   ature":[0,4,0,"w","b","x","y"],"functions":[["48ecbdc0e3d0409b","b8d31247e2e38ffc"],
#   ["d6794fcb0cd8e660","1a5517376a72d01d"]],"marks":[[8,0,0],[9,0,1],[12,0,1],[14,0,0],
#   [21,1,0]]}

import numpy as np

import sigmoid_layer  # isort: skip


def loss_value_and_grad(w, b, x, y):
    """Value and gradient of `loss` with respect to w and b."""
    p = sigmoid_layer.sigmoid(x @ w + b)
    ans = -np.mean(y * np.log(p) + (1.0 - y) * np.log(1.0 - p))

    # Reverse sweep
    sum_bar = -1.0 / len(y)  # return -np.mean(...)
    p_bar = y * sum_bar / p - (1.0 - y) * sum_bar / (1.0 - p)
    z_bar = sigmoid_reverse(p, p_bar)  # p = sigmoid(x @ w + b)
    w_bar = x.T @ z_bar
    b_bar = np.sum(z_bar)
    return ans, (w_bar, float(b_bar))


def sigmoid_reverse(ans, ans_bar):
    z_bar = ans * (1 - ans) * ans_bar  # return 1.0 / (1.0 + np.exp(-z))
    return z_bar


# base:
# QlpoOTFBWSZTWaYnzZoAAOzfgEAQWH/gEkAAFQD/79/wMAF0m0sJRIyngqbT0xRMjIPUAxqCUaTRUPJim1DE
# ZGmQ9Q0AlCEanojE0aZDQAACBvexQWSj4sml5eSXqDA4MoHgOzEvww06juqr2K7bMC/4rMlXBYKOFTuct+kt
# JbpVpTMZoqytOjnkuo7ZMj9YDnLFeMDJvQ66SeTGNz5nr6MF6B5NTaOYYQtlHJOnE0v9Ii6N+9yIf+iLhiTz
# ituNWD2i4XNmmrFnsFWaoy2ajOGGnvzyMe1li+WpPE0tQYlUdv1A88LepapQALj9GCEJgCfA9fBlD+MNdyLc
# taxlCXMql0OynG7i7B4lcOWIk6CVNZq3xHd6RutxcDzkJUOsCBYqRDgKyI5s9zKXiXlbijCM5s4ttVYCPdGS
# UkVERayCTGgsCCYJIeqETNKxEye8xxJK566xZBsAoSB9Q2tRyUmuyEOUSzSa87kWKf4u5IpwoSFMT5s0
# end: a604dd0173e2b50a572db231400801e2d665519b6be38bd6dc584ed586d7f77c

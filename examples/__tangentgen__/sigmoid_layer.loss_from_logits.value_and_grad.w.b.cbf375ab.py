# Made by tangentgen. Edit it as you like: edits are kept.
# of: sigmoid_layer:loss_from_logits
# request: value_and_grad wrt w, b of (w=f8[d], b=float, x=f8[n,d], y=f8[n]) typed
# assumes: x.shape[1] == w.shape[0]
# assumes: y.shape[0] == x.shape[0]
# meaning: be333675e1834e79b74596e13bb230178f3b8a0abfffca76ed831ea8fcc42d14
# text: fd505c62b166ccc1ce4f9aeb21491921e3e972bec41de55a9746bf5d1b7af63a
# load: {"entry":"loss_from_logits_value_and_grad","parameters":[],"modules":[],"calle
#   es":[],"assumptions":["x.shape[1] == w.shape[0]","y.shape[0] == x.shape[0]"],"inacti
#   ve":[],"written":[],"format":3,"made_by":["0.1.0","afcca9cb4afab046"],"asked":{"sour
#   ce":"sigmoid_layer.py","module":"sigmoid_layer","function":"loss_from_logits","ordin
#   al":1,"wrt":["w","b"],"kinds":[["w","f8[d]"],["b","float"],["x","f8[n,d]"],["y","f8[
#   n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":tru
#   e,"extra":null,"direction":null,"memory":null},"signature":[0,4,0,"w","b","x","y"],"
#   functions":[["4e2b91088f7c376d","e396ab8cde85f013"]],"marks":[[6,0,0],[8,0,1],[11,0,
#   1],[13,0,0]]}

import numpy as np


def loss_from_logits_value_and_grad(w, b, x, y):
    """Value and gradient of `loss_from_logits` with respect to w and b."""
    z = x @ w + b
    exp = np.exp(-np.abs(z))
    ans = np.mean(np.maximum(z, 0.0) - z * y + np.log1p(exp))

    # Reverse sweep
    sum_bar = 1.0 / len(z)  # return np.mean(...)
    z_bar = (z > 0.0) * sum_bar - y * sum_bar - np.sign(z) * exp * sum_bar / (1 + exp)
    w_bar = x.T @ z_bar  # z = x @ w + b
    b_bar = np.sum(z_bar)
    return ans, (w_bar, float(b_bar))


# base:
# QlpoOTFBWSZTWU6r8mEAAK/fgEAQWH/gE0AAFQD/59/wMAE62aoaRqmT9TIank0TQ9QDQNNPUGqPSGjQAAGm
# gAAEkQSep6TU8p+qPJNGg00DRtRxHxdHFn4DRa5otMSTiH+YGOFpdWpr1M5bSbZ6MZqDM1tClTEr8nZZ7OAt
# 8SMzvqc+mpfFWg9urK3V1GnlBEuhsxOHvGeRBdQtiKAxp2AQl8Cgk7pkhQYJm1CwFI+UuXpNc4Xj8ryd4FxN
# MTbpg6FHu44ZJm3dkHfEtIcpTI+takj83vekN61cI9s0jps8B2+31xbaaWtObYRL9CGC7oocQZMWfOyEZPkN
# fy1gP1iMQThSTjVEkZVdU5sWYIEnto7LYb3OE7L2YgBn4lUjAruU8YBsWJJbQ8PvRAtpVqoSbcKFCoXB9hBL
# BjShYbmugiskOZspzQ7v/i7kinChIJ1X5MI=
# end: b088251cda3263397a8e26981be9de05e09d9f36576d5587e581c5f2c57c5aec

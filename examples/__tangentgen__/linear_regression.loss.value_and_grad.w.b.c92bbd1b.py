# Made by tangentgen. Edit it as you like: edits are kept.
# of: linear_regression:loss
# request: value_and_grad wrt w, b of (w=f8[d], b=float, x=f8[n,d], y=f8[n]) typed
# assumes: x.shape[1] == w.shape[0]
# assumes: y.shape[0] == x.shape[0]
# meaning: ce39ffa8db11a7bf227c2fbdd02ea220bec40ccfea1c15cd5162cdd0238b1af8
# text: 0caeb8fa9441ef42097ea1127124b38aa6aa1f09a58f26a0992ab12620cf5804
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":["x.shape[1] == w.shape[0]","y.shape[0] == x.shape[0]"],"inactive":[],"writ
#   ten":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked":{"source":"linear_
#   regression.py","module":"linear_regression","function":"loss","ordinal":1,"wrt":["w"
#   ,"b"],"kinds":[["w","f8[d]"],["b","float"],["x","f8[n,d]"],["y","f8[n]"]],"sizes":[]
#   ,"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":null,"
#   direction":null,"memory":null},"signature":[0,4,0,"w","b","x","y"],"functions":[["48
#   7978d87847c737","9c4034c2d9473ec3"]],"marks":[[6,0,0],[7,0,1],[10,0,1],[11,0,0]]}

import numpy as np


def loss_value_and_grad(w, b, x, y):
    """Value and gradient of `loss` with respect to w and b."""
    error = x @ w + b - y
    ans = 0.5 * np.mean(error**2)

    # Reverse sweep
    error_bar = error / len(error)  # return 0.5 * np.mean(error**2)
    w_bar = x.T @ error_bar  # error = x @ w + b - y
    b_bar = np.sum(error_bar)
    return ans, (w_bar, float(b_bar))


# base:
# QlpoOTFBWSZTWdsBiMAAAIPfgEAQWH/SEkAAFQD/59/gMAD602GhTSbUxij0CMTIMIep6g0mhMmUYah6j1GC
# NNMTIEpqmEnlGgaHqAAGgaVAeK35leVwgPUQGqAuc4stPxwI6rvbmN15n7y0W+4N0ZxyUrGh14XAbztkoENZ
# gw8wmI75oDwE9hQrVj4RcYkoGOgMR7qtsWDxCfJKJogHpBA4ScHPMzpYFyjWKwob2pORHgYEm0pFwuHs9ki0
# 7xa98Y0OcbiNEfWUKppqjypqarY/VgrvD0cGSkJgDCJTUkpAVyCkU1KErUIQkhJryZrsMTBMYjPApkIQMknz
# fm1LaKA5lQiuYpUoYkigj+LuSKcKEhtgMRgA
# end: 1c11c6c6718c41db93d2c4b5dada5685cf2fc3dbcf2a9103d0bfbc31986ed3e9

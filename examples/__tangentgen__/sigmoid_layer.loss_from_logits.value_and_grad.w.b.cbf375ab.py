# Made by tangentgen. Edit it as you like: edits are kept.
# of: sigmoid_layer:loss_from_logits
# request: value_and_grad wrt w, b of (w=f8[d], b=float, x=f8[n,d], y=f8[n]) typed
# assumes: x.shape[1] == w.shape[0]
# assumes: y.shape[0] == x.shape[0]
# meaning: be333675e1834e79b74596e13bb230178f3b8a0abfffca76ed831ea8fcc42d14
# text: 97d354ce7abc66c2dee4da714e159487382a74d92bd5975ac5fb08536fca7e3f
# load: {"entry":"loss_from_logits_value_and_grad","parameters":[],"modules":[],"calle
#   es":[],"assumptions":["x.shape[1] == w.shape[0]","y.shape[0] == x.shape[0]"],"inacti
#   ve":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked":{"sour
#   ce":"sigmoid_layer.py","module":"sigmoid_layer","function":"loss_from_logits","ordin
#   al":1,"wrt":["w","b"],"kinds":[["w","f8[d]"],["b","float"],["x","f8[n,d]"],["y","f8[
#   n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":tru
#   e,"extra":null,"direction":null,"memory":null},"signature":[0,4,0,"w","b","x","y"],"
#   functions":[["4e2b91088f7c376d","e396ab8cde85f013"]],"marks":[[6,0,0],[8,0,1],[11,0,
#   1],[15,0,0]]}

import numpy as np


def loss_from_logits_value_and_grad(w, b, x, y):
    """Value and gradient of `loss_from_logits` with respect to w and b."""
    z = x @ w + b
    exp = np.exp(-np.abs(z))
    ans = np.mean(np.maximum(z, 0.0) - z * y + np.log1p(exp))

    # Reverse sweep
    sum_bar = 1.0 / len(z)  # return np.mean(...)
    z_bar = (
        (z > 0.0) * sum_bar + y * -sum_bar - np.sign(z) * (exp * (sum_bar / (1 + exp)))
    )
    w_bar = x.T @ z_bar  # z = x @ w + b
    b_bar = np.sum(z_bar)
    return ans, (w_bar, float(b_bar))


# base:
# QlpoOTFBWSZTWRzVlecAALlfgEQQWH/gE0AAFQD/59/wMAE6ba0NRlIep6anqeRoahpiGQ0009QaRqm9TU9p
# NR6jyQNANABgkmpMp6T1T1PTTSbSDQAAZJAves8oZ2kXRWNc3qBAwT+JG7b0mymvk+fI0usNiisitkwn0JgS
# mQ6xydlo+0N8kRVKa7aork6jNtbZu419KDksUc61XjHwQTejo8uKTMqk4mIajBFy2HcMAwzQ7oAg+rel/JBe
# w4A+tgSAArCEwIz5FpAslOMdBRGGMm9h1TGX35HzzsTPve+hIjzswu20SPyvWOPopOSsWU0ylPRBH5z6ypgo
# oA0LI8OFELX2jd8asHnERCxKLGUbiZlZq/2gzgJE3no4VTgzspmvKCQG/cFIhELsZIWhZvdc1RISo5was5xO
# t+FltTAooNOZFcThSqwwjVJFpoZpCpRDb/xdyRThQkBzVlec
# end: cfa8bbfd464e773d1bc31ccb90571254e2781b98d13685915d370f6d1759e10d

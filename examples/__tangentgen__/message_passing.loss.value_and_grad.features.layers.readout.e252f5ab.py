# Made by tangentgen. Edit it as you like: edits are kept.
# of: message_passing:loss
# request: value_and_grad wrt features, layers, readout of (features=f8[m,h],
#     layers=(f8[h,h], f8[h,k]), readout=f8[k], senders=i8[e], receivers=i8[e],
#     known=i8[n], labels=f8[n]) typed
# assumes: layers[0].shape[0] == features.shape[1]
# assumes: layers[0].shape[1] == features.shape[1]
# assumes: layers[1].shape[0] == features.shape[1]
# assumes: readout.shape[0] == layers[1].shape[1]
# assumes: receivers.shape[0] == senders.shape[0]
# assumes: labels.shape[0] == known.shape[0]
# meaning: f2887dd56d2cafb6111f8aa49086640ee02561a219a7bc41589ee16747508612
# text: 4c78e95c770d516307a99766441e0ffc4d6e821f7a20f8fb2b5094c121e8054c
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["messag
#   e_passing:embed"],"assumptions":["layers[0].shape[0] == features.shape[1]","layers[0
#   ].shape[1] == features.shape[1]","layers[1].shape[0] == features.shape[1]","readout.
#   shape[0] == layers[1].shape[1]","receivers.shape[0] == senders.shape[0]","labels.sha
#   pe[0] == known.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","
#   443a352c58555700"],"asked":{"source":"message_passing.py","module":"message_passing"
#   ,"function":"loss","ordinal":1,"wrt":["features","layers","readout"],"kinds":[["feat
#   ures","f8[m,h]"],["layers","(f8[h,h], f8[h,k])"],["readout","f8[k]"],["senders","i8[
#   e]"],["receivers","i8[e]"],["known","i8[n]"],["labels","f8[n]"]],"sizes":[],"mode":"
#   value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":nu
#   ll,"direction":null,"memory":null},"signature":[0,7,0,"features","layers","readout",
#   "senders","receivers","known","labels"],"functions":[["b17b549d3e44de89","22cc74c936
#   ca1033"],["f6b6333a9f4fb01d","4192e2600298d3ba"]],"marks":[[6,0,0],[7,0,1],[9,0,2],[
#   15,0,3],[18,0,3],[26,0,2],[27,0,1],[31,0,0],[42,1,0],[43,1,1],[44,1,2],[46,1,3],[48,
#   1,4],[50,1,5],[51,1,6],[52,1,7],[58,1,8],[62,1,7],[64,1,6],[66,1,5],[67,1,4],[71,1,2
#   ]]}

import numpy as np


def loss_value_and_grad(features, layers, readout, senders, receivers, known, labels):
    """Value and gradient of `loss` with respect to features, layers and readout."""
    h, saved = embed_forward(features, layers, senders, receivers)
    z = h[known] @ readout
    logaddexp = np.logaddexp(0.0, z)
    misfit = np.mean(logaddexp - labels * z)
    values = []
    items = [layers[0], layers[1]]
    for k in range(len(items)):
        w = items[k]
        values.append(np.sum(w**2))
    ans = misfit + 1e-3 * (np.sum(readout**2) + sum(values))

    # Reverse sweep
    readout_bar = 0.002 * readout  # return misfit + 1e-3 * (...)
    layers_0_bar = np.zeros_like(items[0])
    layers_1_bar = np.zeros_like(items[1])
    for k in reversed(range(len(items))):
        w = items[k]
        w_bar = 0.002 * w
        layers_0_bar += w_bar if k % 2 == 0 else np.zeros_like(items[0])
        layers_1_bar += w_bar if k % 2 == 1 else np.zeros_like(items[1])
    z_bar = (np.exp(z - logaddexp) - labels) / len(z)  # misfit = np.mean(...)
    h_bar = np.zeros_like(h)  # z = h[known] @ readout
    np.add.at(h_bar, known, np.outer(z_bar, readout))
    readout_bar += h[known].T @ z_bar
    # h = embed(features, layers, senders, receivers)
    features_bar, layers_0_bar2, layers_1_bar2 = embed_reverse(
        senders, receivers, saved, h_bar
    )
    layers_0_bar += layers_0_bar2
    layers_1_bar += layers_1_bar2
    features_bar = features_bar.copy()
    return ans, (features_bar, (layers_0_bar, layers_1_bar), readout_bar)


def embed_forward(features, layers, senders, receivers):
    saved_stack = []
    degree = np.ones(len(features))
    np.add.at(degree, receivers, 1.0)
    h = features
    items = [layers[0], layers[1]]
    for k in range(len(items)):
        w = items[k]
        messages = h @ w
        saved_stack.append((h, w, messages))
        total = messages.copy()
        np.add.at(total, receivers, messages[senders])
        h = np.tanh(total / degree[:, None])
    return h.copy(), (saved_stack, degree, h, items)


def embed_reverse(senders, receivers, saved, ans_bar):
    saved_stack, degree, h, items = saved
    h_bar = ans_bar  # return h
    layers_0_bar = np.zeros_like(items[0])
    layers_1_bar = np.zeros_like(items[1])
    for k in reversed(range(len(items))):
        total_bar = (1 - h**2) * h_bar / degree[:, None]  # h = np.tanh(...)
        h, w, messages = saved_stack.pop()
        messages_bar = np.zeros_like(messages)  # np.add.at(...)
        np.add.at(messages_bar, senders, total_bar[receivers])
        messages_bar += total_bar  # total = messages.copy()
        h_bar = messages_bar @ w.T  # messages = h @ w
        w_bar = h.T @ messages_bar
        layers_0_bar += w_bar if k % 2 == 0 else np.zeros_like(items[0])
        layers_1_bar += w_bar if k % 2 == 1 else np.zeros_like(items[1])
    features_bar = h_bar  # h = features
    return features_bar, layers_0_bar, layers_1_bar


# base:
# QlpoOTFBWSZTWf3P+cwAA9bfgEQQWn/4EkABFQr/79/wUAQ7s7pXvWWp2UKwJUAoep6jamjJoZqAAADQSgIm
# ihgTTahoGTIANAJERJo0ynkIA0DQANABFFGlTz0AqY0IwAAARgVJEE1NGR6ptNTBGmgAaNGiUJK09nVbH7k7
# eGCBrRuj4pHk7Gb2N3Ox3DFX6k2wE/uaWwxbi3ZKikorNvR+iy+JuQ9AolUJUqQ7EReLeBKddrPC4CL9ZWDg
# mghWWqZQtgmAmlGAUzDE63RohpeCikaNXEsnDs9/pjrUm03GJJZVU43NqbkRzdeNCoy7MoYhBCXhAOVFQUab
# vmuehUfhGh0xcBVoyTG+IsMxfYYNBpsULoRVQ6776TNrxhXD2mJnccN7Cm1BMMmJsUyzmyy7RQHrvmQcCNDA
# 6xBROLRaYLV1ltx1Qzpyxcm6wxmc0FaQnDrWt/YaZIeDVjHm0yOQyiXU26khEK1q3A09xzjYE10shnHDJykT
# DYKlq+FNKjfla7hvM2XSNT35Tm2b+mNeXWN1mWKY0LkmBhJJeeg+qFKNg2ISVKESG5nrN9c2L3KUoPGilIVF
# JNs9nOTqYLTolmD20C50rrNSZh2q4qkOOIEdWDwzY43TDDEzSmMVZWKlRyAl3JUkoxDqtcUgQVEUyOlyN/RH
# mW5kZxMZPL0MGjszMntwnI84iar3hsFvQxUaoj0p8tEIS4JeBsnEskNUpapMIeU3crwpkMzKRn6bk64cCrYT
# ipsLsRMzyFlDr4TdUkkIS0d2aH+Qo6ocShxDUqB/9KcgnhkMYDJLMBEyIQmRrwOtxMNEQiBjTZrQmj9YWrne
# +8wB6jmbDtVa1aljvZm87ol8tiUyp/acM3JeY43uL3q/LgcUeyxqdxmuzJU7uWFjuoo8Z6hEkLJKAIGW4DIz
# tRIyFKHkIidlDfcppHXLRi0ybKiyrVNm3POQ4xc0vFVuiyyqHVLJ4Ro0bW28UomJnbjXA9G/29JwLU6EZNkn
# rRn1pt/zWpeE7drLs51ZliFGy0He1arqLU6VQ7cU60l8FVXapeNkQlnTNTuGcERrviZIq1IRNWUQxJqgQMpU
# tYir1FVGSOeSaG1u435DSLGGFt/8CtSEc01uiNG4K5cOqUXRL12mxQtjblGUzMbBcUzSrhuUMFM9b76oYIXp
# g2tJZIDQwmqXJvptUdlbmYmdBPwXckU4UJD9z/nM
# end: a4f5ef42a9c88eb3bbf23e4e15ae9194149ec95b24fe6113c9e112f3a23c1dae

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
# text: 38898ab46d764e48c2779f794eb59b457918aa87006354c32a664cd38e4f38b6
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["messag
#   e_passing:embed"],"assumptions":["layers[0].shape[0] == features.shape[1]","layers[0
#   ].shape[1] == features.shape[1]","layers[1].shape[0] == features.shape[1]","readout.
#   shape[0] == layers[1].shape[1]","receivers.shape[0] == senders.shape[0]","labels.sha
#   pe[0] == known.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","
#   1df7ef357f23d925"],"asked":{"source":"message_passing.py","module":"message_passing"
#   ,"function":"loss","ordinal":1,"wrt":["features","layers","readout"],"kinds":[["feat
#   ures","f8[m,h]"],["layers","(f8[h,h], f8[h,k])"],["readout","f8[k]"],["senders","i8[
#   e]"],["receivers","i8[e]"],["known","i8[n]"],["labels","f8[n]"]],"sizes":[],"mode":"
#   value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":nu
#   ll,"direction":null,"memory":null},"signature":[0,7,0,"features","layers","readout",
#   "senders","receivers","known","labels"],"functions":[["b17b549d3e44de89","22cc74c936
#   ca1033"],["f6b6333a9f4fb01d","4192e2600298d3ba"]],"marks":[[6,0,0],[7,0,1],[9,0,2],[
#   14,0,3],[17,0,3],[25,0,2],[26,0,1],[30,0,0],[41,1,0],[42,1,1],[43,1,2],[45,1,3],[47,
#   1,4],[49,1,5],[50,1,6],[51,1,7],[57,1,8],[61,1,7],[63,1,6],[65,1,5],[66,1,4],[70,1,2
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
    for w in items:
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
# QlpoOTFBWSZTWVYlsXoAA8zfgEQQWn/4EkABFQr/79/wUAQ727J1inqdlIsDVG0mhqaZGE2phpGARhAYShMi
# aQmNTxRoaNG1Mg0AAkRTQk9CeIgzU0DQANABFFTFNtEwoYQAAAAAkSBAmU2qeNU9J6CZAGmjJokElaezotb9
# yd3JBDG+LfHxVHk62cGN3Ot3DFh6wXsI1igTnuVcwQkQCSiffYli4qg8gkWoMmMsI5jkkEkALhL+fUngxwoF
# ACAIHmDSqgMCOLnFxNAz82o9bCBIKhhiQRLUbbg5W2/Lz/lN5kcyhe2z1ujlGSkfLAibUPs6g25qhWpiFVMu
# Ggm03nKmEyg/pFznvcBRo1TG9itjOpo0GFSZY6KqHZbbOIraaZDOHKbzjI48GFN6CZ9XUdqmuLtcSZ5hKnCI
# SQD3skldyafbPWHK0vK5G5mdWF7k31l8zZBSqE4dKU0dpnkh6Wq27M8jlXiWT7sUdEKUo3Ev3GA2Yil7IXEg
# 06B4dsypVclL2jSsSOOgWK8ANQ8arddpwRrlqjOCtBUYlmjIyggxPIX6QUopCkggwKDgOSjxOAbmXFT4jGMA
# 8GmMQNDEsl22BciZBvUGMq84txTpMU1kmpIVR5EhAfrzSdm2bLIdhiInPZO0OCxYkTCkpFGUKwTk3bmpiGkz
# SSuRpvR6BG4RZCol5+wTLzrsqndNYHohC1JSRcLchqUaIj1J9NaEJYEut0TqNEhmkEtKaDzWeR3sqBYKpFvb
# MXNBxTia2GXFdwmJ5iyh2bTZQkkISodmKH4hW5obhDclCgH7lXyieOAxeMkswETIhCYGet4InRDREIgY02ak
# Jo/WFqyfDQaQeJtbDIcQ9QgOwsGi6IUq3CZVn9ZxsYSVKSkBKTllMNhHbAah0CxIsmwGdMkEB0aYeB7hEkLB
# KAIGW6RkZmokZCkHgIiddRwuSzI5qEUL6lzRA4auxtYQbBJtXyBvNEEDYHJQjvReXmJjJDGCoFo2fEPY07uA
# cQhmAistS5xFmwV38YtSgWVxXtvHYEAgYWwgNxiYyMIZrGgyoLYJTUNvIZKLUhLMmYu4ZxxGrREyRRqVE0ZU
# hiTVSIGDGRAIcmhtFRHUkrwxM9pYBeiAnONOsMKEI4pnZEZNgUw25pWuSXLaaRCqLcIwmZjSLqTFKN+xQvUx
# zuuohehcl7URXDJAZF80SxOFLVHTSxmJnIT/F3JFOFCQViWxeg==
# end: 5c91286eba209839f3b14ef2c5bb289b4822a756e798170ee9d424fd98795f1c

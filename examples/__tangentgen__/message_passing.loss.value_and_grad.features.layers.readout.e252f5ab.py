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
# text: 14dc6f86b1b3c42480ccde8a72058d850d3e789ddb0c6b04e6e0e202f2d97a10
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["messag
#   e_passing:embed"],"assumptions":["layers[0].shape[0] == features.shape[1]","layers[0
#   ].shape[1] == features.shape[1]","layers[1].shape[0] == features.shape[1]","readout.
#   shape[0] == layers[1].shape[1]","receivers.shape[0] == senders.shape[0]","labels.sha
#   pe[0] == known.shape[0]"],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","
#   adbb0473842592be"],"asked":{"source":"message_passing.py","module":"message_passing"
#   ,"function":"loss","ordinal":1,"wrt":["features","layers","readout"],"kinds":[["feat
#   ures","f8[m,h]"],["layers","(f8[h,h], f8[h,k])"],["readout","f8[k]"],["senders","i8[
#   e]"],["receivers","i8[e]"],["known","i8[n]"],["labels","f8[n]"]],"sizes":[],"mode":"
#   value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":null,"direction
#   ":null,"memory":null},"signature":[0,7,0,"features","layers","readout","senders","re
#   ceivers","known","labels"],"functions":[["b17b549d3e44de89","22cc74c936ca1033"],["f6
#   b6333a9f4fb01d","4192e2600298d3ba"]],"marks":[[6,0,0],[7,0,1],[9,0,2],[15,0,3],[18,0
#   ,3],[29,0,2],[30,0,1],[34,0,0],[45,1,0],[46,1,1],[47,1,2],[49,1,3],[51,1,4],[52,1,5]
#   ,[53,1,6],[55,1,7],[56,1,8],[62,1,8],[67,1,7],[70,1,6],[72,1,5],[73,1,4],[79,1,2]]}

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
    values_bar = [0.001 for x in values]  # return misfit + 1e-3 * (...)
    readout_bar = 0.002 * readout
    items_0_bar = np.zeros_like(items[0])
    items_1_bar = np.zeros_like(items[1])
    for k in reversed(range(len(items))):
        w = items[k]
        w_bar = 2 * w * values_bar.pop()
        items_0_bar += w_bar if k % 2 == 0 else np.zeros_like(items[0])
        items_1_bar += w_bar if k % 2 == 1 else np.zeros_like(items[1])
    layers_0_bar = items_0_bar
    layers_1_bar = items_1_bar
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
    h_stack = []
    degree = np.ones(len(features))
    np.add.at(degree, receivers, 1.0)
    h = features
    items = [layers[0], layers[1]]
    for k in range(len(items)):
        w = items[k]
        messages = h @ w
        total = messages.copy()
        np.add.at(total, receivers, messages[senders])
        h_stack.append(h)
        h = np.tanh(total / degree[:, None])
    ans = h.copy()
    return ans, (h_stack, degree, h, items)


def embed_reverse(senders, receivers, saved, ans_bar):
    h_stack, degree, h, items = saved
    h_bar = ans_bar  # return h
    items_0_bar = np.zeros_like(items[0])
    items_1_bar = np.zeros_like(items[1])
    for k in reversed(range(len(items))):
        w = items[k]
        total_bar = (1 - h**2) * h_bar / degree[:, None]  # h = np.tanh(...)
        h = h_stack.pop()
        messages = h @ w
        messages_bar = np.zeros_like(messages)  # np.add.at(...)
        np.add.at(messages_bar, senders, total_bar[receivers])
        messages_bar = messages_bar + total_bar  # total = messages.copy()
        h_bar = messages_bar @ w.T  # messages = h @ w
        w_bar = h.T @ messages_bar
        items_0_bar += w_bar if k % 2 == 0 else np.zeros_like(items[0])
        items_1_bar += w_bar if k % 2 == 1 else np.zeros_like(items[1])
    layers_0_bar = items_0_bar
    layers_1_bar = items_1_bar
    features_bar = h_bar  # h = features
    return features_bar, layers_0_bar, layers_1_bar


# base:
# QlpoOTFBWSZTWUZN2VMABBrfgEQQWn/4EkABFQr/79/wUARvVAXXQZ2DVGEpogTVPU9Gk8pGjxQeSbUPRAYN
# U9NNTRGRoDT0BGmjIYjRphJqSmo9QPUPRDR6mgAADQGGhpoAaAA0AAMhoEUQgAjUMRT1M1AAHo9UekMMBY6q
# baLzIOGsRAmvyep6T6fqbGGBECQUjOKwEQF8d4OJoZBE6t2yqDKIE19sClE82DqGvH3sn4lM8VtzJdgHHdHr
# L0jFjt3j7woxt0Z69t5KVYjQmnIJDUgttyP6vLDbEOnQs2pzOGbHW9/2Sp6o5HM8CZgkj+2eXfGLSbncdhLg
# toeAesyQGITCComCSZLKJ4TJ+TnYpZpwmmNwhC9xQysUNiYNcChaQHC96RKl7slYPPbatKeJ08nEc2Gy+DcR
# ZSzznDy3BCrKJBAD9zhClIm3+lacFq5mHP5J3OO1zYjlQl0IrHbKiQlDznP6mMDrJNgli4nDNmrPn3tJmKlV
# 0NPoaj3J00djcQGUSh8k1l4osmNlH1yCpPQDQOVG7r7NE404Ta6hYaWkXZNDT/KUNCg/6jaxWKjVJReZqpDj
# ldpok2S46xRCHYkESAgxc35TuD0JJDmyZ0x8COAvr2J6HMgrJEFaBhwOLl0rdBIRqaTUQgQRHUaxCUTAwKWD
# BgwsFqULQWLpa0iL/NqJBckm9XBN+adwnUS9Gy+/wtTE9LwuPmVDI7gAcFKJgLmGqpkAB+Cd2yEJcEvkUnUo
# SHCQTBVD3dtD2guAvC5S/42HzQ8giavYgwLtRNz+RZQ/LqdMiSQqPTdD/0KvNDsAHYcjID44LtRDywI7pKKl
# INUSMMDh4pnasRqKNFRi054Rh/IXzJ+t4wBxOZQyGqcQoH4FQ2BvYaJWGRRf9JNrUuQ00ApqEJ4xQdRPlKcB
# 6hgUMAYHAoSSSeuiFQ9YCA/EPAShLzWQJIL2MYZYZSOYk08anvkuAHZlLGpdhCSRMOGd94AdUomNEiNkkkiA
# OjI+yYmJmZ0SCAbDfPWPIPg3+Z4h5JMHMS4wXsJf5jn3OCGiD92ZcenIi8JGQYX0QNRiYlhCk0DAyuJykls0
# TISyYKjiwcRmQ7k+GtaUJtBQJpYgqkCw1ChBEKKKFERBEREZVmRSbAnJXELwuSQ26zv6BjiQjsnO6I3bgy16
# 8ksu6ZriYABWMdo2mZjAXVNwMnTooaKb8Z550jMNENEoFgumSA5Gk5JFyeKYqlrzZ077Rj2F3JFOFCQRk3ZU
# wA==
# end: 958d35b83bdb160694ff7cbc986c83ea1ce18a2cb56f77a10927fc3d0667f9f6

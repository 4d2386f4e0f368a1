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
# text: 8054db2913ceb0429fd40568f51e525bcb74c96612339dc03f755b925f29bc67
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["messag
#   e_passing:embed"],"assumptions":["layers[0].shape[0] == features.shape[1]","layers[0
#   ].shape[1] == features.shape[1]","layers[1].shape[0] == features.shape[1]","readout.
#   shape[0] == layers[1].shape[1]","receivers.shape[0] == senders.shape[0]","labels.sha
#   pe[0] == known.shape[0]"],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","
#   3080f5ab7f9715b9"],"asked":{"source":"message_passing.py","module":"message_passing"
#   ,"function":"loss","ordinal":1,"wrt":["features","layers","readout"],"kinds":[["feat
#   ures","f8[m,h]"],["layers","(f8[h,h], f8[h,k])"],["readout","f8[k]"],["senders","i8[
#   e]"],["receivers","i8[e]"],["known","i8[n]"],["labels","f8[n]"]],"sizes":[],"mode":"
#   value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":null,"direction
#   ":null,"memory":null},"signature":[0,7,0,"features","layers","readout","senders","re
#   ceivers","known","labels"],"functions":[["b17b549d3e44de89","22cc74c936ca1033"],["f6
#   b6333a9f4fb01d","4192e2600298d3ba"]],"marks":[[6,0,0],[7,0,1],[9,0,2],[15,0,3],[18,0
#   ,3],[29,0,2],[31,0,1],[34,0,0],[43,1,0],[44,1,1],[45,1,2],[47,1,3],[49,1,4],[50,1,5]
#   ,[51,1,6],[53,1,7],[54,1,8],[60,1,8],[65,1,7],[68,1,6],[70,1,5],[71,1,4],[77,1,2]]}

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
    sum_bar = 1.0 / len(z)  # misfit = np.mean(np.logaddexp(0.0, z) - labels * z)
    z_bar = np.exp(z - logaddexp) * sum_bar + labels * -sum_bar
    h_bar = np.zeros_like(h)  # z = h[known] @ readout
    np.add.at(h_bar, known, np.outer(z_bar, readout))
    readout_bar += h[known].T @ z_bar
    features_bar, layers_0_bar2, layers_1_bar2 = embed_reverse(saved, h_bar)  # h = ...
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
    return ans, (senders, receivers, h_stack, degree, h, items)


def embed_reverse(saved, ans_bar):
    senders, receivers, h_stack, degree, h, items = saved
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
# QlpoOTFBWSZTWSDpvPIABB5fgEQQWn/4EkABFQr/79/wUAR23rdtrbu2DIFV0JJNCmp7KmYkZGjagbUBiA0E
# iU9BU9Q00bU0AGINAAAkQiEp+mk2ig3koAAADQw0NNADQAGgABkNAVIoTITBqT0yU2iaADQ9R6j1MEgC56ui
# ycHTl7EGCx2Tb3rt+LmlmNycBsLXqc2KGGT/jHBYHHFW0QIFCQBebeqSZcJCN4asesg2JnzXNzwcuKSYDG9+
# VKz497iz4kNo2d6NeUvz6ZMMZVcF4alnBTKuer65sUy2nbsSUnvMb0b7bfojPkxuNZsJcwy/LIR1PVRWVpAX
# ZBR3B3h4UUBmFgk7YkAWab5TfhYt8YM3WrhFGjQMY+UqcFypnYGncKl5RmvjjaaWrim7A4XWZpjTyMvOA24S
# 2LEaF90R4aME7YRiEAI6YCXUVZf2xON6McOZl7vS2ehh7ZOfzJu5zq7Y3hF6Vrr3XMw99rFu0DgMwi9O7kUg
# rWZtNGoyIo4Dv0gNSQ0mpjRmLXvxg5XjqaBgPrdpR1XkTDTbo6UYVwRnm5JJ5QEqKrDKpwdyo4uKFShLJFKF
# BcmIYaVGwySsUNQ2MEa2JSpCipJvnzvkTyWs6S2/Db4q1M8e6/JzGVA2VJIhVG/a5NnnG1o2vdjL3q+2FnDw
# LETdySSUC1JkhlCsKcG786kQyqIM8jSOese0XxRnEyk9feTFtfHM2PuYm57SBqwwjSJvOCRukDxPYyFRsLnV
# hwWwNYpdMUes4+D6U2SZxskZ+/GPOHUq2M7qaNnBHJ+8Sx+HZtU8jFPLlD/hidB3B3Tc3Se/PL5I/XjJXhFK
# oq7SVHF06zo4lDhNjghNNw+iE0eDDEN3+uJoD1Nm1uOIeoQEecwRyDshTWImXf+ba8eBwJVnJWVXhdsK8KOy
# PncanoZsGhKTRgta3p4DE9KKPvPFGC50ksWpnK21LlS4roi8Pgxeu4aDulmTg2aVFqumlb88wdowi42q4xa1
# VJ5S0+kaNretvopRMkzvtXWPdy+18DrF06I2NJO6M/NN/s1UYInx3tj7OasywlRpch8mrVgounwUDewu9Cmk
# zcZKMQQskzVPxDXIjpxqZhQZYZKMSkVMS1FKLWtVKUopQxjGolpNiuI7klkaGIYIkzqDTYMshxOMc9lfW9tc
# 5ob+PbpGUnOOEm9oDGtvKvO7trELQi8C0VdYgqkX3UpR2oFQKocJBOFqObwvdFbE6xtSNN2RdLvmj/xdyRTh
# QkCDpvPI
# end: 4cc1fb75d08521f6418a847f073957fdc78935c38945454d57ba3281e7baef4e

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
# text: 1086cff5b224ade59053deca5583affa48ef61f73f12e6fc8a07a97f75702dff
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["messag
#   e_passing:embed"],"assumptions":["layers[0].shape[0] == features.shape[1]","layers[0
#   ].shape[1] == features.shape[1]","layers[1].shape[0] == features.shape[1]","readout.
#   shape[0] == layers[1].shape[1]","receivers.shape[0] == senders.shape[0]","labels.sha
#   pe[0] == known.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","
#   1b3eb7ad02af8651"],"asked":{"source":"message_passing.py","module":"message_passing"
#   ,"function":"loss","ordinal":1,"wrt":["features","layers","readout"],"kinds":[["feat
#   ures","f8[m,h]"],["layers","(f8[h,h], f8[h,k])"],["readout","f8[k]"],["senders","i8[
#   e]"],["receivers","i8[e]"],["known","i8[n]"],["labels","f8[n]"]],"sizes":[],"mode":"
#   value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":nu
#   ll,"direction":null,"memory":null},"signature":[0,7,0,"features","layers","readout",
#   "senders","receivers","known","labels"],"functions":[["b17b549d3e44de89","22cc74c936
#   ca1033"],["f6b6333a9f4fb01d","4192e2600298d3ba"]],"marks":[[6,0,0],[7,0,1],[9,0,2],[
#   15,0,3],[18,0,3],[27,0,2],[28,0,1],[32,0,0],[43,1,0],[44,1,1],[45,1,2],[47,1,3],[49,
#   1,4],[50,1,5],[51,1,6],[53,1,7],[59,1,8],[64,1,7],[67,1,6],[69,1,5],[70,1,4],[74,1,2
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
    values_bar = [0.001 for x in values]  # return misfit + 1e-3 * (...)
    readout_bar = 0.002 * readout
    layers_0_bar = np.zeros_like(items[0])
    layers_1_bar = np.zeros_like(items[1])
    for k in reversed(range(len(items))):
        w = items[k]
        w_bar = 2 * w * values_bar.pop()
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
    return h.copy(), (h_stack, degree, h, items)


def embed_reverse(senders, receivers, saved, ans_bar):
    h_stack, degree, h, items = saved
    h_bar = ans_bar  # return h
    layers_0_bar = np.zeros_like(items[0])
    layers_1_bar = np.zeros_like(items[1])
    for k in reversed(range(len(items))):
        w = items[k]
        total_bar = (1 - h**2) * h_bar / degree[:, None]  # h = np.tanh(...)
        h = h_stack.pop()
        messages = h @ w
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
# QlpoOTFBWSZTWe28mhkAA+jfgEQQWn/4EkABFQr/79/wUARb2RkiejUhQhKQFDT0jyg00NNAANAAYaGmgBoA
# DQAAyGgSISqfink1NpqZR6nlPUPKDQZAA2qjUaMhoMQZNGRkwgHqASJAQTI1U/Akn6ptR5DSB6j1N6pIAF59
# 3ZeD8ifZvgga7u0XHnafH8XyQxtWZixYsLP4ZtEjEHG5V0AAUAARPzuSk4ogsDHXSil1j5QVGQ26BXgZ+b3Z
# BCeoXUD0IwReSm+sY1FQFMiE4x16J1tDhHXAooHI5kjRJCyaby1/hnoep2KGDbPi8T5yzU164kTah93vDsHi
# hMMwoEi40E2m9JUxoU+0ZOfBwFGjZMb6FTS5U1aDlgVLzA7441pSuOKbmH9b7WrX6Ht9oGeqFs9Z0GZ1pttM
# VuCXdU0EgRrAS6osv5V9pL7tDD4HthnTb3ydvQV41V0VstLY3MWtbqZSQ82sG7ZyHIOCV6+vNTSLVtHscf1O
# RGRSvGEbEg1lOUYtXf0Zdo1rHLQLFOIGwelV+WOvFG2eyNIK0FNoEs0ZGXlMmRIvNBaxToVIILyohhwUdjwS
# uLHvGxpB1YmNANDSWK6RtBcCCA0UGM4aj3BdXqOC0KipGypJEFcsZqI48b0nBBSla9rUcOCxYkTCkpFGUKwp
# ybt2UxDKog1mro14I+AjcIsCol7+EpmB5WCp85qBNARqTGCxoMiWYEQAIpE0wiTgnknSQlG4kQGyGQyaD3Wm
# Z5sqBYKpFvGguyDkDia6jLldwjU/cShB6dDniQQExc9UH4QTXBB1BHUWJiB4307iPbQTzFBChg4gQNGZpvWr
# iROE2OCBpuHqCaP8wvXJ/nYaA9jybD5DiHsEBHcsGofmClO4mVf4ba33HcSrMB2cscTkw9IjpCNwcwvJLwTD
# nkggObBh1DURJC0SgCBl+YyMGokZCkh8BES4zPfJLADqoRQwK3YQOGr5WsCOiJIwkhvREEDYHNQLzRgYGRlJ
# DGCoFo6PkHg1+ZxDkiGcBFS6XURbsLL4NhqSBfLIqeW8dghCBovAg7mxsSGEM4jQcrC4iU0NvkMlF6Qlgmbn
# iNd8a7KmSLMkIlRk0MSamEDBjCCAQ5MTYqiN4lgFgqiA06Rr5BhgMFojhVvVVDHd03oolqjJLAuCJvDR6REO
# 4luRqBis+aQZpGu2WWUnkGaDNEgoFYgYbzOMUOqOKMEhXxoocRtEf8XckU4UJDtvJoZA
# end: 40be49616d91e7bb769a90a44f92f59ed0c8defb0b1c13af063fee2f20046f19

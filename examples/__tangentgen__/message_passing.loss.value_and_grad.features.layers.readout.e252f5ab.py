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
# text: a3f2a4b0c08a2250f32e7b783d3d66bad954f5cb899a926f92cade3950fa120c
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["messag
#   e_passing:embed"],"assumptions":["layers[0].shape[0] == features.shape[1]","layers[0
#   ].shape[1] == features.shape[1]","layers[1].shape[0] == features.shape[1]","readout.
#   shape[0] == layers[1].shape[1]","receivers.shape[0] == senders.shape[0]","labels.sha
#   pe[0] == known.shape[0]"],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","
#   afcca9cb4afab046"],"asked":{"source":"message_passing.py","module":"message_passing"
#   ,"function":"loss","ordinal":1,"wrt":["features","layers","readout"],"kinds":[["feat
#   ures","f8[m,h]"],["layers","(f8[h,h], f8[h,k])"],["readout","f8[k]"],["senders","i8[
#   e]"],["receivers","i8[e]"],["known","i8[n]"],["labels","f8[n]"]],"sizes":[],"mode":"
#   value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":null,"direction
#   ":null,"memory":null},"signature":[0,7,0,"features","layers","readout","senders","re
#   ceivers","known","labels"],"functions":[["b17b549d3e44de89","22cc74c936ca1033"],["f6
#   b6333a9f4fb01d","4192e2600298d3ba"]],"marks":[[6,0,0],[7,0,1],[9,0,2],[15,0,3],[18,0
#   ,3],[29,0,2],[30,0,1],[33,0,0],[42,1,0],[43,1,1],[44,1,2],[46,1,3],[48,1,4],[49,1,5]
#   ,[50,1,6],[52,1,7],[53,1,8],[59,1,8],[64,1,7],[67,1,6],[69,1,5],[70,1,4],[76,1,2]]}

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
# QlpoOTFBWSZTWVz0q7EABAffgEQQWn/4EkABFQr/79/wUAR3tW23crQZAKIShNFE9T1M8pMRo21QNoDSGhoJ
# U9BCmiDRo09IA0AGIaBJqUh6k0bUNpNBoGgNAABhoaaAGgANAADIaBIiEAI1MECT0mjIGnqP1TajlAC58qaa
# Ex1aPoYemGtrbJ9dsnOjDAhxILXjN1YNhg+7HBUHGirqJAKBAFpr7STKtEQwDTXUKzVJTtXLMftArSHW2Py8
# ELbhtYSOrXHRR22qTRN5kTwCA0GV14H83FRVwDp0KqsKF1EMLLPseXVT4NhqI9gqfmNn0wtR0vsGEuZGmGIf
# 0EAZgkHLCAhUS4XnJJPoxlUZ0wSkbjGPqWNbyxswOeBYvoj1xxtNLY4pu8PvwvxSleX7WF2CJ5JUXuhScYM+
# ZILmdwYB+9ggruTT9ge8wXtnMnj2pHZxsGuB/Yer5oqkJO161r4G7cU52ZltQ0F8lsfdqmKQtZNphsNJWIzD
# kwoNyQ1mkxqy9r9b4NrRy1C45WaCeQfSy8MduSN890a2kqKawJZIzM/vMmZIv7Qq1KOgqIUGUxVSGqV2mmSx
# jmwUZA7EgiQEGSZL5RsC6EEBxUGU4eA9wup2I6HEZSBspJJQpDdMjQsrYrGZQiZrONpTKxYaBxxyAmaUIZUt
# CpLd3iqCGWRBtRXo24o7hGgi5Cql7/CVDA8rgsfMoGJ3AA3JlF6FkGgkYgAfMO6qA0WCFzJ0IJDdDIZRB7rX
# M9mWSuCyRd8ao8UHMHBRdhl5bQRsfwhQB9OpgM6BQXTZB+AKLiB2ADsLExS+OFfURtvkd6CKDVEjC84eKYNX
# QaijRUYtOEIw/kMs1vznLwdBzLNY1ToCgroLBvh6IU0vEyz/DbXO4xJVWk6uJiCXmw6iPlCNw9AuJLwTFeSQ
# QQemYFA9GDD8w8BEkLilCUDLk8GoTUIfERE8qHvileB2UBU0LXtEDhq/K64AOqJRhKG9UQQNpdFAvZGBgZGU
# oYwVRXR1fMPg2/I5BzRDOIixel2EXeIsu5uNSgXnkWPLgO4IQkNF8JB6m5uSMIZyGB51F4oU0TPMZKLwQsEz
# d5DWxHhpSZirJCJqMKAxDVAgYMYUUUKIiCIiIyrmRSZCHBJNwvLwuRJnSDXyDDAaFqjhZvZWDHTpwRVLZGSW
# BeAFHho+0RDvQtEcAMVn0EGaRtxyyyl5BmBmiQqFogYcDOMUOyOSMBIvxqocRwIf4u5IpwoSC56VdiA=
# end: 6b7162d720c8091c35914d8d8263625790eef4124194d9449836b483bebb723c

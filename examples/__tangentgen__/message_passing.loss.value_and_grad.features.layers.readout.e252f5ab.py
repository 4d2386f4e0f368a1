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
# text: ee845c77f92c62bf4f2cd59d3fe0520574ba2fb6e04b202239075af766ff0246
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["messag
#   e_passing:embed"],"assumptions":["layers[0].shape[0] == features.shape[1]","layers[0
#   ].shape[1] == features.shape[1]","layers[1].shape[0] == features.shape[1]","readout.
#   shape[0] == layers[1].shape[1]","receivers.shape[0] == senders.shape[0]","labels.sha
#   pe[0] == known.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","
#   86a2538e4019adfe"],"asked":{"source":"message_passing.py","module":"message_passing"
#   ,"function":"loss","ordinal":1,"wrt":["features","layers","readout"],"kinds":[["feat
#   ures","f8[m,h]"],["layers","(f8[h,h], f8[h,k])"],["readout","f8[k]"],["senders","i8[
#   e]"],["receivers","i8[e]"],["known","i8[n]"],["labels","f8[n]"]],"sizes":[],"mode":"
#   value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":nu
#   ll,"direction":null,"memory":null},"signature":[0,7,0,"features","layers","readout",
#   "senders","receivers","known","labels"],"functions":[["b17b549d3e44de89","22cc74c936
#   ca1033"],["f6b6333a9f4fb01d","4192e2600298d3ba"]],"marks":[[6,0,0],[7,0,1],[9,0,2],[
#   15,0,3],[18,0,3],[27,0,2],[28,0,1],[32,0,0],[43,1,0],[44,1,1],[45,1,2],[47,1,3],[49,
#   1,4],[50,1,5],[51,1,6],[53,1,7],[54,1,8],[60,1,8],[65,1,7],[68,1,6],[70,1,5],[71,1,4
#   ],[75,1,2]]}

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
    ans = h.copy()
    return ans, (h_stack, degree, h, items)


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
# QlpoOTFBWSZTWVs90B4AA+5fgEQQWn/4EkABFQr/79/wUARb2TuYV5GVAEJSBIaekeUGmhp6gAGgAGqaD1DQ
# EZMAjAmJgTAJTJFTyTGjFAYINBoAAEVSME0aaAAAAADQCREICZGqfoFNT0npPKGgxHqP1JgALT1VY5F7Em3l
# YxRx73Ye9Z4fFsjQkFVlYsWFz92bRJiDjgraJAChABFPS8mXFUFgY5VIpciaL1QiNugSwM/N7sehRWLrCZCD
# 0XkqvrGNRSni2QCgY69A62hwjrgU0jkcyJoihZPP5KW8M9T2O5UwbZ73xTpOaovbEhDfm+Idw8VKBmFQkuGg
# o03pNcKlf3jJ05OAq0bJjfUsG1gQcMgB6XBBZMATnOSihHOgYyYGbqqpFaL7kQYd0EZ9UbhXUv01l0wCVZSa
# BIDxYSqUKx+UtrJbZeZO7qSaN2nRJv4inAmytM9ZSEpda17TNI1clg3nA4DkldX26KiRcXP6G/zOZGJW28I2
# JDSaTGjV7/Vl7RraOegXFdwNw9bL4Y67o2z2RpaSoprAlojMz+syZki+yCtSjoKiCC8pEMOij1N0rip8xsYI
# /RiY0A0NJZL5RqC6DGF8MyzkxFgFlOgfNF4qMSKSSQFNeWaN9Pe+tIIK1tbvdVw4Li4koFZkqypaFSW7u6oJ
# ARpUKIWVKLaUhUnEkBiXz+WErGSQIzSQhMUqjcKtVJRa4TqMyo60pYkIEjCFzJjgSQGyGQyiD7rTM9GWAuCy
# Rd40F3QcwcUXYZeW4CNT+RKEHr1OmJBAUF01Qf+gouSDsCOwsTEDxxr5iPpoJ5ighQwcQQCguL+WMU5IThIT
# GKEmsQhQfyC2Na+c5cCwNSQaxNrAGD2lgaA2BE0tIRxL9Ta53GJKqwHVyxxObDqI+UI2D8gvJLwSDZmgGGxA
# g7QxIJHF8QwGItuEPIocjIUofIRE70PvklgB2UIqYFr2EDhq/K64EdUSjCUN6IggbA6KBeiMDAyMpQxgqiuj
# q+YeDX8zcOaIZyEWL0uwi7uLL3NhqUC8six8eI7ghCBovgQeZsbEjCGbjQeVRdxKaJnkMlF6QlgmbPIa1I+H
# CkyRVkhE1GUQxJqgQMGMIIBDlibFYRxEsAuCyIDTrGvxDDAYLRHKzeqsGPDrxRVLVGSWBeCKPDR6REO8S4I1
# AxWfRIM0jXbLLKXkGaDNEhULRAw4mcYodkbowSFfx1hpvSQf4u5IpwoSC2e6A8A=
# end: 1480f9d84201b37055c423f4a32106247e6c981dc73f31b8696e4d460f2b2a84

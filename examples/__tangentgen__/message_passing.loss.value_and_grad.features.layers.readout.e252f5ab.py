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
# text: ab36ad8cce57977c53062cc7e9a4efeb67bd39ef18b58b6b2bc21c612d41f5b0
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["messag
#   e_passing:embed"],"assumptions":["layers[0].shape[0] == features.shape[1]","layers[0
#   ].shape[1] == features.shape[1]","layers[1].shape[0] == features.shape[1]","readout.
#   shape[0] == layers[1].shape[1]","receivers.shape[0] == senders.shape[0]","labels.sha
#   pe[0] == known.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","
#   fdf6225a59f700d4"],"asked":{"source":"message_passing.py","module":"message_passing"
#   ,"function":"loss","ordinal":1,"wrt":["features","layers","readout"],"kinds":[["feat
#   ures","f8[m,h]"],["layers","(f8[h,h], f8[h,k])"],["readout","f8[k]"],["senders","i8[
#   e]"],["receivers","i8[e]"],["known","i8[n]"],["labels","f8[n]"]],"sizes":[],"mode":"
#   value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":nu
#   ll,"direction":null,"memory":null},"signature":[0,7,0,"features","layers","readout",
#   "senders","receivers","known","labels"],"functions":[["b17b549d3e44de89","22cc74c936
#   ca1033"],["f6b6333a9f4fb01d","4192e2600298d3ba"]],"marks":[[6,0,0],[7,0,1],[9,0,2],[
#   15,0,3],[18,0,3],[27,0,2],[28,0,1],[32,0,0],[43,1,0],[44,1,1],[45,1,2],[47,1,3],[49,
#   1,4],[51,1,5],[52,1,6],[53,1,7],[59,1,8],[63,1,7],[65,1,6],[67,1,5],[68,1,4],[72,1,2
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
# QlpoOTFBWSZTWS0hkosAA+hfgEQQWn/4EkABFQr/79/wUARb2doly3qdlCssJUaChp6R5QaaGmgAAA0EoCIU
# 9NNEB6jID0mgaAAkKJTaZRptNCDIGQAAARRUxTzUMmoPJAAAANAJESZEyZGqfpNGhMgADRoygklaersWl+xT
# o1Qg1dvnvWePxkoRjasdw72jc1ew89YrRp03quYhJECSUU8bEy4uQfkMddItErHyguMht0CvAyxvhk6iFQlQ
# PURgpMlN9BjRcBcVTiNvROtscKcXAooHDmSNElHaab019izaZmRJaqqfdjRzPekGdw0KjLtxDIP6SUvCQcvG
# go03nN26hcP6Ri6cXAXNGqY3zKmd5U0qgctpQshFVDbddSZpdcK40BwxrNKbjy3sKZoJox6TrFNM69Uu0UB6
# 75kHAjkYHWIKJ+NFswW11lu47WU7NWLmdCMYirEQMisszOjvL3GXBUox2ykchwSvr8epUSLWtH1NvcciMS62
# 0I1JDTeUupGLWD+TMGjSsSctAsV2A1D4VW+/TZGuWqMGKSI8sImCF5fwdy8cT3QJkhYEhAYsIaMNam80pZCw
# 7BsYg3MGMQNDEr10zOC1kIsFC+mXEehZK8prWBWVoNlaFBBXZfSsbLKyYYYmaUyrKsrFSo5AS7kqSUZIdVrk
# lBDSZpKvRpxR5hG8RZCuS8vRKhgdLBU8KNDcqO+aNCWi6UNajRUetNzWhCWBK5KY3kwHFDIaVEHks8jxZUCw
# VSLemYuxBxBE1OZBaWaxMD0FlDtzMqEkhCVDlgh+oVuKG1Q2jQoB/bK+YTyvGNQySzARIIGjMYali5SNEibH
# CDTceKE0fzC9dr/m8zB6nRsO0cQ9QgI7ywaB3IU0vEyrP+zlY3SrrpkCZc5UDmI9sI1DuCxJYE1t4UEDawYb
# liIoRYJQCDLcwyZWpQZClD4iInah5YpYAdahFxhUvaIHDV+NrJBzRKMJQ3miCBsDqUC8UYGBiYyhjBXBaOb5
# B6GngbByRDOIipel1iLdgsfM1GpQLtxKnTgOwQhA0XwIO81NSRhDNhoNlguYSpUbewZRFqQllTNDvGccmPFK
# UJY1IRNzKIYk1QIGDGoIBDlibFURwVuDSX56KBckhVVOHIFKEI4JjZEbGwKX54pWuxNK3FqhVF18XzMxaLrT
# ACjqyUNSmnHHHGXigyQZIlXKsKBhwMo3IdUbIwSFbdYo5M4j/F3JFOFCQLSGSiw=
# end: 09397b93565418cc01b0b724b4a0878b7a9b7ff188e118aba8f7a65bd27bb1f1

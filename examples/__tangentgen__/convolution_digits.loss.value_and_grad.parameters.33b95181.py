# Made by tangentgen. Edit it as you like: edits are kept.
# of: convolution_digits:loss
# request: value_and_grad wrt parameters of (parameters={'filters': f8[f,3,3],
#     'bias': f8[f], 'w': f8[9f,10], 'b': f8[10]}, images=f8[n,8,8], labels=i8[n]) typed
# assumes: parameters['filters'].shape[2] == parameters['filters'].shape[1]
# assumes: parameters['bias'].shape[0] == parameters['filters'].shape[0]
# assumes: parameters['b'].shape[0] == parameters['w'].shape[1]
# assumes: images.shape[2] == images.shape[1]
# assumes: labels.shape[0] == images.shape[0]
# assumes: parameters['w'].shape[0] == 9 * parameters['filters'].shape[0]
# assumes: images.shape[1] - 2 >= 0
# meaning: a3092731fea3c3f096860d0ad6997a87e31e2f2f9d322e643653e23d5e84c8a4
# text: 2c186ccb8d182f98deb7237624e4ad111290d040b739be6b1243b70843661126
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["convol
#   ution_digits:convolve","convolution_digits:pool","convolution_digits:scores_of"],"as
#   sumptions":["parameters['filters'].shape[2] == parameters['filters'].shape[1]","para
#   meters['bias'].shape[0] == parameters['filters'].shape[0]","parameters['b'].shape[0]
#    == parameters['w'].shape[1]","images.shape[2] == images.shape[1]","labels.shape[0]
#    == images.shape[0]","parameters['w'].shape[0] == 9 * parameters['filters'].shape[0]
#   ","images.shape[1] - 2 >= 0"],"inactive":[],"written":[],"format":4,"made_by":["0.1.
#   0","6106d9434712cf6e"],"asked":{"source":"convolution_digits.py","module":"convoluti
#   on_digits","function":"loss","ordinal":1,"wrt":["parameters"],"kinds":[["parameters"
#   ,"{'filters': f8[f,3,3], 'bias': f8[f], 'w': f8[9f,10], 'b': f8[10]}"],["images","f8
#   [n,8,8]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"ha
#   s_aux":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory":null},
#   "signature":[0,3,0,"parameters","images","labels"],"functions":[["459951493ab89bbb",
#   "345af85fc332f5b2"],["b57b496ddc46a1a0","840c91294b84d70b"],["3dec6fb1161a67d0","e6a
#   a94a9b5d6eb1e"],["1b328331dd84f17f","987e629fa2838534"]],"marks":[[6,0,0],[9,0,1],[1
#   0,0,2],[13,0,3],[16,0,3],[19,0,2],[21,0,1],[28,0,0],[35,3,0],[36,3,1],[37,3,2],[38,3
#   ,3],[39,3,4],[40,3,5],[46,3,6],[51,3,5],[58,3,4],[63,2,0],[64,2,1],[65,2,2],[66,2,3]
#   ,[67,2,4],[68,2,5],[74,2,6],[80,2,5],[91,1,0],[94,1,0],[95,1,1],[96,1,1],[97,1,2],[1
#   03,1,2],[106,1,1],[107,1,1],[108,1,0],[109,1,0]]}

import numpy as np


def loss_value_and_grad(parameters, images, labels):
    """Value and gradient of `loss` with respect to parameters."""
    scores, saved = scores_of_forward(parameters, images)
    max_value = scores.max(axis=1, keepdims=True)
    scores_old = scores
    scores = scores - max_value
    right = scores[np.arange(len(labels)), labels]
    exp_scores = np.exp(scores)
    sum_value = np.sum(exp_scores, axis=1)
    ans = np.mean(np.log(sum_value) - right)

    # Reverse sweep
    sum_bar = 1.0 / len(right)  # return np.mean(...)
    scores_bar = exp_scores * (sum_bar / sum_value)[:, None]
    right_bar = np.broadcast_to(-sum_bar, np.shape(right))
    np.add.at(scores_bar, (np.arange(len(labels)), labels), right_bar)  # right = ...
    scores = scores_old
    top = scores == max_value  # scores = scores - scores.max(axis=1, keepdims=True)
    scores_bar -= (
        top
        * np.sum(scores_bar, axis=1, keepdims=True)
        / np.sum(top, axis=1, keepdims=True)
    )
    # scores = scores_of(parameters, images)
    filters_bar, bias_bar, w_bar, b_bar = scores_of_reverse(
        parameters, images, saved, scores_bar
    )
    return ans, {"filters": filters_bar, "bias": bias_bar, "w": w_bar, "b": b_bar}


def pool_forward(maps):
    n, f, height, width = maps.shape
    pooled = np.empty((n, f, height // 2, width // 2))
    for i in range(height // 2):
        for j in range(width // 2):
            block = maps[:, :, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            pooled[:, :, i, j] = np.max(block, axis=(2, 3))
    return pooled, (height, width, pooled)


def pool_reverse(maps, saved, ans_bar):
    height, width, pooled = saved
    pooled_bar = ans_bar.copy()  # return pooled
    maps_bar = np.zeros_like(maps)
    for i in reversed(range(height // 2)):
        for j in reversed(range(width // 2)):
            block = maps[:, :, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            top = block == pooled[:, :, i, j][:, :, None, None]  # pooled[...] = ...
            block_bar = (
                top
                * pooled_bar[:, :, i, j][:, :, None, None]
                / np.sum(top, axis=(2, 3), keepdims=True)
            )
            # block = maps[:, :, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            maps_bar[:, :, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2] += block_bar
    return maps_bar


def convolve_forward(images, filters, bias):
    n, height, width = images.shape
    maps = np.empty((n, len(filters), height - 2, width - 2))
    for i in range(height - 2):
        for j in range(width - 2):
            window = images[:, i : i + 3, j : j + 3].reshape(n, 9)
            maps[:, :, i, j] = window @ filters.reshape(-1, 9).T + bias
    return maps, (n, height, width)


def convolve_reverse(images, filters, bias, saved, ans_bar):
    n, height, width = saved
    maps_bar = ans_bar.copy()  # return maps
    bias_bar = np.zeros_like(bias)
    filters_bar = np.zeros_like(filters)
    for i in reversed(range(height - 2)):
        for j in reversed(range(width - 2)):
            window = images[:, i : i + 3, j : j + 3].reshape(n, 9)
            total = window @ filters.reshape(-1, 9).T + bias  # maps[:, :, i, j] = ...
            sum_bar = unbroadcast(maps_bar[:, :, i, j], total).copy()
            product = window @ filters.reshape(-1, 9).T
            filters_bar += np.reshape(
                (window.T @ unbroadcast(sum_bar, product)).T, np.shape(filters)
            )
            bias_bar += unbroadcast(sum_bar, bias)
    return filters_bar, bias_bar


def scores_of_forward(parameters, images):
    convolve_ans, saved2 = convolve_forward(
        images, parameters["filters"], parameters["bias"]
    )
    maps = np.maximum(convolve_ans, 0.0)
    pool_ans, saved = pool_forward(maps)
    features = pool_ans.reshape(len(images), -1)
    ans = features @ parameters["w"] + parameters["b"]
    return ans, (convolve_ans, saved2, maps, pool_ans, saved, features)


def scores_of_reverse(parameters, images, saved, ans_bar):
    convolve_ans, saved2, maps, pool_ans, saved, features = saved
    features_bar = ans_bar @ parameters["w"].T  # return features @ ...
    w_bar = features.T @ ans_bar
    b_bar = np.sum(ans_bar, axis=0)
    pool_ans_bar = np.reshape(features_bar, np.shape(pool_ans))  # features = ...
    maps_bar = pool_reverse(maps, saved, pool_ans_bar)
    convolve_ans_bar = (convolve_ans > 0.0) * maps_bar  # maps = np.maximum(...)
    filters_bar, bias_bar = convolve_reverse(
        images, parameters["filters"], parameters["bias"], saved2, convolve_ans_bar
    )
    return filters_bar, bias_bar, w_bar, b_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


# base:
# QlpoOTFBWSZTWVljQVIABnnfgERUWH/4M0ABHQr//9/6YAbd3zOsjlikQUAAswCFPSmyZQyDQ2oyMgyNANpq
# DAwAAAAGgAAAAAaYip6KYjTI00AAAaDQABISIp6CGieUxNonojI0aaPU0A0MAAAABoAAAAAESSAJqZMQMRET
# 9UxPSeKBp6jaMsEJI3zf6Sm3wAcw4dliD87lWfxaVPwdGyTBiZpxgshUzbJUHHid9XuTrAZYJQCFc7wgtVcX
# 4XVsBfvVBCkAaz2w0uDu8XIT2aDxy7AGP0D6hCGhqbj6/tJJjnJrfuPeHxtllJJh74GsKBgw9u5sYx7gcgUM
# GjUGoGMgLOcOfjKDm5YXfF+x71R03OBqudthLSYUQyuo2A5ERkMadURAvGJJNAIcmNyoyYgj1pFwLHTAIbFg
# QkZowMqmhvNKLuqjZmWNjVruLqC4whqBjyg5uXQ6EIYhkQMDIIMgnXtvz3y81C1ssLsMOEsBhGmXQwyL7B0P
# 9fbnmHMhhJoTKxNqz2sHruEB8NsE0Jqh0ymYtuPTs4+K91ox1WOP9QDBVNL7w7jvIfnYddEqon3ebZ6MjMfG
# hE69ZTe5EW3s4+Qn+LvGm6V2FTgog1G2czPCiaeTRaGCCRK7Lr3N0jRQoDyKII166eXDjnLd5jjob5vBGaye
# kNm03WNNbha1ZzNPEcWE0TWkYNVs15C1whe5MMlXjxXLjHiXG28tgg37IIMHHlKxr3DMfQ5tldTJ+fXTOqGi
# BnmYFxp2ukNALh4nzHYMcpfMczdr9IfUxDLsXZ3CXwvta4yPIaw4qejJ1S19IXJcfjbf1NdYZ+9YeL3RtpIG
# A0mm8RkAPAWnn6IlmO1w+VSKBEBugveU0gbA9oFAfowJA5AwjByg5RPpAaiFRSojIVHeBAgEVw1W4pZLM1q1
# Ep0TPSu3o2JkmXkqTe0hc3NppsZieDW3sgd9SM0s6NuFYyBMIWsortEIWoKcGRhhMMjI7S+Ai1OxOlZlwGTZ
# jyVNbkl35gcaxFyMPuH2jeLsXf+sp8ii0WQkJI+0PcU0QeQoHeLscxt+ZWNC/uBfu2Q5AGg4wibiPQm+G9UD
# 90oub6D+8wgUS0r5BW56Ab/E8lyMyY1Axe4F+/CQPSMhu4jwsL3RC6yH2AleQweAO8saEj57mwbW35BXDVFr
# FFSWfLYIsUmnmI1PYkcx1IL7GUkk10CxZLQaTruHiBeD2TwMB7/HwXTu/h5ABZTyV+HfXgSEiSEYwRxFiP3g
# m2vTr6dzvIlXkCXxJf6sbJ63USRPkFfAfXKKewuqhdfzQ+MD1FJRuLoRNa9eahcKdADrcD2ux5D4JBh2fYQw
# wNZCcyJ8bh7FkNRoSUKbwxlQ5NDzPFS8s0diCVZh4vJemN37ck0ELgM1PwAtFILh4SatMInWFmraNxdQYZC4
# 5lqAw8So1FoCX3hIZOTDELjLEdBspnjj+thqJIsglwjmVgp0dQPNYXcEtepRBPip90u5qc0TMaeiEBbUOjeX
# mnmPttuD0hYQKeCdcQMB70T2nkYeGDIMgecqfhasEGzuaECIZ0CHwILlhJRRUl1hvDOQiRjIkjIvQC/galQk
# JJNvMbJaaFVkj0gbDQJIz/YTFps7Nhy1GSJNqlsbHC0TaZc5w2gqqkXQIIgww0FLCaAlQYSfAAMwgiohwJiy
# s7B1MyZaamQ4CcssCWLFxk3L4GyBwhN9EnC1rBCxQ1opyKxSoxL75MLsjUDH9clyt4185aaH4gdtuFb90b20
# GoR2O4v7wKWMWL1Q5R1OJ5/Tj395WGxOeyGyPgbjuTkMf48tJFfA1DqA8VxU3AHPZTFSk/qzjm7DNYcSQg8S
# NTRqjApf6XMiOocd5Ho5a/yLuSKcKEgssaCpAA==
# end: dda3c17e08d5dab40cda82008f3a0be1faabb0237b8d4e8281fea43606e8f4cd

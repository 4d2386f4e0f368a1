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
# text: 5c648e69fe264352b6fe0bb8a77a3b742b0d1943308b60928cf229de4aeb782b
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["convol
#   ution_digits:convolve","convolution_digits:pool","convolution_digits:scores_of"],"as
#   sumptions":["parameters['filters'].shape[2] == parameters['filters'].shape[1]","para
#   meters['bias'].shape[0] == parameters['filters'].shape[0]","parameters['b'].shape[0]
#    == parameters['w'].shape[1]","images.shape[2] == images.shape[1]","labels.shape[0]
#    == images.shape[0]","parameters['w'].shape[0] == 9 * parameters['filters'].shape[0]
#   ","images.shape[1] - 2 >= 0"],"inactive":[],"written":[],"format":4,"made_by":["0.1.
#   0","86a2538e4019adfe"],"asked":{"source":"convolution_digits.py","module":"convoluti
#   on_digits","function":"loss","ordinal":1,"wrt":["parameters"],"kinds":[["parameters"
#   ,"{'filters': f8[f,3,3], 'bias': f8[f], 'w': f8[9f,10], 'b': f8[10]}"],["images","f8
#   [n,8,8]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"ha
#   s_aux":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory":null},
#   "signature":[0,3,0,"parameters","images","labels"],"functions":[["459951493ab89bbb",
#   "345af85fc332f5b2"],["b57b496ddc46a1a0","840c91294b84d70b"],["3dec6fb1161a67d0","e6a
#   a94a9b5d6eb1e"],["1b328331dd84f17f","987e629fa2838534"]],"marks":[[6,0,0],[9,0,1],[1
#   0,0,2],[13,0,3],[16,0,3],[19,0,2],[21,0,1],[26,0,0],[33,3,0],[34,3,1],[35,3,2],[36,3
#   ,3],[37,3,4],[38,3,5],[44,3,6],[49,3,5],[56,3,4],[61,2,0],[62,2,1],[63,2,2],[64,2,3]
#   ,[65,2,4],[66,2,5],[72,2,6],[78,2,5],[89,1,0],[92,1,0],[93,1,1],[94,1,1],[95,1,2],[1
#   01,1,2],[104,1,1],[105,1,1],[106,1,0],[107,1,0]]}

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
    scores_bar = scores_bar - top * np.sum(scores_bar, axis=1, keepdims=True) / np.sum(
        top, axis=1, keepdims=True
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
# QlpoOTFBWSZTWSXaIfkABndfgERUWH/4M0ABHQr//9/6YAbd33ueuh5aqR8wRANLtuyIk9IGgExMAIyZDTEM
# AgGqn+qjJ5TTahoxDJoDJk00xNMTIBqemSminijTINBoAAaDQABISEIKeJHlGm1TabVD0m1HpG0BDBEpCmR6
# npGEAepoaAAADIESRAQFNpk1PFT1MgAAAGTTCQkeU8vxKbeYHqHPf+tyh/PBVn4NKnh0co6GjcqllYEt1yTQ
# 44K6blrAZaEwBAfOrwVEMwzvW4DDggCFKqVpux1uG/o5iepQdM/AAEKnAoAIIyhkKFFhJKWCVmVCEjjjXSkk
# lEKDiFAwYe3ubGMfcDkChg0cA4AxkBazdr3lB1eeF3u+4/JUc7mbVdbbCWkxRDS6iJ6AiIlSxzRUeEIVyCYr
# JAqxz4JNLBJEYhwfECgQI4QFEZswaVNjeqUXdVGzUsrHDjcXsC4whwBjyg6OfY7EIZBmQMTMIMgnfxw04TA2
# Bas8Wxje6Aw1E7Zwyl6D1nl9vRoHoGYb1Dzoe2tdrB6bhAfmthNCaodMprJtx7eW/dljC2Z8LG/7QDCqbX7g
# 7z3EPryO2iVUT7/m2fhkZl40InbyOjt0RF7Lb+on/l3lTdK7CpnRBqNs6yPCSZWTPWiBBIcdltydrGeZA8jB
# BGvPTy34vL5jkY4DaCM1kLSEjV2YiVupRq3C5WBwvMgmdIs1W1XkLXCF7kxoq8d1y4x5FxtvTkkHFiC7j5Ss
# a+cMx6nJsrqZv4dtdKoaIGmhiXNe95DUBYXA/oW1ZZyXeWhs1+LPgZBp2FtLCLsvVWMzoNY+QPUOyWwpC6XP
# fbh2NmyGnz1j0d8bbiBgaTTeQyAHgLadbS0Ojh4VIoEQGuC8SmkDaD3gUB9bAkDyBhGA5RPxgNRCopUFkKjv
# AgQCK4bFwGrpaNb95KdE1Urt6+KZJp8FSb5kLntbTTYzI97XPugd9SM2s6+eKykRMQtZRXaIQtQU4MjDExoa
# HQvgRanYnYtSzNGzLqqcVmi3UBkpgFwmtqD7jYLcV/lSnaUKoshISRvhoFNhByqgYxbjMNXUUwUF0gWbNyGU
# A1HKETaR7E4Q4AIf8lF3Cg++YwKJaV9oVtewHDoei5mhMqgZO9F+HGQPbGQ2+Q8bC74heyH9ASvQYPEHga3I
# SPXa2D5JJ+QW32sXuWLVV5yuFOQxmpUa7qdT1QwsZySTZqFiyWg0nfaPkBgD4TmYj7OnNdd/xcoAVKbyufHT
# cJCRJCMYo4BYjqgl1vDxcGJ2iJSwgSyJLL2NSX10JImkKZxvwxTkFtUK7MyHLAvFJQ2SuES2l+ZQrFOwB3uD
# 4vlyHmkGHh9RDHE2SE8yJ7rj4LIbBoSUKcAylQ5ND5nRTAs0eCCVZh0eS9sr/zyTUQuBop7wLRSC485NjTCJ
# 3hZq2rcvQY5i5aFqAx6FRqLQEwwCQzc2GQXM8h1GymmWX3WGokiyCXEdCsVOzsA6rC/FLYKUQT3KfBL+anmi
# aDT2QiLah1cDA16j67toe2FhAp4p3yAxH2InrPQx54sgyB1lT32rFBs7WlAaDSAg7RiWeG4QjdqFcNGxoaac
# SQJF7AYcTYVCQkk3dRslpqVWaPgDobRU2fqMHdeXkDlaoVSyNnpISi9Va0p1bkVUJe946uMYmqKhLUSoFomp
# K5gDMKETSioHSsVVQpbZahQ2G6BNIoAosXM268zcgcYThRJxtayQsUNaqciskjTRe7eLZmsDL+c0s65TxdPU
# dAOe3fN2xq6pjSEbjEWYwKLGLF4kMsbTIeVMe3t8FVdxM1yG5HmbTlwSBJD46ekkF5mwO4D5LkptAPPcpkpS
# fSzlo7hmyHIkIPkRqatUYlLorZEbQybRHhcNv+LuSKcKEgS7RD8g
# end: 6921fc211102d672539057a2b2c920fffd33128fe7421741d40d4c89722b7f9a

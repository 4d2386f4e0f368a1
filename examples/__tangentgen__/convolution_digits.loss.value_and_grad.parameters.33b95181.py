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
# text: 3ee1a06a04935540164a0d15ce5476aef5b639c8eed2bbfc46e8b35e39e0de78
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["convol
#   ution_digits:convolve","convolution_digits:pool","convolution_digits:scores_of"],"as
#   sumptions":["parameters['filters'].shape[2] == parameters['filters'].shape[1]","para
#   meters['bias'].shape[0] == parameters['filters'].shape[0]","parameters['b'].shape[0]
#    == parameters['w'].shape[1]","images.shape[2] == images.shape[1]","labels.shape[0]
#    == images.shape[0]","parameters['w'].shape[0] == 9 * parameters['filters'].shape[0]
#   ","images.shape[1] - 2 >= 0"],"inactive":[],"written":[],"format":4,"made_by":["0.1.
#   0","443a352c58555700"],"asked":{"source":"convolution_digits.py","module":"convoluti
#   on_digits","function":"loss","ordinal":1,"wrt":["parameters"],"kinds":[["parameters"
#   ,"{'filters': f8[f,3,3], 'bias': f8[f], 'w': f8[9f,10], 'b': f8[10]}"],["images","f8
#   [n,8,8]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"ha
#   s_aux":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory":null},
#   "signature":[0,3,0,"parameters","images","labels"],"functions":[["459951493ab89bbb",
#   "345af85fc332f5b2"],["b57b496ddc46a1a0","840c91294b84d70b"],["3dec6fb1161a67d0","e6a
#   a94a9b5d6eb1e"],["1b328331dd84f17f","987e629fa2838534"]],"marks":[[6,0,0],[9,0,1],[1
#   0,0,2],[13,0,3],[16,0,3],[19,0,2],[20,0,1],[27,0,0],[34,3,0],[35,3,1],[36,3,2],[37,3
#   ,3],[38,3,4],[39,3,5],[45,3,6],[50,3,5],[57,3,4],[62,2,0],[63,2,1],[64,2,2],[65,2,3]
#   ,[66,2,4],[67,2,5],[73,2,6],[78,2,4],[81,2,5],[90,1,0],[93,1,0],[94,1,1],[95,1,1],[9
#   6,1,2],[102,1,2],[105,1,1],[106,1,1],[107,1,0],[108,1,0]]}

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
    scores_bar[np.arange(len(labels)), labels] += right_bar  # right = scores[...]
    top = scores_old == max_value  # scores = scores - scores.max(axis=1, keepdims=True)
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
            product = window @ filters.reshape(-1, 9).T
            # maps[:, :, i, j] = window @ filters.reshape(-1, 9).T + bias
            sum_bar = unbroadcast(maps_bar[:, :, i, j], product + bias).copy()
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


def scores_of_reverse(parameters, images, saved3, ans_bar):
    convolve_ans, saved2, maps, pool_ans, saved, features = saved3
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
# QlpoOTFBWSZTWeIWn2YABnFfgERUWH/4M0ABHQr//9/6YAbbfe7veHN3AcgUAAmzoEkSap5qTelP1CaP1Rpo
# BoNANMmQBpk0ppT1MQeoGgAANAAAEgpEUxqHpD1PUZqabUZD1ANDINBqp/qpo09JppkyMCaDENGmTBGhgwAA
# AAGgAAAAARJEAgTRpo0FMmoeo9MoaB6jaTwZgkjsnZ3ytvSBtHDfgg/zkXD9DSr4PgeeOCG7pi16FN6zAObL
# NYXyzgBjBK5jEi5CwOFXMcrVwAx5AghQANa4a2bb+rkh7tPXf7AARQB6AIIVHtYLE0pEk6FCVc+qQ80kIJJT
# kTG4KDBh072xjHvByBRg0aw1gxkCNMZtVAbmKDOp9A+kSOGheYnOSQE1cpJDxCmsDvZabLJcdxXCnlC9GjVs
# pbSZm5JJj8jARy1HZgeG7E0tW6TWrGEtapDVyud3PAfYMCBR3BB74Ojn5nmQhkGZAxMwgyCdvTjpxmBsFrZ4
# 3xx5SwGMaZeGOZhYPM/X7+GgeBDGTUmdib7bXLh1wCgnDFwBkjYtTaGUkqb/Hlxu7su7M5dsAzVmp9YdR1kP
# 1sOiktifV+GzvZGaPnRtKdHmK30oi3b/Hyk/xk9FbqyYWaaQajbNrPKLRhStqgMMxY/fJ4XSKxIh7M7DF8dH
# Vvzsx3e50UN46QIxstASNqvslSW2ZWz5h1OQ4ZKJrQPGzwqqLYBRhgY6NX4QuQmJckkz6CH69KBMXLnMp8g0
# HyO9srscMz69ttaoaIGupiXNvS8hsBcdT6jvDLPCjLQ3bfaH9TIM/Qte6FRvpczPEaw5qeTJ2bYUt258Sxx7
# Gu6GnyrE8UrcUGBFjJiQoA/oO7z7Uuh+co+lqpoKQO+C9xTQyEiG8H1gUB82BIHeDCMHOBnE+0BqIVFKqkah
# UeIECARXHZchTAHE1r1lpScdVyj5NOxQsxj6LA2biGZ/G002MzODW7fOdr3YkZ4mc2Wd0SBM4VNZMKKLWC0o
# hUDGVhoaHyMcRL2lyvV1czSQy7rV0c0v8wJiLf8B943F3F/+2U+hRaLISEkfeH8BTRB5igchfI8Bt8ysqV/Y
# DdvQ5gGo4wibiPYnGHFUD9kou4Un1mMCiWlfQK5PYDj5nVczQmVQMngo/g5SD5wm7mPK4DagPuBK6jB4g8Gx
# oSPls2D2jf1C6rTGClkw+XARaEmnxEanMkbT1IMrnJJNtQsWC0ApPTcPUDAH1ToYj3ePRdeH7veAFlOqP5d1
# dCQkSQjJCCOQsR/EE37dvTz4PEiVgQJhEmHsxsnteiSJ9Ar8h9s4p7i7KF8PBD4QPYUlG4vCJtXt4KFxTsge
# lwfW+XePRIMPV9xDHE2kJ4ET4XH1LIbDQkoU4hlKh3tD4qXKaPUglWYdHmvbrf/femohcDRT4gWikFx6SbNM
# IHpGzVtW5egxzFy0LUBj4lRqLQEwwCQzc2GQXM8h1Gymn6EHKJIsglhHQrBTs7AeSxvyS2ClEE+Cn4S/gp4I
# mg09kIo2odXA18h99+4POFkAp5B6TIDEe5E954mHXFkGQPKVPjLTFBs7mlAiGlKB+RBc8ZKKKkvYcA0kIxjI
# MhIB2Aw6GxUJCSTf5DZLTUlZo+oGxcgkjj+4mLVh4bDyWMkQ2qtjY4YktldxsLcW5XKO5DGJqlkxSWJvETUl
# 5wDEQRUQ3AMWCtNhNNsuVKbEwFKcgGRYuWzYvQ4IHKE40crWskLSkk1U7y2SVGJhhJjfM2Ay/TNc7eNfaWmp
# 6fmBN/KuIXaguwyvJ4gHSZMkyWZBkZYDGV9cVKGEtyTQTQ9Dc8E5jH9+usivgbB6APNclNwB5b1MlKT+LO7R
# 3jNodxIQeZGpq1RiUvyuyI7Bz4keznt/8XckU4UJDiFp9mA=
# end: dc55539ae21ff50d9ccb6921baa2babf492e1c16e15ba1ac29b5bf31cabddb8a

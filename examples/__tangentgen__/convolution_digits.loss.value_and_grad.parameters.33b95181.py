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
# text: 201a63f6f3d4d071998142474c389e1c8867a5fc69a08b804d800e2f3e9a9d63
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["convol
#   ution_digits:convolve","convolution_digits:pool","convolution_digits:scores_of"],"as
#   sumptions":["parameters['filters'].shape[2] == parameters['filters'].shape[1]","para
#   meters['bias'].shape[0] == parameters['filters'].shape[0]","parameters['b'].shape[0]
#    == parameters['w'].shape[1]","images.shape[2] == images.shape[1]","labels.shape[0]
#    == images.shape[0]","parameters['w'].shape[0] == 9 * parameters['filters'].shape[0]
#   ","images.shape[1] - 2 >= 0"],"inactive":[],"written":[],"format":3,"made_by":["0.1.
#   0","3080f5ab7f9715b9"],"asked":{"source":"convolution_digits.py","module":"convoluti
#   on_digits","function":"loss","ordinal":1,"wrt":["parameters"],"kinds":[["parameters"
#   ,"{'filters': f8[f,3,3], 'bias': f8[f], 'w': f8[9f,10], 'b': f8[10]}"],["images","f8
#   [n,8,8]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"ha
#   s_aux":false,"typed":true,"extra":null,"direction":null,"memory":null},"signature":[
#   0,3,0,"parameters","images","labels"],"functions":[["459951493ab89bbb","345af85fc332
#   f5b2"],["b57b496ddc46a1a0","840c91294b84d70b"],["3dec6fb1161a67d0","e6aa94a9b5d6eb1e
#   "],["1b328331dd84f17f","987e629fa2838534"]],"marks":[[6,0,0],[9,0,1],[10,0,2],[13,0,
#   3],[16,0,3],[19,0,2],[21,0,1],[26,0,0],[35,3,0],[36,3,1],[37,3,2],[38,3,3],[39,3,4],
#   [40,3,5],[41,3,6],[47,3,6],[52,3,5],[59,3,4],[64,2,0],[65,2,1],[66,2,2],[67,2,3],[68
#   ,2,4],[69,2,5],[70,2,6],[76,2,6],[82,2,5],[93,1,0],[96,1,0],[97,1,1],[98,1,1],[99,1,
#   2],[105,1,2],[109,1,1],[111,1,0]]}

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
    filters_bar, bias_bar, w_bar, b_bar = scores_of_reverse(saved, scores_bar)
    filters_bar = filters_bar.copy()
    bias_bar = bias_bar.copy()
    w_bar = w_bar.copy()
    b_bar = b_bar.copy()
    return ans, {"filters": filters_bar, "bias": bias_bar, "w": w_bar, "b": b_bar}


def pool_forward(maps):
    n, f, height, width = maps.shape
    pooled = np.empty((n, f, height // 2, width // 2))
    for i in range(height // 2):
        for j in range(width // 2):
            block = maps[:, :, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            pooled[:, :, i, j] = np.max(block, axis=(2, 3))
    ans = pooled
    return ans, (maps, height, width, pooled)


def pool_reverse(saved, ans_bar):
    maps, height, width, pooled = saved
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
    ans = maps
    return ans, (images, filters, bias, n, height, width)


def convolve_reverse(saved, ans_bar):
    images, filters, bias, n, height, width = saved
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
    return ans, (parameters, convolve_ans, saved2, pool_ans, saved, features)


def scores_of_reverse(saved, ans_bar):
    parameters, convolve_ans, saved2, pool_ans, saved, features = saved
    features_bar = ans_bar @ parameters["w"].T  # return features @ ...
    w_bar = features.T @ ans_bar
    b_bar = np.sum(ans_bar, axis=0)
    # features = pool(maps).reshape(len(images), -1)
    maps_bar = pool_reverse(saved, np.reshape(features_bar, np.shape(pool_ans)))
    # maps = np.maximum(...)
    filters_bar, bias_bar = convolve_reverse(saved2, (convolve_ans > 0.0) * maps_bar)
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
# QlpoOTFBWSZTWdq8YQwABopfgERUWH/4M0ABHQr//9/6YAb8Cvpp10SIKAkVBDw0EmkyZGQaA0AZDQDEAEVP
# 0npTyCGmCGTQZMCaYTBAGAAAAA0AAAAACQiQIU8hNqMKYyJoyZpHqAAYAAAADQAAAAAIkkTRkAEGCmo0aMjQ
# AHka5ISR5zz/6U29APWOL5e+fs1k5ldfNoKykohBt1WHi1k8Vjnywnw31riavYOluBC/fW4dSWY0ucAMcUkC
# CIAXDGuA9HNZgeyI56d4Bnv8g+wMZuN50H2/dtvTZu95w+DPdljTRtvP4ZnWFAwYe7wbGMfgDkChg0dAdAMZ
# AW7bkQXT1Q6Wcf6KnmrO+zRrstsIXIZUQ1w+1jiIiBXaa2vyIMUJI8tshtprjdigAy43iMfHFBBcnYUKMrez
# Wibx7OjDqo2tlnZfR15AewMhhRuCDwgYOfmcyEMAzkDMZwgyCdOuzRjxYOaYvGa5OgMmQHekM5ig7Tz/n06n
# pMoM2Ho6OE3VYerAQH6LyTSaodNUzMZHw58uObWlBYjYGReVACkqQnOBMJwg8SDOoRVQ5qjP8aGM/qygH7fH
# 1X4oIvZfLpJ/ph50UsMGaXVDCn98vts+hWVdFdmatjZiJfjptV52dmMB9nGM44+PivqKo7loG2hpiGESAQdQ
# hQkpUSdOsCOjeRG8nEjMCqsNjeh5+Rnd7RlWEWMEy1Vdl8WYGPMwNt681DlBC9vzFTMT3hcPkb2yug4v588d
# FUNMBmhgi27rbKNQGHQfQW9Z6SYee6jbL6w8r4ncXraWcysyOYpl0oXrDtCsQCws8K49pu3M198y5r0NcAtk
# DIaTTdZkKAPmLgdjS18WQ+VpUaCkDKCSBtKKQMgekCgPwYEgbwYRgmEX5wWohUBqCyFQNYDBgNJY3JYFLRq1
# y5Ep0Talhvd1pkmvkqb7yGD3Npp5nyff4RfGnDhiLsffnbpEyxSxhRU0QhdBTgyVMNGV1qaniYyEXdtzuWLn
# MZDDfauToS74Ab6wRzmb2D/Y3g6S7/rKfEKLMWSJ2h71TEB4KIbgdRxG3wKwoA9QL9OpDgAYjhCJpI8ybCOw
# FD1Si4vpPyzVIlEtK+IVpeYGzwPFc5owHBdaL7bZE84yGneO2yOuIXWQ/wCV4jB2g7DG4Y2vXvoPubfkHohC
# oR07F1WFLMTT2I1XRDyO6F9jRISTLELWS0Gk6aR3gXg9U5GZd3hyXHX9HgAFlPFX3bq5EjIkCMBcAYj7QTVl
# z6eet2ESryBL4kv7EbD2uKJJIHqFe4e2eKd0clC6/ih6QOypKNJdCL24qFCnMQ6XA9btvAeSQYdXuCZsxkSY
# SuMfS8epZDIaElCmwMJUODQ8fCRC8s0dSCVYIeDwXnhd/fFMQS4DQh9gFNIaFkdLe4G4judJytlRcDLQFnqV
# AMuYRqNEAeMIbNFoZEzDBpoLYVJGWefysNRJFkEuEdBWZDm5AeSwu2pa8SiCeiHsl3FDiCaBpeaERbUOLeXm
# PkPfVpDzhYQKd+5MBzDuFO88C6/NSEj4yp4VMgFS3JQQDQaxAj2jBaZNwhG7ob00MSMZAkSRfNC/YZBUJJJ3
# 8hpKexJohd4HM3iSN36CYuBZca6ioyQbE2qXNuF1KqU6vmUVMOpjAVhDVkCWO2xVE1JfeB1CZhFItZzPPEwX
# CVHRVuRVd06B0R0WaLCXWcEcUxjbXJj5QbqqoGOhimyR1EzRGDRjDeV6G4DP8tEtK5185aYn2gddW2tmmN7a
# DUI6jWX7gKWMSIdEOEcjefpW7bt87XaicdSGpHkaThsSBJD6aPGSC8jIOgDvXBDSAcdSmCFJ97OBoDUMyhwJ
# CDvI1MWqMxS++5kRyDfsIvNz5fi7kinChIbV4whg
# end: 47efdd9b4ba091e20a5079a4735dc0bc03df7b89b680ff3056378fa6f029f176

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
# text: 7eb9b3779754f4ad245738cbd7a4b6fb991c643e8108fd85b57c76fe117f5832
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["convol
#   ution_digits:convolve","convolution_digits:pool","convolution_digits:scores_of"],"as
#   sumptions":["parameters['filters'].shape[2] == parameters['filters'].shape[1]","para
#   meters['bias'].shape[0] == parameters['filters'].shape[0]","parameters['b'].shape[0]
#    == parameters['w'].shape[1]","images.shape[2] == images.shape[1]","labels.shape[0]
#    == images.shape[0]","parameters['w'].shape[0] == 9 * parameters['filters'].shape[0]
#   ","images.shape[1] - 2 >= 0"],"inactive":[],"written":[],"format":3,"made_by":["0.1.
#   0","adbb0473842592be"],"asked":{"source":"convolution_digits.py","module":"convoluti
#   on_digits","function":"loss","ordinal":1,"wrt":["parameters"],"kinds":[["parameters"
#   ,"{'filters': f8[f,3,3], 'bias': f8[f], 'w': f8[9f,10], 'b': f8[10]}"],["images","f8
#   [n,8,8]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"ha
#   s_aux":false,"typed":true,"extra":null,"direction":null,"memory":null},"signature":[
#   0,3,0,"parameters","images","labels"],"functions":[["459951493ab89bbb","345af85fc332
#   f5b2"],["b57b496ddc46a1a0","840c91294b84d70b"],["3dec6fb1161a67d0","e6aa94a9b5d6eb1e
#   "],["1b328331dd84f17f","987e629fa2838534"]],"marks":[[6,0,0],[9,0,1],[10,0,2],[13,0,
#   3],[16,0,3],[19,0,2],[21,0,1],[26,0,0],[37,3,0],[38,3,1],[39,3,2],[40,3,3],[41,3,4],
#   [42,3,5],[43,3,6],[49,3,6],[54,3,5],[61,3,4],[66,2,0],[67,2,1],[68,2,2],[69,2,3],[70
#   ,2,4],[71,2,5],[72,2,6],[78,2,6],[84,2,5],[95,1,0],[98,1,0],[99,1,1],[100,1,1],[101,
#   1,2],[107,1,2],[110,1,1],[111,1,1],[112,1,0],[113,1,0]]}

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
    return ans, (height, width, pooled)


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
    ans = maps
    return ans, (n, height, width)


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
# QlpoOTFBWSZTWXLZX2YABq9fgERUWH/4M0ABHQr//9/6YAb932Pd27pOk1bBn20AVc2gYAAAADQAAAAANRka
# TKDIaBpoAAANNAAlNNFNTRpMhHqD1NDQNA9IaAAJNRJMpk0amUfppTegKaaMTxR6mEGgyqMRiAwE0GQyZGAT
# EyGCJJATTUyYKZkmpk9RoyAAG1NyaoAT1r1+9WroBwGvhj82/mymtRWH4oFupZwmoUVVrKowrusb7hbdHnc5
# rWHRCUhJXpewlqq4vyurUC/coKFIg1nrhsuDu6OQnmUG/TiAZ7fMPQETYcptPT6Kumtccu09yd+rLTRVz92Z
# +IWCCHf4KIj4A1QWIMPYHsBEoJsOfZuLJ0dNGSc/9l16zBxwaMvrVCsVQQwQe2CMaREQN1FKQuEL9ZRPONQ0
# 0U2HSVQJ5nqWP5bIHx8Q4JQ9EZudEtcstNyka4xRXP38iPKGBAo7wg8YOLl1OpCGIZEDAyCDIIwTxvhGgIAj
# iRiJIswAi1EpbIiDiaYEw7eZXgSial1jo2ba2XgOrIKB5saowjLG0tmaqVt4b92Mso01c9Fb/ywHDnauwPYd
# hJ+OB5mS3ML3/NT7pSZ+VkK7t54uPGBU7cbugr/jJztbmSF1pZQylTrT98lyvdwzliKYr9tOS8aYOGWQeilC
# Oa/X17NtdHzMt558rXFWI6al8jDrVjmKvHgqp7rVW9FpsViV93aYrXcyOgkuycs4fLdZYhYLySTPooc4IXuD
# L69AxHwODZXM5P49dmdURIgzzMijXxpI1gURznxI2xjVM2sZmmzkjtMBnxKzogtFt0ajgROXQEeEPHA7mAqC
# jre7qaaQz9Kw6PdHULoUGBFjJiQoA+Q6njFzPrlHytVNBSBpBd5TSBtB7QKA+5gKHQERiEzZPJJKYFISkkUp
# DmAgQCK36LeNXLnHfvKtLFbLN8mnNhVZ+cuLxKMjvWMUTM+DOPhQe+6pNuVTreOdYqYJytl3Ew1BJJTBqREu
# bUGVPMzPQXkJdaXFdnY5GyQx4Wrm5Jd8AOFYi5GHqH+RvF1Lv9sp8QosxZCQkj7YegpsQeKqHeLqcht8CsaA
# PmBft1Q4gGwcYRNpHqTcR3ACfNKLm+g/DCpEolpXxCtr1A3dD2LkZkxqBivci+u+RPGMht4Dvsj3RC6yH9gN
# dREm4JzmvAizhyyw7FfML5rsxgsuqw9OAqZkY6ymV7ZDgdsDKzRRXZrC7heYHORy1grgBIA8yGhoBWbaJV24
# lgEAIEhwkv99cyQkSQjGKOIsR9YJrp17ePc7iJV4g5MHLsjLh2YKFVD/QruJ2aMh2kmyQLr+SHuge0UlG0uh
# E0r28lC4U6iHa4Hyux4jzSDDyfMEwwNJCciJ7rh8iyGg0JKFNwYyocWh5HRS8s0eRBKsw6PFeuN39cU2AlwG
# anvAtFILgc5NGiETtCzVtjcXUGGQuOZagMOgVGolAS+8JDJyYYhcZYjsGymeOPysNRJFkEuFcysFOroB4LC7
# elr1KIJ7lPVLuSnJEzGl6oRFtQ7G8vNngPnrtDxhYQKd6dsQMB70TznsMOeDIsj4Sp77Vgg2dq0qEQzoCHcJ
# JpqWiilxZMg5FGDGLBQWPUC/eaBUJJJr4DSWmwqskfIDobQB0/YiTaYMUh0l0lUpFlzeo0YqrurbxvG5Ju7B
# 2IRCihyTTJchUwomX5AOkhFxDgqMTh4HdVSpk1TmiqgdNpgmSmXGTevM1QN8Juok32tZIWKGtinErFKiwyyX
# VjQ2AZ/LSTS99eTbrPEDjt3Vz8rMpaSkjqdxf3gUsYsQ7IcY6HA/Ou/fv8bXak5aoao8zacdyQJIf/n7JILz
# NA7APBcVNoBy1UxUpPtZxMw1GaQ4khB4EamxqjApfS5kR0DhuIvVy0+gu5IpwoSDlsr7MA==
# end: a07ae34b6dd49041dd8fe35e041685c311fcffe03ce0a8e2784ed3ca7bbe158e

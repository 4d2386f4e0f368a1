# Made by tangentgen. Edit it as you like: edits are kept.
# of: softmax_digits:loss
# request: value_and_grad wrt w, b of (w=f8[p,k], b=f8[k], images=f8[n,p],
#     labels=i8[n]) typed
# assumes: b.shape[0] == w.shape[1]
# assumes: images.shape[1] == w.shape[0]
# assumes: labels.shape[0] == images.shape[0]
# meaning: 94ba54c3f52261ec341fc42e57f3338266ee070ee3471bc36356fa69197ab449
# text: 5d8512b4b354831b485bb8f5b1e5b9bbe8986bd7135da6d3f1e7c566369f6ed7
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":["b.shape[0] == w.shape[1]","images.shape[1] == w.shape[0]","labels.shape[0
#   ] == images.shape[0]"],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","308
#   0f5ab7f9715b9"],"asked":{"source":"softmax_digits.py","module":"softmax_digits","fun
#   ction":"loss","ordinal":1,"wrt":["w","b"],"kinds":[["w","f8[p,k]"],["b","f8[k]"],["i
#   mages","f8[n,p]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":
#   true,"has_aux":false,"typed":true,"extra":null,"direction":null,"memory":null},"sign
#   ature":[0,4,0,"w","b","images","labels"],"functions":[["8335aee7958b934e","16d380365
#   e52871f"]],"marks":[[6,0,0],[9,0,1],[12,0,2],[13,0,3],[14,0,4],[17,0,4],[21,0,3],[24
#   ,0,2],[26,0,1],[30,0,0]]}

import numpy as np


def loss_value_and_grad(w, b, images, labels):
    """Value and gradient of `loss` with respect to w and b."""
    scores = images @ w + b
    max_value = scores.max(axis=1, keepdims=True)
    scores_old = scores
    scores = scores - max_value
    exp_scores = np.exp(scores)
    sum_value = np.sum(exp_scores, axis=1)
    log_sums = np.log(sum_value)
    right = scores[np.arange(len(labels)), labels]
    ans = np.mean(log_sums - right) + 1e-4 * np.sum(w**2)

    # Reverse sweep
    sum_bar = 1.0 / len(log_sums)  # return np.mean(...) + 1e-4 * np.sum(w**2)
    log_sums_bar = np.broadcast_to(sum_bar, np.shape(log_sums))
    right_bar = np.broadcast_to(-sum_bar, np.shape(right))
    w_bar = 0.0002 * w
    scores_bar = np.zeros_like(scores)  # right = scores[np.arange(len(labels)), labels]
    np.add.at(scores_bar, (np.arange(len(labels)), labels), right_bar)
    # log_sums = np.log(np.sum(np.exp(scores), axis=1))
    scores_bar = scores_bar + exp_scores * (log_sums_bar / sum_value)[:, None]
    scores = scores_old
    top = scores == max_value  # scores = scores - scores.max(axis=1, keepdims=True)
    scores_bar = scores_bar - top * np.sum(scores_bar, axis=1, keepdims=True) / np.sum(
        top, axis=1, keepdims=True
    )
    w_bar += images.T @ scores_bar  # scores = images @ w + b
    b_bar = np.sum(scores_bar, axis=0)
    return ans, (w_bar, b_bar)


# base:
# QlpoOTFBWSZTWbtx6U4AAbzfgEQQWH/0EkABFQr/79/wQAJXIbRK0JIoamp6T9TT0JP0U9R6gAANPSCSFNMK
# T1PQhkMjJ6gDQaAYAaaNBpiAAABkAJEiaGpmqaNBoMQAAaBCQuFJczPlt3vA8OrfEfdyq3gxjZ+RAIdITnzl
# MOHUZV6DoxMypRPnnHScxBcMYZwaZGif0XEzrZbn8rYfP7RGY83EWJNgbq123ZNFXeXwciek4WKzkoGhlkyp
# jSVbzj69p35OMdgcb9H6Q6wTDSI+Y2s2NxSTmue7s8335t4xszxODDTfFbnC9MXWRuNQ4qy8neemJt5Zglex
# cNQLHjPAemNcwaGE4wKqntd7yBQnxNhhwkGU3SCyTMDIrAbJyDeMXMNPhReyd3VNJKhSWKWwzIMxUbuKU8yT
# 0D9D4a0mB80WyXgakIqpbyNCJBtGi94oRvSgcCQkoyO8hU7r5aYairxVBrSjwK3kVZwDbglENbUcsski0YGG
# EHLA6J49VjIMFMIiyr0yNwr7RXQDppDRKe2oN6YLR08biii50z+16XEB0oVQwKF8EpiYM0lL021oawwr3klD
# AbRMpHGsCOJBY/rluElsvoa8bHGOQkQpBkY6DoRkMtgkrbmZiTvedZYQ4g6sYGIuKxybsoZOEcqUwgmNQMV7
# LGjkazhw3ZShKFCd9GsnQwISlPzd6VSbItjqtcGBnnQa39iZtAmmYIWTS1mKVMQsqjpLMFcjXw/4u5IpwoSF
# 249KcA==
# end: 6f8c484352f65c9c7f2293c99bdcacb43643af09e6b4500969458a9a709cd5da

# Made by tangentgen. Edit it as you like: edits are kept.
# of: softmax_digits:loss
# request: value_and_grad wrt w, b of (w=f8[p,k], b=f8[k], images=f8[n,p],
#     labels=i8[n]) typed
# assumes: b.shape[0] == w.shape[1]
# assumes: images.shape[1] == w.shape[0]
# assumes: labels.shape[0] == images.shape[0]
# meaning: 94ba54c3f52261ec341fc42e57f3338266ee070ee3471bc36356fa69197ab449
# text: 77091167b0fab31914ef72ca11d8a6fdd8237b6b584e52e6f729572180f15c9e
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":["b.shape[0] == w.shape[1]","images.shape[1] == w.shape[0]","labels.shape[0
#   ] == images.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","86a
#   2538e4019adfe"],"asked":{"source":"softmax_digits.py","module":"softmax_digits","fun
#   ction":"loss","ordinal":1,"wrt":["w","b"],"kinds":[["w","f8[p,k]"],["b","f8[k]"],["i
#   mages","f8[n,p]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":
#   true,"has_aux":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory
#   ":null},"signature":[0,4,0,"w","b","images","labels"],"functions":[["8335aee7958b934
#   e","16d380365e52871f"]],"marks":[[6,0,0],[9,0,1],[12,0,2],[13,0,3],[14,0,4],[17,0,4]
#   ,[21,0,3],[23,0,2],[25,0,1],[29,0,0]]}

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
    scores_bar += exp_scores * (log_sums_bar / sum_value)[:, None]  # log_sums = ...
    scores = scores_old
    top = scores == max_value  # scores = scores - scores.max(axis=1, keepdims=True)
    scores_bar = scores_bar - top * np.sum(scores_bar, axis=1, keepdims=True) / np.sum(
        top, axis=1, keepdims=True
    )
    w_bar += images.T @ scores_bar  # scores = images @ w + b
    b_bar = np.sum(scores_bar, axis=0)
    return ans, (w_bar, b_bar)


# base:
# QlpoOTFBWSZTWU4ps9sAAa/fgEQQWH/0EkABFQr/79/wQAJVBdG0BJImVPU2p+in6En6CjQAAB6QSJJhNSeI
# SbRHonlPU08oeo0yaDADTRoNMQAAAMgBJIo8po00AMhkAADQJCF1tPtfLx4xMiUK/72y9mXfmzXqjISQQIV5
# H1KCL8SVmhpylpuIptdIPeZEHjDDKTibyyr7IYHFmfy6Z29PegZDyecMhsDhe/CfYwu6lYO5PWdbmNZqQ5Nc
# mW0tPGh6/jgcOUD8ketNnuShZJjmPe85lfSDvrw6Pjjx4wb9eGEjLbSUmppkro4G4gVp84jbFHz0C9GYDsFz
# nlZrCVtMdQbGEDSKKvjEUJIko0N5l1muTHWEBcTYNGMg31mGsYvYam9+DDnOVVRN6mskuQ1IsxAt/Uqak3RD
# 6HhlfLR5gqX8DECLafWOuIeqhkRaQEVpQN5MEpTO4jBzl8tQNhV5J5tUjvK3TIaxCzFKQbXI455pFwyYZAcc
# eimXTuYDFUCQs6+GZaLC4V8Q0qDgKlkA50wXDk6V733uTO9cErwNQVwsUKwSwEwZrKVTbWpq1r+ZJJYFI+Cs
# RhAmP1lagSpjAnkmMbPSByeEpPUOBFAyiCWm1tm2I7TyLlPYIV22nlAruTeaMJI3CwCDAagaKszNXc1lDhvM
# lCJNklEbO8rYyJCnXpEWxSfIvpuvgGRrrYd/9oatgmmWBdjS8DFKmIZq46SySJh4bP+LuSKcKEgnFNntgA==
# end: 735d8ac489751c78dfcabe63421d53bd29947eea8bcc5f49f20d57bd58d048f1

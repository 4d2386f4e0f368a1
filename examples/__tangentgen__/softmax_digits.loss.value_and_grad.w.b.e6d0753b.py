# Made by tangentgen. Edit it as you like: edits are kept.
# of: softmax_digits:loss
# request: value_and_grad wrt w, b of (w=f8[p,k], b=f8[k], images=f8[n,p],
#     labels=i8[n]) typed
# assumes: b.shape[0] == w.shape[1]
# assumes: images.shape[1] == w.shape[0]
# assumes: labels.shape[0] == images.shape[0]
# meaning: 94ba54c3f52261ec341fc42e57f3338266ee070ee3471bc36356fa69197ab449
# text: 6014fb45079492f1cc173cab0fca73f6a6062e8aa91a7a07aa62628f9ca1a1b8
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":["b.shape[0] == w.shape[1]","images.shape[1] == w.shape[0]","labels.shape[0
#   ] == images.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","610
#   6d9434712cf6e"],"asked":{"source":"softmax_digits.py","module":"softmax_digits","fun
#   ction":"loss","ordinal":1,"wrt":["w","b"],"kinds":[["w","f8[p,k]"],["b","f8[k]"],["i
#   mages","f8[n,p]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":
#   true,"has_aux":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory
#   ":null},"signature":[0,4,0,"w","b","images","labels"],"functions":[["8335aee7958b934
#   e","16d380365e52871f"]],"marks":[[6,0,0],[9,0,1],[12,0,2],[13,0,3],[14,0,4],[17,0,4]
#   ,[21,0,3],[23,0,2],[25,0,1],[31,0,0]]}

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
    scores_bar -= (
        top
        * np.sum(scores_bar, axis=1, keepdims=True)
        / np.sum(top, axis=1, keepdims=True)
    )
    w_bar += images.T @ scores_bar  # scores = images @ w + b
    b_bar = np.sum(scores_bar, axis=0)
    return ans, (w_bar, b_bar)


# base:
# QlpoOTFBWSZTWY7g660AAbJfgEQQWH/0EkABFQr/79/wQAJURUUAkSTQI9FPIGhNNRoNGho08gkSRiFMnqZA
# MjID1DTJoBgBpo0GmIAAAGQBgBpo0GmIAAAGQEgS3Vt0uNWzxkRKFfv0SPt3vzZDxwjMCEQCV8j2pNHPZuMO
# ZzuMS8mnbyiDQqkMY1rgykZVf0kfJmHL0pZ7dqwoPW8IZDYHW+/rPWwvdgzdayMT9Xl1k1IcmvN2423TP9+e
# p184H0FPw7HvC1pjmPtea0pwhdVNlMo2S27YNWNkrLDNoiGrUy2/JradRArp5RGmJvLEMJssHVYDyz1alKuN
# 2AaGEDSJ8rrriKEkSUYncZ90WryY6QAYCbBoukGutoZDNjHpvltcRCqqM5LNcUrDxK2yZh7paeJlFYfob2sS
# pwmu+XqaUgvUuJGCJLYNFHckHFKZuMkhUyPoVziF7PgHZFuikdqhfUtjInzrDVtSoHbFHfjxSMRpjAO+3fw0
# 8b2BtXAKC42+XEwFsxFnWHKoPIXDVMPBMMSFFM5SzhOPXYlmBzBXhUmUglYJgzEnRNtYNVrf6EklYTjnVSMw
# MDvNdUhdLKzS7A2uSQQpBrNPIhIOI1YkLHNtmcRsOheV/8IV7bTpAr3JvBFUkbxVBBUNQMLGYGrc1SHDeBKE
# SUlEZcCy0oSFOz0iLbkn5l+O++oKHhZaeurViZIo2mXAqNLQuSrvC1XDrlRImGmXwLuSKcKEhHcHXWg=
# end: 1ebca30b0f5eeb1573de50012b76dcaed6e4b8ba65d4289af12ba6159b98f2e2

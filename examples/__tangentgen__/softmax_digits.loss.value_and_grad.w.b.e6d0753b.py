# Made by tangentgen. Edit it as you like: edits are kept.
# of: softmax_digits:loss
# request: value_and_grad wrt w, b of (w=f8[p,k], b=f8[k], images=f8[n,p],
#     labels=i8[n]) typed
# assumes: b.shape[0] == w.shape[1]
# assumes: images.shape[1] == w.shape[0]
# assumes: labels.shape[0] == images.shape[0]
# meaning: 94ba54c3f52261ec341fc42e57f3338266ee070ee3471bc36356fa69197ab449
# text: 5c8cb22f3d600401af1d41664e37ff6f631cb60f5314354b6251c8b2b197ca43
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":["b.shape[0] == w.shape[1]","images.shape[1] == w.shape[0]","labels.shape[0
#   ] == images.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","443
#   a352c58555700"],"asked":{"source":"softmax_digits.py","module":"softmax_digits","fun
#   ction":"loss","ordinal":1,"wrt":["w","b"],"kinds":[["w","f8[p,k]"],["b","f8[k]"],["i
#   mages","f8[n,p]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":
#   true,"has_aux":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory
#   ":null},"signature":[0,4,0,"w","b","images","labels"],"functions":[["8335aee7958b934
#   e","16d380365e52871f"]],"marks":[[6,0,0],[9,0,1],[12,0,2],[13,0,3],[14,0,4],[17,0,4]
#   ,[20,0,3],[22,0,2],[23,0,1],[29,0,0]]}

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
    right_bar = np.broadcast_to(-sum_bar, np.shape(right))
    w_bar = 0.0002 * w
    scores_bar = np.zeros_like(scores)  # right = scores[np.arange(len(labels)), labels]
    scores_bar[np.arange(len(labels)), labels] = right_bar
    scores_bar += exp_scores * (sum_bar / sum_value)[:, None]  # log_sums = np.log(...)
    top = scores_old == max_value  # scores = scores - scores.max(axis=1, keepdims=True)
    scores_bar -= (
        top
        * np.sum(scores_bar, axis=1, keepdims=True)
        / np.sum(top, axis=1, keepdims=True)
    )
    w_bar += images.T @ scores_bar  # scores = images @ w + b
    b_bar = np.sum(scores_bar, axis=0)
    return ans, (w_bar, b_bar)


# base:
# QlpoOTFBWSZTWYH2KLEAAZZfgEQQWH/0EkABFQr/79/wQAI1U7U2ASSRoQ2p6p4U8noo9Q0aABp6QSJJppPS
# TyTIGmhiB6hpoAMANNGg0xAAAAyAEiSTyExGo9DUGgaAA0CQhcLp6nGzb3yhqvHjL7pFWDeNYziSCBCnIpue
# jKy6vIy2G82j00m2GA4nGYK3EOU5P+Fs/e8jrywzfH7aGA6vGGQ2BtrXunnYVdGdFzI0HCpmsBw5y4tTGmp5
# ++2h48XDaCf82anNygmGzaYpocsZt08t0SZrxw32b5nPa4U051ya3HSQKeVY0xa8tATvVlyvHlTAILuXNekx
# iKYOnZEWkkSUYnaYcImcGOkAGkTYNFkg6a9BizFvKDlecOWVTZVU7gyuUgpzKGYeR5pV9rPDUPplEpPuhaTc
# rUBgpcdKIXWNFHYgOKVNmKBX4nAm38vcH6imalrOLyKnWD86AhelANYo6SkgiMmGAOl+GPDs2sK9YhAUqtJb
# xXRFbQGU4aCx3PDqTBEcnQtJS0xHtqS0gbAVQuLS6CViGGgtom2r2rvJMSgqjInHILA/tC60C30mZ2XGTkgI
# Uguz6iEBzDVEC1ZNs2uMjfaT/AhWsGXwFrk8AqhG0VQQVJpUZgXbGr4cYEoRJSGRjupWXyFSnk4rsB9xbq2y
# C/XOnrbbqNaLm0ywFcwzLEp2hWrBzlrSNAZ4/4u5IpwoSED7FFiA
# end: 2e8d10a53d81b44180d5701db4d1e6b3ebb511b33fe36edbe4610e0aad3c7df0

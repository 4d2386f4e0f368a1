# Made by tangentgen. Edit it as you like: edits are kept.
# of: softmax_digits:loss
# request: value_and_grad wrt w, b of (w=f8[p,k], b=f8[k], images=f8[n,p],
#     labels=i8[n]) typed
# assumes: b.shape[0] == w.shape[1]
# assumes: images.shape[1] == w.shape[0]
# assumes: labels.shape[0] == images.shape[0]
# meaning: 94ba54c3f52261ec341fc42e57f3338266ee070ee3471bc36356fa69197ab449
# text: 91e9b903d9968f1ca9eb3ce6b9ba61841988ad5582e3ef844e344c6c4ffaf32a
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":["b.shape[0] == w.shape[1]","images.shape[1] == w.shape[0]","labels.shape[0
#   ] == images.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","1b3
#   eb7ad02af8651"],"asked":{"source":"softmax_digits.py","module":"softmax_digits","fun
#   ction":"loss","ordinal":1,"wrt":["w","b"],"kinds":[["w","f8[p,k]"],["b","f8[k]"],["i
#   mages","f8[n,p]"],["labels","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":
#   true,"has_aux":false,"typed":true,"seen":false,"extra":null,"direction":null,"memory
#   ":null},"signature":[0,4,0,"w","b","images","labels"],"functions":[["8335aee7958b934
#   e","16d380365e52871f"]],"marks":[[6,0,0],[9,0,1],[12,0,2],[13,0,3],[14,0,4],[17,0,4]
#   ,[21,0,3],[23,0,2],[24,0,1],[30,0,0]]}

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
# QlpoOTFBWSZTWYwqO+oAAavfgEQQWH/0EkABFQr/79/wQAJURbtdbdwlNJNJmqeEnpqZimT1GgAaNPSCRFDJ
# NTGhDQaMgPUAACSUR6Mk0xAA0AABoAkppTyENDIGgAAADRKQvWtuxx07+2SJhZveD7d72Mh6c0cSARCQr5OV
# UWMrryvIypLSRFlRi7m4mgIQmqc84EPwum74lmXrXTy0nCsUlY6HSAzlLONSCS1COyhD6z5kU6otAg7cVRbR
# TE/ffMz4uLgNHXoc3apkKIslXaU+IW2m+mUb54cIOnGybLDPriGrUy3Nk1wNpAr7sojZFzyxDC5lg6rAeWir
# UzXG/ANbCBpF2l13RFCUSoxOo0esWruY6QksBNg0XyG6toahmxCw2wvTu7TTF0GubFm1G8nSIlnNmw3nW84a
# B4ZUkp5ctMfEvpBBR2EUyI1qGRIz0gsScYSpAp6DcRgzLy7GFaJak8rsC3krUEM0QtYEpwrtY6Y4sFomQgDp
# ft3Yb5IC9twVjY0d2JYNstFTEMtgNIsdqAXk4Loyael76WTm630qQMwKyFS4pBNgmDMS6ibawarXN4EpKwuj
# jVSNYFw/QWpAtEkSqa4YHPSBk8LZVpGSDIOUiBW3JIud9hwJE/8DtJJMq3CSglYxNBjaNMDlg1AwozQYcjWe
# HGgmESpTjVtKVM5IrqZRFK9JtpCjFC0E5TJKdZpqCpE7MmHgp2SyD0nQCVTDovnSIBVR/F3JFOFCQjCo76g=
# end: 972bf9394d7b0c81eb100c6f3f1fa2de1dc0e041c95bb649aea0dd54e89d6c5b

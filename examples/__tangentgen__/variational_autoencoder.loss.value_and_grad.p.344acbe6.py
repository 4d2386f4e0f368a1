# Made by tangentgen. Edit it as you like: edits are kept.
# of: variational_autoencoder:loss
# request: value_and_grad wrt p of (p={'encode': f8[p,h], 'encode_bias': f8[h],
#     'mean': f8[h,c], 'spread': f8[h,c], 'decode': f8[c,h], 'decode_bias': f8[h],
#     'image': f8[h,p], 'image_bias': f8[p]}, images=f8[n,p], noise=f8[n,c]) typed
# assumes: p['encode_bias'].shape[0] == p['encode'].shape[1]
# assumes: p['mean'].shape[0] == p['encode'].shape[1]
# assumes: p['spread'].shape[0] == p['encode'].shape[1]
# assumes: p['spread'].shape[1] == p['mean'].shape[1]
# assumes: p['decode'].shape[0] == p['mean'].shape[1]
# assumes: p['decode'].shape[1] == p['encode'].shape[1]
# assumes: p['decode_bias'].shape[0] == p['encode'].shape[1]
# assumes: p['image'].shape[0] == p['encode'].shape[1]
# assumes: p['image'].shape[1] == p['encode'].shape[0]
# assumes: p['image_bias'].shape[0] == p['encode'].shape[0]
# assumes: images.shape[1] == p['encode'].shape[0]
# assumes: noise.shape[0] == images.shape[0]
# assumes: noise.shape[1] == p['mean'].shape[1]
# meaning: f5483333142d03e040df937aae4448c2b6884c3257e1ab77c755f2fc338b4c90
# text: a3b1d38cde6899b79f550f1b581ec6e224cd59a219ae2ba44d3fd628fde912eb
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["variat
#   ional_autoencoder:decode","variational_autoencoder:encode"],"assumptions":["p['encod
#   e_bias'].shape[0] == p['encode'].shape[1]","p['mean'].shape[0] == p['encode'].shape[
#   1]","p['spread'].shape[0] == p['encode'].shape[1]","p['spread'].shape[1] == p['mean'
#   ].shape[1]","p['decode'].shape[0] == p['mean'].shape[1]","p['decode'].shape[1] == p[
#   'encode'].shape[1]","p['decode_bias'].shape[0] == p['encode'].shape[1]","p['image'].
#   shape[0] == p['encode'].shape[1]","p['image'].shape[1] == p['encode'].shape[0]","p['
#   image_bias'].shape[0] == p['encode'].shape[0]","images.shape[1] == p['encode'].shape
#   [0]","noise.shape[0] == images.shape[0]","noise.shape[1] == p['mean'].shape[1]"],"in
#   active":[],"written":[],"format":3,"made_by":["0.1.0","afcca9cb4afab046"],"asked":{"
#   source":"variational_autoencoder.py","module":"variational_autoencoder","function":"
#   loss","ordinal":1,"wrt":["p"],"kinds":[["p","{'encode': f8[p,h], 'encode_bias': f8[h
#   ], 'mean': f8[h,c], 'spread': f8[h,c], 'decode': f8[c,h], 'decode_bias': f8[h], 'ima
#   ge': f8[h,p], 'image_bias': f8[p]}"],["images","f8[n,p]"],["noise","f8[n,c]"]],"size
#   s":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":n
#   ull,"direction":null,"memory":null},"signature":[0,3,0,"p","images","noise"],"functi
#   ons":[["e09ed8c7d269c6cd","4372bd66b2c9d38d"],["fa1a2ca5229629dd","2366ab1cb27a5e06"
#   ],["cb561aef6895fa5b","d1f1d1a203613f93"]],"marks":[[6,0,0],[8,0,1],[10,0,2],[12,0,3
#   ],[13,0,4],[16,0,4],[19,0,3],[23,0,2],[25,0,1],[31,0,0],[56,1,0],[62,1,0],[72,2,0],[
#   73,2,1],[79,2,1],[82,2,0]]}

import numpy as np


def loss_value_and_grad(p, images, noise):
    """Value and gradient of `loss` with respect to p."""
    (mean, log_variance), saved2 = encode_forward(p, images)
    exp = np.exp(0.5 * log_variance)
    logits, saved = decode_forward(p, mean + np.exp(0.5 * log_variance) * noise)
    logaddexp = np.logaddexp(0.0, logits)
    misfit = np.sum(logaddexp - images * logits, axis=1)
    exp_log_variance = np.exp(log_variance)
    divergence = 0.5 * np.sum(exp_log_variance + mean**2 - 1.0 - log_variance, axis=1)
    ans = np.mean(misfit + divergence)

    # Reverse sweep
    sum_bar = 1.0 / len(misfit)  # return np.mean(misfit + divergence)
    misfit_bar = np.broadcast_to(sum_bar, np.shape(misfit))
    divergence_bar = np.broadcast_to(sum_bar, np.shape(divergence))
    sum_bar2 = (0.5 * divergence_bar)[:, None]  # divergence = 0.5 * np.sum(...)
    log_variance_bar = (exp_log_variance - 1) * sum_bar2
    mean_bar = 2 * mean * sum_bar2
    # misfit = np.sum(np.logaddexp(0.0, logits) - images * logits, axis=1)
    logits_bar = (np.exp(logits - logaddexp) - images) * misfit_bar[:, None]
    # logits = decode(p, mean + np.exp(0.5 * log_variance) * noise)
    decode_bar, decode_bias_bar, image_bar, image_bias_bar, code_bar = decode_reverse(
        saved, logits_bar
    )
    mean_bar += code_bar
    log_variance_bar += 0.5 * exp * noise * code_bar
    # mean, log_variance = encode(p, images)
    encode_bar, encode_bias_bar, mean_bar2, spread_bar = encode_reverse(
        saved2, mean_bar, log_variance_bar
    )
    encode_bar = encode_bar.copy()
    encode_bias_bar = encode_bias_bar.copy()
    mean_bar2 = mean_bar2.copy()
    spread_bar = spread_bar.copy()
    decode_bar = decode_bar.copy()
    decode_bias_bar = decode_bias_bar.copy()
    image_bar = image_bar.copy()
    image_bias_bar = image_bias_bar.copy()
    return ans, {
        "encode": encode_bar,
        "encode_bias": encode_bias_bar,
        "mean": mean_bar2,
        "spread": spread_bar,
        "decode": decode_bar,
        "decode_bias": decode_bias_bar,
        "image": image_bar,
        "image_bias": image_bias_bar,
    }


def decode_forward(p, code):
    tanh = np.tanh(code @ p["decode"] + p["decode_bias"])
    ans = tanh @ p["image"] + p["image_bias"]
    return ans, (p, code, tanh)


def decode_reverse(saved, ans_bar):
    p, code, tanh = saved
    sum_bar = (1 - tanh**2) * (ans_bar @ p["image"].T)  # return np.tanh(...) @ ...
    code_bar = sum_bar @ p["decode"].T
    decode_bar = code.T @ sum_bar
    decode_bias_bar = np.sum(sum_bar, axis=0)
    image_bar = tanh.T @ ans_bar
    image_bias_bar = np.sum(ans_bar, axis=0)
    return decode_bar, decode_bias_bar, image_bar, image_bias_bar, code_bar


def encode_forward(p, images):
    hidden = np.tanh(images @ p["encode"] + p["encode_bias"])
    ans = hidden @ p["mean"], hidden @ p["spread"]
    return ans, (p, images, hidden)


def encode_reverse(saved, ans_0_bar, ans_1_bar):
    p, images, hidden = saved
    hidden_bar = ans_0_bar @ p["mean"].T + ans_1_bar @ p["spread"].T  # return ...
    mean_bar = hidden.T @ ans_0_bar
    spread_bar = hidden.T @ ans_1_bar
    sum_bar = (1 - hidden**2) * hidden_bar  # hidden = np.tanh(...)
    encode_bar = images.T @ sum_bar
    encode_bias_bar = np.sum(sum_bar, axis=0)
    return encode_bar, encode_bias_bar, mean_bar, spread_bar


# base:
# QlpoOTFBWSZTWYXtOLEABM3fgEQQWH/yEkABFQr/59/qUAR72cnbDbdwQkoEiTUaMkyaJAek9R6QBo0AGp5A
# okyMJiNGjCDI0GgEmlKPU1JtNEPao8oeoAA0ADADTRoNMQAAAMgBFImg1MlPJ6j0ZTU0AAyaHlMBAP9p3ve7
# oavTbr10zPF57MJFNPdZgYbs2ULyTSItrOmb2hO4yS/2AoMgQKzywKJs9zMyfj0Ia8jlTiyT8Rf8mUmq1KZ9
# bZnXSfbadl1GZ3C4wzZ6HRkuWiGaS5pqMt4scEvXisqPCkkwMo8Pa6bZOqVsSP8bAOdKR76SYK8g4LxTzSVB
# CiYzXRBHWhFOGSCcIEgLcosXJlFB5RBaYMnlTAKbysRq8mFG0UZzP1sVbY2HOyxMwvGA7G+FHrF/rPY7e+Mt
# 229+6aRKgmKW+/5iqqiqKbvYMZsOQHH9PQ2sZjG24Z2M32mYwJkEUSGHYLpfbtPkxOzoy5INLcXoPM4zGI6+
# f3eBWpnHK9cFPgQ+aQbcX3qiRKV6nU80trOTRUFHNwFBWI5FZM5MWPeKZk3QbFWBByW5dBwXA42tNjRLSBIv
# od6ZwVGmfZQSqKiqRyjdwOGVS3R0A9ZVHZibQg2EyBmBt7AmmndsFIbiUHzDeOvZrsclzcGDCC7FmI0qzMIa
# qRdQgiXhEhgCCKQYKHJbJUhWQSwuoChj5IT1lcGLoYIpYEvH+Wgn8Rv03CeTMTWI6HqIp1CqNMAH+nEDBOsg
# ScziahDf21VcyI04YqIqiKqiKoiOQEL+544uIUmE3yDDWEJznV1CLSlA+8N4BnGxN9vDtJn+4pyRWnMwU2qp
# G1nAzTCiGWttKgiKIgiKIkUDugcwhSQ04ga4IdYG5eJlvIIiRIkBn34A2qYodYC3C+HRIzJ6VTvA5BMQ0QKr
# CkkJ10doW4nhAEXo6gOymWbQtCRIkO+ANuw7w1A9QNdENy39xEVkO4lHgTnCTiI8/A9oJsC2PGaFNNJRZS2l
# u3O6ceUGSwoqMRYCIoosGSCeESGZDRWSUA2XlMnREZ9FHYOxYB5aBQphzBx4QEQFaAMA2OR01hCOAExFOZAZ
# IXFUg5BitEcwPQYh1QTicJcyJhXBSxt1JSYXYSkMQhvKvA85RdokKcivNtOBBkbi1ZljFQglF4YY8phkW2l4
# Q2RxJIZAaFwJhwAtFyAuW5MQuwoNiuaE8f+LuSKcKEhC9pxYgA==
# end: b871f1006d76c8ee3a9e0c7454f1f7c4f0403a76d2959a7ef5a3b30da2bb5f93

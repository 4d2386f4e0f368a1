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
# text: 6d2f8ecbcd15fa2eb87dc69792afae449916918e82ad5b8166f3629a40df1fde
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["variat
#   ional_autoencoder:decode","variational_autoencoder:encode"],"assumptions":["p['encod
#   e_bias'].shape[0] == p['encode'].shape[1]","p['mean'].shape[0] == p['encode'].shape[
#   1]","p['spread'].shape[0] == p['encode'].shape[1]","p['spread'].shape[1] == p['mean'
#   ].shape[1]","p['decode'].shape[0] == p['mean'].shape[1]","p['decode'].shape[1] == p[
#   'encode'].shape[1]","p['decode_bias'].shape[0] == p['encode'].shape[1]","p['image'].
#   shape[0] == p['encode'].shape[1]","p['image'].shape[1] == p['encode'].shape[0]","p['
#   image_bias'].shape[0] == p['encode'].shape[0]","images.shape[1] == p['encode'].shape
#   [0]","noise.shape[0] == images.shape[0]","noise.shape[1] == p['mean'].shape[1]"],"in
#   active":[],"written":[],"format":4,"made_by":["0.1.0","1b3eb7ad02af8651"],"asked":{"
#   source":"variational_autoencoder.py","module":"variational_autoencoder","function":"
#   loss","ordinal":1,"wrt":["p"],"kinds":[["p","{'encode': f8[p,h], 'encode_bias': f8[h
#   ], 'mean': f8[h,c], 'spread': f8[h,c], 'decode': f8[c,h], 'decode_bias': f8[h], 'ima
#   ge': f8[h,p], 'image_bias': f8[p]}"],["images","f8[n,p]"],["noise","f8[n,c]"]],"size
#   s":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":fa
#   lse,"extra":null,"direction":null,"memory":null},"signature":[0,3,0,"p","images","no
#   ise"],"functions":[["e09ed8c7d269c6cd","4372bd66b2c9d38d"],["fa1a2ca5229629dd","2366
#   ab1cb27a5e06"],["cb561aef6895fa5b","d1f1d1a203613f93"]],"marks":[[6,0,0],[8,0,1],[10
#   ,0,2],[12,0,3],[13,0,4],[16,0,4],[19,0,3],[23,0,2],[25,0,1],[31,0,0],[53,1,0],[63,2,
#   0],[68,2,1],[71,2,0]]}

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
        p, saved, logits_bar
    )
    mean_bar += code_bar
    log_variance_bar += 0.5 * exp * noise * code_bar
    # mean, log_variance = encode(p, images)
    encode_bar, encode_bias_bar, mean_bar2, spread_bar = encode_reverse(
        p, images, saved2, mean_bar, log_variance_bar
    )
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
    return tanh @ p["image"] + p["image_bias"], (code, tanh)


def decode_reverse(p, saved, ans_bar):
    code, tanh = saved
    sum_bar = (1 - tanh**2) * (ans_bar @ p["image"].T)  # return np.tanh(...) @ ...
    code_bar = sum_bar @ p["decode"].T
    decode_bar = code.T @ sum_bar
    decode_bias_bar = np.sum(sum_bar, axis=0)
    image_bar = tanh.T @ ans_bar
    image_bias_bar = np.sum(ans_bar, axis=0)
    return decode_bar, decode_bias_bar, image_bar, image_bias_bar, code_bar


def encode_forward(p, images):
    hidden = np.tanh(images @ p["encode"] + p["encode_bias"])
    return (hidden @ p["mean"], hidden @ p["spread"]), hidden


def encode_reverse(p, images, hidden, ans_0_bar, ans_1_bar):
    hidden_bar = ans_0_bar @ p["mean"].T + ans_1_bar @ p["spread"].T  # return ...
    mean_bar = hidden.T @ ans_0_bar
    spread_bar = hidden.T @ ans_1_bar
    sum_bar = (1 - hidden**2) * hidden_bar  # hidden = np.tanh(...)
    encode_bar = images.T @ sum_bar
    encode_bias_bar = np.sum(sum_bar, axis=0)
    return encode_bar, encode_bias_bar, mean_bar, spread_bar


# base:
# QlpoOTFBWSZTWVIpfp8ABENfgEQQWH/yEkABFQr/59/qUAQXs3a2uXZVBRQaaIAlP0p+pqBkbSfqgAAASmhB
# JGmhtTIPU00ADQDQSnpTUJGptI2jTUGgYAAgMANNGg0xAAAAyAESSACU2jFT2SaQwQehB5IYGbffd7bouxqW
# yurhcrXTlEoEiROJitHZoPnpbDk+0TwN0y7lESkF4W3zL08nnnXGX/X3lFPgaNchwitfkScLJYNPWkxrk7hR
# 1k1BE6gVBAnzqzlCZMXtYEU9SVFuNJNF6wJLxsGvpKF84L1qq3pmla3dZWUGEizYFprZWIslTTN1iqlLQJFi
# KF/uZU2ucMDqkOG4amWE+XBWY1rsywSgYjQfWYiSQSBpRITRKvDUF31Nn5ebsDHas7qvDy3dWYbxiTq7hVVR
# VFNP0NNWbfZ6yUyaIeYciYVLtWtMIQkknNZeNqNmjiJ2xQNk9sNALHk4YEpCa3rF8yMQKm6IBszO5GRA5Eyv
# kVnFNhmM8Dcd5gJGsPyF5M0lUKC7xOBHAwe4xgFHzeJqhu7ndppdoA56Hkw1bRh/bRc2bPArvrjRVTFeKdgO
# pin7QZBHgMEKsFM4Ne+gkGsM7JdI76cc+Mqo9Xggl05rpUMpppG5nCLeUUwCJpDBGk0sqjPXUCxh+EZwud4H
# kXpbQB9P/wEP9Ry6aifCwHWTyP8EQ9Q0RvzEP+OI2HUFTqcjmCbccVXPZcDDd4iIoiqIoqoPvW2pLBQWhspE
# 5op1csoSiUv3TUAwtdDXJs4ys/7iG9FYfMxFyVSmRrYZwwo0zCqKgQhIQhIQgPcvUQoQy5DzsJ6wcV4m/CEo
# lL4cswcFNkPWBhnlHok8C3TROQH6BYQ6I6LFKQtp0e0XEsZ6UNZo9RDspv4N+DRVJjAO3sPAOoH4A69ENVy7
# yTSh1KnMtaJaSenM8wTsA3PFyKMsqgQkhJlnv5uCmAlSiKI0i1SIowkSKEOJBMFMpIrQN1eLgeaKW96j2D2P
# h0C4uz8Qdh9IzO8BgNzuefaLKEQ6kDZcOUjCeIbLejyA8yyc0hzOFYKmFURcO4qFYW6g0pWw1lZbqGqOc1b2
# 84TUzMFsXM5BCpkGevjYNjDAyCN07ikNwOhiCZ+4DAXccVxTYMc7xuV77bfkXckU4UJBSKX6fA==
# end: 3e6aef66ca05fa93529f4bb8759856489603bc1418dc44a06db8aed6afbc86db

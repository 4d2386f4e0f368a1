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
# text: 5ab97502005640830855776cc409d304c92a58b23ef9556d14c4e1e5a87a2aa2
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["variat
#   ional_autoencoder:decode","variational_autoencoder:encode"],"assumptions":["p['encod
#   e_bias'].shape[0] == p['encode'].shape[1]","p['mean'].shape[0] == p['encode'].shape[
#   1]","p['spread'].shape[0] == p['encode'].shape[1]","p['spread'].shape[1] == p['mean'
#   ].shape[1]","p['decode'].shape[0] == p['mean'].shape[1]","p['decode'].shape[1] == p[
#   'encode'].shape[1]","p['decode_bias'].shape[0] == p['encode'].shape[1]","p['image'].
#   shape[0] == p['encode'].shape[1]","p['image'].shape[1] == p['encode'].shape[0]","p['
#   image_bias'].shape[0] == p['encode'].shape[0]","images.shape[1] == p['encode'].shape
#   [0]","noise.shape[0] == images.shape[0]","noise.shape[1] == p['mean'].shape[1]"],"in
#   active":[],"written":[],"format":4,"made_by":["0.1.0","fdf6225a59f700d4"],"asked":{"
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
    sum_bar2 = 0.5 * divergence_bar[:, None]  # divergence = 0.5 * np.sum(...)
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
# QlpoOTFBWSZTWU+65nIABEJfgEQQWH/yEkABFQr/59/qUAQXsy7a46VQUAaaIAVP0p6agZG0n6oAAAEpoQRI
# GmTI0000ADQDBKelEKND1BoNAAAAAMANNGg0xAAAAyAESSEwmkabRMSaQNAepiHlIYGbffd77ouxoWyujicr
# XNriUCRInExWjs0H0zths/ETkapj4qIlILwtrkXp6HPKuMv/b5FFPgaNmQ4RWvyJOF0uGnrSY1s7hR1wNQRU
# ClQoE+dWcoSzF7XBFPUlRfjSTResCS8bBr6ShnlBetXW9M0rS7rXZQYSLHAtNbKxFkqZpus6qUtAkSISCe96
# MpSq5Aru5jLl08g+XBqibJJRiUDEaD6yESSCQNKJCaJV4agzfU3fbzdgY7Vnuqujfverlm9rSd3kKqqKopl1
# jTVzT9LsYloh5hyJhUu1a0whCSSc0l42o2cvITtig1nthoBY8nDAlITXOsXzIxArmiAbMjuRkQPRLS6is502
# GJxwNzXmAkaw+UvJjJVCgu8TgRkYPA3QCj6PE0Q1dTxzzuzAcsz0YaFiMP6aLmzZ4FeVcaKqbl4p3A7G5Pxg
# yCPAYIYIX6g4ngWBwGmTuVXLbXa6YFYVYsXVKPO9hhMsouOBFvhFLAiZQsRpMr1VGOioFjD7IzW53wPQvS2Y
# D7f9gIf4jj00E+dgO0nofcRD3DNG/IQ/04jYdAVOpscwTf4UquOd4Fm97REURVEUVUH7rTS2CgtDepE5op2c
# cYSiUv1TQAwtdDSpntlY/toakVhxlouCqUyNZmMLKNLjCQIVRUIQkIQHxXsIUIY7DzsJ7wdy8TXhCUSl5bZA
# 4Kb0PeBhljHok5FumabAeYWEOiOaxSkLZ9HvF3FjLOhrJHsId1NeTfg0VSboB3+B4B2A+wHbohouPkSZ0OhU
# 5lrRLST25nqCdwG54uJRji0EJISYY6uDXpgJUoiiNItUiKKSJFCHEgmCmMkVoG6urgeqKW+Sj3D4Pn0C4uy6
# g7x9ozK8BgNzqeveLKEQ7EDeuG0jCdQ3rejsB6lk5pDmcKwWFpJCElp0GhtJc0RkHgaDf0SKeZj1bzhNDIwW
# xczYIVMQy062DeYYGIRuniUhqB0NwJl4AYC6juXcm8N2V43K+Vt//i7kinChIJ91zOQ=
# end: f340bcc39b3766964425ebab67f6c6165d525d0211b2c37f702acb2816555b32

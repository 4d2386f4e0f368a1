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
# text: 25caf9b7863a877a1f44fce804b71bcfb503a2fda9a36cd4f38e265374761ee4
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["variat
#   ional_autoencoder:decode","variational_autoencoder:encode"],"assumptions":["p['encod
#   e_bias'].shape[0] == p['encode'].shape[1]","p['mean'].shape[0] == p['encode'].shape[
#   1]","p['spread'].shape[0] == p['encode'].shape[1]","p['spread'].shape[1] == p['mean'
#   ].shape[1]","p['decode'].shape[0] == p['mean'].shape[1]","p['decode'].shape[1] == p[
#   'encode'].shape[1]","p['decode_bias'].shape[0] == p['encode'].shape[1]","p['image'].
#   shape[0] == p['encode'].shape[1]","p['image'].shape[1] == p['encode'].shape[0]","p['
#   image_bias'].shape[0] == p['encode'].shape[0]","images.shape[1] == p['encode'].shape
#   [0]","noise.shape[0] == images.shape[0]","noise.shape[1] == p['mean'].shape[1]"],"in
#   active":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked":{"
#   source":"variational_autoencoder.py","module":"variational_autoencoder","function":"
#   loss","ordinal":1,"wrt":["p"],"kinds":[["p","{'encode': f8[p,h], 'encode_bias': f8[h
#   ], 'mean': f8[h,c], 'spread': f8[h,c], 'decode': f8[c,h], 'decode_bias': f8[h], 'ima
#   ge': f8[h,p], 'image_bias': f8[p]}"],["images","f8[n,p]"],["noise","f8[n,c]"]],"size
#   s":[],"mode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":n
#   ull,"direction":null,"memory":null},"signature":[0,3,0,"p","images","noise"],"functi
#   ons":[["e09ed8c7d269c6cd","4372bd66b2c9d38d"],["fa1a2ca5229629dd","2366ab1cb27a5e06"
#   ],["cb561aef6895fa5b","d1f1d1a203613f93"]],"marks":[[6,0,0],[8,0,1],[10,0,2],[12,0,3
#   ],[13,0,4],[16,0,4],[19,0,3],[22,0,2],[25,0,1],[39,0,0],[71,1,0],[77,1,0],[97,2,0],[
#   98,2,1],[104,2,1],[107,2,0]]}

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
    log_variance_bar = exp_log_variance * sum_bar2 + -sum_bar2
    mean_bar = 2 * mean * sum_bar2
    sum_bar3 = misfit_bar[:, None]  # misfit = np.sum(...)
    logits_bar = np.exp(logits - logaddexp) * sum_bar3 + images * -sum_bar3
    # logits = decode(p, mean + np.exp(0.5 * log_variance) * noise)
    (
        encode_bar,
        encode_bias_bar,
        mean_bar2,
        spread_bar,
        decode_bar,
        decode_bias_bar,
        image_bar,
        image_bias_bar,
        code_bar,
    ) = decode_reverse(saved, logits_bar)
    mean_bar += code_bar
    log_variance_bar += 0.5 * exp * noise * code_bar
    # mean, log_variance = encode(p, images)
    (
        encode_bar2,
        encode_bias_bar2,
        mean_bar3,
        spread_bar2,
        decode_bar2,
        decode_bias_bar2,
        image_bar2,
        image_bias_bar2,
    ) = encode_reverse(saved2, mean_bar, log_variance_bar)
    encode_bar = encode_bar + encode_bar2
    encode_bias_bar = encode_bias_bar + encode_bias_bar2
    mean_bar2 = mean_bar2 + mean_bar3
    spread_bar = spread_bar + spread_bar2
    decode_bar = decode_bar + decode_bar2
    decode_bias_bar = decode_bias_bar + decode_bias_bar2
    image_bar = image_bar + image_bar2
    image_bias_bar = image_bias_bar + image_bias_bar2
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
    return (
        np.zeros_like(p["encode"]),
        np.zeros_like(p["encode_bias"]),
        np.zeros_like(p["mean"]),
        np.zeros_like(p["spread"]),
        decode_bar,
        decode_bias_bar,
        image_bar,
        image_bias_bar,
        code_bar,
    )


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
    return (
        encode_bar,
        encode_bias_bar,
        mean_bar,
        spread_bar,
        np.zeros_like(p["decode"]),
        np.zeros_like(p["decode_bias"]),
        np.zeros_like(p["image"]),
        np.zeros_like(p["image_bias"]),
    )


# base:
# QlpoOTFBWSZTWUNnFyoABcBfgEQQWH/6EkABFQr/79/6UAT3sxcq5uZgglQ8JRNMpT2RJ4k0AbSeoAAABKZC
# QkmanqbKMIYJkYhkyYCTSkmTVGyJ6nqaNpNBoAAaBjGhoaADIaAAAAACJRBNpGhGnoU9EAQGADSSICPbOP4s
# Qblt/tGrWDjZy/MxQNs0/FSqHA8JQvIeorfaY7cL8bPnEe9gsgGiYcBBQkIgJdVdTjiepzpw2j+/ftGVGwxm
# TLYZ63nwKHBD2G+jo2dc726MN1IyTNSlS8UKqcmU2HaTqg2DNeG72SkfD9oTKWnDGc1bwkrNxz9+eI+Xxw9r
# a9UBW5R9sNvSUtUlyXLbdipbcZSjcy1nm2yrIrqeIVJZOVo2ZU8s6qbi9kxYg36LkSBlNZ875YqqKoa6JBaL
# WIGomMMuqVfGehp1y3sVXxccsXKWWlXIuLfd8oooosUWLNO0Rgjx7h7MMZjGluVdm2bNdLStUJmeU22WOV00
# Vs88YjRoFd2mRbs3aEGTlIncApSpJcpA387ymIQy3u5kUrUUUUUWkt7dTabJqqVngi3rIS4fKyZSHFraSuAw
# LFEJHYHIzA3O442tdZVyseLMysYf+0LipV0QpDvnGUIhSJivBOwHoMX1wZAE0SCGCGzcENNuDnEgaEp1lvj4
# 8cZKu+4ziUyVuTlHEwmS5yyqRuHbGlDYMQh5XgqWVZSliKSaqiUppIWVQQF2BvRIUT4QQtLg2wDxLwrZAPj+
# cFT7I7NcxPS1E6ydj6io/oLI35IB9ziBVM1UDqcjwBNu+kVVzI1E3+wxhEVVEVVVRFVRUUHuDjFxCgYTdIId
# MADkGpqOouJcDgVD7w5pJpjYnNbz9BM/7inUiivIp/AMgzVSOKzoNKGmVjbW0oVBEUURFBREURIiQ4BOuSFB
# ctQOdRP1BxXvdDeTvJKtKkqSQPDWy+YETYJoh+4GOdodUldbuuaagegKoHVUssEotdnR8ouJXKATYj4oB5Kb
# tQNQxxJqSVaVJUkhwi+XmnAOwH2A7dF3L2Ay8BJM6JuJSnStY1IfPoeoB2IBc9wbChs2PDBWrguKNz06TWPK
# DCkoqMRZBEUUUFQkTgJDMJNQKAZY5TM9MACvMB7B5nr5hiBeX5dVOPGBIFr1WUhFVURi5TcdnJCNJITqENwT
# PUWJ5gzW9HkB5FUfBIcje0wEhWVKUZSmqUW4bo0pKISDeBoWeDJj3JFOZboGG8nQksZmK3F7LB9aFaUpLBnu
# 61DQwwMgjdO4ou8DmYgOXEDAXQDFcU2hjlelwvLMC7b+LuSKcKEghs4uVA==
# end: 0b5a6ebb772e28e25032e9f8bc5ce004e973578f7269195afa1bf72014111862

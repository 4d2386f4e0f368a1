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
# text: 886d4ca9f3d822b2bc7f7d01f68be3daf2d3e697ab960fcf2a5d2e07213df877
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[],"callees":["variat
#   ional_autoencoder:decode","variational_autoencoder:encode"],"assumptions":["p['encod
#   e_bias'].shape[0] == p['encode'].shape[1]","p['mean'].shape[0] == p['encode'].shape[
#   1]","p['spread'].shape[0] == p['encode'].shape[1]","p['spread'].shape[1] == p['mean'
#   ].shape[1]","p['decode'].shape[0] == p['mean'].shape[1]","p['decode'].shape[1] == p[
#   'encode'].shape[1]","p['decode_bias'].shape[0] == p['encode'].shape[1]","p['image'].
#   shape[0] == p['encode'].shape[1]","p['image'].shape[1] == p['encode'].shape[0]","p['
#   image_bias'].shape[0] == p['encode'].shape[0]","images.shape[1] == p['encode'].shape
#   [0]","noise.shape[0] == images.shape[0]","noise.shape[1] == p['mean'].shape[1]"],"in
#   active":[],"written":[],"format":3,"made_by":["0.1.0","adbb0473842592be"],"asked":{"
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
        p, saved, logits_bar
    )
    mean_bar += code_bar
    log_variance_bar += 0.5 * exp * noise * code_bar
    # mean, log_variance = encode(p, images)
    encode_bar, encode_bias_bar, mean_bar2, spread_bar = encode_reverse(
        p, images, saved2, mean_bar, log_variance_bar
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
    return ans, (code, tanh)


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
    ans = hidden @ p["mean"], hidden @ p["spread"]
    return ans, hidden


def encode_reverse(p, images, saved, ans_0_bar, ans_1_bar):
    hidden = saved
    hidden_bar = ans_0_bar @ p["mean"].T + ans_1_bar @ p["spread"].T  # return ...
    mean_bar = hidden.T @ ans_0_bar
    spread_bar = hidden.T @ ans_1_bar
    sum_bar = (1 - hidden**2) * hidden_bar  # hidden = np.tanh(...)
    encode_bar = images.T @ sum_bar
    encode_bias_bar = np.sum(sum_bar, axis=0)
    return encode_bar, encode_bias_bar, mean_bar, spread_bar


# base:
# QlpoOTFBWSZTWYQd+pAABMzfgEQQWH/yEkABFQr/59/qUAR3twrsMuyoJKYSQUnqn4hTZJqGm1PUekyDE9TA
# GmplPRQADQGho0A0ABKekiEmjQmymIaAAA0AwA00aDTEAAADIAKkimTEaUybT1GUaIwjAmh5FAQAfpV9a1kg
# nOt57cA6Pi1KjEISGFUEUFBF7TJU3VWGl9/OelR3NYy7CQliDS+ubCPZN9XJ/XAdlzNY2sSdT3/50SZrMivG
# 1TjjP3tOa4jG7eG8Q3J2tphw0ROfDi+AnN9kYYeHVW14zNFcnkPT9dtK6+nSeuR/zVYe2R9Gslk3I8241xpr
# JqQ1XPZjbM4wzrguQmCChPbM04XSFjtIc2IbO15C+vFaDW/Bm1otOw8ek1VFDdZbCoF3wGsaYQ2b3/s8jl+X
# 6NGZm06ph5TkvDv7/mKqqKopr7BprB3AcfF8DLTV3M3LZS9hHeaypQgmAzCS00mpSdtrDgmMYbi0Qzs7Qcan
# y/HaUoVfW9MF24M7apBu2twUJEpXpxN8syrJjAn3OECsPqUkrJRhiDR4mpF0HSUYBzVaF0GSyNtrTYxSxcSL
# 4nBMZKGTHgnJUKFQfV9GcZ2KJaI7APqURyYTMhB0iYQbKDPQFbbdWBSjUqA+YZx5dHLDoTSWWWji27TtlXZm
# 9dY4mYRcZilgiawsmcGFJUhSQSwunCDZzQmzlZMLsMERYEvH12An+xMtuCPdLo6VXtfpEjzNImGYn/O0XVvK
# Cq7zicgo5+mKrpwxAscGLiIqiKqiKoqugCE/ddlLdEKtOeqGjlETpM81Kqyyw/McQxvupxtbl6kx872eNFYd
# 5cXKqUyNcDSFqIaMZIRBFVKUUpVKUlUOyHQiyRlzHfeR51G+Tta8lKqyyw7ueZMZHGHnRjnlU2iu5fbSOY8C
# 6G0GklSLQvptOtSb12akrKJ0E6yNe6YMSyyycqHX0TkdB+h02hwky9aq0snBau9e9Reqr8d7yI6km6dtbENt
# qgtQkhJnTu2rlKGqlEVGkWgRFFFoaqhOsSjSqNlaqoAYndWh4REv7ZE6no3D3bGDDPxJxT8VK0wEom6avLrU
# K7BdEjoo1hvc4p4msmETmHgXRuoTkcKmlUlq3BkSPlKhVrgqDKqHJoMNoqR4MvGYOSnBmxku3SuZS1ZGfDwu
# cWOLIqbq7FoajZvIz9QxSahRKiMQpXAUpLVBGPwLuSKcKEhCDv1IAA==
# end: 5963440de2ee88b39feefd39db2d8fab37ec0effd1bc1cac837a2e4144c6abe0

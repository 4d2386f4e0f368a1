# Made by tangentgen. Edit it as you like: edits are kept.
# of: transformer:loss
# request: value_and_grad wrt p of (p={'embedding': f8[a,w], 'places': f8[l,w],
#     'scale': f8[2,w], 'shift': f8[2,w], 'query': f8[w,w], 'key': f8[w,w], 'value':
#     f8[w,w], 'out': f8[w,w], 'w': f8[w,2w], 'b': f8[2w], 'u': f8[2w,w]},
#     batch=i8[n,l]) typed
# assumes: p['places'].shape[1] == p['embedding'].shape[1]
# assumes: p['scale'].shape[1] == p['embedding'].shape[1]
# assumes: p['shift'].shape[0] == p['scale'].shape[0]
# assumes: p['shift'].shape[1] == p['embedding'].shape[1]
# assumes: p['query'].shape[0] == p['embedding'].shape[1]
# assumes: p['query'].shape[1] == p['embedding'].shape[1]
# assumes: p['key'].shape[0] == p['embedding'].shape[1]
# assumes: p['key'].shape[1] == p['embedding'].shape[1]
# assumes: p['value'].shape[0] == p['embedding'].shape[1]
# assumes: p['value'].shape[1] == p['embedding'].shape[1]
# assumes: p['out'].shape[0] == p['embedding'].shape[1]
# assumes: p['out'].shape[1] == p['embedding'].shape[1]
# assumes: p['w'].shape[0] == p['embedding'].shape[1]
# assumes: p['u'].shape[1] == p['embedding'].shape[1]
# assumes: batch.shape[1] == p['places'].shape[0]
# assumes: p['w'].shape[1] == 2 * p['embedding'].shape[1]
# assumes: p['b'].shape[0] == 2 * p['embedding'].shape[1]
# assumes: p['u'].shape[0] == 2 * p['embedding'].shape[1]
# meaning: c5ef89f3263b70c3332e7df019e57d6c314bce31c2d3650dd58f0b7fdef4c2b9
# text: 9d10ecea8c19dab9fa8c2a2e19477a847770322ed4d345c242f8a9e47ab39ff5
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[["transformer","tran
#   sformer"]],"callees":["transformer:attention","transformer:normalised","transformer:
#   scores_of","transformer:softmax"],"assumptions":["p['places'].shape[1] == p['embeddi
#   ng'].shape[1]","p['scale'].shape[1] == p['embedding'].shape[1]","p['shift'].shape[0]
#    == p['scale'].shape[0]","p['shift'].shape[1] == p['embedding'].shape[1]","p['query'
#   ].shape[0] == p['embedding'].shape[1]","p['query'].shape[1] == p['embedding'].shape[
#   1]","p['key'].shape[0] == p['embedding'].shape[1]","p['key'].shape[1] == p['embeddin
#   g'].shape[1]","p['value'].shape[0] == p['embedding'].shape[1]","p['value'].shape[1]
#    == p['embedding'].shape[1]","p['out'].shape[0] == p['embedding'].shape[1]","p['out'
#   ].shape[1] == p['embedding'].shape[1]","p['w'].shape[0] == p['embedding'].shape[1]",
#   "p['u'].shape[1] == p['embedding'].shape[1]","batch.shape[1] == p['places'].shape[0]
#   ","p['w'].shape[1] == 2 * p['embedding'].shape[1]","p['b'].shape[0] == 2 * p['embedd
#   ing'].shape[1]","p['u'].shape[0] == 2 * p['embedding'].shape[1]"],"inactive":[],"wri
#   tten":[],"format":4,"made_by":["0.1.0","b2403a4e356aa7d5"],"asked":{"source":"transf
#   ormer.py","module":"transformer","function":"loss","ordinal":1,"wrt":["p"],"kinds":[
#   ["p","{'embedding': f8[a,w], 'places': f8[l,w], 'scale': f8[2,w], 'shift': f8[2,w],
#    'query': f8[w,w], 'key': f8[w,w], 'value': f8[w,w], 'out': f8[w,w], 'w': f8[w,2w],
#    'b': f8[2w], 'u': f8[2w,w]}"],["batch","i8[n,l]"]],"sizes":[],"mode":"value_and_gra
#   d","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":null,"direction
#   ":null,"memory":null},"signature":[0,2,0,"p","batch"],"functions":[["3e783f98d53e806
#   8","339c81bb9831eec9"],["84e23f69ffdea6f7","251b1be12c62bdea"],["232f58a79779796e","
#   fd1b3fa0ada0e6f0"],["087ef2f939455aef","3b6bd534d54075a1"],["4c200107f892c575","a0e8
#   63c3c3e27d7e"]],"marks":[[8,0,0],[9,0,1],[10,0,2],[11,0,2],[12,0,3],[13,0,4],[16,0,4
#   ],[29,0,2],[30,0,2],[33,0,3],[40,0,2],[80,2,0],[82,2,1],[89,2,1],[90,2,0],[95,4,0],[
#   97,4,1],[103,4,1],[115,4,0],[120,3,0],[121,3,1],[122,3,2],[123,3,3],[124,3,4],[125,3
#   ,5],[126,3,6],[127,3,6],[128,3,7],[134,3,7],[141,3,4],[142,3,5],[143,3,6],[144,3,6],
#   [145,3,6],[148,3,6],[152,3,5],[162,1,0],[163,1,1],[164,1,1],[167,1,1],[168,1,2],[169
#   ,1,2],[171,1,3],[195,1,3],[199,1,2],[203,1,2],[212,1,1],[215,1,1],[221,1,0]]}

import numpy as np

import transformer  # isort: skip


def loss_value_and_grad(p, batch):
    """Value and gradient of `loss` with respect to p."""
    total = 0.0
    for letters in batch:
        scores_of_ans = transformer.scores_of(p, letters)
        chances = transformer.softmax(scores_of_ans)
        total -= np.mean(np.log(chances[np.arange(len(letters)), letters[::-1]]))
    ans = total / len(batch)

    # Reverse sweep
    total_bar = 1.0 / len(batch)  # return total / len(batch)
    b_bar2 = np.zeros_like(p["b"])
    embedding_bar2 = np.zeros_like(p["embedding"])
    key_bar2 = np.zeros_like(p["key"])
    out_bar2 = np.zeros_like(p["out"])
    places_bar2 = np.zeros_like(p["places"])
    query_bar2 = np.zeros_like(p["query"])
    scale_bar2 = np.zeros_like(p["scale"])
    shift_bar2 = np.zeros_like(p["shift"])
    u_bar2 = np.zeros_like(p["u"])
    value_bar2 = np.zeros_like(p["value"])
    w_bar2 = np.zeros_like(p["w"])
    for letters in reversed(batch):
        scores_of_ans, saved2 = scores_of_forward(p, letters)
        chances, saved = softmax_forward(scores_of_ans)
        chances2 = chances[np.arange(len(letters)), letters[::-1]]
        log = np.log(chances2)
        chances_bar = np.zeros_like(chances)  # total -= np.mean(...)
        np.add.at(
            chances_bar,
            (np.arange(len(letters)), letters[::-1]),
            -total_bar / len(log) / chances2,
        )
        # chances = softmax(scores_of(p, letters))
        (
            embedding_bar,
            places_bar,
            scale_bar,
            shift_bar,
            query_bar,
            key_bar,
            value_bar,
            out_bar,
            w_bar,
            b_bar,
            u_bar,
        ) = scores_of_reverse(p, saved2, softmax_reverse(saved, chances_bar))
        embedding_bar2 += embedding_bar
        places_bar2 += places_bar
        scale_bar2 += scale_bar
        shift_bar2 += shift_bar
        query_bar2 += query_bar
        key_bar2 += key_bar
        value_bar2 += value_bar
        out_bar2 += out_bar
        w_bar2 += w_bar
        b_bar2 += b_bar
        u_bar2 += u_bar
    return ans, {
        "embedding": embedding_bar2,
        "places": places_bar2,
        "scale": scale_bar2,
        "shift": shift_bar2,
        "query": query_bar2,
        "key": key_bar2,
        "value": value_bar2,
        "out": out_bar2,
        "w": w_bar2,
        "b": b_bar2,
        "u": u_bar2,
    }


def softmax_forward(scores):
    scores = np.exp(scores - np.max(scores, axis=-1, keepdims=True))
    sum_scores = np.sum(scores, axis=-1, keepdims=True)
    ans = scores / sum_scores
    return ans, (scores, sum_scores, ans)


def softmax_reverse(saved, ans_bar):
    scores, sum_scores, ans = saved
    # return scores / np.sum(scores, axis=-1, keepdims=True)
    scores_bar = (ans_bar - np.sum(ans * ans_bar, axis=1, keepdims=True)) / sum_scores
    scores_bar = scores * scores_bar  # scores = np.exp(...)
    return scores_bar


def normalised_forward(x, scale, shift):
    centred = x - np.mean(x, axis=-1, keepdims=True)
    sqrt = np.sqrt(np.mean(centred**2, axis=-1, keepdims=True) + 1e-5)
    ans = scale * centred / sqrt + shift
    return ans, (x, centred, sqrt)


def normalised_reverse(scale, saved, ans_bar):
    x, centred, sqrt = saved
    product_bar = ans_bar / sqrt  # return scale * centred / np.sqrt(...) + shift
    scale_bar = np.sum(centred * product_bar, axis=0)
    centred_bar = scale * product_bar - 2 * centred * (
        0.5
        * np.sum(scale * centred * ans_bar, axis=1, keepdims=True)
        / sqrt
        / sqrt
        / sqrt
        / np.shape(centred)[-1]
    )
    shift_bar = np.sum(ans_bar, axis=0)
    # centred = x - np.mean(x, axis=-1, keepdims=True)
    x_bar = centred_bar - np.sum(centred_bar, axis=1, keepdims=True) / np.shape(x)[-1]
    return x_bar, scale_bar, shift_bar


def attention_forward(x, query, key, value, out, heads):
    n, width = x.shape
    size = width // heads
    mixed = np.zeros((n, width))
    for head in range(heads):
        part = slice(head * size, (head + 1) * size)
        q, k, v = x @ query[:, part], x @ key[:, part], x @ value[:, part]
        softmax_ans = transformer.softmax(q @ k.T / np.sqrt(size))
        mixed[:, part] = softmax_ans @ v
    ans = mixed @ out
    return ans, (heads, size, mixed)


def attention_reverse(x, query, key, value, out, saved, ans_bar):
    heads, size, mixed = saved
    mixed_bar = ans_bar @ out.T  # return mixed @ out
    out_bar = mixed.T @ ans_bar
    key_bar = np.zeros_like(key)
    query_bar = np.zeros_like(query)
    value_bar = np.zeros_like(value)
    x_bar = np.zeros_like(x)
    for head in reversed(range(heads)):
        part = slice(head * size, (head + 1) * size)
        q, k, v = x @ query[:, part], x @ key[:, part], x @ value[:, part]
        sqrt_size = np.sqrt(size)
        softmax_ans, saved = softmax_forward(q @ k.T / sqrt_size)
        product_bar = unbroadcast(mixed_bar[:, part], v).copy()  # mixed[:, part] = ...
        v_bar = softmax_ans.T @ product_bar
        mixed_bar[:, part] = 0.0
        product_bar2 = softmax_reverse(saved, product_bar @ v.T) / sqrt_size
        q_bar = product_bar2 @ k
        k_bar = product_bar2.T @ q
        # q, k, v = x @ query[:, part], x @ key[:, part], x @ value[:, part]
        x_bar += (
            q_bar @ query[:, part].T + k_bar @ key[:, part].T + v_bar @ value[:, part].T
        )
        query_bar[:, part] += x.T @ q_bar
        key_bar[:, part] += x.T @ k_bar
        value_bar[:, part] += x.T @ v_bar
    return x_bar, query_bar, key_bar, value_bar, out_bar


def scores_of_forward(p, letters):
    x = p["embedding"][letters] + p["places"]
    normalised_ans, saved3 = normalised_forward(x, p["scale"][0], p["shift"][0])
    attention_ans, saved2 = attention_forward(
        normalised_ans, p["query"], p["key"], p["value"], p["out"], transformer.HEADS
    )
    x = x + attention_ans
    normalised_ans2, saved = normalised_forward(x, p["scale"][1], p["shift"][1])
    hidden = np.maximum(normalised_ans2 @ p["w"] + p["b"], 0.0)
    total = x + hidden @ p["u"]
    ans = total @ p["embedding"].T
    return ans, (
        letters,
        normalised_ans,
        saved3,
        saved2,
        normalised_ans2,
        saved,
        hidden,
        total,
    )


def scores_of_reverse(p, saved, ans_bar):
    (
        letters,
        normalised_ans,
        saved3,
        saved2,
        normalised_ans2,
        saved,
        hidden,
        total,
    ) = saved
    sum_bar = ans_bar @ p["embedding"]  # return (x + hidden @ p["u"]) @ p[...].T
    hidden_bar = sum_bar @ p["u"].T
    u_bar = hidden.T @ sum_bar
    embedding_bar = ans_bar.T @ total
    sum_bar2 = (hidden > 0.0) * hidden_bar  # hidden = np.maximum(...)
    normalised_ans2_bar = sum_bar2 @ p["w"].T
    w_bar = normalised_ans2.T @ sum_bar2
    b_bar = np.sum(sum_bar2, axis=0)
    x_bar2, scale_bar, shift_bar = normalised_reverse(
        p["scale"][1], saved, normalised_ans2_bar
    )
    x_bar = sum_bar + x_bar2
    scale_bar2 = np.zeros_like(p["scale"])
    scale_bar2[1] = scale_bar
    shift_bar2 = np.zeros_like(p["shift"])
    shift_bar2[1] = shift_bar
    # x = x + attention(...)
    normalised_ans_bar, query_bar, key_bar, value_bar, out_bar = attention_reverse(
        normalised_ans, p["query"], p["key"], p["value"], p["out"], saved2, x_bar
    )
    x_bar3, scale_bar3, shift_bar3 = normalised_reverse(
        p["scale"][0], saved3, normalised_ans_bar
    )
    x_bar = x_bar + x_bar3
    scale_bar2[0] += scale_bar3
    shift_bar2[0] += shift_bar3
    np.add.at(embedding_bar, letters, x_bar)  # x = p["embedding"][...] + p["places"]
    return (
        embedding_bar,
        x_bar,
        scale_bar2,
        shift_bar2,
        query_bar,
        key_bar,
        value_bar,
        out_bar,
        w_bar,
        b_bar,
        u_bar,
    )


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


# base:
# QlpoOTFBWSZTWSJMXQAACqXfgERQWH/6E2ZAHQr/7//6YAnyvvu5X3rEundvdwnnm8vWbGVA0bDo4XDU9EJp
# kxTUBpkDIZDZQA00AJTQTSaFNCepPUxMhpkNqNADTQBzAAAAAAAAAAAk0pNTUyeppoR5JNpAANHqANBkCJQi
# m1NT8qPaU3pR+oj0mQAAAGIIkiammgRo0NTaaKAAeoAAGaZgYb9n/V3S/5NkYnwHjxxPae31y0fG2peZWsJv
# lUL2KV8N6zEnzfy5hFZnCzQqjU5Wwr8r5VL8F1u9lsO/RGEyJMSGXj+LAE3FHnTexvK2CgKVHwWiTrUSSIhR
# BuPPlR34mKgaE473KTtH0u4legzIyDzExPNBVCKCOC2N+614YE4/vD0EZKTga8+5wlrVKBOwMcnK1cnBbpIx
# paFgUZhNyDgasowarWtTbAU7U7ATqjWtCrApBMiPo7E5B8Op16qikWjLDJuoiZx3xO6e5miXrBh2liHzk4k9
# beTHHC67+ofTY2EasezNtbS7cO6sTXt3TsrlFzBhlYoGcJ+5gkiYPDGLoS2NoE2h6YJCu/q+TuLvPJtrrxvp
# 1fbvpnbTgzhpzngPTZIHJ21rw0xhEqO2MBqgnVXLRxR43D1IQ8zaZklpt/b++GDBgLEGzCMULYtpeXLb5cQx
# TPD07oUyGYS0qJm1w6XXHEcu8pRW70CIgakoflhxGoEnIOvd0xxfCm3Y0tXII4ccJcp109USQ7GiGdkCBad3
# Mj+4PrPEc+OvP08H74/x/9yRgucp85p8kFurkgRJjOtxkUv5/2LBYsWLFIoKCxZ1l++LKgsc+xNc526/l7/y
# dcbnE33fi3Y3U3CIsUEe/H6TNb7ehJQzN7HdIMriIJ3UKttjEYTSEexS1ARof1OS+46cfGMMHORaICc4I4T6
# qghFAlmYtFVScpeEzw3jBtLUqXhzHt1yYzPmjx354x2Yp+IOKcpQFQ0+/uuPIrEksT1x4Abpmj3OwB9+y5A0
# ZE0LFR9yxa3mUm2CX7CPZDMIbjOsFYeWhnl5zpDCHxGpqDtNjz17c6CcQ4nYUPazBcFHTBv022kl3V3euMyR
# ZWhzPDLks7SBpyXma+wes3ONjr8m/fRS3FNhU4mkcu+mEMzfp28a7qzt02nYmZDxiOMUlEQDt+6B0gRi5zoK
# 0MeELPMMqtpiKJeoUJ19thKlVkGlo+xrgagjKsTfu7Anj8d+4DmzaQPXGe3jDtZKirCcBkJUUWREMNGAKjAY
# nEIiESQP5/j3dunu2wEN4leCocDpXwKYR7nveUk+IbQ7HKHroy3g2L7vUumCVkWgOKpLVRJUuuVNMAuZ9fs6
# hEwEVVUsAskRRG7Ex0Rdjfri7Ylq+D9Tsj5yDVr3oCqukr6pQqZzWMw1aUufV1cklseK2ug9jiQKCk+a7Iz0
# zc3NVGKmUuiySW9ilOSPHD5xWcPcafW2c3eXsgy+YMzFVeLjNSRnaISQ7u7yLRbh2lNi0NYLVFy7Vs0zTHji
# uj3IaDl7p4lKjsB7AXlBNn98IpenqBt/sBnv+VoFWkCBBkQlYshSWS4HmRVMXgJ0okvyS5kOq5pA4iPAWoQX
# qy/2+8q29FU4NLqSdC7HAJPGHwNDVN7Rlup8AZFiGeg424hKJVbrmzYq8uqEXQIDso7bVTUGAGRFAtGy4iUF
# /glwlrtBKi1G91Qt3dAUobdcbqwjAo3dWp5i6tAuKC1oGdS8wmpN4Mq22hTcfTpiGFGKMURI6A80v1DvSexD
# KxY0JRdbwotQkLi2qEKHqL67hO8T1Hz6+np1q18JxAic/BfIXL0U5d0TyUMAFkfFE5IZnKB4ywyESSEkGI4g
# EAO6A8TmROjJ8EJEoJmboeNOkS9UuF4rGC1vzMpGRXkBpwCzJNcyPhe96PIhbUqdp0U1PPGLqmQhf2IJoXpQ
# XvLnYW8Euw1U2g1xi4zMQgnQL0vDLpYq1Vq9gfghFIRAu6mLGZED8MHIQwCZczVbV/NKnopvivQE5ZwGHQWJ
# ZL8NY7KmzWZQHBmao0li1FMXpsyZAkhDXnVyEDMyF0tmLYdAzzorQkkWqtwLpUCRkCRAMlR0VK2m0Wt4nBHk
# G1Z5/KkVfQEpO8xQmtQwaA6HgEJy7ubcHZt2+o75M6EJLRYooIiOq0rISMhRFDITipwmwL7MbLeB5FFr0SFv
# CthcomrRXWGWS54xYq1Voo7IAOtKpQZIwVfkM8Wa7EysJQuFXKjOokkJM6GglS5ByAOpNEOUAfSu0vKJKKFH
# 8kMENIQ+T0UUFjFBXd4jQy6aCWhktqYJiDFmCmMFUSdAnMgmk0F0ERiKCMGbiAkOZxk7hPBVSjEaznJbPDnT
# OC2lPQOWYxhGVwU8sZR0DhhuQY5YxaYvCWUaYTFa05DuOUOnMDJquasm/aw1cgmXsOUM/huIZMIu9Kzmes5E
# OXldNFEThh77FxoYcBDFctolKWtapRrUNNI7BNxOI+qSHpO522k4Qa4w4w4Eo/K1kwLuNi7QC/dQByS2rXyl
# W3IeicQkGIHNE/3nvCRQ4GZ3iHIQpds3h5UPfOGXZYq1V3COfFHWGWMapVu0SboBsjeSIaBYqNoNBYI4uNXb
# RoktJ7ZEekhYB1nk8FiVsRjFURVGKkJYHnUNmz/i7kinChIESYugAA==
# end: 52a033391f7d64ad00f79fb6e7ca693b8d016662bb7abf157c8f50e672f293c0

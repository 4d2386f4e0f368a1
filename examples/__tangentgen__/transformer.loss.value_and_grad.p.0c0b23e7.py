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
# text: 5484679a48261c9d7b2293844aee65e52d882989f32a289c04b96044248d62b5
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
#   tten":[],"format":4,"made_by":["0.1.0","fdf6225a59f700d4"],"asked":{"source":"transf
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
#   102,4,1],[114,4,0],[120,3,0],[121,3,1],[122,3,2],[123,3,3],[124,3,4],[125,3,5],[126,
#   3,6],[127,3,6],[134,3,7],[142,3,6],[145,3,6],[149,3,5],[159,1,0],[160,1,1],[161,1,1]
#   ,[164,1,1],[165,1,2],[166,1,2],[168,1,3],[192,1,3],[196,1,2],[200,1,2],[209,1,1],[21
#   2,1,1],[218,1,0]]}

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
    b_bar = np.zeros_like(p["b"])
    embedding_bar = np.zeros_like(p["embedding"])
    key_bar = np.zeros_like(p["key"])
    out_bar = np.zeros_like(p["out"])
    places_bar = np.zeros_like(p["places"])
    query_bar = np.zeros_like(p["query"])
    scale_bar = np.zeros_like(p["scale"])
    shift_bar = np.zeros_like(p["shift"])
    u_bar = np.zeros_like(p["u"])
    value_bar = np.zeros_like(p["value"])
    w_bar = np.zeros_like(p["w"])
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
            embedding_bar2,
            places_bar2,
            scale_bar2,
            shift_bar2,
            query_bar2,
            key_bar2,
            value_bar2,
            out_bar2,
            w_bar2,
            b_bar2,
            u_bar2,
        ) = scores_of_reverse(p, saved2, softmax_reverse(saved, chances_bar))
        embedding_bar += embedding_bar2
        places_bar += places_bar2
        scale_bar += scale_bar2
        shift_bar += shift_bar2
        query_bar += query_bar2
        key_bar += key_bar2
        value_bar += value_bar2
        out_bar += out_bar2
        w_bar += w_bar2
        b_bar += b_bar2
        u_bar += u_bar2
    return ans, {
        "embedding": embedding_bar,
        "places": places_bar,
        "scale": scale_bar,
        "shift": shift_bar,
        "query": query_bar,
        "key": key_bar,
        "value": value_bar,
        "out": out_bar,
        "w": w_bar,
        "b": b_bar,
        "u": u_bar,
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
    return scale * centred / sqrt + shift, (x, centred, sqrt)


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
    saved_stack = []
    n, width = x.shape
    size = width // heads
    mixed = np.zeros((n, width))
    for head in range(heads):
        part = slice(head * size, (head + 1) * size)
        q, k, v = x @ query[:, part], x @ key[:, part], x @ value[:, part]
        softmax_ans, saved = softmax_forward(q @ k.T / np.sqrt(size))
        mixed[:, part] = softmax_ans @ v
        saved_stack.append((part, q, k, v, softmax_ans, saved))
    return mixed @ out, (heads, saved_stack, size, mixed)


def attention_reverse(x, query, key, value, out, saved, ans_bar):
    heads, saved_stack, size, mixed = saved
    mixed_bar = ans_bar @ out.T  # return mixed @ out
    out_bar = mixed.T @ ans_bar
    key_bar = np.zeros_like(key)
    query_bar = np.zeros_like(query)
    value_bar = np.zeros_like(value)
    x_bar = np.zeros_like(x)
    for head in reversed(range(heads)):
        part, q, k, v, softmax_ans, saved = saved_stack.pop()
        product_bar = unbroadcast(mixed_bar[:, part], v).copy()  # mixed[:, part] = ...
        v_bar = softmax_ans.T @ product_bar
        mixed_bar[:, part] = 0.0
        product_bar2 = softmax_reverse(saved, product_bar @ v.T) / np.sqrt(size)
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


def scores_of_reverse(p, saved4, ans_bar):
    (
        letters,
        normalised_ans,
        saved3,
        saved2,
        normalised_ans2,
        saved,
        hidden,
        total,
    ) = saved4
    x_bar = ans_bar @ p["embedding"]  # return (x + hidden @ p["u"]) @ p["embedding"].T
    hidden_bar = x_bar @ p["u"].T
    u_bar = hidden.T @ x_bar
    embedding_bar = ans_bar.T @ total
    sum_bar = (hidden > 0.0) * hidden_bar  # hidden = np.maximum(...)
    normalised_ans2_bar = sum_bar @ p["w"].T
    w_bar = normalised_ans2.T @ sum_bar
    b_bar = np.sum(sum_bar, axis=0)
    x_bar2, scale_bar2, shift_bar2 = normalised_reverse(
        p["scale"][1], saved, normalised_ans2_bar
    )
    x_bar += x_bar2
    scale_bar = np.zeros_like(p["scale"])
    scale_bar[1] = scale_bar2
    shift_bar = np.zeros_like(p["shift"])
    shift_bar[1] = shift_bar2
    # x = x + attention(...)
    normalised_ans_bar, query_bar, key_bar, value_bar, out_bar = attention_reverse(
        normalised_ans, p["query"], p["key"], p["value"], p["out"], saved2, x_bar
    )
    x_bar3, scale_bar3, shift_bar3 = normalised_reverse(
        p["scale"][0], saved3, normalised_ans_bar
    )
    x_bar = x_bar + x_bar3
    scale_bar[0] = scale_bar3
    shift_bar[0] = shift_bar3
    np.add.at(embedding_bar, letters, x_bar)  # x = p["embedding"][...] + p["places"]
    return (
        embedding_bar,
        x_bar,
        scale_bar,
        shift_bar,
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
# QlpoOTFBWSZTWVb9Sw8ACoVfgERQWH/+E2ZAHQr/7//6YAn9tezHx6bWkXbq2cLx7az1cHKFcJTrOEiRUxpT
# e1J5U/KGjxJNPTQhhGDUBoNU9oCRoiGRNMg2o0GT1PSGhpoaDmAAmAAJgAAAAAJNJJEnlTGmR6IEaDAQMhpg
# ARKBIptT9KPUbSeT1Q9QANAAGgCQkmgEFPRoTU9E0Ghp6EaAAObYAhP+v+2r9mcxDXWXPXy13DzfrwmbzTjs
# 1nUip7UZPzjIKjo8CHQPMXYCntTvZGCTsLo6fNOTvjM7a4Telt7HRosPdoI/LjO+mxTws4JIlB6zjTMbIVgw
# QK5UZhW5UBcsRh+2KgmnIVNxNiXQNZGQeImU0AFQgAjkVxtzraGBOX5q3DG4eJjTBVOc5QP+hXRSpKiFNMnn
# zEjAr4IL5y0urROcT36CnbG5vrqKVuOZhaxtdNHKVDfeX7XDoKQYAbQgVW5C1wj4uwhi8CCwCmqGbDpGyBe6
# bcvScRFggnGgtJOEgkXJUE/Db4eOla+cXw31goHSD5dAOSJUDDDcxtjYDNg53lZM9PLxiZrMVp1210jx5a6B
# DSAot4a7B5YlgOT2HfS1UxkY9qoMWDMo8HGVB8JTyYI8TYyGza37f3xurFwoYqTGMAvatLOiuFiMawhbTtui
# mTRIsaN2aKuOrvztLtexV34VdhMpQZg3JuiGlUUdnPjfbHZ2xi0ZpjZDNoRYQwj4+qWKiNCiDTB30oqEyr3B
# 7T7yH86+nj3HjX+nyoLAlqQ1TmgokpLBQgYQHkq4RAfp4ikWLFixSKCgsWcS+qLKgsR/Qgl3u/dfq2KlLKLh
# BspNxBhAgTAOAu+PszPrn4tukllI2GT1qj69XTw00L1dqxLqnaDPZHsc8Wabt9p7WYrmQiecJhsbv7ncWxIM
# WUUjh3QunMzXw7FFtriIK6L146RTc69mWd40hzfkYZwRCKBFK3v6ZV2PEbbvbO/cBq0V90El55tpHaPAehRB
# nwKKPEaNsBFuXCPlD5aKHExmYHlYwy+Id6KYeJiYg91ufHHlhYZxDc3IHvAMeBYucZAaqUXJQkTM43pma45g
# txYZOEQaChxhgDOYuS+gtpaqTNuV10JE+hGiXQcjVNSKmW/Hksth546du3IzazGdzQqyypEaAOfwYeTQ00Zr
# uG2hnTCn9Bsq2mRRLzEj+HPlSxpSkPVIUOJqNpjM78AXf657gOrWwB4prz4I4oFRVCcBISoosiwxqSKiA006
# AoGCYgPb136p7+GSQVCI4wEajC4aY10Iuxt+wKZxW14evToyW7SjDhSMPW3HgUwV5EVINx2QwaYFGnq8/JnE
# IqqqaCck9Zb5Ieo9cbsYccO3bLnReB4U0au0jUWZ8VNjSm2S45LRhjAUUaY1pplbVrynXMBddopsHRAMxnnn
# pULqdoLLRdmmQcjqShAg0EZCwKzir4wZiVxdgKlXl5WXamIJJIKIoNg2nEDgoVBQGGEhYspWyMqQ7+F54Log
# wRoF/ijwJQrAv8BeYE1dfdRMJ6AbfvWM6q/BqUgQgEiErFkKSwXB2c4KpHoE8ahMZpYuOVjsQNyAbRaQgvge
# q5Wk92YKptayZK94psOASdcPro3pxaMt3n1BkVVTbqJu7O5Gjk3sXRrqkl2+pAxWGhaw5yqpRiYBwGiFoBZe
# yJRX9CXEtfeJVWo4eKFukH/2vp3wpjTCLD6PT7DCoGBBKoHoouUzEWYyrbbKbj9tYGLGKoiqR4EO/DX4zuwf
# IM2ww4DrBJpKZQiaJMqJSZDJJbKxFwjYlhkYxlGWZFoDRxa+NLlEs+KRfYh1yBuAMhOoIcoHMckOLhFGCKi0
# NCrAGAe7BbC8EYUXExtECLyxmsOQmFS4vhAjBa43GcjIrkDToLMk1y5xta1DgQrkqdvRTJ4YxZUuIW5EE3mE
# orsXdYXAJfXxU5lrnnShEhM5uEIJoF6JbtFKR0pq5A8UIpCIF3JixlyB6cc4hgEvwMq5ddBTvqZxTQEy3ow0
# VaKC3LMWseuZgwVzIxaioqKJgfNrgmwbYzPKWGMMjBCp6WySVC0DLKE0G20pSu0slIEjIEiAXUHWqU2GwWmY
# m1F1DZJ8+z6kNJLyBECi8EZpBc0BadQaOb5jj6vfbj08DolfAQlINg2NgxjHk3CJsbTcJAC4jokcuc3DHfE3
# 6nXvMsC+MGy3Gb2gPPYFqGGCMMiRq8zSW7AQZopREZIRVPIasqtNwXqJQXCrehrpGQbbeUO4RRgAuIB9COaD
# QAXtS1uREIgH/kKQ0EPy71FkRYrt3xobOtCWhsW1MDIIKGFMwqiTrCciCamhdCIgigjBNxASHI7QHcHpVUox
# GdCVxnKS3NS1nJmHdLszMxGVwp3VdjsGyFuCNwvi0Y3byeiGs7qRrRlJ3GLFmDAz2iLvAHuckaow87iL09GR
# rr488Dn8V1pRE449Fi5paONgGXZtKVSDjchHByQLJbgri4D8Ekdpze2yWaFObPQziOHyqguJbmqWwBbpADtR
# nkPA7d0GKLgbEwDWCP9roDaS1FRcILxBAGz4B3xHZbkVGuU6IAy9CFmFsTGPHmIm7A4s3Kk4TCsxJQyCG/Ul
# NTGUXF8mxHqkLAOJ4ngsStiIiijFURVJZelQ1av+LuSKcKEgrfqWHg==
# end: 11af076c2a59f152cffe88bc2676998b8c58334ec2be6fe00f8d3d36b869df2d

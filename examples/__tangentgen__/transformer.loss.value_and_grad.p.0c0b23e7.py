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
# text: a80e382766a7fce45b2158085646c680fafc1ac6d222cde8d607a7da50fcc294
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
#   102,4,1],[114,4,0],[119,3,0],[120,3,1],[121,3,2],[122,3,3],[123,3,4],[124,3,5],[125,
#   3,6],[131,3,7],[138,3,4],[139,3,5],[140,3,6],[141,3,6],[142,3,6],[145,3,6],[149,3,5]
#   ,[159,1,0],[160,1,1],[161,1,1],[164,1,1],[165,1,2],[166,1,2],[168,1,3],[192,1,3],[19
#   6,1,2],[200,1,2],[209,1,1],[212,1,1],[218,1,0]]}

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
    n, width = x.shape
    size = width // heads
    mixed = np.zeros((n, width))
    for head in range(heads):
        part = slice(head * size, (head + 1) * size)
        q, k, v = x @ query[:, part], x @ key[:, part], x @ value[:, part]
        mixed[:, part] = transformer.softmax(q @ k.T / np.sqrt(size)) @ v
    return mixed @ out, (heads, size, mixed)


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
# QlpoOTFBWSZTWYnOKjkACoffgERQWH/6E2ZAHQr/7//6YAnDfW5WC9nd7rd709ni+95TtlAnbRdM0MDTSaTJ
# qniT9TSekYjTNTQGgMmTQaDU2gKaaCp6aj1A0AB6h6gAACUxIhGp6hDJG9TU9EPUDR6gAACFJImmVP0U08NS
# NqeiAAAAGgIqmpNpppoJmpkwTJgEGEwTQ0wiSETQEaMjSn6IIAepoA0DRF4ACBNq7FUniUiEDYwrvG5pjVpk
# joBi4vKlMZcbyx3SfBzDLvUUEPjRVwekqIvakyBjzK8vPocW1aDbYqEyJOA2FBMcSgC8CsDpmjZpvcgco3Ms
# mHqHCCM4cOol96PTMzDKiY3NUyL3t7N4QaEZB6CZz5gBUIAI5lsuG+14ZCez+dvIVJNdx047a2V3Bgv8Dq4q
# cTiirpF6ZIewreoxM6VMWczMu+Is711AntkLKyqCZBKddhc6sb8Q48UcOgpBYDiECq/Bswj3Zg4Z4EFbOjLV
# DDDyW6oGMJxx4Ab2jIIJvQWkm02JEErYn0/f84227YqTXzo4DKF/sgXkJjQETQy0ypArYPXWroLC+7CIQjoK
# vxxncpO+d7G1yBYgaEZ4A65DADdMBIuyqghoW8gaIEatYTFGLhxaoKOhuaiRvf7f315qzIQRUpCFVBm5ytQn
# CsQYZfLuzQyBdFMbwmJJRW9JwLC2aWkGlgESUYSj6qGI5RkPV29ed9N1ejDkjlpYI3YwwzDXX8jsjo5Ep0gQ
# LPKEY9Z9YfQfYM/nn7NuR4L/D/aCwJakNU5oKJKSwUIGEB5KuEQH8f6KGmmmmhoKCmnkZ9bTkEqWPBGmMb8/
# d6fvWkypWz2je5lmRCFRgJ92fyu8c9uiSlVXk2kGq3kL5qLG2xmZVWPNRWxDRRe9Z1HT50w8mZXVqCcgKYtn
# szCmShY0uES8PeVdOTNi3Ncms6OnLVfPfURTdxeeemI1aEOFGHIdFAxZv+HHO3dMySTK/fl4AbItvtpV9dJF
# ORME1kGI8yEOgqN8FF9hw12M2BHBl6ge2zGnm+CWgeRmZhNrtPhnwxchvDcbig9VDOxg4ZDPbLJgxKTM3xTM
# 0g3BFYsmgkbhRYzA4Wt6xa8TSthf022qiBs6CLs4uKWYEFJGEW3TwqYLbmq5UESOkj1dWJhIB6Pug8oJl4PQ
# qwNdyZXmGEkmyUkIepVLn1xodJjGUeDZBNnKY69/MH0+efUB4z7ih6mfs7E7ZciqB4ko5FFDSaslaiQmbsBw
# gYKH8fv8eF/jtsCaCVzATgde4jCPc098i95UR11hHjtSndUL3lGPFJrBEFZbojYk1dUgVICGvh8K3DwkkVBp
# zXi7+Cfufln5eWcHTn1S51XoelNG3MjYsz3U5GlOWa3zWjDGAoo0xrXXPLbfOd5gLvlFNZ0QDQaaaa1C7O0F
# louzTIOZ2ShAg0EZCwKzdXvBmJW7sBUq8vKy7UzG22NKD2L47R1CI1CqbLLpzejWjPrzDA2kJRo7EukKAyA/
# wLKCSfk4pGmkHw/esb7dfg6yCIaQtS0ZbJuB8AVTm+AnuRJlvS5gc7muBxEeANQgvo+uC1T4bwVTg2kzV8Ct
# prBfFPkXM4bJRGqzPkEtVUbug7+e+LCzOexy5Kvh5oS8QgdlHbaqagwA3kUC8bruEpX+hMCXxzEsrYcnyQv/
# 3UKo2eW7FoRgU49/ke4xagwMqow9EMkRoVsCppJtAzJ89yiJUqqiKobiD76beYd6XsI3aNHEsNl2jC1CQuLa
# oQofRX2bhO8T2L19Dzr0r0yTiBE6c18RcvNTl3RPFQyALI+CJyQ1HKB0tDRJFRSSPMAgD/oH1ngieW97ISJQ
# nI7YdE9omSpgH2ARgtsuJvkZFcwa8AuyTSYPK970dCFs1TtOqmb0yyuqYEL+0gnMySldq8bi5AmNPJTYDbdF
# 3TiIQTqF6G/Aqo9az9oPkhFIRAw5sWMwQPyyOQhkCY6Gds/7pU81N8U6gnLVBIdVYlkv2aDsqbNDEByNRnGm
# xrHGA8uW5oKiOvhmxEHA3C8dcFdDxDhwwziVS5mu02TIKaCkA3IDxVITEwsKwldTyCZYr+ZIlXCCQScjgJTU
# MjWDr5hE7Z2kqc5u28OhxXFxFqiQJCgiIuqsMaKawlDcJ7ynbcg3ct5s5niWL4okLc62FyiZ61dAxgcaiqjl
# WtXZAENEqkRkjFU+c1Z2a7ExYShclXFGlRkJJJqo5iWMIO8A96c0NYA/UvI3mJYoY/uJoTZE9ffhSxTG/0lg
# YV2IbDA20QJQqSqDJBpCK9YV3iRs7FbERBFBEkbxCE8TsX0Ed1VGExZPiuZrucyfGdHeZunWtROVijrbKEuG
# 1HcCbkyziZ5SaprSOmTVR1wsYJKMiLnJlS6baTOYCGJuOxMeuQmLTRDVd/TsKOz2u7SEI5Reh0lLSIoFEeE2
# UVIUSpKoqUSqoL3ZtByHeToqcjtm3autSuMOMOBKP0tZMhdxsXaAX7qAOSaaiYOW5DzTiEgxA6Iny6bwkV4G
# h3iHIQpds3h40PffsLVHsruEdXFHQL5mdTPtErdAcp31IcQ0ZOocDRB1bLhs6nCtV7Nw3RTEDkeVxpjLGJmi
# iaoiqLYH1KHDh/4u5IpwoSETnFRy
# end: 7689aacb14f8a30a5a8902e4b208073d880ad4047b3309d3f4dca53108a0bf7f

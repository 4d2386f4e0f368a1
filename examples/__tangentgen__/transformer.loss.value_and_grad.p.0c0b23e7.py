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
# text: ba6535d8d3eeea62c223c4f76e3e5ec3a21d57e86d0d370d1a8857262fc8a255
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
#   tten":[],"format":3,"made_by":["0.1.0","adbb0473842592be"],"asked":{"source":"transf
#   ormer.py","module":"transformer","function":"loss","ordinal":1,"wrt":["p"],"kinds":[
#   ["p","{'embedding': f8[a,w], 'places': f8[l,w], 'scale': f8[2,w], 'shift': f8[2,w],
#    'query': f8[w,w], 'key': f8[w,w], 'value': f8[w,w], 'out': f8[w,w], 'w': f8[w,2w],
#    'b': f8[2w], 'u': f8[2w,w]}"],["batch","i8[n,l]"]],"sizes":[],"mode":"value_and_gra
#   d","optimize":true,"has_aux":false,"typed":true,"extra":null,"direction":null,"memor
#   y":null},"signature":[0,2,0,"p","batch"],"functions":[["3e783f98d53e8068","339c81bb9
#   831eec9"],["84e23f69ffdea6f7","251b1be12c62bdea"],["232f58a79779796e","fd1b3fa0ada0e
#   6f0"],["087ef2f939455aef","3b6bd534d54075a1"],["4c200107f892c575","a0e863c3c3e27d7e"
#   ]],"marks":[[8,0,0],[9,0,1],[10,0,2],[11,0,2],[12,0,3],[13,0,4],[16,0,4],[29,0,2],[3
#   0,0,2],[33,0,3],[40,0,2],[80,2,0],[82,2,1],[89,2,1],[90,2,0],[95,4,0],[97,4,1],[103,
#   4,1],[115,4,0],[120,3,0],[121,3,1],[122,3,2],[123,3,3],[124,3,4],[125,3,5],[126,3,6]
#   ,[127,3,6],[128,3,7],[134,3,7],[141,3,4],[142,3,5],[143,3,6],[144,3,6],[145,3,6],[14
#   8,3,6],[152,3,5],[162,1,0],[163,1,1],[164,1,1],[167,1,1],[168,1,2],[169,1,2],[171,1,
#   3],[195,1,3],[200,1,2],[204,1,2],[213,1,1],[216,1,1],[222,1,0]]}

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
    x_bar = sum_bar
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
    x_bar = x_bar + x_bar2
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
# QlpoOTFBWSZTWS/KYTsACq1fgERQWH/6E2ZAHQr/7//6YAnzr7sVydauzdvtzVeee9B5FAopsNIQNNEI0MUQ
# Gm1Gj1A0PTUAAaA0yEymglMn6lP1TI0aaPKN6oAD1NAHMAAAAAAAAAACTURJoIaEeinmqPUaaAaaAek0aeoI
# lIieKGIyeoA0NAAAAAIkiaRpoTI001HomojIyNpGEPUPUXIDBg37L9Uif+LWGEdQn7Yj0Dx90M/wppPqNHBb
# 4y5ck+eYp4HyfyhgifKMG5Bl8xZ0BrwVmT+B54fzex7emou9XclodZ6MCvi1h9nXMc8a2FtnmYEDmXgQCHLu
# NQo8CO/EPLhnKCVQSmf6EiS9BsIyD2ExPiCqhARHBbHDfa8MBBy/MeoFCVPCNN+dIlzmCgHaBKaTc00iiPJK
# FlF0HHrG8ocw+ubh4iF52OPsXiCfLPTpwXYOQTqR7eCg48+RzyZEkURbBi3IIiMd7xqVURIhTgYTQwdXY2ge
# 5vTgbbHnX5gstjQEZoKhdNTQkuVWRdfx9SqpoFyDZoRgLwv7pC2k1wCI2CxsiBJwwvuTmq+n4u4VV7jTPO2u
# Ua9GuWTZQDIDKG+wHsoYA4vDZTuxdolI8LsNiCa05aG6Hpq3VCHicDUW3h5/71aGhoFiS4jGQL0vdhwPwYBA
# dCc+GGCEgSwZIIgiUi5hU/AMnQIIGkpAIdw0kut2CBGXBKDjnu6Y2rYxSTSaZ3CGtFBejKpx9rXLUmhZpgQJ
# pRVCwveB5DsEPhn19Oq73/xf7YfAqLKu5VhxSNQHCYNM7KvIpX6/EWCxYsWKRQUFiW1C7MSyIBLGfYRUztr7
# e/8TT4LtotHS2GEMBEYZC/z0/fGM79virck9tUoavC7Mb23O3aaNAo4LBGLlBGEOh657jz5eFlex71aagm8E
# b59GUV5QVW9ETMlCT1iNm7ONIaTJ67v453GLj1P2132xxiVs42lCS4Eu0ff3U/pNAknEc46gDUsz+9MAHu2v
# rCUZHcWUz3ll34lQ4JDHEZxTUE3mysFRO9zLw+b1S0D4GZmE1dT558crkOAcDeEB9rMBTiR0wNemmkCEjVVn
# a4D0JyEL2Y7ijIVDTSwmuvSOg1nVrNG/ly0UrzpYVGcvjixpbDmePny5141st31PBNhDrEcYpKIgHL8oHeBI
# yazuFaC+2FT3hlVqi4olaihN/VUJSUrINFUPztNjSCMpYm3ToCd/0V+AF8dRQ3WPXiTHFpCSRG4ijSEhIqIW
# 0MAVGAxnSERCJIHn/Xw6sfDhYJaJS9UMZvU3CjCOVzOxJOIaoZHBDPcy+Usx0eRiGg1ktCaVULqhacSMzUoD
# BXqx1AiQCszMUAqtImrsQuWFj8s+ux+Kxbvh1vzQsRlp3KCzUtaFFmWMpNZIOac7oUfTNawqgKRfXBHkgcDj
# feeHvpdRUTL4mIJ6GxApUDBQgJ9leJvCp8rOl3VWqDi1bi4eZrFPcwHvR3JISSq5NC3HkU2LQ2gtUXLtW2Js
# THXFd3xQ0HB3JslKhsB/AW4Es+swphTnBr+7RnZ31wLNQIEGRCWiyFS6ZA9FVTe9RPdEmOCXMhzuaQOYjxFq
# EF9mX/r85VuCqpxakzF6lamgL6J9S5nDbKI1WZ9QiyMDLqONcQlEqt9zduVenshF0CA7qOVqpqDADgRQLxuu
# 8ShfoJkJfLzEsLZNJ4QMenMKo3+HRm0YhUz7PA+ozdBkokug7LNC02E2gylqqoKND24uFqMUYpCDNAeyX9g8
# knuQysWNCUXW8KLUJC4tqhCh9hflvE8hPkPx9vX19qtfCcwInbzX0Fy9VOnjE9FDABZHqidENh0gdZYYjBUV
# IwnQAIB6ITyPXCHPpnFFhQnM5Q7J7iYVMhfksYLbHM4SMiuYNdQuyTbMj4Xvej0IWzVOR3Uze2MXVMhC/uQT
# zMJQuq87i4BMtvwU3A23xd85iEE7hel45d7FWqs/cH4IRSEQLubFjMiB/bB0EMAmXYztn9KVPVThFe4J02QG
# HcWJZL8do7qm7aZQHBsM40li1FMXnvzFBUTbrWBENTJJuvUksm4NdaK3DJFqrcS6VAkZAkQDJUdFStTUWuAn
# FHoGqz4/xSKvqCUnkYoTaoYNAdDzCD4cvOVY368exzXK4i1RIyEgQhCbFoqKLFKGQMkOyQ6neGN+m++R3lF4
# okLedbi5RM9FdoZZLsxixVqrQF3RAdqVSgyRgq/wNmLNeCZWEoXCrlRsqJJCSyheJUYEHEAcaXoXADzLpmEo
# kowKnmQshiEPL1UKCxigrp3jQZcYEqgyVVJZLgxZZRdlKJO4JyIJiYFwIjEUEYM0ICQ5HTJ1idqqlDEaZykq
# p28qM2VVFHqHLLu0ZTZRzvKEuGqO8E3pjOJniTZDRImWmlFqooyKaNBk2Lmlk28KhscgmXoOMM+7QhktF2pT
# OR4nEhx51jCiJut7Ki3gtsIXTlqiFFFVKlSFEqVAvdmoOB4E7KnQ5TXVdEa5w5w4ko/S1kwLvNy6gF/GgDol
# s9vSVbeh6pzCQYgdkT69uASKHE2HkIdBCl1nAPSh8pxy8LFWqvER2c0doZYxnKtyEehA3swrA3BZTLSUFghp
# iSsS2ULa/Tkj3SFQDec3csSmojGKoiqMVEcBPGQNdf/F3JFOFCQL8phOwA==
# end: e01ce8dfc97e1ab5758e86aef745848b77983053601bf903630cf6184dff7f84

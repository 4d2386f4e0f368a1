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
# text: c01acf55b0b5af92dd50a7bcd3c33b17a80001337d089fd56034427e8d50aaad
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
#   tten":[],"format":3,"made_by":["0.1.0","afcca9cb4afab046"],"asked":{"source":"transf
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
#   3],[177,1,3],[182,1,2],[185,1,2],[192,1,1],[195,1,1],[199,1,0]]}

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
        ) = scores_of_reverse(saved2, softmax_reverse(saved, chances_bar))
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
    return ans, (x, scale, centred, sqrt)


def normalised_reverse(saved, ans_bar):
    x, scale, centred, sqrt = saved
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
    return ans, (x, query, key, value, out, heads, size, mixed)


def attention_reverse(saved, ans_bar):
    x, query, key, value, out, heads, size, mixed = saved
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
    return ans, (p, letters, saved3, saved2, normalised_ans2, saved, hidden, total)


def scores_of_reverse(saved, ans_bar):
    p, letters, saved3, saved2, normalised_ans2, saved, hidden, total = saved
    sum_bar = ans_bar @ p["embedding"]  # return (x + hidden @ p["u"]) @ p[...].T
    x_bar = sum_bar
    hidden_bar = sum_bar @ p["u"].T
    u_bar = hidden.T @ sum_bar
    embedding_bar = ans_bar.T @ total
    sum_bar2 = (hidden > 0.0) * hidden_bar  # hidden = np.maximum(...)
    w_bar = normalised_ans2.T @ sum_bar2
    b_bar = np.sum(sum_bar2, axis=0)
    x_bar2, scale_bar, shift_bar = normalised_reverse(saved, sum_bar2 @ p["w"].T)
    x_bar = x_bar + x_bar2
    scale_bar2 = np.zeros_like(p["scale"])
    scale_bar2[1] = scale_bar
    shift_bar2 = np.zeros_like(p["shift"])
    shift_bar2[1] = shift_bar
    # x = x + attention(...)
    normalised_ans_bar, query_bar, key_bar, value_bar, out_bar = attention_reverse(
        saved2, x_bar
    )
    x_bar3, scale_bar3, shift_bar3 = normalised_reverse(saved3, normalised_ans_bar)
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
# QlpoOTFBWSZTWbpzR5sACkffgERQWH/6E2ZAHQr/7//6YAm9uex493vr70L7TPr54c1H3t9Ab2bu65j2xAki
# Ke0mhU8NKfqaj9U/RQ9QBkAAANNAmkGlTJ6gekaNNGQ9T0QDQaAlMk1RHpGmmgGmgaAAADQaCTSUJoRJtT1D
# 9IymQyB6hoyGgaAiSKeqn6n6on6SaaeoPU00ABpoBoMgIkhFHqehGm0jSnoygAAA00ZG+sJJD9r+tq/8zchp
# 0Lnjt5fr+rP62mj5ni6s7kpJ7sosz835WDJE9VpFQDDZPc3Bt4lowew7tPs1jsYXBgSFciUGM0KAedOyza8W
# y20pCV8WsbNnTtOAU7SMdWmr02kbv0k55GxKzC8KEiN4gxN6ooERVMFsa9u14YE5/16jJIVDvni38iXLuwUA
# 94GuEw7YS6JBJQor1YMN41hRuds8qdnd17qGPcvtBPVlttgsgYgnMj1YVSw7tw3bjAgixFIEKbgQ7zmz5lbc
# ryHWLCVDoGW9xdx61lQwwbjfzHsqXDFoHgrChTdYO8k/p+/5xjbyMEdvJSDQf++Ee9mrQSl5HutcGMyj9rya
# I657yIVcRy63HC+ztXdfcnVnQnCzmOAawTEbmwh2tOSkpROrKHBBN66tHKPkuO6EO86jeLjxdXXtwYMFiJZk
# YoWxbN5ctrLsC1GzPewjKCghscIRTalWd+cIqWmMYr7dAiZHElq3JRDSxLWIcu7hjXPXOpiUmk0zuENaWFmU
# 1rcM2JcFxMOECBXMbNIfWHQdgzPlv28i8rd6/2g0iz0VqoWgwsps7F5iytBK/L9AmCiixRQUFBRZzL4xZUFP
# n24Q+mfJ29C2WSyXW7KuglRIIJQQA3Gfo7xnfmJN3QJ7GUkIL6MoeCxi9xLSUcSjAu4I6J6YXr05enj253+M
# QrbKCfOR4z9WUVkoW1NYyZmT8Oqo3zOE4MMnSDB37NllgTT8za55xiHXNhnCiCwEMj8eS27hqqjtp8u3cBzZ
# M8bADftCIKsN0h1nIMWKgxYh6DsjSCmKY7lkh2DsUECbBVO7IdkOhGBrgKnBEA1ZIFSCCKBR0d3yu4aRFk50
# LXpsVUmSE8UN6XrF1NqxmddO/k6RPVFSRqZsu9tC5jgZZ7+D5PWUaYG5Fwx2MhRDocZAHZ+SHegxk3nQVoZ2
# hZ7A1VbTIqXcUJz8thKlVkFPBwyWjWSrE47dYPg5q9wG6PEob2Pw1TbFqEkiOSKNQUWREMaIAqMBjPIERCJI
# Hv/n3cL+7WwJ1iVzQDgdK8iiEO95O0k+UbQ7XEPTRlubYvu9C6ZErBaA5VTaqLrDFNLYVz8OcEaqzMxRLZkN
# wDcei8cfB13j3rduyeqNpyRlxxUFm2zadlwWOurZah2xjSdo2yUTAxUWeUJIGo100jVqxVns8Q0w7k4NBxZb
# AuVDhW0WpipWzZLleqtalsGFLTCnaItNmqHDVdmJIVVVXByW14ymxaHAC1e9XolpomiY3YrxvIhkdnSm4qw6
# A9ijlXT+cophPYDfr4BnR87wLNQgRJBlo1AqFS6YB2RVNz4CeqJMapc2D2rmYHII7RahBeZl+jplW1RVODUm
# YvQrU0UfFPiXM4dcojVZnxCLIwMeA5a5QlEqt1zs7FXb2oRdAgPZR3WqmoMAN5BW8bruEoX3iYEvjmJYWw5R
# kgLaMoNmDJq1KEIdZshyFSwREOoDHJeDgTiDKttpsJkvq0yGKMUYoiR5A9Ev7Q5JPUhixY1JRdbyiWgkLoWq
# DDi5iXTERxEdBac9debynRHABkeDNLkJbNVNu+J4qGQBZHwRNkOo2geEsMhEkhJBiO4AgB/0B9DZE8972wkS
# hOJ3Q6J6iZKmBfRYwW2XE3yMiuYNeAXZJC55VpehrJU7TzUyfHLK6pgQv6kE2MkoXsXuuLkrjr6KdgNtYvlO
# IhBPNvQHDHnYq1Vn6g+SEQhBC7mxYxf0wbCGFc+hnbP30qexTfFfNXbqgMPMWJZL8OJOdefE1QmxucGWGGUs
# ZPDnrFBUTjvVyEDQ2C5toLYc6aTISLarbS6VAkZAkQDAg6KlamotbxOCOwarPk+hIq+xWk5GVCdahkaA6HNi
# 9vdzlWN2vDocU2dtSElosVYiiIxRRTgMgbEOCRta8J30ulmchyU3GYlm95McaLJK5bNgGmMWKtVZEeGADwJV
# AjJGCr6DTFmuNMWEoXJVxR1VEkhJ1UcxLGATeAfMm5DIA+teEwUkpQp6hLCXROflokBYxQV27hoaumgloalt
# wMgizDDC4VRDoE+Ygmk0F0RGMUEYM2EIJzN696QhAnGqhI80id/OjFiqoo5Eyja1oRqWKPO2IS4ao7ldyZZx
# M8pOqGiRMaaUWqijBUoyIucmKkXr1pM5gIUtUxQV3XiCiUJaaGo2zfMRBiyu1khIulY3FzSY4EMrq2iUpa1q
# lGtQ00j1A5DvJ0VNjumuq6I1xhxhwkh+1UmQu47F1AL99AGyWz69pVtyHsDiEgwQ6Inx6bwkUOB1HIQ2EKXW
# b3xpeU4Y7bFWqu8R3+OE4hrttwbnYQetA5s0VgcgwqTFShgIbaSXSYyi4v0akekhYBzPB5KNaDGMVRFUYqI6
# BO+QN9//F3JFOFCQunNHmw==
# end: fa49fe312dab06bb548e3c6a68a0fb2984fcb75764aa1973ad02e468ac35f6aa

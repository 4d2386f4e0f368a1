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
# text: 3fdb6c14845b4be1ced1b8b2d5f17386ab15044da1e1f884b8d7b10419bb2143
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
#   tten":[],"format":4,"made_by":["0.1.0","86a2538e4019adfe"],"asked":{"source":"transf
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
#   ,5],[126,3,6],[127,3,7],[133,3,7],[140,3,4],[141,3,5],[142,3,6],[143,3,6],[144,3,6],
#   [147,3,6],[151,3,5],[161,1,0],[162,1,1],[163,1,1],[166,1,1],[167,1,2],[168,1,2],[170
#   ,1,3],[194,1,3],[198,1,2],[202,1,2],[211,1,1],[214,1,1],[220,1,0]]}

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
        mixed[:, part] = transformer.softmax(q @ k.T / np.sqrt(size)) @ v
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
    x_bar = ans_bar @ p["embedding"]  # return (x + hidden @ p["u"]) @ p["embedding"].T
    hidden_bar = x_bar @ p["u"].T
    u_bar = hidden.T @ x_bar
    embedding_bar = ans_bar.T @ total
    sum_bar = (hidden > 0.0) * hidden_bar  # hidden = np.maximum(...)
    normalised_ans2_bar = sum_bar @ p["w"].T
    w_bar = normalised_ans2.T @ sum_bar
    b_bar = np.sum(sum_bar, axis=0)
    x_bar2, scale_bar, shift_bar = normalised_reverse(
        p["scale"][1], saved, normalised_ans2_bar
    )
    x_bar += x_bar2
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
    scale_bar2[0] = scale_bar3
    shift_bar2[0] = shift_bar3
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
# QlpoOTFBWSZTWT6zW38ACppfgERQWH/6E2ZAHQr/7//6YAnS32cr3e6uea9914Xb3n3vSkvoDRQgq0waZERk
# NKn6ptI08iHpHohtqIGmmTQGmgmU00JT1P1R6gaDRoPUABpoASp4oiNTTQGgAAAAAABJpKCBEJ5TyRtNT1AB
# oaAAyBFJEamjyamym1Mh6IaADQBoAESRNTTQE1NkaNRogA00A0A0qAgCBPsv1VSf8UoIH5BW52fgOrpdG7JS
# C5sVKcix9Bc9d4lnHi/KixEU9jUAw3Q9HIGe4tGD8Dv+VM8mSYmpJsalhoP8WAXiVcenRo54vcBy4/Rgqao4
# QRZSGQdcyNO6stCkTG5enScLYlegzIyD1ExPMUVCCCOC2N+614YE937pwBYlHYNu7RqGIcIA+YGVmtD2FGYS
# ZCL7g42jKSGyHwrfDxELwvFvkuAJ6qi2RTDMgnAj32Khh17jfcwIIkikCFNwQ724s+YKy7iA8WFlZILtVDDj
# pTt2GMHfHjC3S2QIm9BqMpKKosqsyXX4eOOefMMWHHmZwNwX92hYE3zDM+9UrQDKBNcUxmfP3eIma0GV98Z3
# UzwzuipdQEUC6jTAHRIcAed6b15aZiJUemYG6CcK6tHKPXceCEPM2mZJabfj/nDDgwFiDZhCKFsW0vLlt8uI
# Iy2Ga6gywWoUbGhFm1FV3zKKyxjGDKrABDMggll0QKCLsoYb9ra2JwXlUFzeXBGRjCrLNaG9KkdDAlHRAgV2
# EIx4p0g9I5hR2Z+DbkvFv4v9oNYS9FaqFoMJUy4YEOLDXe5qKX8v7FIsWLFikUFBYs5l+6LKgsdfWm+uvTn5
# dntd82cnG8ct6G1NhEWEgH1n94iWFNxJdmbgkSBecXcRgXMqUE3mWgKbOYQI3z+ElpienXurfxlJPZAncCOU
# /h0L6oK6mkiBEFYPJ3wnNsnSDB5aN1X0Fqfvtzz0xbV7FcOMZISLgSdo10ufkNwJJnGyfrAGBZn+aZmbjQ8o
# NGRNCxUfgWLW8yk2wS/EjxhmENxnWAOKcwbut30mgOAoKAilpNdFeCcgxhUVEg7lBLCBtYZ7ZZOHVTMzfFOG
# kRcKKwh0EjgGCLOEsXrHUZGqc1X22yUn0ptTaS6HHWmKCwtuyWSii9nh088OAnewm+9hRgB6PwQ8EGMnCd4r
# QzshZ+IaqtpkUS8FkOfmsJUoyDS0fXbg1BGVYnHbqCenxv2gdzOkgeqM9nXDzMlRVhOQyEqKLIsMayRUhCGG
# MYMiAYFD39tlc+ymYExCSuASs7eZGEfU97zknuG0OLlD00Zbo2L7rJl6SVMjEJtbDLRa6SIMQMOHj7J0DxzM
# xgb4EWUdhWu+sa6ddZdio/bPql6J1Z1n9EM1ESwdZqxc6aNfQO2uudtuF54TYNwytTpBIGo100jVq2qXl4hr
# Q7nNdjkIFLQLlQ4VjUPULZrreZtaVsGErfCOtbrXS+1SYm0kNtuCxky6Q6QiMQUo6Ll2rbUzTHhiuz6kNBy+
# CdSrDmD/oLoCcP87SQ2h9YTT/eJH7/bohlQQSLAcZFKl0yB5gqm58BPciTG9LmQ6rmkDkI8AahBfYy/v+Eq2
# 8FU4NSalfAraaAvinvNDdOLRlu57wZFiGveTbpsjRt6tDnzVefsQi6BAdlHdaqagwA3kUC8bruEpX+hMhL5d
# BLK2HD5IX+XYKo2eW7K0GIWa/N8Z8prlDUpJlD4MNjE3JxBlVtQpsfRpkMUYoxREjyCfFDTxDtg+QmVixoSi
# 63hRahIXFtUIUPsV9NwneJpXh0X36JTT4UsAhM9y5hcF6mW2EzKGEAsj4InNDM5wPCWGQiSQkgxHcAQA+UB9
# Dmidt7xhIlCcjuh1T2iYVMgfQCMFtjkb5GRXUDXgF2Sa5keV73o8SFtSp3HZTU9cYuqZCF/aQToYSldq8ri4
# BMtfkpsBtui7pyEIJ2C9Lwy7WKtVavaD5IRSEQLupixmRA/LBzEMAmXU1W1f3Sp61N8U7AnPOCQ7KxLJfhrH
# ZU2cTVCbHA3ZYYZSxk8OesUFROPC6CIZmQuls1bDoGedFaEki1VuBdKgSMgSIBkiOipW02i1vE4Kcw2rPP6E
# ir6wSk7zFCa1DBoDodAg8e7pKsbtvDqcl10ISWigooIiO60sUWLRkDITkpwmwL7MbLdDxKLXokLdK2FyiatF
# dYZZLnjFirVWgLsiA60qgRkjBF+czxZrimVhKFwq5UZ1EkhJnR0EsZIO8A+ZOiGgA/UuwwUkpQp+IlhLonp3
# 0RBYxYm3pGhq6aCWhqW1MJkGLMKZhVEneE7iCaTQXQRGIoIwZsQEh3HXJ6BOxVSjEazuktnZ3U1wtpTtHVmZ
# iMrhTwzVHQOkJ1BDqhtuw32XgnKDDXlyplpTUrTYZN11snHpYbuoQym44pl78CZWmuFR6HmcROPar3kIQ0tO
# VRc0McCGV1bRKUta1SjWoaaR6A4HeTqqczum3auilcococCUfpayYF3GxaQCe2QBlSajFliU1SF6WBEDCBnR
# P3PvCRXgZneIcxCl2zeHjQ984ZcbFWqvUI58kdYZYxqlW7hJugGyN5IhoFio2g0GCG2klNJjKLi+WpHvkLAO
# Z4PJYlbEYxVEVRiojoE9UgcOH/i7kinChIH1mtv4
# end: 8cf6194f7897729c5653c1a565a583609fc63525973f84c63a72f0d0c5413ca5

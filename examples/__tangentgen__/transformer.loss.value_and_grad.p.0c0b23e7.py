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
# text: f5c365058c29a9500d20d7c0daae9304b47c6f77f53b29370e52d153e2a2de8f
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
#   tten":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked":{"source":"transf
#   ormer.py","module":"transformer","function":"loss","ordinal":1,"wrt":["p"],"kinds":[
#   ["p","{'embedding': f8[a,w], 'places': f8[l,w], 'scale': f8[2,w], 'shift': f8[2,w],
#    'query': f8[w,w], 'key': f8[w,w], 'value': f8[w,w], 'out': f8[w,w], 'w': f8[w,2w],
#    'b': f8[2w], 'u': f8[2w,w]}"],["batch","i8[n,l]"]],"sizes":[],"mode":"value_and_gra
#   d","optimize":true,"has_aux":false,"typed":true,"extra":null,"direction":null,"memor
#   y":null},"signature":[0,2,0,"p","batch"],"functions":[["3e783f98d53e8068","339c81bb9
#   831eec9"],["84e23f69ffdea6f7","251b1be12c62bdea"],["232f58a79779796e","fd1b3fa0ada0e
#   6f0"],["087ef2f939455aef","3b6bd534d54075a1"],["4c200107f892c575","a0e863c3c3e27d7e"
#   ]],"marks":[[8,0,0],[9,0,1],[10,0,2],[11,0,2],[12,0,3],[13,0,4],[16,0,4],[29,0,2],[3
#   0,0,2],[33,0,3],[40,0,2],[80,2,0],[82,2,1],[89,2,1],[92,2,0],[97,4,0],[99,4,1],[105,
#   4,1],[114,4,0],[119,3,0],[120,3,1],[121,3,2],[122,3,3],[123,3,4],[124,3,5],[125,3,6]
#   ,[126,3,6],[127,3,7],[133,3,7],[140,3,4],[141,3,5],[142,3,6],[143,3,6],[144,3,6],[14
#   7,3,6],[151,3,5],[161,1,0],[162,1,1],[163,1,1],[166,1,1],[167,1,2],[168,1,2],[170,1,
#   3],[176,1,3],[181,1,2],[184,1,2],[191,1,1],[194,1,1],[198,1,0]]}

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
    scores_bar = ans_bar / sum_scores - np.sum(
        ans / sum_scores * ans_bar, axis=1, keepdims=True
    )
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
    centred_bar = scale * product_bar - centred * (
        np.sum(scale * centred / sqrt * product_bar, axis=1, keepdims=True)
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
# QlpoOTFBWSZTWWWIUKkACkJfgERQWH/6E2ZAHQr/7//6YAmrr66l3Z10O4uFuG+geasU227GTZiBJE0E1MSh
# +qHqbQ0h6jTGpoBp6nqNAaZAhBIU9T1NNpDJo2oZ6kGgDQOYAAAAAAAAAAEmokTVP0mRPUZpTelPTQTCBgNI
# MBEqTCjTTQ02oyaeiAADQANARJI0ECYmUzVP1GiABkAAaLTBJI/D/d3Zv8ysIjYPLup5OHXvjlVQ21rtNlzM
# Ik/xtNvHo/lSaIryuhiQZfUZOQR4GzB5Pfv+r2+LfUNVHVLQ4H4YFf61h575XssLe/GDhisqMPoGO8jtmHmn
# hwlckp/SkCYQFAsSG8wYXnYEUCAqly19262ELifz6fRqSFode3g5l9RAcA/EDfhqh+G8WaSSxZRiwX+ccSh3
# w+2riREQRxsZ9j+4Zs88msKTDNgxuyd2kcdDTRpk2FkYYMW+QERFbPGxV90UIU2KQhg6zkZgelu6hji2mroH
# uqYDF6j1LVVVDrF3kn9/HllXXsMUfHYEg2v/eYfUzWoJS9b4X7rrOZV+Dya1t+zzFaq2Y5nXy8baRx27ZZNp
# MGQGkONwObEBh2He0dQ7OSUJzXQbEE0pyaG6Fp2IQ5G02Rbdvf/++5cuWIlmRiha9uOEMC2+YMC1GOvS6USB
# IDJBMQRKRcwrfkGTkIIG0pAIdw0kuuAECNOC7sR39vSd73tGSmGjq4AI3TIEOTdte6UEnRcknTAwNdx3LD9g
# dZ2jnK+3p8y7n+K/3AehcYKxiVgOLRuHMVNp5JX4/0CWCiixRQUFBRZtK/eLKQe6u12aZvxv3e/KtJsrLpbi
# UMgglhID9a/OInbPiScwwb7HRIYZ3dCJLmc5FPRaBTODEAj1V65Xlv3evr8Ns+6ZT9ECfQR4H4OhjQQV4ezR
# qqP4ezE+eq5b2uNQ0mT5+j61yKxHi/Go5jdbONpUlwJdo69t99yTIS+HS/kLX20gGXMGBJImUE2mgbYZgxgV
# eg7I56lMUx3rQTstiqVE2Ksd9z5ThMZmWY64JBlJTLUGGLDKFERfCCVCdU51F9SbJWIJCetDypdot5rWUG/n
# 9GjpEdKLEjpPSxnrDSHI59ePKudZ2y7bTwTQh6ojllSURAOPvgd0FgaTiK0HiBl/2CrSXFStCTb0VCUlKyCn
# Y2XKoaZKWJluCdf617QOpm2QOUZ/G4N6BSKsJqMhKRRZEQtoQBUYDGbgiIRJA7/p9eGPrzWEPAJXVAOB512K
# IQ5vi9JJ7htDwcYemrLdWxhl1EIoM8yTAqO6k7kJMTdOlItu4bhjJ5Sk5Zr2If2h+vqzPXs8sz96y/vr2T0r
# TPz1gF0/TaK6LkueOHzwIfnneuk9NIVI5xNxTEkDgcb7zw+OcXFxMvUxBJ5wIFqwaKEBPusVOKVvpazjF3hW
# HGFhxiHmbq3xMB8ZdySEklAOg/PYEzhyNAWsMKwolpmOaX63ru8kNRx+CdSrDmD/qjfV1vvGKVp0g0/muM7N
# NMC80QgRJBiSB75UxS4PVFU3vkJ7kSX4JgYjlgawOYj4C1CC+xmG/4Srb0VTg1JkL5lbTVR8k+JhlHSURqsj
# 4hFkYGPqG+28JRKrdgbNgAdPYJB1CI7KONqpqDADeQVwjgu4Shf6ExEwx6iWFsN3sJpj/3cKot23Y2hCFY/L
# 2PcY2oILWKHKxcMh0CNSVEzEuV6MXC1GKMURI6hP0hjtDxwe4TKyzmGjEmGhtIJiBdIlE7STy7iGMTQObPdd
# novU1piAiZd5cgtVylu7EyKFYBcJxhDpIaHShxbIowVFSMJuAIAf0B0FqJw4XbhIlAmI3IZU4hK1SoX0WMFt
# fkb5GRXIGvUGDJIYHatcKGrqngd1Lvle+CpiIYe0gnQulC7F44C3Vx081NgNtsXtOQhBO7hQHDHvYq1Vl7Qe
# BCIQghS2MWMXTUWiFStmUsvWfVCp61N8AO6vTOAw7ixLJhw0HZU2aGMBuZmUaSxaimL32YsgSQhpnWBCBmYi
# 63oSWTXTR1BZLq+cxCkFigoGECVIDfVKMBgVowibSNoYFmbmSABcrQniXoTRQuag6nVi8eHWVY3beHmckvL4
# iLVCxViKIjFFFNgyBmQ4SHO7QRtWX8B5gg8JiQ/gthAQN6DNlpkAYqnCdLUR2QAdEqgRkjBV+YzvZrwTGwlC
# 3ADGjOokkJM6OoljEE3gHyp1E1AH6R2FyklKFP7iWEwRPTxpYRjIEXPrGgycYEqgyKqrC4IssssqylEOITqI
# JiYFwiMYoIgzMgJDqN680hCBOVVGQ6pE59aMbFVRR4kvVNqtCNSxR3tjCYBtR3K7kvlEyvJnDVImOukHSCEh
# FCgWayZRLNndAWZAIk8DsYT7syGRaL4GUzqOR0QOjsrGFFNbeFRbxLbCF05NUJRRVNDSlDTSGMR5gmZN5PNU
# 6HGbdq6o1yhyhwkh+dUlxdxsXaAYc6AOiWy06SrbhOPrCBIkEPNE+O7zjICcDM8RDoIUu2b3ypfGcMfCxVqr
# mI58kdAyzz2NX4SDuQNrMKwNQspJapQWCGeJKxLZQtr3ZEeMhUA2nY6qNNAxjFURVGKiOAnKQNNPyLuSKcKE
# gyxChUg=
# end: 6c58543844b638bd4fa4ca86711f4281080c6c8ef5339d29479b106748b8bc98

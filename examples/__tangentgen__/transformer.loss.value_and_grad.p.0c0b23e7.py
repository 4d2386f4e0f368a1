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
# text: 51ec7e054faff931a9d32c102fc02bef837f9d687b1c1eb6e74407a927bf7c47
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
#   tten":[],"format":4,"made_by":["0.1.0","443a352c58555700"],"asked":{"source":"transf
#   ormer.py","module":"transformer","function":"loss","ordinal":1,"wrt":["p"],"kinds":[
#   ["p","{'embedding': f8[a,w], 'places': f8[l,w], 'scale': f8[2,w], 'shift': f8[2,w],
#    'query': f8[w,w], 'key': f8[w,w], 'value': f8[w,w], 'out': f8[w,w], 'w': f8[w,2w],
#    'b': f8[2w], 'u': f8[2w,w]}"],["batch","i8[n,l]"]],"sizes":[],"mode":"value_and_gra
#   d","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":null,"direction
#   ":null,"memory":null},"signature":[0,2,0,"p","batch"],"functions":[["3e783f98d53e806
#   8","339c81bb9831eec9"],["84e23f69ffdea6f7","251b1be12c62bdea"],["232f58a79779796e","
#   fd1b3fa0ada0e6f0"],["087ef2f939455aef","3b6bd534d54075a1"],["4c200107f892c575","a0e8
#   63c3c3e27d7e"]],"marks":[[8,0,0],[9,0,1],[10,0,2],[11,0,2],[12,0,3],[13,0,4],[16,0,4
#   ],[29,0,2],[30,0,2],[33,0,3],[38,0,2],[78,2,0],[80,2,1],[87,2,1],[88,2,0],[93,4,0],[
#   100,4,1],[112,4,0],[118,3,0],[119,3,1],[120,3,2],[121,3,3],[122,3,4],[123,3,5],[124,
#   3,6],[125,3,6],[132,3,7],[140,3,6],[143,3,6],[147,3,5],[157,1,0],[158,1,1],[159,1,1]
#   ,[162,1,1],[163,1,2],[164,1,2],[166,1,3],[190,1,3],[194,1,2],[198,1,2],[207,1,1],[21
#   0,1,1],[216,1,0]]}

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
        chances_bar[np.arange(len(letters)), letters[::-1]] = -(
            total_bar / len(log) / chances2
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
# QlpoOTFBWSZTWdGsxC8ACnxfgERQWH/+E2ZAHQr/7//6YAn7bfZxvHna03mvdVOGGkdqANtqEoThIkU2kU35
# TFMU9Dap+qNDQGQA0BoNU9oCIIjT1EMQ2poMjagaGgaBKZIhT9U0aDTQAABoAAACTSSImgUe0IEzSADQAAAO
# YACYAAmAAAAAAiSJoJoEJ6TKfqJoAjaIyDI9CMKkRAR6PzbS/lGBBTYHObLTTObjtE3lFKqmo10VOtGT8XkF
# Rz+BDoHmMmAp7U72Rgk8hdHTgm7vi55VhN7G3o7NGJ4NBH5dr59eK1crtUhSg+842TMl00KCKpmgTXKh1dGR
# 9UcjeFWSuJvObqjWMjI+omc7iIoQVBzLY58rXhgT4f817BjcPMztyWtznKB/0K2UrSshTTJ0uJHNyHqg3zls
# eu+c4n33lvZHY36tZYq46WGTG112cpWO/ea6uHQUgwA1CBVbcWyCPd2EMXgQWAU1QzYdA5IGWSa4+c3EWCCb
# 0FpJwkEjIlQT7tfD9aVt8oyw7qwUDoB8ecHFEqBhhvY2vYDNg57ismejl4xM1mNNu2/Dapn04bBRtQNPGjhu
# HuzLgdJuTG17WhCo9WYHBBONdmplHsuPFCHqOo4inVr9v77d5o3DBJkREA31nLThnZoqM2prl4bwpk0SLGjd
# mirjq8M7F2vRV4YVdhJmGIqk3oQMtMkmTTx3Yr8Spe4si19IEYmOKsq1j3nQlwWJGKECutJLHhPUHMZhnzn7
# WPmPGv9PjQWBLUhqnNBRJSWChAwgPJVwiA/P+RSLFixYpFBQWLOkv1RZUFwR+lAzdOb/LPq1VM1pFwg3UnMQ
# YQIEwDgL3QqtbDbSUxEXtpBerTJyWUqtrF03KKDuiVRiOGN7nizTf8LT2sxXMhE8wTDc3f8XcWuQYsopHDuh
# dOZmyw7LMNXEQV0X130izeRezHPKNIc5bmGcEQigGZ9fPhne7irvrjv5gOlhn00knu6FkPB2HkYUZ2kiR1DC
# YiW20PCD5a1BYpF4GczVf3BxRJh1FCgPcqndTDVMZtCpUgO0ApYmXG2gNVKMiUJEzN8qZmyHMFyFhi4RBoKH
# GGAMwOQD2i9BkrTM+fnhIloiktDg1WyNbMcuGGMOkZbubprHWHaI200slRAOv5QO8SMTV7EkoLc4U+UNlW0y
# DLxD3khevMqUaUpD12ixKY1IwhrjkD5++v6Ado7gHqx/DkPOAVFUJyEhKiiyLDGpIqIDFnIGiAwQP1/3+3O/
# 7b2UNRK7AJzO/kRgzmWd6vtDE7Z1b3Z8uXNLt4GG3Zk0m3ktdzEJphmUWuoIMQMnT7Pd607QszMxgcMU9Jb3
# oeo9cb7w44dvLLnReB4U0bO0jYWZ7qbGlNsVvitGGMBRRpjWmmNtm3GdswF22imwdEAzGeeelQux2gstF2aZ
# OJ2JQgQaCMhYFZur3gzErd2AqVeXlZdqYgkkgoig2EPpxA4MFQMBhgaLl2rbppZJj24r0fFDJNgx+SelWG4P
# 8AvAE0+XkiYT7gb/vqM+Nv7NioEIBIhLRZCpcMgd/YCqR8xPpUJjkl8hzubQPBAOYtQgvvfjkWqfLkCqc20m
# avtK3Ngk88P90cE6WjLeB/oMiqx28xN+vdra2tjCbbKvs96EG5EdqOtWtZqDADjEQvALjuJSv/RMhL5dhLK2
# HD6oX+YJ/7h6evbEYhZt8Xp+E2yhsUkyh3YbmJwJ0DKttspufJrAxYxVEVSPIh54a9k74PtGbYYch1gk0lMo
# RNEmVEpMh7JJ5VEbhGiXTmcozjS5GQDRh0cEuIlTNI34sOKQwAWR8wTshodoHCWGQiQkhIkRVAGAeDBaG8Ec
# rLBjaIEbzFnQHlEYVMhfnAjBbY8DlIyK5g15l2SazI9b3vR6ELZqnXupm+mMXVMhC/wIJ2MJSu6+FxcAmWvq
# pwW3LlVESE5TwEIJ3DKkv0KqPetPgD6oRSEQMnNixmRA+/HsEMAmXoZ2z+VCnuU5RTuCZ9kYd1Ylgv01HhU4
# amUBwaGcabFqaYB34ZMgSQhrpVyEDQyRtNr6K2HYNNKK2JJFnNpLwJGQJEAyUHVUrc3FrkJzR7Bus6+X1pFX
# 3AlBYxQmqhg2B27BE6zqSvi9fV28/Qc5N9oElooKKCIjxWlijabgiAC4RzpGGMVClaFeBw4l+oupA2T21xvQ
# TXcHgGWSZaFVHFaq8YAhqlUCKogE+M48Ml7g2whSTeSTanRWKKrxo8xLGQDzAPpTqhsAP2rwwUlFQA/UhSGg
# h5eFFkRYrt6BobOtCWhsW1MDIIKGFMwoqTzhPEgmpoXQiIIoLBm5ASHidgHvjzVUoxGdyVxnjJbmpazxZh3l
# 2ZmYjK4U82bo6DdHiCcQxnEzxJpNkjrhqo7QszBBzhlANd6TEyCcTonBMvjgTFptCo9vm6IdO9X0oiXp7rFz
# S0cbAMuzaUqlGraVKJVUF14g4HkT0VPYdZvuuqNdYeEOZKPG1gwLxOC7gF/GgDyTXQmRruh3TxCQYAe0E/n2
# 8gkV5mp4iHkIUBvOQedJ436Fqj0rxQDTwR1C+ZnUz6iVxgHCOJIPKYVmJKGQQ4akpqYyi4vlsR8ZCwDpPU8l
# iVsREUUYqiKo6k9MgKr/i7kinChIaNZiF4A=
# end: 5eba86c10989566a71b5dc1c958fe6c92466e50c213b029a8cb7486ed7109c39

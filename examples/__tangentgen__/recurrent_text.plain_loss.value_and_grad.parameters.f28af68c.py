# Made by tangentgen. Edit it as you like: edits are kept.
# of: recurrent_text:plain_loss
# request: value_and_grad wrt parameters of (parameters={'w': f8[a,h], 'u': f8[h,h],
#     'b': f8[h], 'v': f8[h,a], 'c': f8[a]}, letters=i8[n]) typed
# assumes: parameters['u'].shape[0] == parameters['w'].shape[1]
# assumes: parameters['u'].shape[1] == parameters['w'].shape[1]
# assumes: parameters['b'].shape[0] == parameters['w'].shape[1]
# assumes: parameters['v'].shape[0] == parameters['w'].shape[1]
# assumes: parameters['v'].shape[1] == parameters['w'].shape[0]
# assumes: parameters['c'].shape[0] == parameters['w'].shape[0]
# meaning: 676c3083333fe8fd31a2fa67aedd35ffb2833c4d1f3e0eaa7bf7a4ac01ca79c4
# text: 839fb24836868617a17b651bcb3b7a0b4028e02f28071f016182083641efb484
# load: {"entry":"plain_loss_value_and_grad","parameters":[],"modules":[],"callees":["
#   recurrent_text:cross_entropy"],"assumptions":["parameters['u'].shape[0] == parameter
#   s['w'].shape[1]","parameters['u'].shape[1] == parameters['w'].shape[1]","parameters[
#   'b'].shape[0] == parameters['w'].shape[1]","parameters['v'].shape[0] == parameters['
#   w'].shape[1]","parameters['v'].shape[1] == parameters['w'].shape[0]","parameters['c'
#   ].shape[0] == parameters['w'].shape[0]"],"inactive":[],"written":[],"format":3,"made
#   _by":["0.1.0","afcca9cb4afab046"],"asked":{"source":"recurrent_text.py","module":"re
#   current_text","function":"plain_loss","ordinal":1,"wrt":["parameters"],"kinds":[["pa
#   rameters","{'w': f8[a,h], 'u': f8[h,h], 'b': f8[h], 'v': f8[h,a], 'c': f8[a]}"],["le
#   tters","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false,
#   "typed":true,"extra":null,"direction":null,"memory":null},"signature":[0,2,0,"parame
#   ters","letters"],"functions":[["ce8e268772294bc3","04db4459b5d6a285"],["322b7f6812e2
#   94e1","cfaf4864bfb1c869"]],"marks":[[7,0,0],[8,0,1],[9,0,2],[10,0,3],[12,0,4],[13,0,
#   5],[14,0,6],[19,0,6],[28,0,5],[29,0,4],[41,1,0],[44,1,1],[47,1,2],[73,1,2],[82,1,1],
#   [84,1,0]]}

import numpy as np


def plain_loss_value_and_grad(parameters, letters):
    """Value and gradient of `plain_loss` with respect to parameters."""
    h_stack = []
    steps = len(letters) - 1
    states = np.zeros((steps, len(parameters["b"])))
    h = np.zeros(len(parameters["b"]))
    for t in range(steps):
        h_stack.append(h)
        h = np.tanh(parameters["w"][letters[t]] + parameters["u"] @ h + parameters["b"])
        states[t] = h
    ans, saved = cross_entropy_forward(
        states @ parameters["v"] + parameters["c"], letters[1:]
    )

    # Reverse sweep
    scores_bar = cross_entropy_reverse(saved, 1.0)  # return cross_entropy(...)
    states_bar = scores_bar @ parameters["v"].T
    v_bar = states.T @ scores_bar
    c_bar = np.sum(scores_bar, axis=0)
    h_bar = np.zeros_like(h)
    b_bar = np.zeros_like(parameters["b"])
    u_bar = np.zeros_like(parameters["u"])
    w_bar = np.zeros_like(parameters["w"])
    for t in reversed(range(steps)):
        h_bar += states_bar[t]  # states[t] = h
        sum_bar = (1 - h**2) * h_bar  # h = np.tanh(...)
        h = h_stack.pop()
        w_bar[letters[t]] += sum_bar
        u_bar += np.outer(sum_bar, h)
        b_bar += sum_bar
        h_bar = parameters["u"].T @ sum_bar
    return ans, {"w": w_bar, "u": u_bar, "b": b_bar, "v": v_bar, "c": c_bar}


def cross_entropy_forward(scores, labels):
    max_value = scores.max(axis=1, keepdims=True)
    scores_old = scores
    scores = scores - max_value
    exp_scores = np.exp(scores)
    sum_value = np.sum(exp_scores, axis=1)
    log_sums = np.log(sum_value)
    scores2 = scores[np.arange(len(labels)), labels]
    total = log_sums - scores2
    ans = np.mean(total)
    return ans, (
        scores,
        labels,
        max_value,
        scores_old,
        exp_scores,
        sum_value,
        log_sums,
        scores2,
        total,
    )


def cross_entropy_reverse(saved, ans_bar):
    (
        scores,
        labels,
        max_value,
        scores_old,
        exp_scores,
        sum_value,
        log_sums,
        scores2,
        total,
    ) = saved
    sum_bar = ans_bar / len(total)  # return np.mean(...)
    log_sums_bar = unbroadcast(np.broadcast_to(sum_bar, np.shape(total)), log_sums)
    scores_bar = np.zeros_like(scores)
    np.add.at(
        scores_bar,
        (np.arange(len(labels)), labels),
        unbroadcast(-np.broadcast_to(sum_bar, np.shape(total)), scores2),
    )
    # log_sums = np.log(np.sum(np.exp(scores), axis=1))
    scores_bar = scores_bar + exp_scores * (log_sums_bar / sum_value)[:, None]
    scores = scores_old
    top = scores == max_value  # scores = scores - scores.max(axis=1, keepdims=True)
    scores_bar = scores_bar - top * np.sum(scores_bar, axis=1, keepdims=True) / np.sum(
        top, axis=1, keepdims=True
    )
    return scores_bar


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
# QlpoOTFBWSZTWUP6s7cABAPfgEQQWH/wEkABHQr/79/6UAS53d1be573Zdt3YO2u5w1TxCYmhGnqAAaAGmQA
# MUYkamU09INohoNqB6jQACRCUzU1J/qTJhQbU0NHqDQaBgikmKPKnpkyTak9I0NDQAaaGgkRTJlNNU/U1PNF
# NlNB6QAGg9RlSEI8o+/4jIN44jHN/F8fnqztAYazZTPzeNGGr0xWzpLmO53eGxmkuRPeQNjrEkss66we5VVk
# iJPA43qFUj07a7tbY2JMT0irMlHoteea1K0Vt9GkBpEgwmpA6KML454LJ1wnSsm5hft0596W0QDG/FHJJlYT
# GOIj1RvrFdD8WRcX+BGUALKWswjoqcT1uQuyB1lBpaBGs+3jtVbC+XDBFupqXhtDVKYCEFkhCeN6Shy4lAxT
# cUJyrA4DcDFt3n17WDmbQ1aprp4g22mzyZeW0Ps7vh3dK29/tv/zPt1vIQrKOFaRGNk7AhVTRuEqCboeu7eL
# XDmEEG0d+BgfMrarNNViOnU0wxHBT1El9kz7HVLmM5nFBDQ2BoKzKBjnMOXXis/pAF6vHUsWGDGbCtAmni5m
# uUhhWdWbMR4alUkR1Jbo37xSr3s9NbNGBQwloRddLxeYaH25G5rAtvei2Ms2gbR4NAyiTBvWGFha9TRJTRtT
# PScQGuOOGttxIkSEHYbdaGufbLKZYJ8k7xvhkckIKDzeGDixseExaEeJ0hHtGEnRHmzXUCFcybBmPCI1fYtW
# nuA7ZTJrTUPKFoLzJ/zBKnvnEOal9kR0FkbGEU2Anay8Q1Wqd5D0TwywzFH+pd6naGJWeYHbMssxCKI4HJt5
# dzrM4EK9KIP2Djgjmm1y06a+ahRJGKMkZIaaHnHEn1l7SJdLpkHavBd/LsTr5DoGMZeayUMA5pKAfq2SglgM
# YDYNpVEskQl2a5mXf0PT69DAIRAwGyAQiJMBYk+7TArCQiElLYSIoMdmOrPciebRS5nJBnf0Wg3IhGpKiDA+
# RuBlEtps6m9GpJ3OxWb1NUoBeAtrSVy5jckwqJVhJoZXkpiCBmFhNyUUy65kJY3y2zH5ghg2hsbQqCslHENo
# EaiNA7RQ3OqPJbxCMIJBUKJd1+eW5cRyCCEaUbYxtMojQRzzinlqZeFLBG1EgA1JCEdRgGRfCSgiYZHYSIOm
# xhiveBVLLskKlv6kHVgGNsQb4SosQU+PEyczEyQUQZMq0jkD2JUQyUKUysBSkIbhhxRZEBBobx7mPfDcrsKU
# SqdDRAOJImTQI4ItZvVndLYBJpbCUkqFZ2ksXZylOYgASNbtVbwOkhE3k3ElyKSDbmTFhmvLE4Mcc44hIuZp
# dK6SXwCu+mvWMBA+dwS5AG6pmhrdvPJTiFOAVVa2zI2MsaQVIS54IbEXS5C4JY3/4u5IpwoSCH9WduA=
# end: c75884a05d94a0246ccdd5d395f218d94f3934a1f7b9eea8da0a6b4420cc81b7

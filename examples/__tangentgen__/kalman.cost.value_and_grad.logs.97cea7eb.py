# Made by tangentgen. Edit it as you like: edits are kept.
# of: kalman:cost
# request: value_and_grad wrt logs of (logs=f8[2], flows=f8[n]) typed
# meaning: 1b669c424aa89dc6011cf6a035e1db1a15f582363b8b271abed02d4ac5a96d25
# text: 234a0a12c996b2277f842bb2c83428639fb06f0318a10f2a60167836b06cc49c
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":[],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","443a352c585557
#   00"],"asked":{"source":"kalman.py","module":"kalman","function":"cost","ordinal":1,"
#   wrt":["logs"],"kinds":[["logs","f8[2]"],["flows","f8[n]"]],"sizes":[],"mode":"value_
#   and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":null,"di
#   rection":null,"memory":null},"signature":[0,2,0,"logs","flows"],"functions":[["b3c28
#   d76160554a0","9a675f8d58c8b53c"]],"marks":[[8,0,0],[9,0,1],[10,0,2],[12,0,3],[13,0,4
#   ],[14,0,5],[15,0,6],[16,0,7],[18,0,8],[19,0,9],[28,0,9],[30,0,8],[32,0,7],[35,0,6],[
#   37,0,5],[40,0,4],[41,0,1],[42,0,0]]}

import numpy as np


def cost_value_and_grad(logs, flows):
    """Value and gradient of `cost` with respect to logs."""
    saved_stack = []
    exp_logs = np.exp(logs)
    noise, drift = exp_logs
    level, spread = flows[0], noise
    total = 0.0
    items = [*flows[1:]]
    for flow in items:
        spread = spread + drift
        surprise, variance = flow - level, spread + noise
        total += 0.5 * (np.log(variance) + surprise**2 / variance)
        gain = spread / variance
        saved_stack.append((spread, surprise, variance, gain))
        level = level + gain * surprise
        spread = spread * (1.0 - gain)

    # Reverse sweep
    drift_bar = 0.0
    level_bar = 0.0
    noise_bar = 0.0
    spread_bar = 0.0
    for flow in reversed(items):
        spread, surprise, variance, gain = saved_stack.pop()
        gain_bar = -spread * spread_bar  # spread = spread * (1.0 - gain)
        spread_bar = (1.0 - gain) * spread_bar
        gain_bar += surprise * level_bar  # level = level + gain * surprise
        surprise_bar = gain * level_bar
        spread_bar += gain_bar / variance  # gain = spread / variance
        variance_bar = -gain / variance * gain_bar
        # total += 0.5 * (np.log(variance) + surprise**2 / variance)
        variance_bar += 0.5 / variance - 0.5 * surprise**2 / variance / variance
        surprise_bar += surprise / variance
        level_bar -= surprise_bar  # surprise, variance = flow - level, spread + noise
        spread_bar += variance_bar
        noise_bar += variance_bar
        drift_bar += spread_bar  # spread = spread + drift
    noise_bar += spread_bar  # level, spread = flows[0], noise
    logs_bar = exp_logs * np.array([noise_bar, drift_bar])  # noise, drift = np.exp(...)
    return total, logs_bar


# base:
# QlpoOTFBWSZTWZQGFEIAAj5bgEQQWH/yEhEK/+/f4EACkk7bWjaoSRCaZDSmT0NQyAA0AEiEhT9Km1PJk9U9
# QyPyUGjeqAMAaaGjRiMgGgA0MCpSaaJNMRppphAAA0NJEg/GVubnqcj1euO8x7IrcpsiGXIicIUO9ZiBKBIJ
# kpqkuJ72dj4GPq+Hdai0H5GUQXAnZfhDAjNmhSnJXJdbSCrLHnshgYD3EbsJAxrQ9qfz8TkpBiO6gPOyfSWG
# 0xgTmNcfd6oRtKZmb3lGQxmJhLbGPImiuOVY7AYDGYHp5HbWB+SW3TYldZlydtzh45+FtbT9IgeBkhStF6SI
# Kuy1zuyKGdUwhbMzeUesoeOmKYowFIZE01lEOirVmBxTIGZIYO5h+DXJq12bcz02aPm+mblSN/K0E1MTEVVW
# ZNeKag72qSV2IfVJKnv/fhGP1t4AsRdfnmXAHMRwlvDRVJURCRELebBrtFz9jGxpttf2IBoYwdx2ZMyxQLc+
# a573BblLTOJecAX4+4sZ/N8EvrRdKxS7PmxNvrFAe3MEcWlpolgMDApttDGhtjeetumi4mSY2BR3sMWRHI4L
# uLFfoDI5dbqEHBgUhEvEMW83tIXMI8HoI3o3aFNLAsLY6uKsUnXk6eOm+E1JK1STIod5GaBZ7WkCOpKIlvSU
# LFKFWi2sHGdOV34bBnoFMtW+gtRRsuLpjmbpeL6Sim05NesFoi8Mgne1Wy4FdaCWVwKwwUOlUEsQnJysa7f4
# u5IpwoSEoDCiEA==
# end: 5ee9a6d1784562086319a02c69d282b7f656ee26297e3a8c336206b7cc30862c

# Made by tangentgen. Edit it as you like: edits are kept.
# of: kalman:cost
# request: value_and_grad wrt logs of (logs=f8[2], flows=f8[n]) typed
# meaning: 1b669c424aa89dc6011cf6a035e1db1a15f582363b8b271abed02d4ac5a96d25
# text: a9fe1a57b5cdf899c94e18b88362ae7b67e6ee12e07a3fa1c48786956075ec89
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":[],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715
#   b9"],"asked":{"source":"kalman.py","module":"kalman","function":"cost","ordinal":1,"
#   wrt":["logs"],"kinds":[["logs","f8[2]"],["flows","f8[n]"]],"sizes":[],"mode":"value_
#   and_grad","optimize":true,"has_aux":false,"typed":true,"extra":null,"direction":null
#   ,"memory":null},"signature":[0,2,0,"logs","flows"],"functions":[["b3c28d76160554a0",
#   "9a675f8d58c8b53c"]],"marks":[[9,0,0],[10,0,1],[11,0,2],[13,0,3],[16,0,4],[17,0,5],[
#   18,0,6],[19,0,7],[20,0,8],[21,0,9],[31,0,4],[32,0,5],[33,0,7],[34,0,9],[36,0,8],[38,
#   0,7],[40,0,6],[43,0,5],[46,0,4],[47,0,1],[48,0,0]]}

import numpy as np


def cost_value_and_grad(logs, flows):
    """Value and gradient of `cost` with respect to logs."""
    level_stack = []
    spread_stack = []
    exp_logs = np.exp(logs)
    noise, drift = exp_logs
    level, spread = flows[0], noise
    total = 0.0
    items = [*flows[1:]]
    for flow in items:
        level_stack.append(level)
        spread_stack.append(spread)
        spread = spread + drift
        surprise, variance = flow - level, spread + noise
        total += 0.5 * (np.log(variance) + surprise**2 / variance)
        gain = spread / variance
        level = level + gain * surprise
        spread = spread * (1.0 - gain)

    # Reverse sweep
    drift_bar = 0.0
    level_bar = 0.0
    noise_bar = 0.0
    spread_bar = 0.0
    for flow in reversed(items):
        level = level_stack.pop()
        spread = spread_stack.pop()
        spread = spread + drift
        surprise, variance = flow - level, spread + noise
        gain = spread / variance
        gain_bar = -spread * spread_bar  # spread = spread * (1.0 - gain)
        spread_bar = (1.0 - gain) * spread_bar
        gain_bar += surprise * level_bar  # level = level + gain * surprise
        surprise_bar = gain * level_bar
        spread_bar += gain_bar / variance  # gain = spread / variance
        variance_bar = -gain / variance * gain_bar
        sum_bar = 0.5  # total += 0.5 * (np.log(variance) + surprise**2 / variance)
        variance_bar += sum_bar / variance - surprise**2 / variance / variance * sum_bar
        surprise_bar += 2 * surprise * sum_bar / variance
        level_bar -= surprise_bar  # surprise, variance = flow - level, spread + noise
        spread_bar += variance_bar
        noise_bar += variance_bar
        drift_bar += spread_bar  # spread = spread + drift
    noise_bar += spread_bar  # level, spread = flows[0], noise
    logs_bar = exp_logs * np.array([noise_bar, drift_bar])  # noise, drift = np.exp(...)
    return total, logs_bar


# base:
# QlpoOTFBWSZTWXmvH4UAAnpbgEQQWH/yEhEK/+/f4EACt2GNKhWEimk0epT1D1D0mgyNNBoaAEmpCTU9Enim
# 09TSaaYgB6mQMAaaGjRiMgGgA0MCpISZNKe1J6E2KaAABposEh+c8djbmcT9unnn0vTlfo3qjRaq0qqKyGxe
# tb8CBYkXuxU6ZDk60+TDP9V2b8rsPG6+Bq4ocgGa/FhGReUbmtJVyCgYMMfkzi9SUsq2qiU9crhP9TvWxXIy
# KUUF+1aVx6DKC1k7EfcqVdzWsc5xxhGCaZeWhsY2N4yVrnMYeSCUyxw2m/dQewDcmteohwPiZaTn52d3dXfF
# C8mSVNZ+LBCx4YzzGF5ghfaaeUPtGeRwgmyQyAQNxsjXXLz0NNMQPCMgsIinxStXETTTg8d59eJyezl67rYm
# Bfk5Nr5XbXtWMXxlRfGsrcpV21JkRwolc0lz8ef9Iz/fV5EMiFX6sBA4BD1Jfz67BC9NLAWdHEP5865T2iDF
# WH9qgQKoqKs3ABrXTu4kDtmDv9OGjmh529TZ2fzS4+uGoyYnz7loqq6WwN+0IcEDXWTIZMpdVgjBi7fTHLUn
# AziVRMONVusZ0vZVuTaZLsvKGjodtay0NqkxEXVnGdVwr43NW63bXgj1yOrZXJuMoZZ9z/LxU8dHe+HJgHdE
# vdBop8GMwdnbWRHUYieCS+zfva1iul7KtLOcPRUkrZtPgyHNGd1BU3jW47yVLMiqjzh1dvO05DQ4mela1x5s
# zXpaJx3JNlN7QjhG7FiEatP8XckU4UJB5rx+FA==
# end: 015019045e1e20194f877ac8e8f7a96b28c4e3f5d495de01340c6a1090cdfdb2

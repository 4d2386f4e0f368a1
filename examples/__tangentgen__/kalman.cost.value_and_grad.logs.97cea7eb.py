# Made by tangentgen. Edit it as you like: edits are kept.
# of: kalman:cost
# request: value_and_grad wrt logs of (logs=f8[2], flows=f8[n]) typed
# meaning: 1b669c424aa89dc6011cf6a035e1db1a15f582363b8b271abed02d4ac5a96d25
# text: 7ad83ed8c4a243ce6429210975e461891aae0d5ccb958a14f99e0faf63cc9645
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[],"callees":[],"assu
#   mptions":[],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","b2403a4e356aa7
#   d5"],"asked":{"source":"kalman.py","module":"kalman","function":"cost","ordinal":1,"
#   wrt":["logs"],"kinds":[["logs","f8[2]"],["flows","f8[n]"]],"sizes":[],"mode":"value_
#   and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":null,"di
#   rection":null,"memory":null},"signature":[0,2,0,"logs","flows"],"functions":[["b3c28
#   d76160554a0","9a675f8d58c8b53c"]],"marks":[[9,0,0],[10,0,1],[11,0,2],[13,0,3],[16,0,
#   4],[17,0,5],[18,0,6],[19,0,7],[20,0,8],[21,0,9],[31,0,4],[32,0,5],[33,0,7],[34,0,9],
#   [36,0,8],[38,0,7],[41,0,6],[43,0,5],[46,0,4],[47,0,1],[48,0,0]]}

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
# QlpoOTFBWSZTWb+1wcgAAm/bgEQQWH/yEhEK/+/f4EACl2FlSSYSSaj1GQSaPU09Q2oepoeoaAEmpEmTRomp
# tM1QaPUAHpAMAaaGjRiMgGgA0MCpJMplMpmJo0aQPU0A9QxLBIfjLDxbanI/Tn2y73p2X7jeqM1qrSqo2FSq
# 132ECxIyyXqXk3OVPN5M+lberF2LT9qlRIoBZuX4nuLCsZ5z0UJdzVhRlf8m97lcShVRUi5NnNbT/pcVoq0X
# kpJyzFZVU6S9yITQP9zU1XjEG450dFqZMWEOzDDDWjv0WvZqgtTEG2h5+UhuKWuqks+A7ONzMMqb+UNX31cn
# kWE0KS4LbIjJ8MaaKi8wi+xr+kfeUc26KZyNQqBvMY6S4fMzzxA90ZBYRFPgldXCJnn4PLifXl4vN57m0sL7
# 8KLXtVqq974Ja/lHARsaJMEa6JXFJkfn1/xGfTxf0GCLX6sA4hD0JftpYIXppYCzu4Q7fGuc/cRRitHraxQt
# ZaqlVPcDjbp4b0O+Yd267R4Ielu92Nv80yH2u1jC88+C0VVeNrjbsI3UDp0k2DJsl1WCIKi7u2HPoTwMogoS
# 5ouygxS1DXI4TAsYekDI5a5yoHBkvCFlZxnVbK55Gtqt21xR5SOTsVvajEMZ8Hsyip79Hc9t64OETLJJNFOa
# +YNvbWCOQLwnQktwNu0zbutqGpR1gb2SOO49jIaozrQVOI1vPWSpLKo6w2+WtpzAyDQMcnNw7Cmc0LCBLEYm
# Wgi5EVSB0deX+LuSKcKEhf2uDkA=
# end: 0d29d290cd29875424f56781fb86a098a105044a0adfae600cb27eefe30dea75

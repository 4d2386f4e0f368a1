# Made by tangentgen. Edit it as you like: edits are kept.
# of: pendulum:swing
# request: vjp wrt state, length, drag of (t=float, state=f8[_], length=np.f8,
#     drag=np.f8)
# meaning: b2d9870db702af3dffe909c05ab266f0e3a9239f14c697371643ea50cc4052a9
# text: aaef9a5cb66f235c8b0832cd8dd913da938a62d8fa28e1f3bbae2f021e4ce517
# load: {"entry":"swing_vjp","parameters":[],"modules":[["pendulum","pendulum"]],"call
#   ees":[],"assumptions":[],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3
#   080f5ab7f9715b9"],"asked":{"source":"pendulum.py","module":"pendulum","function":"sw
#   ing","ordinal":1,"wrt":["state","length","drag"],"kinds":[["t","float"],["state","f8
#   [_]"],["length","np.f8"],["drag","np.f8"]],"sizes":[],"mode":"vjp","optimize":true,"
#   has_aux":false,"typed":false,"extra":"cotangent","direction":null,"memory":null},"si
#   gnature":[0,4,1,"t","state","length","drag","cotangent"],"functions":[["4cc90574127a
#   8088","ed44f4820e6f8835"]],"marks":[[10,0,0],[11,0,1],[19,0,1],[25,0,0]]}

import numpy as np

import pendulum  # isort: skip


def swing_vjp(t, state, length, drag, *, cotangent):
    """Value and vector-Jacobian product of `swing` with respect to state, length and
    drag.
    """
    angle, speed = state
    ans = np.array(
        [
            speed,
            -pendulum.GRAVITY / length * np.sin(angle) - drag * speed * np.abs(speed),
        ]
    )

    # Reverse sweep
    speed_bar, sum_bar = cotangent  # return np.array(...)
    product_bar = -np.abs(speed) * sum_bar
    length_bar = pendulum.GRAVITY / length / length * (np.sin(angle) * sum_bar)
    angle_bar = np.cos(angle) * (-pendulum.GRAVITY / length * sum_bar)
    drag_bar = speed * product_bar
    speed_bar += drag * product_bar - np.sign(speed) * drag * speed * sum_bar
    state_bar = np.array([angle_bar, speed_bar])  # angle, speed = state
    return ans, (state_bar, np.float64(length_bar), np.float64(drag_bar))


# base:
# QlpoOTFBWSZTWfzJSkIAATHfgERQWH+FEiCwFSr//9+gQAG93MAjDQ00ANAAaAAGQ0DTSCPUhkaANGQAAACJ
# ppNAyjJgEAwmj0AICSImptJtTTJqeRTTR6j2qHqepsUM0ikHacn2YQ9LJaaP3aDza7A42amogSZIH6/6KxNT
# TBWcWGI4khRD0RYYg1EAbCi9MRafnlD24knuAHBaEykPEj6UfBwtNmdAyoo9q4Ei5PNR0qFYIONL5IpvDWHq
# 4LojiFmWy7OCIKaGREi+aqnIwiygsWBOrS1B/otqRIORM1tA5MlzU10XH9Krmua+fRfu9scLm4OPkZ5QGeBU
# QKXnSaWHeo1lF6Qb+M/ZILE/5NQrF1SCHZSke17JtGQzJd4habJhILSvT2UBhmZuXvaCcF43uFQG8qluX3pH
# A3JXJGbAbEGW3yGLzxk90dqURZZdTZmhXDYkIFbmAQHQOBPRgJtEiPfke9gRjvLqlr8p+HSKkKug3EZYPsEH
# BvNK5Sk24uCSpWrYPwIT+SntrdGK6UIIaDpd5zxZnqoRiqG4URZooyslQwDNgYK0W5kka4I7BbT+LuSKcKEh
# +ZKUhA==
# end: 60d950ae1fa80f16f7b6e65e206ebea1cbcd4b887bb9b72d9214ccc2d03bf5d3

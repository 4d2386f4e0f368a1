# Made by tangentgen. Edit it as you like: edits are kept.
# of: pendulum:swing
# request: jvp wrt state, length, drag of (t=float, state=f8[_], length=np.f8,
#     drag=np.f8)
# meaning: 4295dc4d1ad6921726ea8177d90a00ca264481566384a5abaafb08829a9a15db
# text: 9e8b20829176f8edca867642c2c73f0d94e3e812a77bca9a572c10f3c92f2cdc
# load: {"entry":"swing_jvp","parameters":[],"modules":[["pendulum","pendulum"]],"call
#   ees":[],"assumptions":[],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3
#   080f5ab7f9715b9"],"asked":{"source":"pendulum.py","module":"pendulum","function":"sw
#   ing","ordinal":1,"wrt":["state","length","drag"],"kinds":[["t","float"],["state","f8
#   [_]"],["length","np.f8"],["drag","np.f8"]],"sizes":[],"mode":"jvp","optimize":true,"
#   has_aux":false,"typed":false,"extra":"tangents","direction":null,"memory":null},"sig
#   nature":[0,4,1,"t","state","length","drag","tangents"],"functions":[["4cc90574127a80
#   88","ed44f4820e6f8835"]],"marks":[[9,0,0],[10,0,0],[11,0,1],[20,0,1]]}

import numpy as np

import pendulum  # isort: skip


def swing_jvp(t, state, length, drag, *, tangents):
    """Value of `swing` and its tangent, for tangents of state, length and drag."""
    state_dot, length_dot, drag_dot = tangents
    angle_dot, speed_dot = state_dot
    angle, speed = state
    ans_dot = np.array(
        [
            speed_dot,
            np.sin(angle) * pendulum.GRAVITY / length * length_dot / length
            - pendulum.GRAVITY / length * np.cos(angle) * angle_dot
            - np.abs(speed) * speed * drag_dot
            - (np.abs(speed) * drag + drag * speed * np.sign(speed)) * speed_dot,
        ]
    )
    return np.array(
        [
            speed,
            -pendulum.GRAVITY / length * np.sin(angle) - drag * speed * np.abs(speed),
        ]
    ), ans_dot


# base:
# QlpoOTFBWSZTWYElj0YAAPxfgERQWH+AEiCgFSr//9+gMAFbIAwGjIaDCAaAaaAAGjSU8moDQD1MmQBoAaYS
# KEAEyGphADaTRo000kkHOZ4bzp0977bzEnOMDyLZO5Ak0g5wyrM6m1UiwLfJjwRXqLIc9kf+ClzokilqgGDl
# 1Qb3uKY5PLPoKTBYTsTA/XUDfWRLOJsgYgrW+fMqyJDXoIi0zzQ3R2xKRtmn0pao71agkFVEA4LFcVwWazWX
# FcQx0PXqeuTIyIl9y3JXxMAzWyLbnISROclKoNwwM+SFSlIKev6oDbboBbwWLCIGAXdSeu9KwF0YFgGvQM7H
# 9SYyuFECvECwd8CaRcESAiAE+ti9HIkEFnqLOuSFXq7NBMCpXzwWylLE36sCZbYMh/KFp3q3QwyDKA2Fj6Vg
# XDVTKIzBii5GwCgsezw0gwjh2qNtZ/i7kinChIQJLHow
# end: 583ea1ea80441ffe7228d761cad1be9ce0be14af6527473ca217146b2941fc6b

# Made by tangentgen. Edit it as you like: edits are kept.
# of: orbit:miss
# request: value_and_grad wrt velocity of (velocity=f8[2], start=f8[2], goal=f8[2],
#     duration=float, steps=int) typed
# assumes: start.shape[0] == velocity.shape[0]
# assumes: goal.shape[0] == velocity.shape[0]
# meaning: fa49bfe0d4f46db1d5fe857480427520bb4d343d9aefe5f638cbca0cada6daa4
# text: ebff4f194aa90fcd60c34f5df721bd5e5b16534454c0deda94d6e28edde26109
# load: {"entry":"miss_value_and_grad","parameters":[],"modules":[["orbit","orbit"]],"
#   callees":["orbit:flight","orbit:pull"],"assumptions":["start.shape[0] == velocity.sh
#   ape[0]","goal.shape[0] == velocity.shape[0]"],"inactive":[],"written":[],"format":4,
#   "made_by":["0.1.0","fdf6225a59f700d4"],"asked":{"source":"orbit.py","module":"orbit"
#   ,"function":"miss","ordinal":1,"wrt":["velocity"],"kinds":[["velocity","f8[2]"],["st
#   art","f8[2]"],["goal","f8[2]"],["duration","float"],["steps","int"]],"sizes":[],"mod
#   e":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra
#   ":null,"direction":null,"memory":null},"signature":[0,5,0,"velocity","start","goal",
#   "duration","steps"],"functions":[["bf2a23ae5b60f41f","0a7eca4ab39647e6"],["1af893369
#   fe66fa3","82db3405fab29490"],["c6c4df6ccc64b3b8","76a1973202dfdb11"]],"marks":[[8,0,
#   0],[9,0,1],[12,0,1],[13,0,0],[20,2,0],[24,2,0],[32,1,0],[33,1,1],[34,1,2],[35,1,3],[
#   36,1,4],[37,1,5],[39,1,6],[40,1,7],[41,1,8],[42,1,9],[43,1,10],[49,1,11],[53,1,9],[5
#   6,1,8],[62,1,7],[68,1,6],[73,1,5],[76,1,4]]}

import numpy as np

import orbit  # isort: skip


def miss_value_and_grad(velocity, start, goal, duration, steps):
    """Value and gradient of `miss` with respect to velocity."""
    (arrival, _), saved = flight_forward(start, velocity, duration, steps)
    ans = 0.5 * np.sum((arrival - goal) ** 2)

    # Reverse sweep
    arrival_bar = arrival - goal  # return 0.5 * np.sum((arrival - goal) ** 2)
    velocity_bar = flight_reverse(steps, saved, arrival_bar)  # arrival, _ = flight(...)
    return ans, velocity_bar


def pull_reverse(position, ans_bar):
    sum_value = np.sum(position**2)
    power = sum_value**1.5
    ans = -position / power

    # Reverse sweep
    # return -position / np.sum(position**2) ** 1.5
    position_bar = -ans_bar / power - 3 * position * (
        sum_value**0.5 * np.sum(ans / power * ans_bar)
    )
    return position_bar


def flight_forward(position, velocity, duration, steps):
    saved_stack = []
    dt = duration / steps
    path = np.zeros((steps + 1, 2))
    path[0] = position
    for k in range(steps):
        k1 = orbit.pull(position)
        k2 = orbit.pull(position + 0.5 * dt * velocity)
        saved_stack.append((position, velocity, k1, k2))
        k3 = orbit.pull(position + 0.5 * dt * velocity + 0.25 * dt**2 * k1)
        k4 = orbit.pull(position + dt * velocity + 0.5 * dt**2 * k2)
        position = position + dt * velocity + dt**2 / 6.0 * (k1 + k2 + k3)
        velocity = velocity + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
        path[k + 1] = position
    return (position.copy(), path), (velocity, saved_stack, dt)


def flight_reverse(steps, saved, ans_0_bar):
    velocity, saved_stack, dt = saved
    position_bar = ans_0_bar.copy()  # return position, path
    velocity_bar = np.zeros_like(velocity)
    for k in reversed(range(steps)):
        position, velocity, k1, k2 = saved_stack.pop()
        k4_bar = dt / 6.0 * velocity_bar  # velocity = velocity + dt / 6.0 * (...)
        k2_bar = 2.0 * k4_bar
        k3_bar = 2.0 * k4_bar
        sum_bar = dt**2 / 6.0 * position_bar  # position = position + dt * ...
        velocity_bar += dt * position_bar
        k1_bar = k4_bar + sum_bar
        k2_bar += sum_bar
        k3_bar += sum_bar
        # k4 = pull(position + dt * velocity + 0.5 * dt**2 * k2)
        position_bar2 = pull_reverse(
            position + dt * velocity + 0.5 * dt**2 * k2, k4_bar
        )
        position_bar += position_bar2
        velocity_bar += dt * position_bar2
        k2_bar += 0.5 * dt**2 * position_bar2
        total = position + 0.5 * dt * velocity + 0.25 * dt**2 * k1  # k3 = pull(...)
        position_bar3 = pull_reverse(total, k3_bar)
        position_bar += position_bar3
        velocity_bar += 0.5 * dt * position_bar3
        k1_bar += 0.25 * dt**2 * position_bar3
        position_bar4 = pull_reverse(position + 0.5 * dt * velocity, k2_bar)  # k2 = ...
        position_bar += position_bar4
        velocity_bar += 0.5 * dt * position_bar4
        position_bar += pull_reverse(position, k1_bar)  # k1 = pull(position)
    return velocity_bar


# base:
# QlpoOTFBWSZTWfOIVT4AA4RbgERQWH//EhEK/+/fsFAD+87uJzHWAoA1MQSejUHoQNND1NGgAAMk0U/ST1NP
# SAGgAAAAJCSno1NJNlHk9UbRPSABiAGAGmjQaYgAAAZACJRNE0ZNMmlT9NT1NINBoYQ9JYEl5Y8oTIK9cJi2
# rrv8a83s+Us1hP7aFc5bnIQgXQ9PfQvlu2FbrX3W6BhNQRSArw+0PW30rS9DwGnmfBxv6o5l0Y0elqy6SIU4
# vscAj28TjAiBVaJAmZ2MgnSGCPEmdpDFCUDnMiCpwWNslB0zyMYiAnvsQddR5MFlNoqqDWMaaUJNWLhTWO3X
# uq2sl5lrY2BAYyWKSqik823qq9XIxuMR7E8VVDbcqpJRnjspVqzemFxlms/QUFMbd00Zst2XUrJD6TJqtGcD
# TRFDw7g/1NtdLhu3mCElDgRkBD0M1d+kRdsdeHrCw8gGAw9rDBoFIjrbKJ7l44UoSLlCTYzm58lqcyIIQ1ru
# QNBQio9GCpudUNi5G5ELbZm98/M1umMLXlLul3AyLNXCNeK7FoBQ6PycQh+zkRHPXlTIPC7RGiBpLh+OJkKz
# LQiwqSgxkdU4SQYXUCyqKMGMbFQHUMG1ZHAW2L3AxMaQNNDaY0d2se7r32OJr6eXdzqEKpzKG9A8CtYq5XZG
# i0Ui1h8XyFBIqFb2AUIpFkvFMCcjp/FUIOReLWztud/Qsvozn5pIX9KuN3mg/BMQ5oclRonMV+yZHudy1JdQ
# rE+gV4gGUV9jkP/EfjV57l0XY7hQVu9szqheH3LxNQPYgG+AaJ0OxuZJcFZkOyaeR7Fiyg708nhOvZVPuK7L
# 8aYECeT+qBCBIkYSEJIM1w8posAif6nX3g9xWyUBx+eJXwaQSRkI1JQQL8I4ARClN+4ZCteCg+upzLkqaVMi
# qqYkDDxyM6Lj7pNuXD4ehcOSbP9PAedhRxkUDBFGmxtTj1IKwoSJjmWLQSRGRSUKKG5jf2CyWK4wkh3WnVb1
# xL1gmBQjoata1Wo01OAcYaTiJZVKbcYZJXOSSEeiUeGMo3+ohxyn4fK4SpYJUOacyKdC0YLIhGAOPHPRbhX0
# TUHgDzzDut67BkhkhllQdaFAqFTMToZGgX8hObATY/8XckU4UJDziFU+
# end: 19c936b760531430d45c64414e453eb2a84535e10a4f1a8b5c93f8573b6edef2

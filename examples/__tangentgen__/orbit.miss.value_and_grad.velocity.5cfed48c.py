# Made by tangentgen. Edit it as you like: edits are kept.
# of: orbit:miss
# request: value_and_grad wrt velocity of (velocity=f8[2], start=f8[2], goal=f8[2],
#     duration=float, steps=int) typed
# assumes: start.shape[0] == velocity.shape[0]
# assumes: goal.shape[0] == velocity.shape[0]
# meaning: fa49bfe0d4f46db1d5fe857480427520bb4d343d9aefe5f638cbca0cada6daa4
# text: d51e39b8c3f4531ad847e9f72f8508116e3739b017939f779b17b8419fcde9bf
# load: {"entry":"miss_value_and_grad","parameters":[],"modules":[["orbit","orbit"]],"
#   callees":["orbit:flight","orbit:pull"],"assumptions":["start.shape[0] == velocity.sh
#   ape[0]","goal.shape[0] == velocity.shape[0]"],"inactive":[],"written":[],"format":4,
#   "made_by":["0.1.0","1b3eb7ad02af8651"],"asked":{"source":"orbit.py","module":"orbit"
#   ,"function":"miss","ordinal":1,"wrt":["velocity"],"kinds":[["velocity","f8[2]"],["st
#   art","f8[2]"],["goal","f8[2]"],["duration","float"],["steps","int"]],"sizes":[],"mod
#   e":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"extra
#   ":null,"direction":null,"memory":null},"signature":[0,5,0,"velocity","start","goal",
#   "duration","steps"],"functions":[["bf2a23ae5b60f41f","0a7eca4ab39647e6"],["1af893369
#   fe66fa3","82db3405fab29490"],["c6c4df6ccc64b3b8","76a1973202dfdb11"]],"marks":[[8,0,
#   0],[9,0,1],[12,0,1],[13,0,0],[20,2,0],[24,2,0],[33,1,0],[34,1,1],[35,1,2],[36,1,3],[
#   39,1,4],[40,1,5],[41,1,6],[42,1,7],[43,1,8],[44,1,9],[45,1,10],[51,1,11],[56,1,4],[5
#   8,1,5],[61,1,9],[64,1,8],[69,1,7],[73,1,6],[77,1,5],[80,1,4]]}

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
    position_stack = []
    velocity_stack = []
    dt = duration / steps
    path = np.zeros((steps + 1, 2))
    path[0] = position
    for k in range(steps):
        position_stack.append(position)
        velocity_stack.append(velocity)
        k1 = orbit.pull(position)
        k2 = orbit.pull(position + 0.5 * dt * velocity)
        k3 = orbit.pull(position + 0.5 * dt * velocity + 0.25 * dt**2 * k1)
        k4 = orbit.pull(position + dt * velocity + 0.5 * dt**2 * k2)
        position = position + dt * velocity + dt**2 / 6.0 * (k1 + k2 + k3)
        velocity = velocity + dt / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
        path[k + 1] = position
    return (position.copy(), path), (velocity, position_stack, velocity_stack, dt)


def flight_reverse(steps, saved, ans_0_bar):
    velocity, position_stack, velocity_stack, dt = saved
    position_bar = ans_0_bar.copy()  # return position, path
    velocity_bar = np.zeros_like(velocity)
    for k in reversed(range(steps)):
        position = position_stack.pop()
        velocity = velocity_stack.pop()
        k1 = orbit.pull(position)
        total3 = position + 0.5 * dt * velocity
        k2 = orbit.pull(total3)
        total2 = position + 0.5 * dt * velocity + 0.25 * dt**2 * k1
        total = position + dt * velocity + 0.5 * dt**2 * k2
        k4_bar = dt / 6.0 * velocity_bar  # velocity = velocity + dt / 6.0 * (...)
        k2_bar = 2.0 * k4_bar
        k3_bar = 2.0 * k4_bar
        sum_bar = dt**2 / 6.0 * position_bar  # position = position + dt * ...
        velocity_bar += dt * position_bar
        k1_bar = k4_bar + sum_bar
        k2_bar += sum_bar
        k3_bar += sum_bar
        position_bar2 = pull_reverse(total, k4_bar)  # k4 = pull(...)
        position_bar += position_bar2
        velocity_bar += dt * position_bar2
        k2_bar += 0.5 * dt**2 * position_bar2
        position_bar3 = pull_reverse(total2, k3_bar)  # k3 = pull(...)
        position_bar += position_bar3
        velocity_bar += 0.5 * dt * position_bar3
        k1_bar += 0.25 * dt**2 * position_bar3
        position_bar4 = pull_reverse(total3, k2_bar)  # k2 = pull(...)
        position_bar += position_bar4
        velocity_bar += 0.5 * dt * position_bar4
        position_bar += pull_reverse(position, k1_bar)  # k1 = pull(position)
    return velocity_bar


# base:
# QlpoOTFBWSZTWcF5IFQAA51bgEQQWH//EhEK/+/fsFAEBtorx1tgFAEqehBU00ZH6kD1PSGjagNHqANNNIFT
# 9JPSMNR6hiaAAAEhQlP1TBDJkA0yABoGGAAaNNAGTQGgyA0BEogJkyZCGp6UPUaYIwMjgAcLcGGoD9TDWjpT
# 4/D/Knv4nmpML1qxhpb97XcQmRVSxiKTfZjUJ1wtHOFlcACSAAfNhXdJYR1Bzdj1q+GkFjVW1FmtR1bYExLO
# XAI2/HPWQEmStcM2LdtDjoFAYF6PuFGIYh3oSa2IO/wkVsI1CDRli577W5teFxtpDX2IpEUTPprsbiNQ2D2x
# wUZO83plAkwdiQ8BBkgmNSTky1bBbAWcyIsnRdJ3QrFtsNGRGLENMEQWFeUIBEEmAZsQKkCW2jOptvNC14bm
# F7sEDYzGa0OxP28jdvYRulJIMy+R2GqfdKmRaCCWEy40ETQaRCg03Z4X4xjo1qWhSXDfOG4TNHuweWkHDsjj
# UuNKbJ2YonM3AzLAbFAu5cTndPQ52TG3ba2uNxOJSrfK4GS73RSmyfJyCH+upAcDfKhmPkvATJCC7/91L1ss
# hRxkKjQhDeVssdJKsOJVCypCrpI2oMbFUDMNNqyM45UPQIsIqRiSBCD38qE4nLaw6nlz8J3MyUi9HGkiAH6a
# pJ9dK0qayVa0lcWZhpGcWCDWKzGmPGrGXARpO/+VIQcFF8tW68Du1lV6M7n2VH1K3El1MieiYhoGSo0XQQPu
# Jme53LaSllSn1CvBXOC+pkH6Invq6dCyG52CggWHroc0Lg9i4TYD1IB0vDVOR1OhmlgVmY7pr5j1LS0BelO5
# 2Xn1BH2EDdffQvIBO57FCECEIwkISRJNr+6aiRGJ+k5+aviIFqUBw+uJXsaxCRkY1JRULryN4EQpTp4hmIFc
# AF/g2NCxamtTMqCOKwL+2RxKLj7pN8sD+TyLk6kJP6JeUAjGoFyKNNjkIwmgyIKK6bTRfIWlsQkRkUlCgJzM
# bugWraVxhJDwWm63LiXLBLyhHQ5Na1Wo05GAYCVBGm2EOAlc5JIR1Sjy0lG7zQOGc6/KxCpaMqGgmixTkWxi
# MgMYo48OMkhqtggeKbK4A6cQ8FuXcMwzQzMyjtQoFQq0KTiJyMzULMlNGKm5+xdyRThQkMF5IFQ=
# end: 818112d24fd203f5024cfe210f7d7cdb6c5f435420f83c536cab5f8b7528bd31

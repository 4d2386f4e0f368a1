# Made by tangentgen. Edit it as you like: edits are kept.
# of: bundle_adjustment:cost
# request: value_and_grad wrt cameras, points of (cameras=f8[c,9], points=f8[p,3],
#     camera_of=i8[n], point_of=i8[n], pixels=f8[n,2]) typed
# assumes: point_of.shape[0] == camera_of.shape[0]
# assumes: pixels.shape[0] == camera_of.shape[0]
# assumes: cameras.shape[1] >= 3
# assumes: 3 == points.shape[1]
# assumes: cameras.shape[1] >= 6
# assumes: 2 == pixels.shape[1]
# meaning: e529aee5fce7bb31e162b6f033517473255b61eb2b0b4980c22f45db515e07fb
# text: cb063176b8fde7d5cece25886c3cc662a6e8564a8df16d69843480648daa0921
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[["bundle_adjustment"
#   ,"bundle_adjustment"]],"callees":["bundle_adjustment:projected","bundle_adjustment:r
#   otated"],"assumptions":["point_of.shape[0] == camera_of.shape[0]","pixels.shape[0] =
#   = camera_of.shape[0]","cameras.shape[1] >= 3","3 == points.shape[1]","cameras.shape[
#   1] >= 6","2 == pixels.shape[1]"],"inactive":[],"written":[],"format":4,"made_by":["0
#   .1.0","fdf6225a59f700d4"],"asked":{"source":"bundle_adjustment.py","module":"bundle_
#   adjustment","function":"cost","ordinal":1,"wrt":["cameras","points"],"kinds":[["came
#   ras","f8[c,9]"],["points","f8[p,3]"],["camera_of","i8[n]"],["point_of","i8[n]"],["pi
#   xels","f8[n,2]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false
#   ,"typed":true,"seen":false,"extra":null,"direction":null,"memory":null},"signature":
#   [0,5,0,"cameras","points","camera_of","point_of","pixels"],"functions":[["783dbdbec8
#   e6cb1c","ea821c537b81d49e"],["44b535df63b49f47","20725c709696a2fb"],["75751f08d3746c
#   cd","9d09554c9432e86e"]],"marks":[[8,0,0],[9,0,0],[10,0,1],[13,0,1],[15,0,0],[27,2,0
#   ],[28,2,1],[29,2,2],[34,2,3],[40,2,3],[56,2,2],[59,2,1],[61,2,0],[66,1,0],[67,1,0],[
#   68,1,1],[69,1,2],[70,1,3],[73,1,4],[78,1,3],[81,1,2],[82,1,1],[85,1,0],[86,1,0]]}

import numpy as np

import bundle_adjustment  # isort: skip


def cost_value_and_grad(cameras, points, camera_of, point_of, pixels):
    """Value and gradient of `cost` with respect to cameras and points."""
    projected_ans = bundle_adjustment.projected(cameras[camera_of], points[point_of])
    error = projected_ans - pixels
    ans = 0.5 * np.sum(error**2)

    # Reverse sweep
    error_bar = error  # return 0.5 * np.sum(error**2)
    # error = projected(cameras[camera_of], points[point_of]) - pixels
    cameras_bar2, points_bar2 = projected_reverse(
        cameras[camera_of], points[point_of], error_bar
    )
    cameras_bar = np.zeros_like(cameras)
    np.add.at(cameras_bar, camera_of, cameras_bar2)
    points_bar = np.zeros_like(points)
    np.add.at(points_bar, point_of, points_bar2)
    return ans, (cameras_bar, points_bar)


def rotated_forward(turn, points):
    sqrt = np.sqrt(np.sum(turn**2, axis=1))
    angle = sqrt[:, None]
    axis = turn / angle
    along = np.sum(axis * points, axis=1)[:, None]
    cos_angle = np.cos(angle)
    sin_angle = np.sin(angle)
    cross_axis = np.cross(axis, points)
    total = 1.0 - np.cos(angle)
    ans = cos_angle * points + sin_angle * cross_axis + total * along * axis
    return ans, (sqrt, angle, axis, along, cos_angle, sin_angle, cross_axis, total)


def rotated_reverse(turn, points, saved, ans_bar):
    sqrt, angle, axis, along, cos_angle, sin_angle, cross_axis, total = saved
    cross_axis_bar = sin_angle * ans_bar  # return np.cos(...) * points + ...
    product_bar = np.sum(axis * ans_bar, axis=1, keepdims=True)
    sin_angle2 = np.sin(angle)
    angle_bar = (
        np.cos(angle) * np.sum(cross_axis * ans_bar, axis=1, keepdims=True)
        - sin_angle2 * np.sum(points * ans_bar, axis=1, keepdims=True)
        + sin_angle2 * along * product_bar
    )
    points_bar = cos_angle * ans_bar + sum_to_shape(
        np.cross(cross_axis_bar, axis), np.shape(points)
    )
    axis_bar = (
        sum_to_shape(np.cross(points, cross_axis_bar), np.shape(axis))
        + total * along * ans_bar
    )
    along_bar = total * product_bar
    product_bar2 = along_bar[:, 0][:, None]  # along = np.sum(...)[:, None]
    axis_bar += points * product_bar2
    points_bar += axis * product_bar2
    turn_bar = axis_bar / angle  # axis = turn / angle
    angle_bar -= np.sum(axis * axis_bar, axis=1, keepdims=True) / angle
    turn_bar += 2 * turn * (0.5 / sqrt * angle_bar[:, 0])[:, None]  # angle = ...
    return turn_bar, points_bar


def projected_reverse(cameras, points, ans_bar):
    rotated_ans, saved = rotated_forward(cameras[:, :3], points)
    seen = rotated_ans + cameras[:, 3:6]
    flat = -seen[:, :2] / seen[:, 2:]
    radius = np.sum(flat**2, axis=1)
    bend = 1.0 + cameras[:, 7] * radius + cameras[:, 8] * radius**2

    # Reverse sweep
    product_bar = np.sum(flat * ans_bar, axis=1)  # return (...)[:, None] * flat
    cameras_bar = np.zeros_like(cameras)
    cameras_bar[:, 6] = bend * product_bar
    bend_bar = cameras[:, 6] * product_bar
    flat_bar = (cameras[:, 6] * bend)[:, None] * ans_bar
    cameras_bar[:, 7] = radius * bend_bar  # bend = 1.0 + cameras[...] * radius + ...
    radius_bar = (cameras[:, 7] + 2 * radius * cameras[:, 8]) * bend_bar
    cameras_bar[:, 8] = radius**2 * bend_bar
    flat_bar += 2 * flat * radius_bar[:, None]  # radius = np.sum(flat**2, axis=1)
    seen_bar = np.zeros_like(seen)  # flat = -seen[:, :2] / seen[:, 2:]
    seen_bar[:, :2] = -(flat_bar / seen[:, 2:])
    seen_bar[:, 2:] = -np.sum(flat * flat_bar, axis=1, keepdims=True) / seen[:, 2:]
    cameras_bar[:, 3:6] = seen_bar  # seen = rotated(...) + cameras[:, 3:6]
    turn_bar, points_bar = rotated_reverse(cameras[:, :3], points, saved, seen_bar)
    cameras_bar[:, :3] = turn_bar
    return cameras_bar, points_bar


def sum_to_shape(x, shape):
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    for axis in range(len(shape)):
        if shape[axis] == 1:
            x = np.sum(x, axis=axis, keepdims=True)
    return x


# base:
# QlpoOTFBWSZTWTtDstcABS1fgERQWH/70gABHQr////wUAW6ZRT2urrXTUL2qmN3CSQIaBqCaNGjIAA0GgNB
# hBJNTT9RqmgNPU9QAAANACTUKKaT1PSaYI9Q0AGgDRoNARKkxTelPJpGgBoAAAAAFRRQ0TSYmyaCNNRiNAD1
# AZPTZpCQOv8WLy7IZvKM0U6qF7H1CZ+azKwafBrHwLoFrGiUaVQjZF772UWHDXWQrgssmTYC/aJIEnISCost
# rpBz1JI2G7Q44h/wUnttuH5lBoX3AuYuvIIdXjvabpGIO5wI5vc2OKQERDzKPILImVgPNVwDIwmSRQFjoHDX
# IznGKYSty8cKZomYcKVReThODptWPLQNRtuzJ8DGyvWEYkrxAMID+4el77JMSpYGwiR2dRhCtakIZlmNHAa2
# zEg+WNHgSETgopA9A07LFmrDASNIgMGDqmdU1u+8mTSSsxsBECX0wFryuuNY2HGaRJTMHLD1bWGw6BwMawZk
# r2Zr8/A8rgzD1FzGqCaGYqkD1WahiYYwLrEsrnt4eQ131YfpU4nxQJwJi6gQsLfVRxHOIF1hwNYaaUYq+mMk
# iNGjpb+MmuHxtsbHhArYu7b6nSxdWI6Vdp1kh+LURkJFUY0YZwPCcYq22Y8wDFkZE+WJGZ8D989M+Ex9zRRw
# om2GqVtr2opy9ZxVdJdNiMbh0RjOCJUUnOTdt4oAYT5TjGInP5MWpPbUYsHBFoqPHWlz0N8WikUVaKKNu43u
# JyaETjeqhoFeT3+5bG6iX2tOV0+tUEXqeGEgigj1gMkZ4hwGMq6bqjRuqpvK0wqYnS0wLSlaiGuZZa2Snnst
# LMnynvmp28yauDOZHm1pk99L19vYECzXgKCgU19MLLksqilopIfGBuSEH8VQYSVfeKV44V6WUKi61hzi5w9l
# z1hYT16U3KZCAlILC44DFFEOrCrWic3DtDDGfC5reItb/7AZN8VXfy0N4m9TBVpqM+cY1fmmCYeEOJN3Z2TR
# 9FHTa3q5dzVYpUqA7AKLZfaTyG7nlG2iNyT2N6bI/aetvUniPL6XI58EPQ7nf3sY1pzd6Pmp3cxvuEbdy7rh
# i3F8ndCLnjxhX28PLiY8VTTRGnOg5dckNfbojwmxMOs1pu8U+JPcTbUmizZx6zSHZK9yTfY6mQgWWk8ENBCk
# SpUSUBVIiMMGE4rDFG2BWq3bhHakvKkfKNUGwQucohnnOdGPUjqQZT5juhicNmDW46nfDVFhQaltu3ryCBBw
# QpY6IcznqYQZANErFeSmVXlhis6JticqJVlc2IwpWFSbZaGpGQpWq2mTGFjIbIYKHHsK68m44SNrbTMT0dCy
# 30TDtcnRXqXFuOVxnJcq6rd2hwmmpZrbcaNrUyVrZyytRxImElytkNgFmoOTgrUS1wUG7RVJmod0O8R4uWg3
# janN0K6GFiYgu3jq8dL4YTbtL1kj4mZxbqgqVzXbEtLC4iy0zlEb7LCQjCGGUtZmY5oZKIvTSti4tUhm1IM+
# Am3zEE9JwAjAR2GNAy0FcTMTfTIb5uEezkfUXckU4UJA7Q7LXA==
# end: 8e60d6e2bbe17e41499a3657fa20404986f73dedbd3b8bc91ee2c65ca1b5c9ad

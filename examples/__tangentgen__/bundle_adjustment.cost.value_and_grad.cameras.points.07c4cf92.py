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
# text: 4d542f1ea1a9377266439bdbb82de734164d49fad8bca0dfb0cc3ebfda7c7e8d
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[["bundle_adjustment"
#   ,"bundle_adjustment"]],"callees":["bundle_adjustment:projected","bundle_adjustment:r
#   otated"],"assumptions":["point_of.shape[0] == camera_of.shape[0]","pixels.shape[0] =
#   = camera_of.shape[0]","cameras.shape[1] >= 3","3 == points.shape[1]","cameras.shape[
#   1] >= 6","2 == pixels.shape[1]"],"inactive":[],"written":[],"format":3,"made_by":["0
#   .1.0","adbb0473842592be"],"asked":{"source":"bundle_adjustment.py","module":"bundle_
#   adjustment","function":"cost","ordinal":1,"wrt":["cameras","points"],"kinds":[["came
#   ras","f8[c,9]"],["points","f8[p,3]"],["camera_of","i8[n]"],["point_of","i8[n]"],["pi
#   xels","f8[n,2]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false
#   ,"typed":true,"extra":null,"direction":null,"memory":null},"signature":[0,5,0,"camer
#   as","points","camera_of","point_of","pixels"],"functions":[["783dbdbec8e6cb1c","ea82
#   1c537b81d49e"],["44b535df63b49f47","20725c709696a2fb"],["75751f08d3746ccd","9d09554c
#   9432e86e"]],"marks":[[8,0,0],[9,0,0],[10,0,1],[13,0,1],[15,0,0],[29,2,0],[30,2,1],[3
#   2,2,2],[37,2,3],[65,2,3],[81,2,2],[86,2,1],[88,2,0],[95,1,0],[96,1,0],[97,1,1],[98,1
#   ,2],[99,1,3],[102,1,4],[108,1,3],[111,1,2],[112,1,1],[115,1,0],[116,1,0]]}

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
    cameras_bar, points_bar = projected_reverse(
        cameras[camera_of], points[point_of], error_bar
    )
    cameras_bar2 = np.zeros_like(cameras)
    np.add.at(cameras_bar2, camera_of, cameras_bar)
    points_bar2 = np.zeros_like(points)
    np.add.at(points_bar2, point_of, points_bar)
    cameras_bar2 = cameras_bar2.copy()
    points_bar2 = points_bar2.copy()
    return ans, (cameras_bar2, points_bar2)


def rotated_forward(turn, points):
    sqrt = np.sqrt(np.sum(turn**2, axis=1))
    angle = sqrt[:, None]
    axis = turn / angle
    sum_value = np.sum(axis * points, axis=1)
    along = sum_value[:, None]
    cos_angle = np.cos(angle)
    sin_angle = np.sin(angle)
    cross_axis = np.cross(axis, points)
    total = 1.0 - np.cos(angle)
    ans = cos_angle * points + sin_angle * cross_axis + total * along * axis
    return ans, (
        turn,
        sqrt,
        angle,
        axis,
        sum_value,
        along,
        cos_angle,
        sin_angle,
        cross_axis,
        total,
    )


def rotated_reverse(points, saved, ans_bar):
    (
        turn,
        sqrt,
        angle,
        axis,
        sum_value,
        along,
        cos_angle,
        sin_angle,
        cross_axis,
        total,
    ) = saved
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
    sum_value_bar = np.zeros_like(sum_value)  # along = np.sum(...)[:, None]
    sum_value_bar[:, None] = along_bar
    product_bar2 = sum_value_bar[:, None]
    axis_bar += points * product_bar2
    points_bar += axis * product_bar2
    turn_bar = axis_bar / angle  # axis = turn / angle
    angle_bar -= np.sum(axis * axis_bar, axis=1, keepdims=True) / angle
    sqrt_bar = np.zeros_like(sqrt)  # angle = np.sqrt(np.sum(turn**2, axis=1))[:, None]
    sqrt_bar[:, None] = angle_bar
    turn_bar += 2 * turn * (0.5 / sqrt * sqrt_bar)[:, None]
    return turn_bar, points_bar


def projected_reverse(cameras, points, ans_bar):
    rotated_ans, saved = rotated_forward(cameras[:, :3], points)
    seen = rotated_ans + cameras[:, 3:6]
    flat = -seen[:, :2] / seen[:, 2:]
    radius = np.sum(flat**2, axis=1)
    bend = 1.0 + cameras[:, 7] * radius + cameras[:, 8] * radius**2

    # Reverse sweep
    product_bar = np.zeros_like(bend)  # return (cameras[:, 6] * bend)[:, None] * flat
    product_bar[:, None] = np.sum(flat * ans_bar, axis=1, keepdims=True)
    cameras_bar = np.zeros_like(cameras)
    cameras_bar[:, 6] = bend * product_bar
    bend_bar = cameras[:, 6] * product_bar
    flat_bar = (cameras[:, 6] * bend)[:, None] * ans_bar
    cameras_bar[:, 7] += radius * bend_bar  # bend = 1.0 + cameras[...] * radius + ...
    radius_bar = (cameras[:, 7] + 2 * radius * cameras[:, 8]) * bend_bar
    cameras_bar[:, 8] += radius**2 * bend_bar
    flat_bar += 2 * flat * radius_bar[:, None]  # radius = np.sum(flat**2, axis=1)
    seen_bar = np.zeros_like(seen)  # flat = -seen[:, :2] / seen[:, 2:]
    seen_bar[:, :2] = -(flat_bar / seen[:, 2:])
    seen_bar[:, 2:] -= np.sum(flat * flat_bar, axis=1, keepdims=True) / seen[:, 2:]
    cameras_bar[:, 3:6] += seen_bar  # seen = rotated(...) + cameras[:, 3:6]
    turn_bar, points_bar = rotated_reverse(points, saved, seen_bar)
    cameras_bar[:, :3] += turn_bar
    return cameras_bar, points_bar


def sum_to_shape(x, shape):
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    for axis in range(len(shape)):
        if shape[axis] == 1:
            x = np.sum(x, axis=axis, keepdims=True)
    return x


# base:
# QlpoOTFBWSZTWdis++8ABddfgERQWH/70gABHQr////wUAYa9d221t2nGsiD2zZo64GgTQU/Uk/SmmgNG1AA
# GgAAlMhJCan6TCTQ9IA0ZGIGQ0BJqIhBqamp+minqGIaD1AGmgAIlU1HoxNTZJkNDIBoAAA0ESSTJppT0m0x
# NE2piaBoBo0NqabZkIT3/Cxeu0MeZRiumlpVT0f3fcJltLbDQ+06qwhhmMtLy+MaStN2TAyQwkKbIyWWjFgC
# 0QM9FBIEK5B48qACUojeZZVqyqzepkM26nuap7C+y0CNsmNhg6h2V5ZBUk896lWE1KoSSfU9LZypBQVVPO7Z
# 0Gdq3Y88WoMLZEQWGnI4bm+DLit2npV1q9M1podTBqMWbnGujtwdaCsAFqGyeglvamsBmzhwKgwP2iSeHBEr
# GyEbSaP1wiUXWqozqp0ORrdnNRHtnQ8ihAZQgWByNv50NJnQoFywLsjOLU4tPD4YmJkRyXEBVDJgLana13mw
# xF5XcSmZZ/M9YGQ5ggBjWCyc1SvI37eOeGFLmtIZzGd1Zyk66TJdFIlGQijJQ+PHkRo6Zqxy98256JKr3F1j
# EkqZiIh2xHIqiKWsjBYZTQGyHSouARCQkIEDSBmQ9skQ7DIvIdhAwMR6lAyrKcwUOsc8Vv3NQbii7vUhxoC7
# qNOnYHKoNxdsCThH3tqe5r3GBkUBsiLihmYY8FKDn9Jtq1QtUSwxLJtYwwYUyLtHVlyKBcnwdSUpz9pQoB8y
# LIUgjBZHrIUwEk9mZG/OdGimKKtFFcq7+6UjKwROj6VSlIi9/3fejffp3zUw7fLnWjVmZvooxGfGFSHPMcj9
# NvFXSpspS21NPFDp3MYVIKRCbGigUlILhbNJcnvtQZYek+kDDHtxG7WWsp4GYbB3dhVcfzAPEULjDOUFDL+1
# M5ct1xRJKKgn0Q8RRP8Z7oAGPeN+oondJ1DU35JVDzbdzB8+MQnu0pzKSQglYqFMMRsGIijNMWMsqoeHDkTB
# jQr8MTW85Gr8v9IMnnFV8+tDcqcxCgRQwF+CVd3rQNHSJsUxk27XA4tcLSWsX02ovkkCQphSErODYtGNuI9R
# 6NzRlQmgX1GS3p9XlNJAeAnXxlkNNCh5rvOjoKrMOjoE8iBv0BlKEz4kxlFSVOs3oJLbNiEO3m4bFrgRcMBM
# NIIbtYCZufATpbxo1rmXHgPQDqBxQXCRpzZVwoZ2CalbIjcUChQWyeUMiFIlSoJKAqkRGGBkfbk5EC+Bcq6N
# 5HdJpKEIRC4QxcAQtkGSlaROQELD5A86G8s82FBebLjMhcIQqHAtNejGRUItqFW25Yc7dgYQYwcoxGn2CFiJ
# 2opL7G0hwklIERBONSUIQEqHiaBqxThiAGhfRMxTsG8E69gBrXFeZTOZ4FkfM1ESQPNaOc3GqG40teLV2DYn
# qXhqHWa4GZNq1LDYsKMl3LkPCRMElytobAWaA4mtaJbVYFBoLiosMaScw6Ee7rQfqNqeHirkwWJXoGNa9rmz
# GCqS1QRr1lZACwsZSTKSMZqboqV4XYqJaWFxKKqU3D1HKE56ZGEYQtxFLNxjXYbVarrrpYtpSSjCScYmYyJI
# RdlijZoM4pkE1lyF4bt44ysyGy68LGpBOJ3l/xdyRThQkNis++8=
# end: 149b8034414abd07919c480f213702de66bea90195a2b3eb0b046a03314adbc8

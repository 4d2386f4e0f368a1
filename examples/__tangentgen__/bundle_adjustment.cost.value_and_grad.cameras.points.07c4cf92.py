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
# text: b787333bf7159c95acc1e043a5391b63c2030b4d8b779c83d9949ff553f8d713
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[["bundle_adjustment"
#   ,"bundle_adjustment"]],"callees":["bundle_adjustment:projected","bundle_adjustment:r
#   otated"],"assumptions":["point_of.shape[0] == camera_of.shape[0]","pixels.shape[0] =
#   = camera_of.shape[0]","cameras.shape[1] >= 3","3 == points.shape[1]","cameras.shape[
#   1] >= 6","2 == pixels.shape[1]"],"inactive":[],"written":[],"format":3,"made_by":["0
#   .1.0","afcca9cb4afab046"],"asked":{"source":"bundle_adjustment.py","module":"bundle_
#   adjustment","function":"cost","ordinal":1,"wrt":["cameras","points"],"kinds":[["came
#   ras","f8[c,9]"],["points","f8[p,3]"],["camera_of","i8[n]"],["point_of","i8[n]"],["pi
#   xels","f8[n,2]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false
#   ,"typed":true,"extra":null,"direction":null,"memory":null},"signature":[0,5,0,"camer
#   as","points","camera_of","point_of","pixels"],"functions":[["783dbdbec8e6cb1c","ea82
#   1c537b81d49e"],["44b535df63b49f47","20725c709696a2fb"],["75751f08d3746ccd","9d09554c
#   9432e86e"]],"marks":[[8,0,0],[9,0,0],[10,0,1],[13,0,1],[15,0,0],[29,2,0],[30,2,1],[3
#   2,2,2],[37,2,3],[67,2,3],[83,2,2],[88,2,1],[90,2,0],[97,1,0],[98,1,0],[99,1,1],[100,
#   1,2],[101,1,3],[104,1,4],[110,1,3],[113,1,2],[114,1,1],[117,1,0],[118,1,0]]}

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
        points,
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


def rotated_reverse(saved, ans_bar):
    (
        turn,
        points,
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
    turn_bar, points_bar = rotated_reverse(saved, seen_bar)
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
# QlpoOTFBWSZTWb4BQ7MABdxfgERQWH/70gABHQr////wUAYa9d221t7eeNWxDmzZoNoSphNTTU9JPSaaA0ZA
# AGgAAlGhIk0eoeiA0DQAAAAEmohImCKfoKeoYhoPUAepoACJUk81NNEZqGgYmgAAAAESSU9GmlPKep7KMoep
# oAaAANqepuzCQnr8LF67oY8yjFdNWlVPR/d94mW0tsRU7UvZyzmRJaIn8ZqTrdDrgklQWzI6utWo8sCWeBpo
# oZAhW0ee5UBKRRvMca2Y1ZvU1mTdX3Rl9jHZWxbbk6OYQxDtE9Yyzi7epe5c0rxYI4lkSNh3CQmZWFUjgMKe
# lQsLU7Fn12Zig1wN/I5YMuK5NPSrrZ6ZrWjqYNhizkdldHdvhqF9glpNl2eTY1pqB3ykBeIH7RZxaCUmdHWR
# skSfOdocqdSWwmYvUCfHCJZtMXq4kcC5nBYHA3fzo1M6KBcsC7IzsanY07/hiYmRIbMDMOuBXTD1xi5zMYzx
# gncksvmmoNZzCghqBZOKpXkcvDxzvwpc2pDOYznWcpOupkujEILhyS52WjRlcv6ImhQs0Uo4IJnlKm1oIe5y
# 1rQ+Y5GYtStVcazsiiOqUvMQlImTLFjQBWhzyRDWXFhDWQoQtA0KBdVdNsKhvFGh82KdjEkqqyuJrwqpyZNc
# Nh2MSqQEGdvK2x9TXsNBiUBlEXBDqYYclKDs8JnVqhaolhiWTNjDQwpkXMdmO1QLk9zsSlOPuKFAPmRZCkEY
# LI9ZCmAkntzI35zo0UxRVoorhXdzlIysETo+lUpSIvd933o33a7psYd3y52o2ZmctKMRnxhUhx5igXDStNS8
# pEvCSeJVpFKqGs8uEuM6Q0UCkpBcLZqXJ62oMsPSfSBhj4dg04kQzHoUNAc3IJfnq4HuMwSXXiBDPbSxpLlu
# uKJJRUE+SH6FE/xpugAYdw37Cic5OobHLglUPFt5GD58YhPfqnMpJCCVioUwxGwYiKM1ixllVDv38CYMaK/D
# E2vORq/L/SDJ5xVfPrQ3KnEQoEUMBfqlXdy0DR4xMlMJM83Qc2uVpLX3FNrF8kgSFMKQlaQbFoxtzHyng62j
# GhNQvkMVvT5u41kB5CdvOWQ10KHReBx4lV1Dq4id5A4agxlCacCYSipKnacEElsskIejfyyWrSRaUEpjBDPe
# Ale9QThbBqL1rW3SPMDqBwwWhGzcvWiG6wTUrdEcpgFDAWyeUMiFIlSoJKAqkRGGBkfdk6IF8C5V1cCPXJrK
# EIRC4QwdAIWxDFStYm0ELD3g9iHAs79FBeZXHUhcIQtGpbMXBjIqEXIhbW3w5XLUwjmI1QbxiNPtELETwopL
# 8DfIdkkpAiIJwqShCAlQ8TQbMU34gBovtTMU8Q5wTtzAN64LkppNMCyPQ2ESQOi0cDsNichpa8mrsGxO1d+w
# dZtgZk3VsJYbigoyXdyHfImCS5W6G4CzQOJtWktqsCg0FxUWGNScTqdpK6XQfqNqd/irkwWJjyKKePdV5NaM
# YXshOPExsAOnW1l2qa5s5IqV33YqJaWFxKKqU3DtOEJx1WSEYQyYSxmyxxXGxiVenFYxchYTBQk0CZG1JCL0
# xUceJmKbRPaeFDcG/cOs1G06ZcwXNqCcTnX/F3JFOFCQvgFDsw==
# end: 5b5e85ff53ef199c964fdddb146073e4c02bc7527d97a61787ea61e84ff6df0b

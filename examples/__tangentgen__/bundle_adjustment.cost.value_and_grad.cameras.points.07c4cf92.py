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
# text: ace216fe36cc0c1acbd036c4c177ed18831bbd1a29e25a77f415740589ed621b
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
    seen_bar[:, 2:] -= np.sum(flat / seen[:, 2:] * flat_bar, axis=1, keepdims=True)
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
# QlpoOTFBWSZTWVKwB1MABdxfgERQWH/70gABHQr////wUAYa9zu2q3aOa0EFFI0wSgRT01T/VIyYgNAAABoN
# AJU9GkUyJ6noiNDyjJoADQAGEmohITEKfpqanqAGg8oB6mQNBgNAAANAAAAAAESSmJp6lPAEyptoSeoAAA2p
# 6m7MJCevusXpuhjyKMV26tKqeb732iZbQoXXuXB4Jg2FTRWnzltS+KsNjVGUaXWGhrvaExiZlDTRQyBCto+2
# 9UBKRRxL3rZerOKnobfDH4Ux9zXuz3G7hZpnNeS7lPsJh1fqxkzE2yIknzRlEGqQMG3GlVByNKVUZRpilYwu
# e1rFBtsb+RywZcVyae2rrZ7c1rR0MGwxZyOFdru36exhIJpPTFmR8l7cgRGyVDAUP2zUrNREeFhkN5LP102l
# FPN20bnZEkLhpLtbzzsjAxAYsgTA7Dd/WjUzooFywLsjODU4NO/3YmJkTU7wmRxzGfK7z1vhm81rW5WFbT6L
# rDsO0gEdYLJxVK8Tl19md+FLm1IZzGc6zlJ01Ml0YuAwIZhWjjx2o2eqXREx0TFTHKRvtKd7ySsImZrGU43e
# bXu0DzDqwsMtsDICIUKEkmgDBD6pIh6FzEh6EMiGYHioF6vOIUPAqeK6OBCDgMqq2oi2wKp5Zc4aqxwKqAJO
# m3dbY+rX1mRcoDlEXNDBhn3UoPDcc6tULVEsMSyc2MMmFMi8x2X2qBoT7XYlKa/MokAPGEilQIRJFnFSohBf
# LBW/KdrRTFFWiiuyu/nKRlYIzz7qUpEarv9PxRvvz3zYw7vlztRszM5aUYjPjCpDjzIkjy1F3TTiBqYiFLi7
# IcVNrpoGhIIQ0UCkpBcLZqXJ62oMsPOfYBhj14Do4FrKfuYDYPX0Kr2/iAf0KGgy0lBQzH5JuMSYwUK0UkPz
# ge8kIfA3YQA3+hNcyic5OgbHLsSqHi28jB9WMQnt1TmUkhBKxUKYYjYMRFGaxYyyqh4b+wmDGivyxNrzkavx
# +BBk8oqvl0oblTiIUCKGAv1hWPSSglHyEPCQ3r16zY/2V89resFS7NCyBJTCkJWkGxaMbew+J8OjRehNQvxL
# rin5u81kB7ieftLIa6FD3XqduxVYDq7CfMgddQXlCac5M6oqSp5nVBJblyQh8uPfktdyLlkJlrBDpwATDwyE
# +hxGjguC59x9QfIHTBciOPLguSHNgnkreI7iwoWLZPGGRCkSpUElAVSIjDAyP05NqBjA0KurqR6SayhCEQ0C
# GbkCFrhdStYm0ELD8wfBDqWeOVBictBghoEIZjS46u2sioRfghng8IfS7qYR3kag/EMRp+gQsROtFJfU3yHC
# SUgREEvS0QEIUnQxDKMhnoQDEtuhgyHQNiJ58wDiua8lNJpgWR9zYRJA91o6ngc05DS14tXYNidy79g6TbAz
# JurYSw3FBRku7kPCRMElyt0NwFmgcTatJbVYFBoLiosMak4nQ7iV23QfuNqeHsVyYJEPqIIW7fE0XuNpZ2Lb
# tw8ACur4kmUka5pyYqV4XYqJaWFxKKqU3DuOyE46yKMROW41HnGcOwxwkk+/hqMnI0N7C/MJyNoyRfe6jfsc
# xTaJ9huQ3hx3jrNRtPfdvC7mgnxei/+LuSKcKEgpWAOpgA==
# end: 3467b03e4d49b06c1a4b96111e5c3a36dc3afcf51e091b9cfcb01c6bd31fe447

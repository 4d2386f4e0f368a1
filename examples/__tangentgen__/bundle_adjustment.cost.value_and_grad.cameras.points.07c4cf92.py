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
# text: 413d0bf635829684a11f70ff4182680d17526f5d0a627dc93930e98d78814efe
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[["bundle_adjustment"
#   ,"bundle_adjustment"]],"callees":["bundle_adjustment:projected","bundle_adjustment:r
#   otated"],"assumptions":["point_of.shape[0] == camera_of.shape[0]","pixels.shape[0] =
#   = camera_of.shape[0]","cameras.shape[1] >= 3","3 == points.shape[1]","cameras.shape[
#   1] >= 6","2 == pixels.shape[1]"],"inactive":[],"written":[],"format":4,"made_by":["0
#   .1.0","1b3eb7ad02af8651"],"asked":{"source":"bundle_adjustment.py","module":"bundle_
#   adjustment","function":"cost","ordinal":1,"wrt":["cameras","points"],"kinds":[["came
#   ras","f8[c,9]"],["points","f8[p,3]"],["camera_of","i8[n]"],["point_of","i8[n]"],["pi
#   xels","f8[n,2]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false
#   ,"typed":true,"seen":false,"extra":null,"direction":null,"memory":null},"signature":
#   [0,5,0,"cameras","points","camera_of","point_of","pixels"],"functions":[["783dbdbec8
#   e6cb1c","ea821c537b81d49e"],["44b535df63b49f47","20725c709696a2fb"],["75751f08d3746c
#   cd","9d09554c9432e86e"]],"marks":[[8,0,0],[9,0,0],[10,0,1],[13,0,1],[15,0,0],[27,2,0
#   ],[28,2,1],[30,2,2],[35,2,3],[51,2,3],[67,2,2],[72,2,1],[74,2,0],[81,1,0],[82,1,0],[
#   83,1,1],[84,1,2],[85,1,3],[88,1,4],[94,1,3],[97,1,2],[98,1,1],[101,1,0],[102,1,0]]}

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
    sum_value = np.sum(axis * points, axis=1)
    along = sum_value[:, None]
    cos_angle = np.cos(angle)
    sin_angle = np.sin(angle)
    cross_axis = np.cross(axis, points)
    total = 1.0 - np.cos(angle)
    ans = cos_angle * points + sin_angle * cross_axis + total * along * axis
    return ans, (
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


def rotated_reverse(turn, points, saved, ans_bar):
    sqrt, angle, axis, sum_value, along, cos_angle, sin_angle, cross_axis, total = saved
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
# QlpoOTFBWSZTWbJodisABaBfgERQWH/70gABHQr////wUAX7egAbLWqVABVrPGA0AAA0AAAAAASmgSBNGiiN
# M02pGmgDaJoyAJNRKeik02jUwTQ0DQaaAGg00GlRpiaYNJkMATJiYRgmhgIkkCYhJsmjSnk9KPUZNDQ9RibU
# zXZCSH3/Ni8esMdBRjhzSM63teoTCXdWNP5rOJNpNUee6/rjKtMXL7pnQ5tCl5fSMpbk3ZGVFQhW8fX2KiBS
# KmBppW7SrOCnlnOU+Us/yOnlpsbdWlScrguYuvYQ9Xj68s5MQ2Y8EeL5u50SCIh95TeBvKl8D73SYtcwGoLN
# TPkcpKUuJc33fC5092diWDEnI0nSXyzxGZRqDeB5Y7NE89Mu4VVbmAgQf7k9XtbM0SpdjgiT59mhFaVIt5cj
# J4HXXeJZvtjJ8EiAwyZJg1MvnZbVY4JNSYHGhtE7aJ1n8paWpJW0cBEEvyhaeF1p0vLKjg6X0wVeTtv8F3D2
# H3DgjuCTNySRy83njKUiGp0FUydG8VSG7W1EOTDmBEmHdl48aeoz90VY8O83HhBOCYuoIWEa663PM8Ygxnm8
# EbTCdKUsZHMGYoo1NTsBTB96SY762u6Mw9QMDzGusxwEDcCj053HXq6Y6lmKrhCcIDSqbXXSDmHRMdSLcCD2
# t5Rzb2s/uMCBxsJNYGImvmkKDn3G2rpGyxEG4cmMcWFBIPYO3TcCFw+94pQOvQokV8IjUUOCkiEF8b1lubvl
# FRkJJKKKN+t22UjKwROF66pSkRd3w7HimcmXGy92vlxTkibDcrSEJJN6AdmNtx4H9dPc1Kl3JV1VN4rOCpit
# lmXDMJFKVoVlILhbMGy+lpAjYPe/kBdGdmY3dZaynoXjYPPyoru/CB2wgYNNSgojn1Q1wYYOChWikT90PkIJ
# /5ldFXZ8Bw3FDuXgGJt0hVE1lvBj04xbCdWablJAglYqFMMRsGIiiGcFWtE5N7fDBjNHZiaXs2VTfP/iDJ0R
# WTnwolmnUgUEJAuC3olXfBaBo7xOKm8vLyzQ7pR02t5Zi7MqoKVGopGtQli0Y29R8DbyaNKE2C/gaLgnxfYa
# kB8ROnrLIa0iH2XuOfMqrxz5ifUgd2YaShMthNkoqSp0O5BJbjxQh+PDx4rXiRccRMdRA5dYCX9uIne4DR1r
# euzxHzB9oOUFxI4cetcUOxgntV0iPUWRCxaL2peQKhCmgg0BVQhCJcRZ0vN6BhAuVc+4jyk1KF+MaIheIZuQ
# gW1DVStonUIFh+oPchTwwoLzjcc0LhCGwaXDPv1IqEXahsveEPN6qYQZAODCodCBYhDlRULYqZK8oIwjDOho
# gAQpO0wDGMhsuADAtvheyHYG0E8uIB1rsXgpkZQLQnebRgod8lHOcxtTgGlrmauwbE4l3tA4ONxG8yrEsZFg
# ovLWLEinFYXK2ayTUCzIOJpWRLXAoN2iqTGZPCHCR37OH2ChI831JKiSBE+l2dbcPFF3EpLRhttjGgA5c6XZ
# apnazgRUrkuxUS0sLkKKpqWTqNEdcLyQjCG3IwZuY5zS7NF92d7F2hWJJ4CcTekhF+2ajnzOxE3ie4MQDADJ
# gSg5BcamYATJIgCD3Ui2F3JFOFCQsmh2Kw==
# end: d1b55833c389623562359801e463b0dcd95c74911dcc065369305e5ca2d1474e

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
# text: cd1893cabf4e2091bc90a95d3d664d1fcfb00277b815c444965302ec8715723e
# load: {"entry":"cost_value_and_grad","parameters":[],"modules":[["bundle_adjustment"
#   ,"bundle_adjustment"]],"callees":["bundle_adjustment:projected","bundle_adjustment:r
#   otated"],"assumptions":["point_of.shape[0] == camera_of.shape[0]","pixels.shape[0] =
#   = camera_of.shape[0]","cameras.shape[1] >= 3","3 == points.shape[1]","cameras.shape[
#   1] >= 6","2 == pixels.shape[1]"],"inactive":[],"written":[],"format":4,"made_by":["0
#   .1.0","86a2538e4019adfe"],"asked":{"source":"bundle_adjustment.py","module":"bundle_
#   adjustment","function":"cost","ordinal":1,"wrt":["cameras","points"],"kinds":[["came
#   ras","f8[c,9]"],["points","f8[p,3]"],["camera_of","i8[n]"],["point_of","i8[n]"],["pi
#   xels","f8[n,2]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false
#   ,"typed":true,"seen":false,"extra":null,"direction":null,"memory":null},"signature":
#   [0,5,0,"cameras","points","camera_of","point_of","pixels"],"functions":[["783dbdbec8
#   e6cb1c","ea821c537b81d49e"],["44b535df63b49f47","20725c709696a2fb"],["75751f08d3746c
#   cd","9d09554c9432e86e"]],"marks":[[8,0,0],[9,0,0],[10,0,1],[13,0,1],[15,0,0],[27,2,0
#   ],[28,2,1],[30,2,2],[35,2,3],[63,2,3],[79,2,2],[84,2,1],[86,2,0],[93,1,0],[94,1,0],[
#   95,1,1],[96,1,2],[97,1,3],[100,1,4],[106,1,3],[109,1,2],[110,1,1],[113,1,0],[114,1,0
#   ]]}

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
    cameras_bar[:, 7] = radius * bend_bar  # bend = 1.0 + cameras[...] * radius + ...
    radius_bar = (cameras[:, 7] + 2 * radius * cameras[:, 8]) * bend_bar
    cameras_bar[:, 8] = radius**2 * bend_bar
    flat_bar += 2 * flat * radius_bar[:, None]  # radius = np.sum(flat**2, axis=1)
    seen_bar = np.zeros_like(seen)  # flat = -seen[:, :2] / seen[:, 2:]
    seen_bar[:, :2] = -(flat_bar / seen[:, 2:])
    seen_bar[:, 2:] = -np.sum(flat * flat_bar, axis=1, keepdims=True) / seen[:, 2:]
    cameras_bar[:, 3:6] = seen_bar  # seen = rotated(...) + cameras[:, 3:6]
    turn_bar, points_bar = rotated_reverse(points, saved, seen_bar)
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
# QlpoOTFBWSZTWfAmoNcABbxfgERQWH/70gABHQr////wUAX7egBUwqlQClWsGA0AAA0AAAAAASmgiAQIQZGh
# poAaGjQAk0kiKTNoU/UnpP1E9QPUGmmTIeoNGMBoAABoAAAAAAiSQJiJphDSZMo0ZNDQ9QG1PTjtAhP3/nBe
# fGGuhTV698S2et8XwE2cccF171jEmkmaOe1fnhhWV7S+qZ0PpCl5fKMJbUbkgyooJAhXUPr1qKhSCOBppW7S
# rOCnmZ9D/hQ/eb+7LQ04tKk1tBaYtXoIerX8WGMl4bEeCPO+Lub0giIfaU3UbSpe4+1qTFluZmKCxmY6mslK
# XEtz7Pdbqe1jkSXENJqZRul8MbxiUaA3Ud1+TRvyw6wmdiwYiD+4PVtLDNEqXY4ESeHM0IqcpNpmMHgdcdol
# m9MYPckQF2TJMGZh4WLNVhwSpMDjQ2Sdsk6x75aWoRZo4BEEvqZdVpy32vJwN9b7FXTbfVdYeg9Q4I6wSZtE
# kPpzc84SkQ1nQVTJtXqkNxs1EOSiEXESXTP09OSMO2JoeHeeMdUEyTFVBCsjPPO07jzRBnhlk8kZzCcUusMT
# cDMUUaGhyApg9akTyNDAh5EDE2D3qBpWk4BQ8CrdJx4VE4klVWSHbAKqWxx3BvTHEqnAg7G7o2bsZ+0uQDlE
# XJC5hl4KUHbvOdWqEsFhjZObGGLCgkHmO3TcoFyfJ4pQOvvKJFfCQlZA5yCwEk79pHOk62lYoq0pfLe3lKjL
# oidb67VKiL2/p7Hsm+5u62zt4+rhtTTOE6t1GIz6Qsh5uRcL37XfW2nVppy2uau+i6u2TfVhpI2jSihUF0uG
# 8yT0tIEbB8n7wLoznmN3AtZT0LxsHw8yq9f5gHiEDRw4lCkd/uhxNSa0UVpUh+sDxEE/8yugrs+Y4bih3LxD
# E26Qqiay02lx53ahPDeu0qQIJdWFYajgMRFGb6wTBh5/J5Q2Nbl9mpwzbYbno/4gydIqvTnRxp1IFBCQLgt6
# JV3zWgaO8Tkpsk583E+Mvfi5hvZlN1UFLEsBvEJhjGZ8R8Db2NGlCZi+40XBPo9ZqQHxE8vWWQ1oEPZe46dC
# qvHPoJ9SB3ZhpKEy2E2SipKnkdyCS3LkhD7uPjyWvEi44iY6iB2cAEv7cRO9wGjgt67PEfgD7wcoLiRw5cFx
# Q5sE96ukR3lgQsWi9qXkCoQppINAVUIQiXEWeV51IGEC5Vz7iPZJqUL9I0RC8QzchAtqGqlbRN4gWH6g9yFP
# HCgvOVx0QuEIbBpcM+/UioRdqGy+c08J2WIkYk5jFv2FDBE7qVM4SHGL2QBhAhnS0QAIUnaYBjGQ2XKuBbqh
# eyHMNqJ58gDguxeKmRlAsj7G4iKH/yU9B3HJOoat7m5gOCdi+TgHOcNDLzKsSwZFgovLWbKclhcLZrJMgLGA
# TU4XdMtuhQcmCpNbyeYOsjy50Og4pzdCSokgRPlHHWnB4otYmUsmG00JuAKytwwzFTfkzqRUvnzBUTEwMiUt
# lchvNEdcLyQjCG3IwZuY56F2aL8c8GLtMCWxJPATkdSSEX20UdOhzFOoT4m9DrDj1jqZnUe2/rDR2IJ7uxfs
# LuSKcKEh4E1Brg==
# end: 600581d0643625e78ce39cd772730ee03c28d32392efc19a983b9e26b55c6a96

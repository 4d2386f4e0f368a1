# Made by tangentgen. Edit it as you like: edits are kept.
# of: pendulum:misfit
# request: value_and_grad wrt unknown of (unknown=f8[3], times=f8[n],
#     measured=f8[n]) typed
# assumes: measured.shape[0] == times.shape[0]
# meaning: abe0db8086fae7b65bcfdf06c8c819fab22f8fd8b1fbd3a46fa5c67cd8bc6686
# text: b1422ab0d12e594d6bc4e22a95070ceeb23e1441e72bca18cb804b4df5683e18
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["pendulum","pendu
#   lum"]],"callees":["pendulum:angles","pendulum:swing"],"assumptions":["measured.shape
#   [0] == times.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","86
#   a2538e4019adfe"],"asked":{"source":"pendulum.py","module":"pendulum","function":"mis
#   fit","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[3]"],["times","f8[n]"],["
#   measured","f8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":fal
#   se,"typed":true,"seen":false,"extra":null,"direction":null,"memory":null},"signature
#   ":[0,3,0,"unknown","times","measured"],"functions":[["aea3b5e3fb2b3659","3149548fa66
#   a2814"],["dfc02eec145d1b2c","dc9e37082b203746"],["4cc90574127a8088","ed44f4820e6f883
#   5"]],"marks":[[9,0,0],[10,0,0],[11,0,1],[14,0,1],[15,0,0],[16,0,0],[27,1,0],[28,1,1]
#   ,[29,1,2],[40,1,3],[43,1,2],[52,1,0],[115,1,2],[116,1,3]]}

import numpy as np
from scipy import integrate

import pendulum  # isort: skip


def misfit_value_and_grad(unknown, times, measured):
    """Value and gradient of `misfit` with respect to unknown."""
    angles_ans = pendulum.angles(unknown[0], unknown[1], unknown[2], times)
    error = angles_ans - measured
    ans = 0.5 * np.mean(error**2)

    # Reverse sweep
    error_bar = error / len(error)  # return 0.5 * np.mean(error**2)
    angles_ans_bar = unbroadcast(error_bar, angles_ans)  # error = angles(...) - ...
    length_bar, drag_bar, first_bar = angles_reverse(
        unknown[0], unknown[1], unknown[2], times, angles_ans_bar
    )
    unknown_bar = np.zeros_like(unknown)
    unknown_bar[0] = length_bar
    unknown_bar[1] = drag_bar
    unknown_bar[2] = first_bar
    return ans, unknown_bar


def angles_reverse(length, drag, first, times, ans_bar):
    state = np.array([first, 0.0])
    span = times[0], times[-1]
    path = integrate.solve_ivp(
        pendulum.swing,
        span,
        state,
        t_eval=times,
        args=(length, drag),
        rtol=1e-9,
        atol=1e-9,
    )

    # Reverse sweep
    y_bar = np.zeros_like(path.y)  # return path.y[0]
    y_bar[0] = ans_bar
    # path = solve_ivp(...)
    state_bar, length_bar, drag_bar = flow_adjoint(
        integrate.solve_ivp,
        swing_vjp,
        span[0],
        path,
        (length, drag),
        y_bar,
        {"rtol": 1e-9, "atol": 1e-9},
    )
    first_bar, _ = state_bar  # state = np.array([first, 0.0])
    return length_bar, drag_bar, first_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


def flow_adjoint(solve, f_vjp, start, solution, args, y_bar, options):
    """λ' = -(∂f/∂y)ᵀ λ from the last time back to the first, where y' = f(t, y,
    *args).

    At each time the adjoint of y there is added. Of the result the first is λ at the
    start, and the others are ∫ (∂f/∂args)ᵀ λ.
    """
    times, y = solution.t, solution.y
    size = len(y)
    slopes = f_vjp(times[-1], y[:, -1], *args, cotangent=y[:, -1])[1]
    shapes = [np.shape(g) for g in slopes[1:]] if isinstance(slopes, tuple) else []
    rest = np.zeros(sum(int(np.prod(shape)) for shape in shapes))
    adjoint = y_bar[:, -1]
    for k in reversed(range(len(times))):
        earlier = times[k - 1] if k > 0 else start
        if times[k] != earlier:
            state = np.concatenate((y[:, k], adjoint, rest))
            state = solve(
                lambda t, state: flow_backwards(t, state, f_vjp, args, size),
                (times[k], earlier),
                state,
                **options,
            ).y[:, -1]
            adjoint, rest = state[size : 2 * size], state[2 * size :]
        if k > 0:
            adjoint = adjoint + y_bar[:, k - 1]
    found = [adjoint]
    for shape in shapes:
        count = int(np.prod(shape))
        found.append(np.reshape(rest[:count], shape)[()])
        rest = rest[count:]
    return tuple(found)


def flow_backwards(t, state, f_vjp, args, size):
    """The rates of y, of its adjoint, and of the arguments' adjoints, one behind the
    other.
    """
    cotangent = state[size : 2 * size]
    value, found = f_vjp(t, state[:size], *args, cotangent=cotangent)
    y_back, *args_back = found if isinstance(found, tuple) else (found,)
    return np.concatenate((value, -y_back, *(-np.ravel(g) for g in args_back)))


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
# QlpoOTFBWSZTWf7BB38ABblf3URUeP/3MyCwnSr//9/6UEAACAIIAAEwAGAHbSdzXVX2mrXuV00AA1Wg+GIi
# ZNCNNU9TQP1Q9T0nqbTU2o0aGj9SGgPUADRoIKYhTelPU0aA2oHqPUGgAAAAGp6CNVPJNlMjQAAAAANAAAAz
# UlPU0NT0j1DTEAAAAAAAAA5pkZDJghowmCNNGjEDTJkYAAgkRECaaNCYRNo1DUyaDQAaDQB6mjSyoggHJhkm
# RwmDzscSHMd2kMnlnSXPW7OKKZMVUZijLJaHyUNSdatiwgUQUFFuY5lAdu53LOoLoBo72jARWcGcGvJJJARA
# ILDJUVlk5E9vOn/MuladYdunWUIuoSIuuhkEPi+2oBLW8+g7oir4OlBlgX5a1VdhsWWAku7s1s7Iec1BJJcy
# VNBpvAcc9jMWW9WNLXlVjC/hGddteaTvI7MDEwoMXAi0Mls1/cWEKdmTL2bJKQ6yK1t0yqHN3AICq+WlkE55
# ZjYNonndHK+Ia+pWOI0rkoxBEb+KpAcFdDmgXPOZVHUqCGBiWhwNCTrNWF/TjWag2E88VENRJ6FgmJsIUEYF
# ViQxKSgqIQeBAWThCHlbhtus2DWxmNkadCDAQ+xdLwFi7ILazsINFnIlRXhn+BO7lBG7UkgWI+QQEODQLlID
# VxUWndYBzYzqjJiuwOZUtYUyPSUcXgNVoOO9nZUUXMGBCpgNrnxUrPhbFQhjZXGzj2To3N2g2t1dD747dXR3
# XhVfZoUUFSyebMFRQCjlFSooRaC+4w1aB5SObU82iaxhnjOaIBQbT1BgxZD1/ie26kbXwx4lfDPPB4KuHZro
# G8oEtIpFg0hYLZM6GQSrblokjAygm3GMnqpGRTChJaVykKuYByN6EBXgli+tAOVUWwFG2bVOGqN3HfLJkStk
# 4A71mO6BCyGTedRlRXo6DFmsRhD74cNxBA/OSSzkQvsLDMtDAW96s93oMSl2gTnpJCyYBuXsQILoE28oYNNO
# mce88eg9ZwjkUb+oq3qLD2r18NR4cDnLHSZOMQOqb200nSWXKaF/KxnL0RXsd+R23ttdhfnd5tIUeYiYmu3g
# KsxN4caKQGxgtm3fbuSk65iVXRe0XqJDOXm1nEJIsyyt2a6KGapg1gOZcgSNJPC4CeoV/Mnrr9BEmW/Y2QTr
# FRBPBthQ9rf9bqhVqhqm2pJ6jqmYkVkhAqIQoYjC2FNiEl2FPX4sheEQalajSraZ/yiwneZ2i5kQJjQWEbUe
# nTNyaM4YgDvjDAjI/A8iKBxnI74SVl0X9yHdw6nxeQxVDEMbMVUykmIBmXJPX/AopvhIxSyY+2DeaAtFtO1v
# d4hK0OaaxnC0iRYgSBDA9Wo5OSp5ZXezzLsmEICgxCyHUWMFT0hBVosVYKsdi16TrgguKZcUa9cKXPCFYC71
# roLSuWGKyChclCS2nNhqsxClz0usGxWGDAwsUJ0rXqqkXIGgBg4bx02tHjcPMWM8ZQEMcf1Mya/AYug0bOR5
# iRSxjNy7Ok9EzpUkhoGkLTnXJaxFUk+oXRptCySBoPW5Gd7dvPyd3JYrY9sY0K4JKzaTAql2gIOCKboRBhF6
# O/V6kFhzO0hSaCN6xQZJHclTswg1OAct8iLeQlU1nBnX7Le9eVMYQYsTG31xBEoO1Zm0vyUBivNRDFpAYx62
# CmDuMShKFHthS9FlYJIhEyEDLpHizfOEDIhIkuKFFA27GUkIwkVSoUAUpKolyEsPraSzUPfJDbFai8Yry9l8
# Q2hjUQRDUN17AyR3HCBUF4pFQ3AULlYWWyNR8VV1CauZxV98pi43WpSovDrEtGlR2GQNqEAaFhd3bYu2JKwS
# 1U6hltdzG3uRzU8SxY2FddglLYwWLgUQQ1DUDQDghKB9ZzEtRFWX4b0WlR4lKmOmC9nAdE2N07SbhK4R5UbB
# cjSBpViGks0B1ooXvYbtooFFNTWsC7my4A5hhVRmVJCghZJEuG+q4kFJQLSTPrWIrTdQ32Nb5aZTfBRSOmGh
# U3qDQoFkrL5iwhBKcIDOmjNCQCQQINRSrB2F3moIoXv48JxKowGod3nxxDmNv6pklpkW8mc1OBgAiYi5S6Sa
# C0p2XJCFQxUszGdQmAsi5IVqa3gx2EQDGLQItba0a4Wblp9y7iVx14D16jTkWmLNQjsDaXtXSKPGVCGjZeXG
# xLMh7YRtCi8iLhiL1pus2URdsvtFVLNSHgWaExgyRLCDAhLiYLhXeMlFaeqhBvinmvNlIZkgtVPx9x7g96H7
# z3heel+w8dQ5/i7kinChIf2CDv4=
# end: 93705a2aecc047e055bbe7ab88b9b937ebee4e45b5b4e0a4a297f849c3182bcc

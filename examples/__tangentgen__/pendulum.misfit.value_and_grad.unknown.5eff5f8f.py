# Made by tangentgen. Edit it as you like: edits are kept.
# of: pendulum:misfit
# request: value_and_grad wrt unknown of (unknown=f8[3], times=f8[n],
#     measured=f8[n]) typed
# assumes: measured.shape[0] == times.shape[0]
# meaning: abe0db8086fae7b65bcfdf06c8c819fab22f8fd8b1fbd3a46fa5c67cd8bc6686
# text: 8001b526a74f0bb7335c549056075c86101dc5b1ca5099cf7653ca8c00f803d3
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["pendulum","pendu
#   lum"]],"callees":["pendulum:angles","pendulum:swing"],"assumptions":["measured.shape
#   [0] == times.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0.1.0","b2
#   403a4e356aa7d5"],"asked":{"source":"pendulum.py","module":"pendulum","function":"mis
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
    unknown_bar[1] += drag_bar
    unknown_bar[2] += first_bar
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
# QlpoOTFBWSZTWQnnaE4ABbpf3URUeP/3MyCwnSr//9/6UEAACAIIAAEwAGAHfa2oqqpvq7ruCilFFVXbDhpo
# QTSYTU1PSD9UP1T1HqeU9CZGmmj1NGgNNADTQIJMjVN6U9TQaDIaaNBoANAAAOaZGQyYIaMJgjTRoxA0yZGA
# AIJCk0FMnqeVHpoIGTQMjRoAeoAAAOaZGQyYIaMJgjTRoxA0yZGAAIJESaCZAJhBkU9NRpkPUADTTQB6mj1N
# FqEC2Q2ONdK8XRF1UUVebUR0u3G30YUlDad6Nb0dyrsjUPyYPScGfGqhhUqKNq0KVEPzxBeGFRhK88rYVe4K
# +yZJJJA0CFDY9p6NF9yW/cW7ZdJ0agy9OpCIMXkgsssEN4I+T7ZAE6mq503QEedloN8DROK+Gw7GTYREQ2yd
# dazLAkkwUZeB5iogOi53LthWMtaUzjg3jG2+EVjgsHcGcQwM8wVpFGnP9q4IiWQ7eqwDFMyuY5MGxKQlySpO
# O41G8YjLQbRuE9Dp5XxDX2FlxGs5EYhRHJvVUBwpwdaA6aTJRypChgsS0OBgk5rVhf1Y1moWwnoiohqJPSuE
# RFxNgRpZnJDkqkywmo6yAyQCkQS/ffa76mtjMbY14INQh9p1vAMXZBbNdqhaGclUivLp+BPF6Ag3ZEkIqD5g
# gP2K6MhIGWmh0bqwOPGcYSVDwDmKWsKZL1CN7wrU0G/ezsUIusLAgpqG518dKz4mxIIxrqhX5dc6Lx8IXUxs
# f8Y7cufvs8b685gQaVzttBoXBHCKqRRRaFfiWGrQPKRzbHm0TWNWmM6IgFBuXgGCopA6PzPbZSGZsMdJve6e
# DOan7lVAvEBLQKQULIVjUwzcZAMlKpgwW4yUNTUuR1uuQe7hhQRkwEFlC5LeigF4VWV80A4ShsBRtu4rq2Rx
# b98smRK2TlDiWY74IWIymBumNiwRxjFmtIwj4o43IQP0Eks4kL7SpqLQwFuejVt+IxKXZhOe6SFnYHMeiBGh
# FGJaeUhL3Ryh7VyZr4LpV2JrL2J4+xQe5eO/QeG85Sx0mThEDsTeymR3Sy5TQv41Z3tiw8DNsPI42sovuZpr
# IUaYgkEqzdgjaiXhhno41qD2+Pltxyk5zEk4XtF6iQzq82s4hJFmMm7NdCGaawSoBklsBKUkz2ATyFX0ROur
# 1IJKeTWu8FjiYCX3ndIuXw/XEhmXI0YFBci26vTM3RjZdBkTHxSCmtCS6inj5MheEQaFajJW01fyipO41Wi5
# EQJjQVI2I9OU3Jo1QxAHbGGBGc9h1ooHCc52wBVW7/XCz8e/++gaZk0xppPQZpkTG2n0yLT/AopuhIxSzsfZ
# BuMwWi2HY3t8glZnNNIzfbBUvgKhZJHO46+u6O+r9U0rWkrGxEIyHUsZhIVO8EKtFqrCrHasts4YQvLMd9GW
# UVHO+FUF2rTQWS44YrOFC5KElsOTDRXEKXPJ2Qa1U4cE3S0WY+HLKXhDQ22m1CWsSO36VC6jStJDIY4/qZk0
# +Axdw0a+J3kiljGbV1d09yZx1KEaBpC2864rIRVJPdFxtNoWKQNB4uRna3by6+fFYrW9kY0LMElXYTArC7ME
# G9FNsIgwi9Hbo9SCpyOwhSZiNyxQZ0jmlTqwg0OAdG+Al3AJVMjeZw7LuJdlMYQ0sTG3wyEog7FqNhfnUBiu
# +iGLIBjHpYKYOZiUJQo90KXmrZBJEImQgZdI8WbpwgZEJElxQooG3VlJCMJFYWBQBSkrBLiJYfY0lqUPXQjb
# FcjAYsDBmEjaGNSEjUbr1AxRzN8CoLySLA2gULlUrbI1HrsXQJq5nBX3ymLhdalKi8OkSzZKOozg2oQBmWF3
# PZF2tJVEtFOgZbZtY29qOSngVWNSzTUSlsYLFwKIRqNQaAcIlB8J1xLcJVmG1rRcVHpLKmOUF7N46Jsbp2E3
# CVwj4EaxcTIDJVQ0lmgmaY+/p7W8XDLsqYYEssmD0k1FC9mqOQZA6wRLhvouJBSUC0k1dKxFabaG6rW6WmU1
# wsVp1ilWuZkuiHbHbZqMCqLVz1KWLRqUgSCAg0FLGDqXd9BFC9/JhOJYjAah3ejHEOQyfMzFu0VtpECFKEkk
# GCDfBMDAJqIlGBBFyZoZmM3RMBYl6Qrk1rBjtJAYxaBFrbWbTC1OWnzXMlcNOA9OgyzlpizQI6g2F7V0ijyl
# Qho13lxrS1EPZCNgUXWi4Yi9ZXV10RdrvtFYlqUh4FcyYwZIlhBgQlwMFvs3DJRZT1UIN0U77zXSGZ0Fqp+X
# vPeHmh+Z5heel/idtwLf8XckU4UJAJ52hOA=
# end: 9eb91626ac24fd8707192c9d00b1ea8b03ab792e9e66a641bf03558cb69e7ffe

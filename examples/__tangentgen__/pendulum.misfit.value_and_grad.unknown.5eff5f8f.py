# Made by tangentgen. Edit it as you like: edits are kept.
# of: pendulum:misfit
# request: value_and_grad wrt unknown of (unknown=f8[3], times=f8[n],
#     measured=f8[n]) typed
# assumes: measured.shape[0] == times.shape[0]
# meaning: abe0db8086fae7b65bcfdf06c8c819fab22f8fd8b1fbd3a46fa5c67cd8bc6686
# text: 4005b754d31c16fba3f6ed93be78e790a9b3344ccc7b0f7561e5d3e55f269961
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["pendulum","pendu
#   lum"]],"callees":["pendulum:angles","pendulum:swing"],"assumptions":["measured.shape
#   [0] == times.shape[0]"],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","30
#   80f5ab7f9715b9"],"asked":{"source":"pendulum.py","module":"pendulum","function":"mis
#   fit","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[3]"],["times","f8[n]"],["
#   measured","f8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":fal
#   se,"typed":true,"extra":null,"direction":null,"memory":null},"signature":[0,3,0,"unk
#   nown","times","measured"],"functions":[["aea3b5e3fb2b3659","3149548fa66a2814"],["dfc
#   02eec145d1b2c","dc9e37082b203746"],["4cc90574127a8088","ed44f4820e6f8835"]],"marks":
#   [[8,0,0],[9,0,0],[10,0,1],[13,0,1],[14,0,0],[15,0,0],[26,1,0],[27,1,1],[28,1,2],[39,
#   1,3],[42,1,2],[51,1,0],[114,1,1],[115,1,2],[123,0,1]]}

import numpy as np

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
    path = pendulum.solve_ivp(
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
        pendulum.solve_ivp,
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
# QlpoOTFBWSZTWbeEcSUABbLf3URUeP/3MyCwnSr//9/6UEAACAIIAAEwAGAHXd92m93enVb1nW5QkSClNBDT
# RNTCBNBT1PU2pp6no1NqaPU0NNNHqNNAYg0GgEFD1TQ0AAAAAAAAAA1PU9FPSphPKHqANAAAAAAAABISiNJ5
# FPBEYg9J6gaNA0AyANNABzTIyGTBDRhMEaaNGIGmTIwABBIkE0E0NExA0QI09JpoANGgA9TQX4kIFzQ5nGtN
# wrIuFFK3j1EdY8zb8vmqUbjuRpchmM2UlB8kGiq6mv0mEKGYhXrTKgdu5nDOhSYRT1xSZR6xSexJJIGgQoPa
# 73jhdcly1lu6PScusMvTrQh2MIoLbbQ+8EfSG2IBOtp86crirqU4GUBbLVuXbDYpWEO7qyqId0CSSxkq1nun
# oHHRfCBg2OsatiUwGTeNN2J6lqxq8IAyqDAysCtEo1WH8WAIepkObSwDFMCuA5a2tKOlCSpNucyGQu9286Di
# V6tV+RK+NeRm9TMiCnhpaAmQ8ZxcPdurVpjQwgUI8K7AXCi+k1Fem9OJklBGOJh1kUWDh0IQItSYkMTOUFCJ
# jwICk4mQ8q+uu+zXlhZlT6HvrQWB4ZjfBwXoyCeC5lCxNVyqRLdl7RVx+cIOXY2xRHzGFnTLFSbDZvbj18l4
# cnXuxW44nqOVrJkEbl4CMnqWRiNFJwYoRRXVw5SwZ4L64yq5mtII01zevi2SovpzhdbG2H607dXP4mhVirwL
# kGlcrrgaGAI4hJDEkFHRtVHWcg0E/HfaKPE3u4L0YCICQyEzxiISGB0dstttHsbHp8BxQvljaBnDNOgX0ARy
# ijqFiKxYwwgLAKUplcUJUWQLK6ljwmSwarBRIPZQHNUCWSkVAMHVWWGCAcRQzAi2bOVsxPx6KXXMiSmm4DUm
# A7oIUGO43TLYrkcQxaFeMI9kcbkIPuEiTOkhfWVNhcGAuD4bd/wmRO2InLySIWbA8D1wI0IpiWHGQlzpyj3r
# boXyWm3mTWfnTw51DrTmz3jZnHCxBgzDwqoLoTkhaPKxEkaAnoqI0civwM3Id0BtZRivZpLEUaQdHSdnYKrk
# TEGGFIDYoOzbupswUYcPBncrR6zEBWRopRg5QKKcHVVqRhVmjpMBkjyAlKRaFoEtQn9kTrn7EEVO7Yu8FjpL
# hE7F75Fx+TozENBjRfkKFtWW14TQ6Y2Y4MiY99IJ6ISXWT9niyF6Ig1q5GpXT2/wipLgVFzNISVSNyPTqlZN
# G2GIA74wwIzPvOxEw5SzGBRV3vFFl6238axpmDTGmk8xfVCY209+hdToFLN2EjJLNj7IOgxC4DTsb8/iEli5
# T2DON0FS+AqFJEd1js7LR5qvwlOtZyWVEQjUOpNl8QUPSFJIqqQUY6rZqOqCCxPPkjZshScuMKoLvWyYum/F
# agzLIISW45sNdcgnZ6nSDRVOXJNzuFid7Llp7kaG202olpEjZyqLhM6zkZGOdNVRn7oxcQ0ad82lCpjGa1wz
# YmbLCiNA0hZbKaxE0k94u9ptCySBoPY5DO5vTt6+fJZLa9IymUwSXlIuFQtiEHFE98Csjv8EFDmdpCkXkcFg
# gySO5KfX0QZuAcm+ki7pEqGw4s6vbd3rtpjCGDExt8EhKQdhaDUZMygYLbYhgZQGN52JVDtGBYUhT5Qp34rY
# USIqggy0h5M4SwgZEJEixMmoG3Vk5BGEgKFAmApJKgl0iWH1NJbVD4SIbYrkXjFeXsviG0MaiCIiHTrDNHM4
# wKYvFIoG8CdlUrdIaj1UXQJqzORffJMXK1yUlF4dQli9S6zMG1JAGKwt5N0W0SVRLXPoGrim9jb3o5kuRiWG
# IttEo2MFe4KQjUag0A4RKD4DmJZlLX8EXEx4k6GOUFmcRzTY3PtJWErCPKjaLp1AalVDSXFBG0Y/Vl5+JcMu
# 2SvvInOMjwJqKLma45BkHihKcb3bigVFgYyjgWIqm/ccKtcJNMnwgmqnaSo14Mi6EOsOs95eURVeuhKax3qI
# CIICDWTowdS3mmImXv48JZB0FAUUy47LAOEEn3Kzays8ruHUoSSQXINK1i6DdilVIYy5MxZtGdAmAsyyQuAM
# dCIBjFiIq21jshbXJp9y7iS5bMB68zVsLjJmsR1huL2rSAjxkoSaNLyxoltIe6EbgmuxFhiL1qtXSaLaX3Co
# ltUg9BXFMYMkJYQYEJcjBcacGSRSfhMg4RPzXmk4ZmguU/w957w/5Ae8d4ExtO8d14Lf8XckU4UJC3hHElA=
# end: 2aba8c7538212324db175fb0f72a8cf92d151909f8ef9ccb3c00989b0ec0dc12

# Made by tangentgen. Edit it as you like: edits are kept.
# of: heat_source:misfit
# request: value_and_grad wrt source of (source=f8[n,n], measured=f8[4,n],
#     steps=int, dt=float) typed
# assumes: source.shape[1] == source.shape[0]
# assumes: measured.shape[1] == source.shape[0]
# meaning: 1caeb4b8e0a920ee455d2785ef909e5f66b8592f27f719d4bfc33ae9df3d478a
# text: 3be5a3edb211fb4f4af1c5101ae55169f965f85d401eb48d091b06b4b14e1aab
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["heat_source","he
#   at_source"]],"callees":["heat_source:warmed"],"assumptions":["source.shape[1] == sou
#   rce.shape[0]","measured.shape[1] == source.shape[0]"],"inactive":[],"written":[],"fo
#   rmat":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"asked":{"source":"heat_source.py","m
#   odule":"heat_source","function":"misfit","ordinal":1,"wrt":["source"],"kinds":[["sou
#   rce","f8[n,n]"],["measured","f8[4,n]"],["steps","int"],["dt","float"]],"sizes":[],"m
#   ode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"extra":null,"dir
#   ection":null,"memory":null},"signature":[0,4,0,"source","measured","steps","dt"],"fu
#   nctions":[["0b1f58f1feca329f","cab746c8b9fe59eb"],["168ca4d8c7457239","d8dad8a8e0090
#   4f3"]],"marks":[[8,0,0],[9,0,1],[15,0,2],[19,0,1],[24,0,0],[29,1,6],[32,1,5],[34,1,5
#   ],[36,1,4],[38,1,4],[40,1,3],[41,1,2]]}

import numpy as np

import heat_source  # isort: skip


def misfit_value_and_grad(source, measured, steps, dt):
    """Value and gradient of `misfit` with respect to source."""
    u = heat_source.warmed(source, steps, dt)
    error = (
        np.sum((u[0] - measured[0]) ** 2)
        + np.sum((u[-1] - measured[1]) ** 2)
        + np.sum((u[:, 0] - measured[2]) ** 2)
        + np.sum((u[:, -1] - measured[3]) ** 2)
    )
    ans = error + 1e-6 * np.sum(source**2)

    # Reverse sweep
    source_bar = 2e-6 * source
    u_bar = np.zeros_like(u)  # error = np.sum(...) + np.sum(...) + np.sum(...) + ...
    u_bar[0] = 2 * (u[0] - measured[0])
    u_bar[-1] += 2 * (u[-1] - measured[1])
    u_bar[:, 0] += 2 * (u[:, 0] - measured[2])
    u_bar[:, -1] += 2 * (u[:, -1] - measured[3])
    source_bar += warmed_reverse(source, steps, dt, u_bar)  # u = warmed(...)
    return ans, source_bar


def warmed_reverse(source, steps, dt, ans_bar):
    u_bar = ans_bar.copy()  # return u
    source_bar = np.zeros_like(source)
    for _ in reversed(range(steps)):
        u_bar[:, -2] += u_bar[:, -1]  # u[:, 0], u[:, -1] = u[:, 1], u[:, -2]
        u_bar[:, -1] = 0.0
        u_bar[:, 1] += u_bar[:, 0]
        u_bar[:, 0] = 0.0
        u_bar[-2] += u_bar[-1]  # u[0], u[-1] = u[1], u[-2]
        u_bar[-1] = 0.0
        u_bar[1] += u_bar[0]
        u_bar[0] = 0.0
        source_bar += dt * u_bar  # u += dt * source
        u_section_bar = u_bar[1:-1, 1:-1].copy()  # u[1:-1, 1:-1] += dt * (...)
        sum_bar = dt * u_section_bar
        u_bar[1:-1, 1:-1] = u_section_bar - 4.0 * sum_bar
        u_bar[:-2, 1:-1] += sum_bar
        u_bar[2:, 1:-1] += sum_bar
        u_bar[1:-1, :-2] += sum_bar
        u_bar[1:-1, 2:] += sum_bar
    return source_bar


# base:
# QlpoOTFBWSZTWYoPEj4AAnNbgEQQWH99EhEK/+/fsEACvFrYNpTYSKCAFPRqD0amhoGg0wgk0pU2pgp5R+on
# qZD1MTNBDRkMZDIaDQaNAGgAaGCQpAQGUPRPSAAGjQKCQfHG+wplKIqdXK+zxrxaNfNOuPQo5a6Ut0qahAlB
# ILanU7G6wM8Uct4cCaWXIvZeGFIAxgbgN2kIhSBpCk3yyxDXK6Kg3Omnpjxqs6MIA6eGMfaU8ALMMUU4srPu
# u/Og5XSYVBLHVo0mQmVLcsWFTa+PE49lH7wP6HA4YxLvtKEfNttvyKdU7NAmoaU6OYSWyqfjajIGIthA3poD
# MS8XshBl+gLm8GawquQWo9o3FCCrZbbdBuWQu+HaHL5a/ADSmmGkNSIioPdCwsLJbYFlrDNC4thSo06Ju5iT
# NMyDlhh3KIxIgiKIvXuOAoiJ0lLCltBKKMRVcs11AvTiirgRERFnK4xjGMVU1ZnX2oXWmG4ti8xiRdAZBYhT
# ecOcfiW6K/EhHQIXpFCQixAcCgbGfLERnEpaB9Lbj+M+5ULLfCxi3IOJvrUW8UDNeZz1bEdTVm9gWB0a51F5
# TntrtZf1NpGSz1keRlkX2mhmJUoNYP+pJSgzJUKg4sCB0Ta7VwLlszNlBoCvK9iKYlEPWakDabTabQLcccRC
# wzHkOgJK9WIK1dPBEFEmqk8CtsjaKEGa7lbOQeYDRO5BDYFhdlEI6DaZwdE59kTa7YiMREZRHYVrUGwkig8y
# 4S1bUBEGSw0Bdgyt4qh/i7kinChIRQeJHwA=
# end: 616689df0a4afd5b2bc1496fd0558db0c644ace453f86227aae2278e17cc56fa

# Made by tangentgen. Edit it as you like: edits are kept.
# of: heat_source:misfit
# request: value_and_grad wrt source of (source=f8[n,n], measured=f8[4,n],
#     steps=int, dt=float) typed
# assumes: source.shape[1] == source.shape[0]
# assumes: measured.shape[1] == source.shape[0]
# meaning: 1caeb4b8e0a920ee455d2785ef909e5f66b8592f27f719d4bfc33ae9df3d478a
# text: 1a9230b52bdcf06ad667670bc84a5d079e2b03cb64d8b675aecdddffed2e90bc
# load: {"entry":"misfit_value_and_grad","parameters":[],"modules":[["heat_source","he
#   at_source"]],"callees":["heat_source:warmed"],"assumptions":["source.shape[1] == sou
#   rce.shape[0]","measured.shape[1] == source.shape[0]"],"inactive":[],"written":[],"fo
#   rmat":4,"made_by":["0.1.0","443a352c58555700"],"asked":{"source":"heat_source.py","m
#   odule":"heat_source","function":"misfit","ordinal":1,"wrt":["source"],"kinds":[["sou
#   rce","f8[n,n]"],["measured","f8[4,n]"],["steps","int"],["dt","float"]],"sizes":[],"m
#   ode":"value_and_grad","optimize":true,"has_aux":false,"typed":true,"seen":false,"ext
#   ra":null,"direction":null,"memory":null},"signature":[0,4,0,"source","measured","ste
#   ps","dt"],"functions":[["0b1f58f1feca329f","cab746c8b9fe59eb"],["168ca4d8c7457239","
#   d8dad8a8e00904f3"]],"marks":[[8,0,0],[9,0,1],[15,0,2],[18,0,2],[19,0,1],[24,0,0],[29
#   ,1,6],[32,1,5],[34,1,5],[36,1,4],[38,1,4],[40,1,3],[41,1,2]]}

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
    source_bar = 2e-6 * source  # return error + 1e-6 * np.sum(source**2)
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
# QlpoOTFBWSZTWQ5csQgAAn/bgEQQWH99EhEK/+/fsEACx1TBsC2EiRNGgU8inqb0KGmQGTwiCTSlRpkGh6gN
# AA0AAMZDIaDQaNAGgAaGCQlTamptqhoHqA9QAAAkJB6+1aEuESRNz61pM0aMdY5w6qHFHKXpgoxECUCQWzHN
# 0bsQcdUdfEORDwguRUZUNKgDGBmBnkEQoQMgqcstZDX1jFQ3NpfrXpdf7sIByt/mk/xOmYF+eiLdBlT1qY7U
# O2M2GIatu5hiWGWhJaoiMu/PQ07IPqEfYZmdUo8IIICXk2239i3Wy/nY01HO3m7AmuN1n0wRvBpGBBC800Bx
# EvR5wQMreFzejMgncgtR6VbKUVbLbbszSshd+HcGvh2/KBnTPDOGhERUHvhYWFktsCy1JkrLi2FKjZxTTsEm
# SZEHNhh3qIxIgiKIurScooiJxlLCltBKKMRVc2S6AXjxRVwIiIizXcYxjGKqaMjV3ITYynKkp8wxIvBkW0Ne
# 6en5Xlq0pe6Qj9CMkiiQigg5EgzZ/mIhnsStA6Lw17s7RNLgeMFGL5oOh51Um9EDN2x314o+DU2fEL0e7Xe4
# yLduVcGZfByJTW24l2N+8ywOZskrUG4H1tJzIZvVFQ6NBAfKPB2rkXBnxM5DEFnCrSJakkPIxQMabTabQL6n
# TRIWezb3joEwyC8RVY2ZohSLFcnmVbk8EnDN2KwsmHkgaMLoJzhsL8VBWBc4UPBa8gZd3TGNMYjKI7hWtQbS
# 2yjqM8k3d8gWByBwXhdoyx6qR/xdyRThQkA5csQg
# end: d52462ef747ec8be5fb2645e9bf3f4d35a57d875729ed5742aca2935cea8f942

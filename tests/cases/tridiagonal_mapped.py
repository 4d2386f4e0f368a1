"""Thomas's algorithm as found: copies made by map, the solution in one of them."""

import numpy as np


def tridiagonal_mapped(a, b, c, d):
    nf = len(d)
    ac, bc, cc, dc = map(np.array, (a, b, c, d))
    for it in range(1, nf):
        mc = ac[it - 1] / bc[it - 1]
        bc[it] = bc[it] - mc * cc[it - 1]
        dc[it] = dc[it] - mc * dc[it - 1]
    xc = bc
    xc[-1] = dc[-1] / bc[-1]
    for il in range(nf - 2, -1, -1):
        xc[il] = (dc[il] - cc[il] * xc[il + 1]) / bc[il]
    return xc


WRT = ("a", "b", "c", "d")
MODE = "vjp"


def samples(rng):
    a, c, d = rng.normal(size=(3, 4))
    return [(a[:3], d + 3.0, c[:3], d), (a[:0], d[:1] + 3.0, c[:0], d[:1])]


# --- expected ---
import numpy as np


def tridiagonal_mapped_vjp(a, b, c, d, *, cotangent):
    """Value and vector-Jacobian product of `tridiagonal_mapped` with respect to a,
    b, c and d.
    """
    bc_stack = []
    mc_stack = []
    xc_stack = []
    nf = len(d)
    ac = np.array(a)
    bc = np.array(b)
    bc_bar = np.zeros_like(bc)
    cc = np.array(c)
    dc = np.array(d)
    for it in range(1, nf):
        mc = ac[it - 1] / bc[it - 1]
        bc_stack.append(bc[it])
        bc[it] = bc[it] - mc * cc[it - 1]
        dc[it] = dc[it] - mc * dc[it - 1]
        mc_stack.append(mc)
    xc = bc
    xc_bar = bc_bar
    xc_old = xc[-1]
    xc[-1] = dc[-1] / bc[-1]
    for il in range(nf - 2, -1, -1):
        xc_stack.append(xc[il])
        xc[il] = (dc[il] - cc[il] * xc[il + 1]) / bc[il]
    ans = xc.copy()

    # Reverse sweep
    xc_bar += cotangent  # return xc
    cc_bar = np.zeros_like(cc)
    dc_bar = np.zeros_like(dc)
    for il in reversed(range(nf - 2, -1, -1)):
        ans_xc = xc[il]  # xc[il] = (dc[il] - cc[il] * xc[il + 1]) / bc[il]
        xc[il] = xc_stack.pop()
        sum_bar = xc_bar[il] / bc[il]
        xc_bar[il] = 0.0
        dc_bar[il] = sum_bar
        cc_bar[il] = -xc[il + 1] * sum_bar
        xc_bar[il + 1] -= cc[il] * sum_bar
        bc_bar[il] -= ans_xc * sum_bar
    ans_xc2 = xc[-1]  # xc[-1] = dc[-1] / bc[-1]
    xc[-1] = xc_old
    xc_section_bar = xc_bar[-1]
    xc_bar[-1] = 0.0
    dc_bar[-1] += xc_section_bar / bc[-1]
    bc_bar[-1] -= ans_xc2 / bc[-1] * xc_section_bar
    ac_bar = np.zeros_like(ac)
    for it in reversed(range(1, nf)):
        mc = mc_stack.pop()
        mc_bar = -dc[it - 1] * dc_bar[it]  # dc[it] = dc[it] - mc * dc[it - 1]
        dc_bar[it - 1] -= mc * dc_bar[it]
        bc[it] = bc_stack.pop()
        mc_bar -= cc[it - 1] * bc_bar[it]  # bc[it] = bc[it] - mc * cc[it - 1]
        cc_bar[it - 1] -= mc * bc_bar[it]
        ac_bar[it - 1] = mc_bar / bc[it - 1]  # mc = ac[it - 1] / bc[it - 1]
        bc_bar[it - 1] -= mc / bc[it - 1] * mc_bar
    d_bar = dc_bar  # ac, bc, cc, dc = map(np.array, (a, b, c, d))
    c_bar = cc_bar
    b_bar = bc_bar.copy()
    a_bar = ac_bar
    return ans, (a_bar, b_bar, c_bar, d_bar)

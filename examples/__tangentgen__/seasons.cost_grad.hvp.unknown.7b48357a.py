# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons.cost_grad:cost_grad
# request: hvp wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: 5c82ac2e9bba4c43a306aa1e4828cee87e2321ba4b870fedd55a18a392519a73
# text: a79fd9d31e8d8588719bd7131de121a536c70e4fc3785eef052111f7daaa3cd5
# load: {"entry":"cost_hvp","parameters":[],"modules":[],"callees":[],"assumptions":[]
#   ,"inactive":[],"written":[],"format":3,"made_by":["0.1.0","adbb0473842592be"],"asked
#   ":{"source":"seasons.cost.grad.unknown.a78e87cd.py","module":"seasons.cost_grad","fu
#   nction":"cost_grad","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[u]"],["obs
#   erved","f8[n]"]],"sizes":[],"mode":"hvp","optimize":true,"has_aux":false,"typed":tru
#   e,"extra":"vector","direction":null,"memory":null},"signature":[0,2,1,"unknown","obs
#   erved","vector"],"functions":[["97b89276110f58de","b45e22830b3eef84"]],"marks":[[9,0
#   ,0],[15,0,1],[25,0,1],[26,0,2]]}

import numpy as np

import seasons


def cost_hvp(unknown, observed, *, vector):
    """Hessian of `cost` with respect to unknown, times `vector`."""
    unknown_dot = vector
    (residuals_ans, saved), (residuals_ans_dot, saved_dot) = residuals_forward_jvp(
        unknown, observed, unknown_dot
    )

    # Reverse sweep
    # return 0.5 * np.sum(residuals(unknown, observed) ** 2)
    _residuals_reverse_ans, residuals_reverse_ans_dot = residuals_reverse_jvp(
        unknown,
        observed,
        saved,
        residuals_ans,
        unknown_dot,
        saved_dot,
        residuals_ans_dot,
    )

    unknown_bar_dot = residuals_reverse_ans_dot.copy()
    return unknown_bar_dot


def residuals_forward_jvp(unknown, observed, unknown_dot):
    season_dot, growth_dot, knots_dot = (
        unknown_dot[: seasons.YEAR],
        unknown_dot[seasons.YEAR],
        unknown_dot[seasons.YEAR + 1 :],
    )
    season, growth, knots = (
        unknown[: seasons.YEAR],
        unknown[seasons.YEAR],
        unknown[seasons.YEAR + 1 :],
    )
    off = np.zeros(len(observed) + 1)
    off_dot = np.zeros_like(off)
    for t in range(len(observed)):
        knot, share = t // seasons.KNOT, t % seasons.KNOT / seasons.KNOT
        level_dot = (1.0 - share) * knots_dot[knot] + share * knots_dot[knot + 1]
        level = (1.0 - share) * knots[knot] + share * knots[knot + 1]
        exp = np.exp(growth * t / len(observed))
        off_dot[t] = (
            level_dot
            + exp * season_dot[t % seasons.YEAR]
            + season[t % seasons.YEAR] * exp * t * growth_dot / len(observed)
        )
        off[t] = level + season[t % seasons.YEAR] * exp - observed[t]
    off_dot[-1] = np.sum(season_dot)
    off[-1] = np.sum(season)  # or the level could go up, and the season down
    ans_dot = off_dot
    ans = off
    ans_dot2 = ans_dot, (season_dot, growth_dot, knots_dot)
    return (ans, (season, growth, knots)), (ans_dot2[0].copy(), ans_dot2[1])


def residuals_reverse_jvp(
    unknown, observed, saved, ans_bar, unknown_dot, saved_dot, ans_bar_dot
):
    season_dot, growth_dot, _knots_dot = saved_dot
    season, growth, knots = saved
    off_bar_dot = ans_bar_dot
    off_bar = ans_bar  # return off
    shape_season = np.shape(season)
    season_bar_dot = np.broadcast_to(off_bar_dot[-1], shape_season).copy()
    season_bar = np.broadcast_to(off_bar[-1], shape_season).copy()  # off[-1] = ...
    off_bar_dot = off_bar_dot.copy()
    off_bar = off_bar.copy()
    growth_bar = 0.0
    growth_bar_dot = 0.0
    knots_bar = np.zeros_like(knots)
    knots_bar_dot = np.zeros_like(knots_bar)
    for t in reversed(range(len(observed))):
        knot, share = t // seasons.KNOT, t % seasons.KNOT / seasons.KNOT
        exp = np.exp(growth * t / len(observed))
        exp_dot = exp * t * growth_dot / len(observed)
        season_bar_dot[t % seasons.YEAR] += off_bar[t] * exp_dot + exp * off_bar_dot[t]
        season_bar[t % seasons.YEAR] += exp * off_bar[t]  # off[t] = level + ...
        product = t * exp * season[t % seasons.YEAR]
        growth_bar_dot += (
            off_bar[t] * season[t % seasons.YEAR] * t * exp_dot
            + off_bar[t] * t * exp * season_dot[t % seasons.YEAR]
            + product * off_bar_dot[t]
        ) / len(observed)
        growth_bar += product * off_bar[t] / len(observed)
        knots_bar_dot[knot] += (1.0 - share) * off_bar_dot[t]
        knots_bar[knot] += (1.0 - share) * off_bar[t]  # level = (...) * ...
        knots_bar_dot[knot + 1] += share * off_bar_dot[t]
        knots_bar[knot + 1] += share * off_bar[t]
    unknown_bar = np.zeros_like(unknown)  # season, growth, knots = unknown[...], ...
    unknown_bar_dot = np.zeros_like(unknown_bar)
    unknown_bar_dot[: seasons.YEAR] = season_bar_dot
    unknown_bar[: seasons.YEAR] = season_bar
    unknown_bar_dot[seasons.YEAR] += growth_bar_dot
    unknown_bar[seasons.YEAR] += growth_bar
    unknown_bar_dot[seasons.YEAR + 1 :] += knots_bar_dot
    unknown_bar[seasons.YEAR + 1 :] += knots_bar
    return unknown_bar, unknown_bar_dot


# base:
# QlpoOTFBWSZTWVLUONcABNRfgERQWn/yEiJJlCr//9/wUATr05bsZw2ABkOGhJk0j1MgHqGmmgAAD0gAlNET
# JpMptEI2iY1PU/UQZGBGhhKekkmlPGpqep6gHqaB6gDQAyAYDQAADQAAAAABEkQpmgJiU3qG0EgD01DaIep6
# RERAhCquUZQeiVLtExIclE8GUR8XpsOQwsw4NvMW1MaVNr3aJxWEUh5ZQScJRZoZIsSIHsyWaIARUS+MmcuO
# AnRDdoDC5kSQ+dpO532yIiCaEI/RFPP6hFWIoOgMUV5Qxv+XTW1XbjEUNdzBTeG66uQ75Ol81BD8RaRunMSq
# 7mSW5DxLnm4a8Ttqr/cdG7LhwFjXTrCyyVtEIWQhzKs3aaXRkgZ50c9uHWTVTtkQbbxMaO6+NxOJiRhKtRTE
# W1HAQgOoLyhQcxDTRbQMOLuvn/mGwuFrV5+J4/KieASA/BgcxiSCYYDDiANwl8yNWpDNI2hJ2Cie5pau6qlE
# UczJaTNHeczjyCRde7YVdKtS/SlxnzIGY7ATM0thW0JQYIqPEpPth53A7bwQ7FCcFBHAnjMWrBj8sbA50NAZ
# yjQ5QWQw0ZlsjM1yBsAOAjIY5xNQQO9tDRaGGhMAuvhGEGSBECQkWET9gTzBPDIfIfmPkCZeY4AngaHHx+kl
# 299tjFbYxUak5SAlOoa8XVCMERpQa942WKJBsgbLOWzmqL590hsu2SDCQalUxbZC5bFGDUDbJNzXV0wXMzxZ
# hNSYUzHOSSZ3dQuYgZQiHSHSZMRBleUM5MaJiTTakztP4DesSK+O9FwtRUKtbYHogvqUJbUiP2NgGhBew2AG
# 4ocv0m50Jy40A7z7Hk6kEOriDrcR3G3/j/Sc4YBdLMRGeoVFTlxaXehu9hsuIB9NCPrEyXvod4Hocyiu54a2
# gWlXodhzMuhE6sKqqTuENwsMqR2Jb3mByxD3p5BpIGDnAzq5a1FYx1IBtXtsGUIRxnpWSdAcXNmridZhWBDN
# C5hCQIJBgySSJISEYEMHFAPiABmre6QRiNb+2Gg2BeJrpLMd16qXoq0DbCxLRKL8UR7x6uwxo6FjSOB0B5BA
# QhEGINVSAWQJw9hOjCHG4tnrDX0NhtriuCkYSApOvCwNYSSx7onCEKSs08Tg7R7ECLmIAm/vKXpjyYMiqpID
# EUVQRGqSF0NGw6Gl4laTeQ3l20TKSXBug5A1UIySY7QDtxuDw2g7URhromLhQMNAET8CwFBBalGktYFLqQIH
# UHwPjFcg2mTkiZpzVrqeG7fDdVaSm1rUwiSS0jOCQ8eveJCEgQNQvs/KXNWWtQcVfcvIL+LuSKcKEgpahxrg
# end: c0d7f9cb2db55de2127d2997a788c5153461a2a14dba225a1548d41ef6154951

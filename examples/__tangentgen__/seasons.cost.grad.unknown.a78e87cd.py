# Made by tangentgen. Edit it as you like: edits are kept.
# of: seasons:cost
# request: grad wrt unknown of (unknown=f8[u], observed=f8[n]) typed
# meaning: 9f9835e172b2fc66b127fc8ac4dcf966d688d4d29ccf70c283ec58814d9cc539
# text: e99316fee70692b519cdd772e2ea2ed1b840c372a48ad478dd5e8aca598e1fcf
# load: {"entry":"cost_grad","parameters":[],"modules":[["seasons","seasons"]],"callee
#   s":["seasons:residuals"],"assumptions":[],"inactive":[],"written":[],"format":3,"mad
#   e_by":["0.1.0","adbb0473842592be"],"asked":{"source":"seasons.py","module":"seasons"
#   ,"function":"cost","ordinal":1,"wrt":["unknown"],"kinds":[["unknown","f8[u]"],["obse
#   rved","f8[n]"]],"sizes":[],"mode":"grad","optimize":true,"has_aux":false,"typed":tru
#   e,"extra":null,"direction":null,"memory":null},"signature":[0,2,0,"unknown","observe
#   d"],"functions":[["ecc9bc7741ede97e","f5b054223fa16caa"],["5ed1519c32eb77cd","cc0982
#   51541af15c"]],"marks":[[8,0,0],[12,0,0],[17,1,0],[22,1,1],[23,1,2],[24,1,3],[25,1,4]
#   ,[26,1,5],[31,1,6],[32,1,7],[38,1,7],[39,1,6],[44,1,3],[46,1,5],[48,1,4],[50,1,0]]}

import numpy as np

import seasons  # isort: skip


def cost_grad(unknown, observed):
    """Gradient of `cost` with respect to unknown."""
    residuals_ans, saved = residuals_forward(unknown, observed)

    # Reverse sweep
    # return 0.5 * np.sum(residuals(unknown, observed) ** 2)
    unknown_bar = residuals_reverse(unknown, observed, saved, residuals_ans).copy()
    return unknown_bar


def residuals_forward(unknown, observed):
    season, growth, knots = (
        unknown[: seasons.YEAR],
        unknown[seasons.YEAR],
        unknown[seasons.YEAR + 1 :],
    )
    off = np.zeros(len(observed) + 1)
    for t in range(len(observed)):
        knot, share = t // seasons.KNOT, t % seasons.KNOT / seasons.KNOT
        level = (1.0 - share) * knots[knot] + share * knots[knot + 1]
        off[t] = (
            level
            + season[t % seasons.YEAR] * np.exp(growth * t / len(observed))
            - observed[t]
        )
    off[-1] = np.sum(season)  # or the level could go up, and the season down
    ans = off
    return ans, (season, growth, knots)


def residuals_reverse(unknown, observed, saved, ans_bar):
    season, growth, knots = saved
    off_bar = ans_bar  # return off
    season_bar = np.broadcast_to(off_bar[-1], np.shape(season)).copy()  # off[-1] = ...
    off_bar = off_bar.copy()
    growth_bar = 0.0
    knots_bar = np.zeros_like(knots)
    for t in reversed(range(len(observed))):
        knot, share = t // seasons.KNOT, t % seasons.KNOT / seasons.KNOT
        exp = np.exp(growth * t / len(observed))
        season_bar[t % seasons.YEAR] += exp * off_bar[t]  # off[t] = level + ...
        growth_bar += t * exp * season[t % seasons.YEAR] * off_bar[t] / len(observed)
        knots_bar[knot] += (1.0 - share) * off_bar[t]  # level = (...) * ...
        knots_bar[knot + 1] += share * off_bar[t]
    unknown_bar = np.zeros_like(unknown)  # season, growth, knots = unknown[...], ...
    unknown_bar[: seasons.YEAR] = season_bar
    unknown_bar[seasons.YEAR] += growth_bar
    unknown_bar[seasons.YEAR + 1 :] += knots_bar
    return unknown_bar


# base:
# QlpoOTFBWSZTWX3TXcEAAnzfgERQWn/yEiKJlCr/79/wQAMXbKs1q2qLCSJARqfop5T0npqGj0geoGgNNAJE
# Qpk2imh6jUNpqHpGg0DQAxhoaAAADQAAAAAiUQTEp41T9KaaaaMhoNGnqeoxGnpRAjx++RsU9cRzeNVqz4a6
# eFMsifbS1Se6bDrNI1uca12uE3KKxBO/VdJbLV8E6kxsrwpf11r6rJxIRzHoJhVaiqrZsmnLhibXMibIuoiN
# UM1j4QJWxaKdJHG27PSP9S9a6X2BO4xkKlOSdL3krZwGyRconbgRYIm1Lj31KzVbadOFcbnIY1xLVxMym2Sl
# IxcrNO+SI+7Iy2uN1IZkGCZYleDGgWji3kk7QsyCI4R3ZeyO+3Im5u2lUTWMYg1gv1NIO9petbGtopDpCRxQ
# lYwNpTSblWFDCgFkkOy8bSkoR48ygGCfAhaxMSHUytyZG2weuMYjCPahwQ9+oe4fyPchfwG1DtPTzSb6SFJG
# HsjYcxvZ4DGe+ZG3MsxnExfbBEGEy4cQRA1AUNUCGvHsn9WtDs41kMf4o+RQa/MF8NYXqKypCudT+TUL2tev
# 6Z0k/ymm+0pQrI8OBm8CUYFr5FIrvzaJtHHZybAvRwRuTpo7D97zpebJcE6SxMDlKH8R0Uy9AiKTDJW1msnN
# TX3k+ZkMqF2r0NEg50ca2Yz5wWfOcErFx59Zq6EMhrZEikJJIkublDcCGAllgRWFp17HjOjaGBub0iByw6AS
# 4reTwKSYKpqgJz0UKoaU2ck0qhnj3ujUWMR05Z52AUjoYm2byMkctFigYbU0JmfW2ZTwkoIGQOG2QSMxDoTz
# MyIajfCXYNNt1zQu2RZpPMEuqby6lVgnIxYaPfQioQNdS7DJpYLfcprTnWl5lmt5uYZpNEzNokI5IQwtxQlI
# jELV/i7kinChIPumu4I=
# end: 6d78e03fa07e95878febcfcdcb24f6839b779e8545fcaf1b353b187c83084b43

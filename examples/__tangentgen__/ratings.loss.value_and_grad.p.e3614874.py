# Made by tangentgen. Edit it as you like: edits are kept.
# of: ratings:loss
# request: value_and_grad wrt p of (p={'mean': float, 'kindness': f8[s], 'quality':
#     f8[l], 'likes': f8[s,k], 'offers': f8[l,k]}, student=i8[n], lecturer=i8[n],
#     mark=i8[n]) typed
# assumes: p['likes'].shape[0] == p['kindness'].shape[0]
# assumes: p['offers'].shape[0] == p['quality'].shape[0]
# assumes: p['offers'].shape[1] == p['likes'].shape[1]
# assumes: lecturer.shape[0] == student.shape[0]
# assumes: mark.shape[0] == student.shape[0]
# meaning: 843a37b0fd0385378d21953f3a10b8a5de909609fa374155247b4261aec8f8cb
# text: 1081e841d494648ef4c11ae463dcb9d8545268cfed63f052a9e5356199ae7b41
# load: {"entry":"loss_value_and_grad","parameters":[],"modules":[["ratings","ratings"
#   ]],"callees":["ratings:predicted"],"assumptions":["p['likes'].shape[0] == p['kindnes
#   s'].shape[0]","p['offers'].shape[0] == p['quality'].shape[0]","p['offers'].shape[1]
#    == p['likes'].shape[1]","lecturer.shape[0] == student.shape[0]","mark.shape[0] == s
#   tudent.shape[0]"],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab
#   7f9715b9"],"asked":{"source":"ratings.py","module":"ratings","function":"loss","ordi
#   nal":1,"wrt":["p"],"kinds":[["p","{'mean': float, 'kindness': f8[s], 'quality': f8[l
#   ], 'likes': f8[s,k], 'offers': f8[l,k]}"],["student","i8[n]"],["lecturer","i8[n]"],[
#   "mark","i8[n]"]],"sizes":[],"mode":"value_and_grad","optimize":true,"has_aux":false,
#   "typed":true,"extra":null,"direction":null,"memory":null},"signature":[0,4,0,"p","st
#   udent","lecturer","mark"],"functions":[["60b2ae5cd44eb66a","36fd1120161f449d"],["245
#   588e3bd9970bc","7aa0785ac919bdd2"]],"marks":[[8,0,0],[9,0,1],[10,0,2],[11,0,3],[14,0
#   ,3],[15,0,2],[17,0,1],[20,0,0],[37,1,1],[42,1,0]]}

import numpy as np

import ratings  # isort: skip


def loss_value_and_grad(p, student, lecturer, mark):
    """Value and gradient of `loss` with respect to p."""
    error = ratings.predicted(p, student, lecturer) - mark
    apart = np.sum(p["kindness"] ** 2) + np.sum(p["quality"] ** 2)
    tastes = np.sum(p["likes"] ** 2) + np.sum(p["offers"] ** 2)
    ans = 0.5 * np.sum(error**2) + 3.0 * apart + 6.0 * tastes

    # Reverse sweep
    error_bar = error  # return 0.5 * np.sum(error**2) + 3.0 * apart + 6.0 * tastes
    likes_bar = 12 * p["likes"]  # tastes = np.sum(...) + np.sum(p["offers"] ** 2)
    offers_bar = 12 * p["offers"]
    kindness_bar = 6 * p["kindness"]  # apart = np.sum(p["kindness"] ** 2) + np.sum(...)
    quality_bar = 6 * p["quality"]
    # error = predicted(p, student, lecturer) - mark
    mean_bar, kindness_bar2, quality_bar2, likes_bar2, offers_bar2 = predicted_reverse(
        p, student, lecturer, error_bar
    )
    kindness_bar += kindness_bar2
    quality_bar += quality_bar2
    likes_bar += likes_bar2
    offers_bar += offers_bar2
    return ans, {
        "mean": float(mean_bar),
        "kindness": kindness_bar,
        "quality": quality_bar,
        "likes": likes_bar,
        "offers": offers_bar,
    }


def predicted_reverse(p, student, lecturer, ans_bar):
    mean_bar = np.sum(ans_bar)  # return p[...] + p[...][...] + p[...][...] + together
    kindness_bar = np.zeros_like(p["kindness"])
    np.add.at(kindness_bar, student, ans_bar)
    quality_bar = np.zeros_like(p["quality"])
    np.add.at(quality_bar, lecturer, ans_bar)
    product_bar = ans_bar[:, None]  # together = np.sum(...)
    likes_bar = np.zeros_like(p["likes"])
    np.add.at(likes_bar, student, p["offers"][lecturer] * product_bar)
    offers_bar = np.zeros_like(p["offers"])
    np.add.at(offers_bar, lecturer, p["likes"][student] * product_bar)
    return mean_bar, kindness_bar, quality_bar, likes_bar, offers_bar


# base:
# QlpoOTFBWSZTWVT3QVoAAmnfgEQQWH97EgABEQr/7/+6QALip02VMMEiRMip/lTU9Mk/Sn6k/UQ0B5T1PUNo
# gk0opo0k9Mppo0yYgAAaAMNDTQA0ABoAAZDQFSkyJNlTeRPSh6ID0h6INDTEkhBy9elCWca9OzjessMM8p5Y
# wE2mxs3L1Z23MnsSSE0ILWnjIwFmaHfceBMYqH9GELEINejPeLQgZ2USbxIhFnt048bTXssU9JRPhylEpsCt
# de8uvDZxTmGWIcTTXF8NCq7tpsN+Tbpl4x+7mGCXtqTrlHGnieXzjZtW+ThDYmzy/INgxgs07lhx8CcQ6jDg
# qorjr04egMdhhKoVs9j5ScxApSyS9rOp3oIsTai1r7Ypv2K4p2zfF0c3JyVjA4G24Km0xOZs5DLEyIcjzw5c
# +ZO4SCizO+AdImtMB5sbsE3xBEzngHWx0x2Zmc0XCYSlqwbBtbWDGWpkD8wXLrZFOesLRojoJI8ZqW3nS50Z
# sUkZZzxLhrR/NStVT8sBUraJjLcJ2lq7o3f4bjQ882lBn9149DuM+BEcxLRXDchY7kL0IDqzPYZCUCVmaRix
# m6NYOt0xLKYcLyeqcIPjHVMGtHXSTloKIoplGfAFujnI1BSVa1lFjC4VSkhd29CgrUGAYJe5BG/tyUridU7s
# odaJam+AyL8L759nmyEGxRGIjOcNe89OZxTHIMTG1m3e9CQrCjCiUQsYKoRp2mTkHSBTcPUbpkNk6JNQkyGs
# prxpnjdC2lqNHOzGc1aW5BuLaI0txoFMzf49CTYbgzJx3ku2Rtp54RWStKy00uMjLJ0MJYXixeT0JxnEe1sJ
# lUmvRLY9V5NCuf/F3JFOFCQVPdBWgA==
# end: 23e15b16cb44f9a2d1af8da83dee3855c39f1a1e3efa384a96dc84b300820f08

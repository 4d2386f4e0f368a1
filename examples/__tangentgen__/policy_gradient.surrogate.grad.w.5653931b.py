# Made by tangentgen. Edit it as you like: edits are kept.
# of: policy_gradient:surrogate
# request: grad wrt w of (w=f8[d], states=f8[n,d], actions=i8[n], advantages=f8[n])
#     typed
# assumes: states.shape[1] == w.shape[0]
# assumes: actions.shape[0] == states.shape[0]
# assumes: advantages.shape[0] == states.shape[0]
# meaning: 0e8fbd879bbf9f40292e37450745cc07068395544e14cd8d0c75b97303a0f41c
# text: 7da17fa6133a77f60880b416a5541c955ef71f036244e8f349c7707e4427549d
# load: {"entry":"surrogate_grad","parameters":[],"modules":[],"callees":[],"assumptio
#   ns":["states.shape[1] == w.shape[0]","actions.shape[0] == states.shape[0]","advantag
#   es.shape[0] == states.shape[0]"],"inactive":[],"written":[],"format":4,"made_by":["0
#   .1.0","443a352c58555700"],"asked":{"source":"policy_gradient.py","module":"policy_gr
#   adient","function":"surrogate","ordinal":1,"wrt":["w"],"kinds":[["w","f8[d]"],["stat
#   es","f8[n,d]"],["actions","i8[n]"],["advantages","f8[n]"]],"sizes":[],"mode":"grad",
#   "optimize":true,"has_aux":false,"typed":true,"seen":false,"extra":null,"direction":n
#   ull,"memory":null},"signature":[0,4,0,"w","states","actions","advantages"],"function
#   s":[["4c16a5ba984477ab","893edeebdba4db12"]],"marks":[[13,0,4],[14,0,4],[16,0,5],[17
#   ,0,5],[18,0,2]]}

import numpy as np


def surrogate_grad(w, states, actions, advantages):
    """Gradient of `surrogate` with respect to w."""
    items = [*zip(states, actions, advantages, strict=True)]

    # Reverse sweep
    w_bar = np.zeros_like(w)
    for state, action, advantage in reversed(items):
        z = state @ w
        if action == 1:
            exp = np.exp(-z)  # total += advantage * -np.log1p(np.exp(-z))
            z_bar = exp * (advantage / (1 + exp))
        else:
            exp_z = np.exp(z)  # total += advantage * -np.log1p(np.exp(z))
            z_bar = -exp_z * (advantage / (1 + exp_z))
        w_bar += z_bar * state  # z = state @ w
    return w_bar


# base:
# QlpoOTFBWSZTWZGcORQAANDfgERQWH+gEkCAFAr/79/wMAFbVYwSiITJspmpppiNA0AAaCU1GhqnpJtTTTQZ
# MgBkyMQSRI1NBo0DTQaANDQBIJdqo5Gv3fcYO0qYltmEIcSgcILMUF39KTUnYl4WKEp8VESRwqabfR4tITdJ
# aiuE2/j8vmc6rmGSMpuPd6yS9qOFbjVLOMFrqd3K9YVEGVJG4ixkPAxRCdvYnDNMmLgXNmR+taxDJdyM6dWw
# xSFE86eKNIxhGV9B9S8ChAKBi0U3ryDtzYCWIKK/5+iapQym7vGOdVAdGLUe1z+doM9NZg529oVolj54Q72u
# kCqfVXQ8fnKYrWEGwY8yqtQxpJlRG5lpJSYOdzZDhNiGBKxIkRUvxHiZr/tNiv0UFDBSX9PO8kZhUtoU7saU
# bk9ugmaDONgNoEKgWZ7xGLm1moVMojb2VnQY79ZOuqHUn8zy4/4u5IpwoSEjOHIo
# end: b313ef5602cf8293858fb7cc883d35223317aa3e535ebe67765ca9db2b0fb343

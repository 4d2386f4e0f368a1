# Made by tangentgen. Edit it as you like: edits are kept.
# of: first_derivatives:sine_and_cosine
# request: grad wrt x of (x=float)
# meaning: d218c344c5e52d38d66199ea62c4a09238be3f37f9d8768b14c94ccd5b0018c2
# text: 1a8b03fd8164955645be3842f1c733e95dd4476739d70c6327b639721cdf2d61
# load: {"entry":"sine_and_cosine_grad","parameters":[],"modules":[],"callees":[],"ass
#   umptions":[],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f971
#   5b9"],"asked":{"source":"first_derivatives.py","module":"first_derivatives","functio
#   n":"sine_and_cosine","ordinal":1,"wrt":["x"],"kinds":[["x","float"]],"sizes":[],"mod
#   e":"grad","optimize":true,"has_aux":false,"typed":false,"extra":null,"direction":nul
#   l,"memory":null},"signature":[0,1,0,"x"],"functions":[["3be08e7a16e94dde","074d5a4c8
#   1b95095"]],"marks":[[6,0,0]]}

import numpy as np


def sine_and_cosine_grad(x):
    """Gradient of `sine_and_cosine` with respect to x."""
    x_bar = np.cos(x) - np.sin(x)  # return np.sin(x) + np.cos(x)
    return float(x_bar)


# base:
# QlpoOTFBWSZTWa9w+RMAADrfgEAQWGsAEgCAAAD/597gIACKhKTSg9NqGKGRoyNH6oJVPTUaaA1N6gATJplT
# WLS5RXigKirA2zfb5javDc1tdHPepl2UtixD1c7IDxMgwWjkmIDiWc2OBYqREH8RNXOC2rquScmnXm1hHyZ7
# xShAGQvg35afQshg5Md5eYUMXoZEu6nxrLYNB5Mwv+QSxzei7kinChIV7h8iYA==
# end: 53a41f61c92bd76c5ab17f4316295895be56b47f0cc0efaee437c6426987e680

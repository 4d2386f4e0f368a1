# Made by tangentgen. Edit it as you like: edits are kept.
# of: first_derivatives:sine
# request: grad wrt x of (x=float)
# meaning: cbea480a1dfadfbeaad25a6d7371db11964dfa8f05a7ff7ff1ec22303491b425
# text: b107c7ff5daa7692cd15655e39394ecdab3429141602d70db4180d2a88f1519f
# load: {"entry":"sine_grad","parameters":[],"modules":[],"callees":[],"assumptions":[
#   ],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"aske
#   d":{"source":"first_derivatives.py","module":"first_derivatives","function":"sine","
#   ordinal":1,"wrt":["x"],"kinds":[["x","float"]],"sizes":[],"mode":"grad","optimize":t
#   rue,"has_aux":false,"typed":false,"extra":null,"direction":null,"memory":null},"sign
#   ature":[0,1,0,"x"],"functions":[["fd48132fd80c583d","908ead4a80617647"]],"marks":[[6
#   ,0,0]]}

import numpy as np


def sine_grad(x):
    """Gradient of `sine` with respect to x."""
    x_bar = np.cos(x)  # return np.sin(x)
    return float(x_bar)


# base:
# QlpoOTFBWSZTWWBbVY8AAC5fgEAQWGEAEgCAAAD/597gIAByGppDTQZNP1QA0HqDSepR6Y0p4pp6g2Qj1Cl2
# we5p6oAUJxbOOKHkXpo23Mx41InGW0M1Ylhq+HQYDXC4M9hR1/bKjtTiSReq10XumfK5kCkUVkfzY+yZeoIV
# X8pgNHJrT1Iwi81uFRFCsSDT+LuSKcKEgwLarHg=
# end: cbc0f6b2b0c6143301bc97daf28500258b56abaa5dd120aa29e9e4b8bc78b225

# Made by tangentgen. Edit it as you like: edits are kept.
# of: first_derivatives:square
# request: grad wrt x of (x=float)
# meaning: 948099ea52d92d43d772385ca72e16e713700fa6c9b354bf5659eb4def9a12ea
# text: 44a4987811138778a978b67b9110c3131c6fa5eaa0023641c7518e9792fb0df2
# load: {"entry":"square_grad","parameters":[],"modules":[],"callees":[],"assumptions"
#   :[],"inactive":[],"written":[],"format":3,"made_by":["0.1.0","3080f5ab7f9715b9"],"as
#   ked":{"source":"first_derivatives.py","module":"first_derivatives","function":"squar
#   e","ordinal":1,"wrt":["x"],"kinds":[["x","float"]],"sizes":[],"mode":"grad","optimiz
#   e":true,"has_aux":false,"typed":false,"extra":null,"direction":null,"memory":null},"
#   signature":[0,1,0,"x"],"functions":[["e4406709fbceb341","02506ba2065a31df"]],"marks"
#   :[[3,0,0]]}


def square_grad(x):
    """Gradient of `square` with respect to x."""
    x_bar = 2 * x  # return x * x
    return x_bar


# base:
# QlpoOTFBWSZTWSgsTc4AACJfgEAQWHEQEgCAAAD/4f7AIAB1DUj0amg0ZGjTQaekGphINMjRoGgGhsdRvasA
# qYpk+DdfZvRJRHPRXiWJjCcTBFmSoOATxMIJhnUrDFMqEqFzYnUwxbqqxCfWhYi8NLmSQVooIBAKEHfi7kin
# ChIFBYm5wA==
# end: 11fbf78071f3cc91393b2265dd73876d4fe0ef5e19fd33600f4e016d26a0503b

"""The derivative of a function that is defined inside, which uses variables around it."""

import numpy as np

from tangentgen import grad


def inner_function_derived(w, rate, x, y):
    def loss(v):
        return np.mean((np.sin(x @ v) - y) ** 2)

    step = grad(loss)
    return loss(w - rate * step(w))


WRT = "w"


def samples(rng):
    return [(rng.normal(size=2), 0.1, rng.normal(size=(3, 2)), rng.normal(size=3))]


# --- expected ---
# inner_function_derived.py:9:5: loss uses variables of this function and is used other than by calling it - call it, or pass it to a function of yours
#     def loss(v):
#     ^
# inner_function_derived.py:12:12: grad of a function that is defined inside this one - define loss at the top of its module, with what it uses as arguments
#     step = grad(loss)
#            ^
# inner_function_derived.py:13:28: a call of something that is not known before the program runs - call a function by its name
#     return loss(w - rate * step(w))
#                            ^

"""A list of an object that is called and of a function that captures a variable."""

import numpy as np


class Scale:
    def __init__(self, by):
        self.by = by

    def __call__(self, a):
        return a * self.by


def functions_of_two_kinds(x, k):
    kept = [Scale(x[0])]
    kept.append(lambda a, c=x[1]: np.sin(a) * c)
    return kept[k](x[2])


WRT = "x"


def samples(rng):
    return [(rng.uniform(size=3), 1)]


# --- expected ---
# functions_of_two_kinds.py:17:12: a call of what is one kind of function at one time and another at another - keep functions of one kind in a list
#     return kept[k](x[2])
#            ^

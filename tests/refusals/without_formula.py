"""Functions of SciPy that have no rule, with the way round them."""

import numpy as np
from scipy import linalg, special


def without_formula(x):
    return special.factorial(x[0]) + linalg.norm(linalg.schur(np.outer(x, x))[0])


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
# without_formula.py:8:12: factorial has no template - use special.gamma or special.binom
#     return special.factorial(x[0]) + linalg.norm(linalg.schur(np.outer(x, x))[0])
#            ^
# without_formula.py:8:50: schur has no template - write a template: there is no formula for it here
#     return special.factorial(x[0]) + linalg.norm(linalg.schur(np.outer(x, x))[0])
#                                                  ^

"""Functions under other names, modules by another path: known by what they are."""

import math as m

import numpy
from numpy import exp as e
from numpy import linalg


def aliased_modules(x):
    np = 2.0
    return numpy.sum(e(-x * x)) * np + linalg.norm(x) * m.cos(x[0])


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---

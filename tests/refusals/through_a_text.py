"""Numbers that come back out of a text, and texts that are run."""

import numpy as np


def through_a_text(x, rate):
    said = f"{rate:.17g}"
    first = float(said.strip()) * x
    second = np.float64(str(rate)) * x
    third = eval("rate * 2.0") * x
    table = {str(rate): x}
    fourth = sum(float(key) * value for key, value in table.items())
    fifth = list({rate: 1.0})[0] * x
    print(f"{rate} of {x.shape}")
    return np.sum(first + second + third + fourth + fifth)


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=3), 0.7)]


# --- expected ---
# through_a_text.py:8:13: a number that is read from a text of an active value - compute with the value
#     first = float(said.strip()) * x
#             ^
# through_a_text.py:9:14: a number that is read from a text of an active value - compute with the value
#     second = np.float64(str(rate)) * x
#              ^
# through_a_text.py:10:13: eval, which may read any name - write what it says in the function
#     third = eval("rate * 2.0") * x
#             ^
# through_a_text.py:12:18: a number that is read from a text of an active value - compute with the value
#     fourth = sum(float(key) * value for key, value in table.items())
#                  ^
# through_a_text.py:13:18: a dict with active keys - use a list of pairs
#     fifth = list({rate: 1.0})[0] * x
#                  ^

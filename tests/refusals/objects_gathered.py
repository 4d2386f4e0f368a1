"""An object whose class says how it is gone through, in a list or a tuple."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    x: float
    y: float

    def __iter__(self):
        return iter((self.y, self.x))


def objects_gathered(a):
    pair = Pair(a, 2.0 * a)
    first, second = tuple(pair)
    return first * second + list(pair)[0]


WRT = "a"


def samples(rng):
    return [(3.0,)]


# --- expected ---
# objects_gathered.py:17:21: tuple() of an object that says itself how it is gone through - unpack it, or go through it in a loop
#     first, second = tuple(pair)
#                     ^
# objects_gathered.py:18:29: list() of an object that says itself how it is gone through - unpack it, or go through it in a loop
#     return first * second + list(pair)[0]
#                             ^

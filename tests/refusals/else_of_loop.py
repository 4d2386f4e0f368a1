"""The else clause of a loop runs where no break has ended it."""


def else_of_loop(x, limit):
    y = x
    for k in range(4):
        y = y * x
        if y > limit:
            break
    else:
        y = y + x * x
    return y


WRT = "x"


def samples(rng):
    return [(1.2, 100.0), (3.0, 10.0)]


# --- expected ---
# else_of_loop.py:6:5: an else clause on a loop with a break - set a flag before the break and test it after the loop
#     for k in range(4):
#     ^

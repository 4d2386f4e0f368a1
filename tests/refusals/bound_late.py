"""Functions that are kept read a variable which is assigned before they are called."""


def maker(inner):
    return lambda a: 2.0 * inner(a)


def bound_late(x, t):
    kept = []
    for v in x:
        kept.append(lambda a, v=v: a * v + t)
    doubled = maker(lambda a: a * t)
    t = t * t
    return kept[0](t) + kept[1](t) + doubled(x[0])


WRT = ("x", "t")


def samples(rng):
    return [(rng.uniform(size=2), 0.5)]


# --- expected ---
# bound_late.py:11:21: a function is kept that reads 't', which is assigned after it is made - pass t at the call, or give what it is now a name that stays
#         kept.append(lambda a, v=v: a * v + t)
#                     ^
# bound_late.py:12:15: a function is kept that reads 't', which is assigned after it is made - pass t at the call, or give what it is now a name that stays
#     doubled = maker(lambda a: a * t)
#               ^

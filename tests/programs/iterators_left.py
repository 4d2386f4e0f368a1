"""Iterators with a name that a loop leaves before their end, or that others ask meanwhile."""


def p_left_then_gone_on(a):
    it = iter([a, a * a, a + 1])
    total = 0.0
    for v in it:
        total += v
        break
    for v in it:
        total = total * v
    return total


def p_loop_in_loop(a):
    it = iter([a, a * a, a + 1])
    total = 0.0
    for v in it:
        total += v
        for w in it:
            total += 2 * w
    return total


def p_next_in_loop(a):
    it = iter([a, a * a, a + 1, a * 3])
    total = 0.0
    for v in it:
        total += v * next(it)
    return total


def p_pairs_of_one(a):
    it = iter([a, a * a, a + 1, a * 3])
    return sum(v * w for v, w in zip(it, it))


def p_sum_in_comprehension(a):
    it = iter([a, a * a, a + 1])
    return sum([v + sum(it) for v in it])


def p_numbered_and_left(a):
    it = iter([a, a * a, a + 1])
    total = 1.0
    for k, v in enumerate(it):
        total = total * v
        if k == 1:
            break
    return total + sum(it)


def p_any_of(a):
    it = iter([a, a * a, a + 1])
    found = any(v > 1.5 for v in it)
    return sum(it) + a * found


def p_array_left(x):
    it = iter(x)
    total = 0.0
    for v in it:
        total += v
        break
    for v in it:
        total = total * v
    return total


def p_array_next_in_loop(x):
    it = iter(x)
    total = 0.0
    for v in it:
        total += v * next(it, 1.0)
    return total


def p_array_loop_in_loop(x):
    it = iter(x)
    total = 0.0
    for v in it:
        for w in it:
            total += v * w
    return total


def some(it):
    total = 0.0
    for v in it:
        total += v
        if total > 0.5:
            return total
    return total


def p_array_left_by_return(x):
    it = iter(x)
    return some(it) * some(it)


def p_pairs_gone_through_twice(a):
    pairs = zip([a, 2 * a], [a, 1.0])
    total = 0.0
    for v, w in pairs:
        total += v * w
        break
    for v, w in pairs:
        total += v * w * 10
    return total


REFUSED = {
    "p_any_of",
    "p_array_left",
    "p_array_left_by_return",
    "p_array_loop_in_loop",
    "p_array_next_in_loop",
    "p_numbered_and_left",
    "p_pairs_of_one",
    "p_sum_in_comprehension",
}

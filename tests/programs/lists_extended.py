"""Lists extended by what is written there, in branches and loops that take items off again."""


def p_pairs_pushed(a):
    stack = [(a, 0)]
    total = 0.0
    while stack:
        v, depth = stack.pop()
        total += v * (depth + 1)
        if depth < 2:
            stack += [(v * 0.5, depth + 1), (v * v * 0.3, depth + 1)]
    return total


def p_numbers_pushed(a):
    stack = [a]
    total = 0.0
    while stack:
        v = stack.pop()
        total += v
        if len(stack) < 1 and total < 2:
            stack += [v * 0.5, v * v * 0.3]
    return total


def p_tuple_pushed(a):
    stack = [a]
    total = 0.0
    for n in (3, 1, 2):
        v = stack[-1]
        if n > 1:
            stack += (v * v, v * n)
        total += v * v
    return total + sum(stack) ** 2


def p_starred_pushed(a):
    stack = [a]
    other = [a, a * 2]
    while len(stack) < 9:
        v = stack.pop(0)
        if len(stack) % 2:
            stack += [*other, v * v * 0.1]
        else:
            stack.extend((v * 0.5, v * 1.5))
    return sum(stack) ** 2


def p_itself(a, n):
    stack = [a, a * a]
    while len(stack) < n * 3:
        stack += stack
    return sum(k * v for k, v in enumerate(stack))


def p_own_section(a, n):
    stack = [a, a * a, a + 1]
    while len(stack) < n * 3:
        stack.extend(stack[:4])
    return sum(k * v for k, v in enumerate(stack))


REFUSED = {"p_itself", "p_own_section"}

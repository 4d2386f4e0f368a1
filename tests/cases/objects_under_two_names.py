"""Objects that change and that lists, attributes and variables hold at once."""


class Tank:
    def __init__(self, level):
        self.level = level

    def flow(self, other, share):
        moved = share * self.level
        self.level -= moved
        other.level += moved * 0.9


class Pipe:
    def __init__(self, source, sink, share):
        self.source = source
        self.sink = sink
        self.share = share

    def open(self):
        self.source.flow(self.sink, self.share)


def objects_under_two_names(a, b, share, steps):
    upper, lower = Tank(a), Tank(b)
    tanks = [upper, lower, upper]
    pipes = [Pipe(upper, lower, share), Pipe(lower, upper, 0.1)]
    for _ in range(steps):
        for pipe in pipes:
            pipe.open()
        upper.level += 0.5
    return sum(tank.level**2 for tank in tanks)


WRT = ("a", "b", "share")


def samples(rng):
    return [(1.3, 0.7, 0.3, steps) for steps in (3, 0)]


# --- expected ---
def objects_under_two_names_grad(a, b, share, steps):
    """Gradient of `objects_under_two_names` with respect to a, b and share."""
    a2_stack = []
    b2 = b
    a2 = a
    for _ in range(steps):
        moved = share * a2
        a2_stack.append(a2)
        a2 -= moved
        b2 += moved * 0.9
        moved2 = 0.1 * b2
        b2 -= moved2
        a2 += moved2 * 0.9
        a2 += 0.5

    # Reverse sweep
    a_bar = 2 * a2  # return sum(tank.level**2 for tank in tanks)
    b_bar = 2 * b2
    a_bar += 2 * a2
    share_bar = 0.0
    for _ in reversed(range(steps)):
        moved2_bar = 0.9 * a_bar  # other.level += moved * 0.9
        moved2_bar -= b_bar  # self.level -= moved
        b_bar += 0.1 * moved2_bar  # moved = share * self.level
        moved_bar = 0.9 * b_bar  # other.level += moved * 0.9
        a2 = a2_stack.pop()
        moved_bar -= a_bar  # self.level -= moved
        share_bar += a2 * moved_bar  # moved = share * self.level
        a_bar += share * moved_bar
    return a_bar, b_bar, share_bar

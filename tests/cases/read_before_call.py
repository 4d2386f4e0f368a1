"""A call stands in front of a comprehension that reads what it changes."""


class Walker:
    def __init__(self, place):
        self.place = place
        self.path = [place]

    def walk(self, steps):
        for step in steps:
            self.place = self.place * step + 0.1
            self.path.append(self.place)
        return self.place


def read_before_call(x, steps):
    w = Walker(x)
    w.place += 0.5 * w.walk(steps)
    return w.walk(steps) * w.place + sum(p * p for p in w.path)


WRT = ("x", "steps")
MODE = "grad"


def samples(rng):
    return [(0.7, rng.normal(size=3))]


# --- expected ---
import numpy as np

from tests.cases import read_before_call  # isort: skip


def read_before_call_grad(x, steps):
    """Gradient of `read_before_call` with respect to x and steps."""
    w = read_before_call.Walker(x)
    earlier = w.place
    walk_ans, saved2 = walk_forward(w, steps)
    place_old = w.place
    w.place = earlier + 0.5 * walk_ans
    walk_ans2, saved = walk_forward(w, steps)

    # Reverse sweep
    path_bar = [0.0] * len(w.path)
    for k in reversed(range(len(w.path))):
        path_bar[k] = 2 * w.path[k]
    place_bar = walk_ans2
    # return w.walk(steps) * w.place + sum(p * p for p in w.path)
    place_bar, path_bar, steps_bar = walk_reverse(
        w, steps, saved, w.place, place_bar, path_bar
    )
    w.place = place_old
    earlier_bar = place_bar  # w.place += 0.5 * w.walk(steps)
    place_bar, path_bar, steps_bar2 = walk_reverse(
        w, steps, saved2, 0.5 * place_bar, 0.0, path_bar
    )
    steps_bar += steps_bar2
    place_bar += earlier_bar
    x_bar = Walker_reverse(place_bar, path_bar[0])  # w = Walker(x)
    return float(x_bar), steps_bar


def walk_forward(self, steps):
    place_stack = []
    for k in range(len(steps)):
        step = steps[k]
        place_stack.append(self.place)
        self.place = self.place * step + 0.1
        self.path.append(self.place)
    return self.place, place_stack


def walk_reverse(self, steps, place_stack, ans_bar, place_bar, path_bar):
    place_bar += ans_bar  # return self.place
    steps_bar = np.zeros_like(steps)
    for k in reversed(range(len(steps))):
        step = steps[k]
        place_bar += path_bar.pop()  # self.path.append(self.place)
        self.path.pop()
        self.place = place_stack.pop()
        steps_bar[k] = self.place * place_bar  # self.place = self.place * step + 0.1
        place_bar = step * place_bar
    return place_bar, path_bar, steps_bar


def Walker_reverse(ans_place_bar, ans_path_0_bar):
    place_bar = ans_path_0_bar + ans_place_bar  # self.place = place
    return place_bar

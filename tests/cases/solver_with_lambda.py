"""A solver is given a lambda; nested methods call it and keep a log."""

import numpy as np


class Solver:
    def __init__(self, rhs, y, h):
        self.rhs = rhs
        self.y = y
        self.h = h
        self.log = []

    def step(self):
        k = self.rhs(self.y)
        self.y = self.y + self.h * self.rhs(self.y + 0.5 * self.h * k)
        self.log.append(self.y)

    def run(self, steps):
        for _ in range(steps):
            self.step()
        return self.y


def solver_with_lambda(rate, y0):
    solver = Solver(lambda y: -rate * y * y, y0, 0.1)
    y = solver.run(4)
    return np.sum(y) + np.sum(solver.log[1])


WRT = ("rate", "y0")
MODE = "grad"


def samples(rng):
    return [(0.7, rng.normal(size=2))]


# --- expected ---
import numpy as np

from tests.cases import solver_with_lambda  # isort: skip


def solver_with_lambda_grad(rate, y0):
    """Gradient of `solver_with_lambda` with respect to rate and y0."""
    solver = solver_with_lambda.Solver(lambda y: -rate * y * y, y0, 0.1)
    y, saved = run_forward(solver, 4, rate)

    # Reverse sweep
    y_bar = np.broadcast_to(1.0, np.shape(y))  # return np.sum(y) + np.sum(...)
    log_bar = [np.zeros_like(item) for item in solver.log]
    log_bar[1] = log_bar[1] + 1.0
    # y = solver.run(4)
    y_bar2, log_bar, rate_bar = run_reverse(solver, rate, saved, y_bar, log_bar)
    y0_bar = y_bar2.copy()  # solver = Solver(lambda y: -rate * y * y, y0, 0.1)
    return float(rate_bar), y0_bar


def f_reverse(y, rate, ans_bar):
    product_bar = y * ans_bar  # lambda y: -rate * y * y
    rate_bar = -(y @ product_bar)
    y_bar = -2 * rate * product_bar
    return y_bar, rate_bar


def step_forward(self, rate):
    k = -rate * self.y * self.y
    total = self.y + 0.5 * self.h * k
    function_ans = function(total, rate)
    y_old = self.y
    self.y = self.y + self.h * function_ans
    self.log.append(self.y)
    return total, y_old


def step_reverse(self, rate, saved, y_bar, log_bar):
    total, y_old = saved
    y_bar2 = log_bar.pop()  # self.log.append(self.y)
    self.log.pop()
    y_bar = y_bar + y_bar2
    self.y = y_old
    y_bar3, rate_bar = f_reverse(total, rate, self.h * y_bar)  # self.y = self.y + ...
    y_bar += y_bar3
    k_bar = 0.5 * self.h * y_bar3
    product_bar = self.y * k_bar  # k = self.rhs(self.y)
    rate_bar -= np.sum(self.y * product_bar)
    y_bar -= 2 * rate * product_bar
    return y_bar, log_bar, rate_bar


def run_forward(self, steps, rate):
    saved_stack = []
    for _ in range(steps):
        saved_stack.append(step_forward(self, rate))
    return self.y.copy(), (steps, saved_stack)


def run_reverse(self, rate, saved, ans_bar, log_bar):
    steps, saved_stack = saved
    y_bar = ans_bar  # return self.y
    rate_bar = 0.0
    for _ in reversed(range(steps)):
        saved = saved_stack.pop()
        # self.step()
        y_bar, log_bar, rate_bar2 = step_reverse(self, rate, saved, y_bar, log_bar)
        rate_bar += rate_bar2
    return y_bar, log_bar, rate_bar


def function(y, rate):
    return -rate * y * y

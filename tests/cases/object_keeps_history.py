"""An object keeps a list, to which a method appends in a loop that another runs."""

import numpy as np


class Pendulum:
    gravity = 9.81

    def __init__(self, angle, length):
        self.angle = angle
        self.speed = 0.0 * angle
        self.length = length
        self.swings = []

    def step(self, dt):
        self.speed -= self.gravity / self.length * np.sin(self.angle) * dt
        self.angle += self.speed * dt
        self.swings.append(self.angle)

    def run(self, steps, dt):
        for _ in range(steps):
            self.step(dt)


def object_keeps_history(angle, length):
    pendulum = Pendulum(angle, length)
    pendulum.run(5, 0.02)
    return sum(swing**2 for swing in pendulum.swings) + pendulum.speed


WRT = ("angle", "length")


def samples(rng):
    return [(0.4, 1.2)]


# --- expected ---
import numpy as np

from tests.cases import object_keeps_history  # isort: skip


def object_keeps_history_grad(angle, length):
    """Gradient of `object_keeps_history` with respect to angle and length."""
    pendulum = object_keeps_history.Pendulum(angle, length)
    saved = run_forward(pendulum, 5, 0.02)

    # Reverse sweep
    speed_bar = 1.0  # return sum(...) + pendulum.speed
    swings_bar = [0.0] * len(pendulum.swings)
    for k in reversed(range(len(pendulum.swings))):
        swings_bar[k] = 2 * pendulum.swings[k]
    # pendulum.run(5, 0.02)
    angle_bar2, speed_bar, length_bar2, swings_bar = run_reverse(
        pendulum, saved, speed_bar, swings_bar
    )
    # pendulum = Pendulum(angle, length)
    angle_bar, length_bar = Pendulum_reverse(angle_bar2, speed_bar, length_bar2)
    return float(angle_bar), float(length_bar)


def step_forward(self, dt):
    speed_old = self.speed
    self.speed -= self.gravity / self.length * np.sin(self.angle) * dt
    angle_old = self.angle
    self.angle += self.speed * dt
    self.swings.append(self.angle)
    return speed_old, angle_old


def step_reverse(self, dt, saved, angle_bar, speed_bar, swings_bar):
    speed_old, angle_old = saved
    angle_bar += swings_bar.pop()  # self.swings.append(self.angle)
    self.swings.pop()
    self.angle = angle_old
    speed_bar += dt * angle_bar  # self.angle += self.speed * dt
    self.speed = speed_old
    product_bar = -dt * speed_bar  # self.speed -= self.gravity / self.length * ...
    length_bar = (
        -self.gravity / self.length / self.length * (np.sin(self.angle) * product_bar)
    )
    angle_bar += np.cos(self.angle) * (self.gravity / self.length * product_bar)
    return angle_bar, speed_bar, length_bar, swings_bar


def run_forward(self, steps, dt):
    saved_stack = []
    for _ in range(steps):
        saved_stack.append(step_forward(self, dt))
    return steps, dt, saved_stack


def run_reverse(self, saved, speed_bar, swings_bar):
    steps, dt, saved_stack = saved
    angle_bar = 0.0
    length_bar = 0.0
    for _ in reversed(range(steps)):
        saved = saved_stack.pop()
        # self.step(dt)
        angle_bar, speed_bar, length_bar2, swings_bar = step_reverse(
            self, dt, saved, angle_bar, speed_bar, swings_bar
        )
        length_bar += length_bar2
    return angle_bar, speed_bar, length_bar, swings_bar


def Pendulum_reverse(ans_angle_bar, ans_speed_bar, ans_length_bar):
    length_bar = ans_length_bar  # self.length = length
    angle_bar = 0.0 * ans_speed_bar  # self.speed = 0.0 * angle
    angle_bar += ans_angle_bar  # self.angle = angle
    return angle_bar, length_bar

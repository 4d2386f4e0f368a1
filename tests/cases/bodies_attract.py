"""Bodies whose forces begin as an array that each makes anew, and meet in pairs."""

import itertools
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Body:
    mass: float
    place: np.ndarray
    speed: np.ndarray = field(default_factory=lambda: np.zeros(2))
    force: np.ndarray = field(default_factory=lambda: np.zeros(2))


class Crowd:
    def __init__(self, bodies):
        self.bodies = bodies

    def step(self, dt):
        for body in self.bodies:
            body.force = np.zeros(2)
        for a, b in itertools.combinations(self.bodies, 2):
            r = b.place - a.place
            pull = a.mass * b.mass * r / (0.1 + r @ r)
            a.force += pull
            b.force -= pull
        for body in self.bodies:
            body.speed += dt * body.force / body.mass
            body.place += dt * body.speed


def bodies_attract(places, masses, steps):
    crowd = Crowd([Body(m, p.copy()) for m, p in zip(masses, places)])
    for _ in range(steps):
        crowd.step(0.1)
    return sum(body.mass * body.speed @ body.speed for body in crowd.bodies)


WRT = ("places", "masses")


def samples(rng):
    places = tuple(rng.normal(size=2) for _ in range(3))
    return [(places, (1.0, 2.0, 0.5), 2), (places, (1.0, 2.0, 0.5), 0)]


# --- expected ---
import numpy as np


def bodies_attract_grad(places, masses, steps):
    """Gradient of `bodies_attract` with respect to places and masses."""
    saved_stack = []
    saved_stack2 = []
    saved_stack3 = []
    place = places[0].copy()
    speed = np.zeros(2)
    place2 = places[1].copy()
    speed2 = np.zeros(2)
    place3 = places[2].copy()
    speed3 = np.zeros(2)
    for _ in range(steps):
        force = np.zeros(2)
        force2 = np.zeros(2)
        force3 = np.zeros(2)
        r = place2 - place
        pull = masses[0] * masses[1] * r / (0.1 + r @ r)
        saved_stack.append((r, pull))
        force += pull
        force2 -= pull
        r = place3 - place
        pull = masses[0] * masses[2] * r / (0.1 + r @ r)
        saved_stack2.append((r, pull))
        force += pull
        force3 -= pull
        r = place3 - place2
        pull = masses[1] * masses[2] * r / (0.1 + r @ r)
        force2 += pull
        force3 -= pull
        saved_stack3.append((force, force2, force3, r, pull))
        speed += 0.1 * force / masses[0]
        place += 0.1 * speed
        speed2 += 0.1 * force2 / masses[1]
        place2 += 0.1 * speed2
        speed3 += 0.1 * force3 / masses[2]
        place3 += 0.1 * speed3

    # Reverse sweep
    masses_2_bar = speed3 @ speed3  # return sum(...)
    speed3_bar = 2 * masses[2] * speed3
    masses_1_bar = speed2 @ speed2
    speed2_bar = 2 * masses[1] * speed2
    masses_0_bar = speed @ speed
    speed_bar = 2 * masses[0] * speed
    places_0_bar = np.zeros_like(place)
    places_1_bar = np.zeros_like(place2)
    places_2_bar = np.zeros_like(place3)
    for _ in reversed(range(steps)):
        force, force2, force3, r, pull = saved_stack3.pop()
        speed3_bar += 0.1 * places_2_bar  # body.place += dt * body.speed
        force3_bar = 0.1 * speed3_bar / masses[2]  # body.speed += dt * body.force / ...
        masses_2_bar -= force3 @ force3_bar / masses[2]
        speed2_bar += 0.1 * places_1_bar  # body.place += dt * body.speed
        force2_bar = 0.1 * speed2_bar / masses[1]  # body.speed += dt * body.force / ...
        masses_1_bar -= force2 @ force2_bar / masses[1]
        speed_bar += 0.1 * places_0_bar  # body.place += dt * body.speed
        force_bar = 0.1 * speed_bar / masses[0]  # body.speed += dt * body.force / ...
        masses_0_bar -= force @ force_bar / masses[0]
        pull_bar = -force3_bar  # b.force -= pull
        pull_bar += force2_bar  # a.force += pull
        total = 0.1 + r @ r  # pull = a.mass * b.mass * r / (0.1 + r @ r)
        product_bar = pull_bar / total
        product_bar2 = np.sum(r * product_bar)
        product_bar3 = -np.sum(pull / total * pull_bar)
        masses_1_bar += masses[2] * product_bar2
        masses_2_bar += masses[1] * product_bar2
        r_bar = masses[1] * masses[2] * product_bar + 2 * product_bar3 * r
        r, pull = saved_stack2.pop()
        places_2_bar += r_bar  # r = b.place - a.place
        places_1_bar -= r_bar
        pull_bar = -force3_bar  # b.force -= pull
        pull_bar += force_bar  # a.force += pull
        total2 = 0.1 + r @ r  # pull = a.mass * b.mass * r / (0.1 + r @ r)
        product_bar4 = pull_bar / total2
        product_bar5 = np.sum(r * product_bar4)
        product_bar6 = -np.sum(pull / total2 * pull_bar)
        masses_0_bar += masses[2] * product_bar5
        masses_2_bar += masses[0] * product_bar5
        r_bar = masses[0] * masses[2] * product_bar4 + 2 * product_bar6 * r
        r, pull = saved_stack.pop()
        places_2_bar += r_bar  # r = b.place - a.place
        places_0_bar -= r_bar
        pull_bar = -force2_bar  # b.force -= pull
        pull_bar += force_bar  # a.force += pull
        total3 = 0.1 + r @ r  # pull = a.mass * b.mass * r / (0.1 + r @ r)
        product_bar7 = pull_bar / total3
        product_bar8 = np.sum(r * product_bar7)
        product_bar9 = -np.sum(pull / total3 * pull_bar)
        masses_0_bar += masses[1] * product_bar8
        masses_1_bar += masses[0] * product_bar8
        r_bar = masses[0] * masses[1] * product_bar7 + 2 * product_bar9 * r
        places_1_bar += r_bar  # r = b.place - a.place
        places_0_bar -= r_bar
    return (places_0_bar, places_1_bar, places_2_bar), (
        float(masses_0_bar),
        float(masses_1_bar),
        float(masses_2_bar),
    )

"""Arrays of objects that change in place are stacked: the list is only read."""

import numpy as np


class Body:
    def __init__(self, place, speed):
        self.place = place
        self.speed = speed


def objects_stacked(places, speeds, mass):
    bodies = [Body(places[k].copy(), speeds[k]) for k in range(len(mass))]
    for body in bodies:
        body.place += 0.1 * body.speed
    return mass @ np.sum(np.stack([body.place for body in bodies]) ** 2, axis=1)


WRT = ("places", "speeds")


def samples(rng):
    return [(rng.normal(size=(3, 2)), rng.normal(size=(3, 2)), rng.random(3))]


# --- expected ---
import numpy as np

from tests.cases import objects_stacked  # isort: skip


def objects_stacked_grad(places, speeds, mass):
    """Gradient of `objects_stacked` with respect to places and speeds."""
    bodies = [
        objects_stacked.Body(places[k].copy(), speeds[k]) for k in range(len(mass))
    ]
    for j in range(len(bodies)):
        bodies[j].place += 0.1 * bodies[j].speed

    # Reverse sweep
    # return mass @ np.sum(np.stack([body.place for body in bodies]) ** 2, axis=1)
    values_bar = list(2 * np.stack([body.place for body in bodies]) * mass[:, None])
    bodies_bar = [
        {"place": np.zeros_like(item.place), "speed": np.zeros_like(item.speed)}
        for item in bodies
    ]
    for i in reversed(range(len(bodies))):
        bodies_bar[i]["place"] = bodies_bar[i]["place"] + values_bar.pop()
    for j in reversed(range(len(bodies))):
        # body.place += 0.1 * body.speed
        bodies_bar[j]["speed"] = bodies_bar[j]["speed"] + 0.1 * bodies_bar[j]["place"]
    places_bar = np.zeros_like(places)
    speeds_bar = np.zeros_like(speeds)
    for k in reversed(range(len(mass))):
        body_bar = bodies_bar.pop()  # bodies = [...]
        places_bar[k] = body_bar["place"]
        speeds_bar[k] = body_bar["speed"]
    return places_bar, speeds_bar

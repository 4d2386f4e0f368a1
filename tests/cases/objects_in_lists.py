"""Objects in a list: gone through, changed by methods and by their fields, in pairs."""


class Body:
    def __init__(self, place, mass):
        self.place = place
        self.mass = mass
        self.speed = 0.0

    def kick(self, force, dt):
        self.speed += force / self.mass * dt


def drift(bodies, dt):
    for body in bodies:
        body.place += dt * body.speed


def objects_in_lists(places, masses, dt):
    bodies = [Body(places[k], masses[k]) for k in range(len(places))]
    for _ in range(3):
        for i in range(len(bodies)):
            for j in range(i + 1, len(bodies)):
                force = bodies[j].place - bodies[i].place
                bodies[i].kick(force, dt)
                bodies[j].kick(-force, dt)
        drift(bodies, dt)
    total = 0.0
    for body in bodies:
        body.speed = 2.0 * body.speed
        total += body.mass * body.speed**2 + body.place
    return total


WRT = ("places", "masses", "dt")


def samples(rng):
    return [(rng.normal(size=3), 1.0 + rng.random(3), 0.1)]


# --- expected ---
import numpy as np

from tests.cases import objects_in_lists  # isort: skip


def objects_in_lists_grad(places, masses, dt):
    """Gradient of `objects_in_lists` with respect to places, masses and dt."""
    saved_stack = []
    saved_stack2 = []
    bodies_stack = []
    bodies = [objects_in_lists.Body(places[k], masses[k]) for k in range(len(places))]
    for _ in range(3):
        for i in range(len(bodies)):
            for j in range(i + 1, len(bodies)):
                force = bodies[j].place - bodies[i].place
                saved3 = kick_forward(bodies[i], force, dt)
                saved2 = kick_forward(bodies[j], -force, dt)
                saved_stack.append((saved3, saved2))
        saved = drift_forward(bodies, dt)
        saved_stack2.append(saved)
    for m in range(len(bodies)):
        bodies_stack.append(bodies[m].speed)
        bodies[m].speed = 2.0 * bodies[m].speed

    # Reverse sweep
    bodies_bar = [{"place": 0.0, "mass": 0.0, "speed": 0.0} for item in bodies]
    for m in reversed(range(len(bodies))):
        bodies_bar[m]["mass"] += bodies[m].speed ** 2  # total += body.mass * ...
        bodies_bar[m]["speed"] += 2 * bodies[m].speed * bodies[m].mass
        bodies_bar[m]["place"] += 1.0
        bodies[m].speed = bodies_stack.pop()
        bodies_bar[m]["speed"] = 2.0 * bodies_bar[m]["speed"]  # body.speed = 2.0 * ...
    dt_bar = 0.0
    for _ in reversed(range(3)):
        saved = saved_stack2.pop()
        bodies_bar, dt_bar2 = drift_reverse(bodies, dt, saved, bodies_bar)  # drift(...)
        dt_bar += dt_bar2
        for i in reversed(range(len(bodies))):
            for j in reversed(range(i + 1, len(bodies))):
                saved3, saved2 = saved_stack.pop()
                # bodies[j].kick(-force, dt)
                mass_bar, bodies_bar[j]["speed"], force_bar2, dt_bar3 = kick_reverse(
                    dt, saved2, bodies_bar[j]["speed"]
                )
                bodies_bar[j]["mass"] += mass_bar
                force_bar = -force_bar2
                dt_bar += dt_bar3
                # bodies[i].kick(force, dt)
                mass_bar2, bodies_bar[i]["speed"], force_bar3, dt_bar4 = kick_reverse(
                    dt, saved3, bodies_bar[i]["speed"]
                )
                bodies_bar[i]["mass"] += mass_bar2
                force_bar += force_bar3
                dt_bar += dt_bar4
                bodies_bar[j]["place"] += force_bar  # force = bodies[j].place - ...
                bodies_bar[i]["place"] -= force_bar
    masses_bar = np.zeros_like(masses)
    places_bar = np.zeros_like(places)
    for k in reversed(range(len(places))):
        body_bar = bodies_bar.pop()  # bodies = [...]
        places_bar[k] = body_bar["place"]
        masses_bar[k] = body_bar["mass"]
    return places_bar, masses_bar, float(dt_bar)


def drift_forward(bodies, dt):
    bodies_stack = []
    for k in range(len(bodies)):
        bodies_stack.append(bodies[k].place)
        bodies[k].place += dt * bodies[k].speed
    return bodies_stack


def drift_reverse(bodies, dt, bodies_stack, bodies_bar):
    dt_bar = 0.0
    for k in reversed(range(len(bodies))):
        bodies[k].place = bodies_stack.pop()
        bodies_item_bar = bodies_bar[k]["place"]  # body.place += dt * body.speed
        dt_bar += bodies[k].speed * bodies_item_bar
        bodies_bar[k]["speed"] += dt * bodies_item_bar
    return bodies_bar, dt_bar


def kick_forward(self, force, dt):
    speed_old = self.speed
    self.speed += force / self.mass * dt
    return self, force, speed_old


def kick_reverse(dt, saved, speed_bar):
    self, force, speed_old = saved
    self.speed = speed_old
    force_bar = dt * speed_bar / self.mass  # self.speed += force / self.mass * dt
    mass_bar = -force / self.mass * force_bar
    dt_bar = force / self.mass * speed_bar
    return mass_bar, speed_bar, force_bar, dt_bar

"""A method changes an object that its own object holds; a function changes two."""


class Engine:
    def __init__(self, power):
        self.power = power
        self.heat = 0.0

    def force(self):
        self.heat += 0.1 * self.power
        return self.power / (1.0 + self.heat)


class Car:
    def __init__(self, engine, mass):
        self.engine = engine
        self.mass = mass
        self.speed = 0.0

    def accelerate(self, dt):
        self.speed += self.engine.force() / self.mass * dt


def collide(first, second):
    speed = (first.mass * first.speed + second.mass * second.speed) / (
        first.mass + second.mass
    )
    first.speed, second.speed = speed, 0.5 * speed


def object_in_object(power, mass):
    car = Car(Engine(power), mass)
    other = Car(Engine(1.0), 2.0 * mass)
    for _ in range(3):
        car.accelerate(0.1)
    collide(car, other)
    return car.speed * other.speed * car.engine.heat


WRT = ("power", "mass")


def samples(rng):
    return [(1.4, 0.9)]


# --- expected ---
from tests.cases import object_in_object  # isort: skip


def object_in_object_grad(power, mass):
    """Gradient of `object_in_object` with respect to power and mass."""
    saved2_stack = []
    car = object_in_object.Car(object_in_object.Engine(power), mass)
    other = object_in_object.Car(object_in_object.Engine(1.0), 2.0 * mass)
    for _ in range(3):
        saved2 = accelerate_forward(car, 0.1)
        saved2_stack.append(saved2)
    saved = collide_forward(car, other)

    # Reverse sweep
    product_bar = car.engine.heat  # return car.speed * other.speed * car.engine.heat
    speed_bar = other.speed * product_bar
    speed_bar2 = car.speed * product_bar
    heat_bar = car.speed * other.speed
    # collide(car, other)
    mass_bar4, speed_bar, mass_bar2, speed_bar2 = collide_reverse(
        car, other, saved, speed_bar, speed_bar2
    )
    power_bar = 0.0
    for _ in reversed(range(3)):
        saved2 = saved2_stack.pop()
        # car.accelerate(0.1)
        power_bar2, heat_bar, mass_bar3, speed_bar = accelerate_reverse(
            car, saved2, heat_bar, speed_bar
        )
        power_bar += power_bar2
        mass_bar4 += mass_bar3
    mass_bar = 2.0 * mass_bar2  # other = Car(Engine(1.0), 2.0 * mass)
    mass_bar += mass_bar4
    return power_bar, mass_bar


def collide_forward(first, second):
    speed = (first.mass * first.speed + second.mass * second.speed) / (
        first.mass + second.mass
    )
    speed_old = first.speed
    first.speed = speed
    speed_old2 = second.speed
    second.speed = 0.5 * speed
    return speed, speed_old, speed_old2


def collide_reverse(first, second, saved, speed_bar, speed_bar2):
    speed, speed_old, speed_old2 = saved
    second.speed = speed_old2
    speed_bar3 = 0.5 * speed_bar2  # first.speed, second.speed = speed, 0.5 * speed
    first.speed = speed_old
    speed_bar3 += speed_bar
    sum_bar = speed_bar3 / (first.mass + second.mass)  # speed = (...) / (...)
    sum_bar2 = -speed / (first.mass + second.mass) * speed_bar3
    mass_bar = first.speed * sum_bar + sum_bar2
    speed_bar = first.mass * sum_bar
    mass_bar2 = second.speed * sum_bar + sum_bar2
    speed_bar2 = second.mass * sum_bar
    return mass_bar, speed_bar, mass_bar2, speed_bar2


def force_forward(self):
    heat_old = self.heat
    self.heat += 0.1 * self.power
    ans = self.power / (1.0 + self.heat)
    return ans, (heat_old, ans)


def force_reverse(self, saved, ans_bar, heat_bar):
    heat_old, ans = saved
    power_bar = ans_bar / (1.0 + self.heat)  # return self.power / (1.0 + self.heat)
    heat_bar -= ans * power_bar
    self.heat = heat_old
    power_bar += 0.1 * heat_bar  # self.heat += 0.1 * self.power
    return power_bar, heat_bar


def accelerate_forward(self, dt):
    force_ans, saved = force_forward(self.engine)
    speed_old = self.speed
    self.speed += force_ans / self.mass * dt
    return dt, force_ans, saved, speed_old


def accelerate_reverse(self, saved2, heat_bar, speed_bar):
    dt, force_ans, saved, speed_old = saved2
    self.speed = speed_old
    force_ans_bar = dt * speed_bar / self.mass  # self.speed += ...
    mass_bar = -force_ans / self.mass * force_ans_bar
    power_bar, heat_bar = force_reverse(self.engine, saved, force_ans_bar, heat_bar)
    return power_bar, heat_bar, mass_bar, speed_bar

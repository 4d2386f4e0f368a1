"""Objects of a plain class are made in the function, and changed by their methods."""


class Particle:
    def __init__(self, x, v, mass=1.0):
        self.x = x
        self.v = v
        self.mass = mass

    def step(self, dt):
        self.v = self.v - self.x / self.mass * dt
        self.x += self.v * dt

    def reverse(self):
        self.v = -self.v

    def energy(self):
        return 0.5 * self.mass * self.v**2 + 0.5 * self.x**2


def objects_built(x, v, dt):
    near = Particle(x, v)
    far = Particle(2.0 * x, mass=2.0, v=0.0)
    for k in range(4):
        near.step(dt)
        if k == 2:
            far.reverse()
        far.step(dt * near.x)
    return near.energy() * far.energy()


WRT = ("x", "v", "dt")


def samples(rng):
    return [(0.8, -0.3, 0.1)]


# --- expected ---
from tests.cases import objects_built  # isort: skip


def objects_built_grad(x, v, dt):
    """Gradient of `objects_built` with respect to x, v and dt."""
    saved2_stack = []
    saved_stack = []
    near = objects_built.Particle(x, v)
    far = objects_built.Particle(2.0 * x, mass=2.0, v=0.0)
    for k in range(4):
        saved3 = step_forward(near, dt)
        if k == 2:
            saved2 = reverse_forward(far)
            saved2_stack.append(saved2)
        saved = step_forward(far, dt * near.x)
        saved_stack.append((saved3, saved))
    energy_ans = near.energy()
    energy_ans2 = far.energy()

    # Reverse sweep
    x_bar3, v_bar2 = energy_reverse(far, energy_ans)  # return near.energy() * ...
    x_bar2, v_bar = energy_reverse(near, energy_ans2)
    dt_bar = 0.0
    for k in reversed(range(4)):
        saved3, saved = saved_stack.pop()
        # far.step(dt * near.x)
        x_bar3, v_bar2, dt_bar2 = step_reverse(far, saved, x_bar3, v_bar2)
        dt_bar += near.x * dt_bar2
        x_bar2 += dt * dt_bar2
        if k == 2:
            saved2 = saved2_stack.pop()
            v_bar2 = reverse_reverse(far, saved2, v_bar2)  # far.reverse()
        # near.step(dt)
        x_bar2, v_bar, dt_bar3 = step_reverse(near, saved3, x_bar2, v_bar)
        dt_bar += dt_bar3
    x_bar = 2.0 * x_bar3  # far = Particle(2.0 * x, mass=2.0, v=0.0)
    x_bar += x_bar2  # near = Particle(x, v)
    return x_bar, v_bar, dt_bar


def energy_reverse(self, ans_bar):
    v_bar = self.v * self.mass * ans_bar  # return 0.5 * self.mass * self.v**2 + ...
    x_bar = self.x * ans_bar
    return x_bar, v_bar


def step_forward(self, dt):
    v_old = self.v
    self.v = self.v - self.x / self.mass * dt
    x_old = self.x
    self.x += self.v * dt
    return dt, v_old, x_old


def step_reverse(self, saved, x_bar, v_bar):
    dt, v_old, x_old = saved
    self.x = x_old
    v_bar += dt * x_bar  # self.x += self.v * dt
    dt_bar = self.v * x_bar
    self.v = v_old
    x_bar -= dt * v_bar / self.mass  # self.v = self.v - self.x / self.mass * dt
    dt_bar -= self.x / self.mass * v_bar
    return x_bar, v_bar, dt_bar


def reverse_forward(self):
    v_old = self.v
    self.v = -self.v
    return v_old


def reverse_reverse(self, v_old, v_bar):
    self.v = v_old
    v_bar = -v_bar  # self.v = -self.v
    return v_bar

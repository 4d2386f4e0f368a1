"""Objects under one name, in two arguments and in a dict, have their own adjoints."""

import numpy as np

WRT = ("near", "far", "lamp")


class Lamp:
    def __init__(self, power):
        self.power = power


class Lens:
    def __init__(self, lamp, focus):
        self.lamp = lamp
        self.focus = focus


def brightness(near, far, lamp):
    both = near.lamp.power * far["lamp"].power
    return np.sum(both) * near.focus + far["focus"] * np.sum(lamp.power**2)


def samples(rng):
    def lamp():
        return Lamp(rng.normal(size=3))

    far = {"lamp": lamp(), "focus": 1.3}
    return [(Lens(lamp(), 0.7), far, lamp())]


# --- expected ---
import numpy as np

from tests.cases import objects_named_alike  # isort: skip


def brightness_grad(near, far, lamp):
    """Gradient of `brightness` with respect to near, far and lamp."""
    both = near.lamp.power * far["lamp"].power

    # Reverse sweep
    both_bar = np.broadcast_to(near.focus, np.shape(both))  # return np.sum(...) * ...
    focus_bar = np.sum(both)
    focus_bar2 = np.sum(lamp.power**2)
    power_bar = 2 * lamp.power * far["focus"]
    power_bar2 = far["lamp"].power * both_bar  # both = near.lamp.power * far[...].power
    power_bar3 = near.lamp.power * both_bar
    lamp_bar3 = object.__new__(objects_named_alike.Lamp)
    lamp_bar3.power = power_bar2
    near_bar = object.__new__(objects_named_alike.Lens)
    near_bar.lamp = lamp_bar3
    near_bar.focus = float(focus_bar)
    lamp_bar2 = object.__new__(objects_named_alike.Lamp)
    lamp_bar2.power = power_bar3
    lamp_bar = object.__new__(objects_named_alike.Lamp)
    lamp_bar.power = power_bar
    return near_bar, {"lamp": lamp_bar2, "focus": float(focus_bar2)}, lamp_bar

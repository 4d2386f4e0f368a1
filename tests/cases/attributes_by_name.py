"""Attributes that are assigned by their names."""


class Settings:
    def __init__(self, **given):
        for key, value in given.items():
            setattr(self, key, value)


def attributes_by_name(x, rate):
    settings = Settings(rate=rate, scale=x[0])
    for name in ("rate", "scale"):
        setattr(settings, name, getattr(settings, name) * x[1])
    setattr(settings, "offset", settings.rate * settings.scale)
    return settings.offset * settings.rate


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=2), 0.7)]


# --- expected ---
import numpy as np

from tests.cases import attributes_by_name  # isort: skip


def attributes_by_name_grad(x, rate):
    """Gradient of `attributes_by_name` with respect to x and rate."""
    settings = attributes_by_name.Settings(rate=rate, scale=x[0])
    rate_old = settings.rate
    settings.rate = settings.rate * x[1]
    scale_old = settings.scale
    settings.scale = settings.scale * x[1]
    offset_old = getattr(settings, "offset", None)
    settings.offset = settings.rate * settings.scale

    # Reverse sweep
    offset_bar = settings.rate  # return settings.offset * settings.rate
    rate_bar2 = settings.offset
    settings.offset = offset_old
    rate_bar2 += settings.scale * offset_bar  # setattr(...)
    scale_bar = settings.rate * offset_bar
    settings.scale = scale_old
    x_bar = np.zeros_like(x)  # setattr(settings, name, getattr(settings, name) * x[1])
    x_bar[1] = settings.scale * scale_bar
    scale_bar = x[1] * scale_bar
    settings.rate = rate_old
    x_bar[1] += settings.rate * rate_bar2
    rate_bar2 = x[1] * rate_bar2
    rate_bar, scale_bar2 = Settings_reverse(rate_bar2, scale_bar)  # settings = ...
    x_bar[0] = scale_bar2
    return x_bar, float(rate_bar)


def Settings_reverse(ans_rate_bar, ans_scale_bar):
    return ans_rate_bar, ans_scale_bar

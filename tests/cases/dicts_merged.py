"""Settings from several places: `dict(...)`, `|`, `|=` and `update`."""


def dicts_merged(x, rate):
    settings = dict(rate=rate, bias=x[0])
    settings = settings | {"bias": x[1] * rate}
    settings |= dict(scale=x[0])
    settings.update([("shift", x[2])])
    settings.update((f"weight{k}", value) for k, value in enumerate(x))
    dropped = settings.pop("bias", 0.0) + settings.pop("missing", rate)
    return (
        dropped * settings["scale"] * settings["rate"]
        + settings["shift"] * settings["weight1"]
    )


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=3), 0.4)]


# --- expected ---
import numpy as np


def dicts_merged_grad(x, rate):
    """Gradient of `dicts_merged` with respect to x and rate."""
    key_stack = []
    settings = {"rate": rate, "bias": x[0]}
    settings = {**settings, "bias": x[1] * rate}
    settings["scale"] = x[0]
    settings["shift"] = x[2]
    values = [(f"weight{k}", value) for k, value in enumerate(x)]
    for key, value2 in values:
        settings[key] = value2
        key_stack.append(key)
    condition = "bias" in settings
    if condition:
        popped = settings["bias"]
        settings.pop("bias")
    else:
        popped = 0.0
    condition2 = "missing" in settings
    if condition2:
        popped2 = settings["missing"]
        settings.pop("missing")
    else:
        popped2 = rate
    dropped = popped + popped2

    # Reverse sweep
    product_bar = settings["rate"]  # return dropped * settings[...] * ...
    dropped_bar = settings["scale"] * product_bar
    settings_bar = dict.fromkeys(settings, 0.0)
    settings_bar["scale"] += dropped * product_bar
    settings_bar["rate"] += dropped * settings["scale"]
    settings_bar["shift"] += settings["weight1"]
    settings_bar["weight1"] += settings["shift"]
    if condition2:  # dropped = settings.pop(...) + settings.pop("missing", rate)
        settings_bar["missing"] = dropped_bar
        rate_bar = 0.0
    else:
        rate_bar = dropped_bar
    if condition:
        settings_bar["bias"] = dropped_bar
    values_bar = [[None, 0.0] for item in values]
    for j in reversed(range(len(values))):
        key = key_stack.pop()
        settings_item_bar = settings_bar[key]
        settings_bar[key] = 0.0
        values_bar[j][1] += settings_item_bar
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        x_bar[k] = values_bar.pop()[1]
    settings_item_bar2 = settings_bar["shift"]
    settings_bar["shift"] = 0.0
    x_bar[2] += settings_item_bar2
    settings_item_bar3 = settings_bar["scale"]
    settings_bar["scale"] = 0.0
    x_bar[0] += settings_item_bar3
    x_bar[1] += rate * settings_bar["bias"]  # settings = settings | {...}
    rate_bar += x[1] * settings_bar["bias"]
    rate_bar2 = settings_bar["rate"]
    rate_bar += rate_bar2  # settings = dict(rate=rate, bias=x[0])
    return x_bar, float(rate_bar)

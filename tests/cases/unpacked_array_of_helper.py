"""The entries of an array that a helper returns get names."""

import numpy as np


def place(latitude, longitude, height):
    radius = 2.0 / np.sqrt(1.0 - 0.1 * np.sin(latitude) ** 2) + height
    across = radius * np.cos(latitude)
    return np.array([across * np.cos(longitude), across * np.sin(longitude), radius])


def unpacked_array_of_helper(latitude, longitude, height):
    x, y, z = place(latitude, longitude, height)
    for _ in range(2):
        x, _, z = place(x, y, z)
    return x * y - z


WRT = ("latitude", "longitude", "height")


def samples(rng):
    return [tuple(rng.uniform(0.2, 0.9, size=3))]


# --- expected ---
import numpy as np


def unpacked_array_of_helper_grad(latitude, longitude, height):
    """Gradient of `unpacked_array_of_helper` with respect to latitude, longitude and
    height.
    """
    saved_stack = []
    place_ans, saved2 = place_forward(latitude, longitude, height)
    x, y, z = place_ans
    for _ in range(2):
        place_ans2, saved = place_forward(x, y, z)
        saved_stack.append(saved)
        x, _, z = place_ans2

    # Reverse sweep
    x_bar = y  # return x * y - z
    y_bar = x
    z_bar = -1.0
    for _ in reversed(range(2)):
        place_ans2_bar = np.array([x_bar, 0.0, z_bar])  # x, _, z = place(x, y, z)
        saved = saved_stack.pop()
        x_bar, longitude_bar2, z_bar = place_reverse(y, saved, place_ans2_bar)
        y_bar += longitude_bar2
    # x, y, z = place(latitude, longitude, height)
    latitude_bar, longitude_bar, height_bar = place_reverse(
        longitude, saved2, np.array([x_bar, y_bar, z_bar])
    )
    return np.float64(latitude_bar), np.float64(longitude_bar), np.float64(height_bar)


def place_forward(latitude, longitude, height):
    sqrt = np.sqrt(1.0 - 0.1 * np.sin(latitude) ** 2)
    radius = 2.0 / sqrt + height
    across = radius * np.cos(latitude)
    ans = np.array([across * np.cos(longitude), across * np.sin(longitude), radius])
    return ans, (latitude, sqrt, radius, across)


def place_reverse(longitude, saved, ans_bar):
    latitude, sqrt, radius, across = saved
    product_bar, product_bar2, radius_bar = ans_bar  # return np.array(...)
    cos_longitude = np.cos(longitude)
    sin_longitude = np.sin(longitude)
    across_bar = cos_longitude * product_bar + sin_longitude * product_bar2
    longitude_bar = (
        cos_longitude * across * product_bar2 - sin_longitude * across * product_bar
    )
    cos_latitude = np.cos(latitude)  # across = radius * np.cos(latitude)
    radius_bar += cos_latitude * across_bar
    sin_latitude = np.sin(latitude)
    latitude_bar = -sin_latitude * radius * across_bar
    # radius = 2.0 / np.sqrt(1.0 - 0.1 * np.sin(latitude) ** 2) + height
    latitude_bar += 0.2 * cos_latitude * sin_latitude / sqrt / sqrt / sqrt * radius_bar
    height_bar = radius_bar
    return latitude_bar, longitude_bar, height_bar

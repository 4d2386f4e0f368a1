"""An image seen through a turned grid of pixels, as np.mgrid and np.ogrid make them."""

import numpy as np


def pixel_grid(angle, image):
    height, width = image.shape
    y, x = np.mgrid[0:height, 0:width]
    turned = np.cos(angle) * x - np.sin(angle) * y
    turned[0] *= angle
    inside = turned >= 0
    rows, columns = np.ogrid[0:height, -1:1:4j]
    weighed = (image * turned)[inside]
    return np.sum(weighed**2) + np.sum((image * columns - rows)[1:] ** 2)


WRT = ("angle", "image")


def samples(rng):
    return [(0.3, rng.normal(size=(3, 4)))]


# --- expected ---
import numpy as np


def pixel_grid_grad(angle, image):
    """Gradient of `pixel_grid` with respect to angle and image."""
    height, width = image.shape
    y, x = np.mgrid[0:height, 0:width]
    turned = np.cos(angle) * x - np.sin(angle) * y
    turned_old = turned[0].copy()
    turned[0] *= angle
    inside = turned >= 0
    rows, columns = np.ogrid[0:height, -1:1:4j]
    weighed = (image * turned)[inside]

    # Reverse sweep
    sum_bar = np.zeros_like(image)  # return np.sum(weighed**2) + np.sum(...)
    sum_bar[1:] = 2 * (image * columns - rows)[1:]
    weighed_bar = 2 * weighed
    image_bar = columns * sum_bar
    product_bar = np.zeros_like(image)  # weighed = (image * turned)[inside]
    product_bar[inside] = weighed_bar
    image_bar += turned * product_bar
    turned_bar = image * product_bar
    turned[0] = turned_old
    angle_bar = turned[0] @ turned_bar[0]  # turned[0] *= angle
    turned_bar[0] = angle * turned_bar[0]
    # turned = np.cos(angle) * x - np.sin(angle) * y
    angle_bar -= np.sin(angle) * np.sum(x * turned_bar) + np.cos(angle) * np.sum(
        y * turned_bar
    )
    return float(angle_bar), image_bar

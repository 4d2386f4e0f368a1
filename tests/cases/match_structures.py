"""match on sequences, classes and values, with captures and guards."""


def match_structures(x, shape, k):
    match shape:
        case ("circle", radius, _):
            area = 3.14 * radius * radius * x
        case ("box", width, height) if width > height:
            area = width * height * x * x
        case ("box", width, _):
            area = width * x
        case [_, *rest]:
            area = x * len(rest)
    match k:
        case int(number) if number > 3:
            area = area * number
        case int() | float():
            area = area * area
        case None:
            area = area + x
    return area


WRT = "x"


def samples(rng):
    shapes = (
        ("circle", 2.0, 0.0),
        ("box", 3.0, 2.0),
        ("box", 1.0, 2.0),
        ("line", 1.0, 2.0),
    )
    return [(1.3, shape, k) for shape, k in zip(shapes, (5, 1, 9, 2), strict=True)]


# --- expected ---
def match_structures_grad(x, shape, k):
    """Gradient of `match_structures` with respect to x."""
    match shape:
        case ["circle", radius, _]:
            area = 3.14 * radius * radius * x
        case ["box", width, height] if width > height:
            area = width * height * x * x
        case ["box", width, _]:
            area = width * x
        case _:
            rest = list(shape[1:])
            area = x * len(rest)
    match k:
        case int(number) if number > 3:
            pass
        case _:
            area_old = area

    # Reverse sweep
    area_bar = 1.0  # return area
    if k > 3:
        area_bar = number * area_bar  # area = area * number
    else:
        area = area_old
        area_bar = 2 * area * area_bar  # area = area * area
    if shape[0] == "circle":
        x_bar = 3.14 * radius * radius * area_bar  # area = 3.14 * radius * radius * x
    elif shape[0] == "box" and shape[1] > shape[2]:
        x_bar = 2 * width * height * x * area_bar  # area = width * height * x * x
    elif shape[0] == "box":
        x_bar = width * area_bar  # area = width * x
    else:
        x_bar = len(rest) * area_bar  # area = x * len(rest)
    return x_bar

"""Second names of what changes: a list in a dict, an object, what a method returns."""


class Product:
    def __init__(self):
        self.total = 1.0
        self.parts = []

    def times(self, factor):
        self.total = self.total * factor
        self.parts.append(factor)
        return self


def second_names(x, y):
    table = {"kept": [x], "last": 0.0}
    kept = table["kept"]
    kept.append(x * y)
    table["last"] = y
    kept[0] = kept[1] * table["last"]
    product = Product()
    same = product
    same.times(x).times(y)
    product.times(kept[0])
    return same.total * product.parts[1] + sum(table["kept"])


WRT = ("x", "y")


def samples(rng):
    return [(0.7, -0.4)]


# --- expected ---
from tests.cases import second_names  # isort: skip


def second_names_grad(x, y):
    """Gradient of `second_names` with respect to x and y."""
    table = {"kept": [x], "last": 0.0}
    table["kept"].append(x * y)
    table["last"] = y
    kept_old = table["kept"][0]
    table["kept"][0] = table["kept"][1] * table["last"]
    product = second_names.Product()
    _, saved3 = times_forward(product, x)
    _, saved2 = times_forward(product, y)
    _, saved = times_forward(product, table["kept"][0])

    # Reverse sweep
    kept_bar = [1.0 for x in table["kept"]]  # return same.total * ...
    total_bar = product.parts[1]
    parts_bar = [0.0] * len(product.parts)
    parts_bar[1] = product.total
    # product.times(kept[0])
    total_bar, parts_bar, factor_bar = times_reverse(
        product, saved, total_bar, parts_bar
    )
    kept_bar[0] += factor_bar
    # same.times(x).times(y)
    total_bar, parts_bar, y_bar = times_reverse(product, saved2, total_bar, parts_bar)
    total_bar, parts_bar, x_bar = times_reverse(product, saved3, total_bar, parts_bar)
    table["kept"][0] = kept_old
    kept_item_bar = kept_bar[0]  # kept[0] = kept[1] * table["last"]
    kept_bar[0] = 0.0
    kept_bar[1] += table["last"] * kept_item_bar
    last_bar = table["kept"][1] * kept_item_bar
    y_bar += last_bar  # table["last"] = y
    product_bar = kept_bar.pop()  # kept.append(x * y)
    x_bar += y * product_bar
    y_bar += x * product_bar
    x_bar += kept_bar[0]  # table = {"kept": [x], "last": 0.0}
    return float(x_bar), float(y_bar)


def times_forward(self, factor):
    total_old = self.total
    self.total = self.total * factor
    self.parts.append(factor)
    return self, (factor, total_old)


def times_reverse(self, saved, total_bar, parts_bar):
    factor, total_old = saved
    factor_bar = parts_bar.pop()  # self.parts.append(factor)
    self.parts.pop()
    self.total = total_old
    factor_bar += self.total * total_bar  # self.total = self.total * factor
    total_bar = factor * total_bar
    return total_bar, parts_bar, factor_bar

"""Assignments that call a method, of a property and `__setitem__`; a list asked for."""


class Thermometer:
    def __init__(self, celsius):
        self.celsius = celsius
        self.read = []

    @property
    def fahrenheit(self):
        return self.celsius * 1.8 + 32.0

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32.0) / 1.8
        self.read.append(value)


class Table:
    def __init__(self, size):
        self.cells = [0.0] * size

    def __getitem__(self, k):
        return self.cells[k]

    def __setitem__(self, k, value):
        self.cells[k] = 2.0 * value


def setters(x, y):
    thermometer = Thermometer(x)
    thermometer.fahrenheit = 10.0 * y
    thermometer.fahrenheit += x
    table = Table(2)
    table[0] = thermometer.celsius * x
    table[1] = table[0] + y
    if thermometer.read:
        table[1] *= thermometer.read.pop()
    return table[0] * table[1] * thermometer.read[0]


WRT = ("x", "y")


def samples(rng):
    return [(0.7, 1.4)]


# --- expected ---
from tests.cases import setters  # isort: skip


def setters_grad(x, y):
    """Gradient of `setters` with respect to x and y."""
    thermometer = setters.Thermometer(x)
    saved5 = fahrenheit_forward(thermometer, 10.0 * y)
    saved4 = fahrenheit_forward(thermometer, thermometer.fahrenheit + x)
    table = setters.Table(2)
    saved3 = setitem_forward(table, 0, thermometer.celsius * x)
    saved2 = setitem_forward(table, 1, table[0] + y)
    condition = bool(thermometer.read)
    if condition:
        getitem_ans2 = table[1]
        pop_ans = thermometer.read.pop()
        saved = setitem_forward(table, 1, getitem_ans2 * pop_ans)
    getitem_ans3 = table[0]
    getitem_ans4 = table[1]

    # Reverse sweep
    product_bar = thermometer.read[0]  # return table[0] * table[1] * ...
    getitem_ans3_bar = getitem_ans4 * product_bar
    getitem_ans4_bar = getitem_ans3 * product_bar
    read_bar = [0.0] * len(thermometer.read)
    read_bar[0] = getitem_ans3 * getitem_ans4
    cells_bar = getitem_reverse(table, 1, getitem_ans4_bar)
    cells_bar2 = getitem_reverse(table, 0, getitem_ans3_bar)
    cells_bar = [a + b for a, b in zip(cells_bar, cells_bar2, strict=True)]
    if condition:
        # table[1] *= thermometer.read.pop()
        cells_bar, value_bar = setitem_reverse(table, saved, cells_bar)
        read_bar.append(getitem_ans2 * value_bar)
        thermometer.read.append(pop_ans)
        cells_bar3 = getitem_reverse(table, 1, pop_ans * value_bar)
        cells_bar = [a + b for a, b in zip(cells_bar, cells_bar3, strict=True)]
    cells_bar, value_bar2 = setitem_reverse(table, saved2, cells_bar)  # table[1] = ...
    cells_bar4 = getitem_reverse(table, 0, value_bar2)
    cells_bar = [a + b for a, b in zip(cells_bar, cells_bar4, strict=True)]
    cells_bar, value_bar3 = setitem_reverse(table, saved3, cells_bar)  # table[0] = ...
    celsius_bar = x * value_bar3
    x_bar = thermometer.celsius * value_bar3
    # thermometer.fahrenheit += x
    read_bar, argument_bar = fahrenheit_reverse(
        thermometer, saved4, celsius_bar, read_bar
    )
    x_bar += argument_bar
    celsius_bar = fahrenheit_reverse2(argument_bar)
    # thermometer.fahrenheit = 10.0 * y
    read_bar, value_bar4 = fahrenheit_reverse(
        thermometer, saved5, celsius_bar, read_bar
    )
    y_bar = value_bar2 + 10.0 * value_bar4
    return x_bar, y_bar


def getitem_reverse(self, k, ans_bar):
    cells_bar = [0.0] * len(self.cells)  # return self.cells[k]
    cells_bar[k] += ans_bar
    return cells_bar


def setitem_forward(self, k, value):
    cells_old = self.cells[k]
    self.cells[k] = 2.0 * value
    return k, cells_old


def setitem_reverse(self, saved, cells_bar):
    k, cells_old = saved
    self.cells[k] = cells_old
    cells_item_bar = cells_bar[k]  # self.cells[k] = 2.0 * value
    cells_bar[k] = 0.0
    value_bar = 2.0 * cells_item_bar
    return cells_bar, value_bar


def fahrenheit_forward(self, value):
    celsius_old = self.celsius
    self.celsius = (value - 32.0) / 1.8
    self.read.append(value)
    return celsius_old


def fahrenheit_reverse(self, celsius_old, celsius_bar, read_bar):
    value_bar = read_bar.pop()  # self.read.append(value)
    self.read.pop()
    self.celsius = celsius_old
    value_bar += celsius_bar / 1.8  # self.celsius = (value - 32.0) / 1.8
    return read_bar, value_bar


def fahrenheit_reverse2(ans_bar):
    celsius_bar = 1.8 * ans_bar  # return self.celsius * 1.8 + 32.0
    return celsius_bar

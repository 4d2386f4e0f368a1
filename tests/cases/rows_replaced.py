"""Rows of a list that a comprehension over the old row replaces."""


def blended(rows, w):
    new = [list(row) for row in rows]
    for k in range(len(new)):
        new[k] = [p * q for p, q in zip(new[k], w)]
        new[0] = [p + v * v for p, v in zip(new[0], new[k])]
    return new[0][1] * new[1][2] + new[0][0]


WRT = ("rows", "w")


def samples(rng):
    return [([[0.7, 1.3, 0.4], [0.2, -0.5, 1.1]], [1.5, 0.5, 0.8])]


# --- expected ---
def blended_grad(rows, w):
    """Gradient of `blended` with respect to rows and w."""
    p_stack = []
    new_stack = []
    v_stack = []
    saved_stack = []
    new_stack2 = []
    new = [list(row) for row in rows]
    items6 = range(len(new))
    for k in items6:
        values = []
        items = new[k]
        items4 = range(min(len(items), len(w)))
        for i in items4:
            p = items[i]
            q = w[i]
            values.append(p * q)
            p_stack.append(p)
        new_stack.append(new[k])
        new[k] = values
        values2 = []
        items2 = new[0]
        items3 = new[k]
        items5 = range(min(len(items2), len(items3)))
        for m in items5:
            p = items2[m]
            v = items3[m]
            values2.append(p + v * v)
            v_stack.append(v)
        saved_stack.append((items, items4, items2, items3, items5))
        new_stack2.append(new[0])
        new[0] = values2

    # Reverse sweep
    new_bar = [[0.0] * len(item) for item in new]  # return new[0][1] * new[1][2] + ...
    new_bar[0][1] += new[1][2]
    new_bar[1][2] += new[0][1]
    new_bar[0][0] += 1.0
    w_bar = [0.0] * len(w)
    for k in reversed(items6):
        items, items4, items2, items3, items5 = saved_stack.pop()
        new_item_bar = new_bar[0]  # new[0] = [...]
        new[0] = new_stack2.pop()
        new_bar[0] = [0.0] * len(new[0])
        values2_bar = list(new_item_bar)
        items2_bar = [0.0] * len(items2)
        items3_bar = [0.0] * len(items3)
        for m in reversed(items5):
            v = v_stack.pop()
            sum_bar = values2_bar.pop()
            items2_bar[m] += sum_bar
            items3_bar[m] += 2 * v * sum_bar
        new_bar[k] = [a + b for a, b in zip(new_bar[k], items3_bar, strict=True)]
        new_bar[0] = [a + b for a, b in zip(new_bar[0], items2_bar, strict=True)]
        new_item_bar2 = new_bar[k]  # new[k] = [p * q for p, q in zip(new[k], w)]
        new[k] = new_stack.pop()
        new_bar[k] = [0.0] * len(new[k])
        values_bar = list(new_item_bar2)
        items_bar = [0.0] * len(items)
        for i in reversed(items4):
            p = p_stack.pop()
            q = w[i]
            product_bar = values_bar.pop()
            items_bar[i] += q * product_bar
            w_bar[i] += p * product_bar
        new_bar[k] = [a + b for a, b in zip(new_bar[k], items_bar, strict=True)]
    rows_bar = [[0.0] * len(item) for item in rows]
    for j in reversed(range(len(rows))):
        row_bar = list(new_bar.pop())  # new = [list(row) for row in rows]
        rows_bar[j] = [a + b for a, b in zip(rows_bar[j], row_bar, strict=True)]
    return rows_bar, w_bar

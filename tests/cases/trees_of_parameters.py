"""Functions that call themselves for what a nested dict holds: map, leaves, sum."""

import numpy as np


def mapped(f, tree):
    if isinstance(tree, dict):
        return {key: mapped(f, part) for key, part in tree.items()}
    return f(tree)


def leaves(tree):
    if isinstance(tree, dict):
        found = []
        for key in sorted(tree):
            found += leaves(tree[key])
        return found
    return [tree]


def total(tree):
    if isinstance(tree, dict):
        return sum(total(part) for part in tree.values())
    return np.sum(tree)


def scaled(u, v):
    return u * np.sum(v)


def trees_of_parameters(w, b):
    tree = {"layer": {"w": w, "b": b}, "last": w[0]}
    squares = mapped(lambda leaf: leaf * leaf, tree)
    size = sum(np.sum(np.sin(leaf)) for leaf in leaves(tree))
    pair = {"u": size, "v": squares["layer"]["w"]}
    return total(squares) * size + squares["last"] * scaled(*pair.values())


WRT = "w", "b"
MODE = "grad"


def samples(rng):
    return [(rng.normal(size=3), 0.7)]


# --- expected ---
import numpy as np

from tests.cases import trees_of_parameters  # isort: skip


def trees_of_parameters_grad(w, b):
    """Gradient of `trees_of_parameters` with respect to w and b."""
    tree = {"layer": {"w": w, "b": b}, "last": w[0]}
    squares = mapped3(tree)
    values = []
    items = trees_of_parameters.leaves(tree)
    for leaf2 in items:
        values.append(np.sum(np.sin(leaf2)))
    size = sum(values)
    pair = {"u": size, "v": squares["layer"]["w"]}
    total_ans = trees_of_parameters.total(squares)

    # Reverse sweep
    last_bar = np.real(trees_of_parameters.scaled(*pair.values()))  # return ...
    u_bar, v_bar = scaled_reverse(pair["u"], pair["v"], squares["last"])
    w_bar4, b_bar4, last_bar2 = total_reverse(squares, np.real(size))
    last_bar += last_bar2
    size_bar = total_ans + u_bar  # pair = {"u": size, "v": squares["layer"]["w"]}
    w_bar4 = w_bar4 + np.real(v_bar)
    items_bar = [np.zeros_like(item) for item in items]  # size = sum(...)
    for k in reversed(range(len(items))):
        leaf2 = items[k]
        items_bar[k] = items_bar[k] + np.cos(leaf2) * size_bar
    w_bar2, b_bar2, last_bar3 = leaves_reverse(tree, items_bar)
    # squares = mapped(lambda leaf: leaf * leaf, tree)
    w_bar3, b_bar3, last_bar4 = mapped_reverse(tree, w_bar4, b_bar4, last_bar)
    w_bar2 = w_bar2 + w_bar3
    b_bar2 += b_bar3
    last_bar3 += last_bar4
    w_bar = np.real(w_bar2).copy()  # tree = {"layer": {"w": w, "b": b}, "last": w[0]}
    b_bar = np.real(b_bar2)
    w_bar[0] += np.real(last_bar3)
    return w_bar, float(b_bar)


def scaled_reverse(u, v, ans_bar):
    # Reverse sweep
    u_bar = np.sum(v) * ans_bar  # return u * np.sum(v)
    v_bar = np.broadcast_to(np.real(u * ans_bar), np.shape(v))
    return u_bar, v_bar


def total_reverse2(ans_bar):
    tree_bar = ans_bar  # return np.sum(tree)
    return tree_bar


def total_reverse4(tree, ans_bar):
    tree_bar = np.broadcast_to(ans_bar, np.shape(tree))  # return np.sum(tree)
    return tree_bar


def total_reverse3(tree, ans_bar):
    b_bar = total_reverse2(ans_bar)  # return sum(total(part) for part in tree.values())
    w_bar = total_reverse4(tree["w"], ans_bar)
    return w_bar, b_bar


def total_reverse(tree, ans_bar):
    last_bar = total_reverse2(ans_bar)  # return sum(...)
    w_bar, b_bar = total_reverse3(tree["layer"], ans_bar)
    return w_bar, b_bar, last_bar


def leaves_reverse3(ans_0_bar):
    tree_bar = ans_0_bar  # return [tree]
    return tree_bar


def leaves_reverse2(tree, ans_bar):
    leaves_ans = trees_of_parameters.leaves(tree["b"])
    leaves_ans2 = trees_of_parameters.leaves(tree["w"])

    # Reverse sweep
    found_bar = list(ans_bar)  # return found
    leaves_ans2_bar = found_bar[len(found_bar) - len(leaves_ans2) :]  # found += ...
    found_bar[len(found_bar) - len(leaves_ans2) :] = []
    w_bar = leaves_reverse3(leaves_ans2_bar[0])
    b_bar = leaves_reverse3(found_bar[len(found_bar) - len(leaves_ans) :][0])
    return w_bar, b_bar


def leaves_reverse(tree, ans_bar):
    leaves_ans = trees_of_parameters.leaves(tree["last"])
    leaves_ans2 = trees_of_parameters.leaves(tree["layer"])

    # Reverse sweep
    found_bar = list(ans_bar)  # return found
    leaves_ans2_bar = found_bar[len(found_bar) - len(leaves_ans2) :]  # found += ...
    found_bar[len(found_bar) - len(leaves_ans2) :] = []
    w_bar, b_bar = leaves_reverse2(tree["layer"], list(leaves_ans2_bar))
    last_bar = leaves_reverse3(found_bar[len(found_bar) - len(leaves_ans) :][0])
    return w_bar, b_bar, last_bar


def mapped_reverse2(tree, ans_bar):
    tree_bar = 2 * tree * ans_bar  # return f(tree)
    return tree_bar


def mapped_reverse3(tree, ans_w_bar, ans_b_bar):
    b_bar = mapped_reverse2(tree["b"], ans_b_bar)  # return {...}
    w_bar = mapped_reverse2(tree["w"], ans_w_bar)
    return w_bar, b_bar


def mapped_reverse(tree, ans_layer_w_bar, ans_layer_b_bar, ans_last_bar):
    last_bar = mapped_reverse2(tree["last"], ans_last_bar)  # return {...}
    w_bar, b_bar = mapped_reverse3(tree["layer"], ans_layer_w_bar, ans_layer_b_bar)
    return w_bar, b_bar, last_bar


def mapped(tree):
    return tree * tree


def mapped2(tree):
    values = {}
    values["w"] = mapped(tree["w"])
    values["b"] = mapped(tree["b"])
    return values


def mapped3(tree):
    values = {}
    values["layer"] = mapped2(tree["layer"])
    values["last"] = mapped(tree["last"])
    return values

"""Objects in lists of lists, in dicts and in tuples: the gradient is made of them."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


@dataclass(frozen=True)
class Gauss:
    centre: np.ndarray
    width: float
    label: str = ""

    def at(self, x):
        d = (x - self.centre) / self.width
        return np.exp(-np.sum(d * d))


class Weight(NamedTuple):
    size: float
    power: int


def objects_in_structures(groups, named, weighted, x):
    total = 0.0
    for group in groups:
        peak = 1.0
        for bump in group:
            peak *= bump.at(x)
        total += peak
    for key in named:
        total += named[key].at(x) * len(key)
    for bump, weight in weighted:
        total += weight.size**weight.power * bump.at(x)
    return total


WRT = ("groups", "named", "weighted", "x")


def samples(rng):
    def bump():
        return Gauss(rng.normal(size=2), 1.5, "bump")

    named = {"a": bump(), "bc": bump()}
    weighted = [(bump(), Weight(0.7, 2)), (bump(), Weight(1.3, 3))]
    return [([[bump(), bump()], [bump()]], named, weighted, rng.normal(size=2))]


# --- expected ---
import numpy as np

from tests.cases import objects_in_structures  # isort: skip


def objects_in_structures_grad(groups, named, weighted, x):
    """Gradient of `objects_in_structures` with respect to groups, named, weighted
    and x.
    """
    peak_stack = []
    for group in groups:
        peak = 1.0
        for k in range(len(group)):
            peak_stack.append(peak)
            bump = group[k]
            at_ans = bump.at(x)
            peak *= at_ans
    items = [*named]

    # Reverse sweep
    weighted_bar = [
        [
            {"centre": np.zeros_like(item[0].centre), "width": 0.0, "label": None},
            {"size": 0.0, "power": 0.0},
        ]
        for item in weighted
    ]
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(weighted))):
        bump, weight = weighted[i]
        at_ans3 = bump.at(x)
        # total += weight.size**weight.power * bump.at(x)
        size_bar = (
            weight.power
            * weight.size ** (weight.power - 1 if weight.power != 0 else 1)
            * at_ans3
        )
        centre_bar, width_bar, x_bar2 = at_reverse(bump, x, weight.size**weight.power)
        x_bar += x_bar2
        weighted_bar[i][0]["centre"] += centre_bar
        weighted_bar[i][0]["width"] += width_bar
        weighted_bar[i][1]["size"] += size_bar
    centre_bar3 = np.zeros_like(named["a"].centre)
    width_bar3 = 0.0
    centre_bar4 = np.zeros_like(named["bc"].centre)
    width_bar4 = 0.0
    for key in reversed(items):
        # total += named[key].at(x) * len(key)
        centre_bar2, width_bar2, x_bar3 = at_reverse(named[key], x, len(key) * 1.0)
        x_bar += x_bar3
        centre_bar3 += centre_bar2 if key == "a" else np.zeros_like(named["a"].centre)
        width_bar3 += width_bar2 if key == "a" else 0.0
        centre_bar4 += centre_bar2 if key == "bc" else np.zeros_like(named["bc"].centre)
        width_bar4 += width_bar2 if key == "bc" else 0.0
    groups_bar = [
        [
            {"centre": np.zeros_like(item2.centre), "width": 0.0, "label": None}
            for item2 in item
        ]
        for item in groups
    ]
    for j in reversed(range(len(groups))):
        group = groups[j]
        peak_bar = 1.0  # total += peak
        group_bar = [
            {"centre": np.zeros_like(item.centre), "width": 0.0, "label": None}
            for item in group
        ]
        for k in reversed(range(len(group))):
            peak = peak_stack.pop()
            bump = group[k]
            at_ans = bump.at(x)
            at_ans_bar = peak * peak_bar  # peak *= bump.at(x)
            peak_bar = at_ans * peak_bar
            centre_bar, width_bar, x_bar4 = at_reverse(bump, x, at_ans_bar)
            x_bar += x_bar4
            group_bar[k]["centre"] = group_bar[k]["centre"] + centre_bar
            group_bar[k]["width"] += width_bar
        groups_bar[j] = [
            {
                "centre": a["centre"] + b["centre"],
                "width": a["width"] + b["width"],
                "label": None,
            }
            for a, b in zip(groups_bar[j], group_bar, strict=True)
        ]
    return (
        [
            [
                objects_in_structures.Gauss(item2["centre"], item2["width"], None)
                for item2 in item
            ]
            for item in groups_bar
        ],
        {
            "a": objects_in_structures.Gauss(centre_bar3, float(width_bar3), None),
            "bc": objects_in_structures.Gauss(centre_bar4, float(width_bar4), None),
        },
        [
            (
                objects_in_structures.Gauss(item[0]["centre"], item[0]["width"], None),
                objects_in_structures.Weight(item[1]["size"], None),
            )
            for item in weighted_bar
        ],
        x_bar,
    )


def at_reverse(self, x, ans_bar):
    d = (x - self.centre) / self.width
    ans = np.exp(-np.sum(d * d))

    # Reverse sweep
    d_bar = -2 * d * ans * ans_bar  # return np.exp(-np.sum(d * d))
    sum_bar = d_bar / self.width  # d = (x - self.centre) / self.width
    x_bar = unbroadcast(sum_bar, x)
    centre_bar = unbroadcast(-sum_bar, self.centre)
    width_bar = -np.sum(d * sum_bar)
    return centre_bar, width_bar, x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)

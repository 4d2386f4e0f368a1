"""Local alignment of two signals, and extremes of lists: those that tie share alike."""

import numpy as np


def largest_of_several(a, b, gap):
    score = np.zeros((len(a) + 1, len(b) + 1))
    for i in range(len(a)):
        for j in range(len(b)):
            match = score[i, j] + 1.0 - (a[i] - b[j]) ** 2
            score[i + 1, j + 1] = max(
                0.0, match, score[i, j + 1] - gap, score[i + 1, j] - gap
            )
    ends = [score[i, -1] * gap for i in range(len(a) + 1)]
    return max(ends) - min(ends[1:]) + max(score[-1]) * min(gap, ends[1], b[0])


WRT = ("a", "b", "gap")
LIKE = True


def samples(rng):
    return [(rng.random(4), rng.random(3), 0.3)]


# --- expected ---
import numpy as np


def largest_of_several_grad(a, b, gap):
    """Gradient of `largest_of_several` with respect to a, b and gap."""
    score = np.zeros((len(a) + 1, len(b) + 1))
    for i in range(len(a)):
        for j in range(len(b)):
            match = score[i, j] + 1.0 - (a[i] - b[j]) ** 2
            score[i + 1, j + 1] = max(
                0.0, match, score[i, j + 1] - gap, score[i + 1, j] - gap
            )
    ends = [score[i, -1] * gap for i in range(len(a) + 1)]
    max_ends = max(ends)
    min_value = min(ends[1:])
    max_value = max(score[-1])
    min_gap = min(gap, ends[1], b[0])

    # Reverse sweep
    share = 1.0 / (ends.count(max_ends) or 1)  # return max(...) - min(...) + ...
    share2 = -1.0 / (ends[1:].count(min_value) or 1)
    ends_bar3 = [(x == min_value) * share2 for x in ends[1:]]
    ends_bar2 = [0.0] * len(ends)
    ends_bar2[1:] = ends_bar3
    top = score[-1] == max_value
    share3 = max_value / ([gap, ends[1], b[0]].count(min_gap) or 1)
    ends_bar = [(x == max_ends) * share for x in ends]
    ends_bar = [a + b for a, b in zip(ends_bar, ends_bar2, strict=True)]
    score_bar = np.zeros_like(score)
    score_bar[-1] = top * (min(gap, ends[1], b[0]) * 1.0) / np.sum(top)
    gap_bar = (gap == min_gap) * share3
    ends_bar[1] += (ends[1] == min_gap) * share3
    b_bar = np.zeros_like(b)
    b_bar[0] = (b[0] == min_gap) * share3
    for i2 in reversed(range(len(a) + 1)):
        product_bar = ends_bar.pop()  # ends = [...]
        score_bar[i2, -1] += gap * product_bar
        gap_bar += score[i2, -1] * product_bar
    a_bar = np.zeros_like(a)
    for i in reversed(range(len(a))):
        for j in reversed(range(len(b))):
            match = score[i, j] + 1.0 - (a[i] - b[j]) ** 2
            ans_score = score[i + 1, j + 1]  # score[i + 1, j + 1] = max(...)
            share4 = (
                (ans_score != 0.0)
                * score_bar[i + 1, j + 1]
                / (
                    [match, score[i, j + 1] - gap, score[i + 1, j] - gap].count(
                        ans_score
                    )
                    or 1
                )
            )
            sum_bar = (score[i, j + 1] - gap == ans_score) * share4
            sum_bar2 = (score[i + 1, j] - gap == ans_score) * share4
            match_bar = (match == ans_score) * share4
            score_bar[i, j + 1] += sum_bar
            gap_bar -= sum_bar + sum_bar2
            score_bar[i + 1, j] += sum_bar2
            sum_bar3 = -2 * (a[i] - b[j]) * match_bar  # match = score[...] + 1.0 - ...
            score_bar[i, j] += match_bar
            a_bar[i] += sum_bar3
            b_bar[j] -= sum_bar3
    return a_bar, b_bar, float(gap_bar)

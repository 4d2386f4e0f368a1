"""Arrays in a list: gone through from both ends, joined, sliced, repeated, copied."""

import numpy as np


def list_of_arrays(x, n):
    parts = []
    for k in range(n):
        parts.append(x * k)
        parts.append(np.sin(x))
    total = 0.0
    for part in reversed(parts):
        total = total * 0.5 + part[0]
    more = parts[1:] + list(parts)
    again = list(more) * 2
    return (
        total
        + np.sum(np.concatenate(parts) ** 2)
        + np.sum(np.array(again))
        + sum(more)[1]
    )


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), 2)]


# --- expected ---
import numpy as np


def list_of_arrays_grad(x, n):
    """Gradient of `list_of_arrays` with respect to x."""
    parts = []
    for k in range(n):
        parts.append(x * k)
        parts.append(np.sin(x))
    more = parts[1:] + list(parts)
    list_more = list(more)
    again = list_more * 2
    sum_more = sum(more)
    concatenate_parts = np.concatenate(parts)
    array_again = np.array(again)

    # Reverse sweep
    sum_more_bar = np.zeros_like(sum_more)  # return total + np.sum(...) + ...
    sum_more_bar[1] = 1.0
    parts_bar = list(concatenate_adjoint(parts, 0, 2 * concatenate_parts))
    again_bar = list(np.broadcast_to(1.0, np.shape(array_again)))
    more_bar = [sum_more_bar for x in more]
    total_bar = 1.0
    # again = list(more) * 2
    list_more_bar = [
        sum(again_bar[k :: len(list_more)], np.zeros_like(item))
        for k, item in enumerate(list_more)
    ]
    more_bar = [a + b for a, b in zip(more_bar, list_more_bar, strict=True)]
    parts_bar2 = [np.zeros_like(item) for item in parts]  # more = parts[1:] + list(...)
    parts_bar2[1:] = more_bar[: len(parts[1:])]
    list_parts_bar = more_bar[len(parts[1:]) :]
    parts_bar = [a + b for a, b in zip(parts_bar, parts_bar2, strict=True)]
    parts_bar = [a + b for a, b in zip(parts_bar, list_parts_bar, strict=True)]
    for j in reversed(range(len(parts))):
        part = parts[-1 - j]
        part_bar = np.zeros_like(part)  # total = total * 0.5 + part[0]
        part_bar[0] = total_bar
        total_bar = 0.5 * total_bar
        parts_bar[-1 - j] = parts_bar[-1 - j] + part_bar
    x_bar = np.zeros_like(x)
    for k in reversed(range(n)):
        x_bar += np.cos(x) * parts_bar.pop()  # parts.append(np.sin(x))
        x_bar += k * parts_bar.pop()  # parts.append(x * k)
    return x_bar


def concatenate_adjoint(arrays, axis, ans_bar):
    if isinstance(arrays, np.ndarray) and (axis is None or axis == 0):
        arrays_bar = np.reshape(ans_bar, np.shape(arrays))
    elif isinstance(arrays, np.ndarray):
        arrays_bar = np.stack(np.split(ans_bar, len(arrays), axis=axis))
    elif axis is None:
        ends = np.cumsum([np.size(a) for a in arrays])
        parts = np.split(ans_bar, ends[:-1])
        arrays_bar = [
            np.reshape(parts[i], np.shape(arrays[i])) for i in range(len(arrays))
        ]
    elif len(arrays) == 2 and axis == 0:
        arrays_bar = [
            ans_bar[: np.shape(arrays[0])[0]],
            ans_bar[np.shape(arrays[0])[0] :],
        ]
    elif len(arrays) == 2:
        arrays_bar = np.split(ans_bar, [np.shape(arrays[0])[axis]], axis=axis)
    else:
        ends = np.cumsum([np.shape(a)[axis] for a in arrays[:-1]])
        arrays_bar = np.split(ans_bar, ends, axis=axis)
    return arrays_bar

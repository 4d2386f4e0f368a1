"""Stores into parts of complex arrays by indices that repeat, and into views."""

import numpy as np

WRT = ("field", "gains")


def parts_written_twice(field, gains):
    field = field * 1.0
    field.imag[[0, 0, 1]] += gains
    field.real[np.array([2, 1, 2])] = gains**2
    np.add.at(field.imag, [1, 1, 0], gains)
    turned = field[::-1]
    turned.real[:2] *= gains[1:]
    return np.sum(np.abs(field) ** 3)


def samples(rng):
    return [(rng.normal(size=3) + 1j * rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def parts_written_twice_grad(field, gains):
    """Gradient of `parts_written_twice` with respect to field and gains."""
    field_bar = np.zeros_like(field)
    field_old = field
    field = field * 1.0
    field_bar_old = field_bar
    field_bar = np.zeros_like(field)
    field_old2 = field.imag[[0, 0, 1]].copy()
    field.imag[[0, 0, 1]] += gains
    field_old3 = field.real[np.array([2, 1, 2])].copy()
    field.real[np.array([2, 1, 2])] = gains**2
    field_old4 = field.imag[[1, 1, 0]].copy()
    np.add.at(field.imag, [1, 1, 0], gains)
    turned = field[::-1]
    turned_bar = field_bar[::-1]
    turned_old = turned.real[:2].copy()
    turned.real[:2] *= gains[1:]
    abs_field = np.abs(field)

    # Reverse sweep
    # return np.sum(np.abs(field) ** 3)
    field_bar += (
        3 * np.conj(field) / np.where(abs_field == 0, 1, abs_field) * abs_field**2
    )
    turned.real[:2] = turned_old
    turned_section_bar = turned_bar[:2].copy()  # turned.real[:2] *= gains[1:]
    real_bar = np.zeros_like(turned.real)
    real_bar[:2] = gains[1:] * np.real(turned_section_bar)
    turned_bar[:2] = 1j * np.imag(turned_bar[:2])
    turned_bar += real_bar
    gains_bar = np.zeros_like(gains)
    gains_bar[1:] = turned.real[:2] * np.real(turned_section_bar)
    field.imag[[1, 1, 0]] = field_old4
    gains_bar -= np.imag(field_bar[[1, 1, 0]])  # np.add.at(...)
    field.real[np.array([2, 1, 2])] = field_old3
    # field.real[np.array([2, 1, 2])] = gains**2
    field_section_bar = np.where(
        last_written(field_bar, np.array([2, 1, 2])),
        field_bar[np.array([2, 1, 2])],
        0.0,
    )
    field_bar[np.array([2, 1, 2])] = 1j * np.imag(field_bar[np.array([2, 1, 2])])
    gains_bar += 2 * gains * np.real(field_section_bar)
    field.imag[[0, 0, 1]] = field_old2
    # field.imag[[0, 0, 1]] += gains
    field_section_bar2 = np.where(
        last_written(field_bar, [0, 0, 1]), field_bar[[0, 0, 1]], 0.0
    )
    imag_bar = np.zeros_like(field.imag)
    np.add.at(imag_bar, [0, 0, 1], -np.imag(field_section_bar2))
    field_bar[[0, 0, 1]] = np.real(field_bar[[0, 0, 1]])
    field_bar -= 1j * imag_bar
    gains_bar -= np.imag(field_section_bar2)
    field_bar2 = field_bar  # field = field * 1.0
    field_bar = field_bar_old
    field_bar += field_bar2
    return np.asarray(field_bar, dtype=field_old.dtype), np.asarray(
        gains_bar, dtype=gains.dtype
    )


def last_written(x, index):
    """Which elements of an assignment to `x[index]` are not overwritten by later
    ones of it.
    """
    order = np.arange(np.size(x[index])).reshape(np.shape(x[index]))
    last = np.zeros(np.shape(x), dtype=int)
    last[index] = order
    return last[index] == order

"""Stores into the real and the imaginary part of complex arrays."""

import numpy as np

WRT = ("spectrum", "gains", "shift")


def parts_written(spectrum, gains, shift):
    field = np.empty((2, 3), dtype=complex)
    field.real[0], field.imag[0] = gains, np.sin(shift)
    field.real[1] = gains * shift
    field.imag[1, :] = 0.5
    filtered = spectrum * field[0]
    filtered.real += filtered.imag**2
    for k in range(len(gains)):
        if filtered.real[k] > 0.0:
            filtered.imag[k] -= gains[k] * filtered.real[k]
    filtered.imag *= shift
    return np.sum(np.abs(filtered) ** 2) + np.sum(np.abs(np.exp(field)) * gains)


def samples(rng):
    spectrum = rng.normal(size=3) + 1j * rng.normal(size=3)
    return [(spectrum, rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def parts_written_grad(spectrum, gains, shift):
    """Gradient of `parts_written` with respect to spectrum, gains and shift."""
    filtered_stack = []
    condition_stack = []
    field = np.empty((2, 3), dtype=complex)
    field.real[0] = gains
    field.imag[0] = np.sin(shift)
    field.real[1] = gains * shift
    field.imag[1, :] = 0.5
    filtered = spectrum * field[0]
    filtered_old = filtered.real.copy()
    filtered.real += filtered.imag**2
    for k in range(len(gains)):
        condition = filtered.real[k] > 0.0
        if condition:
            filtered_stack.append(filtered.imag[k])
            filtered.imag[k] -= gains[k] * filtered.real[k]
        condition_stack.append(condition)
    filtered_old2 = filtered.imag.copy()
    filtered.imag *= shift
    abs_filtered = np.abs(filtered)
    exp_field = np.exp(field)
    abs_value = np.abs(exp_field)

    # Reverse sweep
    # return np.sum(np.abs(filtered) ** 2) + np.sum(np.abs(np.exp(field)) * gains)
    filtered_bar = (
        2
        * np.conj(filtered)
        / np.where(abs_filtered == 0, 1, abs_filtered)
        * abs_filtered
    )
    field_bar = (
        exp_field * np.conj(exp_field) / np.where(abs_value == 0, 1, abs_value) * gains
    ).astype(complex)
    gains_bar = np.sum(abs_value, axis=0)
    filtered.imag = filtered_old2
    filtered_section_bar = filtered_bar.copy()  # filtered.imag *= shift
    imag_bar = np.zeros_like(filtered.imag)
    imag_bar[...] = -(shift * np.imag(filtered_section_bar))
    filtered_bar[...] = np.real(filtered_bar[...])
    filtered_bar -= 1j * imag_bar
    shift_bar = -filtered.imag * np.imag(filtered_section_bar)
    for k in reversed(range(len(gains))):
        condition = condition_stack.pop()
        if condition:
            filtered.imag[k] = filtered_stack.pop()
            real_bar = np.zeros_like(filtered.real)  # filtered.imag[k] -= ...
            real_bar[k] = gains[k] * np.imag(filtered_bar[k])
            gains_bar[k] += filtered.real[k] * np.imag(filtered_bar[k])
            filtered_bar += real_bar
    filtered.real = filtered_old
    # filtered.real += filtered.imag**2
    filtered_bar -= 2 * 1j * filtered.imag * np.real(filtered_bar[...])
    spectrum_bar = field[0] * filtered_bar  # filtered = spectrum * field[0]
    field_bar[0] += spectrum * filtered_bar
    field_bar[1, :] = np.real(field_bar[1, :])  # field.imag[1, :] = 0.5
    gains_bar += shift * np.real(field_bar[1])  # field.real[1] = gains * shift
    shift_bar += gains * np.real(field_bar[1])
    # field.real[0], field.imag[0] = gains, np.sin(shift)
    shift_bar -= np.cos(shift) * np.imag(field_bar[0])
    field_bar[0] = np.real(field_bar[0])
    gains_bar += np.real(field_bar[0])
    return (
        np.asarray(spectrum_bar, dtype=spectrum.dtype),
        np.asarray(gains_bar, dtype=gains.dtype),
        np.asarray(shift_bar, dtype=shift.dtype),
    )

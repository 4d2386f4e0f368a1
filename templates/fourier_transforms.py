"""Discrete Fourier transforms. Their matrices are symmetric, so each is its own transpose."""

from __future__ import annotations

from typing import Literal

import numpy as np

from tangentgen.rules.samples import full_grids, shaped
from tangentgen.rules.shared import resized_along
from tangentgen.rules.words import Array, adjoint, constant, linear

Norm = Literal["backward", "ortho", "forward"] | None


@adjoint(np.fft.fft, a=shaped((4,), (2, 3)), n=[None, 2, 5], axis=[-1, 0], norm=[None, "ortho"])
def fft(
    a: Array, n: int | None = None, axis: int = -1, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """ansₖ = Σ aⱼ exp(-2πi jk / n)."""
    a_bar = np.fft.fft(ans_bar, axis=axis, norm=norm)
    if n is not None:
        a_bar = resized_along(a_bar, np.shape(a)[axis], axis)
    return a_bar


@adjoint(np.fft.ifft, a=shaped((4,), (2, 3)), n=[None, 2, 5], axis=[-1, 0], norm=[None, "ortho"])
def ifft(
    a: Array, n: int | None = None, axis: int = -1, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """ansⱼ = Σ aₖ exp(2πi jk / n) / n."""
    a_bar = np.fft.ifft(ans_bar, axis=axis, norm=norm)
    if n is not None:
        a_bar = resized_along(a_bar, np.shape(a)[axis], axis)
    return a_bar


@adjoint(np.fft.fft2, a=shaped((4, 3), (2, 3, 2)), norm=[None, "ortho"])
def fft2(a: Array, *, norm: Norm = None, ans_bar: Array) -> Array:
    """The transform along the last two axes."""
    a_bar = np.fft.fft2(ans_bar, norm=norm)
    return a_bar


@adjoint(np.fft.ifft2, a=shaped((4, 3), (2, 3, 2)), norm=[None, "ortho"])
def ifft2(a: Array, *, norm: Norm = None, ans_bar: Array) -> Array:
    """The inverse transform along the last two axes."""
    a_bar = np.fft.ifft2(ans_bar, norm=norm)
    return a_bar


@adjoint(np.fft.fftn, a=shaped((4, 3), (2, 3, 2)), norm=[None, "ortho"])
def fftn(a: Array, *, norm: Norm = None, ans_bar: Array) -> Array:
    """The transform along all axes."""
    a_bar = np.fft.fftn(ans_bar, norm=norm)
    return a_bar


@adjoint(np.fft.ifftn, a=shaped((4, 3), (2, 3, 2)), norm=[None, "ortho"])
def ifftn(a: Array, *, norm: Norm = None, ans_bar: Array) -> Array:
    """The inverse transform along all axes."""
    a_bar = np.fft.ifftn(ans_bar, norm=norm)
    return a_bar


@adjoint(
    np.fft.rfft, a=shaped((4,), (5,), (2, 3)), n=[None, 3, 6], axis=[-1, 0], norm=[None, "ortho"]
)
def rfft(
    a: Array, n: int | None = None, axis: int = -1, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """The first half of the transform of real numbers: the other half of the adjoint is zero."""
    length = np.shape(a)[axis] if n is None else n
    a_bar = np.real(np.fft.fft(resized_along(ans_bar, length, axis), axis=axis, norm=norm))
    if n is not None:
        a_bar = resized_along(a_bar, np.shape(a)[axis], axis)
    return a_bar


linear(np.fft.fft, np.fft.ifft, np.fft.rfft, np.fft.fft2, np.fft.ifft2, in_="a")
linear(np.fft.fftn, np.fft.ifftn, in_="a")


@adjoint(np.fft.fftshift, x=full_grids)
def fftshift(x: Array, *, axes: Array = None, ans_bar: Array) -> Array:
    """Shifted back."""
    x_bar = np.fft.ifftshift(ans_bar, axes=axes)
    return x_bar


@adjoint(np.fft.ifftshift, x=full_grids)
def ifftshift(x: Array, *, axes: Array = None, ans_bar: Array) -> Array:
    """Shifted back."""
    x_bar = np.fft.fftshift(ans_bar, axes=axes)
    return x_bar


linear(np.fft.fftshift, np.fft.ifftshift, in_="x")

constant(np.fft.fftfreq, np.fft.rfftfreq, why="takes nothing but a length and a spacing")

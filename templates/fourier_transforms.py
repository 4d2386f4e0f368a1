"""Discrete Fourier transforms. Their matrices are symmetric, so each is its own transpose; of
those that begin or end with half of a spectrum, the other half repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from tangentgen.rules.samples import full_grids, shaped
from tangentgen.rules.shared import resized, resized_along, spectrum_weights, turned_norm
from tangentgen.rules.words import Array, adjoint, constant, linear

Norm = Literal["backward", "ortho", "forward"] | None
Axes = Sequence[int] | None
NORMS = [None, "ortho", "forward"]


@adjoint(np.fft.fft, a=shaped((4,), (2, 3)), n=[None, 2, 5], axis=[-1, 0], norm=NORMS)
def fft(
    a: Array, n: int | None = None, axis: int = -1, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """ansₖ = Σ aⱼ exp(-2πi jk / n)."""
    a_bar = np.fft.fft(ans_bar, axis=axis, norm=norm)
    if n is not None:
        a_bar = resized_along(a_bar, np.shape(a)[axis], axis)
    return a_bar


@adjoint(np.fft.ifft, a=shaped((4,), (2, 3)), n=[None, 2, 5], axis=[-1, 0], norm=NORMS)
def ifft(
    a: Array, n: int | None = None, axis: int = -1, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """ansⱼ = Σ aₖ exp(2πi jk / n) / n."""
    a_bar = np.fft.ifft(ans_bar, axis=axis, norm=norm)
    if n is not None:
        a_bar = resized_along(a_bar, np.shape(a)[axis], axis)
    return a_bar


SIZES = [None, (2, 4), (5, 3)]


@adjoint(np.fft.fft2, a=shaped((4, 3), (2, 3, 2)), s=SIZES, axes=[(-2, -1), (1, 0)], norm=NORMS)
def fft2(
    a: Array, s: Axes = None, axes: Axes = (-2, -1), norm: Norm = None, *, ans_bar: Array
) -> Array:
    """The transform along two axes."""
    a_bar = np.fft.fft2(ans_bar, axes=axes, norm=norm)
    if s is not None:
        a_bar = resized(a_bar, np.shape(a))
    return a_bar


@adjoint(np.fft.ifft2, a=shaped((4, 3), (2, 3, 2)), s=SIZES, axes=[(-2, -1), (1, 0)], norm=NORMS)
def ifft2(
    a: Array, s: Axes = None, axes: Axes = (-2, -1), norm: Norm = None, *, ans_bar: Array
) -> Array:
    """The inverse transform along two axes."""
    a_bar = np.fft.ifft2(ans_bar, axes=axes, norm=norm)
    if s is not None:
        a_bar = resized(a_bar, np.shape(a))
    return a_bar


@adjoint(np.fft.fftn, a=shaped((2, 3, 2)), s=[(2, 4)])
@adjoint(np.fft.fftn, a=shaped((4, 3), (2, 3, 2)), axes=[None, (0,), (-1, 0)], norm=NORMS)
@adjoint(np.fft.fftn, a=shaped((4, 3)), s=[(2, 4), (5, 3)], axes=[(0, 1), (1, 0)])
def fftn(
    a: Array, s: Axes = None, axes: Axes = None, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """The transform along several axes."""
    last = axes if s is None or axes is not None else tuple(range(-len(s), 0))
    a_bar = np.fft.fftn(ans_bar, axes=last, norm=norm)
    if s is not None:
        a_bar = resized(a_bar, np.shape(a))
    return a_bar


@adjoint(np.fft.ifftn, a=shaped((2, 3, 2)), s=[(2, 4)])
@adjoint(np.fft.ifftn, a=shaped((4, 3), (2, 3, 2)), axes=[None, (0,), (-1, 0)], norm=NORMS)
@adjoint(np.fft.ifftn, a=shaped((4, 3)), s=[(2, 4), (5, 3)], axes=[(0, 1), (1, 0)])
def ifftn(
    a: Array, s: Axes = None, axes: Axes = None, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """The inverse transform along several axes."""
    last = axes if s is None or axes is not None else tuple(range(-len(s), 0))
    a_bar = np.fft.ifftn(ans_bar, axes=last, norm=norm)
    if s is not None:
        a_bar = resized(a_bar, np.shape(a))
    return a_bar


@adjoint(np.fft.rfft, a=shaped((4,), (5,), (2, 3)), n=[None, 3, 6], axis=[-1, 0], norm=NORMS)
def rfft(
    a: Array, n: int | None = None, axis: int = -1, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """The first half of the transform of real numbers: the other half of the adjoint is zero."""
    length = np.shape(a)[axis] if n is None else n
    a_bar = np.real(np.fft.fft(resized_along(ans_bar, length, axis), axis=axis, norm=norm))
    if n is not None:
        a_bar = resized_along(a_bar, np.shape(a)[axis], axis)
    return a_bar


@adjoint(np.fft.ihfft, a=shaped((4,), (5,), (2, 3)), n=[None, 3, 6], axis=[-1, 0], norm=NORMS)
def ihfft(
    a: Array, n: int | None = None, axis: int = -1, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """The first half of the inverse transform of real numbers."""
    length = np.shape(a)[axis] if n is None else n
    a_bar = np.real(np.fft.ifft(resized_along(ans_bar, length, axis), axis=axis, norm=norm))
    if n is not None:
        a_bar = resized_along(a_bar, np.shape(a)[axis], axis)
    return a_bar


@adjoint(np.fft.irfft, a=shaped((4,), (5,), (2, 3)), n=[None, 3, 5, 8], axis=[-1, 0], norm=NORMS)
def irfft(
    a: Array, n: int | None = None, axis: int = -1, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """Each entry but the first, and the last of an even length, stands for two of the spectrum."""
    half_bar = np.conj(np.fft.rfft(ans_bar, axis=axis, norm=turned_norm(norm)))
    weighed = half_bar * spectrum_weights(ans_bar, axis)
    full = weighed if n is None else resized_along(weighed, np.shape(a)[axis], axis)
    a_bar = full if np.iscomplexobj(a) else np.real(full)
    return a_bar


@adjoint(np.fft.hfft, a=shaped((4,), (5,), (2, 3)), n=[None, 3, 5, 8], axis=[-1, 0], norm=NORMS)
def hfft(
    a: Array, n: int | None = None, axis: int = -1, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """Each entry but the first, and the last of an even length, stands for two of the spectrum."""
    weighed = np.fft.rfft(ans_bar, axis=axis, norm=norm) * spectrum_weights(ans_bar, axis)
    full = weighed if n is None else resized_along(weighed, np.shape(a)[axis], axis)
    a_bar = full if np.iscomplexobj(a) else np.real(full)
    return a_bar


@adjoint(np.fft.rfft2, a=shaped((4, 3), (2, 3, 2)), s=SIZES, axes=[(-2, -1), (1, 0)], norm=NORMS)
def rfft2(
    a: Array, s: Axes = None, axes: Sequence[int] = (-2, -1), norm: Norm = None, *, ans_bar: Array
) -> Array:
    """See `rfftn`."""
    length = np.shape(a)[axes[-1]] if s is None else s[-1]
    full = resized_along(ans_bar, length, axes[-1])
    a_bar = resized(np.real(np.fft.fft2(full, axes=axes, norm=norm)), np.shape(a))
    return a_bar


@adjoint(np.fft.rfftn, a=shaped((2, 3, 2)), s=[(2, 4)])
@adjoint(np.fft.rfftn, a=shaped((4, 3), (2, 3, 2)), axes=[None, (0,), (-1, 0)], norm=NORMS)
@adjoint(np.fft.rfftn, a=shaped((4, 3)), s=[(2, 4), (5, 3)], axes=[(0, 1), (1, 0)])
def rfftn(
    a: Array, s: Axes = None, axes: Axes = None, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """The first half of the transform along the last of the axes: the other half of the adjoint
    is zero.
    """
    last = axes if s is None or axes is not None else tuple(range(-len(s), 0))
    end = -1 if last is None else last[-1]
    full = resized_along(ans_bar, np.shape(a)[end] if s is None else s[-1], end)
    a_bar = resized(np.real(np.fft.fftn(full, axes=last, norm=norm)), np.shape(a))
    return a_bar


@adjoint(np.fft.irfft2, a=shaped((4, 3), (2, 3, 2)), s=SIZES, axes=[(-2, -1), (1, 0)], norm=NORMS)
def irfft2(
    a: Array, s: Axes = None, axes: Sequence[int] = (-2, -1), norm: Norm = None, *, ans_bar: Array
) -> Array:
    """See `irfftn`."""
    end = axes[-1]
    half_bar = np.conj(np.fft.rfft(ans_bar, axis=end, norm=turned_norm(norm)))
    weighed = half_bar * spectrum_weights(ans_bar, end)
    full = resized(np.fft.ifft(weighed, axis=axes[0], norm=norm), np.shape(a))
    a_bar = full if np.iscomplexobj(a) else np.real(full)
    return a_bar


@adjoint(np.fft.irfftn, a=shaped((2, 3, 2)), s=[(2, 4)])
@adjoint(np.fft.irfftn, a=shaped((4, 3), (2, 3, 2)), axes=[None, (0,), (-1, 0)], norm=NORMS)
@adjoint(np.fft.irfftn, a=shaped((4, 3)), s=[(2, 4), (5, 3)], axes=[(0, 1), (1, 0)])
def irfftn(
    a: Array, s: Axes = None, axes: Axes = None, norm: Norm = None, *, ans_bar: Array
) -> Array:
    """The adjoint of `irfft` along the last of the axes, then the inverse transform along the
    others.
    """
    count = np.ndim(a) if s is None else len(s)
    given = tuple(range(-count, 0)) if axes is None else tuple(axes)
    half_bar = np.conj(np.fft.rfft(ans_bar, axis=given[-1], norm=turned_norm(norm)))
    weighed = half_bar * spectrum_weights(ans_bar, given[-1])
    full = resized(np.fft.ifftn(weighed, axes=given[:-1], norm=norm), np.shape(a))
    a_bar = full if np.iscomplexobj(a) else np.real(full)
    return a_bar


linear(np.fft.fft, np.fft.ifft, np.fft.rfft, np.fft.ihfft, np.fft.irfft, np.fft.hfft, in_="a")
linear(np.fft.fft2, np.fft.ifft2, np.fft.rfft2, np.fft.irfft2, in_="a")
linear(np.fft.fftn, np.fft.ifftn, np.fft.rfftn, np.fft.irfftn, in_="a")


@adjoint(np.fft.fftshift, x=full_grids, axes=[None, 0, (0, -1)])
def fftshift(x: Array, axes: Array = None, *, ans_bar: Array) -> Array:
    """Shifted back."""
    x_bar = np.fft.ifftshift(ans_bar, axes=axes)
    return x_bar


@adjoint(np.fft.ifftshift, x=full_grids, axes=[None, 0, (0, -1)])
def ifftshift(x: Array, axes: Array = None, *, ans_bar: Array) -> Array:
    """Shifted back."""
    x_bar = np.fft.fftshift(ans_bar, axes=axes)
    return x_bar


linear(np.fft.fftshift, np.fft.ifftshift, in_="x")

constant(np.fft.fftfreq, np.fft.rfftfreq, why="takes nothing but a length and a spacing")

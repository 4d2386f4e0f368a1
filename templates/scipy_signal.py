"""`scipy.signal`: convolutions, correlations and filters."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import signal

from tangentgen.rules.samples import paired, shaped
from tangentgen.rules.shared import delayed_products, seed_of_whole
from tangentgen.rules.words import Array, adjoint, linear, tangent

long, short = paired(
    ((5,), (3,)), ((4,), (1,)), ((6,), (6,)), ((4, 5), (2, 3)), ((3, 3), (1, 2)), ((3,), (5,))
)

wide, narrow = paired(((4, 5), (2, 3)), ((3, 3), (1, 2)), ((2, 1), (3, 2)))


@adjoint(signal.convolve2d, in1=wide, in2=narrow, mode=["full", "same", "valid"])
@adjoint(signal.oaconvolve, in1=long, in2=short, mode=["full", "same", "valid"])
@adjoint(signal.fftconvolve, in1=long, in2=short, mode=["full", "same", "valid"])
def fftconvolve(
    in1: Array, in2: Array, mode: str = "full", *, ans_bar: Array
) -> tuple[Array, Array]:
    """ansₖ = Σ aᵢ bₖ₋ᵢ: each adjoint is the whole adjoint, correlated with the other array."""
    seed = seed_of_whole(ans_bar, np.shape(in1), np.shape(in2), mode)
    in1_bar = signal.convolve(seed, np.flip(in2), mode="valid")
    in2_bar = signal.convolve(seed, np.flip(in1), mode="valid")
    return in1_bar, in2_bar


@adjoint(signal.convolve, in1=long, in2=short, method=["direct"])
@adjoint(signal.convolve, in1=long, in2=short, mode=["full", "same", "valid"])
def convolve(
    in1: Array, in2: Array, mode: str = "full", method: str = "auto", *, ans_bar: Array
) -> tuple[Array, Array]:
    """ansₖ = Σ aᵢ bₖ₋ᵢ: each adjoint is the whole adjoint, correlated with the other array."""
    seed = seed_of_whole(ans_bar, np.shape(in1), np.shape(in2), mode)
    in1_bar = signal.convolve(seed, np.flip(in2), mode="valid", method=method)
    in2_bar = signal.convolve(seed, np.flip(in1), mode="valid", method=method)
    return in1_bar, in2_bar


linear(
    signal.convolve, signal.fftconvolve, signal.oaconvolve, signal.convolve2d, in_=("in1", "in2")
)


@adjoint(signal.correlate, in1=long, in2=short, method=["direct"])
@adjoint(signal.correlate, in1=long, in2=short, mode=["full", "same", "valid"])
def correlate(
    in1: Array, in2: Array, mode: str = "full", method: str = "auto", *, ans_bar: Array
) -> tuple[Array, Array]:
    """The convolution with the second array turned round and conjugated."""
    if np.iscomplexobj(in1) or np.iscomplexobj(in2):
        raise NotImplementedError("signal.correlate of complex numbers")
    seed = seed_of_whole(ans_bar, np.shape(in1), np.shape(in2), mode)
    in1_bar = signal.convolve(seed, in2, mode="valid", method=method)
    in2_bar = np.flip(signal.convolve(seed, np.flip(in1), mode="valid", method=method))
    return in1_bar, in2_bar


@adjoint(signal.correlate2d, in1=wide, in2=narrow, mode=["full", "same", "valid"])
def correlate2d(
    in1: Array, in2: Array, mode: str = "full", *, ans_bar: Array
) -> tuple[Array, Array]:
    """As `correlate`, but that "same" is another middle where the second array is even."""
    if np.iscomplexobj(in1) or np.iscomplexobj(in2):
        raise NotImplementedError("signal.correlate2d of complex numbers")
    seed = seed_of_whole(ans_bar, np.shape(in1), np.shape(in2), mode, up=1)
    in1_bar = signal.convolve(seed, in2, mode="valid")
    in2_bar = np.flip(signal.convolve(seed, np.flip(in1), mode="valid"))
    return in1_bar, in2_bar


linear(signal.correlate, signal.correlate2d, in_=("in1", "in2"))


taps, poles, driven = paired(
    ((2,), (2,), (5,)), ((3,), (1,), (2, 6)), ((1,), (3,), (4, 3)), ((2,), (2,), (1,)), low=0.3
)


@adjoint(signal.lfilter, b=taps, a=poles, x=driven, axis=[-1, 0])
def lfilter(
    b: Array, a: Array, x: Array, axis: int = -1, *, ans: Array, ans_bar: Array
) -> tuple[Array, Array, Array]:
    """a ∗ ans = b ∗ x, so a ∗ dans = db ∗ x + b ∗ dx - da ∗ ans; the transposed filter runs
    backwards.
    """
    x_bar = np.flip(signal.lfilter(b, a, np.flip(ans_bar, axis), axis), axis)
    inner = signal.lfilter([1.0], a, x, axis)
    b_bar = delayed_products(inner, ans_bar, np.size(b), axis)
    again = signal.lfilter([1.0], a, ans, axis)
    a_bar = -delayed_products(again, ans_bar, np.size(a), axis)
    return b_bar, a_bar, x_bar


@tangent(signal.lfilter)
def lfilter_tangent(
    b: Array,
    a: Array,
    x: Array,
    axis: int = -1,
    *,
    active: Set[str],
    ans: Array,
    b_dot: Array,
    a_dot: Array,
    x_dot: Array,
) -> Array:
    """a ∗ dans = db ∗ x + b ∗ dx - da ∗ ans."""
    total: Array = 0
    if "x" in active:
        total = signal.lfilter(b, a, x_dot, axis)
    if "b" in active:
        total = total + signal.lfilter(b_dot, a, x, axis)
    if "a" in active:
        total = total - signal.lfilter(a_dot, a, ans, axis)
    return total


SECTIONS = [np.array([[1.0, 0.5, 0.2, 1.0, -0.3, 0.1], [0.5, 0.0, 1.0, 1.0, 0.2, 0.4]])]


@adjoint(signal.sosfilt, sos=SECTIONS, x=shaped((5,), (2, 6)), axis=[-1, 0])
def sosfilt(sos: Array, x: Array, axis: int = -1, *, ans_bar: Array) -> Array:
    """The transposed filter runs backwards."""
    x_bar = np.flip(signal.sosfilt(sos, np.flip(ans_bar, axis), axis), axis)
    return x_bar


linear(signal.sosfilt, in_="x")


@adjoint(signal.detrend, data=shaped((6,)), type=["linear", "constant"], bp=[3, [2, 4]])
@adjoint(signal.detrend, data=shaped((5,), (3, 4)), axis=[-1, 0], type=["linear", "constant"])
def detrend(
    data: Array, axis: int = -1, type: str = "linear", bp: Array = 0, *, ans_bar: Array
) -> Array:
    """An orthogonal projection is its own transpose."""
    if np.iscomplexobj(data):
        raise NotImplementedError("detrend of complex numbers")
    data_bar = signal.detrend(ans_bar, axis, type, bp)
    return data_bar


linear(signal.detrend, in_="data")

"""`scipy.signal`: filters run to and fro, smoothing, and other rates.

Along one axis each is a matrix: what it makes of the unit vectors.
"""

from __future__ import annotations

import numpy as np
from scipy import signal

from tangentgen.rules.samples import shaped
from tangentgen.rules.shared import through_matrix
from tangentgen.rules.words import Array, adjoint, linear, tangent

TAPS, POLES = np.array([0.3, 0.2]), np.array([1.0, -0.4])
SECTIONS = np.array([[1.0, 0.5, 0.2, 1.0, -0.3, 0.1]])
signals = shaped((12,), (12, 2))


@adjoint(signal.filtfilt, b=[TAPS], a=[POLES], x=shaped((12, 12)), axis=[-1, 0])
@adjoint(signal.filtfilt, b=[TAPS], a=[POLES], x=shaped((12,)), padtype=["odd", "even", None])
@adjoint(signal.filtfilt, b=[TAPS], a=[POLES], x=shaped((8,)), padlen=[0, 3])
def filtfilt(
    b: Array,
    a: Array,
    x: Array,
    axis: int = -1,
    padtype: str | None = "odd",
    padlen: int | None = None,
    *,
    ans_bar: Array,
) -> Array:
    """Linear along the axis."""
    unit = np.eye(np.shape(x)[axis])
    x_bar = through_matrix(signal.filtfilt(b, a, unit, 0, padtype, padlen), ans_bar, axis)
    return x_bar


@adjoint(signal.sosfiltfilt, sos=[SECTIONS], x=signals, axis=[0])
@adjoint(signal.sosfiltfilt, sos=[SECTIONS], x=shaped((12,)), padtype=["even", None], padlen=[2])
def sosfiltfilt(
    sos: Array,
    x: Array,
    axis: int = -1,
    padtype: str | None = "odd",
    padlen: int | None = None,
    *,
    ans_bar: Array,
) -> Array:
    """Linear along the axis."""
    unit = np.eye(np.shape(x)[axis])
    x_bar = through_matrix(signal.sosfiltfilt(sos, unit, 0, padtype, padlen), ans_bar, axis)
    return x_bar


linear(signal.filtfilt, signal.sosfiltfilt, in_="x")

MODES = ["interp", "nearest", "mirror", "wrap", "constant"]


@adjoint(signal.savgol_filter, x=signals, window_length=[5], polyorder=[2], axis=[0], deriv=[0, 1])
@adjoint(
    signal.savgol_filter, x=shaped((7,)), window_length=[5], polyorder=[2], mode=MODES, cval=[0.7]
)
@adjoint(
    signal.savgol_filter, x=shaped((7,)), window_length=[3], polyorder=[1], deriv=[1], delta=[0.5]
)
def savgol_filter(
    x: Array,
    window_length: int,
    polyorder: int,
    deriv: int = 0,
    delta: float = 1.0,
    axis: int = -1,
    mode: str = "interp",
    cval: float = 0.0,
    *,
    ans_bar: Array,
) -> Array:
    """Linear along the axis, but for what stands outside."""
    unit = np.eye(np.shape(x)[axis])
    matrix = signal.savgol_filter(unit, window_length, polyorder, deriv, delta, 0, mode)
    x_bar = through_matrix(matrix, ans_bar, axis)
    return x_bar


@tangent(signal.savgol_filter)
def savgol_filter_tangent(
    x: Array,
    window_length: int,
    polyorder: int,
    deriv: int = 0,
    delta: float = 1.0,
    axis: int = -1,
    mode: str = "interp",
    cval: float = 0.0,
    *,
    x_dot: Array,
) -> Array:
    """Linear along the axis, but for what stands outside."""
    return signal.savgol_filter(x_dot, window_length, polyorder, deriv, delta, axis, mode)


@adjoint(signal.resample, x=shaped((6,), (5, 2)), num=[8, 3], axis=[0])
@adjoint(signal.resample, x=shaped((2, 4)), num=[5], axis=[1])
def resample(x: Array, num: int, t: None = None, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear along the axis."""
    if t is not None:
        raise NotImplementedError("resample with times")
    x_bar = through_matrix(signal.resample(np.eye(np.shape(x)[axis]), num), ans_bar, axis)
    return x_bar


@adjoint(signal.resample_poly, x=shaped((6,), (5, 2)), up=[3], down=[2], axis=[0])
@adjoint(signal.resample_poly, x=shaped((2, 4)), up=[1], down=[2], axis=[-1])
def resample_poly(x: Array, up: int, down: int, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear along the axis."""
    matrix = signal.resample_poly(np.eye(np.shape(x)[axis]), up, down)
    x_bar = through_matrix(matrix, ans_bar, axis)
    return x_bar


@adjoint(signal.hilbert, x=shaped((6,), (5, 2)), axis=[-1, 0])
def hilbert(x: Array, N: int | None = None, axis: int = -1, *, ans_bar: Array) -> Array:
    """Linear along the axis; what comes out is complex."""
    matrix = signal.hilbert(np.eye(np.shape(x)[axis]), N, 0)
    x_bar = np.real(through_matrix(matrix, ans_bar, axis))
    return x_bar


linear(signal.resample, signal.resample_poly, signal.hilbert, in_="x")

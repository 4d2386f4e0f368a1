"""`scipy.signal`: convolution and correlation of vectors."""

from __future__ import annotations

import numpy as np
from scipy import signal

from tangentgen.rules.samples import paired
from tangentgen.rules.words import Array, adjoint, linear

long, short = paired(
    ((5,), (3,)), ((4,), (1,)), ((6,), (6,)), ((4, 5), (2, 3)), ((3, 3), (1, 2)), ((3,), (5,))
)


@adjoint(signal.oaconvolve, in1=long, in2=short, mode=["full", "same", "valid"])
@adjoint(signal.fftconvolve, in1=long, in2=short, mode=["full", "same", "valid"])
@adjoint(signal.convolve, in1=long, in2=short, mode=["full", "same", "valid"])
def convolve(in1: Array, in2: Array, mode: str = "full", *, ans_bar: Array) -> tuple[Array, Array]:
    """ansₖ = Σ aᵢ bₖ₋ᵢ: each adjoint is the whole adjoint, correlated with the other array."""
    full = tuple(n + m - 1 for n, m in zip(np.shape(in1), np.shape(in2), strict=True))
    starts = [(n - m) // 2 for n, m in zip(full, np.shape(ans_bar), strict=True)]
    if mode == "valid":
        starts = [min(n, m) - 1 for n, m in zip(np.shape(in1), np.shape(in2), strict=True)]
    seed = np.zeros(full, dtype=np.result_type(ans_bar))
    seed[tuple(slice(s, s + n) for s, n in zip(starts, np.shape(ans_bar), strict=True))] = ans_bar
    in1_bar = signal.convolve(seed, np.flip(in2), mode="valid")
    in2_bar = signal.convolve(seed, np.flip(in1), mode="valid")
    return in1_bar, in2_bar


linear(signal.convolve, signal.fftconvolve, signal.oaconvolve, in_=("in1", "in2"))


@adjoint(signal.correlate, in1=long, in2=short, mode=["full", "same", "valid"])
def correlate(in1: Array, in2: Array, mode: str = "full", *, ans_bar: Array) -> tuple[Array, Array]:
    """The convolution with the second array turned round and conjugated."""
    if np.iscomplexobj(in1) or np.iscomplexobj(in2):
        raise NotImplementedError("signal.correlate of complex numbers")
    full = tuple(n + m - 1 for n, m in zip(np.shape(in1), np.shape(in2), strict=True))
    starts = [(n - m) // 2 for n, m in zip(full, np.shape(ans_bar), strict=True)]
    if mode == "valid":
        starts = [min(n, m) - 1 for n, m in zip(np.shape(in1), np.shape(in2), strict=True)]
    seed = np.zeros(full)
    seed[tuple(slice(s, s + n) for s, n in zip(starts, np.shape(ans_bar), strict=True))] = ans_bar
    in1_bar = signal.convolve(seed, in2, mode="valid")
    in2_bar = np.flip(signal.convolve(seed, np.flip(in1), mode="valid"))
    return in1_bar, in2_bar


linear(signal.correlate, in_=("in1", "in2"))

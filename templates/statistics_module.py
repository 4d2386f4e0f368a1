"""Python's statistics module."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import numpy as np

from tangentgen.rules.samples import number_list, positive_number_list
from tangentgen.rules.words import Array, adjoint, constant, tangent

Numbers = Sequence[float]


@adjoint(statistics.fmean, data=number_list, weights=[None, [1.0, 2.0, 0.5]])
def fmean(data: Numbers, weights: Array = None, *, ans_bar: float) -> Array:
    """ans = Σ w x / Σ w."""
    given = np.ones(len(data)) if weights is None else np.asarray(weights)
    shares = given / np.sum(given) * ans_bar
    data_bar = list(shares) if isinstance(data, (list, tuple)) else shares
    return data_bar


@tangent(statistics.fmean)
def fmean_tangent(data: Numbers, weights: Array = None, *, data_dot: Numbers) -> Array:
    """ans = Σ w x / Σ w."""
    return np.average(np.asarray(data_dot), weights=weights)


@adjoint(statistics.mean, data=number_list)
def mean(data: Numbers, *, ans_bar: float) -> Array:
    """ans = Σ x / n."""
    shares = np.full(len(data), ans_bar / len(data))
    data_bar = list(shares) if isinstance(data, (list, tuple)) else shares
    return data_bar


@tangent(statistics.mean)
def mean_tangent(data: Numbers, *, data_dot: Numbers) -> Array:
    """ans = Σ x / n."""
    return np.mean(np.asarray(data_dot))


@adjoint(statistics.geometric_mean, data=positive_number_list)
def geometric_mean(data: Numbers, *, ans: float, ans_bar: float) -> Array:
    """log ans = Σ log x / n  ⇒  dans = ans Σ dx / (n x)."""
    shares = ans * ans_bar / (len(data) * np.asarray(data))
    data_bar = list(shares) if isinstance(data, (list, tuple)) else shares
    return data_bar


@tangent(statistics.geometric_mean)
def geometric_mean_tangent(data: Numbers, *, ans: float, data_dot: Numbers) -> Array:
    """log ans = Σ log x / n  ⇒  dans = ans Σ dx / (n x)."""
    return ans * np.mean(np.asarray(data_dot) / np.asarray(data))


@adjoint(statistics.harmonic_mean, data=positive_number_list)
def harmonic_mean(data: Numbers, *, ans: float, ans_bar: float) -> Array:
    """n / ans = Σ 1 / x  ⇒  dans = ans² Σ dx / (n x²)."""
    shares = ans**2 * ans_bar / (len(data) * np.asarray(data) ** 2)
    data_bar = list(shares) if isinstance(data, (list, tuple)) else shares
    return data_bar


@tangent(statistics.harmonic_mean)
def harmonic_mean_tangent(data: Numbers, *, ans: float, data_dot: Numbers) -> Array:
    """n / ans = Σ 1 / x  ⇒  dans = ans² Σ dx / (n x²)."""
    return ans**2 * np.mean(np.asarray(data_dot) / np.asarray(data) ** 2)


@adjoint(statistics.pvariance, data=number_list)
def pvariance(data: Numbers, *, ans_bar: float) -> Array:
    """ans = Σ (x - mean x)² / n."""
    away = np.asarray(data) - np.mean(np.asarray(data))
    shares = 2 * away / len(data) * ans_bar
    data_bar = list(shares) if isinstance(data, (list, tuple)) else shares
    return data_bar


@tangent(statistics.pvariance)
def pvariance_tangent(data: Numbers, *, data_dot: Numbers) -> Array:
    """ans = Σ (x - mean x)² / n."""
    away = np.asarray(data) - np.mean(np.asarray(data))
    return 2 * np.mean(away * np.asarray(data_dot))


@adjoint(statistics.variance, data=number_list)
def variance(data: Numbers, *, ans_bar: float) -> Array:
    """ans = Σ (x - mean x)² / (n - 1)."""
    away = np.asarray(data) - np.mean(np.asarray(data))
    shares = 2 * away / (len(data) - 1) * ans_bar
    data_bar = list(shares) if isinstance(data, (list, tuple)) else shares
    return data_bar


@tangent(statistics.variance)
def variance_tangent(data: Numbers, *, data_dot: Numbers) -> Array:
    """ans = Σ (x - mean x)² / (n - 1)."""
    away = np.asarray(data) - np.mean(np.asarray(data))
    return 2 * np.sum(away * np.asarray(data_dot)) / (len(data) - 1)


@adjoint(statistics.pstdev, data=number_list)
def pstdev(data: Numbers, *, ans: float, ans_bar: float) -> Array:
    """ans² = Σ (x - mean x)² / n; 0 where all are equal."""
    away = np.asarray(data) - np.mean(np.asarray(data))
    shares = away / (len(data) * (ans if ans != 0 else 1)) * ans_bar
    data_bar = list(shares) if isinstance(data, (list, tuple)) else shares
    return data_bar


@tangent(statistics.pstdev)
def pstdev_tangent(data: Numbers, *, ans: float, data_dot: Numbers) -> Array:
    """ans² = Σ (x - mean x)² / n; 0 where all are equal."""
    away = np.asarray(data) - np.mean(np.asarray(data))
    return np.mean(away * np.asarray(data_dot)) / (ans if ans != 0 else 1)


@adjoint(statistics.stdev, data=number_list)
def stdev(data: Numbers, *, ans: float, ans_bar: float) -> Array:
    """ans² = Σ (x - mean x)² / (n - 1); 0 where all are equal."""
    away = np.asarray(data) - np.mean(np.asarray(data))
    shares = away / ((len(data) - 1) * (ans if ans != 0 else 1)) * ans_bar
    data_bar = list(shares) if isinstance(data, (list, tuple)) else shares
    return data_bar


@tangent(statistics.stdev)
def stdev_tangent(data: Numbers, *, ans: float, data_dot: Numbers) -> Array:
    """ans² = Σ (x - mean x)² / (n - 1); 0 where all are equal."""
    away = np.asarray(data) - np.mean(np.asarray(data))
    return np.sum(away * np.asarray(data_dot)) / ((len(data) - 1) * (ans if ans != 0 else 1))


constant(
    *(statistics.mode, statistics.multimode),
    why="chosen by how often it occurs",
    of_inactive=True,
)

"""`scipy.spatial.distance`: distances between the rows of matrices."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

import numpy as np
from scipy.spatial import distance

from tangentgen.rules.samples import paired, shaped
from tangentgen.rules.shared import distance_slopes
from tangentgen.rules.words import Array, adjoint, tangent

Metric = Literal["euclidean", "sqeuclidean", "cityblock"]
METRICS = ["euclidean", "sqeuclidean", "cityblock"]
left, right = paired(((3, 2), (4, 2)), ((1, 3), (2, 3)))


@adjoint(distance.cdist, XA=left, XB=right, metric=METRICS)
def cdist(
    XA: Array, XB: Array, metric: Metric = "euclidean", *, ans_bar: Array
) -> tuple[Array, Array]:
    """What each distance changes by with the difference of its rows; nothing where that is 0."""
    if metric not in ("euclidean", "sqeuclidean", "cityblock"):
        raise NotImplementedError("cdist of this metric")
    parts = np.expand_dims(ans_bar, -1) * distance_slopes(XA[:, None] - XB, metric)
    XA_bar = np.sum(parts, axis=1)
    XB_bar = -np.sum(parts, axis=0)
    return XA_bar, XB_bar


@tangent(distance.cdist)
def cdist_tangent(
    XA: Array,
    XB: Array,
    metric: Metric = "euclidean",
    *,
    active: Set[str],
    XA_dot: Array,
    XB_dot: Array,
) -> Array:
    """What each distance changes by with the difference of its rows; nothing where that is 0."""
    if metric not in ("euclidean", "sqeuclidean", "cityblock"):
        raise NotImplementedError("cdist of this metric")
    first = XA_dot[:, None] if "XA" in active else 0
    second = XB_dot if "XB" in active else 0
    return np.sum(distance_slopes(XA[:, None] - XB, metric) * (first - second), axis=-1)


@adjoint(distance.pdist, X=shaped((4, 2), (2, 3)), metric=METRICS)
def pdist(X: Array, metric: Metric = "euclidean", *, ans_bar: Array) -> Array:
    """As `cdist` of the matrix with itself, each pair once."""
    if metric not in ("euclidean", "sqeuclidean", "cityblock"):
        raise NotImplementedError("pdist of this metric")
    i, j = np.triu_indices(np.shape(X)[0], 1)
    parts = np.expand_dims(ans_bar, -1) * distance_slopes(X[i] - X[j], metric)
    X_bar = np.zeros_like(X)
    np.add.at(X_bar, i, parts)
    np.add.at(X_bar, j, -parts)
    return X_bar


@tangent(distance.pdist)
def pdist_tangent(X: Array, metric: Metric = "euclidean", *, X_dot: Array) -> Array:
    """As `cdist` of the matrix with itself, each pair once."""
    if metric not in ("euclidean", "sqeuclidean", "cityblock"):
        raise NotImplementedError("pdist of this metric")
    i, j = np.triu_indices(np.shape(X)[0], 1)
    return np.sum(distance_slopes(X[i] - X[j], metric) * (X_dot[i] - X_dot[j]), axis=-1)

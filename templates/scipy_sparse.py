"""`scipy.sparse`: products of a constant sparse matrix and an array."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from tangentgen.language.operands import product_with_sparse, sparse_product
from tangentgen.rules.samples import shaped
from tangentgen.rules.words import Array, adjoint, tangent

MATRIX = sparse.csr_array(np.array([[1.0, 0.0, 2.0, 0.0], [0.0, 3.0, 0.0, 0.0], [0.0, 1, 0, 4]]))


@adjoint(sparse_product, matrix=[MATRIX], x=shaped((4,), (4, 2)))
def sparse_product_(matrix: Array, x: Array, *, ans_bar: Array) -> Array:
    """ans = M x  ⇒  x_bar = Mᵀ ans_bar."""
    x_bar = matrix.T @ ans_bar
    return x_bar


@tangent(sparse_product)
def sparse_product_tangent(matrix: Array, x: Array, *, x_dot: Array) -> Array:
    """The product with the tangent."""
    return matrix @ x_dot


@adjoint(product_with_sparse, x=shaped((3,), (2, 3)), matrix=[MATRIX])
def product_with_sparse_(x: Array, matrix: Array, *, ans_bar: Array) -> Array:
    """ans = x M  ⇒  x_bar = ans_bar Mᵀ."""
    x_bar = ans_bar @ matrix.T
    return x_bar


@tangent(product_with_sparse)
def product_with_sparse_tangent(x: Array, matrix: Array, *, x_dot: Array) -> Array:
    """The product of the tangent."""
    return x_dot @ matrix

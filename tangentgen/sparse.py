"""Sparse Jacobians: columns that share no row are computed together.

Where a result may be other than zero is given, or found by sending NaN through each column of
the tangent. Every result is held against one more product with a random vector, so that a
pattern which is not, or no longer, right is found out: it is extended, or refused if given.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

from tangentgen.derivative import Derivative, Options
from tangentgen.errors import NotDifferentiable, WrongOutput, WrongPattern, at_definition
from tangentgen.request import Wrt

if TYPE_CHECKING:
    from collections.abc import Callable

CLOSE = 1e-9  # relative to the sum of absolute values


class SparseJacobian:
    """Called like the function, gives its Jacobian as a `scipy.sparse.csr_array`.

    `source` is the text of the derivative that gives the products.
    """

    def __init__(self, mode: str, f: Callable[..., Any], wrt: Wrt, options: Options, pattern: Any):
        of = Derivative("grad", f, wrt, options) if mode == "hessian" else f
        self.product = Derivative("jvp", of, wrt, options)
        if len(self.product.wrt) != 1 or "." in self.product.wrt[0]:
            raise NotDifferentiable(self._offence("has several", "name one array in wrt"))
        self.primal, self.given, self._pattern = f, pattern is not None, pattern
        self._groups: Any = None
        self.__name__ = self.product.__name__.replace("grad_jvp", "jvp").replace("_jvp", f"_{mode}")
        self.__doc__ = f"Sparse {mode.title()} of `{getattr(f, '__name__', 'f')}`."

    @property
    def source(self) -> str:
        return self.product.source

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from scipy import sparse

        (name,) = self.product.wrt
        bound = self.product._subject.signature().bind(*args, **kwargs)
        x = bound.arguments[name]
        if not isinstance(x, np.ndarray) or x.dtype.kind != "f":
            raise NotDifferentiable(self._offence("is no array of floats", "pass an array"))

        def times(vector: np.ndarray) -> np.ndarray:
            tangents: Any = {str(self.product.extra): vector.reshape(x.shape).astype(x.dtype)}
            _, found = self.product(*args, **kwargs, **tangents)
            if not isinstance(found, np.ndarray | float | np.floating):
                raise WrongOutput(self._offence("is not of one array", "return one array"))
            return np.ravel(found)

        pattern = self._pattern
        if pattern is None or pattern.shape[1] != x.size:
            if self.given and pattern is not None and not hasattr(pattern, "tocsc"):
                pattern = sparse.csc_array(np.asarray(pattern, bool))
            if not self.given:
                pattern = structure(times, x.size)
            self._groups = None
        pattern = sparse.csc_array(pattern, dtype=bool)
        for fresh in itertools.count():
            found = self._compressed(pattern, times, x)
            if agrees(found, times, x.size):
                self._pattern = pattern
                return found
            if self.given or fresh:
                raise WrongPattern(
                    self._offence("has entries outside the pattern", "leave pattern= away")
                )
            pattern = sparse.csc_array(pattern + structure(times, x.size))
            self._groups = None

    def _compressed(self, pattern: Any, times: Callable[[Any], Any], x: np.ndarray) -> Any:
        """The Jacobian, one product for each group of columns without a row in common."""
        from scipy import sparse
        from scipy.optimize._numdiff import group_columns

        if self._groups is None:
            self._groups = group_columns(pattern, np.arange(pattern.shape[1]))
        entries = sparse.coo_array(pattern)
        rows, columns = entries.coords
        values = np.zeros(rows.shape, x.dtype)
        for group in range(int(self._groups.max(initial=-1)) + 1):
            product = times((self._groups == group).astype(x.dtype))
            chosen = self._groups[columns] == group
            values[chosen] = product[rows[chosen]]
        return sparse.csr_array((values, (rows, columns)), shape=pattern.shape)

    def _offence(self, what: str, hint: str) -> Any:
        function = self.product._subject.function
        return at_definition(function, f"the sparse derivative of {function.__name__} {what}", hint)


def structure(times: Callable[[Any], Any], size: int) -> Any:
    """Where a matrix may have entries: NaN times anything, also zero, is NaN."""
    from scipy import sparse

    columns = []
    with np.errstate(invalid="ignore"):
        for k in range(size):
            vector = np.zeros(size)
            vector[k] = np.nan
            columns.append(sparse.csc_array(np.isnan(times(vector))[:, None]))
    if columns:
        return sparse.csc_array(sparse.hstack(columns))
    return sparse.csc_array((times(np.zeros(0)).size, 0), dtype=bool)


def agrees(found: Any, times: Callable[[Any], Any], size: int) -> bool:
    """Whether the matrix and the derivative give one product with a random vector."""
    vector = np.random.default_rng(size).uniform(0.5, 1.5, size)
    want, got = times(vector), found @ vector
    scale = abs(found) @ vector + np.abs(want)
    eps = max(CLOSE, 100 * float(np.finfo(found.dtype).eps))
    both = np.abs(got - want) <= eps * scale
    return bool(np.all(both | ~np.isfinite(want)))

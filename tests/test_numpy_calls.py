"""NumPy as it is called: each expression in both modes against differences.

Before the bar stands the shape of each argument: `2x3`; a letter says the kind: `s` a float, `p`
positive, `c` complex, `pd3` a positive definite matrix.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tangentgen

CALLS = [
    "3x3 | np.linalg.slogdet(x)[1]",
    "3x3 | np.linalg.slogdet(x).logabsdet",
    "pd3 | np.linalg.eigh(x).eigenvalues",
    "pd3 | r = np.linalg.eigh(x); r.eigenvalues * np.abs(r.eigenvectors[:, 0])",
    "pd3 | r = np.linalg.eigh(x); r[0]",
    "3x2 | u, s, vt = np.linalg.svd(x, full_matrices=False); np.abs(u) @ s",
    "3x2 | u, s, vt = np.linalg.svd(x, full_matrices=False); s",
    "3x2 | u, s, vt = np.linalg.svd(x, full_matrices=False); (u * s) @ vt",
    "3x2 | np.linalg.svd(x, full_matrices=False)[1]",
    "3x2 | np.linalg.svd(x, full_matrices=False).S",
    "3x2 | np.abs(np.linalg.svd(x, full_matrices=False)[0])",
    "4 | np.split(x, 2)[1]",
    "4 | a, b = np.split(x, 2); b",
    "4 | a, b = np.split(x, 2); a + 2.0",
    "2x3 | np.linalg.norm(x, axis=-1, ord=0)",
    "2x3 | np.linalg.norm(x, -np.inf, axis=1)",
    "2x3 | np.linalg.norm(x, np.inf)",
    '2x3 | np.linalg.norm(x, "nuc")',
    "2x3 | np.linalg.norm(x, 2)",
    "c3 | np.linalg.norm(x, 1)",
    "c3 | np.linalg.norm(x)",
    "2x3x4 | np.linalg.norm(x, axis=(0, 2))",
    "c3x3 | np.linalg.slogdet(x)[0]",
    "c3x3 | s, l = np.linalg.slogdet(x); l",
    'pd3 | np.linalg.eigh(x, UPLO="U").eigenvalues',
    "pd3 | np.linalg.eigvalsh(x)",
    "pd3 | np.linalg.cholesky(x)",
    "3x2 | np.linalg.svd(x, compute_uv=False)",
    "3x2 | np.linalg.svd(x)[1]",
    "3x2 | np.linalg.svd(x).S",
    "3x2 | np.linalg.qr(x)[1]",
    "3x2 | q, r = np.linalg.qr(x); q",
    "3x2 | np.linalg.qr(x).R",
    '3x2 | np.linalg.qr(x, mode="r")',
    "pd3 | np.linalg.eigvals(x)",
    "3x3 | np.abs(np.linalg.eigvals(x))",
    "3x3 | np.linalg.eigvals(x).real",
    "3x3 | w, v = np.linalg.eig(x); np.abs(v) ** 2",
    "4x2 4 | np.linalg.lstsq(x, y, rcond=None)[0]",
    "4x2 4 | c, res, rank, s = np.linalg.lstsq(x, y, rcond=None); c",
    "4x2 4 | c, res, rank, s = np.linalg.lstsq(x, y, rcond=None); c[0] * res",
    "3x2 | np.linalg.pinv(x)",
    "3x2 | np.linalg.pinv(x, rcond=1e-9)",
    "3x3 | np.linalg.det(x)",
    "3x3 | np.linalg.matrix_norm(x)",
    "3x3 | np.linalg.matrix_norm(x, ord=2)",
    "3x3 | np.linalg.vector_norm(x, ord=3)",
    "2x3x3 3 | np.linalg.solve(x, y)",
    "2x3x3 2x3x1 | np.linalg.solve(x, y)",
    "4x2x2 4 | np.linalg.tensorsolve(x, y)",
    "2x2x4 | np.linalg.tensorinv(x)",
    "2x2 2x2 | np.linalg.multi_dot([x, y, x])",
    "4 | np.fft.irfft(np.fft.rfft(x))",
    "5 | np.fft.irfft(np.fft.rfft(x), n=5)",
    "c4 | np.fft.hfft(x)",
    "4 | np.fft.ihfft(x)",
    "4x3 | np.fft.rfftn(x).real",
    "4x3 | np.fft.irfft2(np.fft.rfft2(x), s=(4, 3))",
    '4x3 | np.abs(np.fft.fft2(x, norm="ortho"))',
    "4x3 | np.abs(np.fft.fftn(x, s=(2, 2), axes=(0, 1)))",
    "4 | np.abs(np.fft.fft(x, n=6)) ** 2",
    "4x4 | np.fft.fftshift(x, axes=1)",
    "4 | np.real(np.fft.ifft(1j * np.fft.fftfreq(4) * np.fft.fft(x)))",
    "3 | np.block([x, x * 2])",
    "3 3 | np.block([[x], [y]])",
    "2x2 2x2 | np.block([[x, y], [y, x]])",
    "3 | np.insert(x, 1, 2.0)",
    "3 s | np.insert(x, [0, 2], y)",
    "2x3 | np.insert(x, 1, 5.0, axis=1)",
    "3 | np.resize(x, (2, 4))",
    "3 | np.choose([0, 1, 0], [x, x * 2])",
    '2x3 | np.take(x, [0, 7], mode="clip")',
    "2x3 | x.take([0, 1], axis=1)",
    '2x3 | np.pad(x, 1, mode="edge")',
    '2x3 | np.pad(x, ((1, 0), (0, 2)), mode="reflect")',
    "2x3 | np.pad(x, 1, constant_values=3.0)",
    "2x3 | np.rollaxis(x, 1)",
    "4 | np.unwrap(x * 5)",
    "3 | np.astype(x, np.float64) * 2",
    "3 | np.require(x) * 2",
    "s s | np.linspace(x, y, 5)",
    "2 2 | np.linspace(x, y, 4, axis=-1)",
    "s s | np.logspace(x, y, 4)",
    "p p | np.geomspace(x, y, 4)",
    "2x3 | a, b = np.unstack(x); a * b",
    "3 2x3 | a, b = np.broadcast_arrays(x, y); a * b",
    "3 | np.repeat(x, [1, 0, 2])",
    "2x3 | np.repeat(x, 2, axis=1)",
    "3 | np.delete(x, [0, 1])",
    "3 | np.compress([True, False, True], x)",
    "2x3 | np.take_along_axis(x, np.argsort(x, axis=1), axis=1)",
    "2x3 | np.take_along_axis(x, np.argmax(x, axis=1)[:, None], axis=1)",
    "2x3 | np.atleast_3d(x)",
    "3 3 | np.vstack([x, y])",
    "3 3 | np.column_stack((x, y))",
    "3 | np.diagflat(x)",
    "3 | np.vander(x)",
    "3 2 | a, b = np.meshgrid(x, y); a * b",
    "3 2 | a, b = np.meshgrid(x, y, sparse=True); a * b",
    "2x3 | np.moveaxis(x, 0, 1)",
    "2x3 | np.permute_dims(x, (1, 0))",
    "6 | np.array_split(x, 4)[0]",
    "2x3 | np.concat([x, x], axis=1)",
    '2x3 | x.flatten("F")',
    '2x3 | x.ravel(order="F")',
    '2x3 | x.reshape(3, 2, order="F")',
    "2x3 | x.reshape((3, 2))",
    "2x3 | x.swapaxes(0, 1)",
    "2x3 | x.transpose(1, 0)",
    "2x3 | x.diagonal()",
    "2x3 | x.trace()",
    "2x3 | x.cumsum(axis=0)",
    "2x3 | x.cumprod(axis=0)",
    "2x3 | x.repeat(2)",
    "2x3 | x.squeeze()",
    "2x3 | x.std()",
    "2x3 | x.compress([True, False])",
    "2x3 | x.copy()",
    "2x3 | x.conj()",
    "2x3 | x[x > 0]",
    "2x3 | np.extract(x > 0, x)",
    "3 | np.sign(x) * x",
    "c3 | np.sign(x)",
    "2x3 | np.sum(x, where=x > 0)",
    "2x3 | np.sum(x, initial=2.0)",
    "2x3 | np.sum(x, dtype=float)",
    "2x3 | np.sum(x, 0, where=[True, False, True])",
    "2x3 | np.mean(x, where=[True, False, True])",
    "2x3 | np.max(x, initial=0.3)",
    "2x3 | np.max(x, where=x < 1, initial=-5.0)",
    "2x3 | x.max(axis=1, initial=-0.2)",
    "2x3 | x.prod(axis=1, initial=2.0)",
    "2x3 | x.sum(axis=1, dtype=np.float64)",
    "2x3 | np.quantile(x, 0.35, axis=(0, 1))",
    "2x3 | np.quantile(x, [0.3, 0.7], axis=0)",
    '2x3 | np.quantile(x, 0.45, method="lower")',
    "2x3 | np.percentile(x, 45)",
    "2x3 | np.var(x, axis=(0, 1), ddof=1)",
    "2x3 | np.nanstd(x, axis=(0, 1), ddof=1)",
    "2x3 | np.nanmedian(x)",
    "3 3 | np.average(x, weights=y**2)",
    "2x3 p3 | np.average(x, axis=-1, weights=y)",
    "3 | np.average(x, weights=[1.0, 2.0, 3.0])",
    "3 3 | np.cov(x, y)",
    "4 4 | np.corrcoef(x, y)[0, 1]",
    "3 | np.trapezoid(x, dx=0.5)",
    "3 | np.histogram([0.1, 0.2, 0.9], bins=3, weights=x)[0]",
    "3 | np.cumulative_prod(x)",
    "3 | np.heaviside(0.0, x)",
    "p p | q, r = np.divmod(x, y); r * q",
    "p3 | np.modf(x)[0]",
    "p3 | m, e = np.frexp(x); m * 2.0",
    "3 | np.i0(x)",
    "s | np.kaiser(5, x)",
    "4 | v, c = np.unique(x, return_counts=True); v * c",
    "4 3 | np.union1d(x, y)",
    "4 | np.partition(x, 2)",
    "c4 | np.sort(x)",
    "5 2 | np.correlate(x, y)",
    '2 5 | np.correlate(x, y, "same")',
    "s 3 | np.interp(x, [0.0, 1.0, 2.0], y)",
    "4 3 | np.interp(x, [0.05, 0.5, 0.7], y, period=1.0)",
    "3 | np.polyfit([0.0, 1.0, 2.0], x, 1)",
    "3 | np.poly(x)",
    "3 | np.abs(np.roots(x))",
    "2x3 | a, b = np.gradient(x); a * b",
    "3 4 | np.polymul(x, y)",
    "2x3 | np.add.reduce(x, axis=1, keepdims=True)",
    "2x3 | np.logaddexp.reduce(x, axis=None)",
    "5 | np.maximum.accumulate(x)",
    "3 | np.subtract.outer(x, x)",
    "4 | np.add.reduceat(x, [0, 2])",
    "2x3 | x.compress([True, False], axis=0)",
    "s | cmath.exp(1j * x).real",
    "s | cmath.polar(x + 1j)[0]",
    "s s | statistics.fmean([x, y, x * y])",
    "2 3 | np.polynomial.chebyshev.chebval(x, y)",
    "2 3x2 | np.polynomial.chebyshev.chebval(x, y, tensor=False)",
    "3 | np.polynomial.legendre.legval2d(x, x**2, np.ones((3, 2)))",
    "3 2x4 | np.polynomial.legendre.legval2d(x, x**2, y)",
    "s 2x4x2 | np.polynomial.polynomial.polyval2d(x, c=y, y=0.3)",
    "2x2 2x2x3 | np.polynomial.laguerre.lagval3d(x, 0.2 + x, x[::-1], y)",
    "3 2x4 | np.polynomial.hermite.hermgrid2d(x, x[:2], y)",
    "2 2x2x3 | np.polynomial.hermite_e.hermegrid3d(x, x[:1], x**2, y)",
    "4 | np.abs(np.polynomial.chebyshev.chebroots(x))",
    "c3 | np.polynomial.polynomial.polyroots(x)",
    "3 | np.polynomial.laguerre.lagfromroots(x)",
    "2 3 | np.polynomial.polynomial.polyvalfromroots(x, y)",
    "3 s | np.r_[y, x, y * y]",
    "3 | np.c_[x, x**2]",
    '2x3 | np.einsum("ij,kj", x, x)',
    '2x3 | np.einsum("...j,...j->...", x, x)',
    '3x3 | np.einsum("ii->i", x)',
    "3x3 | x.T @ x",
    "c3 | x.real**2 - x.imag",
    "3 | operator.mul(x, x)",
    "3 | math.sqrt(x[0] ** 2 + 1)",
]
HEAD = """import cmath
import math
import operator
import statistics

import numpy as np


"""


@pytest.mark.parametrize("call", CALLS)
def test_a_call(call: str, tmp_path: Path) -> None:
    shapes, text = (part.split(last) for part, last in zip(call.split(" | "), " ;", strict=True))
    names = ["x", "y"][: len(shapes)]
    f = function(tmp_path, names, [line.strip() for line in text])
    rng = np.random.default_rng(5)
    args = [argument(shape, rng) for shape in shapes]
    dots = tuple(direction(x, shape, rng) for x, shape in zip(args, shapes, strict=True))
    value = f(*args)
    cotangent = like(value, rng)

    _, found = tangentgen.vjp(f, wrt=tuple(names))(*args, cotangent=cotangent)
    gradients = found if isinstance(found, tuple) else (found,)
    given = dots if len(dots) > 1 else dots[0]
    _, tangent = tangentgen.jvp(f, wrt=tuple(names))(*args, tangents=given)

    want = dot([cotangent], [slope(f, args, dots)])
    assert [np.shape(g) for g in gradients] == [np.shape(x) for x in args]
    assert dot(gradients, dots) == pytest.approx(want, rel=1e-6, abs=1e-6)
    assert dot([cotangent], [tangent]) == pytest.approx(dot(gradients, dots), rel=1e-9, abs=1e-9)


def function(folder: Path, names: list[str], lines: list[str]) -> Any:
    body = "".join(f"    {line}\n" for line in lines[:-1]) + f"    return {lines[-1]}\n"
    path = folder / "called.py"
    path.write_text(f"{HEAD}def f({', '.join(names)}):\n{body}")
    spec = importlib.util.spec_from_file_location("called", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["called"] = module
    spec.loader.exec_module(module)
    return module.f


def argument(kind: str, rng: Any) -> Any:
    if kind == "s":
        return float(rng.uniform(0.3, 1.5))
    if kind.startswith("pd"):
        n = int(kind[2:])
        half = rng.normal(size=(n, n))
        return half @ half.T + n * np.eye(n)
    shape = tuple(map(int, kind.strip("pc").split("x"))) if kind.strip("pc") else ()
    if kind.startswith("c"):
        return rng.normal(size=shape) + 1j * rng.normal(size=shape)
    return rng.uniform(0.3, 1.5, shape) if kind.startswith("p") else rng.normal(size=shape)


def direction(x: Any, kind: str, rng: Any) -> Any:
    given = like(x, rng)
    return given + given.T if kind.startswith("pd") else given


def like(x: Any, rng: Any) -> Any:
    numbers = rng.normal(size=np.shape(x))
    if np.iscomplexobj(x):
        numbers = numbers + 1j * rng.normal(size=np.shape(x))
    return float(numbers) if type(x) is float else numbers[()]


def slope(f: Any, args: list[Any], dots: tuple[Any, ...]) -> Any:
    """Differences, extrapolated twice."""

    def central(h: float) -> Any:
        up = f(*[x + h * d for x, d in zip(args, dots, strict=True)])
        return (up - f(*[x - h * d for x, d in zip(args, dots, strict=True)])) / (2 * h)

    a, b, c = (central(h) for h in (2e-3, 1e-3, 5e-4))
    return (16 * (4 * c - b) / 3 - (4 * b - a) / 3) / 15


def dot(a: Any, b: Any) -> float:
    return float(sum(np.sum(np.real(np.multiply(x, y))) for x, y in zip(a, b, strict=True)))

"""An expression of two arguments, taken through both modes against differences.

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

HEAD = """import cmath
import math
import operator
import statistics

import numpy as np
"""


def check_call(call: str, folder: Path, imports: str = "") -> None:
    shapes, text = (part.split(last) for part, last in zip(call.split(" | "), " ;", strict=True))
    names = ["x", "y"][: len(shapes)]
    f = function(folder, names, imports, [line.strip() for line in text])
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


def function(folder: Path, names: list[str], imports: str, lines: list[str]) -> Any:
    body = "".join(f"    {line}\n" for line in lines[:-1]) + f"    return {lines[-1]}\n"
    path = folder / "called.py"
    path.write_text(f"{HEAD}{imports}\n\ndef f({', '.join(names)}):\n{body}")
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

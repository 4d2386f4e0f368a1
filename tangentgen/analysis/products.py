"""Shapes of matrix products, solvers and einsum."""

from __future__ import annotations

import operator

import numpy as np

from tangentgen.analysis.broadcasting import broadcast, broadcast_axis
from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.integers import product
from tangentgen.analysis.shapes import Given, shaped
from tangentgen.analysis.values import Dim, Shape


@shaped("a b", operator.matmul, operator.imatmul, np.matmul)
def matmul(given: Given) -> Shape | None:
    a, b = given.shape("a"), given.shape("b")
    if not a or not b:
        return None
    given.world.agree(a[-1], b[-2] if len(b) > 1 else b[-1])
    batch = broadcast([a[:-2], b[:-2]], given.world)
    if batch is None:
        return None
    rows = a[-2:-1]
    columns = b[-1:] if len(b) > 1 else ()
    return (*batch, *rows, *columns)


@shaped("a b out", np.dot)
def dot(given: Given) -> Shape | None:
    a, b = given.shape("a"), given.shape("b")
    if a is None or b is None:
        return None
    if not a or not b:
        return a or b
    given.world.agree(a[-1], b[-2] if len(b) > 1 else b[-1])
    return (*a[:-1], *b[:-2], *(b[-1:] if len(b) > 1 else ()))


@shaped("a b", np.inner)
def inner(given: Given) -> Shape | None:
    a, b = given.shape("a"), given.shape("b")
    if a is None or b is None:
        return None
    if not a or not b:
        return a or b
    given.world.agree(a[-1], b[-1])
    return (*a[:-1], *b[:-1])


@shaped("a b out", np.outer)
def outer(given: Given) -> Shape | None:
    a, b = given.shape("a"), given.shape("b")
    return None if a is None or b is None else (product(a), product(b))


@shaped("a b", np.cross)
def cross(given: Given) -> Shape | None:
    """Vectors, or numbers where both operands are vectors of two."""
    a, b = given.shape("a"), given.shape("b")
    if not a or not b:
        return None
    sizes = [_told(axis, given.world) for axis in (a[-1], b[-1])]
    batch = broadcast([a[:-1], b[:-1]], given.world)
    if batch is None or (3 not in sizes and None in sizes):
        return None
    return (*batch, Dim(3)) if 3 in sizes else batch


def _told(axis: Dim | None, world: Assumptions) -> int | None:
    """The length of the vectors of a cross product, relied on where the example tells it."""
    size = None if axis is None else world.size(axis)
    if axis is None or size not in (2, 3):
        return None
    world.equal(axis, Dim(size))
    return size


@shaped("x1 x2", np.linalg.cross)
def cross_in_space(given: Given) -> Shape | None:
    a, b = given.shape("x1"), given.shape("x2")
    if not a or not b:
        return None
    batch = broadcast([a[:-1], b[:-1]], given.world)
    return None if batch is None else (*batch, Dim(3))


@shaped("a b", np.vdot)
def vdot(given: Given) -> Shape | None:
    return ()


@shaped("a b", np.linalg.solve)
def solve(given: Given) -> Shape | None:
    a, b = given.shape("a"), given.shape("b")
    if a is None or b is None or len(a) < 2 or not b:
        return None
    given.world.agree(a[-1], a[-2])
    if len(b) == 1:
        given.world.agree(a[-1], b[0])
        return (*a[:-2], b[0])
    given.world.agree(a[-1], b[-2])
    batch = broadcast([a[:-2], b[:-2]], given.world)
    return None if batch is None else (*batch, *b[-2:])


@shaped("a", np.linalg.inv, np.linalg.cholesky)
def square(given: Given) -> Shape | None:
    a = given.shape("a")
    return a if a is not None and len(a) >= 2 else None


@shaped("a", np.linalg.det)
def determinant(given: Given) -> Shape | None:
    a = given.shape("a")
    return a[:-2] if a is not None and len(a) >= 2 else None


@shaped("*all", np.einsum)
def einsum(given: Given) -> Shape | None:
    parts = given["all"].items or ()
    text = parts[0].constant if parts else None
    if not isinstance(text, str) or "." in text:
        return None
    inputs, arrow, output = text.replace(" ", "").partition("->")
    subscripts = inputs.split(",")
    if len(subscripts) != len(parts) - 1:
        return None
    found: dict[str, Dim | None] = {}
    for letters, operand in zip(subscripts, parts[1:], strict=True):
        if operand.shape is None or len(operand.shape) != len(letters):
            return None
        for letter, dim in zip(letters, operand.shape, strict=True):
            known = letter in found
            found[letter] = broadcast_axis(found[letter], dim, given.world) if known else dim
    if not arrow:
        letters = inputs.replace(",", "")
        output = "".join(sorted(c for c in set(letters) if letters.count(c) == 1))
    return tuple(found[letter] for letter in output) if set(output) <= set(found) else None

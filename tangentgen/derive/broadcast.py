"""Broadcasting undone: the adjoint has the argument's shape, always."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.results import broadcast_axes, same_shape
from tangentgen.analysis.values import Value
from tangentgen.known import unbroadcast
from tangentgen.language import core
from tangentgen.rules.helper import private
from tangentgen.source.quote import constant, copy, expression

if TYPE_CHECKING:
    from tangentgen.derive.reading import Reading
    from tangentgen.derive.seeds import Seed


def fit(
    seed: Seed,
    answer: Value,
    value: Value,
    node: gast.expr,
    argument: gast.expr,
    reading: Reading,
    helpers: dict[str, core.Function],
    world: Any,
    conservative: bool,
) -> tuple[gast.expr, bool]:
    """An adjoint of the answer's shape, summed to the argument's: (tree, whether it is full)."""
    if is_scalar(answer) and is_scalar(value):
        return seed.tree, True
    if seed.full and isinstance(seed.tree, gast.Constant) and not conservative:
        return seed.tree, True  # a number, as full as what it is the adjoint of
    if not conservative and same_shape(value, answer, world):
        return seed.tree, seed.full
    tree = seed.tree if seed.full else spread(seed.tree, reading.witness(node))
    axes = None if conservative else broadcast_axes(value, answer, world)
    if value.shape == () and not conservative:
        return expression("np.sum($x)", x=tree), True
    if axes is not None:
        return summed(tree, axes), True
    helpers.setdefault("unbroadcast", helper())
    return expression("unbroadcast($x, $a)", x=tree, a=reading.witness(argument)), True


def summed(tree: gast.expr, axes: Any) -> gast.expr:
    """The sum over the leading axes, then over those of length 1, which are kept."""
    leading, kept = axes
    if leading:
        which = (
            constant(0)
            if leading == 1
            else gast.Tuple([constant(k) for k in range(leading)], gast.Load())
        )
        tree = expression("np.sum($x, axis=$a)", x=tree, a=which)
    if kept:
        which = (
            constant(kept[0])
            if len(kept) == 1
            else gast.Tuple([constant(k) for k in kept], gast.Load())
        )
        tree = expression("np.sum($x, axis=$a, keepdims=True)", x=tree, a=which)
    return tree


def spread(tree: gast.expr, like: gast.expr) -> gast.expr:
    """A seed that broadcasts, made as large as `like`."""
    return expression("np.broadcast_to($x, np.shape($a))", x=copy(tree), a=like)


def helper() -> core.Function:
    """The function that is printed at the end of a module which needs it."""
    return private(unbroadcast)

"""Numbers that NumPy hands over as arrays of no axes, which `+=` changes in place."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import TypeGuard

import gast

from tangentgen.analysis.values import Value
from tangentgen.source.quote import expression
from tangentgen.source.rebuild import rebuilt

_ARRAYS = frozenset(
    {
        *("where", "select", "array", "asarray", "copy", "reshape", "squeeze", "broadcast_to"),
        *("transpose", "moveaxis", "swapaxes", "flip", "roll", "astype", "conj", "conjugate"),
    }
)
_PASSED_ON = frozenset({"real", "imag", "unbroadcast"})  # a Python number stays one


def may_be_boxed(tree: gast.expr) -> bool:
    """Whether a call may give an array of no axes; what arithmetic gives is a number.

    >>> from tangentgen.source.quote import expression
    >>> may_be_boxed(expression("np.where(a > 0.0, x_bar, 0.0)"))
    True
    >>> may_be_boxed(expression("2.0 * np.where(a > 0.0, x_bar, 0.0)"))
    False
    """
    match tree:
        case gast.Call(func=gast.Attribute(attr=called) | gast.Name(id=called), args=args):
            passed_on = called in _PASSED_ON and bool(args) and may_be_boxed(args[0])
            return called in _ARRAYS or passed_on
        case gast.Subscript(slice=index):  # `x[..., 0]` of a vector is a view of its element
            parts = index.elts if isinstance(index, gast.Tuple) else [index]
            return any(isinstance(p, gast.Constant) and p.value is Ellipsis for p in parts)
    return False


def number(
    tree: gast.expr, known: Callable[[gast.expr], Value], changes: Callable[[str], bool]
) -> gast.expr:
    """The adjoint of a number, where `tree` may be an array of no axes, or a name of one.

    Two names of it would be changed together, and with the array. `changes` tells what is one for
    sure; another may be a number as well.
    """
    if is_everything(tree):
        return expression("$x[()]", x=tree.value)
    if may_be_boxed(tree):
        return expression("$x[()]", x=tree)
    inner = tree
    while isinstance(inner, gast.Attribute) or _passes_on(inner):
        inner = inner.value if isinstance(inner, gast.Attribute) else inner.args[0]
    if not isinstance(inner, gast.Name):
        return tree
    value = known(inner)
    if value.kind != "array" or value.shape not in ((), None):
        return tree
    return expression("$x[()]" if changes(inner.id) else "np.sum($x)", x=tree)


def is_everything(tree: gast.expr) -> TypeGuard[gast.Subscript]:
    """Whether it is `x[()]` or `x[...]`."""
    match tree:
        case gast.Subscript(slice=gast.Tuple(elts=[]) | gast.Constant(value=builtins.Ellipsis)):
            return True
    return False


def _passes_on(tree: gast.expr) -> bool:
    match tree:
        case gast.Call(func=gast.Attribute(attr=called) | gast.Name(id=called), args=[_, *_]):
            return called in _PASSED_ON
    return False


def operand(tree: gast.expr) -> gast.expr:
    """What stands in arithmetic, without a `[()]` that would make it a number before.

    >>> from tangentgen.source.quote import expression
    >>> gast.unparse(operand(expression("2.0 * np.where(a > 0.0, x_bar, 0.0)[()]")))
    '2.0 * np.where(a > 0.0, x_bar, 0.0)'
    """
    match tree:
        case gast.Subscript(value=inner, slice=gast.Tuple(elts=[])):
            return inner
        case gast.BinOp() | gast.UnaryOp():
            return rebuilt(
                tree, lambda part: operand(part) if isinstance(part, gast.expr) else part
            )
    return tree

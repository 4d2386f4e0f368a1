"""`x` for `x[...]`, and for a copy of an adjoint, where only the numbers in it are read.

y_old = y[...].copy()                  y_old = y.copy()
x_bar += 2 * x * y_bar[...]  becomes   x_bar += 2 * x * y_bar
x_bar += 3 * y_bar[1:].copy()          x_bar += 3 * y_bar[1:]
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.targets import base_name
from tangentgen.source.quote import UNSAID, as_target
from tangentgen.source.rebuild import rebuilt

ADJOINT = "_bar"  # the ending of what the primal does not spell


def with_bare_reads(block: core.Block) -> core.Block:
    """The block with adjoints read, and arrays copied, by their names alone."""
    return tuple(core.mapped(_statement(s), with_bare_reads) for s in block)


def _statement(statement: core.Statement) -> core.Statement:
    statement = _said(statement)
    value = getattr(statement, "value", None)
    if not isinstance(value, gast.expr):
        return statement
    new = _tree(value)
    return statement if new is value else replace(statement, value=new)  # type: ignore[call-arg]  # it has that field


def _said(statement: core.Statement) -> core.Statement:
    """With the targets that the user would write: `z.real = e`."""
    match statement:
        case core.Assign(target=target) | core.Augment(target=target) if _is_unsaid(target):
            return replace(statement, target=as_target(target.value))
    return statement


def _is_unsaid(tree: gast.expr) -> bool:
    match tree:
        case gast.Subscript(
            value=gast.Attribute(attr="real" | "imag"), slice=gast.Constant(kind=kind)
        ):
            return bool(kind == UNSAID)
    return False


def _tree(tree: Any) -> Any:
    """The tree with the whole of an array where it is an operand, or is copied.

    >>> from tangentgen.source.printer import print_expression
    >>> from tangentgen.source.quote import expression
    >>> [print_expression(_tree(expression(t))) for t in ("x[...].copy()", "-y_bar[...] * x[...]")]
    ['x.copy()', '-y_bar * x[...]']
    """
    tree = rebuilt(tree, _tree)
    if _is_unsaid(tree):
        return tree.value
    match tree:
        case gast.BinOp(left=left, right=right):
            new = gast.BinOp(_operand(left), tree.op, _operand(right))
            return new if (new.left, new.right) != (left, right) else tree
        case gast.UnaryOp(operand=operand):
            new = gast.UnaryOp(tree.op, _operand(operand))
            return new if new.operand is not operand else tree
        case gast.Attribute(value=gast.Subscript(value=whole, slice=index), attr="copy"):
            return gast.Attribute(whole, "copy", gast.Load()) if _is_ellipsis(index) else tree
    return tree


def _operand(tree: gast.expr) -> gast.expr:
    match tree:
        case gast.Subscript(value=gast.Name() as whole, slice=index):
            return whole if _is_adjoint(whole) and _is_ellipsis(index) else tree
        case gast.Call(func=gast.Attribute(value=whole, attr="copy"), args=[], keywords=[]):
            return whole if _is_adjoint(whole) else tree
    return tree


def _is_adjoint(tree: gast.expr) -> bool:
    given = base_name(tree) or ""
    return given.rstrip("0123456789").endswith(ADJOINT)


def _is_ellipsis(index: gast.expr) -> bool:
    return isinstance(index, gast.Constant) and index.value is Ellipsis

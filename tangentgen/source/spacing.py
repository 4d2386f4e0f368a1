"""Where the formatter puts spaces and parentheses that the language does not ask for."""

from __future__ import annotations

import gast

from tangentgen.source import precedence as p


def spaced(node: gast.Slice) -> tuple[list[str], list[gast.expr]]:
    """The colons of a slice with the spaces beside them, and the bounds between them."""
    bounds = [bound for bound in (node.lower, node.upper, node.step) if bound is not None]
    space = "" if all(map(_is_simple, bounds)) else " "
    pieces = ["", space + ":"] if node.lower is not None else [":"]
    if node.upper is not None:
        pieces[-1] += space
        pieces.append(space if node.step is not None else "")
    if node.step is not None:
        pieces[-1] += ":" + space
        pieces.append("")
    return pieces, bounds


def _is_simple(node: gast.expr) -> bool:
    """What needs no spaces beside the colon of a slice."""
    if isinstance(node, gast.UnaryOp):
        return not isinstance(node.op, gast.Not) and _is_simple(node.operand)
    return isinstance(node, gast.Name | gast.Constant)


def hugs(node: gast.BinOp) -> bool:
    """Whether a power is written without spaces.

    >>> from tangentgen.source.spelling import spell
    >>> [spell(gast.parse(t).body[0].value) for t in ("x ** 2", "x.T ** -n", "f(x) ** 2")]
    ['x**2', 'x.T**-n', 'f(x) ** 2']
    """
    right = node.right
    if isinstance(right, gast.BinOp) and isinstance(right.op, gast.Pow):
        right = right.left
    if isinstance(node.left, gast.UnaryOp) or p.precedence(node.left) < p.AWAIT:
        return False
    return _is_simple_operand(node.left) and _is_simple_operand(right)


def _is_simple_operand(node: gast.expr) -> bool:
    while isinstance(node, gast.Attribute):
        node = node.value
        if not isinstance(node, gast.Attribute | gast.Name):
            return False
    if isinstance(node, gast.UnaryOp):
        return not isinstance(node.op, gast.Not) and _is_simple_operand(node.operand)
    if isinstance(node, gast.Constant):
        return isinstance(node.value, int | float | complex) and not isinstance(node.value, bool)
    return isinstance(node, gast.Name)


def operand_level(node: gast.UnaryOp) -> int:
    """A power under a sign is written in parentheses, though it needs none."""
    power = isinstance(node.operand, gast.BinOp) and isinstance(node.operand.op, gast.Pow)
    return p.AWAIT if power else p.UNARY[type(node.op).__name__][1]

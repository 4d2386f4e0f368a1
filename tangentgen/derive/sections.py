"""Whether two subscripts of one array can select the same element."""

from __future__ import annotations

from collections.abc import Mapping

import gast

from tangentgen.source.printer import print_expression


def same(first: gast.expr, second: gast.expr) -> bool:
    """Whether two subscripts are written alike."""
    return print_expression(first) == print_expression(second)


def disjoint(first: gast.expr, second: gast.expr, least: Mapping[str, int]) -> bool:
    """Proved to have no element in common; False where in doubt.

    `least` says what integer names are never below: a negative subscript counts from the end.

    >>> from tangentgen.source.quote import expression
    >>> i, before = expression("i"), expression("i - 1")
    >>> disjoint(i, before, {"i": 1}), disjoint(i, before, {"i": 0})
    (True, False)
    >>> disjoint(expression("x[0, 1:]").slice, expression("x[1, 1:]").slice, {})
    True
    """
    one = first.elts if isinstance(first, gast.Tuple) else [first]
    two = second.elts if isinstance(second, gast.Tuple) else [second]
    if len(one) != len(two) or any(_unclear(p) for p in (*one, *two)):
        return False
    return any(_apart(a, b, least) for a, b in zip(one, two, strict=True))


def _unclear(part: gast.expr) -> bool:
    return isinstance(part, gast.Constant) and part.value in (None, Ellipsis)


def _apart(first: gast.expr, second: gast.expr, least: Mapping[str, int]) -> bool:
    if isinstance(first, gast.Slice) or isinstance(second, gast.Slice):
        point, span = (first, second) if isinstance(second, gast.Slice) else (second, first)
        if isinstance(point, gast.Slice):
            return False
        position, lower = _affine(point), _affine(span.lower) if span.lower is not None else None
        plain = span.step is None
        return bool(
            plain
            and position
            and lower
            and position[0] == lower[0] == ""
            and 0 <= position[1] < lower[1]
        )
    one, two = _affine(first), _affine(second)
    if one is None or two is None or one[0] != two[0] or one[1] == two[1]:
        return False
    if one[0] == "":
        return (one[1] >= 0) == (two[1] >= 0)
    return one[0] in least and least[one[0]] + min(one[1], two[1]) >= 0


def _affine(tree: gast.expr) -> tuple[str, int] | None:
    """(a name or "", a constant) whose sum it is."""
    match tree:
        case gast.Constant(value=int() as value):
            return "", value
        case gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=int() as value)):
            return "", -value
        case gast.Name():
            return tree.id, 0
        case gast.BinOp(
            left=gast.Name() as base, op=gast.Add(), right=gast.Constant(value=int() as value)
        ):
            return base.id, value
        case gast.BinOp(
            left=gast.Name() as base, op=gast.Sub(), right=gast.Constant(value=int() as value)
        ):
            return base.id, -value
    return None

"""Signs where one writes them: on the first factor of a product."""

from __future__ import annotations

import gast

from tangentgen.tidy.known import (
    Known,
    inexact,
    minus,
    number,
)

# Calls whose arguments at these places are passed on linearly, and so are rewritten too.
LINEAR = {
    "sum": (0,),
    "mean": (0,),
    "outer": (0, 1),
    "dot": (0, 1),
    "matmul": (0, 1),
    "where": (1, 2),
    "broadcast_to": (0,),
    "expand_dims": (0,),
    "reshape": (0,),
    "transpose": (0,),
    "real": (0,),
}


_OURS = {"unbroadcast": (0,), "list": (0,)}


def linear_places(call: gast.Call) -> tuple[int, ...]:
    """The arguments of a call that pass a factor on."""
    match call.func:
        case gast.Attribute(value=gast.Name(), attr=called):
            return LINEAR.get(called, ())
        case gast.Name(id=called):
            return _OURS.get(called, ())
    return ()


def leading_sign(node: gast.expr, known: Known) -> gast.expr:
    """A sign outside a product put on its first factor, as one writes it: `-a * b`.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import expression
    >>> real = lambda node: Value("float", shape=())
    >>> gast.unparse(leading_sign(expression("-(2 * a * b)"), real))
    '-2 * a * b'
    """
    if not (isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub)):
        return node
    moved = _on_first(node.operand, known)
    return node if moved is None else moved


def _on_first(node: gast.expr, known: Known) -> gast.expr | None:
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult | gast.Div):
        left = _on_first(node.left, known)
        return None if left is None else gast.BinOp(left, node.op, node.right)
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.MatMult):
        return None
    if number(node) is not None or inexact(node, known) or known(node).kind == "int":
        return minus(node)
    return None


def negated(node: gast.expr) -> gast.expr | None:
    """What an expression is the negative of, where it starts with a sign: for `a -= b`.

    >>> from tangentgen.source.quote import expression
    >>> gast.unparse(negated(expression("-w * d_bar[i]")))
    'w * d_bar[i]'
    >>> negated(expression("w - d"))
    """
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        inner: gast.expr = node.operand
        return inner
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult | gast.Div):
        left = negated(node.left)
        return None if left is None else gast.BinOp(left, node.op, node.right)
    return None


def presented(node: gast.expr, known: Known) -> gast.expr:
    """Signs on the first factor, as one writes them, wherever the rewrites left them outside.

    >>> from tangentgen.analysis.values import ANY
    >>> from tangentgen.source.quote import expression
    >>> gast.unparse(presented(expression("--a / b / b"), lambda node: ANY))
    'a / b / b'
    """
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        operand = presented(node.operand, known)
        node = node if operand is node.operand else gast.UnaryOp(node.op, operand)
        return leading_sign(node, known)
    if isinstance(node, gast.BinOp):
        left, right = presented(node.left, known), presented(node.right, known)
        is_product = isinstance(node.op, gast.Mult | gast.Div)  # which makes a new array
        twice = negated(left) if is_product and isinstance(left, gast.UnaryOp) else None
        if isinstance(twice, gast.UnaryOp) and isinstance(twice.op, gast.USub):
            left = twice.operand
        if left is node.left and right is node.right:
            return node
        return gast.BinOp(left, node.op, right)
    if isinstance(node, gast.Call) and linear_places(node):
        args = [presented(a, known) for a in node.args]
        if any(new is not old for new, old in zip(args, node.args, strict=True)):
            return gast.Call(node.func, args, node.keywords)
    return node

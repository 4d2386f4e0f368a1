"""Numbers spread over an array that meet one as large are left to NumPy to spread.

y * np.broadcast_to(s_bar, np.shape(y))     becomes     y * s_bar
"""

from __future__ import annotations

import gast

from tangentgen.source.match import key
from tangentgen.tidy.known import Known, function_of

_ARITHMETIC = gast.Add | gast.Sub | gast.Mult | gast.Div | gast.Pow
ELEMENTWISE = frozenset(
    """abs absolute cbrt conj cos cosh exp exp2 expm1 fabs hypot log log10 log1p log2 logaddexp
    maximum minimum negative power reciprocal sign sin sinh sqrt square tan tanh where
    zeros_like ones_like""".split()  # noqa: SIM905 - read as text
)


def unspread(node: gast.BinOp, known: Known) -> gast.BinOp:
    """Arithmetic of which one side is no longer spread to the shape that the other has.

    >>> from tangentgen.analysis.values import ANY
    >>> from tangentgen.source.quote import expression
    >>> def of(text):
    ...     return gast.unparse(unspread(expression(text), lambda node: ANY)).strip()
    >>> of("np.sign(w) * np.broadcast_to(s, np.shape(w))")
    'np.sign(w) * s'
    >>> of("w * np.broadcast_to(s, np.shape(v))")
    'w * np.broadcast_to(s, np.shape(v))'
    """
    if not isinstance(node.op, _ARITHMETIC) or isinstance(node.op, gast.Pow):
        return node
    left, right = spread_of(node.left), spread_of(node.right)
    if right is not None and covers(node.left, right[1], known):
        return gast.BinOp(node.left, node.op, right[0])
    if left is not None and covers(node.right, left[1], known):
        return gast.BinOp(left[0], node.op, node.right)
    return node


def spread_of(node: gast.expr) -> tuple[gast.expr, gast.expr] | None:
    """`(x, y)` of `np.broadcast_to(x, np.shape(y))`."""
    match node:
        case gast.Call(args=[small, gast.Call(args=[like]) as shape], keywords=[]):
            if function_of(node) == "broadcast_to" and function_of(shape) == "shape":
                return small, like
    return None


def covers(node: gast.expr, like: gast.expr, known: Known) -> bool:
    """Whether an array surely has the shape of another, or one that it is spread to."""
    if key(node) == key(like):
        return True
    one, other = known(node), known(like)
    known_shape = one.kind == other.kind == "array" and one.shape is not None
    if known_shape and one.shape == other.shape and None not in (one.shape or ()):
        return True
    match node:
        case gast.BinOp(left=left, op=op, right=right) if isinstance(op, _ARITHMETIC):
            return covers(left, like, known) or covers(right, like, known)
        case gast.UnaryOp(op=gast.USub(), operand=operand):
            return covers(operand, like, known)
        case gast.Compare(left=left, comparators=[right]):
            return covers(left, like, known) or covers(right, like, known)
        case gast.Call(args=args, keywords=[]) if function_of(node) in ELEMENTWISE:
            return any(covers(arg, like, known) for arg in args)
    return False

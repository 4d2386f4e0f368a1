"""What a rewrite must know of an expression before it may touch it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import gast

from tangentgen.analysis.containers import part
from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.results import attribute
from tangentgen.analysis.values import UNKNOWN, Value, category
from tangentgen.language.walk import children

Known = Callable[[gast.expr], Value]

_NOTHING_ASSUMED = Assumptions()
# What they return is real or complex where the first argument is, or where any is.
_KEEP_FIRST = frozenset(
    """sum mean transpose reshape broadcast_to expand_dims swapaxes moveaxis zeros_like ones_like
    ravel squeeze copy array asarray negative sqrt exp log sin cos tan sinh cosh tanh arctan
    real imag cumsum flip sign abs square conj repeat tile concatenate stack""".split()  # noqa: SIM905 - read as text
)
_KEEP_ANY = frozenset(
    "outer dot matmul inner einsum tensordot where multiply add subtract maximum minimum".split()  # noqa: SIM905 - read as text
)
_FLOATS = frozenset(
    """sqrt exp expm1 log log1p log2 log10 sin cos tan asin acos atan atan2 sinh cosh tanh erf erfc
    hypot pow fabs gamma lgamma""".split()  # noqa: SIM905 - read as text
)
_TO_NUMBERS = frozenset(("sum", "mean", "max", "min", "prod"))  # of all elements
_COUNTS = frozenset(("size", "ndim"))
_MODULES = frozenset(("np", "numpy", "math", "cmath"))
_GROWING = frozenset(("exp", "exp2", "expm1", "sinh", "cosh", "power", "gamma", "prod"))


def value_of(node: gast.expr, known: Known) -> Value:
    """What is known of an expression, of fields and entries of what is known too."""
    value = known(node)
    if value.kind != "any":
        return value
    if isinstance(node, gast.Attribute):
        if isinstance(node.value, gast.Name) and node.value.id in _MODULES:
            return Value("float", shape=()) if node.attr in ("pi", "e", "inf", "nan") else value
        owner = value_of(node.value, known)
        return attribute(node.attr, owner, _NOTHING_ASSUMED) if owner.kind != "any" else value
    if isinstance(node, gast.Subscript):
        owner = value_of(node.value, known)
        if owner.kind in ("list", "tuple", "dict"):
            index = node.slice.value if isinstance(node.slice, gast.Constant) else UNKNOWN
            return part(owner, Value("int" if type(index) is int else "any", constant=index))
        return value
    if isinstance(node, gast.Call):
        called = function_of(node)
        if called in _COUNTS or getattr(node.func, "id", None) == "len":
            return Value("int", shape=())
        if called in _FLOATS and node.func.value.id == "math":
            return Value("float", shape=())
    return value


def inexact(node: gast.expr, known: Known) -> bool:
    """Whether it certainly holds real or complex numbers, so that `1.0 * e` has e's dtype."""
    value = value_of(node, known)
    if value.kind != "any":
        return value.active or category(value) in ("real", "complex")
    match node:
        case gast.Constant():
            return isinstance(node.value, float | complex)
        case gast.BinOp():
            kept = gast.Add | gast.Sub | gast.Mult | gast.Div | gast.MatMult | gast.Pow
            if not isinstance(node.op, kept):
                return False
            return inexact(node.left, known) or inexact(node.right, known)
        case gast.UnaryOp():
            return isinstance(node.op, gast.USub) and inexact(node.operand, known)
        case gast.Subscript():
            return inexact(node.value, known)
        case gast.Attribute():
            return node.attr in ("T", "mT") and inexact(node.value, known)
        case gast.IfExp():
            return inexact(node.body, known) and inexact(node.orelse, known)
        case gast.Call(func=gast.Name(id="unbroadcast"), args=[summed, _]):
            return inexact(summed, known)
        case gast.Call(func=gast.Attribute(value=gast.Attribute(attr="linalg"), attr="inv")):
            return True
        case gast.Call(args=[first, *rest]):
            function = function_of(node)
            if function in _KEEP_FIRST:
                return inexact(first, known)
            operands = rest if function == "where" else node.args
            return function in _KEEP_ANY and any(inexact(a, known) for a in operands)
    return False


def steady(node: gast.expr, known: Known) -> bool:
    """Whether the order in which it is multiplied cannot change the dtype of the product.

    A Boolean or a small integer array can: `2.0 * mask` is double where `mask * seed` is not.
    """
    value = value_of(node, known)
    if value.kind in ("int", "float"):
        return True
    if isinstance(node, gast.Constant):
        return type(node.value) in (int, float, complex)
    return value.dtype in ("i8", "u8") or inexact(node, known)


def rank(node: gast.expr, known: Known) -> int | None:
    """The number of axes, where it is known."""
    value = value_of(node, known)
    if value.shape is not None:
        return len(value.shape)
    if isinstance(node, gast.Constant):
        return 0
    if isinstance(node, gast.BinOp) and not isinstance(node.op, gast.MatMult):
        ranks = (rank(node.left, known), rank(node.right, known))
        return None if ranks[0] is None or ranks[1] is None else max(ranks[0], ranks[1])
    if isinstance(node, gast.Call) and len(node.args) == 1 and not node.keywords:
        return 0 if function_of(node) in _TO_NUMBERS else None
    if isinstance(node, gast.Call) and len(node.args) == 1 and function_of(node) in _TO_NUMBERS:
        kept = next((k.value for k in node.keywords if k.arg == "keepdims"), None)
        whole = isinstance(kept, gast.Constant) and kept.value is True
        return rank(node.args[0], known) if whole else None
    return rank(node.operand, known) if isinstance(node, gast.UnaryOp) else None


def zero_dimensional(node: gast.expr, known: Known) -> bool:
    """Whether it may be an array of no axes, which arithmetic would make a scalar of."""
    value = known(node)
    return value.kind == "array" and value.shape == () and not isinstance(node, gast.BinOp)


def function_of(node: gast.expr) -> str | None:
    """The name of a function of NumPy or of math that is called by it."""
    if isinstance(node, gast.Call) and isinstance(node.func, gast.Attribute):
        owner = node.func.value
        if isinstance(owner, gast.Name) and owner.id in _MODULES:
            return str(node.func.attr)
    return None


def repeatable(node: gast.expr) -> bool:
    """Whether evaluating it twice, or in another order, is the same as once."""
    if isinstance(node, gast.Name | gast.Constant):
        return True
    if isinstance(node, gast.Call) and function_of(node) is None:
        callee = node.func
        if not (isinstance(callee, gast.Name) and callee.id in ("len", "abs", "float")):
            return False
    if isinstance(node, gast.NamedExpr | gast.Lambda | gast.Await | gast.Yield):
        return False
    return all(repeatable(inner) for inner in children(node))


def may_be_huge(node: gast.expr) -> bool:
    """Whether it grows so fast that multiplying it by something else first may overflow."""
    if isinstance(node, gast.Name | gast.Constant):
        return False
    if function_of(node) in _GROWING:
        return True
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Div):
        if number(node.right) is None:
            return True
    elif isinstance(node, gast.BinOp) and isinstance(node.op, gast.Pow):
        exponent = number(node.right)
        if exponent is None or not 0 <= exponent <= 4:
            return True
    return any(may_be_huge(inner) for inner in children(node))


def number(node: gast.expr) -> Fraction | None:
    """The exact value of a literal as it is written: 0.1 is one tenth.

    >>> number(gast.Constant(0.1, None))
    Fraction(1, 10)
    """
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        inner = number(node.operand)
        return None if inner is None else -inner
    if not isinstance(node, gast.Constant):
        return None
    value = node.value
    if type(value) is int and abs(value) < 2**53:
        return Fraction(value)
    if type(value) is float and value - value == 0:
        return Fraction(repr(value))
    return None


def literal(value: Fraction) -> gast.expr | None:
    """A number as a literal; None where a short decimal does not hold it.

    >>> literal(Fraction(3, 2)).value, literal(Fraction(4)).value, literal(Fraction(1, 3))
    (1.5, 4, None)
    """
    if value < 0:
        inner = literal(-value)
        return None if inner is None else gast.UnaryOp(gast.USub(), inner)
    if value.denominator == 1:
        return gast.Constant(value.numerator, None) if value < 2**53 else None
    short = float(value)
    if len(repr(short)) > 10 or Fraction(repr(short)) != value:
        return None
    return gast.Constant(short, None)


def times(a: gast.expr, b: gast.expr) -> gast.expr:
    return binary(a, gast.Mult, b)


def binary(a: gast.expr, op: Any, b: gast.expr) -> gast.expr:
    return gast.BinOp(a, op(), b)


def minus(a: gast.expr) -> gast.expr:
    return gast.UnaryOp(gast.USub(), a)

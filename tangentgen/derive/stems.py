"""What an unnamed expression is called where it needs a name."""

from __future__ import annotations

import builtins
import re

import gast

from tangentgen.language.nested import plain_name


def stem_of(node: gast.expr) -> str:
    """What an unnamed expression is called: after what it is."""
    match node:
        case gast.Name():
            return str(node.id)
        case gast.Attribute(attr="T", value=inner):
            return stem_of(inner)
        case gast.Attribute():
            return str(node.attr)
        case gast.Subscript(slice=gast.Constant(value=str() as key)) if key.isidentifier():
            return key
        case gast.Subscript():
            return stem_of(node.value)
        case (
            gast.Call(func=gast.Name(id=called), args=args)
            | gast.Call(func=gast.Attribute(attr=called), args=args)
        ):
            called = _as_a_name(plain_name(called))
            if args and isinstance(args[0], gast.Name):
                return f"{called}_{args[0].id}"
            return f"{called}_value" if hasattr(builtins, called) else str(called)
        case gast.BinOp(op=gast.Add() | gast.Sub()):
            return "sum"
        case gast.BinOp(op=gast.Mult() | gast.MatMult()):
            return "product"
        case gast.BinOp(op=gast.Div() | gast.FloorDiv()):
            return "ratio"
        case gast.BinOp(op=gast.Pow()):
            return "power"
        case gast.UnaryOp():
            return stem_of(node.operand)
    return "value"


def _as_a_name(called: str) -> str:
    """An object of a class is called after it, in small letters.

    >>> _as_a_name("CubicSpline"), _as_a_name("exp"), _as_a_name("LU")
    ('cubic_spline', 'exp', 'LU')
    """
    if called.islower() or called.isupper():
        return called
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", called).lower()


def value_stem(node: gast.expr) -> str:
    """What the value of an unnamed expression is called: no builtin's name.

    >>> from tangentgen.source.quote import expression
    >>> value_stem(expression("a + b")), value_stem(expression("a * b"))
    ('total', 'product')
    """
    stem = stem_of(node)
    return "total" if stem == "sum" else stem

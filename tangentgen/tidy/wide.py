"""Adjoints of complex arrays may be real: which of them are complex for sure."""

from __future__ import annotations

import gast


def wide(name: str) -> str:
    """What stands for the knowledge that a name holds complex numbers."""
    return f"{name} complex"


def is_complex(value: gast.expr, arrays: frozenset[str]) -> bool:
    """Whether what an adjoint is made of is complex for sure, as the given arrays are."""
    match value:
        case gast.Call(func=gast.Attribute(attr="zeros_like" | "conj"), args=[argument]):
            return is_complex(argument, arrays)
        case gast.BinOp(
            left=left, op=gast.Add() | gast.Sub() | gast.Mult() | gast.Div(), right=right
        ):
            return is_complex(left, arrays) or is_complex(right, arrays)
        case gast.UnaryOp(operand=operand):
            return is_complex(operand, arrays)
        case gast.Subscript(value=owner):
            return is_complex(owner, arrays)
        case gast.Name(id=given):
            return given in arrays
        case gast.Constant(value=complex()):
            return True
    return False

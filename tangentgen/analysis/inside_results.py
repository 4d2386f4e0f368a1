"""What our own functions return: the first argument itself, or in the shape of the second."""

from __future__ import annotations

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import ANY, Value
from tangentgen.inside import stop_gradient, with_adjoint
from tangentgen.known import unbroadcast

IDENTITIES = frozenset((stop_gradient, with_adjoint))


def inside(function: object, arguments: list[Value]) -> Value | None:
    """None where the function is none of ours.

    >>> row, s = Value("array", dtype="f8", shape=(None,)), Value("float", shape=())
    >>> inside(unbroadcast, [row, s]).kind, inside(unbroadcast, [s, row]).shape
    ('scalar', (None,))
    """
    if function in IDENTITIES and arguments:
        return arguments[0].but(active=False)
    if function is not unbroadcast or len(arguments) != 2:
        return None
    x_bar, x = arguments
    dtype = "f8" if x_bar.kind == "float" else x_bar.dtype
    if is_scalar(x):
        same = is_scalar(x_bar) and x_bar.kind == x.kind
        return x_bar if same else Value("scalar", dtype=dtype, shape=())
    if x.kind == "array" and x.shape is not None:
        if not x.shape and x_bar.kind != "array":
            return Value("tensor", dtype=dtype)
        return Value("array", dtype=dtype, shape=x.shape)
    return Value("tensor", dtype=dtype) if x.kind in ("array", "tensor") else ANY

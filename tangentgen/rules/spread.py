"""Adjoints that need not be spread out where they are used: `np.broadcast_to(E, np.shape(a))`."""

from __future__ import annotations

import gast

from tangentgen.rules.static import dotted, value_of


def spread(result: gast.expr, parameter: str) -> gast.expr | None:
    """E of `np.broadcast_to(E, np.shape(a))`, as the adjoint of a; new axes in front may go too."""
    match result:
        case gast.Call(args=[inner, shape]) if dotted(result.func) == "np.broadcast_to":
            if dotted(shape) != f"{parameter}.shape" and not _is_shape_of(shape, parameter):
                return None
            return _without_leading(inner)
    return None


def _without_leading(node: gast.expr) -> gast.expr:
    """Axes of length one in front may go from what is broadcast: `x[None, :]` is x."""
    match node:
        case gast.BinOp(op=gast.Mult() | gast.Div()):
            return gast.BinOp(_without_leading(node.left), node.op, node.right)
        case gast.Call(args=[small, axis]) if dotted(node.func) == "np.expand_dims":
            return small if value_of(axis) == 0 else node
        case gast.Subscript(slice=gast.Tuple(elts=places)):
            new = [isinstance(place, gast.Constant) and place.value is None for place in places]
            front = all(new[: sum(new)]) and not any(
                isinstance(place, gast.Constant) for place in places[sum(new) :]
            )
            return node.value if front else node
    return node


def _is_shape_of(node: gast.expr, parameter: str) -> bool:
    match node:
        case gast.Call(args=[gast.Name(id=found)]) if dotted(node.func) == "np.shape":
            return bool(found == parameter)
    return False

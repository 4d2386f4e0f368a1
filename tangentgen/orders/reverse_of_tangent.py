"""The reverse of a tangent, for what was asked for in another order.

Let t(x, v) be the tangent of f along v. Its reverse with the cotangents b of the value and c of
the tangent gives

    x_bar = J(x)' b + d/dx <c, J(x) v>    and    v_bar = J(x)' c.

With b = 0 the first is the tangent of x -> J(x)' c along v; with v the cotangent of J(x)' c, and
b that of f(x), it is what the reverse of x -> (f(x), J(x)' c) gives.
"""

from __future__ import annotations

from dataclasses import replace

from tangentgen.generated import Generated
from tangentgen.orders.calling import (
    Called,
    Names,
    NoOther,
    by_call,
    extra_of,
    parts_of,
    tupled,
)
from tangentgen.orders.kinds import tangent, together, zero
from tangentgen.request import REVERSE, Request, extra_name


def reverse_of_tangent(request: Request, first: Request) -> Generated:
    """A derivative of a gradient."""
    if first.mode not in REVERSE or request.mode == "hessian":
        raise NoOther
    return by_call(request, _called(request, first))


def _called(request: Request, first: Request) -> Called:
    names, kinds = Names.of(request, first), dict(first.kinds)
    own, along, value, dot = names.own, names.along, names.value, names.dot
    tangents = extra_name("jvp", own) or ""
    forward = request.mode in ("jvp", "hvp")

    cotangent = extra_of(first)
    varied = request.wrt if forward else first.wrt
    whole = _varied(request, first)
    known = parts_of(whole, varied)
    directions = [known[p] if p in known else zero(kinds[p], p) for p in along]
    if forward or first.mode == "grad":
        of_value = zero(dict(request.kinds)[cotangent], cotangent) if cotangent else "0.0"
    else:
        of_value = f"{request.extra}[0]"

    gradient = names.gradient(first, names.bars)
    result = gradient if first.mode == "grad" else f"({value}, {gradient})"
    if forward:
        change = names.gradient(first, names.dots)
        moved = change if first.mode == "grad" else f"({dot}, {change})"
        returned = moved if request.mode == "hvp" else f"{result}, {moved}"
    else:
        change = tupled([names.dots[p] for p in request.wrt])
        returned = change if request.mode == "grad" else f"{result}, {change}"
    targets = (
        f"({value}, {dot}), ({', '.join(names.dots.values())}, {tupled([*names.bars.values()])})"
    )
    return Called(
        first=replace(first, mode="jvp", wrt=along, extra=tangents),
        given=together([tangent(kinds[p]) for p in along]),
        mode="vjp",
        wrt=(*along, tangents),
        keywords={
            tangents: whole if varied == along else tupled(directions),
            extra_name("vjp", (*own, tangents)) or "": f"({of_value}, {cotangent or '1.0'})",
        },
        lines=lambda call: [f"{targets} = {call}", f"return {returned}"],
    )


def _varied(request: Request, first: Request) -> str:
    """The tangents of the arguments, or the cotangents of the gradient."""
    if request.mode in ("grad", "value_and_grad"):
        return "1.0"  # of a gradient that is one number
    forward = request.mode in ("jvp", "hvp")
    return str(request.extra) if forward or first.mode == "grad" else f"{request.extra}[1]"

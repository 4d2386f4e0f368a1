"""The tangent of a reverse, for what was asked for in another order.

Let r(x, c) = J(x)' c be the reverse of f. Its tangent along v, with the tangent b of c, is

    J(x)' b + d/dx <c, J(x) v>.

That is what the reverse of r gives for the cotangents b of f(x) and v of J(x)' c, and what the
reverse of the tangent of f along v gives for the cotangents b of f(x) and c of J(x) v.
"""

from __future__ import annotations

from dataclasses import replace

from tangentgen.analysis.program import Program
from tangentgen.analysis.to_kinds import kind_from
from tangentgen.generated import Generated
from tangentgen.kinds.records import FLOAT, Kind
from tangentgen.language.remembered import remembering
from tangentgen.orders.calling import (
    Called,
    Names,
    NoOther,
    by_call,
    extra_of,
    parts_of,
    tupled,
)
from tangentgen.orders.kinds import tangent
from tangentgen.pipeline import analysed, deep_recursion
from tangentgen.request import REVERSE, Request, extra_name


def tangent_of_reverse(request: Request, first: Request) -> Generated:
    """The reverse of a gradient or of a tangent."""
    if request.mode not in REVERSE:
        raise NoOther
    return by_call(request, _called(request, first))


def _called(request: Request, first: Request) -> Called:
    names = Names.of(request, first)
    own, along, value, dot = names.own, names.along, names.value, names.dot
    cotangent = extra_name("vjp", own) or ""

    outer = str(request.extra) if request.mode == "vjp" else "1.0"
    if first.mode == "jvp":
        directions = parts_of(extra_of(first) or "", first.wrt)
        of_value, seed = f"{outer}[0]", f"{outer}[1]"
        result = f"({value}, {dot})"
    else:
        whole = outer if first.mode == "grad" else f"{outer}[1]"
        directions = parts_of(whole, first.wrt)
        of_value = "0.0" if first.mode == "grad" else f"{outer}[0]"
        seed = cotangent if first.mode == "vjp" else "1.0"
        gradient = names.gradient(first, names.bars)
        result = gradient if first.mode == "grad" else f"({value}, {gradient})"
    change = tupled([names.dots[p] for p in request.wrt])
    tangents = extra_name("jvp", (*own, cotangent)) or ""
    targets = (
        f"({value}, {tupled([*names.bars.values()])}), ({dot}, {tupled([*names.dots.values()])})"
    )
    returned = change if request.mode == "grad" else f"{result}, {change}"
    return Called(
        first=replace(first, mode="vjp", wrt=along, extra=cotangent),
        given=_seed(request, first),
        mode="jvp",
        wrt=(*first.wrt, cotangent),
        keywords={
            cotangent: seed,
            tangents: tupled([*(directions[p] for p in first.wrt), of_value]),
        },
        lines=lambda call: [f"{targets} = {call}", f"return {returned}"],
    )


def _seed(request: Request, first: Request) -> Kind:
    """The kind of the cotangent of f."""
    if first.mode == "vjp":
        return dict(request.kinds)[extra_of(first) or ""]
    if first.mode != "jvp":
        return FLOAT
    with deep_recursion(), remembering():
        return tangent(kind_from(analysed(Program(), first).returned))

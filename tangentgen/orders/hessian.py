"""A Hessian column by column: the reverse of the tangent along each unit vector."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tangentgen.derive.jacobian import dtype_argument
from tangentgen.generated import Generated
from tangentgen.kinds.records import FLOAT, Array, Kind, Scalar
from tangentgen.language.free import free
from tangentgen.orders.calling import Called, NoOther, by_call, names_for, numbered, tupled
from tangentgen.orders.kinds import tangent, together, zero
from tangentgen.request import Request, extra_name


def hessian(request: Request, first: Request) -> Generated:
    """The Hessian of a function with respect to numbers and arrays."""
    if request.mode != "hessian" or first.mode != "grad" or first.wrt != request.wrt:
        raise NoOther
    kinds = {p: k for p, k in first.kinds if isinstance(k, Array | Scalar) or k == FLOAT}
    if not kinds.keys() >= {*first.wrt}:
        raise NoOther
    return by_call(request, _called(request, first, kinds))


def _called(request: Request, first: Request, kinds: Mapping[str, Kind]) -> Called:
    own, wrt = tuple(name for name, _ in first.kinds), request.wrt
    taken = names_for(request, first)
    tangents = extra_name("jvp", own) or ""
    dots, bars = numbered("_dot", wrt, taken), numbered("_bar", wrt, taken)
    index = free("index", taken)
    pairs = [(row, column) for row in wrt for column in wrt]
    stems = {(r, c): c if len(wrt) == 1 else f"{r}_{c}" for r, c in pairs}
    blocks = {pair: free(f"{stem}_hessian", taken) for pair, stem in stems.items()}

    def lines(call: str) -> list[str]:
        out = [f"{dots[p]} = {zero(kinds[p], p)}" for p in wrt]
        for column in wrt:
            kind = kinds[column]
            array = isinstance(kind, Array)
            if isinstance(kind, Array):
                for row in wrt:
                    shape = f"np.shape({row}) + np.shape({column})"
                    dtype = dtype_argument(kind.dtype)
                    out.append(f"{blocks[row, column]} = np.zeros({shape}{dtype})")
                out.append(f"for {index} in np.ndindex(np.shape({column})):")
            inside = "    " if array else ""
            at = f"{dots[column]}[{index}]" if array else dots[column]
            out.append(f"{inside}{at} = 1.0")
            out.append(f"{inside}_, {tupled([bars[p] for p in wrt])} = {call}")
            if array or column != wrt[-1]:
                out.append(f"{inside}{at} = 0.0")
            for row in wrt:
                block, place = blocks[row, column], f"[(..., *{index})]" if array else ""
                out.append(f"{inside}{block}{place} = {bars[row]}")
        rows = [tupled([blocks[row, column] for column in wrt]) for row in wrt]
        return [*out, f"return {tupled(rows)}"]

    return Called(
        first=replace(first, mode="jvp", wrt=wrt, extra=tangents),
        given=together([tangent(kinds[p]) for p in wrt]),
        mode="vjp",
        wrt=wrt,
        keywords={
            tangents: tupled([dots[p] for p in wrt]),
            extra_name("vjp", (*own, tangents)) or "": "(0.0, 1.0)",
        },
        lines=lines,
    )

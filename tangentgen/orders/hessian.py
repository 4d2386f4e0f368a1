"""A Hessian column by column: the reverse of the tangent along each unit vector."""

from __future__ import annotations

from dataclasses import replace

from tangentgen.generated import Generated
from tangentgen.kinds.records import Array, Kind, Plain, Scalar
from tangentgen.language.free import free
from tangentgen.orders.calling import Called, NoOther, by_call, names_for, numbered, tupled
from tangentgen.orders.kinds import tangent, together
from tangentgen.request import Request, extra_name


def hessian(request: Request, first: Request) -> Generated:
    """The Hessian of a function with respect to numbers and arrays."""
    if request.mode != "hessian" or first.mode != "grad" or first.wrt != request.wrt:
        raise NoOther
    return by_call(request, _called(request, first))


def _called(request: Request, first: Request) -> Called:
    own = tuple(name for name, _ in first.kinds)
    kinds, wrt = dict(first.kinds), request.wrt
    taken = names_for(request, first)
    tangents = extra_name("jvp", own) or ""
    dots, bars = numbered("_dot", wrt, taken), numbered("_bar", wrt, taken)
    index = free("index", taken)
    pairs = [(row, column) for row in wrt for column in wrt]
    stems = {(r, c): c if len(wrt) == 1 else f"{r}_{c}" for r, c in pairs}
    blocks = {pair: free(f"{stem}_hessian", taken) for pair, stem in stems.items()}

    def lines(call: str) -> list[str]:
        out = [f"{dots[p]} = {_zeros(kinds[p], p)}" for p in wrt]
        for column in wrt:
            array = isinstance(kinds[column], Array)
            if array:
                for row in wrt:
                    shape = f"np.shape({row}) + np.shape({column})"
                    dtype = _dtype(kinds[column])
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


def _dtype(kind: Kind) -> str:
    names = {"f4": "float32", "f2": "float16"}
    found = kind.dtype if isinstance(kind, Array) else ""
    return f", dtype=np.{names[found]}" if found in names else ""


def _zeros(kind: Kind, name: str) -> str:
    match kind:
        case Array():
            return f"np.zeros_like({name})"
        case Scalar() | Plain("float"):
            return "0.0"
    raise NoOther

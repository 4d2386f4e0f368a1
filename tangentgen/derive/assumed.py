"""Assumptions about lengths, written over the parameters."""

from __future__ import annotations

from collections.abc import Iterator

from tangentgen import kinds
from tangentgen.analysis.dims import Assumptions, is_counted
from tangentgen.analysis.from_kinds import length
from tangentgen.analysis.values import Dim
from tangentgen.kinds.counted import lengths as counted
from tangentgen.kinds.seen import counting
from tangentgen.request import Request


def spelled(world: Assumptions, request: Request) -> tuple[str, ...]:
    """Lengths of lists, then equal symbols, then what was concluded from the example's sizes."""
    where = {
        counting(path): path
        for parameter, kind in request.kinds
        for path, part in _parts(parameter, kind)
        if part == kinds.Plain("int")
    }
    out = [text for parameter, kind in request.kinds for text in counted(parameter, kind)]
    later: list[tuple[str, Dim]] = []
    for parameter, kind in request.kinds:
        for path, k, size in _lengths(parameter, kind):
            spoken = f"{path}.shape[{k}]"
            if size is None:
                where.setdefault(spoken, spoken)
                continue
            dim = length(size, spoken, Assumptions())
            if len(dim.terms) == 1 and dim.terms[0][1] == 1 and dim.constant == 0:
                symbol = dim.terms[0][0]
                if symbol in where:
                    out.append(f"{spoken} == {where[symbol]}")
                else:
                    where[symbol] = spoken
            else:
                later.append((spoken, dim))
    for spoken, dim in later:
        text = _text(dim, where, world)
        if text is not None:
            out.append(f"{spoken} == {text}")
    for made in world.made:
        left, right = _text(made.left, where, world), _text(made.right, where, world)
        if left is not None and right is not None:
            out.append(f"{left} {made.relation} {right}")
        else:  # of lengths there is a way to say it, or it is of a call that is taken apart
            assert not any(map(is_counted, (made.left, made.right))), made
    return tuple(dict.fromkeys(out))


def _lengths(path: str, kind: kinds.Kind) -> Iterator[tuple[str, int, str | int | None]]:
    for inner, part in _parts(path, kind):
        if isinstance(part, kinds.Array) and part.shape is not None:
            for k, size in enumerate(part.shape):
                yield inner, k, size


def _parts(path: str, kind: kinds.Kind) -> Iterator[tuple[str, kinds.Kind]]:
    """A kind and all kinds in it, each with the expression that leads there."""
    yield path, kind
    match kind:
        case kinds.Tuple(items=items) | kinds.Items(items=items):
            for k, item in enumerate(items):
                yield from _parts(f"{path}[{k}]", item)
        case kinds.Dict(entries=entries):
            for key, item in entries:
                yield from _parts(f"{path}[{key!r}]", item)
        case kinds.Object(fields=fields):
            for name, item in fields:
                yield from _parts(f"{path}.{name}", item)


def _text(dim: Dim, where: dict[str, str], world: Assumptions) -> str | None:
    parts: list[str] = []
    for symbol, factor in dim.terms:
        spoken = where.get(symbol) or _of_part(symbol, where, world)
        if spoken is None:
            return None
        term = spoken if abs(factor) == 1 else f"{abs(factor)} * {spoken}"
        parts.append(("- " if factor < 0 else "+ ") + term)
    if dim.constant or not parts:
        parts.append(("- " if dim.constant < 0 else "+ ") + str(abs(dim.constant)))
    text = " ".join(parts)
    return text[2:] if text.startswith("+ ") else "-" + text[2:]


def _of_part(symbol: str, where: dict[str, str], world: Assumptions) -> str | None:
    """A quotient or a product of lengths: `(x.shape[0] // 2)`."""
    if symbol not in world.parts:
        return None
    a, op, b = world.parts[symbol]
    left, right = _text(a, where, world), _text(b, where, world)
    if left is None or right is None:
        return None
    left, right = (
        f"({text})" if len(dim.terms) + bool(dim.constant) > 1 else text
        for dim, text in ((a, left), (b, right))
    )
    return f"({left} {op} {right})"

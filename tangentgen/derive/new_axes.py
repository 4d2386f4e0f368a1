"""Views that only have more axes: the adjoint of `m[:, None]` is handed on without them."""

from __future__ import annotations

import gast


def dropped(index: gast.expr) -> gast.expr | None:
    """The subscript that takes the axes away again which an index adds; None of other indices.

    >>> from tangentgen.source.quote import expression
    >>> [
    ...     gast.unparse(dropped(expression(f"x[{text}]").slice)).strip()
    ...     for text in ("None", ":, None", "None, :, :")
    ... ]
    ['0', '(:, 0)', '0']
    >>> dropped(expression("x[1:, None]").slice)
    """
    parts = index.elts if isinstance(index, gast.Tuple) else [index]
    if not any(map(_is_new, parts)) or not all(_is_new(p) or _is_whole(p) for p in parts):
        return None
    found: list[gast.expr] = [gast.Constant(0, None) if _is_new(p) else p for p in parts]
    while _is_whole(found[-1]):
        found.pop()
    return found[0] if len(found) == 1 else gast.Tuple(found, gast.Load())


def _is_new(part: gast.expr) -> bool:
    if isinstance(part, gast.Attribute):
        return bool(part.attr == "newaxis")
    return isinstance(part, gast.Constant) and part.value is None


def _is_whole(part: gast.expr) -> bool:
    return isinstance(part, gast.Slice) and not (part.lower or part.upper or part.step)

"""Displays inside displays, behind `*` and `**`, written where they are spread."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.in_statements import changed
from tangentgen.source.rebuild import rebuilt


def rewrite(function: core.Function) -> core.Function:
    """`[*[a, b], c]` becomes `[a, b, c]`, and `{**{"a": x}, "b": y}` becomes `{"a": x, "b": y}`."""
    return replace(function, body=changed(function.body, _flat))


def _flat(node: Any) -> Any:
    node = rebuilt(node, _flat)
    match node:
        case gast.Tuple(elts=elements) | gast.List(elts=elements) if any(map(_spread, elements)):
            inner = [part for e in elements for part in (e.value.elts if _spread(e) else [e])]
            return gast.copy_location(type(node)(inner, gast.Load()), node)
        case gast.Dict(keys=keys, values=values):
            pairs = list(zip(keys, values, strict=True))
            if any(k is None and isinstance(v, gast.Dict) for k, v in pairs):
                parts = [
                    pair
                    for k, v in pairs
                    for pair in (
                        zip(v.keys, v.values, strict=True)
                        if k is None and isinstance(v, gast.Dict)
                        else [(k, v)]
                    )
                ]
                whole = gast.Dict([k for k, _ in parts], [v for _, v in parts])
                return gast.copy_location(whole, node)
    return node


def _spread(element: gast.expr) -> bool:
    """Whether it is a tuple or a list that is written out, behind a star."""
    return isinstance(element, gast.Starred) and isinstance(element.value, gast.Tuple | gast.List)

"""`k1, k2 = (np.empty(3) for _ in range(2))`: what a comprehension makes has a name each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import constant, copy, substitute

_SCOPES = (gast.Lambda, gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """An unpacked comprehension, or `map`, over as many literals as there are names, written out.

    Otherwise its arrays would be items of a list, any of which may be any other.
    """

    own = {*assigned(function.body), *parameters(function)}

    def items(given: gast.expr) -> list[gast.expr]:
        match given:
            case gast.Call(
                func=gast.Name(id=called), args=[gast.Constant(value=int(count))], keywords=[]
            ) if count < 10 and called not in own:
                return [constant(k) for k in range(count)] if live(given.func) is range else []
            case gast.Tuple(elts=parts) | gast.List(elts=parts):
                plain = all(isinstance(p, gast.Name | gast.Constant) for p in parts)
                return parts if plain else []
        return []

    def written(old: core.Statement) -> core.Statement:
        match old:
            case core.Assign(
                target=gast.Tuple(elts=targets),
                value=gast.GeneratorExp(elt=made, generators=[over])
                | gast.ListComp(elt=made, generators=[over]),
            ) if not over.ifs and not over.is_async and isinstance(over.target, gast.Name):
                found = items(over.iter)
                names = all(isinstance(t, gast.Name) for t in targets)
                inner = any(isinstance(n, (*_SCOPES, gast.NamedExpr)) for n in gast.walk(made))
                if names and not inner and len(found) == len(targets):
                    each = [substitute(copy(made), {over.target.id: item}) for item in found]
                    written_out = gast.Tuple(each, gast.Load())
                    return core.Assign(old.target, written_out, notes=old.notes)
            case core.Assign(
                target=gast.Tuple(elts=targets),
                value=gast.Call(
                    func=gast.Name(id="map") as called,
                    args=[gast.Name() | gast.Attribute() as function, over],
                    keywords=[],
                ),
            ) if called.id not in own and live(called) is map:
                found = items(over)
                if len(found) == len(targets) and all(isinstance(t, gast.Name) for t in targets):
                    each = [gast.Call(copy(function), [copy(item)], []) for item in found]
                    for call in each:
                        gast.copy_location(call, old.value)
                    written_out = gast.Tuple(each, gast.Load())
                    return core.Assign(old.target, written_out, notes=old.notes)
        inside: core.Statement = core.mapped(old, block)
        return inside

    def block(given: core.Block) -> core.Block:
        return tuple(written(old) for old in given)

    return replace(function, body=block(function.body))

"""Calls of `dict` as the displays that they stand for, `dict(a=x)` as `{"a": x}`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.in_statements import changed
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import as_target, constant, name
from tangentgen.source.rebuild import rebuilt


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """`dict(a=x)`, `dict([("a", x)])`, `dict(zip(k, x))`, `dict(p for p in s)`, with braces."""
    own = {*parameters(function), *assigned(function.body)}

    def displayed(node: Any) -> Any:
        node = rebuilt(node, displayed)
        match node:
            case gast.Call(func=gast.Name(id="dict") as called) if called.id not in own:
                if live(called) is dict:
                    return _display(node)
        return node

    return replace(function, body=changed(function.body, displayed))


def _display(call: gast.Call) -> gast.expr:
    """What a call of `dict` makes; the call itself where what it is given is not seen there."""
    named = [(constant(k.arg) if k.arg is not None else None, k.value) for k in call.keywords]
    match call.args:
        case []:
            pairs = named
        case [gast.List(elts=items) | gast.Tuple(elts=items)] if all(map(_is_pair, items)):
            pairs = [*((item.elts[0], item.elts[1]) for item in items), *named]
        case [gast.ListComp(elt=pair) | gast.GeneratorExp(elt=pair) as made] if (
            _is_pair(pair) and not named
        ):
            return _placed(gast.DictComp(*pair.elts, made.generators), call)
        case [gast.Call(func=gast.Name(id="zip" | "enumerate")) as items] if not named:
            target = gast.Tuple([as_target(name("key")), as_target(name("value"))], gast.Store())
            part = gast.comprehension(target, items, [], 0)
            return _placed(gast.DictComp(name("key"), name("value"), [part]), call)
        case _:
            return call
    return _placed(gast.Dict([k for k, _ in pairs], [v for _, v in pairs]), call)


def _is_pair(node: gast.expr) -> bool:
    """Whether it is a key beside its value."""
    pair = isinstance(node, gast.Tuple | gast.List) and len(node.elts) == 2
    return pair and not any(isinstance(e, gast.Starred) for e in node.elts)


def _placed(made: gast.expr, call: gast.expr) -> gast.expr:
    return gast.copy_location(made, call)

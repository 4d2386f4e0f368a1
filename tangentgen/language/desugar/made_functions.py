"""A list of lambdas made by a comprehension, as the list that it is.

`[lambda v, k=k: v * k for k in range(2)]` is `[lambda v, k=0: v * k, lambda v, k=1: v * k]`;
a variable that is no default has the value of the last turn in each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.in_statements import changed
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import constant, copy
from tangentgen.source.rebuild import rebuilt

MOST = 30  # lambdas that are written out


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """The function without comprehensions that make lambdas, where their turns are known."""

    bound = {*parameters(function), *assigned(function.body)}

    def known(node: gast.expr) -> bool:
        return node.id not in bound and live(node) is range

    return replace(function, body=changed(function.body, lambda tree: _listed(tree, known)))


def _listed(node: Any, known: Callable[[gast.expr], bool]) -> Any:
    match node:
        case gast.ListComp(
            elt=gast.Lambda() as made,
            generators=[gast.comprehension(target=gast.Name(id=given), iter=items, ifs=[])],
        ):
            turns = _turns(items, known)
            if turns is not None and 0 < len(turns) <= MOST:
                every = [_turn(made, given, k, turns) for k in range(len(turns))]
                return gast.List(every, gast.Load())
    return rebuilt(node, lambda part: _listed(part, known))


def _turns(items: gast.expr, known: Callable[[gast.expr], bool]) -> list[gast.Constant] | None:
    """The constants that an iterable gives; None where it is not known."""
    match items:
        case gast.Call(func=gast.Name() as function, args=args, keywords=[]):
            bounds = [a.value for a in args if isinstance(a, gast.Constant)]
            whole = all(type(b) is int for b in bounds) and len(bounds) == len(args)
            if whole and 1 <= len(bounds) <= 3 and known(function):
                return [constant(k) for k in range(*bounds)]
        case gast.Tuple(elts=elements) | gast.List(elts=elements):
            if all(isinstance(e, gast.Constant) for e in elements):
                return [constant(e.value) for e in elements]
    return None


def _turn(made: gast.Lambda, given: str, turn: int, turns: list[gast.Constant]) -> gast.Lambda:
    """The lambda of one turn; its number tells it from the others of that place."""
    fresh = copy(made)
    parameters = fresh.args
    own = {a.id for a in (*parameters.posonlyargs, *parameters.args, *parameters.kwonlyargs)}
    parameters.defaults = [_filled(d, given, turns[turn]) for d in parameters.defaults]
    parameters.kw_defaults = [d and _filled(d, given, turns[turn]) for d in parameters.kw_defaults]
    fresh.body = fresh.body if given in own else _filled(fresh.body, given, turns[-1])
    fresh.turn = turn
    return fresh


def _filled(node: Any, given: str, value: gast.Constant) -> Any:
    if isinstance(node, gast.Name) and node.id == given:
        return copy(value)
    return rebuilt(node, lambda part: _filled(part, given, value))

"""An iterator with a name that the next statement goes through, written there."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.language.walk import children, walk
from tangentgen.source.rebuild import rebuilt

_FLATTENED = itertools.chain.from_iterable
_ITERATORS = ("map", "filter", "zip", "enumerate", "reversed")


def rewrite(
    function: core.Function, live: Callable[[gast.expr], Any], find: Callable[[gast.expr], Any]
) -> core.Function:
    """`squares = (v * v for v in x)` and `y = sum(squares)` becomes one statement.

    Only where the name occurs nowhere else: an iterator is empty the second time.
    """
    bound = Counter(assigned(function.body))
    used: Counter[str] = Counter()
    for statement in core.walk(function.body):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                used.update(n.id for n in walk(value) if isinstance(n, gast.Name))

    def block(given: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for statement in given:
            statement = core.mapped(statement, block)
            place = _before_constants(out)
            match out[place] if out else None:
                case core.Assign(target=gast.Name(id=name), value=value) as made if (
                    bound[name] == 1 and used[name] == 2 and _is_iterator(value, live, find)
                ):
                    between = {n for s in out[place + 1 :] for n in assigned((s,))}
                    joined = _with(statement, name, value)
                    if joined is not None and between.isdisjoint(_names(value)):
                        above = (*made.notes.above, *statement.notes.above)
                        del out[place]
                        statement = replace(joined, notes=replace(joined.notes, above=above))
            out.append(statement)
        return tuple(out)

    return replace(function, body=block(function.body))


def _before_constants(block: list[core.Statement]) -> int:
    """The last statement but for those that give names to constants."""
    place = len(block) - 1
    while place > 0 and isinstance(getattr(block[place], "value", None), gast.Constant):
        if not isinstance(block[place], core.Assign):
            break
        place -= 1
    return place


def _names(tree: gast.AST) -> set[str]:
    return {n.id for n in walk(tree) if isinstance(n, gast.Name)}


def _is_iterator(
    value: gast.expr, live: Callable[[gast.expr], Any], find: Callable[[gast.expr], Any]
) -> bool:
    match value:
        case gast.GeneratorExp():
            return True
        case gast.Call(func=gast.Name(id=called)) if called in _ITERATORS:
            return True
        case gast.Call(func=function):
            made = live(function)
            of_itertools = getattr(made, "__module__", "") == "itertools" or made == _FLATTENED
            return of_itertools or find(function) is not None
    return False


def _with(statement: core.Statement, name: str, value: gast.expr) -> core.Statement | None:
    """The statement with the iterator in the place of its name; None where it is not read there."""
    if isinstance(statement, core.While | core.Foreign):
        return None
    for key, tree in vars(statement).items():
        if isinstance(tree, gast.expr) and _reads(tree, name):
            return replace(statement, **{key: _filled(tree, name, value)})
    return None


def _reads(tree: gast.AST, name: str) -> bool:
    """Whether it is read there, once: not in what is evaluated again and again, or later."""
    if isinstance(tree, gast.Lambda):
        return False
    if isinstance(tree, gast.Name):
        return bool(tree.id == name)
    if isinstance(tree, gast.ListComp | gast.SetComp | gast.DictComp | gast.GeneratorExp):
        return _reads(tree.generators[0].iter, name)
    return any(_reads(part, name) for part in children(tree))


def _filled(tree: Any, name: str, value: gast.expr) -> Any:
    if isinstance(tree, gast.Name) and tree.id == name:
        return value
    return rebuilt(tree, lambda part: _filled(part, name, value))

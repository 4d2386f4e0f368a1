"""Integers that are never below a number: a subscript of theirs does not count from the end.

`x[i]` and `x[i - 1]` are the same element where i is 0 and x has one.
"""

from __future__ import annotations

from collections.abc import Mapping

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound, parameters

Least = Mapping[str, int]


def least_values(tree: core.Function) -> dict[core.Statement, Least]:
    """What integer names are never below, at each statement.

    >>> from tangentgen.source.quote import expression, as_target, name
    >>> inner = core.Evaluate(expression("f(i)"))
    >>> loop = core.For(as_target(name("i")), expression("range(1, n)"), (inner,))
    >>> tree = core.Function("f", gast.arguments([], [], None, [], [], None, []), (loop,), None)
    >>> least_values(tree)[inner]
    {'i': 1}
    """
    table: dict[core.Statement, Least] = {}
    _tabulate(tree.body, _anywhere(tree), table)
    return table


def _tabulate(block: core.Block, least: Least, table: dict[core.Statement, Least]) -> None:
    for statement in block:
        table[statement] = inside = least
        match statement:
            case core.For(target=gast.Name(id=name), iter=iterable, body=body):
                low = _of_range(iterable)
                if low is not None and name not in set(assigned(body)):
                    inside = {**least, name: low}
        for inner in core.blocks(statement):
            _tabulate(inner, inside, table)


def _anywhere(tree: core.Function) -> dict[str, int]:
    """What names are never below in the whole function."""
    found: dict[str, int | None] = dict.fromkeys(parameters(tree))
    for statement in core.walk(tree.body):
        for name, low in _lows(statement):
            old = found.get(name, low)
            found[name] = None if old is None or low is None else min(old, low)
    return {name: low for name, low in found.items() if low is not None}


def _lows(statement: core.Statement) -> list[tuple[str, int | None]]:
    match statement:
        case core.For(target=gast.Name(id=name), iter=iterable):
            return [(name, _of_range(iterable))]
        case core.Assign(target=gast.Name(id=name), value=gast.Constant(value=int() as value)):
            return [(name, value)]
        case core.Augment(
            target=gast.Name(id=name), op=gast.Add(), value=gast.Constant(value=int() as value)
        ) if value >= 0:
            return []  # as a rise changes nothing of the least
    return [(name, None) for name in bound(statement)]


def _of_range(iterable: gast.expr) -> int | None:
    match iterable:
        case gast.Call(func=gast.Name(id="reversed"), args=[inner]):
            return _of_range(inner)
        case gast.Call(func=gast.Name(id="range"), args=[_]):
            return 0
        case gast.Call(func=gast.Name(id="range"), args=[low, _]):
            return _literal(low)
        case gast.Call(func=gast.Name(id="range"), args=[low, _, step]):
            rising = _literal(step)
            if rising is not None and rising > 0:
                return _literal(low)
            if (
                rising is not None
                and rising < 0
                and (end := _literal(iterable.args[1])) is not None
            ):
                return end + 1
    return None


def _literal(tree: gast.expr) -> int | None:
    match tree:
        case gast.Constant(value=int() as value):
            return int(value)
        case gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=int() as value)):
            return -int(value)
    return None

"""What the parts of a tuple are called: as they are where it is unpacked, here or in a helper.

def advanced(state):           def f(state):            state_x, state_v  and not  state_0, state_1
    x, v = state                   advanced(state)
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program


def part_names(
    facts: Analysis, program: Program, owner: str, keys: tuple[object, ...]
) -> tuple[object, ...]:
    """Words for the parts of a container; its keys where nobody has names for them."""
    if keys != tuple(range(len(keys))):
        return keys
    for found in _candidates(facts, program, owner):
        if len(found) == len(keys) == len({*found}) and not any(w.startswith("_") for w in found):
            return found
    return keys


def _candidates(facts: Analysis, program: Program, owner: str) -> Iterator[tuple[str, ...]]:
    """Names for the parts: where they are taken out, then where they are put together."""
    yield from _unpacked(program, facts.scope.function, owner)
    for user in facts.user_calls.values():
        for parameter, argument in user.arguments.items():
            if isinstance(argument, gast.Name) and argument.id == owner:
                yield from _unpacked(program, user.function, parameter)
    for statement in core.walk(facts.tree.body):
        match statement:
            case core.Assign(target=gast.Name(id=given), value=value) if given == owner:
                made = facts.user_calls.get(value)
                if made is not None:
                    yield from _returned(program, made.function)
                else:
                    yield from _named(value, facts.scope.function)


def _unpacked(
    program: Program, function: types.FunctionType, owner: str
) -> Iterator[tuple[str, ...]]:
    for statement in core.walk(program.tree(function).body):
        match statement:
            case core.Assign(target=target, value=gast.Name(id=given)) if given == owner:
                yield from _named(target, function)


def _returned(program: Program, function: types.FunctionType) -> Iterator[tuple[str, ...]]:
    for statement in core.walk(program.tree(function).body):
        if isinstance(statement, core.Return) and statement.value is not None:
            yield from _named(statement.value, function)


def _named(tree: gast.expr, function: types.FunctionType) -> Iterator[tuple[str, ...]]:
    """The names in a tuple or a list of nothing but names that the user has given."""
    own = {*function.__code__.co_varnames, *function.__code__.co_cellvars}
    if isinstance(tree, gast.Tuple | gast.List):
        names = [str(part.id) for part in tree.elts if isinstance(part, gast.Name)]
        if len(names) == len(tree.elts) > 0 and own.issuperset(names):
            yield tuple(names)

"""What the parts of a tuple are called: as they are where it is unpacked, here or in a helper.

def advanced(state):           def f(state):            state_x, state_v  and not  state_0, state_1
    x, v = state                   advanced(state)
"""

from __future__ import annotations

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
    yield from _unpacked(program.tree(facts.scope.function), owner)
    for user in facts.user_calls.values():
        for parameter, argument in user.arguments.items():
            if isinstance(argument, gast.Name) and argument.id == owner:
                yield from _unpacked(program.tree(user.function), parameter)
    for statement in core.walk(facts.tree.body):
        match statement:
            case core.Assign(target=gast.Name(id=given), value=value) if given == owner:
                user = facts.user_calls.get(value)
                yield from _named(value) if user is None else _returned(program.tree(user.function))


def _unpacked(function: core.Function, owner: str) -> Iterator[tuple[str, ...]]:
    for statement in core.walk(function.body):
        match statement:
            case core.Assign(target=target, value=gast.Name(id=given)) if given == owner:
                yield from _named(target)


def _returned(function: core.Function) -> Iterator[tuple[str, ...]]:
    for statement in core.walk(function.body):
        if isinstance(statement, core.Return) and statement.value is not None:
            yield from _named(statement.value)


def _named(tree: gast.expr) -> Iterator[tuple[str, ...]]:
    """The names in a tuple or a list of nothing but names."""
    if isinstance(tree, gast.Tuple | gast.List):
        names = [str(part.id) for part in tree.elts if isinstance(part, gast.Name)]
        if len(names) == len(tree.elts) > 0:
            yield tuple(names)

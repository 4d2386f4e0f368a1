"""A loop that is reversed until its stack is empty needs no count of its trips.

trips = 0
while test:                     while test:
    trips += 1                      x_stack.append(x)
    x_stack.append(x)    becomes    ...
    ...                         while x_stack:
for _ in range(trips):              x = x_stack.pop()
    x = x_stack.pop()               ...
    ...
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.source.match import match
from tangentgen.source.quote import name
from tangentgen.tidy.reads import expressions


def until_empty(block: core.Block, stacks: Set[str]) -> core.Block:
    """The block with what a stack can count; `stacks` are empty at its beginning."""
    for forward in block:
        counted = _counter(forward)
        if counted is None or not isinstance(forward, core.While):
            continue
        for backward in block:
            stack = _stack(forward, backward, counted, stacks)
            if stack is not None and _readings(block, counted) == 1:
                assert isinstance(backward, core.For)
                around = core.While(name(stack), backward.body, notes=backward.notes)
                inner = replace(forward, body=tuple(_without(forward.body, counted)))
                new = {forward: inner, backward: around}
                return until_empty(tuple(new.get(s, s) for s in _without(block, counted)), stacks)
    return block


def _counter(statement: core.Statement) -> str | None:
    """The name that counts the trips of a loop which neither breaks off nor goes on early."""
    if not isinstance(statement, core.While):
        return None
    jumps = core.Break | core.Continue | core.Return | core.Raise
    if any(isinstance(s, jumps) for s in core.walk(statement.body)):
        return None
    match statement.body[:1]:
        case [
            core.Augment(target=gast.Name(id=given), op=gast.Add(), value=gast.Constant(value=1))
        ]:
            return str(given)
    return None


def _stack(
    forward: core.While, backward: core.Statement, counted: str, stacks: Set[str]
) -> str | None:
    """A stack that every trip pushes once, and its reverse pops once, in no other loop."""
    if not isinstance(backward, core.For):
        return None
    found = match("range($n)", backward.iter)
    if found is None or not isinstance(found["n"], gast.Name) or found["n"].id != counted:
        return None
    for stack in sorted(stacks):
        pushes = [s for s in forward.body if _mentions(s, stack)]
        pops = [s for s in backward.body if _mentions(s, stack)]
        if len(pushes) == len(pops) == 1 and _pushes(pushes[0], stack) and _pops(pops[0], stack):
            return stack
    return None


def _pushes(statement: core.Statement, stack: str) -> bool:
    if not isinstance(statement, core.Evaluate):
        return False
    found = match("$s.append($x)", statement.value)
    return found is not None and isinstance(found["s"], gast.Name) and found["s"].id == stack


def _pops(statement: core.Statement, stack: str) -> bool:
    if not isinstance(statement, core.Assign):
        return False
    found = match("$s.pop()", statement.value)
    return found is not None and isinstance(found["s"], gast.Name) and found["s"].id == stack


def _mentions(statement: core.Statement, wanted: str) -> bool:
    return _readings((statement,), wanted) > 0


def _readings(block: core.Block, wanted: str) -> int:
    return sum(
        n == wanted for s in core.walk(block) for tree in expressions(s) for n in read_names(tree)
    )


def _without(block: core.Block, counted: str) -> list[core.Statement]:
    """The statements but those that bind the counter."""
    return [
        s
        for s in block
        if not (
            isinstance(s, core.Assign | core.Augment)
            and isinstance(s.target, gast.Name)
            and s.target.id == counted
        )
    ]

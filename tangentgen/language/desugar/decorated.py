"""A decorated function inside a function, without what its decorators only add around it.

`@functools.wraps(f)` and `@functools.cache` change no value. Of any other decorator, the
function is what the decorator makes of it: `@twice` above `def h` is `h = twice(h_plain)`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.nested import free_names
from tangentgen.source.quote import as_target, copy, name

_TRANSPARENT = (functools.wraps, functools.lru_cache, functools.cache)


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """The function with plain definitions in it."""
    work = _Undecorated(live, occurring(function))
    return replace(function, body=work.block(function.body))


class _Undecorated:
    def __init__(self, live: Callable[[gast.expr], Any], taken: set[str]) -> None:
        self.live, self.taken = live, taken

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        match statement:
            case core.Foreign(tree=gast.FunctionDef(decorator_list=[_, *_]) as made):
                return self.plain(statement, made)
        return (core.mapped(statement, self.block),)

    def plain(self, statement: core.Foreign, made: Any) -> core.Block:
        left = [d for d in made.decorator_list if not self.transparent(d)]
        if left and made.name in set(free_names(made)):
            return (statement,)  # it calls what its decorators make of it
        bare = copy(made)
        bare.decorator_list = []
        if not left:
            return (core.Foreign(bare, notes=statement.notes),)
        bare.name = free(f"{made.name}_plain", self.taken)
        value: gast.expr = name(bare.name)
        for decorator in reversed(left):
            value = gast.Call(decorator, [value], [])
            value.lineno, value.col_offset = decorator.lineno, decorator.col_offset
        notes = core.Notes(origin=statement.notes.origin)
        assigned = core.Assign(as_target(name(made.name)), value, notes=notes)
        return (core.Foreign(bare, notes=statement.notes), assigned)

    def transparent(self, decorator: gast.expr) -> bool:
        called = decorator.func if isinstance(decorator, gast.Call) else decorator
        found = self.live(called)
        return any(found is known for known in _TRANSPARENT)

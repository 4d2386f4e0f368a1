"""`x, x = pair`: a name that is bound twice side by side keeps what it is bound to last."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import read_names, target_names
from tangentgen.source.quote import as_target, name


def rewrite(function: core.Function) -> core.Function:
    """The earlier ones of such names are names that nobody reads."""
    read: set[str] = set()
    for statement in core.walk(function.body):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                read.update(read_names(value))
    taken = occurring(function)

    def block(given: core.Block) -> core.Block:
        return tuple(core.mapped(_once(s, read, taken), block) for s in given)

    return replace(function, body=block(function.body))


def _once(old: core.Statement, read: set[str], taken: set[str]) -> core.Statement:
    if not isinstance(old, core.Assign | core.For):
        return old
    if not isinstance(old.target, gast.Tuple | gast.List):
        return old
    counted = Counter(target_names(old.target))
    between = set(read_names(old.target))  # as in `k, x[k], k = …`
    again = {n: k for n, k in counted.items() if k > 1 and n in read and n not in between}
    return replace(old, target=_named(old.target, again, taken)) if again else old


def _named(target: gast.expr, again: dict[str, int], taken: set[str]) -> gast.expr:
    """The target with other names for all but the last of each that is bound `again`."""
    match target:
        case gast.Tuple() | gast.List():
            return gast.Tuple([_named(t, again, taken) for t in target.elts], gast.Store())
        case gast.Starred():
            return gast.Starred(_named(target.value, again, taken), gast.Store())
        case gast.Name() if again.get(target.id, 0) > 1:
            again[target.id] -= 1
            return as_target(name(free(f"earlier_{target.id}", taken)))
    return target

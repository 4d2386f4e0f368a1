"""`a = b = e`, `del x`, `global x` and `pass`, in simpler statements."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import assigned, read_names, target_names
from tangentgen.source.quote import as_target, as_value, name


def rewrite(function: core.Function) -> core.Function:
    """`a = b = e` becomes `a = e; b = a`, which names one object twice as well."""
    work = _Chains(occurring(function), frozenset(assigned(function.body)))
    return replace(function, body=work.block(function.body))


class _Chains:
    def __init__(self, taken: set[str], bound: frozenset[str]) -> None:
        self.taken, self.bound = taken, bound

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        match statement:
            case core.Foreign(tree=gast.Assign(targets=targets, value=value)):
                return self.chain(statement, targets, value)
            case core.Foreign(tree=gast.Delete(targets=targets)) if all(
                isinstance(t, gast.Name) for t in targets
            ):
                return ()
            case core.Foreign(tree=gast.Delete(targets=targets)) if all(
                isinstance(t, gast.Name | gast.Subscript) for t in targets
            ):
                stores = [t for t in targets if isinstance(t, gast.Subscript)]
                return tuple(_deleted(t, statement) for t in stores)
            case core.Foreign(tree=gast.Global(names=names) | gast.Nonlocal(names=names)) if (
                self.bound.isdisjoint(names)
            ):
                return ()
            case core.Pass():
                return ()
        return (core.mapped(statement, self.block),)

    def chain(
        self, statement: core.Foreign, targets: list[gast.expr], value: gast.expr
    ) -> core.Block:
        """The value under the name of one of the targets, or of its own, then the other targets."""
        first = _first(targets)
        if first is None:
            given: gast.expr = name(free("value", self.taken))
            rest = targets
        else:
            given = first
            rest = [t for t in targets if t is not first]
        head = core.Assign(as_target(given), value, notes=statement.notes)
        plain = replace(statement.notes, above=(), trailing=None)
        return (head, *(core.Assign(as_target(t), as_value(given), notes=plain) for t in rest))


def _first(targets: list[gast.expr]) -> gast.Name | None:
    """A target that may be bound before the others: a name that no other binds or reads."""
    for position, target in enumerate(targets):
        if isinstance(target, gast.Name):
            others = [t for t in targets if t is not target]
            bound = {n for t in others for n in target_names(t)}
            read = {n for t in targets[:position] for n in read_names(t)}
            if target.id not in bound | read:
                return target
    return None


def _deleted(target: gast.Subscript, statement: core.Statement) -> core.Statement:
    """`del a[k]` as `a.pop(k)`, of a slice as `a[i:j] = []`."""
    if isinstance(target.slice, gast.Slice):
        empty = gast.List([], gast.Load())
        return core.Assign(as_target(target), empty, notes=statement.notes)
    function = gast.Attribute(target.value, "pop", gast.Load())
    return core.Evaluate(gast.Call(function, [target.slice], []), notes=statement.notes)

"""Arrays that are unpacked from a container and changed in place: they are named one by one.

`x, y = p; x *= y` becomes `x = p[0]; y = p[1]; x *= y`. An array that is changed in place has an
adjoint that is such an array too, and a name of it stands for that adjoint's memory: which name
stands for which is seen where each is bound on a line of its own.
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.loops import put_at
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.resolve import bound
from tangentgen.source.quote import constant, copy


def by_item(facts: Analysis) -> core.Function | None:
    """The function with such names bound one by one; None where there is none."""
    if not facts.mutated:
        return None
    changed = {
        node.id
        for node, value in facts.values.items()
        if isinstance(node, gast.Name)
        and value.kind in ("array", "tensor")
        and not facts.mutated.isdisjoint(facts.sites(value))
    }
    work = _ByItem(facts, changed)
    body = work.block(facts.tree.body)
    if not work.found:
        return None
    return with_body(facts.tree, body)


class _ByItem:
    def __init__(self, facts: Analysis, changed: set[str]) -> None:
        self.facts, self.changed = facts, changed
        self.found = False

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        match statement:
            case core.Assign(target=gast.Tuple(), value=gast.Name(id=of) as whole):
                names = set(bound(statement))
                if names.isdisjoint(self.changed) or of in names:
                    return (statement,)
                pairs = _pairs(statement.target, whole, self.facts.value(whole))
                if pairs is None:
                    return (statement,)
                self.found = True
                first, *others = (core.Assign(into, part) for into, part in pairs)
                plain = core.Notes(origin=statement.notes.origin)
                made = (
                    replace(first, notes=statement.notes),
                    *(replace(other, notes=plain) for other in others),
                )
                for each in made:
                    put_at(each, whole)
                return made
        return (core.mapped(statement, self.block),)


def _pairs(
    target: gast.expr, whole: gast.expr, value: Value
) -> list[tuple[gast.expr, gast.expr]] | None:
    """The names with the part that each gets; None where that is not known."""
    if isinstance(target, gast.Name):
        return [(target, whole)]
    items = value.items
    if not isinstance(target, gast.Tuple | gast.List) or value.kind not in ("tuple", "list"):
        return None
    if items is None or len(items) != len(target.elts):
        return None
    found: list[tuple[gast.expr, gast.expr]] = []
    for k, (part, item) in enumerate(zip(target.elts, items, strict=True)):
        inner = _pairs(part, gast.Subscript(copy(whole), constant(k), gast.Load()), item)
        if inner is None:
            return None
        found += inner
    return found

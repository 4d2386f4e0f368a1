"""Numbers that a caller gave, perhaps as arrays of no axes, are not changed in place."""

from __future__ import annotations

from collections.abc import Callable, Set

import gast

from tangentgen.language import core
from tangentgen.language.fresh import fresh, kept_by
from tangentgen.language.resolve import target_names
from tangentgen.source.quote import as_target, name

Asked = Callable[[gast.expr], bool]


def rebound(block: core.Block, lent: Set[str], is_array: Asked) -> core.Block:
    """The block with `a = a + e` for `a += e` where `a` may be what the `lent` names hold.

    >>> from tangentgen.source.quote import expression
    >>> given = core.Assign(as_target(name("z_bar")), expression("cotangent[0]"))
    >>> added = core.Augment(as_target(name("z_bar")), gast.Add(), expression("2.0 * y"))
    >>> [type(s).__name__ for s in rebound((given, added), {"cotangent"}, lambda _: False)]
    ['Assign', 'Assign']
    """
    held = holders(block, lent, is_array)

    def rewritten(inner: core.Block) -> core.Block:
        return tuple(one(core.mapped(s, rewritten)) for s in inner)

    def one(s: core.Statement) -> core.Statement:
        match s:
            case core.Augment(target=gast.Name() as target) if target.id in held:
                if is_array(target):
                    return s
                total = gast.BinOp(name(target.id), s.op, s.value)
                return core.Assign(as_target(target), total, notes=s.notes)
        return s

    return rewritten(block)


def holders(block: core.Block, lent: Set[str], is_array: Asked) -> set[str]:
    """The names that may stand for what the `lent` names hold."""
    found = set(lent)
    while True:
        before = len(found)
        for s in core.walk(block):
            value = getattr(s, "iter" if isinstance(s, core.For) else "value", None)
            target = getattr(s, "target", None)
            if not isinstance(value, gast.expr) or target is None or isinstance(s, core.Augment):
                continue
            apart = isinstance(s, core.For) or isinstance(target, gast.Tuple)
            if apart and is_array(value):  # its numbers are new ones
                continue
            for into, part in _pairs(target, value):
                if not found.isdisjoint(_passed_on(part, is_array)):
                    found.update(target_names(into))
        if len(found) == before:
            return found


def _pairs(target: gast.expr, value: gast.expr) -> list[tuple[gast.expr, gast.expr]]:
    if isinstance(target, gast.Tuple) and isinstance(value, gast.Tuple):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


def _passed_on(value: gast.expr, is_array: Asked) -> set[str]:
    """The names whose numbers an expression may hold: an item of an array is one of its own."""
    base = value
    while isinstance(base, gast.Subscript | gast.Attribute):
        base = base.value
        if is_array(base):
            return set()
    if fresh(value):
        return set()
    return kept_by(value)

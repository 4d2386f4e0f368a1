"""Arrays that only a list of adjoints holds are added to where they are.

w_bar = [np.zeros_like(v) for v in w]             w_bar = [np.zeros_like(v) for v in w]
w_bar[k] = w_bar[k] + e                  becomes  w_bar[k] += e
"""

from __future__ import annotations

from collections.abc import Set

import gast

from tangentgen.language import core
from tangentgen.language.fresh import makes_zeros
from tangentgen.language.resolve import read_names
from tangentgen.language.sweep import AddedItem
from tangentgen.language.targets import base_name
from tangentgen.source.match import same
from tangentgen.tidy.reads import expressions


def added_in_place(block: core.Block, given: Set[str]) -> core.Block:
    """The block with `+=` for the items of lists that begin as zeros and that nothing shares.

    `given` are the names that the function is called with.

    >>> from tangentgen.source.quote import as_target, expression, name
    >>> made = core.Assign(as_target(name("a")), expression("[np.zeros_like(w) for w in ws]"))
    >>> item = expression("a[k]")
    >>> added = AddedItem(as_target(item), expression("a[k] + b"))
    >>> other = core.Assign(as_target(name("c")), item)
    >>> blocks = (made, added, other), (made, other, added)
    >>> [type(b[k]).__name__ for k, b in zip((1, 2), map(added_in_place, blocks, [set()] * 2))]
    ['Augment', 'AddedItem']
    """
    every = list(core.walk(block))
    adding = [s for s in every if isinstance(s, AddedItem) and _sum(s) is not None]
    candidates = {base_name(s.target) for s in adding} - given
    if not candidates:
        return block
    begun = {n for n in candidates if n and all(_zeros(v) for v in _bindings(every, n))}
    return _within(block, {n for n in begun if not _shared(block, n)})


def _shared(block: core.Block, given: str) -> bool:
    """Whether anything else has an item of a list while items are added to.

    What is read behind the last addition sees what it would have seen.
    """
    read = [(at, s) for at, top in enumerate(block) for s in core.walk((top,)) if _reads(s, given)]
    last = max((at for at, s in read if _only_added(s) == given), default=-1)
    return any(at <= last and _only_added(s) != given for at, s in read)


def _reads(statement: core.Statement, given: str) -> bool:
    return any(given in read_names(tree) for tree in expressions(statement))


def _within(block: core.Block, own: Set[str]) -> core.Block:
    out: list[core.Statement] = []
    for statement in block:
        sum_ = _sum(statement) if isinstance(statement, AddedItem) else None
        if sum_ is not None and (base_name(statement.target) or "") in own:  # type: ignore[attr-defined]  # it is one
            target = statement.target  # type: ignore[attr-defined]  # it is one
            out.append(core.Augment(target, sum_.op, sum_.right, notes=statement.notes))
        else:
            out.append(core.mapped(statement, lambda inner: _within(inner, own)))
    return tuple(out)


def _sum(statement: core.Assign) -> gast.BinOp | None:
    """`a[k] + e` of what is assigned to `a[k]`."""
    match statement.value:
        case gast.BinOp(left=left, op=gast.Add() | gast.Sub(), right=right) as sum_ if same(
            left, statement.target
        ) and base_name(statement.target) not in read_names(right):
            return sum_
    return None


def _only_added(statement: core.Statement) -> str | None:
    """The list whose items a statement adds to, or begins anew, and does nothing else with."""
    match statement:
        case AddedItem(target=target) if _sum(statement) is not None:
            return base_name(target)
        case core.Augment(target=gast.Subscript() as target, value=value):
            base = base_name(target)
            return None if base in read_names(value) else base
        case core.Assign(target=gast.Subscript() as target, value=value) if _zeros(value):
            base = base_name(target)
            return None if base in read_names(value) else base
    return None


def _bindings(statements: list[core.Statement], given: str | None) -> list[gast.expr | None]:
    found: list[gast.expr | None] = []
    for statement in statements:
        target = getattr(statement, "target", None)
        match statement:
            case core.Assign(target=gast.Name(id=name), value=value) if name == given:
                found.append(value)
            case core.Assign() | core.For() | core.Augment() if isinstance(target, gast.expr):
                inside = not isinstance(target, gast.Subscript | gast.Attribute)
                found += [None] * (inside and given in _names(target))
    return found


def _names(target: gast.expr) -> set[str]:
    return {n.id for n in gast.walk(target) if isinstance(n, gast.Name)}


def _zeros(value: gast.expr | None) -> bool:
    """Whether it is a structure of nothing but zeros, each made where it stands."""
    match value:
        case gast.ListComp(elt=item) | gast.DictComp(value=item):
            return _zeros(item)
        case gast.List(elts=items) | gast.Tuple(elts=items) | gast.Dict(values=items):
            return all(map(_zeros, items))
        case gast.Constant(value=number):
            return number is None or number == 0
    return value is not None and makes_zeros(value)

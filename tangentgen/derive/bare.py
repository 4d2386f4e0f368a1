"""Adjoints of arrays that may be the number 0.0, since there may be no array to be zeros like.

A variable that is None at first, or that a branch may leave without a value, has no shape where
its adjoint begins. The number serves wherever it is multiplied or added; it is made as large as
the array before anything that asks for more.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import leaf_expression
from tangentgen.language import core
from tangentgen.language.resolve import bound, read_names
from tangentgen.language.walk import all_names
from tangentgen.source.quote import as_target, expression, name


def starts_bare(
    work: Derivation,
    leaf: Leaf,
    value: Value,
    at: core.Statement,
    other: frozenset[str] = frozenset(),
) -> bool:
    """Whether zeros that are made at a statement are a number where the leaf is an array.

    They are for names that hold something else there, as for those that hold nothing.
    """
    missing = leaf[0] in other or leaf[0] not in work.tables.surely.get(at, frozenset())
    array = is_number(value) and not is_scalar(value) and leaf[0] not in work.shadows
    return array and (missing or value.optional)


def is_number(value: Value) -> bool:
    """A number or an array."""
    return is_scalar(value) or value.kind in ("array", "tensor")


def filled(work: Derivation, leaf: Leaf, asked: gast.expr | None = None) -> core.Statement:
    """The statement that makes the adjoint an array of its own, as large as the primal.

    Where what is `asked` may be None, the adjoint stays the number that nobody asks for.
    """
    work.bare.discard(leaf)
    bar = name(work.names.of(leaf, "_bar"))
    tree = expression("$b + np.zeros_like($x)", b=bar, x=leaf_expression(leaf))
    if asked is not None:
        tree = expression("0.0 if $w is None else $t", w=asked, t=tree)
    return core.Assign(as_target(bar), tree)


def filled_before(work: Derivation, statement: core.Statement) -> list[core.Statement]:
    """What comes first in the reverse of a statement that takes whole arrays for granted."""
    if not work.bare or core.blocks(statement):
        return []
    if isinstance(statement, core.Assign) and isinstance(statement.target, gast.Name):
        structure = work.facts.value(statement.target).items is not None
        handed = (
            statement.value in work.facts.user_calls or statement.value in work.facts.list_calls
        )
        if structure or handed:  # `y = xs.pop()` puts it back among arrays
            return _filled(work, statement, {statement.target.id, *_changed(work, statement)})
        return []  # its seed says that it is not as large as it may be
    return _filled(work, statement, {*bound(statement), *_changed(work, statement)})


def _filled(work: Derivation, statement: core.Statement, names: set[str]) -> list[core.Statement]:
    leaves = [leaf for leaf in work.bare & work.live if leaf[0] in names]
    perhaps = {
        node.id
        for node in all_names(getattr(statement, "target", gast.Tuple([], gast.Store())))
        if work.facts.value(node).optional
    }
    calls = _calls(work, statement)

    def asked(leaf: Leaf) -> gast.expr | None:
        if leaf[0] in perhaps:
            return name(leaf[0])
        changed = calls and leaf[1] and leaf[0] not in bound(statement)
        return leaf_expression(leaf) if changed and may_be_none(work, leaf) else None

    return [filled(work, leaf, asked(leaf)) for leaf in sorted(leaves, key=repr)]


def _calls(work: Derivation, statement: core.Statement) -> bool:
    """Whether a statement calls a function of the user's."""
    value = getattr(statement, "value", None)
    return value is not None and any(n in work.facts.user_calls for n in gast.walk(value))


def is_bare(work: Derivation, leaf: Leaf) -> bool:
    """Whether an adjoint that is not zero may be a number instead of an array."""
    return leaf in work.bare and leaf in work.live


def _changed(work: Derivation, statement: core.Statement) -> set[str]:
    """The names whose arrays a statement changes."""
    written = work.facts.written.get(statement, frozenset())
    trees = [getattr(statement, part, None) for part in ("target", "value")]
    names = {n for tree in trees if written and tree is not None for n in read_names(tree)}
    return {n for n in names if not written.isdisjoint(work.facts.sites(work.value_of(n)))}


def may_be_none(work: Derivation, leaf: Leaf) -> bool:
    """Whether there is a place where the leaf may be None."""
    from tangentgen.derive.control import leaf_value

    return leaf_value(work, leaf).optional


def noted(work: Derivation, leaf: Leaf, value: Value, bare: bool) -> None:
    """Notes how an adjoint begins."""
    if bare and not is_scalar(value) and leaf[0] not in work.shadows:
        work.bare.add(leaf)
        work.started_bare.add(leaf)
    else:
        work.bare.discard(leaf)

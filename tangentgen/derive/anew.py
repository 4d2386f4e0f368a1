"""Lists and dicts that a loop binds anew in each trip, of which the last is used behind it.

for k in range(n):
    row = [x[k]]
    ...
return row[0]

The adjoint of a list is as long as the list. Only that of the last trip is there when the loop
begins to run backwards: where a trip has none, it is made when its own list is at hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import gast

from tangentgen.analysis.values import Value
from tangentgen.derive.accumulate import adjoint
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import Leaf
from tangentgen.derive.optional import zero_at
from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, expression, name

Loop = core.For | core.While
ValueOf = Callable[[Leaf], Value]


def made_in_trip(work: Derivation, loop: Loop, value_of: ValueOf) -> core.Block:
    """Zeros for a trip behind which nothing has used its lists, from where the trip has ended."""
    leaves = work.anew.get(loop, frozenset()) & work.live
    return _made(work, leaves, value_of)


def none_left(work: Derivation, leaves: Iterable[Leaf]) -> core.Block:
    """What a trip leaves to the one before it: no adjoint of a list that is not its own."""
    return tuple(
        core.Assign(as_target(name(adjoint(work, leaf))), constant(None))
        for leaf in sorted(leaves, key=repr)
    )


def made_before(
    work: Derivation, loop: Loop, leaves: frozenset[Leaf], value_of: ValueOf
) -> core.Block:
    """Zeros for what has the names before the loop, which is used only where there is no trip."""
    there = {leaf for leaf in leaves if leaf[0] in work.tables.maybe.get(loop, frozenset())}
    work.live -= leaves - there
    surely = work.tables.surely.get(loop, frozenset())
    work.undefined |= {leaf[0] for leaf in there if leaf[0] not in surely}
    return _made(work, there, value_of, {leaf for leaf in there if leaf[0] not in surely})


def _made(
    work: Derivation,
    leaves: Iterable[Leaf],
    value_of: ValueOf,
    undefined: Iterable[Leaf] = (),
) -> core.Block:
    made: list[core.Statement] = []
    for leaf in sorted(leaves, key=repr):
        bar, value = name(adjoint(work, leaf)), value_of(leaf)
        zeros: gast.expr = zero_at(work, leaf, value.but(optional=False))
        if leaf in undefined or value.optional:
            empty = "{}" if value.kind == "dict" else "[]"
            zeros = expression(f"{empty} if $x is None else $z", x=name(leaf[0]), z=zeros)
        wanted = core.Assign(as_target(bar), zeros)
        made.append(core.If(expression("$b is None", b=bar), (wanted,), ()))
    return tuple(made)

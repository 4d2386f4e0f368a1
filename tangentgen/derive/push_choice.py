"""The adjoint of a conditional expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value
from tangentgen.derive.seeds import Contribution, Seed
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.source.quote import constant, copy, expression

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher


def to_branches(pusher: Pusher, seed: Seed, node: gast.IfExp) -> None:
    """A ternary: each place gets what the branch taken gives it."""
    if not seed.atomic:
        seed = Seed(
            pusher.named(
                seed.tree,
                "choice_bar",
                pusher.facts.value(node) if seed.full else Value("any", active=True),
            ),
            seed.full,
        )
    branches, namings = [], []
    for branch in (node.body, node.orelse):
        outer, pusher.found = pusher.found, []
        count = len(pusher.before)
        pusher.push(seed, branch)
        naming = tuple(pusher.before[count:])  # what only this branch has names for
        del pusher.before[count:]
        kept = not set(assigned(naming)).isdisjoint(pusher.names.given.values())
        if kept or any(not c.place.whole for c in pusher.found):
            raise Unsupported(node, "a conditional expression of this form", "write if and else")
        branches.append(pusher.found)
        namings.append(naming)
        pusher.found = outer
    test = pusher.reading.read(node.test)
    if namings[0]:
        pusher.before.append(core.If(copy(test), *namings))
    elif namings[1]:
        pusher.before.append(core.If(expression("not $t", t=test), namings[1], ()))
    for place in dict.fromkeys(c.place.leaf for b in branches for c in b):
        sides = [[c for c in b if c.place.leaf == place] for b in branches]
        chosen = next(c for side in sides for c in side)
        trees = [_total(side) or constant(0.0) for side in sides]
        tree = gast.IfExp(copy(test), trees[0], trees[1])
        full = all(side and all(c.full for c in side) for side in sides) or is_scalar(
            chosen.place.value
        )
        pusher.found.append(Contribution(chosen.place, tree, full))


def _total(side: list[Contribution]) -> gast.expr | None:
    total: gast.expr | None = None
    for contribution in side:
        total = (
            contribution.tree if total is None else gast.BinOp(total, gast.Add(), contribution.tree)
        )
    return total

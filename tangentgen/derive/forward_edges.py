"""Tangents of elements at the edge of a domain, where nothing moves: 0 · ∞ is 0 there.

As in reverse mode (edges.py): only of an array that is written under a mask, whose other
elements may lie where a derivative is infinite.
"""

from __future__ import annotations

import gast

from tangentgen.derive.edges import edge, masks_of
from tangentgen.derive.forward_special import guarded
from tangentgen.derive.forward_step import Step
from tangentgen.language import core
from tangentgen.source.quote import as_target, expression, name


def off_edges(step: Step, target: str, value: gast.expr, tree: gast.expr) -> gast.expr:
    """The tangent with divisors that are 1 where the value is zero and its operand stands still."""
    answer = step.reading.answers.get(value)
    moving = edge(value)
    if answer is None or moving is None or not masks_of(step.work.facts, target):
        return tree
    given = step.work.names.fresh(f"{target}_asked")
    test = expression("($x != 0.0) | ($d != 0.0)", x=answer, d=step.tangents.whole(moving))
    step.tangents.before.append(core.Assign(as_target(name(given)), test))
    return guarded(tree, "np.where($c, $d, 1.0)", name(given))

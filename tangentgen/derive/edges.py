"""Elements at the edge of a domain that nobody asks about: `r[r > 0] = 1.0 / r[r > 0]`.

Where an array is written under a mask, the other elements may lie where a derivative is
infinite, as that of a square root at zero. What their adjoints are zero for has no
derivative either: 0 · ∞ is taken as 0 there, and only there.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.derive.context import Derivation
from tangentgen.derive.push import Pusher
from tangentgen.language import core
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, expression, name

Masks = tuple[tuple[gast.expr, bool], ...]


def asked_for(work: Derivation, pusher: Pusher, target: str, value: gast.expr, bar: str) -> Masks:
    """The condition under which an element's adjoint matters, named where it is needed."""
    if not any(map(edge, walk(value))) or not masked(work.facts, target):
        return ()
    given = work.names.fresh(f"{target}_asked")
    test = expression("($x != 0.0) | ($b != 0.0)", x=pusher.reading.answers[value], b=name(bar))
    pusher.before.append(core.Assign(as_target(name(given)), test))
    condition = name(given)
    pusher.reading.answers[condition] = condition
    return ((condition, True),)


def masked(facts: Analysis, target: str) -> bool:
    """Whether a section of the array is written that a mask of conditions selects."""
    for statement in core.walk(facts.tree.body):
        if isinstance(statement, core.Assign | core.Augment):
            place = statement.target
            if isinstance(place, gast.Subscript) and isinstance(place.value, gast.Name):
                index = facts.value(place.slice)
                if place.value.id == target and index.kind == "array" and index.dtype == "b1":
                    return True
    return False


def edge(node: gast.AST) -> gast.expr | None:
    """The operand of a function that somewhere has a value, and an infinite derivative."""
    match node:
        case gast.Call(
            func=gast.Attribute(attr="sqrt" | "cbrt" | "power" | "arccos" | "arcsin"),
            args=[operand, *_],
        ):
            return operand
        case gast.BinOp(left=operand, op=gast.Pow()):
            return operand
    return None

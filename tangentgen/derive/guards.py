"""Partials that may be infinite where an adjoint is zero because nothing was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.derive import realness
from tangentgen.derive.length_divisors import counts_up, of_lengths
from tangentgen.derive.regular import regular
from tangentgen.derive.seeds import Seed
from tangentgen.derive.stems import stem_of
from tangentgen.derive.suspicious import suspicious
from tangentgen.derive.unasked import BY_ITSELF, TRUTHS, Masks, is_by_itself
from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, expression, name, substitute

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher


def with_name(pusher: Pusher, seed: Seed, node: gast.expr) -> Seed:
    """The seed, by a name that a condition can be told of."""
    if isinstance(seed.tree, gast.Name):
        return seed
    known = pusher.facts.value(node) if seed.full else pusher.lean(seed.tree)
    return replace(seed, tree=pusher.named(seed.tree, stem_of(node) + "_bar", known))


def asked_for(pusher: Pusher, seed: Seed, node: gast.expr, finite: gast.expr) -> Masks:
    """Where a partial counts: of zeros that say so themselves, where it is finite as well."""
    if not is_by_itself(seed.masks):
        return seed.masks
    test = expression("($b != 0.0) | $f", b=seed.tree, f=finite)
    assert isinstance(seed.tree, gast.Name)
    stem = seed.tree.id.rstrip("0123456789").removesuffix("_bar")
    given = pusher.names.fresh(stem + "_asked")
    pusher.learn(given, TRUTHS)
    pusher.before.append(core.Assign(as_target(name(given)), test))
    condition = name(given)
    pusher.reading.answers[condition] = condition
    own = ((condition, True),)
    return tuple(m for m in seed.masks if m not in BY_ITSELF) + own


def finite_where(
    pusher: Pusher, rule: Any, partials: dict[str, gast.expr], bound: Mapping[str, Any]
) -> dict[str, gast.expr]:
    """Where partials are finite, in the template's names; none for one that always is."""
    literals: dict[str, gast.expr] = {
        p: e for p, e in bound.items() if isinstance(e, gast.Constant)
    }
    for parameter, given in bound.items():
        if isinstance(given, gast.expr) and _above_zero(pusher, given):
            literals[parameter] = constant(1.0)  # as harmless as any that is not zero
    known = {p: pusher.simplify(substitute(e, literals)) for p, e in partials.items()}
    values = [pusher.bound_value(e) for e in bound.values() if isinstance(e, gast.expr)]
    imaginary = any(realness.may_be_complex(value, pusher.world) for value in values)
    wild = {p for p, e in bound.items() if p not in literals and _may_be_wild(pusher, e)}
    return regular(rule.function, known, wild, imaginary)


def _above_zero(pusher: Pusher, argument: gast.expr) -> bool:
    """Whether it is, wherever an element is asked for."""
    return of_lengths(argument, pusher.facts.tree) or counts_up(argument, pusher.facts.tree)


def _may_be_wild(pusher: Pusher, argument: Any) -> bool:
    return isinstance(argument, gast.expr) and suspicious(argument, pusher.facts)

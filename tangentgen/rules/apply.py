"""Expanding a rule at a call: the adjoint of each argument, or the tangent of the answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from tangentgen.analysis.values import Value
from tangentgen.rules import linear, product
from tangentgen.rules.bind import Bound, CannotBind, bind
from tangentgen.rules.expand import Expansion, expanded, trees_of
from tangentgen.rules.library import Rule
from tangentgen.rules.partial import NoRule, names
from tangentgen.rules.spread import spread
from tangentgen.rules.words import Template
from tangentgen.source.quote import name

__all__ = ["CannotBind", "Expansion", "NoRule", "bind", "expand", "forward", "reverse"]


def reverse(
    rule: Rule,
    bound: Bound,
    active: Collection[str],
    values: Mapping[str, Value],
    at_hand: Collection[str] | None = None,
    read: frozenset[int] | None = None,
) -> Expansion:
    """The adjoints of the active parameters, from `ans_bar`.

    `read` are the numbers of those of several results that have an adjoint; None: all do.

    Of several templates the first is taken of those that read the fewest values that are
    not `at_hand` (parameters, and "ans"); None: all are.
    """
    if not rule.reverses:
        raise NoRule(f"{rule.name} in reverse mode")
    kept = [p for p in rule.active if p in active]
    if at_hand is None or len(rule.reverses) == 1:
        return expand(rule, rule.reverses[0], bound, kept, values, read)
    found = [expand(rule, template, bound, kept, values, read) for template in rule.reverses]
    return min(found, key=lambda e: len(e.reads - {*at_hand, "ans_bar"}))


def forward(
    rule: Rule,
    bound: Bound,
    active: Collection[str],
    values: Mapping[str, Value],
    at_hand: Collection[str] | None = None,
) -> Expansion:
    """The tangent of the answer, from `x_dot` of each active parameter x."""
    if rule.forward is None:
        raise NoRule(f"{rule.name} in forward mode")
    found = _forward(rule, bound, active, values, at_hand)
    reads = _reads(rule, [*found.results.values(), *trees_of(found.before)])
    return replace(found, reads=reads)


def _forward(
    rule: Rule,
    bound: Bound,
    active: Collection[str],
    values: Mapping[str, Value],
    at_hand: Collection[str] | None,
) -> Expansion:
    kept = [p for p in rule.active if p in active]
    dots = {p: name(f"{p}_dot") for p in kept}
    if rule.tangents:
        template = rule.tangents[0]
        found = expanded(rule, template, bound, kept, values, ["ans"], positions=["ans"])
        # of an elementwise function, a smaller argument may be the only active one
        small = frozenset({"ans"}) if rule.kind == "elementwise" else frozenset()
        return replace(found, broadcasts=small)
    if rule.linear:
        return Expansion({"ans": linear.tangent(rule, bound, dots)})
    positions = list(rule.active)
    templates = rule.reverses if at_hand is not None else rule.reverses[:1]
    alternatives = [expanded(rule, t, bound, kept, values, kept, positions) for t in templates]
    partials = alternatives[0]
    if at_hand is not None:
        partials = min(
            alternatives, key=lambda e: len(_reads(rule, list(e.results.values())) - {*at_hand})
        )
    terms = [product.times(partials.results[p], dots[p]) for p in kept]
    broadcasts = frozenset() if len(rule.active) == 1 else frozenset({"ans"})
    return replace(partials, results={"ans": product.total(terms)}, broadcasts=broadcasts)


def expand(
    rule: Rule,
    template: Template,
    bound: Bound,
    active: Collection[str],
    values: Mapping[str, Value],
    read: frozenset[int] | None = None,
) -> Expansion:
    """The adjoints by one of a rule's templates."""
    kept = [p for p in rule.active if p in active]
    if template.word == "elementwise":
        found = expanded(rule, template, bound, kept, values, kept, positions=list(rule.active))
        results = {k: product.times(v, name("ans_bar")) for k, v in found.results.items()}
        broadcasts: frozenset[str] = frozenset()
    else:
        wanted = [f"{p}_bar" for p in kept]
        found = expanded(rule, template, bound, kept, values, wanted, read=read)
        results, broadcasts = {}, found.broadcasts
        for parameter in kept:
            result = found.results[f"{parameter}_bar"]
            small = spread(result, parameter)
            if small is not None:
                broadcasts |= {parameter}
            results[parameter] = result if small is None else small
    reads = _reads(rule, [*results.values(), *trees_of(found.before)])
    return Expansion(results, found.before, found.locals, reads, found.helpers, broadcasts)


def _reads(rule: Rule, trees: list[Any]) -> frozenset[str]:
    own = {*rule.signature.parameters, "ans", "ans_bar"}
    return frozenset(key for tree in trees for key in names(tree) if key in own)

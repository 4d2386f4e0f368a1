"""A template at a node: the adjoint of its answer becomes the adjoints of its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis.join import is_scalar
from tangentgen.derive import logged, realness
from tangentgen.derive.broadcast import fit, spread
from tangentgen.derive.fill import Fill, in_items
from tangentgen.derive.forward_cover import trees
from tangentgen.derive.guards import asked_for, finite_where, with_name
from tangentgen.derive.rule_results import (
    is_nothing,
    is_seed,
    is_test,
    mentioned,
    mentions_in,
    subscripts_seed,
)
from tangentgen.derive.seeds import Seed
from tangentgen.derive.stems import stem_of
from tangentgen.derive.unasked import BY_ITSELF, TRUTHS, by_itself, is_by_itself, selects
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.walk import walk
from tangentgen.rules import apply, library
from tangentgen.rules.partial import NoRule
from tangentgen.source.quote import as_target, constant, copy, expression, name

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher


def by_rule(
    pusher: Pusher, seed: Seed, node: gast.expr, function: Any, operands: list[gast.expr]
) -> None:
    rule = library.find(function)
    if rule is None:
        raise Unsupported(
            node,
            f"{getattr(function, '__name__', function)} has no template",
            "use np functions",
        )
    bound = apply.bind(rule, list(operands), {})
    through(pusher, seed, node, rule, bound)


def to_factors(
    pusher: Pusher, seed: Seed, node: gast.expr, shares: list[tuple[gast.expr, gast.expr]]
) -> None:
    """The adjoint of the logarithm of a product, to the factors that are active."""
    if len(shares) > 1 and not seed.atomic:
        named = pusher.named(seed.tree, "log_bar", pusher.facts.value(node))
        seed = Seed(named, seed.full, seed.masks)
    call = pusher.facts.rule_calls[node]
    for factor, share in shares:
        tree = pusher.simplify(gast.BinOp(share, gast.Mult(), copy(seed.tree)))
        bound = logged.bound_to(call.bound, factor)
        through(pusher, replace(seed, tree=tree), node, call.rule, bound)


def through(
    pusher: Pusher,
    seed: Seed,
    node: gast.expr,
    rule: Any,
    bound: Mapping[str, Any],
    read: frozenset[int] | None = None,
) -> None:
    """One template: the adjoint of a node becomes the adjoints of its active arguments."""
    if rule.kind == "constant":
        return
    active = frozenset(p for p, e in bound.items() if pusher.any_active(e))
    if not seed.atomic and not pusher.conservative and not mentioned(seed.tree):
        seed = replace(seed, tree=pusher.simplify(seed.tree))  # a product of literals
    answer = pusher.facts.value(node)
    real = realness.of_answer(seed.tree, rule.function, answer, pusher.world)
    if real is not seed.tree:
        seed = replace(seed, tree=real)
    values = {p: pusher.world.settled(pusher.bound_value(e)) for p, e in bound.items()}
    values["ans"] = answer
    try:
        at_hand = _at_hand(pusher, node, bound)
        expansion = apply.reverse(rule, dict(bound), active, values, at_hand, read)
    except (NoRule, apply.CannotBind) as problem:
        raise Unsupported(node, *str(problem).split(" - ", 1)) from None
    expansion = pusher.helpers.entered(expansion)
    if rule.function is np.sum and pusher.one_number(seed) and "where" not in bound:
        pusher.push(Seed(seed.tree, False, by_itself(seed.masks), seed.light), bound["a"])
        return
    if rule.kind == "adjoint" and not seed.full:
        seed = Seed(spread(seed.tree, pusher.reading.witness(node)), True, seed.masks)
    wanted = [p for p in bound if p in active and p in expansion.results]
    elementwise = rule.kind == "elementwise"
    risky: dict[str, gast.expr] = {}
    if elementwise and seed.masks and rule.function is not np.where:
        risky = finite_where(pusher, rule, {p: expansion.results[p] for p in wanted}, bound)
    if risky and is_by_itself(seed.masks):
        seed = with_name(pusher, seed, node)
    uses = sum("ans_bar" in mentioned(expansion.results[p]) for p in wanted)
    if not _divides(seed.tree):  # of no items nobody asks for what divides by nothing
        uses += sum(in_items(expansion.results[p], "ans_bar") for p in wanted)
    uses += sum(mentions_in(s, "ans_bar") for s in expansion.before) * 2
    if uses > 1 and not seed.atomic:
        known = pusher.facts.value(node) if seed.full else pusher.lean(seed.tree)
        seed = Seed(pusher.named(seed.tree, stem_of(node) + "_bar", known), seed.full, seed.masks)
    selecting = any(map(subscripts_seed, expansion.results.values()))
    if isinstance(seed.tree, gast.Constant) and selecting:
        seed = replace(seed, tree=expression("np.asarray($x)", x=seed.tree))
    elif rule.kind == "adjoint" and not seed.atomic and not pusher.conservative:
        seed = replace(seed, tree=pusher.apart(seed.tree))
    given: dict[str, Any] = {"ans_bar": seed.tree}
    local = {n: pusher.names.fresh(n) for n in expansion.locals}
    given |= {old: name(new) for old, new in local.items()}
    fill = Fill(pusher.reading, bound, given, node)
    fill.name_answer([*trees(expansion.before), *(expansion.results[p] for p in wanted)])
    for statement in expansion.before:
        pusher.before.append(fill.statement(statement))
        if isinstance(statement, core.Assign) and is_test(statement.value):
            pusher.learn(local[statement.target.id], TRUTHS)
    asked = asked_for(pusher, seed, node, fill(next(iter(risky.values())))) if risky else ()
    for parameter in wanted:
        tree = expansion.results[parameter]
        if is_nothing(tree):
            continue
        full = seed.full or parameter in expansion.broadcasts
        if elementwise:
            full = seed.full or _covers(pusher, tree, bound, node)
        elif parameter in expansion.broadcasts:
            full = False
        passed = is_seed(tree)
        masks = seed.masks if elementwise else by_itself(seed.masks)
        filled = fill.harmless(tree, asked) if parameter in risky else fill(tree)
        if isinstance(filled, gast.ListComp) and _is_array(pusher, bound[parameter]):
            filled = expression("np.array($x)", x=filled)  # a rule for numbers in a list
        if rule.function is np.where and parameter in ("x", "y") and "condition" in bound:
            masks = (*masks, (bound["condition"], parameter == "x"))
        elif selects(rule.function, bound):
            masks = BY_ITSELF
        _into(
            pusher,
            Seed(filled, full, masks, seed.light and passed),
            node,
            bound[parameter],
            elementwise,
        )


def _divides(tree: gast.expr) -> bool:
    """Whether an expression may raise ZeroDivisionError."""
    divides = gast.Div | gast.FloorDiv | gast.Mod | gast.Pow
    return any(isinstance(node, gast.BinOp) and isinstance(node.op, divides) for node in walk(tree))


def _at_hand(pusher: Pusher, node: gast.expr, bound: Mapping[str, Any]) -> set[str]:
    """What costs nothing to read: parameters, and "ans" where the result has a name."""
    found = {p for p, e in bound.items() if not isinstance(e, list) and pusher.reading.cost(e) <= 1}
    if node in pusher.reading.answers:
        found.add("ans")
    return found


def _into(pusher: Pusher, seed: Seed, node: gast.expr, argument: Any, elementwise: bool) -> None:
    if isinstance(argument, gast.List | gast.Tuple) and pusher.facts.value(argument).kind in (
        "list",
        "tuple",
    ):
        _to_elements(pusher, seed, argument)
        return
    if isinstance(argument, list):
        _to_elements(pusher, seed, gast.List(argument, gast.Load()))
        return
    answer, value = pusher.facts.value(node), pusher.facts.value(argument)
    tree, full = seed.tree, seed.full
    if is_scalar(value) and _is_spread(tree):  # a number, not an array of no axes
        seed = replace(seed, tree=tree.args[0])
        tree = seed.tree
    light = seed.light
    tree = realness.of_argument(tree, answer, value, pusher.world)
    if elementwise and (argument in pusher.exact or pusher.made_alike(node, argument)):
        pass
    elif elementwise:
        tree, full = fit(
            Seed(tree, full),
            answer,
            value,
            node,
            argument,
            pusher.reading,
            pusher.helpers,
            pusher.world,
            pusher.conservative,
        )
    kept = tree is seed.tree or pusher.alike(node, argument)
    masks = seed.masks if kept else by_itself(seed.masks)
    whole = light and tree is seed.tree
    pusher.push(Seed(tree, full, masks, whole), argument)


def _to_elements(pusher: Pusher, seed: Seed, argument: gast.expr) -> None:
    """The adjoint of a list literal that was an argument: one seed for each element."""
    elements = argument.elts
    masks = by_itself(seed.masks)
    if isinstance(seed.tree, gast.List | gast.Tuple) and len(seed.tree.elts) == len(elements):
        for part, element in zip(seed.tree.elts, elements, strict=True):
            pusher.push(Seed(part, masks=masks), element)
        return
    used = [pusher.facts.active(e) for e in elements]
    if isinstance(seed.tree, gast.Name):
        for k, element in enumerate(elements):
            if used[k]:
                part = gast.Subscript(copy(seed.tree), constant(k), gast.Load())
                pusher.push(Seed(part, masks=masks), element)
        return
    tree = seed.tree
    if isinstance(tree, gast.Call) and isinstance(tree.func, gast.Name) and tree.func.id == "list":
        seed = Seed(tree.args[0])
    claimed = [
        pusher.claim(e) if active else None for e, active in zip(elements, used, strict=True)
    ]
    unread = "_" if all(used) else pusher.names.fresh("_")
    targets = [
        (own or pusher.names.fresh(stem_of(element) + "_bar")) if active else unread
        for element, active, own in zip(elements, used, claimed, strict=True)
    ]
    arrays = not all(is_scalar(pusher.facts.value(e)) for e in elements)
    tree = seed.tree
    if arrays and not pusher.stable(tree):
        form = "$x.copy()" if _is_spread(tree) else "[item.copy() for item in $x]"
        tree = expression(form, x=tree)
    pusher.before.append(
        core.Assign(gast.Tuple([as_target(name(t)) for t in targets], gast.Store()), tree)
    )
    for target, element, active, own in zip(targets, elements, used, claimed, strict=True):
        if active and own is None:
            pusher.push(Seed(name(target), masks=masks), element)


def _covers(pusher: Pusher, tree: gast.expr, bound: Mapping[str, Any], node: gast.expr) -> bool:
    """Whether a partial that is read has the answer's shape, so that the product has it."""
    answer = pusher.facts.value(node)
    if is_scalar(answer):
        return True
    read_names = mentioned(tree)
    if "ans" in read_names:
        return True
    for parameter, argument in bound.items():
        read = parameter in read_names and not isinstance(argument, list)
        if read and pusher.alike(node, argument):
            return True
    return False


def _is_array(pusher: Pusher, argument: Any) -> bool:
    return isinstance(argument, gast.expr) and pusher.facts.value(argument).kind == "array"


def _is_spread(tree: gast.expr) -> bool:
    """Whether it is `np.broadcast_to(x, shape)`."""
    match tree:
        case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr="broadcast_to")):
            return True
    return False

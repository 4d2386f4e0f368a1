"""`f(*x)` of a sequence whose length is not known: the arguments get names first.

`h(*x)` of a function of two arguments becomes `a, b = x` and `h(a, b)`, which is as long as it
has to be or raises; where the function takes any number, `rest = (*x,)` and `h(*rest)`. So is a
call of a function that has a template.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis import methods
from tangentgen.analysis.chosen_items import comes_first, names_for
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import UNKNOWN, Value
from tangentgen.language import core
from tangentgen.rules import library
from tangentgen.rules.bind import POSITIONAL, parameters
from tangentgen.rules.library import Rule
from tangentgen.rules.samples import NUMBERS, Sample
from tangentgen.source.quote import as_target, constant, copy, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

P = inspect.Parameter


def named_first(
    evaluate: Evaluator,
    node: gast.Call,
    takes: Iterable[P],
    env: Environment,
) -> Value | None:
    """The value of such a call, written with names; None where that cannot be done.

    `takes` are the parameters that the call gives, without what a method is of.
    """
    statement = evaluate.statement
    if statement is None or not comes_first(evaluate, node):
        return None
    facts = evaluate.facts
    stars = [k for k, a in enumerate(node.args) if _is_open(evaluate, a)]
    read = {s for k in stars for s in facts.sites(facts.value(node.args[k]))}
    if not facts.written.get(statement, frozenset()).isdisjoint(read):
        return None
    given = list(takes)
    places = [p for p in given if p.kind in (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)]
    rest = next((p.name for p in given if p.kind is P.VAR_POSITIONAL), None)
    if rest is not None and stars[0] >= len(places):
        return _as_tuple(evaluate, node, len(places), rest, env)
    asked = {k.arg for k in node.keywords}
    places = [p for p in places if p.name not in asked]
    count = len(places) - len(node.args) + 1
    if rest is not None or len(stars) > 1 or count < 1 or None in asked:
        return None
    if any(p.default is not P.empty for p in places):
        return None
    wanted = [p.name for p in places[stars[0] : stars[0] + count]]
    return _one_by_one(evaluate, node, stars[0], wanted, env)


def of_rule(evaluate: Evaluator, node: gast.Call, target: Any, env: Environment) -> Value | None:
    """The value of a call of what has a template; None where it may stand as it is."""
    rule = None if target is UNKNOWN else library.find(target)
    if rule is None or rule.kind == "constant" or takes_rest(evaluate, node, rule):
        return None
    if not any(_is_open(evaluate, a) for a in node.args):
        return None
    own = list(rule.signature.parameters.values())
    if not _of_numbers(rule) and _count(target) != sum(p.kind in POSITIONAL for p in own):
        return None
    return named_first(evaluate, node, own, env)


def _count(target: Any) -> int | None:
    """How many arguments a function takes; None where it takes any number, or does not tell."""
    if isinstance(target, np.ufunc):
        return target.nin
    given = parameters(target).values()
    return len(given) if given and all(p.kind in POSITIONAL for p in given) else None


def takes_rest(evaluate: Evaluator, node: gast.Call, rule: Rule) -> bool:
    """Whether a sequence behind a star is all that a template gets of any number of numbers."""
    match node:
        case gast.Call(args=[gast.Starred(value=whole)], keywords=[]) if _of_numbers(rule):
            value = evaluate.facts.value(whole)
            # a dict's values have no places
            return value.kind in ("array", "list", "tuple") and value.cls is not object
    return False


def _of_numbers(rule: Rule) -> bool:
    """Whether a template takes any number of numbers and nothing else."""
    if rule.kind == "constant" or rule.reverse is None:
        return False
    kinds = {p.name: p.kind for p in rule.signature.parameters.values()}
    samples = [rule.reverse.samples.get(name) for name, kind in kinds.items()]
    numbers = all(isinstance(s, Sample) and s.form in NUMBERS for s in samples)
    return numbers and list(kinds.values()) == [P.VAR_POSITIONAL]


def _is_open(evaluate: Evaluator, argument: gast.expr) -> bool:
    """Whether it is a starred sequence of which the length is not known."""
    if not isinstance(argument, gast.Starred):
        return False
    value = evaluate.facts.value(argument.value)
    return value.kind == "array" or value.items is None


def _as_tuple(
    evaluate: Evaluator, node: gast.Call, first: int, wanted: str, env: Environment
) -> Value:
    (given,) = names_for(evaluate, node, [wanted])
    whole = gast.Tuple(list(node.args[first:]), gast.Load())
    value = evaluate(whole, env)
    call = gast.Call(
        node.func,
        [*node.args[:first], gast.Starred(name(given), gast.Load())],
        list(node.keywords),
    )
    made = core.Assign(as_target(name(given)), whole)
    return _written(evaluate, node, made, call, {**env, given: value})


def _one_by_one(
    evaluate: Evaluator, node: gast.Call, at: int, wanted: list[str], env: Environment
) -> Value:
    names = names_for(evaluate, node, wanted)
    items = node.args[at].value
    inner = dict(env)
    for k, given in enumerate(names):
        item = gast.Subscript(copy(items), constant(k), gast.Load())
        inner[given] = evaluate(item, env).but(constant=UNKNOWN)
    args = [*node.args[:at], *map(name, names), *node.args[at + 1 :]]
    targets: gast.expr = gast.Tuple([as_target(name(n)) for n in names], gast.Store())
    made = core.Assign(targets, items)
    return _written(evaluate, node, made, gast.Call(node.func, args, list(node.keywords)), inner)


def _written(
    evaluate: Evaluator, node: gast.Call, made: core.Assign, call: gast.Call, env: Environment
) -> Value:
    for tree in (made.value, call):
        methods.place(tree, node)
    evaluate.facts.named_first[node] = (made,)
    return methods.stands_for(evaluate, node, call, env)

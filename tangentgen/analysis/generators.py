"""Calls of generator functions, whose items are all made before the first of them is used.

That comes to the same only where the generator and what uses the items keep out of each
other's way: neither changes what the other reads.
"""

from __future__ import annotations

import types
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.in_place import HINT, around, at_once, told_where_kept
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.resolve import assigned

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def checked(
    evaluate: Evaluator, node: gast.Call, function: types.FunctionType, found: Value
) -> Value:
    """The list that stands for the generator; refused where making it at once is not the same."""
    facts = evaluate.facts
    user = facts.user_calls.get(node)
    if user is None or not facts.as_written:
        return found
    told = evaluate.program.refuse_for_good
    name = function.__name__
    told_where_kept(evaluate, node, f"the generator {name}()")
    loop = evaluate.program.endless.get(function)
    if loop is not None:
        told(facts, node, f"{name}() yields without end", "bound its loop, or go through it by for")
    if at_once(facts, list(around(evaluate.statement, node))):
        return found
    callee = user.callee
    given = {s for value in callee.arguments.values() for s in callee.sites(value)}
    if not callee.mutated.isdisjoint(given) or user.writes or callee.impure:
        told(facts, node, f"{name}() has effects between its items", HINT)
    element = callee.returned.element
    if element is not None and not callee.mutated.isdisjoint(callee.sites(element)):
        told(facts, node, f"{name}() changes what it has yielded", "yield a copy")
    facts.generated[node] = frozenset(s for v in user.values.values() for s in facts.sites(v))
    if function in evaluate.program.made:
        facts.generating.update(evaluate.program.made[function].free)
    return found


def check_loop(evaluate: Evaluator, statement: core.For) -> None:
    """Refuses a loop that changes what the generator in its header reads."""
    facts = evaluate.facts
    read = [facts.generated[n] for n in gast.walk(statement.iter) if n in facts.generated]
    if not read:
        return
    inside = core.walk(statement.body)
    written = {site for s in inside for site in facts.written.get(s, ())}
    rebound = facts.generating & set(assigned(statement.body))
    if rebound or any(not written.isdisjoint(sites) for sites in read):
        evaluate.program.refuse_for_good(
            facts, statement.iter, "what a generator reads is changed while it runs", HINT
        )

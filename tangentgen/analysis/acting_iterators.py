"""Iterators that do something between their items: `map(record, x)`, `(record(v) for v in x)`.

A list stands for an iterator, whose items are all made before the first of them is used. Where
they do more than have a value, that is the same only if nothing of the user's runs in between.
"""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.callables import LAZY
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.in_place import AT_ONCE, HINT, acts, is_users
from tangentgen.language import core
from tangentgen.language.walk import children, walk

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_AT_ONCE = (*AT_ONCE, sum, max, min)
_NUMBERS = ("numpy", "math", "statistics")


def check_acting(evaluate: Evaluator, statement: core.Statement) -> None:
    """Refuses what is asked for its items one by one, and acts between them."""
    facts = evaluate.facts
    if not facts.as_written:
        return
    unpacks = isinstance(getattr(statement, "target", None), gast.Tuple | gast.List)
    for key, tree in vars(statement).items():
        if isinstance(tree, gast.expr):
            at_once = unpacks and key == "value" and isinstance(statement, core.Assign)
            _check(evaluate, tree, at_once)


def _check(evaluate: Evaluator, node: gast.AST, at_once: bool) -> None:
    facts = evaluate.facts
    if not at_once and _lazy(facts, node) and _acts_between(facts, node):
        what = "an iterator that changes something between its items"
        evaluate.program.refuse_for_good(facts, node, what, HINT)
    inside = isinstance(node, gast.Starred) or (
        isinstance(node, gast.Call) and _takes_all(facts, node, at_once)
    )
    for part in children(node):
        if isinstance(part, gast.keyword):
            part = part.value
        _check(evaluate, part, inside)


def _takes_all(facts: Analysis, call: gast.Call, at_once: bool) -> bool:
    """Whether a call makes all items of what it is given, or leaves them to another check."""
    called = facts.value(call.func).constant
    if called is builtins.enumerate:
        return at_once
    if called is builtins.next or (call in facts.user_calls and is_users(called)):
        return True
    if any(called is f for f in _AT_ONCE):
        return not any(k.arg == "key" for k in call.keywords)
    return (getattr(called, "__module__", None) or "").partition(".")[0] in _NUMBERS


def _lazy(facts: Analysis, node: gast.AST) -> bool:
    if isinstance(node, gast.GeneratorExp):
        return True
    called = facts.value(node.func).constant if isinstance(node, gast.Call) else None
    return called is not None and any(called == f for f in LAZY)


def _acts_between(facts: Analysis, node: gast.AST) -> bool:
    """Whether it acts while it is asked for items, and not when it is made."""
    if isinstance(node, gast.GeneratorExp):
        first = node.generators[0]
        later = [node.elt, *first.ifs, *node.generators[1:]]
        own = any(acts(facts, n) for part in later for n in walk(part))
        return own or (_lazy(facts, first.iter) and _acts_between(facts, first.iter))
    assert isinstance(node, gast.Call)
    made = facts.explicit.get(node)
    if made is not None and acts(facts, made):
        return True
    return any(_lazy(facts, given) and _acts_between(facts, given) for given in node.args)

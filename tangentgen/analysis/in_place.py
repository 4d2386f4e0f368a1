"""Iterators are gone through once, where they are made.

A list stands for an iterator while a derivative is made; it may only where nobody can tell the
two apart. One that is kept would be empty the second time, and would read its variables late.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.callables import LAZY, is_library
from tangentgen.analysis.facts import Analysis, Bound
from tangentgen.analysis.functions import Closure, Either, Lifted, Packed
from tangentgen.analysis.gone_through import goes_through_once
from tangentgen.language import core
from tangentgen.language.walk import walk
from tangentgen.rules import library

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

HINT = "make a list of it: list(...)"
AT_ONCE: tuple[Any, ...] = (list, tuple, sorted, set, frozenset, dict)


def told_where_kept(evaluate: Evaluator, node: gast.AST, what: str) -> bool:
    """Whether an iterator outlives the expression it is made in, which is refused."""
    facts = evaluate.facts
    if not facts.as_written or is_consumed(evaluate, node):
        return False
    evaluate.program.refuse_for_good(facts, node, f"{what} is kept, or given to a function", HINT)
    return True


def is_consumed(evaluate: Evaluator, node: gast.AST) -> bool:
    """Whether an iterator is gone through there and then."""
    path = list(around(evaluate.statement, node))
    return not path or _consumed(evaluate, path, node)


def at_once(facts: Analysis, path: list[gast.AST]) -> bool:
    """Whether all items are made before anything else happens."""
    match path:
        case [gast.Starred(), *_]:
            return True
        case [gast.Call(func=function), *_]:
            return any(facts.value(function).constant is f for f in AT_ONCE)
    return False


def around(statement: core.Statement | None, node: gast.AST) -> Iterator[gast.AST]:
    """What an expression stands in, from the inside out; nothing for one that was made."""
    for key, value in vars(statement).items() if statement is not None else ():
        if not isinstance(value, gast.AST):
            continue
        path = _path(value, node)
        if path is None:
            continue
        yield from path
        target = getattr(statement, "target", None)
        if isinstance(statement, core.For) and key == "iter":
            yield gast.comprehension(target, value, [], 0)
        elif isinstance(target, gast.Tuple | gast.List):
            yield gast.Starred(value, gast.Load())
        else:
            yield gast.Expression(value)
        return


def _path(tree: gast.AST, node: gast.AST) -> list[gast.AST] | None:
    if tree is node:
        return []
    for part in gast.iter_child_nodes(tree):
        path = _path(part, node)
        if path is not None:
            return [*path, tree]
    return None


def _consumed(evaluate: Evaluator, path: list[gast.AST], node: gast.AST) -> bool:
    facts = evaluate.facts
    match path[0]:
        case gast.comprehension(iter=items):
            return items is node
        case gast.Starred():
            return True
        case gast.Call(func=function) as call if function is not node:
            called = facts.value(function).constant
            if any(called == f for f in LAZY):
                return _consumed(evaluate, path[1:], call)
            if not is_users(called):
                return True
            if goes_through_once(evaluate, call, called, node):
                facts.handed[call] = node
                return True
        case gast.Compare(ops=[gast.In() | gast.NotIn()]):
            return True
    return False


def check_handed(evaluate: Evaluator, call: gast.Call) -> None:
    """Refuses a call that changes something while it goes through an iterator.

    The iterator may read it, or may raise when it has been changed in part.
    """
    facts = evaluate.facts
    node, user = facts.handed.get(call), facts.user_calls.get(call)
    if node is None or not facts.as_written:
        return
    what = ""
    if any(acts(facts, n) for n in walk(node)):
        what = "a generator that changes something between its items, given to a function"
    elif user is None or user.writes or facts.call_writes.get(call):
        what = "an iterator given to a function that changes something"
    if what:
        evaluate.program.refuse_for_good(facts, node, what, HINT)


def acts(facts: Analysis, node: gast.AST) -> bool:
    """Whether an expression does more than have a value."""
    if node in facts.impure or node in facts.list_calls or facts.call_writes.get(node):
        return True
    user = facts.user_calls.get(node)
    if user is None:
        return False
    callee = user.callee
    given = {s for value in callee.arguments.values() for s in callee.sites(value)}
    return bool(user.writes) or bool(callee.impure) or not callee.mutated.isdisjoint(given)


def is_users(called: object) -> bool:
    """Whether it is a function or a class of the user's, which may keep what it is given."""
    if isinstance(called, Closure | Either | Lifted | Packed | Bound | types.MethodType):
        return True
    if isinstance(called, type):
        return called.__module__ not in ("builtins", "collections", "numpy", "itertools")
    own = isinstance(called, types.FunctionType) and not is_library(called)
    return own and library.find(called) is None

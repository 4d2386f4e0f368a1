"""What is gone through where a container is made of it: `list(zip(x, y))`, `[*zip(x, y)]`.

Iterators of active values, and objects that say themselves how they are gone through, are written
as the comprehension that gives the same items: `[item for item in zip(x, y)]`.
"""

from __future__ import annotations

import builtins
import itertools
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Value
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, copy, name

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_CONTAINERS: tuple[Any, ...] = (list, tuple, sorted, dict, sum, min, max)
_ITERATORS: tuple[Any, ...] = (
    builtins.zip,
    builtins.enumerate,
    builtins.reversed,
    itertools.chain,
    itertools.islice,
    itertools.pairwise,
    itertools.product,
)


def gathered(evaluate: Evaluator, node: gast.Call, target: Any, env: Environment) -> Value | None:
    """The value of a call that makes a container of an iterator; None of any other call."""
    if len(node.args) != 1 or not any(target is c for c in _CONTAINERS):
        return None
    (items,) = node.args
    sorting = target is sorted and isinstance(items, gast.Call) and _of_dict(evaluate, items)
    if not sorting and not _gives_items(evaluate, items):
        return None
    taken = occurring(evaluate.facts.tree)
    item = free("item", taken)
    target_, element = as_target(name(item)), name(item)
    made: gast.expr
    if target is dict:
        key, value = free("key", taken), free("value", taken)
        pair = gast.Tuple([as_target(name(key)), as_target(name(value))], gast.Store())
        parts = [gast.comprehension(pair, items, [], 0)]
        made = gast.DictComp(name(key), name(value), parts)
    else:
        made = gast.ListComp(element, [gast.comprehension(target_, items, [], 0)])
    methods.place(made, node)
    if not any(target is plain for plain in (list, dict)):
        made = gast.Call(node.func, [made], list(node.keywords))
    elif node.keywords:
        return None
    return methods.stands_for(evaluate, node, made, env)


def spread(evaluate: Evaluator, items: gast.expr, env: Environment) -> Value | None:
    """The value of `items` in `[*items]`; None where it may stand as it is."""
    if not _gives_items(evaluate, items):
        return None
    item = free("item", occurring(evaluate.facts.tree))
    parts = [gast.comprehension(as_target(name(item)), copy(items), [], 0)]
    return methods.stands_for(evaluate, items, gast.ListComp(name(item), parts), env)


def _gives_items(evaluate: Evaluator, node: gast.expr) -> bool:
    """Whether it is an iterator over what is active, or an object with an `__iter__`."""
    if isinstance(node, gast.Call) and _is_iterator(evaluate, node):
        return True
    value = evaluate.facts.value(node)
    return iterates_itself(evaluate.facts, value) and hasattr(value.cls, "__iter__")


def iterates_itself(facts: Analysis, value: Value) -> bool:
    """Whether it is an active object of a user's class that is no named tuple."""
    own = value.kind == "object" and not hasattr(value.cls, "_fields")
    return own and facts.is_active(value)


def from_keys(evaluate: Evaluator, node: gast.Call, target: Any, env: Environment) -> Value | None:
    """`dict.fromkeys(keys, e)` as the comprehension that it is; None of any other call."""
    if target != dict.fromkeys or len(node.args) != 2 or node.keywords:
        return None
    items, value = node.args
    if not evaluate.facts.active(items) and not evaluate.facts.active(value):
        return None
    if not is_scalar(evaluate.facts.value(value)):
        return None  # all keys share one object
    key = free("key", occurring(evaluate.facts.tree))
    parts = [gast.comprehension(as_target(name(key)), items, [], 0)]
    made = gast.DictComp(name(key), value, parts)
    methods.place(made, node)
    return methods.stands_for(evaluate, node, made, env)


def _of_dict(evaluate: Evaluator, node: gast.Call) -> bool:
    """Whether it is `d.items()` or `d.values()` of a dict that holds what is active."""
    method = evaluate.facts.value(node.func).constant
    if not isinstance(method, ArrayMethod) or method.name not in ("items", "values"):
        return False
    owner = evaluate.facts.value(method.owner)
    return owner.kind == "dict" and evaluate.facts.is_active(owner)


def _is_iterator(evaluate: Evaluator, node: gast.Call) -> bool:
    """Whether it is a call that gives an iterator over what is active."""
    facts = evaluate.facts
    function = facts.value(node.func).constant
    if not any(function is known for known in _ITERATORS):
        return False
    return any(
        facts.active(a) or (isinstance(a, gast.Call) and _is_iterator(evaluate, a))
        for a in node.args
    )

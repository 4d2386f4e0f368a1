"""Calls of `heapq` and of `bisect.insort`, written in Python where their items may be active."""

from __future__ import annotations

import bisect
import heapq
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import methods
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.user_calls import user_call
from tangentgen.analysis.values import Value
from tangentgen.language import prelude
from tangentgen.source.quote import expression

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_WRITTEN: dict[Any, Any] = {
    heapq.heappush: prelude.heap_push,
    heapq.heappop: prelude.heap_pop,
    heapq.heapreplace: prelude.heap_replace,
    heapq.heappushpop: prelude.heap_push_pop,
    heapq.heapify: prelude.heaped,
    bisect.insort_right: prelude.put_behind_equals,
    bisect.insort_left: prelude.put_before_equals,
}
_FIRST = {heapq.nsmallest: False, heapq.nlargest: True}


def heap_call(
    evaluate: Evaluator, node: gast.Call, target: Any, values: list[Value], env: Environment
) -> Value | None:
    """The value of such a call; None of another call, and of heaps of integers."""
    if getattr(target, "__module__", None) not in ("heapq", "_heapq", "_bisect"):
        return None
    if not any(map(_may_become_active, values)):
        return None
    if target in _WRITTEN and not node.keywords:
        return user_call(evaluate, node, _WRITTEN[target], None, env)
    if not any(map(evaluate.facts.is_active, values)):
        return None
    if target in _FIRST and len(node.args) == 2:
        count, items = node.args
        first = expression("sorted($x)[:$n]", x=items, n=count)
        first.value.keywords = list(node.keywords)
        if _FIRST[target]:
            first.value.keywords.append(gast.keyword("reverse", gast.Constant(True, None)))
        return methods.stands_for(evaluate, node, first, env)
    return None


def _may_become_active(value: Value) -> bool:
    """Whether it holds numbers that are no integers: later in a loop they may be active."""
    inner = [*(value.items or ()), *([value.element] if value.element is not None else [])]
    number = is_scalar(value) and value.kind not in ("int", "bool")
    return number or value.active or value.kind == "array" or any(map(_may_become_active, inner))

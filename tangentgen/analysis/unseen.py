"""Calls of what is neither the user's nor known: they may change what they are given.

`random.shuffle(order)` moves the items of a list, `heapq.heappush(heap, item)` adds one. What they
do is not known, so an array they are given counts as written, and of a list, a dict or an object
nothing is known any more: what is read of it is read once, in the forward sweep.
"""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.join import parts

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_READERS = ("numpy", "scipy", "time", "warnings")  # but for random numbers, and known writers
_WRITING = ("next", "setattr", "delattr", "exec", "eval")


def unseen_call(evaluate: Evaluator, node: gast.Call, target: Any) -> None:
    """Notes a call of which nothing is known but what it is given."""
    facts = evaluate.facts
    facts.impure.add(node)
    if only_reads(target):
        return
    trees = [*node.args, *(k.value for k in node.keywords)]
    for tree in trees:
        every = [part for part in parts(facts.value(tree)) if part.sites]
        facts.hidden |= {s for p in every if p.kind in ("list", "dict", "object") for s in p.sites}
    arrays = tuple(t for t in trees if facts.value(t).kind in ("array", "tensor"))
    sites = frozenset(s for t in arrays for s in facts.value(t).sites)
    if sites:
        facts.unseen[node] = arrays
        facts.call_writes[node] = sites
        facts.mutated |= sites


def only_reads(target: Any) -> bool:
    """Whether a function is known to change nothing that it is given.

    >>> only_reads(print), only_reads(next)
    (True, False)
    """
    name = getattr(target, "__name__", "")
    if getattr(builtins, name, None) is target:
        return name not in _WRITING
    module = getattr(target, "__module__", None) or ""
    return module.split(".")[0] in _READERS and "random" not in module

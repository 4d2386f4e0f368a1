"""Loops that change what the iterator they go through will read.

An iterator over active values is made into a list where a loop begins, but Python asks for an
item when its turn comes: `for v in filter(lambda v: v < limit, items): items[2] = v`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.functions import Closure
from tangentgen.analysis.in_place import LAZY
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.resolve import assigned


def read_late(facts: Analysis, statement: core.For, env: Environment) -> gast.expr | None:
    """The iterator of a loop that reads what the loop changes; None where there is none."""
    made = [node for node in _lazy(facts, statement.iter) if node in facts.explicit]
    if not made:
        return None
    inside = list(core.walk(statement.body))
    written = frozenset(site for s in inside for site in facts.written.get(s, ()))
    bound = {*assigned(statement.body)}
    for node in made:
        for given in (*node.args, *(k.value for k in node.keywords)):
            value = facts.value(given)
            captured = set(_captured(value))
            memory = [value, *(env[n] for n in captured if n in env)]
            if not bound.isdisjoint(captured):
                return node
            if any(not written.isdisjoint(facts.sites(v)) for v in memory):
                return node
    return None


def _lazy(facts: Analysis, node: gast.expr) -> Iterator[Any]:
    """The iterators that ask each other for items while a loop goes on."""
    if isinstance(node, gast.Call) and any(facts.value(node.func).constant == f for f in LAZY):
        yield node
        for given in node.args:
            yield from _lazy(facts, given)


def _captured(value: Value) -> Iterator[str]:
    if isinstance(value.constant, Closure):
        yield from (here for _, here in value.constant.names)

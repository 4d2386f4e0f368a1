"""Loops that change what the iterator they go through will read.

An iterator over active values is made into a list where a loop begins, but Python asks for an
item when its turn comes: `for v in filter(lambda v: v < limit, items): items[2] = v`, or
`for i, v in enumerate(a * scale for a in items): scale += v`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gast

from tangentgen.analysis.callables import LAZY
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.functions import Closure
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.resolve import assigned, outer_names, target_names


def read_late(facts: Analysis, statement: core.For, env: Environment) -> gast.expr | None:
    """The iterator of a loop that reads what the loop changes; None where there is none."""
    made = list(_lazy(facts, statement.iter))
    if not made:
        return None
    inside = list(core.walk(statement.body))
    written = frozenset(site for s in inside for site in facts.written.get(s, ()))
    rebound = {*assigned((statement,))}
    for node in made:
        if isinstance(node, gast.GeneratorExp):
            names, memory = _read_by(facts, node)
            calls = (facts.user_calls[n] for n in gast.walk(node) if n in facts.user_calls)
            if any(c.writes or c.callee.mutated or c.callee.impure for c in calls):
                return node
        elif node in facts.explicit:
            given = [*node.args, *(k.value for k in node.keywords)]
            memory = [facts.value(g) for g in given]
            names = {name for value in memory for name in _captured(value)}
        else:
            continue
        memory += [env[n] for n in names if n in env]
        if not rebound.isdisjoint(names):
            return node
        if any(not written.isdisjoint(facts.sites(v)) for v in memory):
            return node
    return None


def _read_by(facts: Analysis, node: gast.GeneratorExp) -> tuple[set[str], list[Value]]:
    """The variables that a generator looks up item by item, and all the values that it reads."""
    first, *others = node.generators
    parts = [node.elt, *first.ifs, *others]
    own = {n for part in node.generators for n in target_names(part.target)}
    names = {name for part in parts for name in outer_names(part)} - own
    values = [facts.values[n] for n in gast.walk(node) if n in facts.values]
    return names, values


def _lazy(facts: Analysis, node: gast.expr) -> Iterator[Any]:
    """The iterators that ask each other for items while a loop goes on."""
    if isinstance(node, gast.GeneratorExp):
        yield node
        yield from _lazy(facts, node.generators[0].iter)
    elif isinstance(node, gast.Call) and any(facts.value(node.func).constant == f for f in LAZY):
        yield node
        for given in node.args:
            yield from _lazy(facts, given)


def _captured(value: Value) -> Iterator[str]:
    if isinstance(value.constant, Closure):
        yield from (here for _, here in value.constant.names)

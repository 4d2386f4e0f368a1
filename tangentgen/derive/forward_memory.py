"""Memory in forward mode: which names share arrays that change, and what has effects."""

from __future__ import annotations

from collections.abc import Callable

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.derive.forward_work import Work
from tangentgen.derive.memory import Memory, is_pure, pure_calls
from tangentgen.derive.reached import roots
from tangentgen.derive.sharing import contained


class DotMemory(Memory):
    """The tangents' memory goes by classes of its own, beside the primals'."""

    def __init__(self, work: Work) -> None:
        self.classes: dict[str, str] = {}
        self.apart: set[str] = set()
        facts = work.facts
        self._take_lists(facts)
        for site in facts.mutated:
            self._join(facts.holders.get(site, set()))
        if facts.cells or facts.fields or contained(facts):
            for site, held in roots(facts).items():
                if site in facts.mutated:
                    self._join(set(held))
        for names in facts.holders.values():
            if any(n in self.classes for n in names):
                self._join(names)
        for (_, leaf), dot in work.names.given.items():
            if leaf[0] in self.classes:
                self.classes[dot] = "dot " + self.classes[leaf[0]]


def effects(work: Work) -> Callable[[gast.expr], bool]:
    """A test whether evaluating an expression only gives its value."""
    pure = pure_calls(work.facts, work.output)
    tangents = work.output.tangents
    impure = {
        tangents[id(callee)]
        for callee in work.output.program.analyses.values()
        if id(callee) in tangents and not (is_pure(callee, set()) and _only_reads(callee))
    }

    def test(tree: gast.expr) -> bool:
        called = {
            n.func.id
            for n in gast.walk(tree)
            if isinstance(n, gast.Call) and isinstance(n.func, gast.Name)
        }
        return called.isdisjoint(impure) and pure(tree)

    return test


def _only_reads(callee: Analysis) -> bool:
    """Whether a function leaves its arguments as they are."""
    given = {site for value in callee.arguments.values() for site in callee.sites(value)}
    return callee.mutated.isdisjoint(given)

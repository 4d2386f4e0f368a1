"""All functions of one derivation: analysed once for each combination of argument kinds."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen import errors
from tangentgen.analysis import instrument, loops
from tangentgen.analysis.crossing import classes, mapped, measured, renamed, symbols, widened
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.flow import Flow
from tangentgen.analysis.offences import Offences
from tangentgen.analysis.results import Assumptions
from tangentgen.analysis.values import Value
from tangentgen.language import core, fence
from tangentgen.language.aliases import Aliases
from tangentgen.language.clashes import without_clashes
from tangentgen.language.desugar import normal_form
from tangentgen.language.globals import resolved
from tangentgen.language.resolve import scope_of
from tangentgen.source.read import Source, read

Key = tuple[Any, ...]
GUESS = Value("number", dtype="f8", shape=())
ROUNDS = 8


@dataclass(eq=False)
class Program:
    """The functions that a derivative is made of, and what was found wrong with them."""

    world: Assumptions = field(default_factory=Assumptions)
    sources: dict[types.FunctionType, Source] = field(default_factory=dict)
    trees: dict[types.FunctionType, core.Function] = field(default_factory=dict)
    analyses: dict[Key, Analysis] = field(default_factory=dict)
    offences: Offences = field(default_factory=Offences)
    aliases: Aliases = field(default_factory=Aliases)
    callees: dict[types.FunctionType, None] = field(default_factory=dict)
    classes: dict[type, None] = field(default_factory=dict)
    open: list[Key] = field(default_factory=list)  # what is in progress, callers first
    relying: dict[Key, set[Key]] = field(default_factory=dict)  # on a function in progress

    def source(self, function: types.FunctionType) -> Source:
        """The text of a function, read once."""
        if function not in self.sources:
            self.sources[function] = read(function)
        return self.sources[function]

    def tree(self, function: types.FunctionType) -> core.Function:
        """The function in the core language."""
        if function not in self.trees:
            source = self.source(function)
            for node, what, hint in fence.refused(source.function):
                self.offences.add(source, node, what, hint)
            tree = without_clashes(normal_form(source.function))
            self.trees[function] = resolved(tree, scope_of(function, tree), self.aliases)
        return self.trees[function]

    def refuse(self, facts: Analysis, node: gast.AST, what: str, hint: str) -> None:
        """Notes what can't be taken; analysis goes on, to tell of the rest too."""
        self.offences.add(self.source(facts.scope.function), node, what, hint, facts)

    def refuse_statement(self, facts: Analysis, statement: core.Foreign) -> None:
        what, hint = fence.described(statement.tree)
        self.refuse(facts, statement.tree, what, hint)

    def raise_offences(self) -> None:
        self.offences.raise_all()

    def analyse(self, function: types.FunctionType, values: Mapping[str, Value]) -> Analysis:
        """The function under these values, in the form that can be reversed."""
        key = (function, tuple(sorted(values.items(), key=lambda item: item[0])))
        known = self.analyses.get(key)
        if known is not None:
            self._rely_on(key, known)
            return known
        self.open.append(key)
        try:
            return self._analyse(key, function, values)
        finally:
            self.open.pop()

    def _analyse(
        self, key: Key, function: types.FunctionType, values: Mapping[str, Value]
    ) -> Analysis:
        tree = self.tree(function)
        facts = Analysis(scope_of(function, tree), tree, dict(values), in_progress=True)
        self.analyses[key] = facts
        facts.returned = GUESS.but(active=any(map(facts.is_active, values.values())))
        self._settle(facts)
        changed = frozenset(
            n for n, v in facts.arguments.items() if not facts.mutated.isdisjoint(facts.sites(v))
        )
        for rewrite in (loops.over_indices, instrument.instrumented):
            rewritten = rewrite(facts)
            if rewritten is not None:
                self.offences.forget(facts)
                fresh = Analysis(
                    scope_of(function, rewritten), rewritten, dict(values), in_progress=True
                )
                fresh.returned = facts.returned
                facts = self.analyses[key] = fresh
                self._settle(facts)
        facts.changed = changed
        self._refuse_contained(facts)
        facts.in_progress = False
        return facts

    def _rely_on(self, key: Key, known: Analysis) -> None:
        """Whoever is analysed just now relies on what is known of a function in progress so far."""
        for level, started in enumerate(self.open):
            relying = self.relying.setdefault(started, set())
            if (started == key and known.in_progress) or key in relying:
                relying.update(self.open[level + 1 :])

    def _refuse_contained(self, facts: Analysis) -> None:
        """An array that is changed in place and held by a container has adjoints in two places."""
        held = {
            s
            for v in facts.arguments.values()
            for i in (*(v.items or ()), *([v.element] if v.element else []))
            for s in facts.sites(i)
        }
        for statement, sites in facts.written.items():
            if not sites.isdisjoint(facts.contained | held):
                self.refuse(
                    facts,
                    statement.target,  # type: ignore[attr-defined]  # only stores are in the table
                    "an array that is part of a container is changed in place",
                    "copy it out first: a = container[...].copy()",
                )

    def _settle(self, facts: Analysis) -> None:
        for _ in range(ROUNDS):
            self._forget_relying()
            found = Flow(self, facts).run(dict(facts.arguments))
            settled = found == facts.returned
            facts.returned = found
            if settled:
                return

    def _forget_relying(self) -> None:
        """What relied on an earlier round of the function in progress is analysed again."""
        for key in self.relying.pop(self.open[-1], ()):
            if key not in self.open and key in self.analyses:
                self.offences.forget(self.analyses.pop(key))

    def analyse_call(
        self,
        function: types.FunctionType,
        values: dict[str, Value],
        caller: Analysis,
        node: gast.AST,
    ) -> Analysis | None:
        """The callee under the values it is called with; None where its source can't be read."""
        numbering = classes(values)
        inner = {name: renamed(value, numbering, caller) for name, value in values.items()}
        there, _ = symbols(values)
        inner = {name: measured(value, there) for name, value in inner.items()}
        if any(a.in_progress and key[0] is function for key, a in self.analyses.items()):
            inner = {name: widened(value) for name, value in inner.items()}
        self.callees[function] = None
        try:
            callee = self.analyse(function, inner)
        except (errors.NoSource, errors.SourceChanged):
            return None
        changed = sorted(callee.changed)
        if changed:
            self.refuse(
                caller,
                node,
                f"{function.__name__} changes its argument '{changed[0]}'",
                "let it work on a copy and return the new array",
            )
        if function.__code__.co_freevars and callee.captured:
            self.refuse(
                caller,
                node,
                f"{function.__name__} uses a variable of the function it was defined in",
                "pass it as an argument",
            )
        return callee

    def returned_to(
        self, callee: Analysis, values: dict[str, Value], node: gast.AST, evaluate: Any
    ) -> Value:
        """The callee's result as the caller sees it: its memory is the caller's, or new."""
        back: dict[Site, frozenset[Site]] = {}
        for site, number in classes(values).items():
            back[("site", number)] = back.get(("site", number), frozenset()) | {site}
        _, back_again = symbols(values)
        return measured(mapped(callee.returned, back, node, callee), back_again)

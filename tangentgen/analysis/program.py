"""All functions of one derivation: analysed once for each combination of argument kinds."""

from __future__ import annotations

import linecache
import types
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen import errors
from tangentgen.analysis import instrument, loops
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.flow import Flow
from tangentgen.analysis.results import Assumptions
from tangentgen.analysis.values import UNKNOWN, Dim, Value
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
    offences: dict[Any, errors.Offence] = field(default_factory=dict)
    owners: dict[Any, Analysis | None] = field(default_factory=dict)  # of offences
    aliases: Aliases = field(default_factory=Aliases)
    callees: dict[types.FunctionType, None] = field(default_factory=dict)
    classes: dict[type, None] = field(default_factory=dict)

    def source(self, function: types.FunctionType) -> Source:
        if function not in self.sources:
            self.sources[function] = read(function)
        return self.sources[function]

    def tree(self, function: types.FunctionType) -> core.Function:
        """The function in the core language."""
        if function not in self.trees:
            source = self.source(function)
            for node, what, hint in fence.refused(source.function):
                self._record(source, node, what, hint)
            tree = without_clashes(normal_form(source.function))
            self.trees[function] = resolved(tree, scope_of(function, tree), self.aliases)
        return self.trees[function]

    def refuse(self, facts: Analysis, node: gast.AST, what: str, hint: str) -> None:
        self._record(self.source(facts.scope.function), node, what, hint, facts)

    def refuse_statement(self, facts: Analysis, statement: core.Foreign) -> None:
        what, hint = fence.described(statement.tree)
        self.refuse(facts, statement.tree, what, hint)

    def _record(
        self, source: Source, node: gast.AST, what: str, hint: str, owner: Analysis | None = None
    ) -> None:
        offence = offence_at(source, node, what, hint)
        key = (offence.path, offence.line, offence.column, what)
        if self.offences.setdefault(key, offence) is offence:
            self.owners[key] = owner

    def forget(self, facts: Analysis) -> None:
        """Drops what was found in a form of a function that has been rewritten since."""
        for key in [k for k, owner in self.owners.items() if owner is facts]:
            del self.offences[key], self.owners[key]

    def raise_offences(self) -> None:
        if self.offences:
            ordered = sorted(self.offences.values(), key=lambda o: (o.path, o.line, o.column))
            raise errors.UnsupportedSyntax(tuple(ordered))

    def analyse(self, function: types.FunctionType, values: Mapping[str, Value]) -> Analysis:
        """The function under these values, its loops over containers rewritten to loops over ranges."""
        key = (function, tuple(sorted(values.items(), key=lambda item: item[0])))
        known = self.analyses.get(key)
        if known is not None:
            return known
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
                self.forget(facts)
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

    def _refuse_contained(self, facts: Analysis) -> None:
        """An array that is changed in place and is held by a container too has adjoints in two places."""
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
            found = Flow(self, facts).run(dict(facts.arguments))
            settled = found == facts.returned
            facts.returned = found
            if settled:
                return

    def analyse_call(
        self,
        function: types.FunctionType,
        values: dict[str, Value],
        caller: Analysis,
        node: gast.AST,
    ) -> Analysis | None:
        """The callee under the values it is called with; None where its source can't be read."""
        numbering = classes(values, caller)
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
        for site, number in classes(values, evaluate.facts).items():
            back[("site", number)] = back.get(("site", number), frozenset()) | {site}
        _, back_again = symbols(values)
        return measured(mapped(callee.returned, back, node, callee), back_again)


def offence_at(source: Source, node: gast.AST, what: str, hint: str) -> errors.Offence:
    """An offence at a node; made nodes stand where the first of their parts does."""
    line, column = source.first_line, 0
    for inner in gast.walk(node):
        if getattr(inner, "lineno", None):
            line, column = inner.lineno, inner.col_offset
            break
    lines = source.text.split("\n")
    index = line - source.first_line
    shown = lines[index] if 0 <= index < len(lines) else ""
    shown = linecache.getline(source.path, line).rstrip("\r\n") or shown
    return errors.Offence(source.path, line, column, shown, what, hint)


def classes(values: Mapping[str, Value], caller: Analysis) -> dict[Site, int]:
    """Memory numbered in the order of the parameters; what one value may live in counts as one."""
    numbering: dict[Site, int] = {}

    def visit(value: Value) -> None:
        if value.sites:
            known = {numbering[s] for s in value.sites if s in numbering}
            number = min(known, default=len(set(numbering.values())))
            for site, old in list(numbering.items()):
                if old in known:
                    numbering[site] = number
            numbering.update(dict.fromkeys(value.sites, number))
        for part in (*(value.items or ()), *([value.element] if value.element is not None else [])):
            visit(part)

    for value in values.values():
        visit(value)
    return numbering


def renamed(value: Value, numbering: dict[Site, int], caller: Analysis) -> Value:
    """A caller's value as the callee sees it."""
    sites = frozenset(("site", numbering[site]) for site in value.sites)
    active = value.active or (
        value.items is None and caller.is_active(value) and value.element is None
    )
    items = (
        tuple(renamed(i, numbering, caller) for i in value.items)
        if value.items is not None
        else None
    )
    element = renamed(value.element, numbering, caller) if value.element is not None else None
    constant = (
        value.constant
        if value.kind in ("function", "module") or _literal(value.constant)
        else UNKNOWN
    )
    return value.but(sites=sites, active=active, items=items, element=element, constant=constant)


def symbols(values: Mapping[str, Value]) -> tuple[dict[str, str], dict[str, str]]:
    """Names for the caller's unknown lengths in the order of the parameters, and the way back."""
    there: dict[str, str] = {}

    def visit(value: Value) -> None:
        for dim in (*(value.shape or ()), value.length):
            for symbol, _ in dim.terms if dim is not None else ():
                if symbol.startswith(("@", "~")):
                    there.setdefault(symbol, f"~{len(there)}")
        for part in (*(value.items or ()), *([value.element] if value.element is not None else [])):
            visit(part)

    for value in values.values():
        visit(value)
    return there, {new: old for old, new in there.items()}


def measured(value: Value, names: Mapping[str, str]) -> Value:
    """The value with its unknown lengths renamed; those that have no name here are forgotten."""

    def dim(length: Dim | None) -> Dim | None:
        if length is None:
            return None
        terms = []
        for symbol, factor in length.terms:
            if symbol.startswith(("@", "~")):
                if symbol not in names:
                    return None
                symbol = names[symbol]
            terms.append((symbol, factor))
        return Dim(length.constant, tuple(sorted(terms)))

    shape = tuple(map(dim, value.shape)) if value.shape is not None else None
    items = tuple(measured(i, names) for i in value.items) if value.items is not None else None
    element = measured(value.element, names) if value.element is not None else None
    return value.but(shape=shape, length=dim(value.length), items=items, element=element)


def widened(value: Value) -> Value:
    """A value of a recursive call: without the lengths, which could differ at every depth."""
    shape = None if value.shape is None else (None,) * len(value.shape)
    items = tuple(map(widened, value.items)) if value.items is not None else None
    element = widened(value.element) if value.element is not None else None
    length = value.length if value.items is not None else None
    return value.but(shape=shape, length=length, items=items, element=element)


def _literal(constant: Any) -> bool:
    return constant is None or isinstance(constant, bool | str)


def mapped(
    value: Value, back: dict[Site, frozenset[Site]], node: gast.AST, callee: Analysis
) -> Value:
    sites = frozenset(s for site in value.sites for s in back.get(site, ((node, site),)))
    active = value.active or (
        value.items is None and value.element is None and callee.is_active(value)
    )
    items = (
        tuple(mapped(i, back, node, callee) for i in value.items)
        if value.items is not None
        else None
    )
    element = mapped(value.element, back, node, callee) if value.element is not None else None
    return value.but(sites=sites, active=active, items=items, element=element)

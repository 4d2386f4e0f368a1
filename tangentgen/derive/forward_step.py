"""One statement's tangent while it is put together."""

from __future__ import annotations

import builtins
from dataclasses import dataclass, field, replace
from typing import Any

import gast

from tangentgen.derive.forward_expression import Tangents
from tangentgen.derive.forward_work import Work
from tangentgen.derive.reading import Reading
from tangentgen.language import core
from tangentgen.language.walk import SCOPES
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, name


@dataclass
class Step:
    """One statement's tangent while it is put together."""

    work: Work
    statement: core.Statement
    extra: list[core.Statement] = field(default_factory=list)  # names for what is read twice
    kept: dict[str, str] = field(default_factory=dict)
    changing: dict[gast.expr, str] = field(default_factory=dict)  # names of what is changed later

    def __post_init__(self) -> None:
        self.reading = Reading(self.work.facts, self.work.output.program.world, self._keep)
        self.tangents = Tangents(self.work, self.reading)

    def _keep(self, node: gast.expr, tree: gast.expr, stem: str) -> str:
        given = self.work.names.fresh(f"{stem}_value" if hasattr(builtins, stem) else stem)
        self.work.learn(given, self.work.facts.value(node).but(sites=frozenset()))
        self.extra.append(core.Assign(as_target(name(given)), tree))
        if self.reading.changes(node):
            self.changing[node] = given
        else:
            self.kept[print_expression(node)] = given
        return given

    def primal(self) -> core.Statement:
        """The statement itself, reading what has got a name."""
        value = getattr(self.statement, "value", None)
        if not (self.kept or self.changing) or value is None:
            return self.statement
        return replace(self.statement, value=self._renamed(value))  # type: ignore[call-arg]  # it has that field

    def _renamed(self, tree: gast.expr) -> gast.expr:
        """The tree with names for what has got one; new nodes are known as the old ones were."""
        if isinstance(tree, SCOPES):
            return tree
        given = self.changing.get(tree)
        if given is None and isinstance(tree, gast.expr) and not self.reading.changes(tree):
            given = self.kept.get(print_expression(tree))
        if given is not None:
            return self._known(name(given), tree)
        changes: dict[str, Any] = {}
        for key, value in tree.__dict__.items():
            new = value
            if isinstance(value, gast.expr | gast.keyword):
                new = self._renamed(value)
            elif isinstance(value, list):
                new = [
                    self._renamed(v) if isinstance(v, gast.expr | gast.keyword) else v
                    for v in value
                ]
                new = value if all(a is b for a, b in zip(new, value, strict=True)) else new
            if new is not value:
                changes[key] = new
        if not changes:
            return tree
        fresh_node = tree.__class__.__new__(tree.__class__)
        fresh_node.__dict__.update({**tree.__dict__, **changes})
        return self._known(fresh_node, tree)

    def _known(self, new: gast.expr, old: gast.expr) -> gast.expr:
        if old in self.work.facts.values:
            self.work.facts.values[new] = self.work.facts.values[old]
        return new

    def before(self) -> list[core.Statement]:
        return [*self.extra, *self.tangents.before]

    def shared(self, tree: gast.expr) -> gast.expr:
        """The tree with what has a name going by it, where a template says the same again."""
        if not self.work.optimize:
            return tree
        texts: dict[str, str] = {}
        changing = set(self.changing.values())
        for made in self.extra:
            match made:
                case core.Assign(target=gast.Name(id=given)) if given not in changing:
                    texts[print_expression(made.value)] = given
        return with_names(tree, texts) if texts else tree


def with_names(tree: gast.expr, texts: dict[str, str]) -> gast.expr:
    """The tree with names for the calls that have one."""
    if isinstance(tree, gast.Call) and (given := texts.get(print_expression(tree))) is not None:
        return name(given)
    fresh_node = tree.__class__.__new__(tree.__class__)
    for key, value in tree.__dict__.items():
        if isinstance(value, gast.AST):
            value = with_names(value, texts)
        elif isinstance(value, list):
            value = [with_names(v, texts) if isinstance(v, gast.AST) else v for v in value]
        fresh_node.__dict__[key] = value
    return fresh_node

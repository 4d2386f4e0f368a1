"""What forward mode knows while it walks one function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.join import join
from tangentgen.analysis.values import ANY, Kind, Value, category
from tangentgen.derive.given_twice import lent
from tangentgen.derive.names import Leaf, Names, root
from tangentgen.derive.output import Output
from tangentgen.derive.results import spelled_class
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import expression


@dataclass
class Work:
    """The tables and the state of one function's tangent."""

    output: Output
    facts: Analysis
    names: Names
    optimize: bool
    entry: bool = True  # nobody else knows what it returns
    parts: dict[Leaf, str] = field(default_factory=dict)  # tangents of parts of arguments
    call: Callable[..., gast.expr] = lambda tangents, node: node
    known_names: dict[str, Value] = field(default_factory=dict)
    known_texts: dict[str, Value] = field(default_factory=dict)
    active_names: frozenset[str] = frozenset()  # names that have a tangent somewhere
    complex_names: frozenset[str] = frozenset()

    @cached_property
    def lent(self) -> frozenset[Site]:
        """Memory beside which tangents must lie as it lies: the caller may write to it."""
        return frozenset() if self.entry else lent(self.facts)

    @classmethod
    def of(cls, output: Output, facts: Analysis, extra: set[str]) -> Work:
        taken = set(parameters(facts.tree)) | set(assigned(facts.tree.body)) | extra | output.taken
        for statement in core.walk(facts.tree.body):
            for value in vars(statement).values():
                if isinstance(value, gast.AST):
                    taken.update(n.id for n in gast.walk(value) if isinstance(n, gast.Name))
        taken |= {"np", "math", "cmath", *output.program.aliases.modules}
        work = cls(output, facts, Names(taken), output.optimize)
        work._collect()
        return work

    def _collect(self) -> None:
        active: set[str] = set()
        for given, value in self.facts.arguments.items():
            self.known_names[given] = value
            if self.facts.is_active(value):
                active.add(given)
        for node, value in self.facts.values.items():
            if isinstance(node, gast.Name):
                old = self.known_names.get(node.id)
                self.known_names[node.id] = value if old is None else join(old, value)
                if self.facts.is_active(value) and self.facts.scope.place(node.id) == "local":
                    active.add(node.id)
        self.active_names = frozenset(active)
        complexes = [
            n for n in sorted(active) if category(self.known_names.get(n, ANY)) == "complex"
        ]
        self.complex_names = frozenset(map(self.dot, complexes))

    def dot(self, given: str) -> str:
        """The name of a variable's tangent."""
        found = self.names.of(root(given), "_dot")
        value = self.known_names.get(given, ANY)
        kind: Kind = "tensor" if value.kind == "any" else value.kind
        self.known_names.setdefault(found, value.but(active=True, kind=kind))
        return found

    def dot_if_any(self, given: str) -> str | None:
        return self.names.given.get(("_dot", root(given)))

    def learn(self, given: str, value: Value) -> None:
        self.known_names[given] = value

    def known(self, node: gast.expr) -> Value:
        """What algebra may assume of an expression."""
        if isinstance(node, gast.Name):
            return self.known_names.get(node.id, ANY)
        found = self.facts.values.get(node)
        if found is None and isinstance(node, gast.Attribute):
            found = self._texts().get(print_expression(node))
        return found if found is not None else ANY

    def _texts(self) -> dict[str, Value]:
        """Attributes by their text: a template's are copies, which the tables don't know."""
        if not self.known_texts:
            for node, value in self.facts.values.items():
                if isinstance(node, gast.Attribute):
                    text = print_expression(node)
                    old = self.known_texts.get(text)
                    self.known_texts[text] = value if old is None else join(old, value)
        return self.known_texts

    def class_of(self, cls: type) -> gast.expr:
        self.output.program.classes[cls] = None
        return expression(spelled_class(self.output, cls))

"""What forward mode knows while it walks one function, and the zeros of structures."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen.analysis.evaluate import carries
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar, join
from tangentgen.analysis.values import ANY, Kind, Value, category
from tangentgen.derive.assemble import Output, spelled_class
from tangentgen.derive.names import Leaf, Names, root
from tangentgen.derive.places import leaf_expression
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import constant, copy, expression, name


@dataclass
class Work:
    """The tables and the state of one function's tangent."""

    output: Output
    facts: Analysis
    names: Names
    optimize: bool
    parts: dict[Leaf, str] = field(default_factory=dict)  # tangents of parts of arguments
    call: Callable[..., gast.expr] = lambda tangents, node: node
    known_names: dict[str, Value] = field(default_factory=dict)
    active_names: frozenset[str] = frozenset()  # names that have a tangent somewhere
    complex_names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, output: Output, facts: Analysis, extra: set[str]) -> Work:
        taken = set(parameters(facts.tree)) | set(assigned(facts.tree.body)) | extra | output.taken
        for statement in core.walk(facts.tree.body):
            for value in vars(statement).values():
                if isinstance(value, gast.AST):
                    taken.update(n.id for n in gast.walk(value) if isinstance(n, gast.Name))
        taken |= {"np", "math", *output.program.aliases.modules}
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
        return self.facts.values.get(node, ANY)

    def class_of(self, cls: type) -> gast.expr:
        self.output.program.classes[cls] = None
        return expression(spelled_class(self.output, cls))

    def assembled(self, leaf: Leaf, value: Value) -> gast.expr:
        """The tangent of a structure of which only parts were asked for."""
        given = self.parts.get(leaf)
        if given is not None:
            return name(given)
        if value.items is None:
            return zero_of(self, value, leaf_expression(leaf))
        kind = "field" if value.kind == "object" else "item"
        keys = value.keys or tuple(range(len(value.items)))
        inner = [
            self.assembled((leaf[0], (*leaf[1], (kind, key))), item)
            for key, item in zip(keys, value.items, strict=True)
        ]
        return built(self, value, inner)


def built(work: Work, value: Value, parts: list[gast.expr]) -> gast.expr:
    """A structure of a value's kind."""
    if value.kind == "tuple":
        return gast.Tuple(parts, gast.Load())
    if value.kind == "list":
        return gast.List(parts, gast.Load())
    if value.kind == "dict":
        return gast.Dict([constant(k) for k in value.keys], parts)
    cls: Any = value.cls
    called = work.class_of(cls)
    if hasattr(cls, "_fields"):
        return gast.Call(called, parts, [])
    if dataclasses.is_dataclass(cls):
        keywords = [gast.keyword(str(k), p) for k, p in zip(value.keys, parts, strict=True)]
        return gast.Call(called, [], keywords)
    fields = gast.Dict([constant(k) for k in value.keys], parts)
    return expression("type($n, (), $f)()", n=constant(cls.__name__), f=fields)


def zero_of(work: Work, value: Value, primal: gast.expr, integers: bool = True) -> gast.expr:
    """Zeros like a value that `primal` holds; None for what carries no derivative."""
    if value.items is not None:
        keys = value.keys or tuple(range(len(value.items)))
        kind = "field" if value.kind == "object" else "item"
        inner = [
            zero_of(work, item, leaf_expression(("", ((kind, key),)), copy(primal)), integers)
            for key, item in zip(keys, value.items, strict=True)
        ]
        return built(work, value, inner)
    if is_scalar(value) and value.kind != "bool":
        if value.kind == "int" and not integers:
            return constant(None)
        return constant(0j if category(value) == "complex" else 0.0)
    if value.kind in ("array", "tensor") and carries(value):
        return expression("np.zeros_like($x)", x=primal)
    if value.kind in ("list", "tuple") and value.element is not None:
        if is_scalar(value.element):
            return expression("[0.0] * len($x)", x=primal)
        item = zero_of(work, value.element, name("item"), integers)
        return expression("[$e for item in $x]", e=item, x=primal)
    return constant(None)


def zeroed(work: Work, target: gast.expr) -> list[core.Statement]:
    """Zeros for names that hold nothing active now, and do elsewhere."""
    out: list[core.Statement] = []
    match target:
        case gast.Name() if target.id in work.active_names:
            if not work.facts.active(target):
                tree = zero_of(work, work.facts.value(target), name(target.id))
                out.append(core.Assign(as_target(name(work.dot(target.id))), tree))
        case gast.Tuple() | gast.List():
            out += [s for part in target.elts for s in zeroed(work, part)]
        case gast.Starred():
            out += zeroed(work, target.value)
    return out

"""What the reverse sweep reads of the primal: a name, a short expression again, or a new name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.results import same_shape
from tangentgen.analysis.sites import made_in
from tangentgen.derive.places import place_of
from tangentgen.language.resolve import read_names
from tangentgen.language.walk import walk
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import copy, name
from tangentgen.source.rebuild import rebuilt

CHEAP = 2  # operations that are rather done again than given a name


@dataclass
class Reading:
    """How one statement's reverse gets at the primal's values.

    `keep(node, tree, stem)` gives an expression a name, computed where that is cheapest.
    """

    facts: Analysis
    world: Any
    keep: Callable[[gast.expr, gast.expr, str], str]
    answers: dict[gast.expr, gast.expr] = field(default_factory=dict)  # values that have a name
    kept: dict[str, str] = field(default_factory=dict)

    def read(self, node: gast.expr) -> gast.expr:
        """An expression with the value that `node` had."""
        known = self.answers.get(node)
        if known is not None:
            return copy(known)
        if isinstance(node, gast.Starred):
            return self._spread(node)
        if node in self.facts.in_place or self.cost(node) <= CHEAP:
            return self._inner(node)
        if isinstance(node, gast.Slice) or _slices(node):  # has no value of its own
            return rebuilt(node, lambda p: self.read(p) if isinstance(p, gast.expr) else p)
        return self._named(node)

    def _spread(self, node: gast.Starred) -> gast.expr:
        """`*axes` is no value of its own; what is gone through once is kept in a tuple."""
        value = self.facts.value(node.value)
        if value.kind != "iterator" and self.cost(node.value) <= CHEAP:
            return self._inner(node)
        whole = gast.Tuple([gast.Starred(self._inner(node.value), gast.Load())], gast.Load())
        given = self.keep(node.value, whole, "value")
        self.answers[node] = gast.Starred(name(given), gast.Load())
        return copy(self.answers[node])

    def answer(self, node: gast.expr) -> gast.expr:
        return self.read(node)

    def once(self, node: gast.expr) -> None:
        """Gives a value a name, that it be computed once."""
        if node not in self.answers and self.cost(node) > 0:
            self._named(node)

    def witness(self, node: gast.expr) -> gast.expr:
        """An expression of the same shape and dtype, as short as possible."""
        known = self.answers.get(node)
        if known is not None:
            return copy(known)
        if place_of(self.facts, node) is not None and self.cost(node) <= 1:
            return self._inner(node)
        value = self.facts.value(node)
        if value.shape is not None and value.shape != ():
            for inner in walk(node):
                if (
                    not isinstance(inner, gast.Name | gast.Attribute)
                    or inner not in self.facts.values
                ):
                    continue
                candidate = self.facts.value(inner)
                if candidate.kind != "array" or place_of(self.facts, inner) is None:
                    continue
                if candidate.dtype == value.dtype and same_shape(candidate, value, self.world):
                    return copy(inner)
        return self.read(node)

    def _inner(self, node: gast.expr) -> gast.expr:
        """A copy in which what has a name goes by it."""
        known = self.answers.get(node)
        if known is not None:
            return copy(known)
        fresh = node.__class__.__new__(node.__class__)
        for key, value in node.__dict__.items():
            if isinstance(value, gast.expr):
                value = self._inner(value)
            elif isinstance(value, gast.AST):
                value = copy(value)
            elif isinstance(value, list):
                value = [
                    self._inner(v)
                    if isinstance(v, gast.expr)
                    else copy(v)
                    if isinstance(v, gast.AST)
                    else v
                    for v in value
                ]
            fresh.__dict__[key] = value
        return fresh

    def _named(self, node: gast.expr) -> gast.expr:
        from tangentgen.derive.stems import value_stem

        text = print_expression(node)
        given = self.kept.get(text)
        if given is None or self.changes(node):  # two arrays are two, if one of them is changed
            given = self.kept[text] = self.keep(node, self._inner(node), value_stem(node))
        self.answers[node] = name(given)
        return name(given)

    def changes(self, node: gast.expr) -> bool:
        """Whether an expression makes an array, or a container, that is changed in place."""
        changed = {made_in(site) for site in self.facts.mutated}
        return bool(changed) and not changed.isdisjoint(walk(node))

    def cost(self, node: gast.expr, most: int = 4) -> int:
        """About how many array operations an expression takes, or any number above `most`."""
        if node in self.answers:
            return 0
        total, parts = self._operations(node)
        for part in parts:
            if total > most:
                break
            total += self.cost(part, most - total)
        return total

    def _operations(self, node: gast.expr) -> tuple[int, list[gast.expr]]:
        """What an operation costs itself, and its operands; scalar ones count half."""
        match node:
            case gast.Constant() | gast.Name():
                return 0, []
            case gast.Attribute():
                return 0, [node.value]
            case gast.Subscript():
                index = self.facts.value(node.slice)
                fancy = index.kind in ("array", "list", "any")
                return 2 if fancy else 0, [node.value, node.slice]
            case gast.Slice():
                return 0, [p for p in (node.lower, node.upper, node.step) if p is not None]
            case gast.Tuple() | gast.List():
                return 0, node.elts
            case gast.UnaryOp():
                return 0, [node.operand]
            case gast.BinOp():
                return 3 if isinstance(node.op, gast.MatMult) else 1, [node.right, node.left]
            case gast.Compare():
                return 1, [node.left, *node.comparators]
            case gast.BoolOp():
                return 0, node.values
            case gast.IfExp():
                return 1, [node.test, node.body, node.orelse]
            case gast.Call():
                if isinstance(node.func, gast.Name) and node.func.id in ("len", "abs", "float"):
                    return 0 if node.func.id == "len" else 1, node.args
                scalar = is_scalar(self.facts.value(node)) and not any(
                    self.facts.value(a).kind in ("array", "tensor") for a in node.args
                )
                return 2 if scalar else 3, node.args
        return 100, []


def _slices(node: gast.expr) -> bool:
    return isinstance(node, gast.Tuple) and any(isinstance(e, gast.Slice) for e in node.elts)


def names_in(tree: gast.expr) -> set[str]:
    return set(read_names(tree))

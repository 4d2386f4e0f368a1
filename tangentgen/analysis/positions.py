"""Loops by position: names for what they go through, the lengths of it, what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Dim, Value
from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, copy, expression, name


class Stays(Exception):
    """The iterable cannot be gone through by position."""


@dataclass
class Items:
    """The items of one loop; what has to be named or checked first goes to `before`."""

    facts: Analysis
    fresh: Callable[..., str]
    changed: frozenset[str]  # names that the loop binds
    written: frozenset[object]  # memory that the loop changes
    before: list[core.Statement] = field(default_factory=list)
    lengths: list[tuple[gast.expr, Dim | None]] = field(default_factory=list)
    zips: bool = False  # several are gone through side by side
    strict: bool = False  # and have to be of one length

    def at(self, node: gast.expr, at: gast.expr) -> gast.expr:
        """The item of what has a length and can be indexed."""
        base = self.named(node)
        self.lengths.append((expression("len($x)", x=base), first_length(self.facts.value(node))))
        return expression("$x[$k]", x=base, k=at)

    def named(self, node: gast.expr) -> gast.expr:
        """The iterable under a name that the loop leaves alone."""
        if isinstance(node, gast.Name | gast.Attribute) and self.changed.isdisjoint(
            read_names(node)
        ):
            return node
        given = name(self.fresh("items"))
        self.before.append(core.Assign(as_target(given), copy(node)))
        return given

    def settled(self, node: gast.expr, wanted: str) -> gast.expr:
        """A number that is evaluated once, before the loop."""
        plain = isinstance(node, gast.Constant | gast.Name) or not any(
            isinstance(n, gast.Call) and not _is_length(n) for n in gast.walk(node)
        )
        if plain and self.changed.isdisjoint(read_names(node)):
            return node
        given = name(self.fresh(wanted))
        self.before.append(core.Assign(as_target(given), copy(node)))
        return given

    def pool(self, node: gast.expr) -> gast.expr:
        """What `itertools.product` and the like go through: their arguments, as they begin."""
        if self.steady(node):
            return node
        value = self.facts.value(node)
        if value.kind != "array":
            raise Stays
        kept = name(self.fresh("items"))
        self.before.append(core.Assign(as_target(kept), expression("$x.copy()", x=node)))
        self.facts.values[kept] = value
        return kept

    def steady(self, node: gast.expr) -> bool:
        """Whether the loop leaves an iterable as it is."""
        names = [n for n in gast.walk(node) if isinstance(n, gast.Name)]
        return all(
            n.id not in self.changed and self.written.isdisjoint(self.facts.value(n).sites)
            for n in names
        )

    def steady_path(self, node: gast.expr) -> bool:
        """Whether an expression is a name, or an attribute of one, that the loop leaves alone."""
        inner = node
        while isinstance(inner, gast.Attribute):
            inner = inner.value
        return isinstance(inner, gast.Name) and self.changed.isdisjoint(read_names(node))


def _is_length(node: gast.Call) -> bool:
    return isinstance(node.func, gast.Name) and node.func.id == "len"


def shortest(lengths: list[tuple[gast.expr, Dim | None]]) -> list[tuple[gast.expr, Dim | None]]:
    """The lengths that may be the least: of those of `x` and of `x[1:]` the second.

    >>> both = [(expression("len(x)"), None), (expression("len(x) - 1"), None)]
    >>> [print_expression(length) for length, _ in shortest(both)]
    ['len(x) - 1']
    """
    found: dict[str, tuple[int, tuple[gast.expr, Dim | None]]] = {}
    for each in lengths:
        whole, fewer = each[0], 0
        match whole:
            case gast.BinOp(left=left, op=gast.Sub(), right=gast.Constant(value=int() as number)):
                whole, fewer = left, number
        key = print_expression(whole)
        if key not in found or fewer > found[key][0]:
            found[key] = fewer, each
    return [each for _, each in found.values()]


def first_length(value: Value) -> Dim | None:
    if value.kind == "array" and value.shape:
        return value.shape[0]
    return value.length if value.kind in ("list", "tuple") else None

"""Maxima that are subtracted and cancel: `exp(z - m) / sum(exp(z - m))` does not depend on m.

What m adds to a value, as m grows by δ, is followed through a block: `v + k δ` or `v · exp(k δ)`.
Where everything that leaves the block is free of m, m carries no derivative, and its part of the
reverse sweep is left out. A maximum along an axis is one number for each of the other places, so
sums must be along that axis. What m is divided by, such as a temperature, is a part of k. Minima
are followed as maxima are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.shifts import Unproved, Weight, unit_of, weight
from tangentgen.analysis.values import UNKNOWN
from tangentgen.language import core
from tangentgen.language.resolve import assigned, read_names, target_names
from tangentgen.rules.static import value_of


def cancelled(facts: Analysis, world: Assumptions) -> frozenset[gast.AST]:
    """The calls of a function that take a maximum which cancels."""
    candidates = [
        node
        for node, call in facts.rule_calls.items()
        if call.rule.function in (np.max, np.min) and facts.active(node)
    ]
    return frozenset(node for node in candidates if _cancels(facts, world, node))


def _cancels(facts: Analysis, world: Assumptions, node: gast.AST) -> bool:
    array = facts.value(facts.rule_calls[node].bound["a"])
    axis = _axis(facts.rule_calls[node].bound, array.rank)
    if axis is UNKNOWN or array.rank is None:
        return False
    for block in _blocks(facts.tree.body):
        at = next((k for k, s in enumerate(block) if _holds(s, node)), None)
        if at is not None and not core.blocks(block[at]):
            try:
                fixed = {*_read(block[at:])} - {*assigned(block[at:])}
                follow = _Follow(facts, world, node, axis, array.rank, fixed)
                follow.statements(block[at:])
                follow.leaves(facts.tree.body, block[at:])
            except Unproved:
                return False
            return True
    return False


def _axis(bound: dict[str, Any], rank: int | None) -> Any:
    """The axis of a reduction from the front; None for all of them."""
    axis = value_of(bound["axis"]) if "axis" in bound else None
    if axis is None or rank is None:
        return axis
    if (
        not isinstance(axis, int)
        or isinstance(axis, bool)
        or set(bound) - {"a", "axis", "keepdims"}
    ):
        return UNKNOWN
    return axis % rank


def _blocks(block: core.Block) -> Iterator[core.Block]:
    yield block
    for statement in block:
        for inner in core.blocks(statement):
            yield from _blocks(inner)


def _trees(statement: core.Statement) -> list[gast.AST]:
    return [value for value in vars(statement).values() if isinstance(value, gast.AST)]


def _holds(statement: core.Statement, node: gast.AST) -> bool:
    return any(inner is node for tree in _trees(statement) for inner in gast.walk(tree))


@dataclass
class _Follow:
    facts: Analysis
    world: Assumptions
    node: gast.AST
    axis: int | None
    rank: int
    fixed: set[str]  # names that are not bound anew in the statements that are followed
    names: dict[str, Weight | None] = field(default_factory=dict)
    ever: set[str] = field(default_factory=set)

    def statements(self, block: core.Block) -> None:
        for statement in block:
            match statement:
                case core.Assign(target=gast.Name(id=target), value=value):
                    found = self(value)
                    self.names[target] = found
                    if found is not None:
                        self.ever.add(target)
                case core.Augment(target=gast.Name(id=target)) if (
                    self.facts.value(statement.target).kind != "array"
                ):
                    whole = self.facts.augmented.get(statement)
                    if whole is None:
                        raise Unproved
                    self.names[target] = found = self(whole)
                    if found is not None:
                        self.ever.add(target)
                case core.Return(value=value) if value is not None:
                    if self(value) is not None:
                        raise Unproved
                case _:
                    for inner in core.walk((statement,)):
                        for tree in _trees(inner):
                            self.free(tree)
                        for name in target_names(getattr(inner, "target", gast.Constant(0, None))):
                            self.names[name] = None

    def leaves(self, whole: core.Block, followed: core.Block) -> None:
        """Nothing that depends on the maximum is read by statements that were not followed."""
        seen = set(core.walk(followed))
        for statement in core.walk(whole):
            if statement not in seen:
                for tree in _trees(statement):
                    if not self.ever.isdisjoint(read_names(tree)):
                        raise Unproved

    def free(self, tree: gast.AST) -> None:
        """That an expression does not depend on the maximum at all, in any of its parts."""
        for inner in gast.walk(tree):
            if inner is self.node:
                raise Unproved
            if isinstance(inner, gast.Name) and self.names.get(inner.id) is not None:
                raise Unproved

    def __call__(self, node: gast.expr) -> Weight | None:
        """The weight of a value; None where it does not depend on the maximum."""
        if node is self.node:
            kept = value_of(
                self.facts.rule_calls[node].bound.get("keepdims", gast.Constant(False, None))
            )
            self.free(self.facts.rule_calls[node].bound["a"])
            return Weight(Fraction(1), False, self.axis is None or kept is True)
        match node:
            case gast.Name():
                return self.names.get(node.id)
            case gast.BinOp():
                return self.operation(node, self(node.left), self(node.right))
            case gast.UnaryOp(op=gast.USub()):
                inner = self(node.operand)
                if inner is None or inner.multiplies:
                    return inner
                return replace(inner, k=-inner.k)
            case gast.Call() if node in self.facts.rule_calls:
                return self.call(node)
            case gast.Subscript():
                inner = self(node.value)
                if inner is None:
                    self.free(node.slice)
                    return None
                return self.selected(node, inner)
        self.free(node)
        return None

    def operation(
        self, node: gast.BinOp, left: Weight | None, right: Weight | None
    ) -> Weight | None:
        if left is None and right is None:
            return None
        if self.axis is not None:
            self.aligned(node, left, right)
        along = all(w is None or w.along for w in (left, right))
        unit = unit_of(left, right)
        match node.op:
            case gast.Add() | gast.Sub():
                if left is not None and right is not None and left.multiplies and right.multiplies:
                    if left.k != right.k:
                        raise Unproved
                    return left
                if any(w is not None and w.multiplies for w in (left, right)):
                    raise Unproved
                sign = 1 if isinstance(node.op, gast.Add) else -1
                return weight(
                    (left.k if left else 0) + sign * (right.k if right else 0), False, along, unit
                )
            case gast.Mult() | gast.Div():
                for one, other in ((left, node.right), (right, node.left)):
                    if one is not None and not one.multiplies:
                        factor = value_of(other)
                        wrong = isinstance(node.op, gast.Div) and one is right
                        if not wrong and self.is_number(other):
                            return one.times(other.id, 1 if isinstance(node.op, gast.Mult) else -1)
                        if wrong or not isinstance(factor, int | float) or not factor:
                            raise Unproved
                        exact = Fraction(factor)
                        k = one.k * exact if isinstance(node.op, gast.Mult) else one.k / exact
                        return weight(k, False, along, unit)
                sign = 1 if isinstance(node.op, gast.Mult) else -1
                return weight(
                    (left.k if left else 0) + sign * (right.k if right else 0), True, along, unit
                )
            case gast.MatMult() if self.axis is None and left is not None and right is None:
                if left.multiplies:
                    return left
            case gast.MatMult() if left is not None and right is None and left.multiplies:
                last = left.along and self.axis == self.rank - 1 and self.rank == 2
                if last and self.facts.value(node.right).rank == 2:
                    return left
        raise Unproved

    def is_number(self, node: gast.expr) -> bool:
        """Whether a factor is one number that is the same wherever it is read."""
        if not isinstance(node, gast.Name) or node.id not in self.fixed:
            return False
        return self.names.get(node.id) is None and is_scalar(self.facts.value(node))

    def aligned(self, node: gast.BinOp, left: Weight | None, right: Weight | None) -> None:
        """That broadcasting leaves the axis of the maximum where it is."""
        weights = [w for w in (left, right) if w is not None]
        if any(w.along != weights[0].along for w in weights):
            raise Unproved
        rank = self.rank if weights[0].along else self.rank - 1
        if self.facts.value(node).rank != rank:
            raise Unproved
        for side, found in ((node.left, left), (node.right, right)):
            own = self.facts.value(side).rank
            if own is None or (found is not None and own != rank):
                raise Unproved

    def call(self, node: gast.Call) -> Weight | None:
        rule, bound = self.facts.rule_calls[node].rule, self.facts.rule_calls[node].bound
        first = next(iter(bound.values()), None)
        inner = self(first) if isinstance(first, gast.expr) else None
        for other in list(bound.values())[1:] if isinstance(first, gast.expr) else bound.values():
            for tree in other if isinstance(other, list) else [other]:
                if isinstance(tree, gast.AST):
                    self.free(tree)
        if inner is None:
            return None
        function = rule.function
        if function is np.exp and not inner.multiplies:
            return replace(inner, multiplies=True)
        if function is np.log and inner.multiplies:
            return replace(inner, multiplies=False)
        if function in (np.sum, np.mean) and (inner.multiplies or function is np.mean):
            if self.axis is None:
                return inner
            axis = _axis(bound, self.rank)
            if inner.along and axis == self.axis and axis is not UNKNOWN:
                kept = value_of(bound["keepdims"]) if "keepdims" in bound else False
                if kept in (True, False):
                    return replace(inner, along=bool(kept))
        raise Unproved

    def selected(self, node: gast.Subscript, inner: Weight) -> Weight:
        """`m[:, None]`, which puts the axis back; `z[np.arange(n), labels]`, which uses it up."""
        if self.axis is None:
            self.free(node.slice)
            return inner
        if self.rank != 2 or self.axis != 1 or not isinstance(node.slice, gast.Tuple):
            raise Unproved
        first, *rest = node.slice.elts
        if len(rest) != 1:
            raise Unproved
        whole = isinstance(first, gast.Slice) and not (first.lower or first.upper or first.step)
        if whole and not inner.along and value_of(rest[0]) is None:
            return replace(inner, along=True)
        rows = isinstance(first, gast.Name) and self.facts.value(rest[0]).rank == 1
        if inner.along and rows and self.counts_rows(first, node.value):
            return replace(inner, along=False)
        raise Unproved

    def counts_rows(self, name: gast.Name, array: gast.expr) -> bool:
        """Whether a variable is `np.arange(n)` of an array's n rows."""
        bound = [
            s
            for s in core.walk(self.facts.tree.body)
            if name.id in target_names(getattr(s, "target", gast.Constant(0, None)))
        ]
        match bound:
            case [core.Assign(target=gast.Name(), value=gast.Call(args=[_], keywords=[]) as made)]:
                rows, shape = self.facts.value(name).shape, self.facts.value(array).shape
                if self.facts.value(made.func).constant is not np.arange or not shape or not rows:
                    return False
                self.world.agree(rows[0], shape[0])
                return len(rows) == 1 and self.world.proved_equal(rows[0], shape[0])
        return False


def _read(block: core.Block) -> Iterator[str]:
    """The names that a block reads."""
    for statement in core.walk(block):
        for tree in _trees(statement):
            yield from read_names(tree)

"""Folding one expression of a template by what is known of the arguments."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

import gast

from tangentgen.analysis.values import UNKNOWN, Value
from tangentgen.rules import zero
from tangentgen.rules.calls import folded_call
from tangentgen.rules.facts import Facts
from tangentgen.rules.spell import spelled
from tangentgen.rules.static import BINARY, COMPARISON, UNARY, is_literal, quoted, value_of, walk
from tangentgen.source.quote import copy, name


class Folder(Facts):
    """Rewrites expressions. `locals` are what the template's locals stand for."""

    def __init__(
        self, statics: Mapping[str, Any], values: Mapping[str, Value], zeros: frozenset[str]
    ) -> None:
        super().__init__(statics, values)
        self.zeros = zeros  # tangents of inactive arguments
        self.functions: dict[str, Callable[..., Any]] = {}  # called at once where all is literal
        self.locals: dict[str, gast.expr] = {}

    def key(self) -> Hashable:
        return super().key(), self.zeros

    def fold(self, node: gast.expr) -> gast.expr:
        folded = getattr(self, f"_{type(node).__name__.lower()}", self._other)(node)
        return spelled(zero.simplified(folded), self)

    def _other(self, node: gast.expr) -> gast.expr:
        fresh = node.__class__.__new__(node.__class__)
        for key, item in node.__dict__.items():
            if isinstance(item, gast.expr):
                item = self.fold(item)
            elif isinstance(item, list):
                item = [self._part(part) for part in item]
            fresh.__dict__[key] = item
        return fresh

    def _part(self, part: Any) -> Any:
        if isinstance(part, gast.expr):
            return self.fold(part)
        if isinstance(part, gast.keyword):
            return gast.keyword(part.arg, self.fold(part.value))
        if isinstance(part, gast.comprehension):
            tests = [self.fold(test) for test in part.ifs]
            return gast.comprehension(copy(part.target), self.fold(part.iter), tests, part.is_async)
        return copy(part) if isinstance(part, gast.AST) else part

    def _name(self, node: gast.Name) -> gast.expr:
        if node.id in self.locals:
            return copy(self.locals[node.id])
        if node.id in self.zeros:
            return zero.marker()
        value = self.statics.get(node.id, UNKNOWN)
        if value is not UNKNOWN and is_literal(value):
            return quoted(value)
        return name(node.id)

    def _tuple(self, node: Any) -> gast.expr:
        return type(node)(_spliced(map(self.fold, node.elts)), node.ctx)

    _list = _tuple

    def _binop(self, node: gast.BinOp) -> gast.expr:
        left, right = self.fold(node.left), self.fold(node.right)
        values = value_of(left), value_of(right)
        zeros = zero.is_zero(left) or zero.is_zero(right)
        if UNKNOWN not in values and type(node.op) in BINARY and not zeros:
            try:
                result = BINARY[type(node.op)](*values)
            except (ArithmeticError, TypeError):
                result = UNKNOWN
            if is_literal(result) and len(repr(result)) <= 12:
                return quoted(result)
        return gast.BinOp(left, node.op, right)

    def _unaryop(self, node: gast.UnaryOp) -> gast.expr:
        operand = self.fold(node.operand)
        # a name keeps its number to itself: `-step / b`, not `-0.01 / b`
        value = (self.value if isinstance(node.op, gast.Not) else value_of)(operand)
        if value is not UNKNOWN and type(node.op) in UNARY and not zero.is_zero(operand):
            return quoted(UNARY[type(node.op)](value))
        return gast.UnaryOp(node.op, operand)

    def _compare(self, node: gast.Compare) -> gast.expr:
        left, [right] = self.fold(node.left), [self.fold(item) for item in node.comparators]
        values = self.value(left), self.value(right)
        operator = type(node.ops[0])
        if UNKNOWN not in values:
            return quoted(bool(COMPARISON[operator](*values)))
        if operator in (gast.Is, gast.IsNot) and values[1] is None:
            known = self.known(left)
            if known is not None and known.kind != "any" and not known.optional:
                return quoted((known.kind == "none") == (operator is gast.Is))
        if operator in (gast.Is, gast.IsNot) and values[1] is True:
            known = self.known(left)
            if known is not None and known.kind in ("array", "list", "tuple"):
                return quoted(operator is gast.IsNot)
        return gast.Compare(left, node.ops, [right])

    def _boolop(self, node: gast.BoolOp) -> gast.expr:
        decisive = isinstance(node.op, gast.Or)
        kept: list[gast.expr] = []
        for item in map(self.fold, node.values):
            truth = self.truth(item)
            if truth is None:
                kept.append(item)
            elif truth == decisive:
                if kept and not isinstance(value_of(item), bool):
                    return gast.BoolOp(node.op, [*kept, item])  # the value of `x or 1`
                return quoted(decisive)
        if not kept:
            return quoted(not decisive)
        return kept[0] if len(kept) == 1 else gast.BoolOp(node.op, kept)

    def _ifexp(self, node: gast.IfExp) -> gast.expr:
        test = self.fold(node.test)
        truth = self.truth(test)
        if truth is not None:
            return self.fold(node.body if truth else node.orelse)
        return gast.IfExp(test, self.fold(node.body), self.fold(node.orelse))

    def _subscript(self, node: gast.Subscript) -> gast.expr:
        owner, index = self.fold(node.value), self.fold(node.slice)
        position = self.value(index)
        if isinstance(position, int) and isinstance(owner, gast.Tuple | gast.List):
            return copy(owner.elts[position])
        if isinstance(index, gast.Slice) and isinstance(owner, gast.Tuple | gast.List):
            bounds = [self._bound(b) for b in (index.lower, index.upper, index.step)]
            if UNKNOWN not in bounds:
                return type(owner)([copy(item) for item in owner.elts[slice(*bounds)]], owner.ctx)
        if isinstance(index, gast.Slice):
            bounds = [self._bound(b) for b in (index.lower, index.upper, index.step)]
            items = self._items(owner)
            if items is not None and UNKNOWN not in bounds:
                return gast.List(items[slice(*bounds)], gast.Load())
        if isinstance(index, gast.Tuple):
            slices = [_as_slice(item) for item in index.elts]
            alone = len(slices) == 1 and isinstance(slices[0], gast.Slice)
            index = slices[0] if alone else gast.Tuple(slices, gast.Load())
        return gast.Subscript(owner, index, node.ctx)

    def _bound(self, node: gast.expr | None) -> Any:
        return None if node is None else self.value(node)

    def _listcomp(self, node: Any) -> gast.expr:
        """A comprehension over what is known is unrolled."""
        generator = node.generators[0]
        source = self.fold(generator.iter)
        items = self._items(source)
        outer, done = dict(self.locals), []
        if items is None or len(node.generators) > 1:
            return self._kept(node)
        for item in items:
            self._bind(generator.target, item)
            truths = [self.truth(self.fold(test)) for test in generator.ifs]
            if None in truths:
                self.locals = outer
                return self._kept(node)
            if all(truths):
                done.append(self.fold(node.elt))
        self.locals = outer
        return gast.List(done, gast.Load())

    def _kept(self, node: Any) -> gast.expr:
        """A comprehension as it is, folded inside."""
        outer = dict(self.locals)
        for bound in _bound_names(node.generators):
            self.locals[bound] = name(bound)
        kept = self._other(node)
        self.locals = outer
        return kept

    _generatorexp = _listcomp

    def _items(self, source: gast.expr) -> list[gast.expr] | None:
        if isinstance(source, gast.Tuple | gast.List):
            return list(source.elts)
        known = self.known(source)
        if known is not None and known.items is not None and known.kind in ("tuple", "list"):
            indices = range(len(known.items))
            return [gast.Subscript(copy(source), quoted(i), gast.Load()) for i in indices]
        return None

    def _bind(self, target: gast.expr, item: gast.expr) -> None:
        if isinstance(target, gast.Tuple):
            assert isinstance(item, gast.Tuple)
            for part, value in zip(target.elts, item.elts, strict=True):
                self._bind(part, value)
        else:
            self.locals[target.id] = item

    def _call(self, node: gast.Call) -> gast.expr:
        folded = self._other(node)
        assert isinstance(folded, gast.Call)
        folded.args = _spliced(folded.args)
        return folded_call(folded, self, self.functions)


def _as_slice(item: gast.expr) -> gast.expr:
    """`slice(a, b)` among indices is `a:b`."""
    match item:
        case gast.Call(func=gast.Name(id="slice"), args=[low, high]):
            return gast.Slice(low, high, None)
    return item


def _bound_names(generators: list[Any]) -> list[str]:
    return [
        part.id
        for generator in generators
        for part in walk(generator.target)
        if isinstance(part, gast.Name)
    ]


def _spliced(items: Iterable[gast.expr]) -> list[gast.expr]:
    """`*(a, b)` among arguments or elements is a, b."""
    done: list[gast.expr] = []
    for item in items:
        if isinstance(item, gast.Starred) and isinstance(item.value, gast.Tuple | gast.List):
            done.extend(item.value.elts)
        else:
            done.append(item)
    return done

"""Folding one expression of a template by what is known of the arguments."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

import gast

from tangentgen.analysis.values import UNKNOWN, Value, category
from tangentgen.rules import zero
from tangentgen.rules.spell import spelled
from tangentgen.rules.static import (
    BINARY,
    CALLS,
    COMPARISON,
    UNARY,
    dotted,
    is_literal,
    quoted,
    value_of,
    walk,
)
from tangentgen.source.quote import copy, name

_TYPES: dict[str, type] = {
    "int": int,
    "float": float,
    "complex": complex,
    "bool": bool,
    "tuple": tuple,
    "list": list,
    "str": str,
}


_CHAINS = {"math.prod": gast.Mult(), "sum": gast.Add()}


class Folder:
    """Rewrites expressions; `statics` are known values by name, `locals` what a local stands for."""

    def __init__(
        self, statics: Mapping[str, Any], values: Mapping[str, Value], zeros: frozenset[str]
    ) -> None:
        self.statics = dict(statics)
        self.values = values
        self.zeros = zeros
        self.functions: dict[str, Callable[..., Any]] = {}  # called at once where all is literal
        self.locals: dict[str, gast.expr] = {}
        self.definitions: dict[str, gast.expr] = {}

    def key(self) -> Hashable:
        """All that an expansion can depend on, beside the template."""
        facts = tuple((k, _facts(v)) for k, v in sorted(self.values.items()))
        return (
            tuple((k, repr(v)) for k, v in sorted(self.statics.items()) if k != "active"),
            tuple(sorted(self.statics["active"])),
            facts,
            self.zeros,
        )

    def fold(self, node: gast.expr) -> gast.expr:
        folded = getattr(self, f"_{type(node).__name__.lower()}", self._other)(node)
        return spelled(zero.simplified(folded), self)

    def value(self, node: Any) -> Any:
        """The Python value of a folded expression, or UNKNOWN."""
        if isinstance(node, gast.Name):
            return self.statics.get(node.id, UNKNOWN)
        return value_of(node)

    def known(self, node: Any) -> Value | None:
        """What analysis knows of an argument, of an item of one, or of the answer."""
        if isinstance(node, gast.Name):
            if node.id in self.definitions:
                return None
            if node.id == "ans_bar":
                return self.values.get("ans_bar", self.values.get("ans"))
            if node.id.endswith("_dot"):
                return self.values.get(node.id, self.values.get(node.id[:-4]))
            return self.values.get(node.id)
        if isinstance(node, gast.Subscript):
            owner, index = self.known(node.value), self.value(node.slice)
            if owner is not None and owner.items is not None and isinstance(index, int):
                return owner.items[index] if index < len(owner.items) else None
        return None

    def rank(self, node: Any) -> int | None:
        """The rank of a folded expression, where it follows."""
        if isinstance(node, gast.Name) and node.id in self.definitions:
            return self.rank(self.definitions[node.id])
        known = self.known(node)
        if known is not None:
            scalar = known.kind in ("bool", "int", "float", "complex", "scalar", "number")
            return 0 if scalar else known.rank
        match node:
            case gast.Constant(value=bool() | int() | float() | complex()):
                return 0
            case gast.UnaryOp():
                return self.rank(node.operand)
            case gast.Attribute(attr="T"):
                return self.rank(node.value)
            case gast.BinOp(op=gast.Add() | gast.Sub() | gast.Mult() | gast.Div() | gast.Pow()):
                ranks = self.rank(node.left), self.rank(node.right)
                return None if None in ranks else max(ranks)  # type: ignore[type-var]
            case gast.Call(args=[first, *_]) if dotted(node.func) in ("np.conj", "np.sign"):
                return self.rank(first)
        return None

    def is_real(self, node: Any) -> bool:
        """Whether nothing complex can be in it: every name is known to be real."""
        for part in walk(node):
            if isinstance(part, gast.Constant) and isinstance(part.value, complex):
                return False
            if not isinstance(part, gast.Name) or part.id in ("np", "math"):
                continue
            if part.id in self.definitions:
                if not self.is_real(self.definitions[part.id]):
                    return False
                continue
            known = self.known(part)
            if known is None or category(known) not in ("bool", "int", "real"):
                return False
        return True

    def truth(self, node: gast.expr) -> bool | None:
        """Whether a folded test holds; None where that is not known."""
        value = self.value(node)
        return None if value is UNKNOWN else bool(value)

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
        return type(node)(_spliced(map(self.fold, node.elts)), node.ctx)  # type: ignore[no-any-return]  # gast has no types

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
        value = self.value(operand)
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
            if known is not None and known.kind != "any":
                return quoted((known.kind == "none") == (operator is gast.Is))
        return gast.Compare(left, node.ops, [right])

    def _boolop(self, node: gast.BoolOp) -> gast.expr:
        decisive = isinstance(node.op, gast.Or)
        kept: list[gast.expr] = []
        for item in map(self.fold, node.values):
            truth = self.truth(item)
            if truth is None:
                kept.append(item)
            elif truth == decisive:
                kept.append(quoted(decisive))
                break
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
        function = dotted(node.func)
        folded = self._other(node)
        assert isinstance(folded, gast.Call)
        args = folded.args = _spliced(folded.args)
        if function == "isinstance":
            return self._isinstance(folded)
        if function in CALLS and not folded.keywords:
            values = [self.value(arg) for arg in args]
            if UNKNOWN not in values:
                result = CALLS[function](*values)
                return quoted(result) if is_literal(result) else folded
        called = self.functions.get(function)
        if called is not None and not folded.keywords:
            values = [self.value(arg) for arg in args]
            if UNKNOWN not in values:
                return quoted(called(*values))
        if len(args) != 1:
            return folded
        known = self.known(args[0])
        if function in ("tuple", "list") and isinstance(args[0], gast.Tuple | gast.List):
            return (gast.Tuple if function == "tuple" else gast.List)(args[0].elts, gast.Load())
        if function in _CHAINS and isinstance(args[0], gast.List) and args[0].elts:
            chain, *others = args[0].elts
            for other in others:
                chain = gast.BinOp(chain, _CHAINS[function], other)
            return chain
        if function == "len" and isinstance(args[0], gast.Call) and args[0].args:
            if dotted(args[0].func) == "np.shape":
                rank = self.rank(args[0].args[0])
                return folded if rank is None else quoted(rank)
        if function == "len" and isinstance(args[0], gast.List | gast.Tuple):
            return quoted(len(args[0].elts))
        if function == "len" and known is not None and known.items is not None:
            return quoted(len(known.items))
        if function in ("np.conj", "np.real") and self.is_real(args[0]):
            return args[0]
        if function == "np.ndim":
            rank = self.rank(args[0])
            return folded if rank is None else quoted(rank)
        if function == "np.shape" and self.rank(args[0]) == 0:
            return quoted(())
        if function == "np.iscomplexobj" and known is not None:
            numbers = category(known)
            return folded if numbers is None else quoted(numbers == "complex")
        return folded

    def _isinstance(self, node: gast.Call) -> gast.expr:
        value, known = self.value(node.args[0]), self.known(node.args[0])
        parts = node.args[1].elts if isinstance(node.args[1], gast.Tuple) else [node.args[1]]
        names = [dotted(part) for part in parts]
        if value is not UNKNOWN and all(n in _TYPES for n in names):
            return quoted(isinstance(value, tuple(_TYPES[n] for n in names)))
        if known is not None and known.kind in (*_TYPES, "array"):
            return quoted(known.kind in names)
        return node


def _bound_names(generators: list[Any]) -> list[str]:
    return [
        part.id
        for generator in generators
        for part in walk(generator.target)
        if isinstance(part, gast.Name)
    ]


def _facts(value: Value) -> Hashable:
    items = None if value.items is None else tuple(map(_facts, value.items))
    return value.kind, value.dtype, value.rank, items


def _spliced(items: Iterable[gast.expr]) -> list[gast.expr]:
    """`*(a, b)` among arguments or elements is a, b."""
    done: list[gast.expr] = []
    for item in items:
        if isinstance(item, gast.Starred) and isinstance(item.value, gast.Tuple | gast.List):
            done.extend(item.value.elts)
        else:
            done.append(item)
    return done

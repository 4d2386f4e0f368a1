"""The tangents of all unit vectors at once: a leading axis counts them.

    x_dot[1:] -= k * x_dot[:-1]      becomes      x_dot[:, 1:] -= k * x_dot[:, :-1]
    return np.sum(y_dot)             becomes      return np.sum(y_dot, axis=-1)

Ranks must be known, and each statement that has a tangent must be one of those below; of any other
function the derivative is called once for each unit vector.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Any

import gast
import numpy as np

from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import read_names
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, as_value, constant, copy, expression, name

_ROUNDS = 30  # until it is settled what is a tangent, and of which rank


class Apart(Exception):
    """Something that cannot be done for all of them at once."""


class _Again(Exception):
    """A name has turned out to stand for a tangent."""


def batched(
    function: core.Function,
    dots: Mapping[str, int],
    plain: Mapping[str, int],
    integers: Set[str] = frozenset(),
) -> tuple[core.Function, int] | None:
    """The function of tangents with a leading axis, and the rank of its result without it.

    `dots` are the tangents among its parameters, `plain` the others, with their ranks; `integers`
    of these hold such numbers.
    """
    work = _Batched(dict(dots), dict(plain), set(integers), next(iter(dots)))
    try:
        for _ in range(_ROUNDS):
            known = (dict(work.dots), dict(work.plain))
            try:
                body = work.block(function.body)
            except _Again:
                continue
            if known == (work.dots, work.plain):
                break
        else:
            return None
    except Apart:
        return None
    if len(work.returned) != 1:
        return None
    (rank,) = work.returned
    return replace(function, body=body), rank


@dataclass
class _Batched:
    dots: dict[str, int]
    plain: dict[str, int]
    integers: set[str]
    seed: str  # whose leading axis is as long as all others
    returned: set[int] = field(default_factory=set)

    def block(self, block: core.Block) -> core.Block:
        return tuple(self.statement(s) for s in block)

    def statement(self, statement: core.Statement) -> core.Statement:
        self.found(statement)
        match statement:
            case core.Return(value=gast.expr() as value) if not isinstance(value, gast.Tuple):
                tree, rank = self.tangent(value)
                self.returned.add(rank)
                return replace(statement, value=tree)
            case core.Assign(target=gast.Name(id=given), value=value):
                return self.bound(statement, given, value)
            case core.Assign(target=gast.Subscript(value=gast.Name(id=given))) if (
                given in self.dots
            ):
                target, rank = self.section(as_value(statement.target))
                tree = self.fitted(statement.value, rank)
                return replace(statement, target=as_target(target), value=tree)
            case core.Assign(target=gast.Tuple(elts=parts), value=gast.Attribute(attr="shape")) if (
                all(isinstance(part, gast.Name) for part in parts)
            ):
                for part in parts:
                    self.learn_plain(part.id, 0, True)
                return statement
            case core.Augment(target=gast.Name(id=given)) if given in self.dots:
                return self.added(statement, given)
            case core.Augment(target=gast.Name(id=given)) if not self.has_dot(statement.value):
                self.learn_plain(given, self.widest([name(given), statement.value]))
                return statement
            case core.Augment(target=gast.Subscript(value=gast.Name(id=given))) if (
                given in self.dots and type(statement) is core.Augment
            ):
                target, rank = self.section(as_value(statement.target))
                tree = self.fitted(statement.value, rank)
                return replace(statement, target=as_target(target), value=tree)
            case core.For() | core.If() | core.While():
                head = statement.iter if isinstance(statement, core.For) else statement.test
                if self.has_dot(head):
                    raise Apart
                if isinstance(statement, core.For):
                    self.counted(statement)
                return core.mapped(statement, self.block)  # type: ignore[no-any-return]  # like it
        if core.blocks(statement) or any(
            self.has_dot(v) for v in vars(statement).values() if isinstance(v, gast.AST)
        ):
            raise Apart
        for value in vars(statement).values():
            for node in walk(value) if isinstance(value, gast.AST) else ():
                if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Store):
                    self.learn_plain(node.id, None)
        return statement

    def found(self, statement: core.Statement) -> None:
        """Notes what holds a tangent, or is made of one, and was not known to."""
        if not isinstance(statement, core.Assign | core.Augment):
            return
        target = statement.target
        while isinstance(target, gast.Subscript):
            target = target.value
        if not isinstance(target, gast.Name) or target.id in self.dots:
            return
        if not self.has_dot(statement.value):
            return
        rank = self.plain.pop(target.id, None)
        if target is statement.target and isinstance(statement, core.Assign):
            _, rank = self.tangent(statement.value)
        if rank is None or rank < 0:
            raise Apart
        self.dots[target.id] = rank
        raise _Again

    def bound(self, statement: core.Assign, given: str, value: gast.expr) -> core.Statement:
        if not self.has_dot(value) and given not in self.dots:
            self.learn_plain(given, self.rank(value), self.is_integer(value))
            return statement
        if self.has_dot(value):
            tree, rank = self.tangent(value)
            if rank == 0 and not fresh(tree) and not isinstance(tree, gast.Name):
                tree = expression("$x.copy()", x=tree)  # a number, and no view
        else:
            tree, rank = self.zeros(value)
        if self.dots.setdefault(given, rank) != rank:
            raise Apart
        return replace(statement, value=tree)

    def added(self, statement: core.Augment, given: str) -> core.Statement:
        if type(statement) is not core.Augment:
            raise Apart
        tree = self.fitted(statement.value, self.dots[given])
        if self.dots[given]:
            return replace(statement, value=tree)
        # a number is bound anew, and arrays of numbers may have two names
        total = gast.BinOp(name(given), statement.op, tree)
        return core.Assign(as_target(name(given)), total, notes=statement.notes)

    def counted(self, statement: core.For) -> None:
        plain = isinstance(statement.target, gast.Name)
        counts = isinstance(statement.iter, gast.Call) and "range" in read_names(statement.iter)
        if not (plain and counts) or statement.target.id in self.dots:
            raise Apart
        self.learn_plain(statement.target.id, 0, True)

    def learn_plain(self, given: str, rank: int | None, integer: bool = False) -> None:
        if given in self.dots:
            raise Apart
        if given not in self.plain and integer:
            self.integers.add(given)
        if not integer:
            self.integers.discard(given)
        if rank is None or self.plain.get(given, rank) != rank:
            rank = -1  # nobody knows
        self.plain[given] = rank

    def has_dot(self, tree: gast.AST) -> bool:
        return any(isinstance(n, gast.Name) and n.id in self.dots for n in walk(tree))

    def zeros(self, value: gast.expr) -> tuple[gast.expr, int]:
        """Zeros that a tangent begins with."""
        match value:
            case gast.Constant(value=0 | 0.0):
                return expression("np.zeros(len($x))", x=name(self.seed)), 0
            case gast.Call(
                func=gast.Attribute(value=gast.Name(id="np"), attr="zeros_like"),
                args=[like],
                keywords=[],
            ):
                rank = self.known(like)
                form = "np.zeros((len($x), *np.shape($y)))"
                return expression(form, x=name(self.seed), y=like), rank
        raise Apart

    def fitted(self, value: gast.expr, rank: int) -> gast.expr:
        """What is put into, or added to, a tangent of some rank."""
        if not self.has_dot(value):
            if self.known(value) > rank:
                raise Apart
            return value
        tree, own = self.tangent(value)
        if own > rank:
            raise Apart
        return _lifted(tree, own, rank)

    def tangent(self, node: gast.expr) -> tuple[gast.expr, int]:
        """An expression that is linear in tangents, with its rank beside the leading axis."""
        match node:
            case gast.Name(id=given) if given in self.dots:
                return node, self.dots[given]
            case gast.UnaryOp(op=gast.USub() | gast.UAdd()):
                tree, rank = self.tangent(node.operand)
                return gast.UnaryOp(node.op, tree), rank
            case gast.BinOp(op=gast.MatMult()):
                return self.product(node)
            case gast.BinOp(op=gast.Add() | gast.Sub() | gast.Mult() | gast.Div()):
                return self.elementwise(node)
            case gast.Subscript():
                return self.section(node)
            case gast.Call(func=gast.Attribute(value=owner, attr="copy"), args=[], keywords=[]):
                if self.has_dot(owner):
                    tree, rank = self.tangent(owner)
                    return expression("$x.copy()", x=tree), rank
            case gast.Call(
                func=gast.Attribute(value=gast.Name(id="np"), attr=called), args=[inner]
            ):
                return self.reduced(node, called, inner)
            case gast.Call(
                func=gast.Attribute(value=gast.Name(id="np"), attr="where"),
                args=[test, first, second],
                keywords=[],
            ) if not self.has_dot(test):
                parts = [self.either(part) for part in (first, second)]
                rank = max(self.known(test), *(own for _, own in parts))
                trees = [_lifted(t, own, rank) for t, own in parts]
                return gast.Call(node.func, [test, *trees], []), rank
        raise Apart

    def either(self, node: gast.expr) -> tuple[gast.expr, int]:
        """A tangent, or a number that stands for one."""
        if self.has_dot(node):
            return self.tangent(node)
        if isinstance(node, gast.Constant):
            return expression("np.full(len($x), $c)", x=name(self.seed), c=node), 0
        raise Apart

    def elementwise(self, node: Any) -> tuple[gast.expr, int]:
        sides = (node.left, node.right)
        active = [self.has_dot(side) for side in sides]
        multiplies = isinstance(node.op, gast.Mult | gast.Div)
        if (multiplies and all(active)) or (isinstance(node.op, gast.Div) and active[1]):
            raise Apart
        parts = [
            self.tangent(side) if has else (side, self.known(side))
            for side, has in zip(sides, active, strict=True)
        ]
        rank = max(own for _, own in parts)
        trees = [
            _lifted(tree, own, rank) if has else tree
            for (tree, own), has in zip(parts, active, strict=True)
        ]
        return gast.BinOp(trees[0], node.op, trees[1]), rank

    def product(self, node: Any) -> tuple[gast.expr, int]:
        """`A @ x_dot` of vectors and matrices."""
        if self.has_dot(node.left) == self.has_dot(node.right):
            raise Apart
        if self.has_dot(node.left):
            tree, own = self.tangent(node.left)
            other = self.known(node.right)
            if not (own in (1, 2) and other in (1, 2)):
                raise Apart
            return gast.BinOp(tree, node.op, node.right), own + other - 2
        tree, own = self.tangent(node.right)
        other = self.known(node.left)
        if own == 1 and other in (1, 2):
            factor = node.left if other == 1 else _transposed(node.left)
            return gast.BinOp(tree, node.op, factor), other - 1
        if own == 2 and other in (1, 2):
            return gast.BinOp(node.left, node.op, tree), other
        raise Apart

    def section(self, node: Any) -> tuple[gast.expr, int]:
        """`x_dot[i, 1:]` with the leading axis left alone."""
        owner, index = node.value, node.slice
        if self.has_dot(index):
            raise Apart
        tree, rank = self.tangent(owner)
        parts = index.elts if isinstance(index, gast.Tuple) else [index]
        for part in parts:
            if not isinstance(part, gast.Slice):
                if not self.is_integer(part):
                    raise Apart
                rank -= 1
        if rank < 0:
            raise Apart
        every = gast.Tuple([gast.Slice(None, None, None), *map(copy, parts)], gast.Load())
        return gast.Subscript(tree, every, gast.Load()), rank

    def reduced(self, node: Any, called: str, inner: gast.expr) -> tuple[gast.expr, int]:
        """`np.sum(x_dot)` and the like, which go along axes."""
        tree, rank = self.tangent(inner)
        if called == "negative" and not node.keywords:
            return gast.Call(node.func, [tree], []), rank
        if called in ("sum", "mean") and rank and not node.keywords:
            axes = constant(-1) if rank == 1 else constant(tuple(range(1, rank + 1)))
            return gast.Call(node.func, [tree], [gast.keyword("axis", axes)]), 0
        if called == "cumsum" and rank == 1 and not node.keywords:
            return gast.Call(node.func, [tree], [gast.keyword("axis", constant(-1))]), 1
        if called == "diff" and rank and not node.keywords:
            return gast.Call(node.func, [tree], []), rank
        match node.keywords:
            case [gast.keyword(arg="axis", value=gast.Constant(value=int() as axis))]:
                if called in ("sum", "mean") and 0 <= axis < rank:
                    moved = gast.keyword("axis", constant(axis + 1))
                    return gast.Call(node.func, [tree], [moved]), rank - 1
        raise Apart

    def known(self, node: gast.expr) -> int:
        found = self.rank(node)
        if found is None:
            raise Apart
        return found

    def rank(self, node: gast.expr) -> int | None:
        """The rank of what has no tangent in it, as far as it shows."""
        match node:
            case gast.Name(id=given):
                found = self.plain.get(given, -1)
                return found if found >= 0 else None
            case gast.Constant(value=int() | float()):
                return 0
            case gast.UnaryOp():
                return self.rank(node.operand)
            case gast.BinOp(op=gast.MatMult()):
                left, right = self.rank(node.left), self.rank(node.right)
                return left + right - 2 if left in (1, 2) and right in (1, 2) else None
            case gast.BinOp():
                return self.widest([node.left, node.right])
            case gast.Compare():
                return self.widest([node.left, *node.comparators])
            case gast.Subscript(slice=index):
                own = self.rank(node.value)
                parts = index.elts if isinstance(index, gast.Tuple) else [index]
                for part in parts:
                    if isinstance(part, gast.Slice):
                        continue
                    if own is None or not self.is_integer(part):
                        return None
                    own -= 1
                return own
            case gast.Attribute(value=owner, attr="T"):
                return self.rank(owner)
            case gast.Call(func=gast.Name(id="len" | "float" | "int" | "abs"), args=[_]):
                return 0
            case gast.Call(func=gast.Attribute(value=gast.Name(id="math"))):
                return 0
            case gast.Call(func=gast.Attribute(value=gast.Name(id="np"), attr=called), args=args):
                function = getattr(np, called, None)
                if isinstance(function, np.ufunc) and function.nout == 1 and not node.keywords:
                    plain = function.signature is None
                    return self.widest(args) if plain else None
                if called in ("where", "zeros_like", "ones_like", "sign") and not node.keywords:
                    return self.widest(args)
                if called in ("sum", "mean", "prod", "max", "min") and len(args) == 1:
                    return 0 if not node.keywords else None
            case gast.Call(func=gast.Attribute(value=owner, attr="copy"), args=[], keywords=[]):
                return self.rank(owner)
        return None

    def is_integer(self, node: gast.expr) -> bool:
        match node:
            case gast.Constant():
                return type(node.value) is int
            case gast.Name(id=given):
                return given in self.integers
            case gast.UnaryOp(op=gast.USub()):
                return self.is_integer(node.operand)
            case gast.BinOp(
                op=gast.Add() | gast.Sub() | gast.Mult() | gast.FloorDiv() | gast.Mod()
            ):
                return self.is_integer(node.left) and self.is_integer(node.right)
            case gast.Call(func=gast.Name(id="len")):
                return True
            case gast.Subscript(value=gast.Attribute(attr="shape"), slice=gast.Constant()):
                return True
        return False

    def widest(self, nodes: list[gast.expr]) -> int | None:
        found = [self.rank(node) for node in nodes]
        return None if None in found else max(r for r in found if r is not None)


def _lifted(tree: gast.expr, own: int, rank: int) -> gast.expr:
    """Axes of length one behind the leading one: `s_dot[:, None]`."""
    if own == rank or own < 0:
        return tree
    none = [constant(None)] * (rank - own)
    every = gast.Tuple([gast.Slice(None, None, None), *none], gast.Load())
    return gast.Subscript(tree, every, gast.Load())


def _transposed(tree: gast.expr) -> gast.expr:
    match tree:
        case gast.Attribute(value=owner, attr="T"):
            return owner
    return gast.Attribute(tree, "T", gast.Load())

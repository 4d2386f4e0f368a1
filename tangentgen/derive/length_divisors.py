"""Divisors that are made of lengths: zero only where there are no elements to ask about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

import gast

from tangentgen.language import core
from tangentgen.language.resolve import parameters, target_names
from tangentgen.language.walk import walk
from tangentgen.source.printer import print_expression


def of_lengths(tree: gast.expr, function: core.Function) -> bool:
    """Whether an expression is above zero where the arrays whose lengths it is made of are filled.

    Not where the function asks for one of these lengths: that may be what keeps an empty array
    out, as in `np.where(len(x) > 0, total / len(x), 0.0)`.
    """
    owners = _owners(tree, _bound_once(function))
    return bool(owners) and owners.isdisjoint(_asked(function))


def counts_up(tree: gast.expr, function: core.Function) -> bool:
    """Whether it is `k + 1` of the counter k of a loop over `range(n)`, and of nothing else."""
    match tree:
        case gast.BinOp(left=gast.Name(id=counter), op=gast.Add(), right=more):
            return _above_zero(more) and counter in _counters(function)
    return False


@lru_cache(maxsize=64)
def _counters(function: core.Function) -> frozenset[str]:
    """The names that count the trips of loops from 0, and are bound by nothing else."""
    found: list[str] = []
    others: set[str] = set(parameters(function))
    for statement in core.walk(function.body):
        match statement:
            case core.For(
                target=gast.Name(id=counter),
                iter=gast.Call(func=gast.Name(id="range"), args=[_]),
            ):
                found.append(counter)
            case _:
                target = getattr(statement, "target", None)
                others.update(target_names(target) if isinstance(target, gast.expr) else ())
    return frozenset(found) - others


def _owners(tree: gast.expr, bound: Mapping[str, gast.expr]) -> frozenset[str]:
    """What has the lengths that a product, a quotient or a root is made of; none of others.

    >>> from tangentgen.source.quote import expression
    >>> sorted(_owners(expression("np.sqrt(2 * q.shape[-1] * n)"), {"n": expression("len(x)")}))
    ['q', 'x']
    >>> _owners(expression("len(x) - 1"), {})
    frozenset()
    """
    match tree:
        case gast.Name(id=given) if given in bound:
            return _owners(bound[given], {n: v for n, v in bound.items() if n != given})
        case gast.BinOp(left=left, op=gast.Mult() | gast.Div(), right=right):
            sides = [_owners(s, bound) for s in (left, right) if not _above_zero(s)]
            return frozenset().union(*sides) if all(sides) else frozenset()
        case gast.BinOp(left=base, op=gast.Pow(), right=exponent) if _above_zero(exponent):
            return _owners(base, bound)
        case gast.Call(
            func=gast.Attribute(attr="sqrt") | gast.Name(id="float" | "sqrt"), args=[operand]
        ):
            return _owners(operand, bound)
    owner = _owner(tree)
    return frozenset() if owner is None else frozenset({print_expression(owner)})


def _owner(tree: gast.AST) -> gast.expr | None:
    """x of `len(x)`, `np.size(x)`, `x.size` and `x.shape[0]`."""
    match tree:
        case gast.Call(func=gast.Name(id="len"), args=[owner], keywords=[]):
            return owner
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id="np"), attr="size"), args=[owner, *_]
        ):
            return owner
        case gast.Attribute(value=owner, attr="size"):
            return owner
        case gast.Subscript(value=gast.Attribute(value=owner, attr="shape")):
            return owner
    return None


def _above_zero(tree: gast.expr) -> bool:
    return (
        isinstance(tree, gast.Constant) and isinstance(tree.value, int | float) and tree.value > 0
    )


@lru_cache(maxsize=64)
def _bound_once(function: core.Function) -> Mapping[str, gast.expr]:
    """What names are bound to that one assignment binds, and nothing else."""
    found: dict[str, list[gast.expr | None]] = {}
    for statement in core.walk(function.body):
        target, value = getattr(statement, "target", None), getattr(statement, "value", None)
        plain = isinstance(statement, core.Assign) and isinstance(target, gast.Name)
        for given in target_names(target) if isinstance(target, gast.expr) else ():
            found.setdefault(given, []).append(value if plain else None)
    return {n: v for n, [v, *others] in found.items() if v is not None and not others}


@lru_cache(maxsize=64)
def _asked(function: core.Function) -> frozenset[str]:
    """What has the lengths that a comparison or a condition asks for."""
    bound = _bound_once(function)
    found: set[str] = set()
    for part in (p for node in _asking(function) for p in _operands(node)):
        owner = _owner(part)
        if owner is not None:
            found.add(print_expression(owner))
        elif isinstance(part, gast.Name) and part.id in bound:
            found |= _owners(part, bound)
    return frozenset(found)


def _operands(tree: gast.AST) -> Iterator[gast.AST]:
    """What a condition asks about by arithmetic: `n` and `len(x)` of `n - 1 > len(x)`."""
    match tree:
        case gast.Compare(left=left, comparators=others):
            operands: list[gast.AST] = [left, *others]
        case gast.BoolOp(values=values):
            operands = list(values)
        case gast.BinOp(left=left, right=right):
            operands = [left, right]
        case gast.UnaryOp(operand=operand):
            operands = [operand]
        case _:
            yield tree
            return
    for operand in operands:
        yield from _operands(operand)


def _asking(function: core.Function) -> Iterator[gast.AST]:
    for statement in core.walk(function.body):
        if isinstance(statement, core.If | core.While):
            yield statement.test
        for tree in vars(statement).values():
            for node in walk(tree) if isinstance(tree, gast.AST) else ():
                if isinstance(node, gast.Compare):
                    yield node
                elif isinstance(node, gast.IfExp):
                    yield node.test

"""Groups of `itertools.groupby` are iterators: each is empty once it was gone through.

A list stands for a group where that is gone through once, in place, before the next one begins:

for key, group in groupby(items):        for key, group in groupby(items):
    total += sum(group)  # once              total += sum(group) / len(list(group))  # twice
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.in_place import around
from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.walk import walk

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

_WHOLE = frozenset("list tuple sorted sum max min any all set frozenset dict".split())  # noqa: SIM905 - read as text
_PASSED_ON = frozenset(["enumerate", "zip", "map", "filter", "iter"])


def gone_through_once(evaluate: Evaluator, node: gast.expr) -> bool:
    """Whether each group of a call of `groupby` is gone through once and in place."""
    path = list(around(evaluate.statement, node))
    match path:
        case [gast.comprehension(target=gast.Tuple(elts=[_, gast.Name(id=group)])) as at, *outer]:
            pass
        case _:
            return False
    if isinstance(evaluate.statement, core.For) and len(outer) == 0:
        uses = list(_in_block(evaluate, evaluate.statement.body, group, False))
        own: list[gast.AST] = [t for s in core.walk(evaluate.statement.body) for t in _trees(s)]
    else:
        first = getattr(outer[0], "generators", [None])[0] if outer else None
        if first is not at:
            return False
        uses = list(_in_comprehension(evaluate, outer[0], group))
        own = [outer[0]]
    here = {id(n) for tree in own for n in walk(tree)}
    return len(uses) <= 1 and all(uses) and not _elsewhere(evaluate, group, here)


def _elsewhere(evaluate: Evaluator, group: str, here: set[int]) -> bool:
    """Whether the name of the groups is read outside of the loop, where no other loop binds it."""

    def reads(block: core.Block) -> bool:
        for statement in block:
            if isinstance(statement, core.For) and group in set(bound(statement)):
                continue
            for tree in _trees(statement):
                if any(
                    isinstance(n, gast.Name) and n.id == group and id(n) not in here
                    for n in walk(tree)
                ):
                    return True
            if any(reads(inner) for inner in core.blocks(statement)):
                return True
        return False

    return reads(evaluate.facts.tree.body)


def _trees(statement: core.Statement) -> Iterator[gast.AST]:
    return (v for v in vars(statement).values() if isinstance(v, gast.AST))


def _in_block(evaluate: Evaluator, block: core.Block, group: str, again: bool) -> Iterator[bool]:
    """For each use of a group, whether it is the only one in its trip and goes through it all."""
    for statement in block:
        for key, tree in vars(statement).items():
            if isinstance(tree, gast.AST):
                loop = isinstance(statement, core.While)
                whole = isinstance(statement, core.For) and key == "iter"
                yield from _in(evaluate, tree, group, again or loop, whole)
        if group in set(bound(statement)) and not again:
            return  # `group = list(group)`
        inner = again or isinstance(statement, core.For | core.While)
        for each in core.blocks(statement):
            yield from _in_block(evaluate, each, group, inner)


def _in_comprehension(evaluate: Evaluator, node: Any, group: str) -> Iterator[bool]:
    first, *others = node.generators
    for k, other in enumerate(others):
        yield from _in(evaluate, other.iter, group, k > 0, True)
        for test in other.ifs:
            yield from _in(evaluate, test, group, True, False)
    parts = [v for k, v in vars(node).items() if k != "generators" and isinstance(v, gast.AST)]
    for part in (*first.ifs, *parts):
        yield from _in(evaluate, part, group, bool(others), False)


def _in(
    evaluate: Evaluator, node: gast.AST, group: str, again: bool, whole: bool
) -> Iterator[bool]:
    """The uses in an expression; `whole`: what it gives is gone through there and then."""
    match node:
        case gast.Name(id=used):
            if used == group and isinstance(node.ctx, gast.Load):
                yield whole and not again
        case gast.Call(func=gast.Name(id=called), args=args) if (
            evaluate.facts.scope.place(called) == "builtin" and called in _WHOLE | _PASSED_ON
        ):
            inside = called in _WHOLE or whole
            for given in (*args, *(k.value for k in node.keywords)):
                yield from _in(evaluate, given, group, again, inside)
        case gast.Starred(value=inner):
            yield from _in(evaluate, inner, group, again, True)
        case gast.ListComp() | gast.SetComp() | gast.GeneratorExp() | gast.DictComp():
            first, *others = node.generators
            yield from _in(evaluate, first.iter, group, again, True)
            rest = [*first.ifs, *others, *(v for k, v in vars(node).items() if k != "generators")]
            for part in rest:
                if isinstance(part, gast.AST):
                    yield from _in(evaluate, part, group, True, False)
        case gast.Lambda():
            yield from _in(evaluate, node.body, group, True, False)
        case _:
            for part in gast.iter_child_nodes(node):
                yield from _in(evaluate, part, group, again, False)

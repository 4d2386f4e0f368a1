"""Stacks of new arrays: what comes off one is in it no longer, and nobody else holds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.resolve import parameters
from tangentgen.language.walk import walk


def only_popped(facts: Analysis) -> set[str]:
    """The names of lists to which arrays made there are appended, and from which they are popped.

    `stack = []`, `stack.append(u.copy())` and `stack.pop()` are all that happens to them, beside
    the question how many there are.
    """
    return used_only(facts, _used)


def used_only(facts: Analysis, used: Callable[[Analysis, gast.AST], Iterator[str]]) -> set[str]:
    """The names of lists that begin empty, and of which no more is read than is told."""
    uses: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    for statement in core.walk(facts.tree.body):
        for tree in vars(statement).values():
            if isinstance(tree, gast.AST):
                uses.update(n.id for n in walk(tree) if isinstance(n, gast.Name))
                plain.update(n for node in walk(tree) for n in used(facts, node))
        match statement:
            case core.Assign(target=gast.Name(id=made), value=gast.List(elts=[])):
                plain[made] += 1
            case core.While(test=gast.Name(id=asked)) | core.If(test=gast.Name(id=asked)):
                plain[asked] += 1
    given = set(parameters(facts.tree))
    return {n for n, times in plain.items() if times == uses[n] and n not in given}


def _used(facts: Analysis, node: gast.AST) -> Iterator[str]:
    """The list of which something new is made an item, or the last item is taken off."""
    match node:
        case gast.Call(func=gast.Name(id="len"), args=[gast.Name(id=stack)]):
            yield stack
        case gast.Call(func=gast.Attribute(value=gast.Name(id=stack), attr="pop"), args=[]):
            yield stack
        case gast.Call(func=gast.Attribute(value=gast.Name(id=stack), attr="append"), args=[item]):
            value = facts.value(item)
            if value.kind == "array" and value.sites == {item}:
                yield stack

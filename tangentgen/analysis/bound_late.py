"""Variables that a kept function reads when it is called, and that are assigned in between.

A function that leaves the one it was made in is a tuple of what its variables hold at that moment.
Python looks them up when the function is called: `g = maker(v)` and then `t = 2 * t` changes what
`g` computes with the `t` around `maker`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.functions import Closure
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.nested import nonlocals
from tangentgen.language.resolve import bound, read_names

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator
    from tangentgen.analysis.facts import Analysis


def held(value: Value, closures: Mapping[str, Closure]) -> frozenset[str]:
    """The variables of a function that the closures in what it returns have captured."""
    found: set[str] = set()
    todo = [value.constant] if isinstance(value.constant, Closure) else []
    for item in value.items or ():
        found |= held(item, closures)
    seen: set[Any] = set()
    while todo:
        closure = todo.pop()
        seen.add(closure)
        for _, here in closure.names:
            found.add(here)
            inner = closures.get(here)
            if inner is not None and inner not in seen:
                todo.append(inner)
    return frozenset(found)


def check(evaluate: Evaluator, node: gast.AST, callee: Analysis, known: Mapping[str, str]) -> None:
    """Refuses a call that hands on variables, `known` as theirs by ours, which change later."""
    facts = evaluate.facts
    for here, there in known.items():
        if there not in callee.held:
            continue
        facts.held |= {here}
        at = evaluate.statement
        if at is not None and _called_late(facts.tree, at, node, here):
            evaluate.program.refuse_for_good(
                facts,
                node,
                f"a function is kept that reads '{here}', which is assigned after it is made",
                f"pass {here} at the call, or give what it is now a name that stays",
            )


def _called_late(function: core.Function, at: core.Statement, node: gast.AST, given: str) -> bool:
    """Whether a function that a statement makes may be called after a variable is assigned."""
    every = list(core.walk(function.body))
    start = next((k for k, s in enumerate(every) if s is at), -1)  # in front of all, where made
    assigning = [k for k, s in enumerate(every) if given in (*bound(s), *_from_inside(s))]
    loops = [
        {k for k, s in enumerate(every) if s in set(core.walk((loop,)))}
        for loop in every
        if isinstance(loop, core.For | core.While)
    ]
    around = [loop for loop in loops if start in loop]
    match at:
        case core.Assign(target=gast.Name(id=name), value=value) if value is node:
            reads = [k for k, s in enumerate(every) if k != start and name in _read(s)]
            if all(_only_called(every[k], name) for k in reads):
                return any(
                    k < start
                    or any(start < s < k for s in assigning)
                    or any(
                        k in loop and not loop.isdisjoint(assigning)
                        for loop in loops
                        if loop not in around
                    )
                    for k in reads
                )
    return any(k > start for k in assigning) or any(
        not loop.isdisjoint(assigning) for loop in around
    )


def _read(statement: core.Statement) -> set[str]:
    trees = [v for v in vars(statement).values() if isinstance(v, gast.AST)]
    return {name for tree in trees for name in read_names(tree)}


def _only_called(statement: core.Statement, given: str) -> bool:
    """Whether a statement does nothing with a function but to call it there."""
    trees = [v for v in vars(statement).values() if isinstance(v, gast.AST)]
    if any(isinstance(n, gast.Lambda | gast.FunctionDef) for t in trees for n in gast.walk(t)):
        return False
    called = sum(
        isinstance(n, gast.Call) and isinstance(n.func, gast.Name) and n.func.id == given
        for tree in trees
        for n in gast.walk(tree)
    )
    return bool(called == [n for tree in trees for n in read_names(tree)].count(given))


def _from_inside(statement: core.Statement) -> Iterator[str]:
    """The variables that functions defined in a statement assign."""
    for value in vars(statement).values():
        if isinstance(value, gast.AST):
            for node in gast.walk(value):
                if isinstance(node, gast.FunctionDef):
                    yield from nonlocals(node)

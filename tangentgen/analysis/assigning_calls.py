"""Calls of closures that assign variables: statements of their own, before what reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.source.quote import as_target, copy, name
from tangentgen.source.rebuild import rebuilt

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program


def with_before(before: list[core.Statement], statement: core.Statement) -> core.Block:
    """Calls that assign variables, and the statement that reads their results."""
    origin = core.Notes(origin=statement.notes.origin)
    match statement, before[-1]:
        case (
            core.Assign(target=gast.Name(id=given) as target, value=gast.Name(id=result)),
            core.Assign(target=gast.Tuple(elts=[gast.Name(id=made), *others])) as last,
        ) if made == result and given not in {o.id for o in others}:
            whole = gast.Tuple([target, *others], gast.Store())
            statement = replace(last, target=whole, notes=statement.notes)
            before = before[:-1]
    if not before:
        return (statement,)
    first = replace(before[0], notes=replace(statement.notes, trailing=None))
    rest = [replace(s, notes=origin) for s in before[1:]]
    match statement:
        case core.Evaluate(value=gast.Name()):
            return (first, *rest)
    return (first, *rest, replace(statement, notes=replace(statement.notes, above=())))


def in_order_of_reads(
    program: Program,
    facts: Analysis,
    statement: core.Statement,
    changes: dict[str, Any],
    results: Mapping[str, Sequence[str]],
    fresh: Callable[[str], str],
) -> tuple[dict[str, Any], list[core.Statement]]:
    """A variable that is read before the call which assigns it, under a name of its own.

    `results` are the names of what the calls give, with the variables that each assigns.
    """
    order = list(changes.values())
    if isinstance(statement, core.Augment):
        order.insert(0, statement.target)
    elif isinstance(statement, core.Assign):
        order.reverse()
    found = [n for tree in order for n in in_order(tree) if isinstance(n, gast.Name)]
    writing = [variable for assigned in results.values() for variable in assigned]
    held: list[core.Statement] = []
    for variable in dict.fromkeys(writing):
        last = max(k for k, n in enumerate(found) if variable in results.get(n.id, ()))
        early = [
            n
            for n in found[:last]
            if n.id == variable and (isinstance(n.ctx, gast.Load) or n is order[0])
        ]
        if early and (writing.count(variable) > 1 or not isinstance(early[0].ctx, gast.Load)):
            program.refuse_for_good(
                facts,
                early[0],
                f"'{variable}' is read before a function is called that changes it",
                "give the call's result a name on a line of its own",
            )
        elif early:
            kept = name(fresh(f"{variable}_before"))
            held.append(core.Assign(as_target(kept), name(variable)))
            changes = {k: _replaced(tree, early, kept) for k, tree in changes.items()}
    return changes, held


def _replaced(tree: Any, nodes: list[gast.Name], by: gast.Name) -> Any:
    """The tree with another name at some places."""
    if any(tree is node for node in nodes):
        return copy(by)
    return rebuilt(tree, lambda part: _replaced(part, nodes, by)) if tree is not None else None


def in_order(tree: gast.AST) -> Iterator[gast.AST]:
    """The nodes of an expression in the order of its text."""
    yield tree
    for inner in gast.iter_child_nodes(tree):
        yield from in_order(inner)

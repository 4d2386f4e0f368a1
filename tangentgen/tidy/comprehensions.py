"""A loop that a comprehension was written as is one again, where it saves nothing on the way."""

from __future__ import annotations

import builtins
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound, outer_names, read_names
from tangentgen.language.targets import changed_list
from tangentgen.language.walk import all_names, walk
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import copy, substitute
from tangentgen.tidy.headers import as_long_as_shortest, of_neighbours

Later = tuple[core.Block, ...]
"""The blocks that run behind a statement, one after another."""


def recollected(block: core.Block) -> core.Block:
    """`y = []` and the loop that appends to it become the comprehension of the user's text."""
    if all(s.notes.collects is None for s in core.walk(block)):
        return block
    reads: Counter[str] = Counter(n for s in core.walk(block) for n in _reads(s))
    return _block(block, reads, ())


def _block(block: core.Block, reads: Counter[str], later: Later) -> core.Block:
    out: list[core.Statement] = []
    for position, statement in enumerate(block):
        behind = (block[position + 1 :], *later)
        match statement:
            case core.If():
                body = _block(statement.body, reads, behind)
                orelse = _block(statement.orelse, reads, behind)
                statement = replace(statement, body=body, orelse=orelse)
            case core.For(notes=core.Notes(collects=gast.AST() as made)) if out and _collects(
                out[-1], statement, behind
            ):
                value = as_long_as_shortest(copy(made))
                if isinstance(value, gast.GeneratorExp):
                    value = gast.ListComp(value.elt, value.generators)
                notes = replace(out[-1].notes, collects=made)
                out[-1] = replace(out[-1], value=value, notes=notes)  # type: ignore[call-arg]  # an Assign
                continue
            case core.For() | core.While():
                body = _block(statement.body, reads, (statement.body, *behind))
                statement = replace(statement, body=body)
        if out and (merged := _put_back(out[-1], statement, reads)) is not None:
            out[-1] = merged
        else:
            out.append(statement)
    return tuple(out)


def _collects(before: core.Statement, loop: core.For, later: Later) -> bool:
    """Whether a loop does nothing but append to the name that was bound before it."""
    match before:
        case core.Assign(target=gast.Name(id=target), value=gast.List(elts=[])):
            pass
        case _:
            return False
    made = loop.notes.collects
    assert made is not None
    known = {print_expression(n.func) for n in walk(made) if isinstance(n, gast.Call)}
    if not _still_bound(made, loop) or of_neighbours(made):
        return False
    names = set(assigned((loop,)))
    for statement in core.walk(loop.body):
        match statement:
            case core.Evaluate(value=gast.Call(args=[item]) as call):
                owner = changed_list(call)
                if not isinstance(owner, gast.Name) or owner.id not in names | {target}:
                    return False
                value: gast.expr | None = item
            case core.Assign(value=inner):
                value = inner
            case core.For() | core.If():
                value = None
            case _:
                return False
        calls = [n for n in walk(value) if isinstance(n, gast.Call)] if value is not None else []
        if not {print_expression(n.func) for n in calls} <= known:
            return False
    return not any(_may_read(later, n) for n in names)


def _still_bound(made: gast.expr, loop: core.For) -> bool:
    """Whether the loop reads what the user's text reads: what was written out may be gone."""
    there = {n for s in core.walk((loop,)) for n in _reads(s)}
    there |= {n.id for n in all_names(made) if isinstance(n.ctx, gast.Store)}
    modules = {id(n.value) for n in walk(made) if isinstance(n, gast.Attribute)}
    return all(
        n.id in there or hasattr(builtins, n.id) or id(n) in modules
        for n in all_names(made)
        if isinstance(n.ctx, gast.Load)
    )


def _may_read(later: Later, wanted: str) -> bool:
    """Whether a name may be read before it is bound again."""
    return any(_first(block, wanted) == "read" for block in _until_bound(later, wanted))


def _until_bound(later: Later, wanted: str) -> Later:
    out: list[core.Block] = []
    for block in later:
        out.append(block)
        if _first(block, wanted) == "bound":
            break
    return tuple(out)


def _first(block: core.Block, wanted: str) -> str:
    """What a block does first with a name: "read", "bound" on every way, or "nothing"."""
    for statement in block:
        if wanted in _reads(statement, outer_names):
            return "read"
        match statement:
            case core.If():
                ways = {_first(statement.body, wanted), _first(statement.orelse, wanted)}
            case core.For() if wanted in set(bound(statement)):
                ways = {"nothing"}
            case core.For() | core.While():
                ways = {_first(statement.body, wanted), "nothing"}
            case _:
                ways = {"bound"} if wanted in set(bound(statement)) else {"nothing"}
        if "read" in ways:
            return "read"
        if ways == {"bound"}:
            return "bound"
    return "nothing"


def _put_back(
    first: core.Statement, second: core.Statement, reads: Counter[str]
) -> core.Statement | None:
    """`values = [...]` and `y = sum(values)` in one, as the user had it."""
    match first, second:
        case (
            core.Assign(
                target=gast.Name(id=given), notes=core.Notes(collects=gast.AST() as made) as notes
            ),
            core.Assign() | core.Return() | core.Augment() | core.Evaluate(),
        ) if second.value is not None and notes.origin is None:
            uses = [n.id for n in all_names(second.value)].count(given)
            if uses == 1 and reads[given] == 2:  # here, and where the loop appended
                if isinstance(made, gast.GeneratorExp) and not _goes_through(second.value, given):
                    made = gast.ListComp(made.elt, made.generators)
                return replace(second, value=substitute(second.value, {given: made}))
    return None


def _goes_through(value: gast.expr, given: str) -> bool:
    """Whether a name is gone through: by a comprehension, a function of Python's or a module's."""
    if any(isinstance(n, gast.comprehension) and _is(n.iter, given) for n in walk(value)):
        return True
    return any(
        isinstance(node, gast.Call)
        and any(_is(a, given) for a in node.args)
        and (
            isinstance(node.func, gast.Attribute) or hasattr(builtins, getattr(node.func, "id", ""))
        )
        for node in walk(value)
    )


def _is(node: gast.expr, given: str) -> bool:
    return isinstance(node, gast.Name) and bool(node.id == given)


def _reads(
    statement: core.Statement, names: Callable[[gast.AST], Iterable[str]] = read_names
) -> list[str]:
    found = [n for v in vars(statement).values() if isinstance(v, gast.AST) for n in names(v)]
    if isinstance(statement, core.Augment) and isinstance(statement.target, gast.Name):
        found.append(statement.target.id)
    return found

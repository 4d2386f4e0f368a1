"""The reverse of a block: the reverses of its statements, last first.

Saves are made wherever something is overwritten and undone at the same place in the
reverse sweep, so that the primal's state is there again, step by step. Which of them are
needed is decided afterwards (tidy/unused.py), by what the reverse sweep reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import gast

from tangentgen.analysis.marks import ENTRY
from tangentgen.analysis.writing_calls import stray
from tangentgen.derive import (
    bindings,
    calls,
    control,
    fields,
    implicit,
    list_sections,
    list_stores,
    lists,
    stores,
    tries,
    unpack,
)
from tangentgen.derive.bare import filled_before
from tangentgen.derive.call_buffers import unseen_saves
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.sweep import ChangedBack, Own, Restore, Sweeps
from tangentgen.source.quote import as_target, expression, name


def block(work: Derivation, statements: core.Block, context: Context) -> Sweeps:
    """Both sweeps of a block, walked from its end."""
    forward, groups = grouped(work, statements, context)
    return Sweeps(forward, tuple(s for group in groups for s in group))


def grouped(
    work: Derivation, statements: core.Block, context: Context
) -> tuple[core.Block, list[core.Block]]:
    """The forward sweep, and for each statement, last first, the group that reverses it."""
    forward: list[core.Block] = []
    reverse: list[core.Block] = []
    for statement in reversed(statements):
        try:
            first = filled_before(work, statement)
            sweeps = reversed_statement(work, statement, context)
            kept, put = unseen_saves(work, statement, context)
            undone = marked((*first, *sweeps.reverse, *put), statement)
            own = built_again(work.facts.built.get(statement, ()))
            sweeps = Sweeps((*kept, *sweeps.forward), (*own, *undone))
        except Unsupported as problem:
            work.refuse(problem.node, problem.what, problem.hint)
            sweeps = Sweeps((statement,), ())
        forward.append(sweeps.forward)
        reverse.append(sweeps.reverse)
    return tuple(s for part in reversed(forward) for s in part), reverse


def built_again(names: Iterable[str]) -> Iterator[core.Statement]:
    """Copies of arrays that are put back as they were while they were built."""
    for each in sorted(names):
        yield core.Assign(as_target(name(each)), expression("$x.copy()", x=name(each)))


def marked(reverse: core.Block, statement: core.Statement) -> core.Block:
    """The group of statements that undoes one, with that one's text beside its first line."""
    origin = statement.notes.origin
    if origin is None or not reverse or core.blocks(statement):
        return reverse
    own = [k for k, s in enumerate(reverse) if not isinstance(s, Restore | Own)]
    first = next((k for k in own if not isinstance(reverse[k], ChangedBack)), next(iter(own), None))
    if first is None or reverse[first].notes.mark is not None:
        return reverse
    notes = replace(reverse[first].notes, mark=origin.text, origin=origin)
    return (*reverse[:first], replace(reverse[first], notes=notes), *reverse[first + 1 :])


def reversed_statement(work: Derivation, statement: core.Statement, context: Context) -> Sweeps:
    if (call := stray(work.facts, statement)) is not None:
        raise Unsupported(
            call, "a call that changes its argument stands inside an expression", "name its result"
        )
    match statement:
        case core.Assign(target=gast.Name(id=parameter)) if (
            statement.notes.mark == ENTRY and _opened(work, statement.target, parameter)
        ):
            return bindings.assigned_name(work, statement, context)
        case core.Assign() if statement.notes.mark == ENTRY:
            return Sweeps((replace(statement, notes=core.NOTHING),), ())
        case core.Assign(value=call) | core.Evaluate(value=call) if calls.reversible(work, call):
            return calls.assigned(work, statement, context)
        case core.Evaluate(value=call) if call in work.facts.list_calls:
            return lists.changed(work, statement, context)
        case core.Assign(value=call) if call in work.facts.list_calls:
            return lists.popped(work, statement, context)
        case core.Assign(value=gast.Call() as call) if call in work.facts.implicit:
            return implicit.assigned(work, statement, context)
        case core.Assign(target=gast.Name()):
            return bindings.assigned_name(work, statement, context)
        case core.Assign(target=gast.Tuple() | gast.List()):
            return unpack.unpacked(work, statement, context)
        case core.Assign(target=target) if fields.is_field(work, target):
            return fields.stored(work, statement, context)
        case core.Augment(target=target) if fields.is_field(work, target):
            return fields.augmented(work, statement, context)
        case core.Assign(target=target) if list_sections.is_section(work, target):
            return list_sections.stored(work, statement, context)
        case core.Assign(target=gast.Subscript(value=owner)) if _is_list(work, owner):
            return list_stores.stored(work, statement, context)
        case core.Assign(target=gast.Subscript()):
            return stores.stored(work, statement, context)
        case core.Augment(target=gast.Name()):
            value = work.facts.value(statement.target)
            if value.kind == "list":
                return lists.augmented(work, statement, context)
            if value.kind == "array":
                return stores.augmented_array(work, statement, context)
            return bindings.augmented_name(work, statement, context)
        case core.Augment(target=gast.Subscript(value=owner) as target) if (
            _is_list(work, owner) and work.facts.value(target).kind == "array"
        ):
            return fields.in_place(work, statement, context)
        case core.Augment(target=gast.Subscript(value=owner)) if _is_list(work, owner):
            return list_stores.augmented(work, statement, context)
        case core.Augment(target=gast.Subscript()):
            return stores.augmented_section(work, statement, context)
        case core.If():
            return control.branched(work, statement, context)
        case core.For() | core.While():
            return control.looped(work, statement, context)
        case core.With():
            return tries.managed(work, statement, context)
        case core.Try():
            return tries.attempted(work, statement, context)
        case core.Return():
            return bindings.returned(work, statement, context)
        case core.Assign() | core.Augment() if work.facts.active(statement.value):
            what = "a store into a value of unknown kind"
            raise Unsupported(statement.target, what, "assign to a name, or to items of an array")
    return Sweeps((statement,), ())


def _opened(work: Derivation, target: gast.expr, parameter: str) -> bool:
    """Whether the copy of an argument of known parts changes its length, so that it has none."""
    given = work.facts.arguments.get(parameter)
    return given is not None and given.items is not None and work.facts.value(target).items is None


def _is_list(work: Derivation, owner: gast.expr) -> bool:
    return work.facts.value(owner).kind in ("list", "dict")

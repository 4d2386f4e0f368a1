"""What a loop's body must be given to run again, and whether it may be."""

from __future__ import annotations

import gast

from tangentgen.analysis.join import STRUCTURES
from tangentgen.analysis.values import Value
from tangentgen.derive.context import Derivation
from tangentgen.derive.memory import is_pure
from tangentgen.derive.sharing import contained
from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.language.sweep import Restore, Save, Slot
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, name


def may_rerun(work: Derivation, statement: core.Statement) -> bool:
    """Proof that running the body again does the same: no effects, no shadows, no other loops."""
    assert isinstance(statement, core.For | core.While)
    held = contained(work.facts)
    for inner in core.walk(statement.body):
        if isinstance(inner, core.For | core.While | core.With | core.Try):
            return False
        if isinstance(inner, core.Evaluate | core.Foreign | core.Raise):
            return False
        for value in vars(inner).values():
            if isinstance(value, gast.AST) and any(_has_effects(work, n) for n in walk(value)):
                return False
        written = work.facts.written.get(inner, frozenset())
        for site in written:
            if site in work.facts.cells or site in work.facts.fields or site in held:
                return False
            names = work.facts.holders.get(site, set())
            if len(names) != 1 or not names.isdisjoint(work.handed):
                return False
            if not all(_always_copied(work.value_of(n)) for n in names):
                return False
    return work.shadows.isdisjoint(assigned(statement.body))


def _has_effects(work: Derivation, node: gast.AST) -> bool:
    """Whether a call does more than compute, itself or in the function that it calls."""
    user = work.facts.user_calls.get(node)
    return node in work.facts.impure or (user is not None and not is_pure(user.callee, set()))


def _always_copied(value: Value) -> bool:
    """Whether there is an array to copy whatever the loop has done so far."""
    return value.kind in (*STRUCTURES, "array") and not value.optional


def snapshot(
    work: Derivation, statement: core.For | core.While
) -> tuple[list[core.Statement], list[core.Statement]]:
    """Saves of the names and arrays that the body changes and the next trip reads."""
    changed: dict[str, bool] = {}
    for each in sorted(work.tables.carried[statement]):
        changed[each] = False
    for inner in core.walk(statement.body):
        for site in work.facts.written.get(inner, frozenset()):
            for holder in work.facts.holders.get(site, ()):
                if holder in work.tables.carried[statement] or holder not in set(
                    assigned(statement.body)
                ):
                    changed[holder] = True
    for each in list(changed):
        mutated = any(
            each in work.facts.holders.get(site, ())
            for inner in core.walk(statement.body)
            for site in work.facts.written.get(inner, frozenset())
        )
        changed[each] = changed[each] or mutated
    kept: list[core.Statement] = []
    put: list[core.Statement] = []
    for each, copied in changed.items():
        slot = Slot(each, True)
        kept.append(Save(slot, name(each), copied))
        put.append(Restore(slot, as_target(name(each))))
    return kept, put

"""Names that are given arrays together, `a, b = e, f`, one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import gast

from tangentgen.analysis import writing_calls
from tangentgen.analysis.connected import connected_names
from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.language.targets import base_name
from tangentgen.source.quote import as_target, copy, name


def new_and_changed(facts: Analysis, statement: core.Assign) -> bool:
    """Whether arrays that are changed are given to several names, and are not exchanged."""
    targets, values = statement.target.elts, statement.value.elts
    if len(targets) != len(values) or not all(isinstance(t, gast.Name) for t in targets):
        return False
    if any(isinstance(v, gast.Starred) for v in values):
        return False
    names, shared = [t.id for t in targets], connected_names(facts)
    if shared.intersection(names) and (not shared.issuperset(names) or len(set(names)) < 2):
        return True  # not all of them are such names, or one of them is bound twice
    if shared.intersection(names) and any(
        base_name(v) == n for n, v in zip(names, values, strict=True)
    ):
        return True
    return any(
        facts.value(v).kind == "array" and t.id in shared and not writing_calls.is_view(facts, v)
        for t, v in zip(targets, values, strict=True)
    )


def one_by_one(statement: core.Assign, fresh: Callable[[str], str]) -> list[core.Assign]:
    """`a, b = e, f` as two statements; by other names first where f reads a."""
    targets, values = statement.target.elts, statement.value.elts
    plain = core.Notes(origin=statement.notes.origin)
    read = [set(read_names(v)) for v in values]
    apart = any(t.id in n for k, t in enumerate(targets) for n in read[k + 1 :])
    firsts = [as_target(name(fresh(t.id))) for t in targets] if apart else targets
    out = [core.Assign(t, v, notes=plain) for t, v in zip(firsts, values, strict=True)]
    if apart:
        seconds = zip(targets, firsts, strict=True)
        out += [core.Assign(copy(t), name(f.id), notes=plain) for t, f in seconds]
    out[0] = replace(out[0], notes=replace(statement.notes, trailing=None))
    return out

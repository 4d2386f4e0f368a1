"""`(a, b), (c, d) = m` of an array: its rows get names, and each is unpacked by itself."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, name


def rows_unpacked(facts: Analysis) -> core.Function | None:
    """The function with these unpacked step by step; None where there is none."""
    taken = occurring(facts.tree)
    found = {s for s in core.walk(facts.tree.body) if _is_of_rows(facts, s)}
    if not found:
        return None

    def block(given: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for statement in given:
            if isinstance(statement, core.Assign) and statement in found:
                out += steps(statement)
            else:
                out.append(core.mapped(statement, block))
        return tuple(out)

    def steps(statement: core.Assign) -> list[core.Statement]:
        targets: list[gast.expr] = []
        rest: list[core.Statement] = []
        plain = core.Notes(origin=statement.notes.origin)
        for target in statement.target.elts:
            if isinstance(target, gast.Tuple | gast.List):
                row = free("row", taken)
                targets.append(as_target(name(row)))
                rest.append(core.Assign(target, name(row), notes=plain))
            else:
                targets.append(target)
        whole = gast.Tuple(targets, gast.Store())
        return [replace(statement, target=whole), *rest]

    return with_body(facts.tree, block(facts.tree.body))


def _is_of_rows(facts: Analysis, statement: core.Statement) -> bool:
    match statement:
        case core.Assign(target=gast.Tuple(elts=parts) | gast.List(elts=parts), value=value):
            nested = [p for p in parts if isinstance(p, gast.Tuple | gast.List)]
            return bool(nested) and facts.value(value).kind == "array" and _names(parts)
    return False


def _names(parts: list[gast.expr]) -> bool:
    """Whether all that is assigned are names: what is stored elsewhere may be in the rows."""
    return all(
        _names(p.elts) if isinstance(p, gast.Tuple | gast.List) else isinstance(p, gast.Name)
        for p in parts
    )

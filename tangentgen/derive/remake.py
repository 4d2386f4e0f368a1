"""A loop's own names, computed again in the reverse sweep where that takes no saving.

`x_old = x` before `x = f(x_old)`: once the reverse of the second statement has restored x,
x_old is x again.
"""

from __future__ import annotations

import gast

from tangentgen.derive.context import Derivation
from tangentgen.derive.sweep import Restore
from tangentgen.derive.trees import reads_name
from tangentgen.language import core
from tangentgen.language.resolve import assigned, read_names
from tangentgen.source.quote import as_target, copy, name


def remade(
    work: Derivation, body: core.Block, groups: list[core.Block], local: frozenset[str]
) -> tuple[list[core.Block], frozenset[str]]:
    """The groups (last statement first) with names computed where their operands are back, and those names."""
    last = len(body) - 1
    groups = list(groups)
    done: set[str] = set()
    head: list[core.Statement] = []
    counts: dict[str, int] = {}
    for each in assigned(body):
        counts[each] = counts.get(each, 0) + 1
    for position, statement in enumerate(body):
        if not isinstance(statement, core.Assign) or not isinstance(statement.target, gast.Name):
            continue
        target = statement.target.id
        if (
            target not in local
            or counts[target] != 1
            or target in work.shadows
            or not again(work, statement)
        ):
            continue
        if any(
            not work.facts.mutated.isdisjoint(work.facts.value(statement.target).sites) for _ in "1"
        ):
            continue
        operands = set(read_names(statement.value))
        if not (operands & local) <= done:
            continue
        changers = [k for k in range(position + 1, len(body)) if _changes(work, body[k], operands)]
        computing = core.Assign(as_target(name(target)), copy(statement.value))
        if not changers:
            head.append(computing)
            done.add(target)
            continue
        first = changers[0]
        earlier = groups[: last - first]
        group = groups[last - first]
        cut = max((k for k, s in enumerate(group) if isinstance(s, Restore)), default=-1) + 1
        inside = isinstance(body[first], core.If | core.For | core.While)
        if (
            inside
            or not cut
            or any(reads_name(s, target) for g in (*earlier, group[:cut]) for s in g)
        ):
            continue
        groups[last - first] = (*group[:cut], computing, *group[cut:])
        done.add(target)
    if head:
        groups.insert(0, tuple(head))
    return groups, frozenset(done)


def again(work: Derivation, statement: core.Assign) -> bool:
    """Whether computing the value again gives the same and has no effect."""
    for node in gast.walk(statement.value):
        if node in work.facts.impure or node in work.facts.user_calls:
            return False
        if isinstance(node, gast.Lambda | gast.ListComp | gast.GeneratorExp):
            return False
    return True


def _changes(work: Derivation, statement: core.Statement, operands: set[str]) -> bool:
    """Whether a statement binds an operand again or writes into its memory."""
    if not operands.isdisjoint(assigned((statement,))):
        return True
    written = {s for inner in core.walk((statement,)) for s in work.facts.written.get(inner, ())}
    return any(not written.isdisjoint(_sites(work, o)) for o in operands)


def _sites(work: Derivation, operand: str) -> set[object]:
    return {site for site, names in work.facts.holders.items() if operand in names}

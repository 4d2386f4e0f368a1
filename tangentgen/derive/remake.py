"""A loop's own names, computed again in the reverse sweep where that takes no saving.

`x_old = x` before `x = f(x_old)`: once the reverse of the second statement has restored x,
x_old is x again. A view, as `row = u[i]`, is no copy that could be out of date: it is made again
wherever its operands have their names, and its shadow with it.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.writing_calls import is_view
from tangentgen.derive.accumulate import adjoint
from tangentgen.derive.changed import bound_anew, changed_containers
from tangentgen.derive.context import Derivation
from tangentgen.derive.given_again import is_place
from tangentgen.derive.names import root
from tangentgen.derive.reached import roots
from tangentgen.derive.sections import disjoint
from tangentgen.derive.shadows import shadow_of
from tangentgen.derive.trees import reads_name
from tangentgen.language import core
from tangentgen.language.free import occurring
from tangentgen.language.resolve import assigned, read_names
from tangentgen.language.sweep import Restore
from tangentgen.language.targets import base_name
from tangentgen.source.quote import as_target, copy, name


def remade(
    work: Derivation,
    body: core.Block,
    groups: list[core.Block],
    local: frozenset[str],
    views_only: bool,
) -> tuple[list[core.Block], frozenset[str]]:
    """The groups, last statement first, with names computed once their operands are back."""
    last = len(body) - 1
    places: dict[str, int] = {}  # at which group a name is computed again; -1 before all
    inserts: dict[int, list[core.Statement]] = {}
    counts: dict[str, int] = {}
    primal = occurring(work.facts.tree)
    for each in bound_anew(work.facts, body):
        counts[each] = counts.get(each, 0) + 1
    for position, statement in enumerate(body):
        if not isinstance(statement, core.Assign) or not isinstance(statement.target, gast.Name):
            continue
        target = statement.target.id
        view = _is_steady_view(work, statement)
        if counts[target] != 1 or target not in local:
            continue
        if not view and (views_only or not _may_be_remade(work, statement)):
            continue
        operands = set(read_names(statement.value))
        if not (operands & local) <= places.keys():
            continue
        later = range(position + 1, len(body))
        changers = [k for k in later if _changes(work, body[k], statement.value, operands, view)]
        if changers and _restores(work, body[changers[0]]):
            continue  # it is the call's reverse that puts the operands back
        place = last - changers[0] if changers else -1
        if any(places[o] > place for o in operands & local):
            continue
        made = {target: copy(statement.value)}
        if target in work.shadows:
            tree, alias = shadow_of(work, statement.value, target)
            if alias is not True:
                continue
            made[adjoint(work, root(target))] = tree
        if changers and any(
            _read_before(groups, place, each, body[changers[0]], primal) for each in made
        ):
            continue
        places[target] = place
        computing = [core.Assign(as_target(name(each)), tree) for each, tree in made.items()]
        inserts.setdefault(place, []).extend(computing)
    whole = [tuple(inserts.get(-1, ()))]
    for number, group in enumerate(groups):
        cut = _cut(group, primal)
        whole.append((*group[:cut], *inserts.get(number, ()), *group[cut:]))
    return whole, frozenset(places)


def more_than_views(work: Derivation, body: core.Block, local: frozenset[str]) -> bool:
    """Whether any of a loop's own names that is no view might be computed again."""
    return any(
        isinstance(s, core.Assign)
        and isinstance(s.target, gast.Name)
        and s.target.id in local
        and not _is_steady_view(work, s)
        and _may_be_remade(work, s)
        for s in body
    )


def _restores(work: Derivation, statement: core.Statement) -> bool:
    """Whether it is a call whose reverse puts back what it has changed."""
    user = work.facts.user_calls.get(getattr(statement, "value", None))
    return statement in work.restored or (
        user is not None and bool(changed_containers(user.callee))
    )


def _is_steady_view(work: Derivation, statement: core.Assign) -> bool:
    """Whether a name is bound to a view of an array that takes nothing but numbers to make."""
    tree = statement.value
    if work.facts.value(tree).kind != "array" or not is_view(work.facts, tree):
        return False
    while not isinstance(tree, gast.Name):
        if isinstance(tree, gast.Subscript) and not is_place(work.facts, tree.slice):
            return False
        tree = tree.value
    return work.facts.value(tree).kind == "array"


def _may_be_remade(work: Derivation, statement: core.Assign) -> bool:
    if statement.target.id in work.shadows or not again(work, statement):
        return False
    facts = work.facts
    return facts.mutated.isdisjoint(facts.sites(facts.value(statement.target)))


def _cut(group: core.Block, primal: set[str]) -> int:
    """Behind the last statement of a group that restores something."""
    return max((k for k, s in enumerate(group) if _puts_back(s, primal)), default=-1) + 1


def _puts_back(statement: core.Statement, primal: set[str]) -> bool:
    """Whether a statement restores, or stores what was restored into one of the primal's own."""
    match statement:
        case Restore():
            return True
        case core.Assign(target=gast.Subscript() | gast.Attribute() as target):
            return base_name(target) in primal
        case core.Evaluate(value=gast.Call(func=gast.Attribute(value=owner))):
            return base_name(owner) in primal  # `items.append(last)`, of `last = items.pop()`
    return any(_puts_back(s, primal) for block in core.blocks(statement) for s in block)


def _read_before(
    groups: list[core.Block], place: int, target: str, changer: core.Statement, primal: set[str]
) -> bool:
    """Whether the reverse sweep reads a name before its operands are back."""
    cut = _cut(groups[place], primal)
    if core.blocks(changer) or not cut:
        return True
    earlier = (*groups[:place], groups[place][:cut])
    return any(reads_name(s, target) for group in earlier for s in group)


def again(work: Derivation, statement: core.Assign) -> bool:
    """Whether computing the value again gives the same and has no effect."""
    for node in gast.walk(statement.value):
        if again_once(work, node):
            return False
        if isinstance(node, gast.Lambda | gast.ListComp | gast.GeneratorExp):
            return False
    return True


def again_once(work: Derivation, node: gast.AST) -> bool:
    """Whether a call must not be made twice."""
    facts = work.facts
    return node in facts.impure or node in facts.user_calls or node in facts.list_calls


def _changes(
    work: Derivation, statement: core.Statement, value: gast.expr, operands: set[str], view: bool
) -> bool:
    """Whether a statement binds an operand again or writes into what is read of its memory."""
    if view:
        return not operands.isdisjoint(bound_anew(work.facts, (statement,)))
    if not operands.isdisjoint(assigned((statement,))):
        return True
    written = {s for inner in core.walk((statement,)) for s in work.facts.written.get(inner, ())}
    touched = [o for o in operands if not written.isdisjoint(_sites(work, o))]
    return any(not _elsewhere(work, statement, value, o) for o in touched)


def _elsewhere(work: Derivation, statement: core.Statement, value: gast.expr, operand: str) -> bool:
    """Whether a statement stores into other elements of an array than an expression reads."""
    match statement:
        case core.Assign(target=gast.Subscript(value=gast.Name(id=base), slice=stored)) | (
            core.Augment(target=gast.Subscript(value=gast.Name(id=base), slice=stored))
        ) if base == operand and not work.shared(base) and _is_array(work, base):
            reads = [
                node
                for node in gast.walk(value)
                if isinstance(node, gast.Subscript)
                and isinstance(node.value, gast.Name)
                and node.value.id == base
            ]
            every = sum(n == base for n in read_names(value))
            apart = all(disjoint(stored, read.slice, work.least(statement)) for read in reads)
            return len(reads) == every and apart
    return False


def _is_array(work: Derivation, given: str) -> bool:
    return all(work.facts.values[n].kind in ("array", "tensor") for n in work.named(given))


def _sites(work: Derivation, operand: str) -> set[object]:
    return {site for site, names in roots(work.facts).items() if operand in names}

"""What a callee changes of what it is given: arrays, and lists, dicts and objects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.crossing import made_at, mapped
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.join import join, join_all
from tangentgen.analysis.lists import current
from tangentgen.analysis.sites import is_shared
from tangentgen.analysis.values import Value

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator

CONTAINERS = ("list", "dict", "object")


def note_writes(
    evaluate: Evaluator,
    node: gast.AST,
    callee: Analysis,
    values: Mapping[str, Value],
    numbering: dict[Site, int],
) -> None:
    """What a callee writes into its arguments is written in the caller's memory."""
    caller = evaluate.facts
    caller.raises_active |= callee.raises_active
    changed = frozenset(s for s, n in numbering.items() if ("site", n) in callee.mutated)
    for site in changed:
        if is_shared(site):
            evaluate.refuse(
                node,
                f"{callee.scope.function.__name__} changes '{site[1]}', "
                "which is shared with other functions",
                "copy it first, or pass it as an argument",
            )
    caller.call_writes[node] = changed
    caller.mutated |= changed
    caller.active_sites |= {s for s in changed if ("site", numbering[s]) in callee.active_sites}
    _contents(caller, node, callee, numbering)
    _two_names(evaluate, node, callee, values, changed)


def _contents(
    caller: Analysis, node: gast.AST, callee: Analysis, numbering: dict[Site, int]
) -> None:
    """What the callee has put into lists, dicts and objects."""
    back: dict[Site, frozenset[Site]] = {}
    for site, number in numbering.items():
        back[("site", number)] = back.get(("site", number), frozenset()) | {site}

    def there(value: Value) -> Value:
        return mapped(current(callee, value), back, node, callee)

    def known(site: Site) -> frozenset[Site]:
        return back.get(site, frozenset([made_at(node, site)]))

    reached = _reached(callee, back)
    for inner, held in list(callee.fields.items()):  # a callee may be the caller itself
        if inner not in reached:
            continue
        for site in known(inner):
            fields = caller.fields.setdefault(site, {})
            for key, value in held.items():
                new = there(value)
                fields[key] = join(fields[key], new) if key in fields else new
                caller.contained.update(caller.sites(new))
    for inner, put in list(callee.cells.items()):
        if inner not in reached:
            continue
        for site in known(inner):
            values = [caller.cells.get(site), there(put) if put is not None else None]
            found = [v for v in values if v is not None]
            caller.cells[site] = join_all(found)
            caller.contained.update(s for v in found for s in caller.sites(v))
    for inner, kind in list(callee.keys.items()):
        if inner not in reached:
            continue
        for site in known(inner):
            caller.keys[site] = join(caller.keys[site], kind) if site in caller.keys else kind
    caller.hidden |= {s for inner in callee.hidden for s in known(inner)}
    caller.repeated |= {s for inner in callee.repeated for s in known(inner)}


def _reached(callee: Analysis, given: Mapping[Site, object]) -> set[Site]:
    """The memory that a caller sees: what it has given, what it gets back, and what is in these."""
    found: set[Site] = set()
    todo = [*given, *callee.sites(callee.returned)]
    while todo:
        site = todo.pop()
        if site in found:
            continue
        found.add(site)
        put = callee.cells.get(site)
        held = [*callee.fields.get(site, {}).values(), *([put] if put is not None else [])]
        todo += [s for value in held for s in callee.sites(value)]
    return found


def _two_names(
    evaluate: Evaluator,
    node: gast.AST,
    callee: Analysis,
    values: Mapping[str, Value],
    changed: frozenset[Site],
) -> None:
    """A container that is changed goes by one parameter only."""
    seen: dict[Site, str] = {}
    for parameter, value in values.items():
        for site in {s for part in inside(value) for s in part.sites} & changed:
            if site in seen:
                evaluate.refuse(
                    node,
                    f"{callee.scope.function.__name__} changes what it is given "
                    f"as '{seen[site]}' and as '{parameter}'",
                    "copy it first: a = b.copy()",
                )
            seen[site] = parameter


def note_moved(evaluate: Evaluator, callee: Analysis, arguments: Mapping[str, gast.expr]) -> None:
    """Records what is given to a callee that puts it into a list, a dict or an object."""
    facts, statement = evaluate.facts, evaluate.statement
    put = [v for fields in callee.fields.values() for v in fields.values()]
    put += [v for v in callee.cells.values() if v is not None]
    held = {s for v in put for s in callee.sites(v)}
    for parameter, given in arguments.items():
        theirs = callee.arguments.get(parameter)
        if theirs is None or held.isdisjoint(theirs.sites) or statement is None:
            continue
        if facts.value(given).sites != {given}:
            puts = facts.moved.setdefault(statement, [])
            if given not in puts:
                puts.append(given)


def inside(value: Value, top: bool = True) -> Iterator[Value]:
    """The lists, dicts and objects that a value is made of, and the arrays that they hold."""
    if value.kind in CONTAINERS or not top:
        yield value
    for part in (*(value.items or ()), *([value.element] if value.element is not None else [])):
        yield from inside(part, False)

"""What is put into a container that holds it already, under a name that it was read by.

first = rows[0]
rows.append(first)  # two items of `rows` are one array from here on
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.sites import made_in
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.language.walk import all_names, walk

HELD = ("list", "dict", "object", "tuple")


def still_held(facts: Analysis, statement: core.Statement, put: gast.expr) -> bool:
    """Whether something is put where it was read before, and not popped."""
    holders = set(_holders(facts, statement, put))
    return any(not holders.isdisjoint(_read_from(facts, n.id, set())) for n in all_names(put))


def _holders(facts: Analysis, statement: core.Statement, put: gast.expr) -> Iterator[Site]:
    """The containers that get what is put: the owner of a place, what is written out around it,
    and those that are put themselves.
    """
    inside = set(walk(put))
    yield from _containers(facts.value(put))
    for tree in vars(statement).values():
        for node in walk(tree) if isinstance(tree, gast.AST) else ():
            owner = node.value if isinstance(node, gast.Attribute | gast.Subscript) else node
            if node not in inside and owner not in inside:
                yield from _itself(facts, owner)


def _containers(value: Value) -> Iterator[Site]:
    if value.kind in HELD:
        yield from value.sites
    for part in (*(value.items or ()), *([value.element] if value.element is not None else ())):
        yield from _containers(part)


def _itself(facts: Analysis, node: gast.AST) -> frozenset[Site]:
    value = facts.value(node)
    return value.sites if value.kind in HELD else frozenset()


def _read_from(facts: Analysis, variable: str, seen: set[str]) -> set[Site]:
    """The containers that hold what a variable stands for."""
    found: set[Site] = set()
    seen.add(variable)
    for statement in core.walk(facts.tree.body):
        match statement:
            case core.Assign(target=target, value=value) if variable in target_names(target):
                found |= _held(facts, value, seen)
            case core.For(target=target, iter=through) if variable in target_names(target):
                found |= _mentioned(facts, through, seen)
    return found


def _held(facts: Analysis, value: gast.expr, seen: set[str]) -> set[Site]:
    """The containers that hold what an expression reads."""
    popped = value in facts.list_calls and facts.list_calls[value].name == "pop"
    if popped or _made(facts, value):
        return set()
    if isinstance(value, gast.Attribute | gast.Subscript) and (own := _itself(facts, value.value)):
        return set(own)
    return _mentioned(facts, value, seen)


def _mentioned(facts: Analysis, tree: gast.expr, seen: set[str]) -> set[Site]:
    found = {site for node in walk(tree) for site in _itself(facts, node) - {node}}
    names = {n.id for n in all_names(tree)} - seen
    return found.union(*(_read_from(facts, n, seen) for n in sorted(names)))


def _made(facts: Analysis, tree: gast.expr) -> bool:
    """Whether an expression, or a call in it, makes all that its value is, and all in it."""
    inside = set(walk(tree))
    return all(made_in(site) in inside for site in facts.sites(facts.value(tree)))

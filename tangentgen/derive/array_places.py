"""The places that hold arrays: variables, and the fields and items of containers, by memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.join import is_scalar, parts
from tangentgen.analysis.sites import origin
from tangentgen.analysis.values import UNKNOWN, Value, part_keys
from tangentgen.language import core
from tangentgen.language.walk import walk

Place = Any
"""`("name", x)`, or the memory of a container with a key: each may hold an array."""

ANY_ITEM = object()
"""The key of all the items that are not known one by one."""

_CONTAINERS = ("object", "dict", "list")
_NO_MEMORY = ("none", "str", "function", "module", "range", "slice")
_COMPREHENSIONS = (gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp, gast.Lambda)


def named(variable: str) -> Place:
    return ("name", variable)


def is_container(value: Value) -> bool:
    """Whether what a value holds is known by its memory."""
    return value.kind in _CONTAINERS and bool(value.sites)


def keyed(facts: Analysis, node: gast.Attribute | gast.Subscript) -> frozenset[Place]:
    """The places that `a.x` or `a[k]` may be, of a container.

    What is read with a key that is known may have been put there with one that is not.
    """
    owner = facts.value(node.value)
    key = _key(facts, node, owner)
    if key is UNKNOWN:
        return _own(facts, owner)
    places = frozenset((site, key) for site in owner.sites)
    return places | frozenset(p for p in _own(facts, owner) if p[1] is ANY_ITEM)


def _own(facts: Analysis, owner: Value) -> frozenset[Place]:
    """The places of a container itself: that of any item where some are not known one by one."""
    known = part_keys(owner) if owner.items is not None else ()
    all_known = owner.items is not None and facts.cells.keys().isdisjoint(owner.sites)
    keys = known if all_known else (*known, ANY_ITEM)
    return frozenset((site, key) for site in owner.sites for key in keys)


def _key(facts: Analysis, node: gast.Attribute | gast.Subscript, owner: Value) -> Any:
    if isinstance(node, gast.Attribute):
        return node.attr
    key = facts.value(node.slice).constant
    if isinstance(node.slice, gast.Constant):
        key = node.slice.value
    if owner.kind == "list" and isinstance(key, int) and key < 0:
        return key + len(owner.items) if owner.items is not None else UNKNOWN
    return key if isinstance(key, int | str) else UNKNOWN


def only_place(facts: Analysis, node: gast.expr) -> Place | None:
    """The place that a target is, where it stands for no more than one array at a time."""
    match node:
        case gast.Name(id=variable):
            return named(variable)
        case gast.Attribute(value=inner) | gast.Subscript(value=inner):
            owner = facts.value(inner)
            key = _key(facts, node, owner)
            if is_container(owner) and len(owner.sites) == 1 and key is not UNKNOWN:
                (site,) = owner.sites
                return (site, key) if is_one(facts, site) else None
    return None


def is_one(facts: Analysis, site: Site) -> bool:
    """Whether the memory is that of one container at a time, and not of several."""
    if origin(site) is not None:
        values = [*facts.arguments.values(), *facts.captured.values()]
        found = Counter(s for v in values for s in _seen(v))
        return found[site] == 1 and site not in facts.cells
    if site in facts.cells or (site in facts.contained and site in facts.repeated):
        return False
    inner: Site = None
    while isinstance(site, tuple) and site and isinstance(site[0], gast.AST):
        site, inner = site[0], site[1]
    if not isinstance(site, gast.AST) or site in _made_again(facts):
        return False
    if inner is None:
        return True
    user = facts.user_calls.get(site)
    return user is not None and not user.callee.in_progress and is_one(user.callee, inner)


def _seen(value: Value) -> Iterator[Site]:
    """The memory at each place of a value, and that of any item of a list twice."""
    yield from value.sites
    for part in value.items or ():
        yield from _seen(part)
    for part in [value.element] * 2 if value.element is not None else ():
        yield from _seen(part)


def _made_again(facts: Analysis) -> set[gast.AST]:
    """The expressions that are evaluated more than once in a call of the function."""
    found: set[gast.AST] = set()
    for statement in core.walk(facts.tree.body):
        if isinstance(statement, core.For | core.While):
            for inner in core.walk(statement.body):
                for tree in trees(inner):
                    found.update(walk(tree))
        for tree in trees(statement):
            for node in walk(tree):
                if isinstance(node, _COMPREHENSIONS):
                    found.update(walk(node))
    return found


def trees(statement: core.Statement) -> Iterator[gast.expr]:
    """The expressions of a statement itself."""
    return (v for v in vars(statement).values() if isinstance(v, gast.expr))


def within(facts: Analysis, value: Value) -> frozenset[Place]:
    """The places in the containers of a value, however deep."""
    found = _own(facts, value) if is_container(value) else frozenset()
    inner = (*(value.items or ()), *([value.element] if value.element is not None else ()))
    return found.union(*(within(facts, part) for part in inner))


def mentioned(facts: Analysis, node: gast.AST) -> frozenset[Place]:
    """All places that an expression can reach."""
    found: set[Place] = set()
    for part in walk(node):
        if isinstance(part, gast.Name):
            found.add(named(part.id))
        if isinstance(part, gast.expr):
            found |= within(facts, facts.value(part))
    return frozenset(found)


def sources(facts: Analysis, node: gast.expr) -> frozenset[Place]:
    """The places whose arrays the value of an expression may be, or view.

    What a container holds is known by its memory, whatever that is called.
    """
    value = facts.value(node)
    if is_scalar(value) or is_container(value) or value.kind in _NO_MEMORY:
        return frozenset()
    match node:
        case gast.Name(id=variable):
            return frozenset([named(variable)])
        case gast.Attribute(value=inner) | gast.Subscript(value=inner):
            return keyed(facts, node) if is_container(facts.value(inner)) else sources(facts, inner)
        case gast.Tuple(elts=elements):
            return frozenset[Place]().union(*(sources(facts, e) for e in elements))
    if value.kind == "array" and value.sites == {node}:
        return frozenset()
    return mentioned(facts, node)


def array_places(facts: Analysis, value: Value) -> Iterator[Place | None]:
    """The place of each array in a container; None of one that has no place of its own."""
    for key, part in zip(part_keys(value), value.items or (), strict=True):
        if is_container(part):
            yield from array_places(facts, part)
        elif not is_scalar(part) and part.kind not in _NO_MEMORY:
            one = part.kind == "array" and is_container(value) and len(value.sites) == 1
            yield next(((s, key) for s in value.sites if one and is_one(facts, s)), None)
    if value.element is not None and not all(map(is_scalar, parts(value.element))):
        yield None


__all__ = [
    "ANY_ITEM",
    "Place",
    "array_places",
    "is_container",
    "is_one",
    "keyed",
    "mentioned",
    "named",
    "only_place",
    "sources",
    "trees",
    "within",
]

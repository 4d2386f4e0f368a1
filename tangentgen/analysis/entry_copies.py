"""Arguments are left as they were: what is written is copied first, along the written path."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeGuard

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.marks import ENTRY
from tangentgen.analysis.values import Value, part_keys
from tangentgen.language import core
from tangentgen.language.targets import base_name
from tangentgen.source.quote import as_target, constant, copy, expression, name

CopyModule = Callable[[], str]
"""The name of the module `copy` in the output, which is imported once it is asked for."""


def entry_copies(facts: Analysis, module: CopyModule) -> list[core.Statement]:
    """A copy of each argument, and of each part of one, that the function changes."""
    out: list[core.Statement] = []
    done = {base_name(s.target) for s in facts.tree.body if _copies(s)}
    for parameter, value in facts.arguments.items():
        if parameter in done:
            continue
        out += _copied(facts, name(parameter), value, module)
    return out


def _copies(statement: core.Statement) -> TypeGuard[core.Assign]:
    """Whether it is a copy that was put there before."""
    return isinstance(statement, core.Assign) and statement.notes.mark == ENTRY


def _copied(
    facts: Analysis, tree: gast.expr, value: Value, module: CopyModule
) -> list[core.Statement]:
    if facts.mutated.isdisjoint(facts.sites(value)):
        return []
    if value.kind in ("array", "tensor"):
        return [_assigned(tree, expression("$x.copy()", x=tree))]
    if value.kind == "list" and value.items is None:
        return _list(facts, tree, value, module)
    if value.kind not in ("list", "dict", "object") or value.items is None:
        return []
    opened = value.kind == "list" and not facts.mutated.isdisjoint(value.sites)
    if opened and not isinstance(tree, gast.Name):
        return []
    inner: list[core.Statement] = []
    for key, item in zip(part_keys(value), value.items, strict=True):
        part = gast.Subscript(copy(tree), constant(key), gast.Load())
        if value.kind == "object":
            part = gast.Attribute(copy(tree), str(key), gast.Load())
        inner += _copied(facts, part, item, module)
    if value.kind == "object" and (hasattr(value.cls, "_fields") or _frozen(value.cls)):
        return []
    whole = expression("$x.copy()", x=tree)
    if value.kind == "object":
        whole = expression("$m.copy($x)", m=name(module()), x=tree)
    return [_assigned(tree, whole), *inner]


def _list(
    facts: Analysis, tree: gast.expr, value: Value, module: CopyModule
) -> list[core.Statement]:
    element = value.element
    if element is None or facts.mutated.isdisjoint(facts.sites(element)):
        return [_assigned(tree, expression("$x.copy()", x=tree))]
    made = _items(facts, tree, element, 0, module)
    return [] if made is None else [_assigned(tree, made)]


_NAMES = ("item", "part", "inner")  # of what a list holds, of what that holds, and so on


def _items(
    facts: Analysis, tree: gast.expr, element: Value, depth: int, module: CopyModule
) -> gast.expr | None:
    """`[item.copy() for item in x]`, deeper where what changes lies deeper."""
    if depth == len(_NAMES):
        return None
    item = name(_NAMES[depth])
    made = _copy(facts, item, element, depth + 1, module)
    if made is None:
        return None
    return gast.ListComp(made, [gast.comprehension(as_target(item), tree, [], 0)])


def _copy(
    facts: Analysis, item: gast.expr, value: Value, depth: int, module: CopyModule
) -> gast.expr | None:
    """A copy of what a list holds, as far as it changes; None for what is not copied."""
    if facts.mutated.isdisjoint(facts.sites(value)):
        return item
    parts = list(value.items or ())
    if value.element is not None:
        parts.append(value.element)
    steady = all(facts.mutated.isdisjoint(facts.sites(part)) for part in parts)
    if value.kind == "array" or (value.kind in ("list", "dict") and steady):
        return expression("$x.copy()", x=item)
    if value.kind == "object" and steady and not _frozen(value.cls):
        return expression("$m.copy($x)", m=name(module()), x=item)
    if value.kind == "list" and value.items is None and value.element is not None:
        return _items(facts, item, value.element, depth, module)
    if value.kind not in ("tuple", "list", "dict") or value.items is None:
        return None
    keys = [constant(key) for key in part_keys(value)]
    made = [
        _copy(facts, gast.Subscript(copy(item), copy(key), gast.Load()), part, depth, module)
        for key, part in zip(keys, parts, strict=True)
    ]
    known = [m for m in made if m is not None]
    if len(known) < len(made):
        return None
    if value.kind == "dict":
        return gast.Dict(keys, known)
    display = gast.List if value.kind == "list" else gast.Tuple
    return display(known, gast.Load())


def _frozen(cls: type | None) -> bool:
    parameters = getattr(cls, "__dataclass_params__", None)
    return bool(parameters is not None and parameters.frozen)


def _assigned(tree: gast.expr, value: gast.expr) -> core.Statement:
    return core.Assign(as_target(tree), value, notes=core.Notes(mark=ENTRY))

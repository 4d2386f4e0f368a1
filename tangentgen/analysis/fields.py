"""Dicts and objects that change: what each key or attribute may hold, by memory and key.

A key or attribute that is assigned anywhere belongs to the object everywhere in the function.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Hashable
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.join import join
from tangentgen.analysis.lists import note
from tangentgen.analysis.paths import forgotten
from tangentgen.analysis.values import ANY, UNKNOWN, Nothing, Value

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


_PLAIN = inspect.getattr_static(object, "__setattr__")


def key_of(target: gast.expr, owner: Value, index: Value | None) -> Hashable | None:
    """The key or attribute that a target names; None where it is not known."""
    if owner.kind == "object" and isinstance(target, gast.Attribute) and owner.items is not None:
        return str(target.attr)
    if owner.kind == "dict" and index is not None and owner.items is not None:
        key = index.constant
        if key is not UNKNOWN and isinstance(key, Hashable):
            return key
    return None


def plain_attribute(owner: Value, name: str) -> bool:
    """Whether assigning an attribute does nothing but store the value."""
    cls = owner.cls
    if cls is types.SimpleNamespace:
        return True
    if cls is None or inspect.getattr_static(cls, "__setattr__") is not _PLAIN:
        return False
    found = inspect.getattr_static(cls, name, None)
    slot = type(found).__name__ == "member_descriptor"
    return slot or not hasattr(type(found), "__set__")


def replaced(
    evaluate: Evaluator,
    node: gast.AST,
    owner: Value,
    key: Hashable,
    value: Value,
    made: gast.AST,
) -> Value:
    """Records `owner.key = value` where the memory that the key held is there no longer.

    What kind it is of, and whether it carries a derivative, is said for all times.
    """
    if not note(evaluate, node, owner, [value], made):
        return ANY
    if value.cls is Nothing:
        return value
    plain = forgotten(value, {"@"})
    for site in owner.sites:
        fields = evaluate.facts.fields.setdefault(site, {})
        kind = _anywhere(plain)
        fields[key] = join(fields[key], kind) if key in fields else kind
    return plain


def _anywhere(value: Value) -> Value:
    """The value without saying which memory it is."""
    items = None if value.items is None else tuple(map(_anywhere, value.items))
    element = None if value.element is None else _anywhere(value.element)
    return value.but(items=items, element=element, sites=frozenset())


def stored(
    evaluate: Evaluator, node: gast.AST, owner: Value, key: Hashable, value: Value, made: gast.AST
) -> Value:
    """Records `owner.key = value`, and returns what the field may hold from now on."""
    if not note(evaluate, node, owner, [value], made):
        return ANY
    if value.cls is Nothing:
        return value
    plain = forgotten(value, {"@"})
    held = plain
    for site in owner.sites:
        fields = evaluate.facts.fields.setdefault(site, {})
        fields[key] = join(fields[key], plain) if key in fields else plain
        held = join(held, fields[key])
    if key in owner.keys and owner.items is not None:
        held = join(owner.items[owner.keys.index(key)], held)
    return held

"""What the keys and the values of a dict are."""

from __future__ import annotations

from tangentgen.analysis.join import join_all
from tangentgen.analysis.values import ANY, NOTHING, Value

VIEWS = ("keys", "values", "items")


def key_of(held: Value) -> Value:
    """What any key of a dict is."""
    if held.items is None:
        return held.keys[0] if held.keys else ANY
    kinds = {type(key) for key in held.keys}
    if held.items is not None and len(kinds) == 1:
        [kind] = kinds
        if kind is str:
            return Value("str")
        if kind is int:
            return Value("int", shape=())
    return ANY


def held_by(held: Value) -> Value:
    """What any value of a dict is."""
    every = [*(held.items or ()), *([held.element] if held.element is not None else [])]
    return join_all(every) or NOTHING

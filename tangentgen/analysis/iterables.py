"""What iterables are made of: which function one calls, and what passes through it."""

from __future__ import annotations

import builtins
import itertools
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.analysis.values import UNKNOWN

PICKING = (itertools.combinations, itertools.permutations, itertools.combinations_with_replacement)
AT_ONCE: tuple[Any, ...] = (list, tuple, iter)


def called(facts: Analysis, node: gast.expr) -> Any:
    """The function that an iterable calls, or the name of the method; UNKNOWN for no call."""
    if not isinstance(node, gast.Call):
        return UNKNOWN
    found = facts.value(node.func).constant
    return found.name if isinstance(found, ArrayMethod) else found


def parts_active(facts: Analysis, node: gast.expr) -> bool:
    """Whether an iterable, or what it is put together from, carries a derivative."""
    if facts.value(node).kind == "dict":
        return False  # its keys are no numbers
    if facts.active(node):
        return True
    match node:
        case gast.Call(args=args, func=function) if passes_on(called(facts, node)):
            owner = [function.value] if isinstance(function, gast.Attribute) else []
            inside = any(parts_active(facts, a) for a in args)
            return inside or any(facts.active(o) for o in owner)
        case gast.Attribute(attr="flat", value=value):
            return facts.active(value)
    return False


def passes_on(function: Any) -> bool:
    """Whether the items of a call are those that it is given."""
    if isinstance(function, str):
        return function in ("items", "values", "tolist")
    builtin = (builtins.zip, builtins.enumerate, builtins.reversed, builtins.map, builtins.filter)
    if any(function is f for f in (*builtin, *AT_ONCE, builtins.sorted, np.ndenumerate)):
        return True
    return getattr(function, "__module__", "") == "itertools"

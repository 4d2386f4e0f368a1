"""`xs, table = [], {}`, `p, q = f(x), f(y)`: containers and calls side by side, one by one."""

from __future__ import annotations

import collections
from collections.abc import Callable
from dataclasses import replace
from types import FunctionType
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names

_CLASSES = (dict, set, collections.deque, collections.defaultdict, collections.OrderedDict)


def _is_users(called: Any) -> bool:
    """Whether it is a function of Python's, which may be derived through: its result has a name."""
    library = getattr(called, "__module__", None) or ""
    return isinstance(called, FunctionType) and library.split(".")[0] not in ("numpy", "scipy")


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """An assignment for each of them, where none of the values reads what another one gets."""

    def makes(value: gast.expr) -> bool:
        match value:
            case gast.Dict() | gast.DictComp():
                return True
            case gast.Call(func=called):
                made = live(called)
                return any(made is cls for cls in _CLASSES) or _is_users(made)
        return False

    def statement(old: core.Statement) -> core.Block:
        match old:
            case core.Assign(target=gast.Tuple(elts=targets), value=gast.Tuple(elts=values)) if len(
                targets
            ) == len(values) and any(map(makes, values)):
                if not all(isinstance(t, gast.Name) for t in targets):
                    return (old,)
                given = {t.id for t in targets}
                if given.isdisjoint(n for v in values for n in read_names(v)):
                    plain = core.Notes(origin=old.notes.origin)
                    first = replace(old.notes, trailing=None)
                    return tuple(
                        core.Assign(t, v, notes=plain if k else first)
                        for k, (t, v) in enumerate(zip(targets, values, strict=True))
                    )
        return (core.mapped(old, block),)

    def block(given: core.Block) -> core.Block:
        return tuple(new for old in given for new in statement(old))

    return replace(function, body=block(function.body))

"""Names that a function does not use yet."""

from __future__ import annotations

import weakref
from collections.abc import Iterator

import gast

from tangentgen.language import core
from tangentgen.language.resolve import bound, parameters
from tangentgen.language.walk import walk

_KNOWN: weakref.WeakKeyDictionary[core.Function, frozenset[str]] = weakref.WeakKeyDictionary()
_OWN: weakref.WeakKeyDictionary[core.Statement, frozenset[str]] = weakref.WeakKeyDictionary()


def occurring(function: core.Function) -> set[str]:
    """Every name that a function binds or reads."""
    found = _KNOWN.get(function)
    if found is None:  # many passes ask, and few change anything
        own = (_own(statement) for statement in core.walk(function.body))
        found = _KNOWN[function] = frozenset(parameters(function)).union(*own)
    return set(found)


def _own(statement: core.Statement) -> frozenset[str]:
    """The names in a statement, but for those in its blocks."""
    found = _OWN.get(statement)
    if found is None:
        found = _OWN[statement] = frozenset(_occurring(statement))
    return found


def _occurring(statement: core.Statement) -> Iterator[str]:
    yield from bound(statement)
    for value in vars(statement).values():
        if isinstance(value, gast.AST):
            for node in walk(value):
                name = node.id if isinstance(node, gast.Name) else _captured(node)
                if name is not None:
                    yield name


def _captured(node: gast.AST) -> str | None:
    """The name that a part of a pattern binds."""
    found: str | None = getattr(node, "name", None) or getattr(node, "rest", None)
    return found if isinstance(found, str) else None


def free(wanted: str, taken: set[str]) -> str:
    """The wanted name, numbered where it is taken; it is taken from now on.

    >>> taken = {"flag"}
    >>> free("flag", taken), free("flag", taken), sorted(taken)
    ('flag2', 'flag3', ['flag', 'flag2', 'flag3'])
    """
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}{number}", number + 1
    taken.add(found)
    return found

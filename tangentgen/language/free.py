"""Names that a function does not use yet."""

from __future__ import annotations

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters


def occurring(function: core.Function) -> set[str]:
    """Every name that a function binds or reads."""
    found = set(parameters(function)) | set(assigned(function.body))
    for statement in core.walk(function.body):
        for value in vars(statement).values():
            if isinstance(value, gast.AST):
                found.update(n.id for n in gast.walk(value) if isinstance(n, gast.Name))
                found.update(n for n in map(_captured, gast.walk(value)) if n is not None)
    return found


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

"""What was found wrong with the functions of a derivation, told all at once."""

from __future__ import annotations

import linecache
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen import errors
from tangentgen.analysis.facts import Analysis
from tangentgen.source.read import Source


@dataclass(eq=False)
class Offences:
    """Each offence once, with the analyses that found it."""

    found: dict[Any, errors.Offence] = field(default_factory=dict)
    owners: dict[Any, list[Analysis | None]] = field(default_factory=dict)

    def add(
        self, source: Source, node: gast.AST, what: str, hint: str, owner: Analysis | None = None
    ) -> None:
        offence = offence_at(source, node, what, hint)
        key = (offence.path, offence.line, offence.column, what)
        self.found.setdefault(key, offence)
        self.owners.setdefault(key, []).append(owner)

    def forget(self, facts: Analysis) -> None:
        """Drops what was found in a form of a function that has been rewritten since."""
        for key, owners in list(self.owners.items()):
            self.owners[key] = [owner for owner in owners if owner is not facts]
            if not self.owners[key]:
                del self.found[key], self.owners[key]

    def raise_all(self, reached: Collection[Analysis] | None = None) -> None:
        """Raises what is left, in the order of the text.

        What was found in a function that nothing calls in the end is no offence.
        """
        found = [
            offence
            for key, offence in self.found.items()
            if reached is None or any(o is None or o in reached for o in self.owners[key])
        ]
        if found:
            ordered = sorted(found, key=lambda o: (o.path, o.line, o.column))
            raise errors.UnsupportedSyntax(tuple(ordered))


def offence_at(source: Source, node: gast.AST, what: str, hint: str) -> errors.Offence:
    """An offence at a node; made nodes stand where the first of their parts does."""
    line, column = source.first_line, 0
    for inner in gast.walk(node):
        if getattr(inner, "lineno", None):
            line, column = inner.lineno, inner.col_offset
            break
    lines = source.text.split("\n")
    index = line - source.first_line
    shown = lines[index] if 0 <= index < len(lines) else ""
    shown = linecache.getline(source.path, line).rstrip("\r\n") or shown
    return errors.Offence(source.path, line, column, shown, what, hint)

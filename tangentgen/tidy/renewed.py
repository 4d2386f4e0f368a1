"""Names that get another array in each trip of a loop, before anything is read from them.

What was written to the array of an earlier trip is not read there. An array comes back from a
stack in one trip only if each that was put there was made in a trip of its own, or copied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import gast

from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.sweep import Restore, Save, Slot
from tangentgen.tidy.apart import Access
from tangentgen.tidy.regions import Loop


@dataclass
class Renewals:
    """What binds names, with the place; `certain` is what every trip of its loop comes by."""

    bound: dict[str, list[tuple[core.Statement, Access, bool]]] = field(default_factory=dict)
    saved: dict[Slot, list[tuple[Save, Access]]] = field(default_factory=dict)

    def binds(self, names: Iterable[str], by: core.Statement, at: Access, certain: bool) -> None:
        for name in names:
            self.bound.setdefault(name, []).append((by, at, certain))

    def saves(self, statement: Save, at: Access) -> None:
        self.saved.setdefault(statement.slot, []).append((statement, at))

    def before(self, name: str, read: Access) -> frozenset[Loop]:
        """The loops in each trip of which a name has got another array before it is read."""
        bound = self.bound.get(name, [])
        if not all(self._is_another(statement) for statement, _, _ in bound):
            return frozenset()
        return frozenset(at.loops[-1] for _, at, certain in bound if certain and _leads(at, read))

    def _is_another(self, statement: core.Statement) -> bool:
        """Whether an array is bound that the name has not had in another trip."""
        if isinstance(statement, Restore):
            saved = self.saved.get(statement.slot, ())
            return statement.slot.stacked and all(self._is_apart(*one) for one in saved)
        return _makes(statement)

    def _is_apart(self, save: Save, at: Access) -> bool:
        """Whether what is saved in one trip is another array than in any other trip."""
        if save.copied:
            return True
        own = save.value.id if isinstance(save.value, gast.Name) else ""
        return any(
            certain and _makes(by) and made.loops == at.loops and made.order < at.order
            for by, made, certain in self.bound.get(own, ())
        )


def _makes(statement: core.Statement) -> bool:
    """Whether a name is bound to an array that nothing else has."""
    if type(statement) is not core.Assign or not isinstance(statement.target, gast.Name):
        return False
    value = statement.value
    into = isinstance(value, gast.Call) and any(k.arg == "out" for k in value.keywords)
    return fresh(value) and not into


def _leads(binding: Access, read: Access) -> bool:
    """Whether the read comes after the binding in each trip of the binding's loop."""
    depth = len(binding.loops)
    return depth > 0 and binding.order < read.order and binding.loops == read.loops[:depth]

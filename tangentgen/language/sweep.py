"""Statements that exist only while a derivative is made, and the pair of sweeps."""

from __future__ import annotations

from dataclasses import dataclass

import gast

from tangentgen.language import core


@dataclass(frozen=True, eq=False)
class Slot:
    """A place for saved values: a variable, or inside a loop a stack."""

    name: str  # what is saved, for the name: "x" gives x_old or x_stack
    stacked: bool


@dataclass(frozen=True, eq=False)
class Save(core.Statement):
    """Keeps a value that is about to be overwritten."""

    slot: Slot
    value: gast.expr
    copied: bool  # the value may be changed in place later


@dataclass(frozen=True, eq=False)
class Restore(core.Statement):
    """Puts a saved value back; what a slot of the forward sweep got last comes first."""

    slot: Slot
    target: gast.expr


@dataclass(frozen=True, eq=False)
class Own(core.Statement):
    """Makes a name hold an array of its own before the array is changed in place.

    What only must not share memory, a result, is not changed.
    """

    name: str
    changed: bool = True


@dataclass(frozen=True, eq=False)
class ChangedBack(core.Assign):
    """Names that have changed places get their own values again: `a, b = b, a`."""


@dataclass(frozen=True, eq=False)
class ExchangedBack(ChangedBack, core.Exchange):
    """Two elements that have changed places do so again."""


@dataclass(frozen=True, eq=False)
class AddedItem(core.Assign):
    """`a_bar[k] = a_bar[k] + e` of an array: done in place where nothing else holds it."""


@dataclass(frozen=True, eq=False)
class Forwarded(core.Assign):
    """A call of a forward function, which hands over what the reverse wants beside the value."""

    primal: core.Statement  # the call itself, which serves where nothing of that is read


@dataclass(frozen=True)
class Sweeps:
    """A block's forward statements, and its reverse ones in the order they run."""

    forward: core.Block
    reverse: core.Block

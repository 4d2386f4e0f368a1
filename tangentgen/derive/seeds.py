"""An adjoint on its way down an expression, and what arrives at a place."""

from __future__ import annotations

from dataclasses import dataclass

import gast

from tangentgen.derive.places import Place
from tangentgen.derive.unasked import Masks


@dataclass(frozen=True)
class Seed:
    """The adjoint of an expression; where it is not `full`, it broadcasts to its shape."""

    tree: gast.expr
    full: bool = True
    masks: Masks = ()  # conditions under which it is not zero
    light: bool = False  # costs nothing to read more than once, as a section of an adjoint

    @property
    def atomic(self) -> bool:
        return (
            self.light
            or isinstance(self.tree, gast.Name | gast.Constant)
            or (
                isinstance(self.tree, gast.UnaryOp)
                and isinstance(self.tree.op, gast.USub)  # goes into the products it is part of
                and isinstance(self.tree.operand, gast.Constant | gast.Name)
            )
        )


@dataclass(frozen=True)
class Contribution:
    """What an expression adds to the adjoint of a place."""

    place: Place
    tree: gast.expr
    full: bool
    masks: Masks = ()

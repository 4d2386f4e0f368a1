"""The tangent of an expression while it is put together."""

from __future__ import annotations

from dataclasses import dataclass

import gast

CONTAINERS = ("list", "tuple", "dict", "object")


@dataclass(frozen=True)
class Dot:
    """A sum of terms; where it is not `full`, it only broadcasts to the value's shape."""

    terms: tuple[gast.expr, ...]
    full: bool = True

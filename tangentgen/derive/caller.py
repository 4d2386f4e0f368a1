"""What a callee's derivation must know of the call."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Caller:
    """What a callee's derivation must know of the call."""

    unasked: bool = False  # where the cotangents are zero, nothing was asked; see unasked.py
    writes: bool = False  # to arrays that are returned, so that what is saved is copied


ALONE = Caller()

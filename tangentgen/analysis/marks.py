"""Marks of the statements that analysis adds to the primal, by which the deriver knows them."""

from __future__ import annotations

COUNTS = "counts the trips"
ENTRY = "leaves the argument as it was"

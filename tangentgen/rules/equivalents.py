"""Mutants that are the same function written differently, or differ where nothing is promised."""

from __future__ import annotations

EQUIVALENT = {
    (
        "sort_complex_tangent",
        "shared_among_equals(ans, moved, -1) + 0j -> shared_among_equals(ans, moved, -1) - 0j",
    ): "adds nothing; it only makes the numbers complex",
}


def reason(template: str, change: str) -> str:
    """Why a mutant of a template is none; empty where it is one."""
    return EQUIVALENT.get((template, change), "")

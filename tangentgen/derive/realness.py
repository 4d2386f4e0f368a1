"""Adjoints of real values that complex ones are computed from: their real part counts."""

from __future__ import annotations

from typing import Any

import gast
import numpy as np

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Value, category
from tangentgen.rules.static import dotted
from tangentgen.source.quote import expression

# What they return is real, whatever they are given.
REAL_VALUED = frozenset(
    [
        *(np.real, np.imag, np.abs, abs, np.angle, np.var, np.std, np.nanvar, np.nanstd),
        *(np.linalg.norm, np.linalg.vector_norm, np.linalg.matrix_norm, np.linalg.cond),
        *(np.linalg.eigvalsh, np.linalg.svdvals),
    ]
)


def of_argument(tree: gast.expr, answer: Value, value: Value, world: Assumptions) -> gast.expr:
    """The adjoint of an argument, from that of an answer which may be complex.

    >>> from tangentgen.analysis.values import Value
    >>> real, unknown = Value("array", dtype="f8"), Value("array")
    >>> world = Assumptions()
    >>> gast.unparse(of_argument(expression("g"), unknown, real, world))
    'g'
    >>> world.complex = True
    >>> gast.unparse(of_argument(expression("g"), unknown, real, world))
    'np.real(g)'
    """
    return real_part(tree) if category(value) == "real" and may_be_complex(answer, world) else tree


def of_answer(tree: gast.expr, function: Any, answer: Value, world: Assumptions) -> gast.expr:
    """The adjoint of what a function with real values returns, where analysis can't tell."""
    unknown = category(answer) is None and world.complex
    return real_part(tree) if unknown and function in REAL_VALUED else tree


def of_held(tree: gast.expr, value: Value, facts: Analysis, world: Assumptions) -> gast.expr:
    """The adjoint of a value, from that of what stood later in its place in a container."""
    doubtful = world.complex and category(value) == "real"
    return real_part(tree) if doubtful and _holds_complex(facts) else tree


def _holds_complex(facts: Analysis) -> bool:
    """Whether some container holds, or may hold, complex numbers."""
    found = facts.values.values()
    held = (p for v in found if v.kind in _CONTAINERS for p in (*(v.items or ()), v.element) if p)
    return any(p.kind in _NUMBERS and category(p) in (None, "complex") for p in held)


_CONTAINERS = ("list", "tuple", "dict", "object")
_NUMBERS = ("any", "complex", "scalar", "array", "number", "tensor")


def real_part(tree: gast.expr) -> gast.expr:
    """`np.real(tree)`, once, and not of a number that is written."""
    if isinstance(tree, gast.Constant) and not isinstance(tree.value, complex):
        return tree
    if isinstance(tree, gast.Call) and dotted(tree.func) == "np.real":
        return tree
    return expression("np.real($x)", x=tree)


def may_be_complex(value: Value, world: Assumptions) -> bool:
    known = category(value)
    return known == "complex" or (known is None and world.complex)

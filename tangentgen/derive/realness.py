"""Adjoints of real values that complex ones are computed from: their real part counts."""

from __future__ import annotations

from typing import Any

import gast
import numpy as np

from tangentgen.analysis.dims import Assumptions
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
    return real_part(tree) if category(value) == "real" and _may_be_complex(answer, world) else tree


def of_answer(tree: gast.expr, function: Any, answer: Value, world: Assumptions) -> gast.expr:
    """The adjoint of what a function with real values returns, where analysis can't tell."""
    unknown = category(answer) is None and world.complex
    return real_part(tree) if unknown and function in REAL_VALUED else tree


def real_part(tree: gast.expr) -> gast.expr:
    """`np.real(tree)`, once."""
    if isinstance(tree, gast.Call) and dotted(tree.func) == "np.real":
        return tree
    return expression("np.real($x)", x=tree)


def _may_be_complex(value: Value, world: Assumptions) -> bool:
    known = category(value)
    return known == "complex" or (known is None and world.complex)

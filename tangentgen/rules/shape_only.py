"""Arguments of which only the shape is taken: no derivative flows through a shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tangentgen.rules.library import Rule

# Said here and not found out: a rule need not read what the answer depends on (`initial=`).
SHAPE_ONLY = {("numpy.full_like", "a"), ("tangentgen.known.unbroadcast", "x")}


def shape_only(rule: Rule, parameter: str) -> bool:
    """Whether of this argument only the shape has a part in the answer.

    >>> import numpy as np
    >>> from tangentgen.rules import library
    >>> rule = library.find(np.full_like)
    >>> shape_only(rule, "a"), shape_only(rule, "fill_value")
    (True, False)
    """
    return (rule.name, parameter) in SHAPE_ONLY

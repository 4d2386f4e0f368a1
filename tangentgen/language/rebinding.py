"""Whether a variable has one value for as long as a function runs."""

from __future__ import annotations

from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters


def changing(function: core.Function, name: str) -> bool:
    """Whether a name is assigned more than once, or in a loop."""
    bindings = [*parameters(function), *assigned(function.body)].count(name)
    loops = (s for s in core.walk(function.body) if isinstance(s, core.For | core.While))
    return bindings > 1 or any(name in assigned((loop,)) for loop in loops)

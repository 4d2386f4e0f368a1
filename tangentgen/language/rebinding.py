"""Whether a variable has one value for as long as a function runs."""

from __future__ import annotations

import gast

from tangentgen.language import core
from tangentgen.language.nested import Definition, default_names, defaults
from tangentgen.language.resolve import assigned, parameters


def changing(function: core.Function, name: str) -> bool:
    """Whether a name is assigned more than once, or in a loop."""
    bindings = [*parameters(function), *assigned(function.body)].count(name)
    loops = (s for s in core.walk(function.body) if isinstance(s, core.For | core.While))
    return bindings > 1 or any(name in assigned((loop,)) for loop in loops)


def varying(function: core.Function, made: Definition) -> bool:
    """Whether a default of a function made inside another may be another where that is called.

    A default that is no more than a variable is the same array, whatever is written to that.
    """
    local = {*parameters(function), *assigned(function.body)}
    computed = [d for d in defaults(made) if not isinstance(d, gast.Name | gast.Constant)]
    read = {n.id for d in computed for n in gast.walk(d) if isinstance(n, gast.Name)}
    return not read.isdisjoint(local) or any(changing(function, n) for n in default_names(made))

"""Functions that return nothing: the arguments that they change are their value."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import bound, parameters
from tangentgen.source.quote import as_target, copy, name


def returning(tree: core.Function, names: list[str]) -> core.Function:
    """The function with its changed arguments as its value.

    One whose name stands for something else later has another name from the beginning.
    """
    order = [n for n in parameters(tree) if n in names]
    bound_again = {
        n for s in core.walk(tree.body) if not isinstance(s, core.Augment) for n in bound(s)
    }
    taken = occurring(tree)
    given = {n: free(f"{n}_given", taken) for n in order if n in bound_again}
    first = tuple(core.Assign(as_target(name(new)), name(old)) for old, new in given.items())
    value: gast.expr = name(given.get(order[0], order[0]))
    if len(order) > 1:
        value = gast.Tuple([name(given.get(n, n)) for n in order], gast.Load())

    def ended(block: core.Block) -> core.Block:
        """The block with the value returned wherever it ends."""
        last = block[-1] if block else None
        if isinstance(last, core.Return):
            return (*block[:-1], core.Return(copy(value), notes=last.notes))
        if isinstance(last, core.If) and any(
            isinstance(s, core.Return) for s in core.level((last,))
        ):
            way = replace(last, body=ended(last.body), orelse=ended(last.orelse))
            return (*block[:-1], way)
        return (*block, core.Return(copy(value)))

    return replace(tree, body=(*first, *ended(tree.body)))

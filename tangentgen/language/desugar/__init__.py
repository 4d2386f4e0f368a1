"""The rewrites that shrink the language, in order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.desugar import (
    assigning,
    attempts,
    caught,
    chains,
    chosen_functions,
    decorated,
    default_dicts,
    dicts,
    discarded,
    endings,
    exits,
    generators,
    grown_tuples,
    iterators,
    kept_functions,
    loop_else,
    made_functions,
    parallel,
    patterns,
    queues,
    repeated,
    returns,
    side_by_side,
    spread_displays,
    starred,
    unfailing,
    unpacked,
    walrus,
    yields,
)


def normal_form(
    function: core.Function, live: Callable[[gast.expr], Any], find: yields.Find
) -> core.Function:
    """The function with single targets, and with every jump at the end of its block.

    `live` gives the object that a name or an attribute in a pattern stands for, `find` the
    generator function.
    """
    function = spread_displays.rewrite(dicts.rewrite(decorated.rewrite(function, live), live))
    function = iterators.rewrite(patterns.rewrite(function, live), live, find)
    function = made_functions.rewrite(generators.rewrite(function), live)
    function = chosen_functions.rewrite(kept_functions.rewrite(function))
    function = yields.rewrite(function, live, find)
    for rewrite in (
        loop_else.rewrite,
        chains.rewrite,
        repeated.rewrite,
        starred.rewrite,
        parallel.rewrite,
        partial(unpacked.rewrite, live=live),
        partial(side_by_side.rewrite, live=live),
        discarded.rewrite,
        partial(assigning.rewrite, live=live),
        partial(walrus.rewrite, live=live),
        partial(queues.rewrite, live=live),
        partial(grown_tuples.rewrite, live=live),
        partial(default_dicts.rewrite, live=live),
        unfailing.rewrite,
        caught.rewrite,
        endings.rewrite,
    ):
        function = rewrite(function)
    function = attempts.rewrite(function, live)
    return exits.rewrite(returns.rewrite(function))

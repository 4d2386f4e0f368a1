"""What a function is rewritten by before it is differentiated, in this order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from tangentgen.analysis import (
    collected,
    dict_calls,
    instrument,
    list_methods,
    loops,
    nothing_returned,
)
from tangentgen.analysis.by_item import by_item
from tangentgen.analysis.by_paths import arrays_by_paths, by_paths
from tangentgen.analysis.called_anew import called_anew
from tangentgen.analysis.decided import decided
from tangentgen.analysis.explicit import explicit_calls
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.grown_displays import displayed
from tangentgen.analysis.in_order import in_order
from tangentgen.analysis.named import named
from tangentgen.analysis.rebound import written_anew
from tangentgen.analysis.rows_unpacked import rows_unpacked
from tangentgen.analysis.stacks_apart import stacks_apart
from tangentgen.analysis.taken_apart import taken_apart
from tangentgen.analysis.unrolling import unrolled
from tangentgen.analysis.written_out import written_out
from tangentgen.language import core

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program

CALLS = 8  # inside each other, that are written out
DEPTH = 5  # of loops over the items of what outer loops go through
NAMES = 12  # second names of what changes, that are replaced
Rewrite = Callable[[Analysis], core.Function | None]
"""A pass: the function with another text, or None where there is nothing to do."""


def rewrites(
    program: Program, facts: Analysis, entry: bool
) -> tuple[tuple[Rewrite, ...], tuple[Rewrite, ...]]:
    """First what writes out calls and displays, then what gives one name to what changes."""
    first: tuple[Rewrite, ...] = (
        decided,
        nothing_returned.apart,
        in_order,
        *[partial(written_out, world=program.world)] * CALLS,
        decided,
        dict_calls.with_subscripts,
        list_methods.with_others,
        displayed,
        collected.as_loops,
        unrolled,
        explicit_calls,
        *[rows_unpacked] * DEPTH,
        dict_calls.with_subscripts,  # what the calls have come to
        collected.as_loops,
        unrolled,
        program.lifted_tree,
        partial(named, aliases=program.aliases),
    )
    last: tuple[Rewrite, ...] = (
        # what an inner loop goes through is known once the loops around it are rewritten
        *[loops.over_indices] * DEPTH,
        by_item,
        *[by_paths] * NAMES,
        *[stacks_apart] * NAMES,
        # one in another has a name once that is taken apart
        *[partial(taken_apart, program=program)] * DEPTH,
        *[arrays_by_paths] * NAMES,
        written_anew,
        partial(instrument.instrumented, entry=entry, module=program.copy_module(facts)),
        *[partial(taken_apart, program=program)] * DEPTH,  # results that have got a name
        *[by_paths] * NAMES,
        decided,  # conditions that have got a name
        partial(called_anew, program=program),
        written_anew,  # what nobody else knows now: an argument, say, that has become a copy
    )
    return first, last


def unfinished(facts: Analysis) -> bool:
    """Whether calls stand in what was rewritten that are to be rewritten themselves."""
    return bool(facts.explicit or facts.setters) or collected.as_loops(facts) is not None

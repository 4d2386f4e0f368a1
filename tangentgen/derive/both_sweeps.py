"""Both sweeps of a function, with everything saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.derive import reverse, sharing
from tangentgen.derive.begun import Choice, derivation
from tangentgen.derive.calls import ANSWER
from tangentgen.derive.changed import buffered
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.output import Output
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.language.resolve import parameters
from tangentgen.source.quote import as_target, expression, name

SeedAt = Callable[[tuple[Any, ...]], gast.expr | None]


def sweeps(
    output: Output,
    facts: Analysis,
    extra: set[str],
    value: bool,
    seed: SeedAt,
    choice: Choice,
    through: tuple[Leaf, ...] = (),
) -> tuple[Derivation, core.Block, core.Block]:
    """Both sweeps with everything saved; the adjoints of `through` are given from outside."""
    work = derivation(output, facts, extra, choice)
    for leaf in through:
        work.names.of(leaf, "_bar")
        work.live.add(leaf)
    work.seed_at = seed
    if value:
        work.answer = work.names.fresh(ANSWER)
        work.learn(work.answer, facts.returned)
    sharing.check(work)
    both = reverse.block(work, facts.tree.body, Context())
    shadows_given: list[core.Statement] = []
    for parameter, given in facts.arguments.items():
        handed_in = parameter in buffered(facts)
        if parameter in work.shadows and not handed_in:
            bar = work.names.of(root(parameter), "_bar")
            zeros = zero(given, name(parameter))
            if is_scalar(given):  # which its other names change where it is
                zeros = expression("np.zeros_like($x)", x=name(parameter))
            shadows_given.append(core.Assign(as_target(name(bar)), zeros))
    undefined = [
        core.Assign(as_target(name(n)), gast.Constant(None, None))
        for n in sorted(work.undefined - set(parameters(facts.tree)))
    ]
    return work, (*undefined, *shadows_given, *both.forward), both.reverse

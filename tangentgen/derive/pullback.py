"""`pullback`: the value, and a function that takes a cotangent back as often as it is called."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.derive.gradient import extended, spoken
from tangentgen.derive.output import Output
from tangentgen.derive.split import kept, split
from tangentgen.derive.used_up import together
from tangentgen.language import core
from tangentgen.language.resolve import parameters
from tangentgen.request import Request
from tangentgen.source.quote import as_target, copy, name


def pullback(output: Output, facts: Analysis, request: Request) -> core.Function:
    """`f_pullback(x) -> (ans, lambda cotangent: f_reverse(saved, cotangent))`."""
    made = split(output, facts, request, "reverse")
    given = kept(made, facts)
    body = list(made.forward)
    held: dict[str, gast.Name] = {}
    taken = {*made.work.names.taken, *parameters(facts.tree), *facts.captured}
    shared: list[str] = []
    for saved, tree in zip(made.saved, given, strict=True):
        # what shares memory with what the reverse changes has to share it still
        alike = made.changes and not is_scalar(made.work.value_of(saved))
        if alike or not isinstance(tree, gast.Name):
            fresh = f"{saved}_saved"
            while fresh in taken:
                fresh += "_"
            taken.add(fresh)
            if made.changes:
                shared.append(saved)
            else:
                body.append(core.Assign(as_target(name(fresh)), tree))
            held[saved] = name(fresh)
    body += together([held[n].id for n in shared], shared, made.alike)
    arguments = [copy(held.get(n, name(n))) for n in made.saved]
    cotangent = "cotangent"
    while cotangent in made.saved or cotangent in taken:
        cotangent += "_"
    parameter = gast.arguments(
        [gast.Name(cotangent, gast.Param(), None, None)], [], None, [], [], None, []
    )
    call = gast.Call(name(made.reverse), [*arguments, name(cotangent)], [])
    back = gast.Lambda(parameter, call)
    body.append(core.Return(gast.Tuple([name(made.answer), back], gast.Load())))
    doc = f"Value of `{request.function.__name__}`, and its pullback to {spoken(request.wrt)}."
    captured = sorted(facts.captured)
    whole = facts.tree.arguments
    if captured:
        whole = extended(whole, captured, None)
    return replace(core.Function(request.name, whole, tuple(body), doc))

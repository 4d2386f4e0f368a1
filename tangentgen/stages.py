"""What each stage of the generator leaves, as text: for those who want to see it work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tangentgen.language import core
    from tangentgen.request import Request

STAGES = ("read", "normal_form", "analysed", "sweeps", "unused", "result")
"""The user's text as records; single targets and jumps at block ends; loops over indices, and
names for what the reverse sweep asks again; both sweeps with everything saved; what of that is
needed; the derivative. The sweeps are those of the reverse modes."""


def text_after(request: Request, stage: str) -> str:
    """The function of a request after a stage; raises what deriving raises."""
    from tangentgen import pipeline
    from tangentgen.analysis.program import Program
    from tangentgen.derive.gradient import gradient
    from tangentgen.derive.output import Output
    from tangentgen.derive.pairs import pair_of

    if stage == "result":
        return pipeline.derive(request).text
    program = Program()
    if stage == "read":
        return _text(program.source(request.function).function)
    if stage == "normal_form":
        return _text(program.tree(request.function))
    with pipeline.deep_recursion():
        facts = pipeline.analysed(program, request)
        if stage == "analysed":
            return _text(facts.tree)
        seen: dict[tuple[str, str], core.Block] = {}
        output = Output(program, request.optimize, pair_of)
        output.watch = lambda at, name, block: seen.setdefault((at, name), block)
        gradient(output, facts, request)
        program.offences.raise_all()
    return _text(replace(facts.tree, body=seen[stage, facts.tree.name]))


def _text(function: core.Function) -> str:
    from tangentgen.language import core as records
    from tangentgen.source.printer import print_module

    return print_module(records.Module((), (function,)))

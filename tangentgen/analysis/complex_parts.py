"""Stores into the real or the imaginary part of an array.

z.real = v       # z.real[...] = v
x.real[k] += v   # x[k] += v    where x is real
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.evaluate import Evaluator
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.methods import place
from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import category
from tangentgen.language import core
from tangentgen.source.quote import UNSAID, as_target, as_value

PARTS = ("real", "imag")
REALS = ("bool", "int", "real")


def part_of(facts: Analysis, target: gast.expr) -> gast.Attribute | None:
    """`z.real` of `z.real[k]`; None where what is written is no such part of an array."""
    part = _part(target)
    return part if part is not None and facts.value(part.value).kind == "array" else None


def _part(target: gast.expr) -> gast.Attribute | None:
    while isinstance(target, gast.Subscript):
        target = target.value
    return target if isinstance(target, gast.Attribute) and target.attr in PARTS else None


def of_whole(target: gast.expr, part: gast.Attribute) -> gast.expr:
    """`z[k]` of `z.real[k]`."""
    if target is part:
        return part.value
    return gast.Subscript(of_whole(target.value, part), target.slice, gast.Load())


def as_section(
    evaluate: Evaluator, statement: core.Assign | core.Augment, env: Environment
) -> core.Assign | core.Augment | None:
    """The statement as a store into a section; None where it is one, or writes into no part."""
    target = statement.target
    part = _part(target)
    array = evaluate.operand(part.value, env) if part is not None else None
    if part is None or array is None or array.kind != "array":
        return None
    real = category(array) in REALS
    if target is not part and not real:
        if category(evaluate.operand(statement.value, env)) not in REALS:
            what = "what may be complex is written into a part of a complex array"
            evaluate.refuse(statement.value, what, "write np.real(...) or np.imag(...)")
        return None
    if real and part.attr == "imag":
        return None
    section = of_whole(target, part) if real else as_value(target)
    if target is part:
        whole = gast.Constant(Ellipsis, None if real else UNSAID)
        section = gast.Subscript(section, whole, gast.Load())
    place(section, target)
    return replace(statement, target=as_target(section))

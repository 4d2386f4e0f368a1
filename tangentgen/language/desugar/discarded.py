"""An expression whose value nobody asks for, as the statements that it stands for.

`n > 1 and xs.append(v)` is `if n > 1: xs.append(v)`; `[f(v) for v in x]` is a loop.
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.desugar.assigning import loops, renamed
from tangentgen.language.free import occurring
from tangentgen.source.quote import expression


def rewrite(function: core.Function) -> core.Function:
    """The function with branches and loops for such expressions."""
    taken = occurring(function)

    def block(given: core.Block) -> core.Block:
        return tuple(new for old in given for new in statement(core.mapped(old, block)))

    def statement(old: core.Statement) -> core.Block:
        match old:
            case core.Evaluate(value=gast.BoolOp(op=op, values=[first, *rest])):
                other = rest[0] if len(rest) == 1 else gast.BoolOp(op, rest)
                test = first if isinstance(op, gast.And) else expression("not $c", c=first)
                return (core.If(test, alone(other, old.notes), notes=old.notes),)
            case core.Evaluate(value=gast.IfExp(test=test, body=body, orelse=orelse)):
                ways = alone(body, old.notes), alone(orelse, old.notes)
                return (core.If(test, *ways, notes=old.notes),)
            case core.Evaluate(value=gast.ListComp() | gast.SetComp() as made) if isinstance(
                made.elt, gast.Call | gast.BoolOp | gast.IfExp
            ):
                made = renamed(made, taken)
                loop = loops(made.generators, alone(made.elt, old.notes), old.notes)
                return (replace(loop, notes=old.notes),)
        return (old,)

    def alone(value: gast.expr, notes: core.Notes) -> core.Block:
        if isinstance(value, gast.Constant | gast.Name):
            return (core.Pass(),)
        return statement(core.Evaluate(value, notes=core.Notes(origin=notes.origin)))

    return replace(function, body=block(function.body))

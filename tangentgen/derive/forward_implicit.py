"""The tangent of a call that solves an equation, and of an integral."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen import implicit
from tangentgen.analysis.implicit_calls import Implicit
from tangentgen.derive.forward_work import Work
from tangentgen.derive.implicit import options
from tangentgen.derive.places import leaf_expression
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.rules.helper import private
from tangentgen.source.quote import as_target, constant, copy, expression, name

if TYPE_CHECKING:
    from tangentgen.derive.forward_step import Step

OWN = {"fixed": 1.0, "zero": 0.0, "minimum": 0.0}


def assigned(work: Work, statement: core.Assign, step: Step) -> list[core.Statement]:
    """`x = root(f, guess, a)`, then `x_dot` from the equation at x."""
    found: Implicit = work.facts.implicit[statement.value]
    target = statement.target
    if not isinstance(target, gast.Name):
        raise Unsupported(target, "the target of a solution", "assign it to a name")
    own = target.id
    if any(own in read_names(a) for a in (*found.arguments, *found.bounds[1:])):
        raise Unsupported(target, "a solution that replaces its argument", "give it another name")
    arguments = [step.reading.read(a) for a in found.arguments]
    dots = [
        step.tangents.whole(a) for a, on in zip(found.arguments, found.active, strict=True) if on
    ]
    given = gast.Tuple(list(map(copy, arguments)), gast.Load())
    if found.solver.kind == "flow":
        tree = _flow(work, step, found, arguments, dots, own)
    elif found.solver.kind == "integral":
        tree = _integral(work, step, found, arguments, dots)
    else:
        work.output.helpers.setdefault("solved_tangent", private(implicit.solved_tangent))
        tree = expression(
            "solved_tangent($f, $x, $a, $d, $o)",
            f=name(found.jvp), x=leaf_expression((own, found.solver.path)), a=given,
            d=gast.Tuple(dots, gast.Load()), o=constant(OWN[found.solver.kind]),
        )  # fmt: skip
    match found.solver.path:
        case (("field", "y"),):
            tree = expression("type($s)(y=$t, t=np.zeros_like($s.t))", s=name(own), t=tree)
        case (("field", _),):
            tree = expression("type($s)(x=$t)", s=name(own), t=tree)
        case (("item", _),):
            tree = expression("($t, 0.0)", t=tree)
    dot = core.Assign(as_target(name(work.dot(own))), tree)
    return [*step.extra, step.primal(), *step.tangents.before, dot]


def _flow(
    work: Work,
    step: Step,
    found: Implicit,
    arguments: list[gast.expr],
    dots: list[gast.expr],
    own: str,
) -> gast.expr:
    work.output.helpers.setdefault("flow_tangent", private(implicit.flow_tangent))
    span, y0 = (step.reading.read(bound) for bound in found.bounds)
    first = found.bounds[1]
    y0_dot = expression("np.zeros_like($y)", y=copy(y0))
    if work.facts.active(first):
        y0_dot = step.tangents.whole(first)
    return expression(
        "flow_tangent($s, $f, $t, $x, ($y, $z), $a, $d, $o)",
        s=copy(found.function), f=name(found.jvp), t=span, x=name(own), y=y0, z=y0_dot,
        a=gast.Tuple(list(map(copy, arguments)), gast.Load()),
        d=gast.Tuple(dots, gast.Load()), o=options(found),
    )  # fmt: skip


def _integral(
    work: Work, step: Step, found: Implicit, arguments: list[gast.expr], dots: list[gast.expr]
) -> gast.expr:
    a, b = (step.reading.read(bound) for bound in found.bounds)
    terms: list[gast.expr] = []
    for bound, at, sign in ((found.bounds[1], b, "$f * $d"), (found.bounds[0], a, "-$f * $d")):
        if work.facts.active(bound):
            there = gast.Call(copy(found.f), [copy(at), *map(copy, arguments)], [])
            terms.append(expression(sign, f=there, d=step.tangents.whole(bound)))
    if dots:
        work.output.helpers.setdefault("integral_adjoint", private(implicit.integral_adjoint))
        slopes = expression(
            "integral_adjoint($q, $f, $a, $b, $p)",
            q=copy(found.function), f=name(found.vjp), a=copy(a), b=copy(b),
            p=gast.Tuple(list(map(copy, arguments)), gast.Load()),
        )  # fmt: skip
        named = work.names.fresh("slopes")
        step.tangents.before.append(core.Assign(as_target(name(named)), slopes))
        for k, dot in enumerate(dots):
            terms.append(expression(f"{named}[{k}] * $d", d=dot))
    total = terms[0]
    for term in terms[1:]:
        total = gast.BinOp(total, gast.Add(), term)
    return total

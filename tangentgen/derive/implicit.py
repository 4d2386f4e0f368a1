"""The reverse of a call that solves an equation, by its adjoint equation, and of an integral."""

from __future__ import annotations

import gast

from tangentgen import implicit
from tangentgen.analysis.implicit_calls import Implicit
from tangentgen.derive.accumulate import adjoint, gathered, ordered
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.names import Leaf
from tangentgen.derive.places import leaf_expression, place_of
from tangentgen.derive.push import Pusher
from tangentgen.derive.seeds import Seed
from tangentgen.derive.step import Step, around_restore, saves, take
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.sweep import Sweeps
from tangentgen.rules.helper import private
from tangentgen.source.quote import as_target, constant, copy, expression, name


def assigned(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    """`x = root(f, guess, a)`: `x_adjoint` from the equation, then `a_bar` from f at x."""
    found: Implicit = work.facts.implicit[statement.value]
    names = list(bound(statement))
    if len(names) != 1 or not isinstance(statement.target, gast.Name) or names[0] in work.shadows:
        hint = "assign it to a name of its own, and copy it before it is changed"
        raise Unsupported(statement.target, "the target of a solution", hint)
    target = names[0]
    kept, put = saves(work, statement, names, context)
    live = take(work, target)
    work.live.difference_update(live)
    own = (target, found.solver.path)
    if own not in live:
        return Sweeps((*kept, statement), tuple(put))
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = f"{target}__ans"
    bar = name(adjoint(work, own))
    arguments = [pusher.reading.read(a) for a in found.arguments]
    if found.solver.kind == "integral":
        _integral(work, pusher, found, arguments, bar)
    elif found.solver.kind == "flow":
        _flow(work, pusher, found, arguments, bar, name(post))
    else:
        _equation(work, pusher, found, arguments, bar, leaf_expression((post, own[1])), target)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found, pusher.before), live)]
    reverse = around_restore(work, body, put, post, name(target), target)
    return Sweeps(step.forward(*kept), reverse)


def _equation(
    work: Derivation,
    pusher: Pusher,
    found: Implicit,
    arguments: list[gast.expr],
    bar: gast.expr,
    x: gast.expr,
    target: str,
) -> None:
    work.helpers.setdefault("solved_adjoint", private(implicit.solved_adjoint))
    solved = work.names.fresh(f"{target}_adjoint")
    tree = expression(
        "solved_adjoint($f, $x, $a, $b, $o)",
        f=name(found.vjp), x=copy(x), a=gast.Tuple(list(map(copy, arguments)), gast.Load()),
        b=bar, o=constant(OWN[found.solver.kind]),
    )  # fmt: skip
    pusher.before.append(core.Assign(as_target(name(solved)), tree))
    active = [a for a, on in zip(found.arguments, found.active, strict=True) if on]
    bars, later = _received(work, active)
    keyword = gast.keyword("cotangent", name(solved))
    call = gast.Call(name(found.vjp), [copy(x), *arguments], [keyword])
    targets = [as_target(name("_")), *(as_target(name(b)) for b in bars)]
    both = gast.Tuple(targets, gast.Store())
    pusher.before.append(core.Assign(both, gast.Subscript(call, constant(1), gast.Load())))
    for each, argument in later:
        pusher.push(Seed(name(each)), argument)


def _received(
    work: Derivation, active: list[gast.expr]
) -> tuple[list[str], list[tuple[str, gast.expr]]]:
    """A name for each argument's adjoint: its own where it holds nothing yet, else one to add."""
    bars: list[str] = []
    later: list[tuple[str, gast.expr]] = []
    direct: set[Leaf] = set()
    for argument in active:
        place = place_of(work.facts, argument)
        own = place.leaf if place is not None and place.whole else None
        if own is None or own in work.live | direct or own[0] in work.shadows:
            bars.append(work.names.fresh(f"{_stem(argument)}_bar"))
            later.append((bars[-1], argument))
        else:
            bars.append(adjoint(work, own))
            direct.add(own)
    work.live.update(direct)
    return bars, later


OWN = {"fixed": 1.0, "zero": 0.0, "minimum": 0.0}
"""What stands before λ in its equation: f(x, a) is x itself, or it is zero."""


def _integral(
    work: Derivation,
    pusher: Pusher,
    found: Implicit,
    arguments: list[gast.expr],
    bar: gast.expr,
) -> None:
    a, b = (pusher.reading.read(bound) for bound in found.bounds)
    for bound_node, at, sign in ((found.bounds[0], a, -1.0), (found.bounds[1], b, 1.0)):
        if work.facts.active(bound_node):
            there = gast.Call(copy(found.f), [copy(at), *map(copy, arguments)], [])
            scaled = expression("$s * $f * $b", s=constant(sign), f=there, b=copy(bar))
            pusher.push(Seed(scaled), bound_node)
    active = [x for x, on in zip(found.arguments, found.active, strict=True) if on]
    if not active:
        return
    work.helpers.setdefault("integral_adjoint", private(implicit.integral_adjoint))
    slopes = [work.names.fresh(f"{_stem(x)}_slope") for x in active]
    tree = expression(
        "integral_adjoint($q, $f, $a, $b, $p)",
        q=copy(found.function), f=name(found.vjp), a=copy(a), b=copy(b),
        p=gast.Tuple(list(map(copy, arguments)), gast.Load()),
    )  # fmt: skip
    targets = gast.Tuple([as_target(name(s)) for s in slopes], gast.Store())
    pusher.before.append(core.Assign(targets, tree))
    for slope, argument in zip(slopes, active, strict=True):
        pusher.push(Seed(expression("$s * $b", s=name(slope), b=copy(bar))), argument)


def _flow(
    work: Derivation,
    pusher: Pusher,
    found: Implicit,
    arguments: list[gast.expr],
    bar: gast.expr,
    solution: gast.expr,
) -> None:
    for helper in (implicit.flow_adjoint, implicit.flow_backwards):
        work.helpers.setdefault(helper.__name__, private(helper))
    span, y0 = found.bounds
    active = [a for a, on in zip(found.arguments, found.active, strict=True) if on]
    wanted = [a for a in (y0, *active) if work.facts.active(a)]
    bars, later = _received(work, wanted)
    if not work.facts.active(y0):
        bars.insert(0, "_")
    tree = expression(
        "flow_adjoint($s, $f, $t[0], $y, $a, $b, $o)",
        s=copy(found.function), f=name(found.vjp), t=pusher.reading.read(span), y=solution,
        a=gast.Tuple(list(map(copy, arguments)), gast.Load()), b=bar, o=options(found),
    )  # fmt: skip
    targets = gast.Tuple([as_target(name(b)) for b in bars], gast.Store())
    pusher.before.append(core.Assign(targets, tree))
    for each, argument in later:
        pusher.push(Seed(name(each)), argument)


def options(found: Implicit) -> gast.expr:
    """The options of a solver as a dict."""
    keys = [constant(key) for key, _ in found.options]
    return gast.Dict(keys, [copy(value) for _, value in found.options])


def _stem(argument: gast.expr) -> str:
    return argument.id if isinstance(argument, gast.Name) else "argument"

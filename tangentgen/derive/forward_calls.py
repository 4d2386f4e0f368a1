"""The tangent of a call of a user's function: `y, y_dot = helper_jvp(x, x_dot)`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.defaults import default
from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.analysis.program import key_of
from tangentgen.analysis.values import Value
from tangentgen.derive.changed import changed
from tangentgen.derive.forward_work import Work
from tangentgen.derive.forward_zeros import zero_of, zeroed
from tangentgen.language import core
from tangentgen.language.resolve import parameters
from tangentgen.source.printer import print_module
from tangentgen.source.quote import copy, name

if TYPE_CHECKING:
    from tangentgen.derive.forward_expression import Tangents
    from tangentgen.derive.forward_step import Step


def assigned(work: Work, statement: core.Assign, step: Step) -> list[core.Statement]:
    """`target = helper(…)`."""
    from tangentgen.derive.forward_statement import parallel

    made = called(step.tangents, statement.value)
    targets = [copy(statement.target), parallel(work, statement.target)]
    both = gast.Tuple(targets, gast.Store())
    return [
        *step.before(),
        core.Assign(both, made, notes=statement.notes),
        *zeroed(work, statement.target),
    ]


def changes(work: Work, node: gast.Call) -> bool:
    """Whether a call changes an active argument in place."""
    user = work.facts.user_calls.get(node)
    if user is None:
        return False
    callee = settled(work, user)
    return any(
        callee.is_active(value) and not callee.mutated.isdisjoint(callee.sites(value))
        for value in callee.arguments.values()
    )


def evaluated(
    work: Work, statement: core.Evaluate, step: Step, node: gast.Call
) -> list[core.Statement]:
    """`helper(y)` that writes to y, to whose tangent it writes as well."""
    made = called(step.tangents, node)
    return [*step.before(), core.Evaluate(made, notes=statement.notes)]


def called(tangents: Tangents, node: gast.Call) -> gast.expr:
    """The call of the function that gives value and tangent."""
    work = tangents.work
    user = work.facts.user_calls[node]
    callee = settled(work, user)
    arguments: list[gast.expr] = []
    dots: list[gast.expr] = []
    for parameter in parameters(callee.tree):
        given = user.arguments.get(parameter)
        arguments.append(copy(given) if given is not None else default(user, node, parameter))
        value = callee.arguments[parameter]
        if callee.is_active(value):
            if given is not None:
                own = not work.lent.isdisjoint(work.facts.sites(work.facts.value(given)))
                own = own or _outlives(callee, value)
                dots.append(tangents.own(given) if own else tangents.whole(given))
            else:
                dots.append(zero_of(work, value, arguments[-1]))
    return gast.Call(name(function_for(work, user, callee)), [*arguments, *dots], [])


def _outlives(callee: Analysis, value: Value) -> bool:
    """Whether a callee writes to an argument, puts it somewhere or returns it."""
    kept = callee.mutated | callee.contained | {*callee.sites(callee.returned)}
    return not kept.isdisjoint(callee.sites(value))


def settled(work: Work, user: UserCall) -> Analysis:
    """The finished facts of a callee, which was perhaps in progress when this call was seen."""
    found = user.callee
    key = key_of(user.function, found.arguments, lent=found.lent)
    return work.output.program.analyses.get(key, found)


def function_for(work: Work, user: UserCall, callee: Analysis) -> str:
    """The name of the callee's tangent, which is derived where it is not yet."""
    from tangentgen.derive.forward import tangent_of_callee

    output = work.output
    names, key = output.tangents, id(callee)
    if key in names:
        if key in output.unfinished:
            output.recursive.add(key)
    else:
        stem = user.function.__name__.strip("<_>") or "function"
        names[key] = output.fresh(f"{stem}_jvp")
        output.changing[names[key]] = written_positions(callee)
        output.unfinished.add(key)
        made = tangent_of_callee(output, callee, names[key])
        output.unfinished.discard(key)
        # a function that is being derived may call a recursive one by its name
        again = same_text(output.functions, made) if key not in output.recursive else None
        if again is not None:
            output.taken.discard(names[key])
            names[key] = again
        else:
            output.functions.append(made)
    return names[key]


def written_positions(callee: Analysis) -> tuple[int, ...]:
    """Where a callee's tangent is given what it writes into, and the tangents of that."""
    order = parameters(callee.tree)
    dots = [p for p in order if callee.is_active(callee.arguments[p])]
    written = changed(callee)
    return tuple(k for k, p in enumerate((*order, *dots)) if p in written)


def same_text(known: list[core.Function], made: core.Function) -> str | None:
    """The name of a function that says the same as another under its own name."""
    wanted = print_module(core.Module((), (replace(made, name="_"),)))
    for function in known:
        if print_module(core.Module((), (replace(function, name="_"),))) == wanted:
            return function.name
    return None

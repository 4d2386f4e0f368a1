"""Forward mode: beside every value its tangent, in the primal's own order."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.derive import forward_calls, forward_statement
from tangentgen.derive.changed import changed
from tangentgen.derive.forward_apart import separated
from tangentgen.derive.forward_memory import DotMemory, effects
from tangentgen.derive.forward_shared import refuse_shared
from tangentgen.derive.forward_tidy import conditions_in_place
from tangentgen.derive.forward_work import Work
from tangentgen.derive.forward_zeros import zero_of
from tangentgen.derive.gradient import extended, places, read_captured, spoken
from tangentgen.derive.handed import marked, without_marks
from tangentgen.derive.memory import written_by
from tangentgen.derive.output import Output
from tangentgen.derive.sharing import changes_inside_arguments
from tangentgen.language import core
from tangentgen.language.resolve import assigned, parameters
from tangentgen.request import Request
from tangentgen.source.quote import as_target, name
from tangentgen.tidy.headers import headed
from tangentgen.tidy.inline import inlined
from tangentgen.tidy.unused import without_unused


def tangent(output: Output, facts: Analysis, request: Request) -> core.Function:
    """The function that was asked for; those that it calls are in `output`."""
    extra = request.extra or "tangents"
    output.taken.add(request.name)
    work = working(output, facts, {extra})
    targets: list[gast.expr] = []
    for path in request.wrt:
        leaf, value = places(facts, path)
        if leaf[1]:
            given = work.parts[leaf] = work.names.of(leaf, "_dot")
            work.learn(given, value.but(active=True))
        else:
            given = work.dot(leaf[0])
        targets.append(as_target(name(given)))
    target = targets[0] if len(targets) == 1 else gast.Tuple(targets, gast.Store())
    unpacking = core.Assign(target, name(extra))
    independent = {places(facts, path)[0][0] for path in request.wrt}
    if not facts.is_active(facts.returned) and facts.returned.kind != "none":
        output.inactive.extend(request.wrt)
    body = derived(work, [unpacking], independent, True, request.mode == "hvp")
    if work.optimize:
        body = headed(body, work.known)
    arguments = extended(facts.tree.arguments, read_captured(facts, body), extra)
    doc = f"Value of `{request.called}` and its tangent, for tangents of {spoken(request.wrt)}."
    if request.mode == "hvp":
        doc = (
            f"Hessian of `{request.called}` with respect to {spoken(request.wrt)}, times `{extra}`."
        )
    return core.Function(request.name, arguments, body, doc)


def tangent_of_callee(
    output: Output, facts: Analysis, given: str, only_tangent: bool = False
) -> core.Function:
    """`helper_jvp(x, k, x_dot) -> (value, tangent)`."""
    work = working(output, facts, set())
    work.entry = False
    own = parameters(facts.tree)
    active = [p for p in own if facts.is_active(facts.arguments[p])]
    dots = [work.dot(p) for p in active]
    body = derived(work, [], set(active), False, only_tangent)
    if work.optimize and not only_tangent:  # which may get an axis that its items have not
        body = headed(body, work.known)
    given_names = (*own, *sorted(facts.captured), *dots)
    names = [gast.Name(n, gast.Param(), None, None) for n in given_names]
    return core.Function(given, gast.arguments(names, [], None, [], [], None, []), body)


def working(output: Output, facts: Analysis, extra: set[str]) -> Work:
    work = Work.of(output, facts, extra)
    work.call = forward_calls.called
    return work


def derived(
    work: Work,
    unpacking: list[core.Statement],
    independent: set[str],
    entry: bool,
    only_tangent: bool = False,
) -> core.Block:
    """The body: tangents unpacked, zeros for other arguments, the statements, nothing unused."""
    facts = work.facts
    refuse_shared(work)
    for offence in changes_inside_arguments(facts) if entry else ():
        work.output.program.refuse(facts, *offence)
    zeros: list[core.Statement] = []
    for parameter in parameters(facts.tree):
        if parameter in work.active_names - independent and not any(
            leaf[0] == parameter for leaf in work.parts
        ):
            tree = zero_of(work, facts.arguments[parameter], name(parameter))
            zeros.append(core.Assign(as_target(name(work.dot(parameter))), tree))
    tree_body = facts.tree.body
    if entry and facts.returned.kind == "none":
        tree_body = (*tree_body, *changed_arguments(facts))
    body: core.Block = (*unpacking, *zeros, *forward_statement.block(work, tree_body))
    given = (
        {n for s in unpacking for n in assigned((s,))}
        if entry
        else {work.dot(p) for p in independent}
    )
    body = separated(work, body, given, entry)
    if only_tangent:
        body = tangents_only(body)
    if not work.optimize:
        return body
    pure = effects(work)
    written = [] if entry else list(changed(facts))
    if written:
        body = marked(body, [*written, *(work.dot(p) for p in written if p in independent)])
    writes = written_by(facts, work.output)
    body = without_unused(body, DotMemory(work), pure, writes=writes)
    body = without_marks(body)
    keep = {*parameters(facts.tree), *assigned(facts.tree.body), *given}
    return conditions_in_place(inlined(body, keep, writes=writes))


def tangents_only(block: core.Block) -> core.Block:
    """The block with `return ans_dot` for `return ans, ans_dot`."""
    out: list[core.Statement] = []
    for s in block:
        if isinstance(s, core.Return) and isinstance(s.value, gast.Tuple):
            s = replace(s, value=s.value.elts[1])
        elif isinstance(s, core.If):
            s = replace(s, body=tangents_only(s.body), orelse=tangents_only(s.orelse))
        elif isinstance(s, core.For | core.While):
            s = replace(s, body=tangents_only(s.body))
        out.append(s)
    return tuple(out)


def changed_arguments(facts: Analysis) -> list[core.Statement]:
    """What stands for the value of a function that returns nothing: the arguments it changes."""
    changed = [p for p, v in facts.arguments.items() if not facts.mutated.isdisjoint(v.sites)]
    trees: list[gast.expr] = []
    for parameter in changed:
        tree = name(parameter)
        facts.values[tree] = facts.arguments[parameter]
        trees.append(tree)
    if not trees:
        return []
    if len(trees) == 1:
        return [core.Return(trees[0])]
    whole = gast.Tuple(list(trees), gast.Load())
    return [core.Return(whole)]

"""The tangent of writing into an array, a container or an object: the same, of the tangent."""

from __future__ import annotations

import gast

from tangentgen.analysis.again import contents_read
from tangentgen.analysis.complex_parts import part_of
from tangentgen.analysis.facts import Analysis
from tangentgen.derive.forward_step import Step
from tangentgen.derive.forward_work import Work
from tangentgen.derive.forward_zeros import zeroed
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.source.quote import as_target, as_value, constant, expression, name


def stored(work: Work, statement: core.Assign) -> list[core.Statement]:
    """`x[i] = e`."""
    step = Step(work, statement)
    into = section(step, statement.target)
    if into is None:
        return [statement]
    if work.facts.value(statement.target.value).kind in ("array", "tensor"):  # it broadcasts
        found = step.tangents.of(statement.value)
        tree = step.tangents.sum(found) if found is not None else constant(0.0)
    else:
        tree = step.tangents.own(statement.value)
    kind = core.Exchange if isinstance(statement, core.Exchange) else core.Assign
    return [*step.before(), kind(into, tree), step.primal()]


def augmented(work: Work, statement: core.Augment) -> list[core.Statement]:
    """`x op= e`: in place where the primal is."""
    target = statement.target
    facts = work.facts
    step = Step(work, statement)
    if isinstance(target, gast.Name) and facts.value(target).kind == "list":
        return _extended(work, statement, step)
    into: gast.expr | None
    if isinstance(target, gast.Name):
        active = facts.active(target) or facts.active(statement.value)
        if not active:
            return [statement, *zeroed(work, target)]
        into = as_target(name(work.dot(target.id)))
        facts.values[into] = facts.value(target)
    else:
        into = section(step, target)
    if into is None:
        return [statement]
    if isinstance(statement.op, gast.Add | gast.Sub):
        found = step.tangents.of(statement.value)
        if found is None:
            return [statement]
        tree = step.tangents.sum(found)
        made = _added(into, statement.op, tree)
        if isinstance(statement, core.AccumulateAt):
            made = [core.AccumulateAt(s.target, s.op, s.value) for s in made]
        return [*step.before(), *made, step.primal()]
    whole = facts.augmented[statement]
    if isinstance(target, gast.Name):
        facts.values.setdefault(whole, facts.value(target))
    found = step.tangents.of(whole)
    tree = step.tangents.sum(found) if found is not None else step.tangents.zeros(whole)
    if isinstance(target, gast.Name) and facts.value(target).kind == "array":
        into = as_target(expression("$x[...]", x=name(work.dot(target.id))))
    held = isinstance(target, gast.Subscript | gast.Attribute)
    if held and facts.value(target).kind == "array" and not _is_array(facts, target.value):
        into = as_target(expression("$x[...]", x=as_value(into)))
    return [*step.before(), core.Assign(into, tree), step.primal()]


def _is_array(facts: Analysis, node: gast.expr) -> bool:
    return facts.value(node).kind in ("array", "tensor")


def _extended(work: Work, statement: core.Augment, step: Step) -> list[core.Statement]:
    """`xs += ys`."""
    if not work.facts.active(statement.target):
        return [statement]
    into = as_target(name(work.dot(statement.target.id)))
    tree = step.tangents.whole(statement.value)
    return [*step.before(), core.Augment(into, statement.op, tree), step.primal()]


def _added(into: gast.expr, op: gast.operator, tree: gast.expr) -> list[core.Augment]:
    if isinstance(tree, gast.UnaryOp) and isinstance(tree.op, gast.USub):
        other = gast.Sub() if isinstance(op, gast.Add) else gast.Add()
        return [core.Augment(into, other, tree.operand)]
    return [core.Augment(into, op, tree)]


def changed(work: Work, statement: core.Evaluate) -> list[core.Statement]:
    """`a.append(e)` and the like, of a list that holds active values."""
    step = Step(work, statement)
    call = step.tangents.list_call(statement.value)
    made = [core.Evaluate(call)] if call is not None else []
    return [*step.before(), *made, step.primal()]


def section(step: Step, target: gast.expr) -> gast.expr | None:
    """The tangent's section for a section that is written; None where nothing there is active."""
    facts = step.work.facts
    if not facts.active(target.value) and not facts.active(target):
        return None
    inside = contents_read(target.slice) if isinstance(target, gast.Subscript) else []
    written = facts.value(target.value).sites
    if any(not facts.value(n).sites.isdisjoint(written) for n in inside):
        raise Unsupported(
            target, "an index that reads the array it writes to", "assign the index to a name first"
        )
    part = part_of(facts, target)
    if part is target.value:
        owner = gast.Attribute(step.tangents.whole(part.value), part.attr, gast.Load())
    else:
        owner = step.tangents.whole(target.value)
    if isinstance(target, gast.Attribute):
        return gast.Attribute(owner, target.attr, gast.Store())
    return gast.Subscript(owner, step.reading.read(target.slice), gast.Store())

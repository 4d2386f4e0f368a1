"""The tangent of a statement: its own statements first, then the primal's."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.marks import ENTRY
from tangentgen.analysis.values import ANY
from tangentgen.analysis.writing_calls import stray
from tangentgen.derive import forward_calls, forward_implicit, forward_raising
from tangentgen.derive.control import check_inactive
from tangentgen.derive.fill import occurrences
from tangentgen.derive.forward_edges import off_edges
from tangentgen.derive.forward_owned import owned
from tangentgen.derive.forward_returns import returned
from tangentgen.derive.forward_step import Step
from tangentgen.derive.forward_stores import augmented, changed, section, stored
from tangentgen.derive.forward_work import Work
from tangentgen.derive.forward_zeros import zeroed
from tangentgen.derive.trees import filled
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound, read_names
from tangentgen.language.targets import base_name
from tangentgen.source.quote import as_target, as_value, constant, name, substitute


def block(work: Work, statements: core.Block) -> core.Block:
    out: list[core.Statement] = []
    for statement in statements:
        try:
            out += with_notes(statement, tangent_of(work, statement))
        except Unsupported as problem:
            work.output.program.refuse(work.facts, problem.node, problem.what, problem.hint)
            out.append(statement)
    return tuple(out)


def with_notes(statement: core.Statement, new: list[core.Statement]) -> list[core.Statement]:
    """The user's comments above the first of the new statements; where each came from."""
    notes = statement.notes
    out = [
        replace(s, notes=replace(s.notes, origin=notes.origin)) if s.notes.origin is None else s
        for s in new
    ]
    if len(out) > 1 and (notes.above or notes.section):
        out = [
            replace(s, notes=replace(s.notes, above=(), section=False))
            if s.notes.above == notes.above
            else s
            for s in out
        ]
        out[0] = replace(
            out[0], notes=replace(out[0].notes, above=notes.above, section=notes.section)
        )
    return out


def tangent_of(work: Work, statement: core.Statement) -> list[core.Statement]:
    """What stands for one statement of the primal."""
    if (stray_call := stray(work.facts, statement)) is not None:
        raise Unsupported(
            stray_call,
            "a call that changes its argument stands inside an expression",
            "name its result",
        )
    match statement:
        case core.Assign() if statement.notes.mark == ENTRY:
            return copied_at_entry(work, statement)
        case core.Assign(value=gast.Call() as call) if call in work.facts.user_calls and (
            work.facts.active(call) or forward_calls.changes(work, call)
        ):
            return forward_calls.assigned(work, statement, Step(work, statement))
        case core.Assign(value=gast.Call() as call) if (
            call in work.facts.implicit and work.facts.active(call)
        ):
            return forward_implicit.assigned(work, statement, Step(work, statement))
        case core.Assign(target=gast.Name()):
            return assigned_name(work, statement)
        case core.Assign(target=gast.Tuple() | gast.List()):
            return unpacked(work, statement)
        case core.Assign():
            return stored(work, statement)
        case core.Augment():
            return augmented(work, statement)
        case core.If():
            body, orelse = block(work, statement.body), block(work, statement.orelse)
            return [replace(statement, body=body, orelse=orelse)]
        case core.With() if statement in work.facts.swallowing:
            body = tuple(s for one in statement.body for s in guarded(work, one))
            return [replace(statement, body=body)]
        case core.With() | core.Except():
            own: core.Block = ()
            match statement:
                case core.Except(target=gast.Name() as caught) if work.facts.active(caught):
                    nothing = constant(None)  # what an exception carries is read by nobody
                    own = (core.Assign(as_target(name(work.dot(caught.id))), nothing),)
            return [replace(statement, body=(*own, *block(work, statement.body)))]
        case core.Try():
            return attempted(work, statement)
        case core.For():
            check_inactive(work.facts, statement)
            zeros = zeroed(work, statement.target)
            return [replace(statement, body=(*zeros, *block(work, statement.body)))]
        case core.While():
            return [replace(statement, body=block(work, statement.body))]
        case core.Evaluate(value=gast.Call() as call) if forward_calls.changes(work, call):
            return forward_calls.evaluated(work, statement, Step(work, statement), call)
        case core.Evaluate(value=call) if call in work.facts.list_calls:
            return changed(work, statement)
        case core.Return():
            return returned(work, statement, Step(work, statement))
    return [statement]


def attempted(work: Work, statement: core.Try) -> list[core.Statement]:
    """`try`: a statement that raises leaves its tangent as it was, too."""
    if not statement.handlers:
        body, final = block(work, statement.body), block(work, statement.final)
        # a final block that only gave something a second name has nothing left
        return [replace(statement, body=body, final=final)] if body and final else [*body, *final]
    risky = forward_raising.catches_arithmetic(statement.handlers)
    body = tuple(s for one in statement.body for s in guarded(work, one, risky))
    return [replace(statement, body=body, handlers=block(work, statement.handlers))]


def guarded(work: Work, statement: core.Statement, risky: bool = False) -> core.Block:
    """The tangent's statements behind the primal's value, which may raise.

    `risky` says that what a tangent raises may be caught as if the primal had raised it.
    """
    if core.blocks(statement):
        inner = replace(statement)
        return (
            core.mapped(inner, lambda b: tuple(s for one in b for s in guarded(work, one, risky))),
        )
    new = block(work, (statement,))
    if risky:
        value = getattr(statement, "value", None)
        known = work.facts.value(value) if value is not None else ANY
        forward_raising.check(work, statement, tuple(new), known)
    last = new[-1]
    simple = isinstance(last, core.Assign | core.Augment) and not isinstance(
        last.value, gast.Name | gast.Constant
    )
    simple = simple and getattr(last, "target", None) is getattr(statement, "target", None)
    if len(new) == 1 or not simple:
        return new
    assert isinstance(last, core.Assign | core.Augment)
    given = work.names.fresh("value")
    work.learn(given, work.facts.value(last.value))
    read = set(read_names(last.value))
    names = [k for k, s in enumerate(new[:-1]) if not read.isdisjoint(bound(s))]
    at = names[-1] + 1 if names else 0
    notes = core.NOTHING if at else new[0].notes
    first = core.Assign(as_target(name(given)), last.value, notes=notes)
    rest = list(new[at:-1])
    if not at and rest:
        rest[0] = replace(rest[0], notes=replace(rest[0].notes, above=()))
    return (*new[:at], first, *rest, replace(last, value=name(given)))


def copied_at_entry(work: Work, statement: core.Assign) -> list[core.Statement]:
    """An argument that is written is copied first, and so is its tangent."""
    root = base_name(statement.target)
    if root is None or (not work.facts.active(name(root)) and root not in work.active_names):
        return [statement]
    given: dict[str, gast.expr] = {root: name(work.dot(root))}
    target = as_value(statement.target)
    own = core.Assign(as_target(substitute(target, given)), substitute(statement.value, given))
    return [own, statement]


def assigned_name(work: Work, statement: core.Assign) -> list[core.Statement]:
    """`y = e`."""
    target, value = statement.target.id, statement.value
    if not (work.facts.active(value) or work.facts.active(statement.target)):
        return [statement, *zeroed(work, statement.target)]
    mark = work.names.mark()
    for after in (True, False):
        step = Step(work, statement)
        post = work.names.fresh(f"ans_{target}")
        work.learn(post, work.facts.value(statement.target))
        if after:
            step.reading.answers[value] = name(post)
        tree = off_edges(step, target, value, step.tangents.whole(value))
        tree = step.shared(owned(work, value, tree))
        dot = core.Assign(as_target(name(work.dot(target))), tree)
        made = [*step.tangents.before, dot]
        if not any(reads(s, post) for s in made):
            work.names.taken.discard(post)
            return [*step.before(), dot, step.primal()]
        if not any(reads(s, target) for s in made) and not any(reads(s, post) for s in step.extra):
            work.names.taken.discard(post)
            given: dict[str, gast.expr] = {post: name(target)}
            return [*step.extra, step.primal(), *(filled(s, given) for s in made)]
        work.names.back_to(mark)
    raise AssertionError("without answers nothing reads one")


def reads(statement: core.Statement, wanted: str) -> bool:
    return any(
        occurrences(value, wanted)
        for s in core.walk((statement,))
        for value in vars(s).values()
        if isinstance(value, gast.AST)
    )


def unpacked(work: Work, statement: core.Assign) -> list[core.Statement]:
    """`a, b = e`."""
    step = Step(work, statement)
    if isinstance(statement.value, gast.Tuple | gast.List):
        pairs = list(_matched(statement.target, statement.value))
        if pairs:
            return _in_parallel(work, statement, step, pairs)
    if not work.facts.active(statement.value):
        if _stores(statement.target):
            raise Unsupported(
                statement.target,
                "an element is assigned by unpacking",
                "assign on a line of its own",
            )
        return [statement, *zeroed(work, statement.target)]
    tree = step.tangents.whole(statement.value)
    active = [t for t in statement.target.elts if _is_active(work, t)]
    made: list[core.Statement]
    if len(active) == 1 and isinstance(tree, gast.Name) and isinstance(active[0], gast.Name):
        k = statement.target.elts.index(active[0])
        part = gast.Subscript(tree, constant(k), gast.Load())
        made = [core.Assign(as_target(name(work.dot(active[0].id))), part)]
    else:
        made = [core.Assign(parallel(work, statement.target), tree)]
    return [*step.before(), *made, step.primal(), *zeroed(work, statement.target)]


def _stores(target: gast.expr) -> bool:
    """Whether elements or attributes are among the targets."""
    match target:
        case gast.Tuple() | gast.List():
            return any(map(_stores, target.elts))
        case gast.Starred():
            return _stores(target.value)
    return not isinstance(target, gast.Name)


def _matched(target: gast.expr, value: gast.expr) -> list[tuple[gast.expr, gast.expr]]:
    """The targets with the expressions they get; nothing where that is not known."""
    if isinstance(target, gast.Tuple | gast.List):
        if not isinstance(value, gast.Tuple | gast.List) or len(target.elts) != len(value.elts):
            return []
        if any(isinstance(t, gast.Starred) for t in (*target.elts, *value.elts)):
            return []
        inner = [_matched(t, v) for t, v in zip(target.elts, value.elts, strict=True)]
        return [pair for part in inner for pair in part] if all(inner) else []
    return [(target, value)]


def _in_parallel(
    work: Work, statement: core.Assign, step: Step, pairs: list[tuple[gast.expr, gast.expr]]
) -> list[core.Statement]:
    targets: list[gast.expr] = []
    trees: list[gast.expr] = []
    for target, value in pairs:
        if isinstance(target, gast.Name):
            if not (work.facts.active(value) or work.facts.active(target)):
                continue
            targets.append(as_target(name(work.dot(target.id))))
            trees.append(owned(work, value, step.tangents.whole(value)))
            continue
        into = section(step, target)
        if into is not None:
            targets.append(into)
            trees.append(step.tangents.whole(value))
    made: list[core.Statement] = []
    if len(targets) == 1:
        made = [core.Assign(targets[0], trees[0])]
    elif targets:
        made = [core.Assign(gast.Tuple(targets, gast.Store()), gast.Tuple(trees, gast.Load()))]
    return [*step.before(), *made, step.primal(), *zeroed(work, statement.target)]


def _is_active(work: Work, target: gast.expr) -> bool:
    if isinstance(target, gast.Tuple | gast.List):
        return any(_is_active(work, t) for t in target.elts)
    return work.facts.active(target)


def parallel(work: Work, target: gast.expr) -> gast.expr:
    """The tangents' names in the structure of a target."""
    match target:
        case gast.Name():
            return as_target(name(work.dot(target.id) if work.facts.active(target) else "_"))
        case gast.Tuple() | gast.List():
            return gast.Tuple([parallel(work, t) for t in target.elts], gast.Store())
    raise Unsupported(target, "an element is assigned by unpacking", "assign on a line of its own")

"""The tangent of a statement: its own statements first, then the primal's."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value, category
from tangentgen.derive import forward_calls
from tangentgen.derive.forward_expression import Tangents
from tangentgen.derive.forward_fill import occurrences
from tangentgen.derive.forward_returns import returned
from tangentgen.derive.forward_work import Work, zero_of
from tangentgen.derive.push import Unsupported
from tangentgen.derive.reading import Reading
from tangentgen.derive.trees import filled
from tangentgen.language import core
from tangentgen.language.resolve import read_names, target_names
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, as_value, copy, expression, name
from tangentgen.tidy.ownership import fresh, kept_by


COMPREHENDED = gast.Lambda | gast.ListComp | gast.GeneratorExp | gast.SetComp | gast.DictComp


@dataclass
class Step:
    """One statement's tangent while it is put together."""

    work: Work
    statement: core.Statement
    extra: list[core.Statement] = field(default_factory=list)  # names for what is read twice
    kept: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reading = Reading(self.work.facts, self.work.output.program.world, self._keep)
        self.tangents = Tangents(self.work, self.reading)

    def _keep(self, node: gast.expr, tree: gast.expr, stem: str) -> str:
        given = self.work.names.fresh(stem)
        self.work.learn(given, self.work.facts.value(node).but(sites=frozenset()))
        self.extra.append(core.Assign(as_target(name(given)), tree))
        self.kept[print_expression(node)] = given
        return given

    def primal(self) -> core.Statement:
        """The statement itself, reading what has got a name."""
        value = getattr(self.statement, "value", None)
        if not self.kept or value is None:
            return self.statement
        return replace(self.statement, value=self._renamed(value))  # type: ignore[call-arg]  # it has that field

    def _renamed(self, tree: gast.expr) -> gast.expr:
        """The tree with names for what has got one; the same nodes, or known as well as they were."""
        if isinstance(tree, COMPREHENDED):
            return tree
        given = self.kept.get(print_expression(tree)) if isinstance(tree, gast.expr) else None
        if given is not None:
            return self._known(name(given), tree)
        changes: dict[str, Any] = {}
        for key, value in tree.__dict__.items():
            new = value
            if isinstance(value, gast.expr | gast.keyword):
                new = self._renamed(value)
            elif isinstance(value, list):
                new = [
                    self._renamed(v) if isinstance(v, gast.expr | gast.keyword) else v
                    for v in value
                ]
                new = value if all(a is b for a, b in zip(new, value, strict=True)) else new
            if new is not value:
                changes[key] = new
        if not changes:
            return tree
        fresh_node = tree.__class__.__new__(tree.__class__)
        fresh_node.__dict__.update({**tree.__dict__, **changes})
        return self._known(fresh_node, tree)

    def _known(self, new: gast.expr, old: gast.expr) -> gast.expr:
        if old in self.work.facts.values:
            self.work.facts.values[new] = self.work.facts.values[old]
        return new

    def before(self) -> list[core.Statement]:
        return [*self.extra, *self.tangents.before]

    def shared(self, tree: gast.expr) -> gast.expr:
        """The tree with what has a name going by it, where a template says the same again."""
        if not self.work.optimize:
            return tree
        texts: dict[str, str] = {}
        for made in self.extra:
            if isinstance(made, core.Assign) and isinstance(made.target, gast.Name):
                texts[print_expression(made.value)] = made.target.id
        return with_names(tree, texts) if texts else tree


def with_names(tree: gast.expr, texts: dict[str, str]) -> gast.expr:
    """The tree with names for the calls that have one."""
    if isinstance(tree, gast.Call) and (given := texts.get(print_expression(tree))) is not None:
        return name(given)
    fresh_node = tree.__class__.__new__(tree.__class__)
    for key, value in tree.__dict__.items():
        if isinstance(value, gast.AST):
            value = with_names(value, texts)
        elif isinstance(value, list):
            value = [with_names(v, texts) if isinstance(v, gast.AST) else v for v in value]
        fresh_node.__dict__[key] = value
    return fresh_node


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
    match statement:
        case core.Assign(value=gast.Call() as call) if (
            call in work.facts.user_calls and work.facts.active(call)
        ):
            return forward_calls.assigned(work, statement, Step(work, statement))
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
        case core.For():
            zeros = zeroed(work, statement.target)
            return [replace(statement, body=(*zeros, *block(work, statement.body)))]
        case core.While():
            return [replace(statement, body=block(work, statement.body))]
        case core.Evaluate(
            value=gast.Call(func=gast.Attribute(attr="append"), args=[item]) as call
        ):
            return appended(work, statement, call, item)
        case core.Return():
            return returned(work, statement, Step(work, statement))
    return [statement]


def zeroed(work: Work, target: gast.expr) -> list[core.Statement]:
    """Zeros for names that hold nothing active now, and do elsewhere."""
    out: list[core.Statement] = []
    match target:
        case gast.Name() if target.id in work.active_names:
            if not work.facts.active(target):
                tree = zero_of(work, work.facts.value(target), name(target.id))
                out.append(core.Assign(as_target(name(work.dot(target.id))), tree))
        case gast.Tuple() | gast.List():
            out += [s for part in target.elts for s in zeroed(work, part)]
        case gast.Starred():
            out += zeroed(work, target.value)
    return out


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
        tree = step.shared(owned(work, statement, step.tangents.whole(value)))
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


def owned(work: Work, statement: core.Assign, tree: gast.expr) -> gast.expr:
    """The tangent in memory of its own where the value is, and either of the two is written to."""
    value = work.facts.value(statement.value)
    if value.kind not in ("array", "tensor") or value.items is not None:
        return tree
    written = not work.facts.mutated.isdisjoint(value.sites)
    if written and category(value) == "complex":
        return expression("$x.astype($d)", x=tree, d=_dtype(value))
    if fresh(tree):
        return tree
    dots = kept_by(tree)
    for node in gast.walk(statement.value):
        if isinstance(node, gast.Name) and work.dot_if_any(node.id) in dots:
            sites = work.facts.value(node).sites
            if sites.isdisjoint(value.sites) and (
                written or not work.facts.mutated.isdisjoint(sites)
            ):
                return expression("$x.copy()" if value.kind == "array" else "1.0 * $x", x=tree)
    return tree


def _dtype(value: Value) -> gast.expr:
    return expression("np.complex64" if value.dtype == "c8" else "np.complex128")


def unpacked(work: Work, statement: core.Assign) -> list[core.Statement]:
    """`a, b = e`."""
    step = Step(work, statement)
    if isinstance(statement.value, gast.Tuple | gast.List):
        pairs = list(_matched(statement.target, statement.value))
        if pairs:
            return _in_parallel(work, statement, step, pairs)
    if not work.facts.active(statement.value):
        if any(not isinstance(t, gast.Name | gast.Starred) for t in statement.target.elts):
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
        part = gast.Subscript(tree, gast.Constant(k, None), gast.Load())
        made = [core.Assign(as_target(name(work.dot(active[0].id))), part)]
    else:
        made = [core.Assign(parallel(work, statement.target), tree)]
    return [*step.before(), *made, step.primal(), *zeroed(work, statement.target)]


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
            trees.append(owned(work, core.Assign(target, value), step.tangents.whole(value)))
            continue
        into = _section(step, target)
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


def _section(step: Step, target: gast.expr) -> gast.expr | None:
    """The tangent's section for a section that is written; None where nothing active lives there."""
    facts = step.work.facts
    if not facts.active(target.value) and not facts.active(target):
        return None
    inside = set(read_names(target.slice)) if isinstance(target, gast.Subscript) else set()
    if any(
        not facts.value(n).sites.isdisjoint(facts.value(target.value).sites)
        for n in gast.walk(target)
        if isinstance(n, gast.Name) and n.id in inside
    ):
        raise Unsupported(
            target, "an index that reads the array it writes to", "assign the index to a name first"
        )
    owner = step.tangents.whole(as_value_of(step.work, target.value))
    if isinstance(target, gast.Attribute):
        return gast.Attribute(owner, target.attr, gast.Store())
    return gast.Subscript(owner, step.reading.read(target.slice), gast.Store())


def as_value_of(work: Work, node: gast.expr) -> gast.expr:
    return node


def stored(work: Work, statement: core.Assign) -> list[core.Statement]:
    """`x[i] = e`."""
    step = Step(work, statement)
    into = _section(step, statement.target)
    if into is None:
        return [statement]
    found = step.tangents.of(statement.value)
    if found is not None and work.facts.value(statement.target).kind in (
        "array",
        "tensor",
        "float",
        "scalar",
        "number",
        "complex",
    ):
        tree = step.tangents.sum(found)
    elif (
        found is None
        and is_scalar(work.facts.value(statement.target))
        or work.facts.value(statement.value).kind == "array"
    ):
        tree = step.tangents.sum(found) if found is not None else gast.Constant(0.0, None)
    else:
        tree = step.tangents.whole(statement.value)
    return [*step.before(), core.Assign(into, tree), step.primal()]


def augmented(work: Work, statement: core.Augment) -> list[core.Statement]:
    """`x op= e`: in place where the primal is."""
    target = statement.target
    facts = work.facts
    step = Step(work, statement)
    into: gast.expr | None
    if isinstance(target, gast.Name):
        active = facts.active(target) or facts.active(statement.value)
        if not active:
            return [statement, *zeroed(work, target)]
        into = as_target(name(work.dot(target.id)))
    else:
        into = _section(step, target)
    if into is None:
        return [statement]
    if isinstance(statement.op, gast.Add | gast.Sub):
        found = step.tangents.of(statement.value)
        if found is None:
            return [statement]
        tree = step.tangents.sum(found)
        return [*step.before(), *_added(into, statement.op, tree), step.primal()]
    whole = facts.augmented[statement]
    if isinstance(target, gast.Name):
        facts.values.setdefault(whole, facts.value(target))
    found = step.tangents.of(whole)
    tree = step.tangents.sum(found) if found is not None else step.tangents.zeros(whole)
    if isinstance(target, gast.Name) and facts.value(target).kind == "array":
        into = as_target(expression("$x[...]", x=name(work.dot(target.id))))
    return [*step.before(), core.Assign(into, tree), step.primal()]


def _added(into: gast.expr, op: gast.operator, tree: gast.expr) -> list[core.Statement]:
    if isinstance(tree, gast.UnaryOp) and isinstance(tree.op, gast.USub):
        other = gast.Sub() if isinstance(op, gast.Add) else gast.Add()
        return [core.Augment(into, other, tree.operand)]
    return [core.Augment(into, op, tree)]


def appended(
    work: Work, statement: core.Statement, call: gast.Call, item: gast.expr
) -> list[core.Statement]:
    """`a.append(e)` of a list that holds active values."""
    if not work.facts.active(call.func.value):
        return [statement]
    step = Step(work, statement)
    owner = step.tangents.whole(call.func.value)
    function = gast.Attribute(owner, "append", gast.Load())
    into = core.Evaluate(gast.Call(function, [step.tangents.whole(item)], []))
    return [*step.before(), into, step.primal()]


__all__ = ["Any", "Step", "as_value", "block", "copy", "owned", "target_names"]

"""The reverse of a block: the reverses of its statements, last first.

Saves are made wherever something is overwritten and undone at the same place in the
reverse sweep, so that the primal's state is there again, step by step. Which of them are
needed is decided afterwards (tidy/unused.py), by what the reverse sweep reads.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.marks import ENTRY
from tangentgen.analysis.values import Value
from tangentgen.derive import calls, control, shadows, stores
from tangentgen.derive.accumulate import adjoint, gathered, known_by, ordered
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.places import place_of
from tangentgen.derive.push import Pusher, Seed
from tangentgen.derive.reading import Reading
from tangentgen.derive.trees import filled, reads_name
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.source.quote import as_target, copy, name
from tangentgen.tidy.algebra import simplify


def block(work: Derivation, statements: core.Block, context: Context) -> Sweeps:
    """Both sweeps of a block, walked from its end."""
    forward, groups = grouped(work, statements, context)
    return Sweeps(forward, tuple(s for group in groups for s in group))


def grouped(
    work: Derivation, statements: core.Block, context: Context
) -> tuple[core.Block, list[core.Block]]:
    """The forward sweep, and for each statement, last first, the group that reverses it."""
    forward: list[core.Block] = []
    reverse: list[core.Block] = []
    for statement in reversed(statements):
        try:
            sweeps = reversed_statement(work, statement, context)
        except Unsupported as problem:
            work.refuse(problem.node, problem.what, problem.hint)
            sweeps = Sweeps((statement,), ())
        forward.append(sweeps.forward)
        reverse.append(marked(sweeps.reverse, statement))
    return tuple(s for part in reversed(forward) for s in part), reverse


def marked(reverse: core.Block, statement: core.Statement) -> core.Block:
    """The group of statements that undoes one, with that one's text beside its first line."""
    origin = statement.notes.origin
    if origin is None or not reverse or isinstance(statement, core.If | core.For | core.While):
        return reverse
    first = next((k for k, s in enumerate(reverse) if not isinstance(s, Restore)), None)
    if first is None or reverse[first].notes.mark is not None:
        return reverse
    notes = replace(reverse[first].notes, mark=origin.text, origin=origin)
    return (*reverse[:first], replace(reverse[first], notes=notes), *reverse[first + 1 :])


def reversed_statement(work: Derivation, statement: core.Statement, context: Context) -> Sweeps:
    match statement:
        case core.Assign() if statement.notes.mark == ENTRY:
            return Sweeps((replace(statement, notes=core.NOTHING),), ())
        case core.Assign(value=gast.Call() as call) if (
            call in work.facts.user_calls and work.facts.active(call)
        ):
            return calls.assigned(work, statement, context)
        case core.Assign(target=gast.Name()):
            return assigned_name(work, statement, context)
        case core.Assign(target=gast.Tuple() | gast.List()):
            return unpacked(work, statement, context)
        case core.Assign(target=gast.Subscript()):
            return stores.stored(work, statement, context)
        case core.Augment(target=gast.Name()):
            value = work.facts.value(statement.target)
            if value.kind == "array":
                return stores.augmented_array(work, statement, context)
            return augmented_name(work, statement, context)
        case core.Augment(target=gast.Subscript()):
            return stores.augmented_section(work, statement, context)
        case core.If():
            return control.branched(work, statement, context)
        case core.For() | core.While():
            return control.looped(work, statement, context)
        case core.Return():
            return returned(work, statement, context)
    return Sweeps((statement,), ())


@dataclass
class Step:
    """The reverse of one statement while it is put together."""

    work: Derivation
    context: Context
    statement: core.Statement
    extra: list[core.Statement]  # forward statements that give names to what is read again
    replaced: dict[gast.expr, gast.expr]

    @classmethod
    def of(cls, work: Derivation, statement: core.Statement, context: Context) -> Step:
        return cls(work, context, statement, [], {})

    def pusher(self) -> Pusher:
        work = self.work
        pusher = Pusher(
            work.facts,
            work.names,
            Reading(work.facts, work.world, self._keep),
            work.helpers,
            work.world,
            work.learn,
            lambda tree: simplify(tree, known_by(work)),
            self._claim,
            not work.optimize,
        )
        self._pusher = pusher
        return pusher

    def _claim(self, element: gast.expr) -> str | None:
        place = place_of(self.work.facts, element)
        if (
            place is None
            or not place.whole
            or (is_scalar(place.value) is False and place.value.kind != "array")
        ):
            return None
        leaf = place.leaf
        if (
            leaf in self.work.live
            or leaf[0] in self.work.shadows
            or leaf[0] in set(bound(self.statement))
        ):
            return None
        self.work.live.add(leaf)
        return adjoint(self.work, leaf)

    def _keep(self, node: gast.expr, tree: gast.expr, stem: str) -> str:
        """Names a value: before the statement in straight code, where it is read in a loop."""
        given = self.work.names.fresh(stem)
        naming = core.Assign(as_target(name(given)), tree)
        if self.context.stacked:
            self._pusher.before.append(naming)
        else:
            self.extra.append(naming)
            self.replaced[node] = name(given)
        return given

    def forward(self, *saves: core.Statement) -> core.Block:
        """The statement itself, behind its saves, reading what has got a name."""
        statement = self.statement
        if self.replaced:
            statement = with_replaced(statement, self.replaced)
        return (*self.extra, *saves, statement)


def with_replaced(
    statement: core.Statement, replaced: dict[gast.expr, gast.expr]
) -> core.Statement:
    def walk(tree: gast.expr) -> gast.expr:
        if tree in replaced:
            return copy(replaced[tree])
        fresh = tree.__class__.__new__(tree.__class__)
        for key, value in tree.__dict__.items():
            if isinstance(value, gast.expr):
                value = walk(value)
            elif isinstance(value, list):
                value = [walk(v) if isinstance(v, gast.expr) else _inside(v, walk) for v in value]
            elif isinstance(value, gast.AST):
                value = copy(value)
            fresh.__dict__[key] = value
        return fresh

    value = getattr(statement, "value", None)
    return replace(statement, value=walk(value)) if value is not None else statement  # type: ignore[call-arg]  # it has that field


def _inside(value: object, walk: object) -> object:
    if isinstance(value, gast.keyword):
        return gast.keyword(value.arg, walk(value.value))  # type: ignore[operator]  # walk is the closure above
    return copy(value) if isinstance(value, gast.AST) else value


def saves(
    work: Derivation, statement: core.Statement, names: list[str], context: Context
) -> tuple[list[core.Statement], list[core.Statement]]:
    """Keeps the names that a statement rebinds, and their restoring."""
    kept: list[core.Statement] = []
    put: list[core.Statement] = []
    for each in names:
        if each not in work.tables.maybe.get(statement, frozenset()):
            continue
        if each not in work.tables.surely.get(statement, frozenset()):
            work.undefined.add(each)
        slot = Slot(each, context.stacked)
        kept.append(Save(slot, name(each), False))
        put.append(Restore(slot, as_target(name(each))))
    return kept, put


def take(work: Derivation, name_: str) -> list[Leaf]:
    """The leaves of a name that is rebound: their adjoints are used up."""
    return [leaf for leaf in sorted(work.live, key=repr) if leaf[0] == name_]


def assigned_name(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    target = statement.target.id
    value = work.facts.value(statement.target)
    kept, put = saves(work, statement, [target], context)
    if target in work.shadows and not is_scalar(value):
        return shadows.assigned(work, statement, context, kept, put)
    live = take(work, target)
    if not live:
        return Sweeps((*kept, statement), tuple(put))
    work.live.difference_update(live)
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = work.names.fresh("ans_" + target)
    pusher.reading.answers[statement.value] = name(post)
    if value.items is not None:
        pusher.structure(lambda path: _seed(work, (target, tuple(path)), live), statement.value)
    elif root(target) in live:
        masks = work.masks.pop(root(target), ())
        pusher.push(Seed(name(adjoint(work, root(target))), True, masks), statement.value)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found), live)]
    return Sweeps(step.forward(*kept), around_restore(work, body, put, post, name(target), target))


def _seed(work: Derivation, leaf: Leaf, live: list[Leaf]) -> gast.expr | None:
    return name(adjoint(work, leaf)) if leaf in live else None


def around_restore(
    work: Derivation,
    body: list[core.Statement],
    put: list[core.Statement],
    post: str,
    answer: gast.expr,
    target: str,
) -> core.Block:
    """Restores before the first read of the older value, behind the last of the newer."""
    readers = [k for k, s in enumerate(body) if reads_name(s, post)]
    if not readers:
        work.names.taken.discard(post)
        return (*put, *body)
    last = readers[-1]
    if not any(reads_name(s, target) for s in body[: last + 1]) or not put:
        work.names.taken.discard(post)
        renamed = [filled(s, {post: answer}) for s in body[: last + 1]]
        return (*renamed, *put, *body[last + 1 :])
    keeping = core.Assign(as_target(name(post)), copy(answer))
    return (keeping, *put, *body)


def unpacked(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    """`a, b = e`: the adjoints of the parts are the parts of the adjoint."""
    names = list(bound(statement))
    kept, put = saves(work, statement, names, context)
    if any(n in work.shadows for n in names):
        return shadows.unpacked(work, statement, context, kept, put)
    live = [leaf for n in names for leaf in take(work, n)]
    if not live:
        return Sweeps((*kept, statement), tuple(put))
    work.live.difference_update(live)
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    seeds: dict[tuple[object, ...], gast.expr] = {}
    _targets(work, statement.target, (), live, seeds)
    value = work.facts.value(statement.value)
    if value.items is not None:
        _from_structure(work, pusher, statement, value, seeds)
    else:
        parts = [seeds.get((k,)) for k in range(len(statement.target.elts))]
        _from_array(work, pusher, statement, parts)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found), live)]
    return Sweeps(step.forward(*kept), (*put, *body))


def _from_structure(
    work: Derivation,
    pusher: Pusher,
    statement: core.Assign,
    value: Value,
    seeds: dict[tuple[object, ...], gast.expr],
) -> None:
    """Seeds by position for the parts of a tuple, a list or a named tuple."""
    asked: set[tuple[object, ...]] = set()

    def part(path: tuple[tuple[str, object], ...]) -> gast.expr | None:
        positions: list[object] = []
        inner = value
        for _, key in path:
            items = inner.items or ()
            position = inner.keys.index(key) if inner.kind == "object" else key
            assert isinstance(position, int)
            positions.append(position)
            inner = items[position]
        asked.add(tuple(positions))
        return seeds.get(tuple(positions))

    pusher.structure(part, statement.value)
    for positions in seeds:
        inner = value
        for position in positions:
            items = inner.items or ()
            if not isinstance(position, int) or position >= len(items):
                break
            inner = items[position]
        if positions not in asked and work.facts.is_active(inner):
            raise Unsupported(statement.value, "parts of this value", "unpack it step by step")


def _targets(
    work: Derivation,
    target: gast.expr,
    path: tuple[object, ...],
    live: list[Leaf],
    seeds: dict[tuple[object, ...], gast.expr],
) -> None:
    if isinstance(target, gast.Name):
        for leaf in live:
            if leaf[0] == target.id:
                seeds[(*path, *(k for _, k in leaf[1]))] = name(adjoint(work, leaf))
    elif isinstance(target, gast.Tuple | gast.List):
        for k, part in enumerate(target.elts):
            _targets(work, part, (*path, k), live, seeds)
    else:
        raise Unsupported(
            target, "an element is assigned by unpacking", "assign on a line of its own"
        )


def _from_array(
    work: Derivation, pusher: Pusher, statement: core.Assign, parts: list[gast.expr | None]
) -> None:
    """`x, y = z` of an array z: its adjoint is the array of the parts' adjoints."""
    value = work.facts.value(statement.value)
    if value.kind not in ("array", "list"):
        raise Unsupported(
            statement.value, "a value that is not known to be a sequence is unpacked", "give like="
        )
    filled_in: list[gast.expr] = []
    for part, target in zip(parts, statement.target.elts, strict=True):
        if part is not None:
            filled_in.append(part)
        elif is_scalar(work.facts.value(target)):
            filled_in.append(gast.Constant(0.0, None))
        else:
            from tangentgen.source.quote import expression

            filled_in.append(expression("np.zeros_like($x)", x=target))
    from tangentgen.source.quote import expression

    whole = gast.List([copy(p) for p in filled_in], gast.Load())
    if value.kind == "array":
        form = "np.array($x)" if value.rank == 1 else "np.stack($x)"
        pusher.push(Seed(expression(form, x=whole)), statement.value)
    else:
        pusher.push(Seed(whole), statement.value)


def augmented_name(work: Derivation, statement: core.Augment, context: Context) -> Sweeps:
    """`s += e` of a number: `s = s + e`."""
    target = statement.target.id
    kept, put = saves(work, statement, [target], context)
    live = take(work, target)
    if not live:
        return Sweeps((*kept, statement), tuple(put))
    whole = work.facts.augmented[statement]
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = work.names.fresh("ans_" + target)
    pusher.reading.answers[whole] = name(post)
    bar = adjoint(work, root(target))
    work.live.difference_update(live)
    pusher.push(Seed(name(bar)), whole)
    terms = gathered(work, pusher.found)
    same = [t for t in terms if t.place.leaf == root(target) and t.place.whole and _is(t.tree, bar)]
    if same:
        work.live.add(root(target))
        terms = [t for t in terms if t not in same]
    body = [*pusher.before, *ordered(work, terms, [] if same else live)]
    return Sweeps(step.forward(*kept), around_restore(work, body, put, post, name(target), target))


def _is(tree: gast.expr, wanted: str) -> bool:
    return isinstance(tree, gast.Name) and tree.id == wanted


def returned(work: Derivation, statement: core.Return, context: Context) -> Sweeps:
    """The seed of a scalar is 1; of other values it is the cotangent given."""
    if statement.value is None:
        return Sweeps((), ())
    value: Value = work.facts.value(statement.value)
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    if work.answer:
        pusher.reading.answers[statement.value] = name(work.answer)
    if value.items is not None:
        pusher.structure(lambda path: work.seed_at(tuple(path)), statement.value)
    elif carries(value) and (seed := work.seed_at(())) is not None:
        pusher.push(Seed(seed), statement.value)
    body = [*pusher.before, *ordered(work, gathered(work, pusher.found), [])]
    forward = step.forward()
    if work.answer:
        last = forward[-1]
        assert isinstance(last, core.Return) and last.value is not None
        final = core.Assign(as_target(name(work.answer)), last.value, notes=last.notes)
        forward = (*forward[:-1], final)
    else:
        forward = forward[:-1]
    return Sweeps(forward, tuple(body))

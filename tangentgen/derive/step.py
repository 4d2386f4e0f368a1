"""The reverse of one statement while it is put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import Value
from tangentgen.derive.accumulate import adjoint
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.places import place_of
from tangentgen.derive.push import Pusher
from tangentgen.derive.reading import Reading
from tangentgen.derive.stable import stable
from tangentgen.derive.trees import filled, read_by, reads_name
from tangentgen.inside import with_adjoint
from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import bound
from tangentgen.language.sweep import Restore, Save, Slot
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, copy, expression, name
from tangentgen.tidy.algebra import simplify


@dataclass
class Step:
    """The reverse of one statement while it is put together."""

    work: Derivation
    context: Context
    statement: core.Statement
    extra: list[core.Statement]  # forward statements that give names to what is read again
    replaced: dict[gast.expr, gast.expr]
    copied: set[str] = field(default_factory=set)  # names of copies of views

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
            lambda tree: simplify(tree, work.known),
            self._claim,
            not work.optimize,
            work.known,
            self._changes,
            self._stable,
        )
        self._pusher = pusher
        return pusher

    def _stable(self, tree: gast.expr) -> bool:
        """Whether what is kept of a seed can't be changed behind the back of who keeps it."""
        ways = (tree.body, tree.orelse) if isinstance(tree, gast.IfExp) else (tree,)
        return all(stable(self.work, way) for way in ways)

    def _changes(self, given: str) -> bool:
        """Whether an adjoint is an array that is changed in place, or a copy of a part of it."""
        leaf = self.work.names.leaf_of(given)
        return given in self.work.sections if leaf is None else leaf[0] in self.work.shadows

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
        self.work.begins(leaf)
        self.work.live.add(leaf)
        return adjoint(self.work, leaf)

    def _keep(self, node: gast.expr, tree: gast.expr, stem: str) -> str:
        """Names a value: before the statement in straight code, where it is read in a loop."""
        given = self.work.names.fresh(stem)
        value = self.work.facts.value(node)
        self.work.learn(given, value.but(sites=frozenset()))
        changing = not value.sites.isdisjoint(self.work.facts.mutated)
        held = changing and fresh(tree)  # by what the statement makes, or gives to others
        if changing and value.kind == "array" and not held and not self.context.stacked:
            self.copied.add(given)
            tree = expression("$x.copy()", x=tree)  # a view would show what is written later
        naming = core.Assign(as_target(name(given)), tree)
        if self.context.stacked:
            self._pusher.before.append(naming)
        else:
            self.extra.append(naming)
            self.replaced[node] = self._handed_on(given, value, held)
        return given

    def _handed_on(self, given: str, value: Value, held: bool) -> gast.expr:
        """What the statement goes on with: an array of its own, where that is written later."""
        if not held or value.kind not in ("array", "tensor"):
            return name(given)
        return expression("$x.copy()" if value.kind == "array" else "1.0 * $x", x=name(given))

    def forward(self, *saves: core.Statement) -> core.Block:
        """The statement itself, behind its saves, reading what has got a name."""
        statement = self.statement
        if self.replaced:
            statement = with_replaced(statement, self.replaced, self.work.facts)
        return (*self.named(), *saves, statement)

    def named(self) -> list[core.Statement]:
        """The namings, those of parts first, so that what they are parts of reads them."""
        if len(self.extra) < 2 or not self.work.optimize:
            return self.extra
        pairs = list(zip(self.replaced, self.extra, strict=True))
        pairs.sort(key=lambda pair: sum(1 for _ in walk(pair[0])))
        out: list[core.Statement] = []
        for node, naming in pairs:
            others = {k: v for k, v in self.replaced.items() if k is not node}
            assert isinstance(naming, core.Assign)
            whole = with_replaced(core.Assign(naming.target, node, notes=naming.notes), others)
            assert isinstance(whole, core.Assign)
            if naming.target.id in self.copied:
                whole = replace(whole, value=expression("$x.copy()", x=whole.value))
            out.append(whole)
        return out


def with_replaced(
    statement: core.Statement,
    replaced: dict[gast.expr, gast.expr],
    facts: Analysis | None = None,
) -> core.Statement:
    """The statement with other trees in the place of some; `facts` are told what they hold."""

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
        if facts is not None and tree in facts.values:
            facts.values[fresh] = facts.values[tree]
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
        if work.optimize and _binds_again(work, statement, each):
            continue
        if each not in work.tables.surely.get(statement, frozenset()):
            work.undefined.add(each)
        slot = Slot(each, context.stacked)
        kept.append(Save(slot, name(each), False))
        put.append(Restore(slot, as_target(name(each))))
    return kept, put


def shadow_saves(
    work: Derivation, statement: core.Statement, names: list[str], context: Context
) -> tuple[list[core.Statement], list[core.Statement]]:
    """Keeps the shadows of arrays whose names a statement rebinds, and their restoring."""
    kept: list[core.Statement] = []
    put: list[core.Statement] = []
    for each in names:
        if each not in work.tables.maybe.get(statement, frozenset()):
            continue
        bar = adjoint(work, root(each))
        if each not in work.tables.surely.get(statement, frozenset()):
            work.undefined.add(bar)
        slot = Slot(bar, context.stacked)
        kept.append(Save(slot, name(bar), False))
        put.append(Restore(slot, as_target(name(bar))))
    return kept, put


def _binds_again(work: Derivation, statement: core.Statement, name_: str) -> bool:
    """Whether a statement gives a name what it has already: `h = with_adjoint(h, clip)`."""
    match statement:
        case core.Assign(value=gast.Call(args=[gast.Name(id=first), *_]) as call):
            used = work.facts.rule_calls.get(call)
            return first == name_ and used is not None and used.rule.function is with_adjoint
    return False


def take(work: Derivation, name_: str) -> list[Leaf]:
    """The leaves of a name that is rebound: their adjoints are used up."""
    return [leaf for leaf in sorted(work.live, key=repr) if leaf[0] == name_]


def _kept(statement: core.Statement, post: str) -> core.Statement:
    """A name for a view of the newer value is one for a copy: the older is about to come back."""
    if not isinstance(statement, core.Assign) or not reads_name(statement, post):
        return statement
    if not isinstance(statement.target, gast.Name) or fresh(statement.value):
        return statement
    return replace(statement, value=expression("$x.copy()", x=statement.value))


def around_restore(
    work: Derivation,
    body: list[core.Statement],
    put: list[core.Statement],
    post: str,
    answer: gast.expr,
    target: str,
    in_place: bool = False,
    memory: bool = False,
) -> core.Block:
    """Restores before the first read of the older value, behind the last of the newer.

    What is restored `in_place` is copied first where the newer value is read behind that. Where
    `memory` is restored, and not a name, other names of it are read for it as well.
    """
    readers = [k for k, s in enumerate(body) if reads_name(s, post)]
    if not readers:
        work.names.taken.discard(post)
        return (*put, *body)
    last = readers[-1]
    older = {target}
    if memory:
        older |= {n for s in body[: last + 1] for n in read_by(s) if work.aliases(n, target)}
    if not any(reads_name(s, n) for s in body[: last + 1] for n in older) or not put:
        work.names.taken.discard(post)
        kept_views = [_kept(s, post) if in_place and put else s for s in body[: last + 1]]
        renamed = [filled(s, {post: answer}) for s in kept_views]
        return (*renamed, *put, *body[last + 1 :])
    kept = expression("$x.copy()", x=answer) if in_place else copy(answer)
    keeping = core.Assign(as_target(name(post)), kept)
    return (keeping, *put, *body)

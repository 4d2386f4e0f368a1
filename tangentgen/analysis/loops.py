"""Loops over active containers, written as loops over their indices."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.item_at import item_at
from tangentgen.analysis.iterables import called, parts_active
from tangentgen.analysis.live_loops import grows, live, written_inside
from tangentgen.analysis.picks import picked
from tangentgen.analysis.positions import Items, Stays, shortest
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import assigned, bound, target_names
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, copy, expression, name, substitute

_COUNTERS = ("k", "j", "i", "m", "n", "index")


def over_indices(facts: Analysis) -> core.Function | None:
    """`for a in A` becomes `for k in range(len(A)): a = A[k]`; None where nothing changes."""
    rewriter = _Rewriter(facts)
    body = rewriter.block(facts.tree.body)
    if not rewriter.changed:
        return None
    return with_body(facts.tree, body)


class _Rewriter:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.changed = False
        self.taken = occurring(facts.tree)

    def fresh(self, *wanted: str) -> str:
        """The first of the names that is free; all taken, the last one with a number."""
        chosen = next((w for w in wanted if w not in self.taken), wanted[-1])
        return free(chosen, self.taken)

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        statement = core.mapped(statement, self.block)
        if not isinstance(statement, core.For):
            return (statement,)
        rebinds = self.rebinds_array(statement)
        active = parts_active(self.facts, statement.iter)
        if not active and not rebinds and not live(self.facts, statement):
            return (statement,)
        if grows(self.facts, statement):  # how often it turns is not known before
            return (statement,)
        taken = set(self.taken)
        for way in (self.filtered, self.by_position, self.by_picks):
            try:
                found = way(statement)
            except Stays:
                self.taken = set(taken)
                continue
            self.changed = True
            return found
        if rebinds:
            self.changed = True
            return (self.bound_inside(statement),)
        return (statement,)

    def rebinds_array(self, statement: core.For) -> bool:
        """Whether a name of the target is elsewhere an active array, whose shadow it would keep."""
        names = {*target_names(statement.target)}
        return any(
            isinstance(node, gast.Name)
            and node.id in names
            and value.kind == "array"
            and self.facts.is_active(value)
            for node, value in self.facts.values.items()
        )

    def bound_inside(self, statement: core.For) -> core.For:
        """`for item in p: y = item` for `for y in p`."""
        item = self.fresh("item")
        bind = core.Assign(as_target(statement.target), name(item))
        put_at(bind, statement.iter)
        return replace(statement, target=as_target(name(item)), body=(bind, *statement.body))

    def items(self, statement: core.For) -> Items:
        names = frozenset((*assigned(statement.body), *bound(statement)))
        return Items(self.facts, self.fresh, names, written_inside(self.facts, statement))

    def filtered(self, statement: core.For) -> core.Block:
        """`for a in filter(f, A)`: the body where `f(a)` holds."""
        iterable = statement.iter
        if called(self.facts, iterable) is not builtins.filter:
            raise Stays
        test, inner = iterable.args
        if not isinstance(test, gast.Name | gast.Attribute | gast.Constant):
            raise Stays
        if not isinstance(statement.target, gast.Name):
            raise Stays
        item = name(statement.target.id)
        holds = item if isinstance(test, gast.Constant) else gast.Call(copy(test), [item], [])
        return (replace(statement, iter=inner, body=(core.If(holds, statement.body),)),)

    def by_position(self, statement: core.For) -> core.Block:
        items = self.items(statement)
        counter = self.counter(statement)
        item = item_at(items, statement.iter, name(counter))
        lengths = shortest(items.lengths)
        trips = lengths[0][0]
        if any(size is None or size != lengths[0][1] for _, size in lengths[1:]):
            trips = gast.Call(name("min"), [copy(x) for x, _ in lengths], [])
        turns = expression("range($n)", n=trips)
        return self.rewritten(statement, items, as_target(name(counter)), turns, item)

    def by_picks(self, statement: core.For) -> core.Block:
        items = self.items(statement)
        iterable, pattern, item = picked(items, statement.iter)
        kept = set(assigned(statement.body))
        ours = {
            p: t for t, p in _matched(statement.target, item) if p in set(target_names(pattern))
        }
        renamed = {p: t for p, t in ours.items() if t not in kept}
        target = as_target(substitute(_loaded(pattern), {p: name(t) for p, t in renamed.items()}))
        whole = substitute(item, {p: name(t) for p, t in renamed.items()})
        return self.rewritten(statement, items, target, iterable, whole)

    def rewritten(
        self,
        statement: core.For,
        items: Items,
        target: gast.expr,
        iterable: gast.expr,
        item: gast.expr,
    ) -> core.Block:
        inside = tuple(self.bind(statement.target, item))
        header = header_of(statement, items, inside)
        notes = replace(statement.notes, header=header)
        loop = core.For(target, iterable, (*inside, *statement.body), notes=notes)
        for made in (*items.before, *inside, core.Evaluate(iterable)):
            put_at(made, statement.iter)
        if items.before:
            first = replace(items.before[0], notes=core.Notes(above=statement.notes.above))
            loop = replace(loop, notes=replace(loop.notes, above=()))
            return (first, *items.before[1:], loop)
        return (loop,)

    def counter(self, statement: core.For) -> str:
        """The user's own counter, where there is one that the body leaves alone."""
        if called(self.facts, statement.iter) is builtins.enumerate and isinstance(
            statement.target, gast.Tuple
        ):
            first = statement.target.elts[0]
            plain = len(statement.iter.args) == 1 and not statement.iter.keywords
            if (
                isinstance(first, gast.Name)
                and plain
                and first.id not in set(assigned(statement.body))
            ):
                return str(first.id)
        return self.fresh(*_COUNTERS)

    def bind(self, target: gast.expr, item: gast.expr) -> list[core.Statement]:
        """The loop's target assigned from the item."""
        both = isinstance(target, gast.Tuple | gast.List) and isinstance(item, gast.Tuple)
        starred = both and any(isinstance(t, gast.Starred) for t in target.elts)
        if both and len(target.elts) == len(item.elts) and not starred:
            pairs = zip(target.elts, item.elts, strict=True)
            return [s for t, i in pairs for s in self.bind(t, i)]
        if isinstance(item, gast.Name) and isinstance(target, gast.Name) and item.id == target.id:
            return []
        return [core.Assign(as_target(target), copy(item))]


def header_of(
    statement: core.For, items: Items, inside: tuple[core.Statement, ...]
) -> core.Header | None:
    """What goes through the same items without an index, as the user wrote it where that stays."""
    binds = tuple((s.target, s.value) for s in inside if isinstance(s, core.Assign))
    if not items.before:
        return core.Header(statement.target, statement.iter, binds)
    match inside:
        case [core.Assign(target=target, value=gast.Subscript(value=whole, slice=gast.Name()))]:
            lengths = [print_expression(length) for length, _ in items.lengths]
            if lengths == [f"len({print_expression(whole)})"]:
                return core.Header(target, whole, binds)
    return None


_POSITION = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def put_at(made: core.Statement, old: gast.expr) -> None:
    """What has no place in the user's text gets that of the iterable, for refusals to name."""
    for value in vars(made).values():
        for node in gast.walk(value) if isinstance(value, gast.expr) else ():
            if isinstance(node, gast.expr) and not hasattr(node, "lineno"):
                for key in _POSITION:
                    if hasattr(old, key):
                        setattr(node, key, getattr(old, key))


def _matched(target: gast.expr, item: gast.expr) -> Iterator[tuple[str, str]]:
    """The target's names with the names that they get."""
    if isinstance(target, gast.Tuple | gast.List) and isinstance(item, gast.Tuple):
        for inner, part in zip(target.elts, item.elts, strict=False):
            yield from _matched(inner, part)
    elif isinstance(target, gast.Name) and isinstance(item, gast.Name):
        yield target.id, item.id


def _loaded(pattern: gast.expr) -> gast.expr:
    from tangentgen.source.quote import as_value

    return as_value(pattern)

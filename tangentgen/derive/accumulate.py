"""What a statement's reverse adds to adjoints, written down in an order that is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.values import ANY, Value, part_keys
from tangentgen.derive.adjoint_lists import (
    holds_arrays,
    item_sum,
    list_sum,
    own_arrays,
    own_list,
    own_rows,
)
from tangentgen.derive.bare import filled, is_bare, is_number, may_be_none, noted
from tangentgen.derive.boxed import operand
from tangentgen.derive.broadcast import spread
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import Leaf
from tangentgen.derive.optional import zero_at
from tangentgen.derive.places import Place, leaf_expression, select
from tangentgen.derive.scatter import repeats, scatter
from tangentgen.derive.seeds import Contribution
from tangentgen.derive.stable import stable
from tangentgen.derive.trees import mentions, reads_name
from tangentgen.derive.unasked import (
    Masks,
    are_same,
    by_itself,
    is_by_itself,
    is_mask,
    of_sum,
    picks,
)
from tangentgen.language import core
from tangentgen.language.sweep import AddedItem, Own
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import as_target, expression, name
from tangentgen.tidy.algebra import simplify, sum_of
from tangentgen.tidy.reuse import Given, given, reused
from tangentgen.tidy.switches import on


@dataclass(frozen=True)
class Term:
    """All that one statement adds to one place."""

    place: Place
    tree: gast.expr
    full: bool
    index: gast.expr | None  # the place's last subscript as the reverse sweep writes it
    masks: Masks = ()

    @property
    def text(self) -> str:
        return print_expression(self.tree)


def gathered(
    work: Derivation, found: list[Contribution], before: Sequence[core.Statement] | None = None
) -> list[Term]:
    """Contributions to one place summed, in the order in which the places came up.

    `before` gives names to what they read. With it, what has a name is not computed again.
    """
    for statement in before or ():
        _second_name(work, statement)
    groups: dict[tuple[Leaf, str], list[Contribution]] = {}
    for contribution in found:
        rest = "".join(print_expression(select(name("_"), contribution.place.rest)) for _ in "1")
        groups.setdefault((contribution.place.leaf, rest), []).append(contribution)
    terms: list[Term] = []
    known = work.known
    named = list(_products(work, before or ()))
    apart = [[c] for group in groups.values() for c in group if is_container(work, c.place)]
    sums = [group for group in groups.values() if not is_container(work, group[0].place)]
    for group in (*apart, *sums):
        parts = [reused(simplify(c.tree, known), named, known) if named else c.tree for c in group]
        first = group[0].place.whole and group[0].place.leaf not in work.live
        if len(parts) > 1 or not first or isinstance(parts[0], gast.BinOp | gast.UnaryOp):
            parts = [operand(part) for part in parts]
        tree = sum_of(parts, known)
        index = None
        if group[0].place.rest and isinstance(group[0].place.rest[-1], gast.Subscript):
            index = group[0].place.rest[-1].slice
        terms.append(
            Term(
                group[0].place,
                tree,
                any(c.full for c in group),
                index,
                of_sum([c.masks for c in group]),
            )
        )
        if before is not None:
            named += _first(work, terms[-1], found, before)
    return terms


_NAMED = gast.Name | gast.Call | gast.List | gast.Dict | gast.ListComp | gast.DictComp


def _second_name(work: Derivation, statement: core.Statement) -> None:
    """A name for a seed that is changed where it is, changes with it."""
    match statement:
        case core.Assign(target=gast.Name(id=given), value=value) if isinstance(value, _NAMED):
            if not stable(work, value):
                work.changing().add(given)


def _products(work: Derivation, before: Sequence[core.Statement]) -> Iterator[Given]:
    """The products that got a name before the adjoints are added to."""
    if not work.optimize or not on("reused"):
        return
    for statement in before:
        match statement:
            case core.Assign(target=gast.Name(id=target), value=value):
                one = given(target, value, work.known)
                if one is not None:
                    yield one


def _first(
    work: Derivation, term: Term, found: list[Contribution], before: Sequence[core.Statement]
) -> list[Given]:
    """An adjoint that is assigned here for the first time, for the terms that come after it.

    Not one that has been the seed: it is assigned after all the others.
    """
    leaf = term.place.leaf
    if (
        not work.optimize
        or not on("reused")
        or leaf in work.live
        or not term.place.whole
        or in_place(work, leaf)
    ):
        return []
    bar = adjoint(work, leaf)
    if not (term.full or is_scalar(term.place.value)) or any(mentions(c.tree, bar) for c in found):
        return []
    if any(reads_name(statement, bar) for statement in before):
        return []
    one = given(bar, term.tree, work.known)
    return [one] if one is not None and one.divides else []  # a product alone reads better again


def value_at(work: Derivation, place: Place) -> Value:
    """What is at a place: an item of a list that is reached by its position, or all of a leaf."""
    value = place.value
    for accessor in place.rest:
        if value.kind in ("list", "dict") and value.element is not None:
            value = value.element
        elif value.items is not None and isinstance(accessor, gast.Subscript | gast.Attribute):
            key = (
                accessor.attr
                if isinstance(accessor, gast.Attribute)
                else work.facts.value(accessor.slice).constant
            )
            if isinstance(accessor, gast.Subscript) and isinstance(accessor.slice, gast.Constant):
                key = accessor.slice.value
            keys = part_keys(value)
            value = value.items[keys.index(key)] if key in keys else ANY
        else:
            return ANY
    return value


def list_prefix(work: Derivation, place: Place) -> tuple[gast.expr, ...] | None:
    """The accessors of an array in a list, where a section of it is meant; None for no such."""
    if place.value.kind not in ("list", "dict") or place.value.items is not None:
        return None
    for count in range(1, len(place.rest)):
        inner = Place(place.leaf, place.value, place.rest[:count])
        if value_at(work, inner).kind in ("array", "tensor"):
            return inner.rest
    return None


def own_item(bar: str, prefix: tuple[gast.expr, ...]) -> core.Statement:
    """An array in a list of adjoints is copied before a section of it is changed."""
    item = select(name(bar), prefix)
    return core.Assign(as_target(item), expression("$x.copy()", x=item))


def is_container(work: Derivation, place: Place) -> bool:
    """Whether the adjoint of what is at a place is a list or another container."""
    value = value_at(work, place)
    return value.kind in ("list", "dict") or value.items is not None


def adjoint(work: Derivation, leaf: Leaf) -> str:
    return work.names.of(leaf, "_bar")


def in_place(work: Derivation, leaf: Leaf) -> bool:
    """Whether the leaf's adjoint is a shadow, which is only ever changed, never rebound."""
    return leaf[0] in work.shadows


def materialise(
    work: Derivation, leaf: Leaf, value: Value, undefined: bool = False
) -> list[core.Statement]:
    """The statements that make an adjoint hold zeros."""
    from tangentgen.source.quote import constant

    work.live.add(leaf)
    # It stands for something else at other times, or for nothing.
    whole = value.optional and is_number(value) and not leaf[1]
    never = undefined or value.kind == "none" or whole
    noted(work, leaf, value, (never or value.optional) and is_number(value))
    tree = constant(0.0) if never else zero_at(work, leaf, value)
    return [core.Assign(as_target(name(adjoint(work, leaf))), tree)]


def added(work: Derivation, term: Term) -> list[core.Statement]:
    """The statements that add a term to the adjoint of its place."""
    leaf, value = term.place.leaf, term.place.value
    bar = adjoint(work, leaf)
    first, before = leaf not in work.live, work.masks.get(leaf, ())
    work.begins(leaf)  # the conditions of one term are not those of the sum
    if term.masks:
        work.unasked.add(leaf)
    if term.place.whole:
        return _whole(work, term, bar)
    out: list[core.Statement] = []
    if leaf not in work.live:
        # what a section is taken of is an array, whatever else is known of it
        out += materialise(work, leaf, Value("tensor") if value.kind == "any" else value)
    if is_bare(work, leaf) and term.place.rest:
        out.append(filled(work, leaf))
    target = select(name(bar), term.place.rest)
    kind = work.facts.value(term.index) if term.index is not None else Value("any")
    if is_mask(kind):
        work.unasked.add(leaf)
        masks = _picked(work, term, kind)
        if masks and (first or are_same(masks, before)):
            work.masks[leaf] = masks
    prefix = list_prefix(work, term.place)
    if prefix is not None:
        out.append(own_item(bar, prefix))
    elif value.kind in ("list", "dict") and value.items is None:
        item = value_at(work, term.place)
        if is_scalar(item) and not work.lists_given:
            return [*out, core.Augment(as_target(target), gast.Add(), term.tree)]
        sure = item.kind == "array" and item.dtype is not None and not item.optional
        kind_of = AddedItem if sure and item.dtype[0] in "fc" else core.Assign  # type: ignore[index]  # it is known
        return [*out, kind_of(as_target(target), item_sum(target, term.tree, item))]
    elif not in_place(work, leaf):
        out.append(Own(bar))
    if isinstance(target, gast.Subscript):
        again = repeats(work.facts, work.world, term.index)
        out.append(scatter(target.value, target.slice, term.tree, again))
    else:
        out.append(core.Augment(as_target(target), gast.Add(), term.tree))
    return out


def _picked(work: Derivation, term: Term, kind: Value) -> Masks:
    """The mask by which elements are picked, where it says the same when they are computed."""
    if term.index is None or len(term.place.rest) != 1 or in_place(work, term.place.leaf):
        return ()
    masks = picks(term.index, kind, term.place.value)
    return masks if work.settled(term.index) and not is_by_itself(masks) else ()


def _elsewhere_array(work: Derivation, leaf: Leaf) -> bool:
    """Whether what is a number here is an array elsewhere, so that `+=` may change another's."""
    from tangentgen.derive.control import ever

    return any(value.kind in ("array", "tensor") for value in ever(work, leaf))


def _whole(work: Derivation, term: Term, bar: str) -> list[core.Statement]:
    leaf, value = term.place.leaf, term.place.value
    if in_place(work, leaf):
        return [core.Augment(as_target(name(bar)), gast.Add(), term.tree)]
    if leaf in work.live:
        if value.kind in ("list", "dict"):
            total = list_sum(name(bar), term.tree, value)
            return [core.Assign(as_target(name(bar)), total)]
        if is_scalar(value) and not _elsewhere_array(work, leaf):
            return [core.Augment(as_target(name(bar)), gast.Add(), term.tree)]
        if term.full:
            work.bare.discard(leaf)
        return [core.Assign(as_target(name(bar)), expression("$a + $b", a=name(bar), b=term.tree))]
    work.live.add(leaf)
    bare = not term.full and may_be_none(work, leaf)
    noted(work, leaf, value, bare)
    settled = all(work.settled(condition) for condition, _ in term.masks)
    work.masks[leaf] = term.masks if settled else by_itself(term.masks)
    tree = term.tree
    if not term.full and not bare and not is_scalar(value) and carries(value):
        tree = spread(tree, leaf_expression(leaf))
    made = isinstance(tree, gast.List | gast.ListComp | gast.BinOp | gast.DictComp)
    if value.kind in ("list", "dict") and value.items is None:
        if holds_arrays(value) and not stable(work, tree):
            tree = own_arrays(tree, value)
        elif not made:
            if leaf[0] in work.facts.arguments:
                tree = own_rows(tree, value)
            tree = own_list(tree, value)
    if value.kind in ("array", "tensor", "any") and not stable(work, tree):
        tree = expression("$x.copy()" if value.kind == "array" else "np.copy($x)", x=tree)
    return [core.Assign(as_target(name(bar)), tree)]


def ordered(work: Derivation, terms: list[Term], consumed: list[Leaf]) -> list[core.Statement]:
    """Every term added, those that overwrite a seed after all that read it.

    `consumed` are the leaves whose adjoints were the seeds; they hold nothing any more.
    """
    bars = {adjoint(work, leaf): leaf for leaf in consumed}
    overwriting = [t for t in terms if t.place.leaf in bars.values()]
    others = [t for t in terms if t.place.leaf not in bars.values()]
    out: list[core.Statement] = []
    renamed: dict[str, str] = {}
    simple = all(t.place.whole for t in overwriting) and len(
        {t.place.leaf for t in overwriting}
    ) == len(overwriting)
    if not simple or any(in_place(work, t.place.leaf) for t in overwriting):
        for term in overwriting:
            bar = adjoint(work, term.place.leaf)
            if bar not in renamed and any(mentions(t.tree, bar) for t in terms):
                renamed[bar] = work.names.fresh(bar)
                out.append(core.Assign(as_target(name(renamed[bar])), name(bar)))
        fresh = {old: name(new) for old, new in renamed.items()}
        terms = [Term(t.place, _renamed(t.tree, fresh), t.full, t.index) for t in terms]
        overwriting = [t for t in terms if t.place.leaf in bars.values()]
        others = [t for t in terms if t.place.leaf not in bars.values()]
    for term in others:
        out += added(work, term)
    if (
        len(overwriting) > 1
        and simple
        and any(
            mentions(t.tree, adjoint(work, o.place.leaf))
            for t in overwriting
            for o in overwriting
            if o is not t
        )
    ):
        targets, values = [], []
        for term in overwriting:
            [statement] = _whole(work, term, adjoint(work, term.place.leaf))
            assert isinstance(statement, core.Assign)
            targets.append(statement.target)
            values.append(statement.value)
        out.append(core.Assign(gast.Tuple(targets, gast.Store()), gast.Tuple(values, gast.Load())))
        return out
    for term in overwriting:
        out += added(work, term)
    return out


def _renamed(tree: gast.expr, fresh: dict[str, gast.expr]) -> gast.expr:
    from tangentgen.source.quote import substitute

    return substitute(tree, fresh) if fresh else tree

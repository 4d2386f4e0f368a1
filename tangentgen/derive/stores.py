"""The reverse of writing into an array."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.again import contents_read
from tangentgen.analysis.complex_parts import of_whole, part_of
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.least import Least
from tangentgen.analysis.results import same_shape
from tangentgen.derive.accumulate import (
    Term,
    added,
    adjoint,
    gathered,
    list_prefix,
    ordered,
    own_item,
)
from tangentgen.derive.broadcast import fit
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.exchanged import changes_places
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.places import Place, place_of, select
from tangentgen.derive.push import Pusher
from tangentgen.derive.realness import of_argument
from tangentgen.derive.scatter import index_expression, repeats
from tangentgen.derive.sections import disjoint, same
from tangentgen.derive.seeds import Seed
from tangentgen.derive.step import Step, around_restore
from tangentgen.derive.trees import filled, mentions
from tangentgen.derive.unasked import is_mask
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import assigned
from tangentgen.language.sweep import (
    ChangedBack,
    ExchangedBack,
    Own,
    Restore,
    Save,
    Slot,
    Sweeps,
)
from tangentgen.source.quote import (
    as_target,
    as_value,
    constant,
    copy,
    expression,
    name,
    substitute,
)
from tangentgen.source.text import function_of
from tangentgen.tidy.algebra import whole_of

LAST_WRITTEN = '''
def last_written(x, index):
    """Which elements of an assignment to `x[index]` are not overwritten by later ones of it."""
    order = np.arange(np.size(x[index])).reshape(np.shape(x[index]))
    last = np.zeros(np.shape(x), dtype=int)
    last[index] = order
    return last[index] == order
'''


def section_save(
    work: Derivation, target: gast.expr, place: Place, context: Context
) -> tuple[Save, Restore]:
    """Keeps the section that a store is about to overwrite."""
    slot = Slot(place.leaf[0], context.stacked)
    whole = not is_scalar(work.facts.value(target))
    return Save(slot, as_value(target), whole), Restore(slot, as_target(target))


def checked_place(work: Derivation, target: gast.Subscript) -> Place:
    """The place of a section; of a part of a complex array, the section of the whole."""
    part = part_of(work.facts, target)
    place = place_of(work.facts, target if part is None else of_whole(target, part))
    if place is None:
        raise Unsupported(
            target, "a store into something that has no name", "give the array a name first"
        )
    inside = contents_read(target.slice)
    if any(work.aliases(place.leaf[0], n.id) for n in inside):
        raise Unsupported(
            target, "an index that reads the array it writes to", "assign the index to a name first"
        )
    return place


def stored(work: Derivation, statement: core.Assign, context: Context) -> Sweeps:
    """`x[i] = e`: the section's adjoint goes to e, and is zero from there on."""
    target = statement.target
    place = checked_place(work, target)
    if changes_places(work.facts, statement) and list_prefix(work, place) is None:
        return _exchanged(work, statement, place, context)
    save, put = section_save(work, target, place, context)
    section = work.facts.value(target)
    if place.leaf not in work.live or not carries(section):
        return Sweeps((save, statement), (put,))
    value = work.facts.value(statement.value)

    def push(pusher: Pusher, seed: gast.expr) -> None:
        node = as_value(target)
        work.facts.values[node] = section
        if not work.facts.active(statement.value):
            return
        light = not isinstance(seed, gast.Name)
        tree, full = fit(
            Seed(seed),
            section,
            value,
            node,
            statement.value,
            pusher.reading,
            work.helpers,
            work.world,
            not work.optimize,
        )
        tree = of_argument(tree, section, value, work.world)
        pusher.push(Seed(tree, full, (), light and tree is seed), statement.value)

    sweeps = _written(work, statement, context, place, statement.value, push, (save, put))
    if is_mask(work.facts.value(target.slice)):
        work.unasked.add(place.leaf)  # what was there before is asked for elsewhere only
    return sweeps


def _exchanged(work: Derivation, statement: core.Assign, place: Place, context: Context) -> Sweeps:
    """The adjoints of what changes places do so again; the values may, or are put back."""
    save, restore = section_save(work, statement.target, place, context)
    forward: core.Block = (save, statement)
    put: core.Statement = restore
    work.call_saves[save.slot] = statement
    work.exchanges.add(statement)
    if statement in work.restored:
        kind = ExchangedBack if isinstance(statement, core.Exchange) else ChangedBack
        forward = (statement,)
        put = kind(as_target(copy(statement.target)), copy(statement.value))
    other = place_of(work.facts, statement.value)
    if place.leaf not in work.live or other is None:
        return Sweeps(forward, (put,))
    bar = adjoint(work, place.leaf)
    sides = [select(name(bar), each.rest) for each in (place, other)]
    own = [] if place.leaf[0] in work.shadows else [Own(bar)]
    back = type(statement)(as_target(sides[0]), sides[1])
    return Sweeps(forward, (put, *own, back))


def augmented_section(work: Derivation, statement: core.Augment, context: Context) -> Sweeps:
    """`x[i] op= e`: as `x[i] = x[i] op e`; for += the section's adjoint stays as it is."""
    target = statement.target
    place = checked_place(work, target)
    save, put = section_save(work, target, place, context)
    if place.leaf not in work.live or not carries(work.facts.value(target)):
        return Sweeps((save, statement), (put,))
    whole = work.facts.augmented[statement]
    if _stays(work, statement):
        whole = _without_left(work, whole)

    def push(pusher: Pusher, seed: gast.expr) -> None:
        pusher.exact.add(whole.left)
        pusher.push(Seed(seed, True, (), not isinstance(seed, gast.Name)), whole)

    return _written(work, statement, context, place, whole, push, (save, put))


def _stays(work: Derivation, statement: core.Statement) -> bool:
    """Whether the adjoint of a section is what it was: as often as an index selects an element,
    or to a part of a complex one, something is added to it.
    """
    if not isinstance(statement, core.Augment):
        return False
    if _repeats(work, statement.target):
        return isinstance(statement, core.AccumulateAt)
    adds = isinstance(statement.op, gast.Add | gast.Sub)
    return adds and part_of(work.facts, statement.target) is not None


def _without_left(work: Derivation, whole: gast.BinOp) -> gast.BinOp:
    """`x[i] + e` for what e alone is responsible for: the adjoint of what was there stays."""
    facts = work.facts
    left = copy(whole.left)
    facts.values[left] = facts.value(whole.left).but(active=False, sites=frozenset())
    found = gast.BinOp(left, whole.op, whole.right)
    facts.values[found] = facts.value(whole)
    if whole in facts.wholes:
        facts.wholes[found] = facts.wholes[whole]
    return found


def _written(work, statement, context, place, value, push, kept) -> Sweeps:  # type: ignore[no-untyped-def]  # private; typed by its two callers
    save, put = kept
    target = statement.target
    bar = adjoint(work, place.leaf)
    raw = select(name(bar), place.rest)
    scalar = is_scalar(work.facts.value(target))
    stays = _stays(work, statement)
    again = _repeats(work, target) and not stays
    part = part_of(work.facts, target)
    before_live, before_bare, mark = set(work.live), set(work.bare), work.names.mark()
    for named in (True,) if again else (False, True):
        work.live, work.bare = set(before_live), set(before_bare)
        work.names.back_to(mark)
        step = Step.of(work, statement, context)
        pusher = step.pusher()
        pusher.unasked.update(work.unasked_part(bar, raw))
        back = _comes_back(work, target, value)
        stem = place.leaf[0]
        post = pusher.answered(value, stem) if back else work.names.fresh(f"ans_{stem}")
        seed = whole_of(copy(raw))
        if named:
            given = work.names.fresh(f"{place.leaf[0]}_section_bar")
            work.learn(given, work.facts.value(target).but(active=True, sites=frozenset()))
            work.sections.add(given)
            seed = name(given)
            pusher.unasked.update(work.unasked_part(given, raw))
            keeping = raw if scalar else expression("$x.copy()", x=raw)
            if again:
                work.helpers.setdefault("last_written", function_of(LAST_WRITTEN))
                assert isinstance(raw, gast.Subscript)
                keeping = expression(
                    "np.where(last_written($x, $i), $s, 0.0)",
                    x=raw.value,
                    i=index_expression(raw.slice),
                    s=raw,
                )
            pusher.before.append(core.Assign(as_target(seed), copy(keeping)))
        push(pusher, seed if part is None else _of_part(part, seed))
        least = work.least(statement)
        first = seed if named else None
        left = None if part is None else _of_other_part(part, raw)
        body = _body(work, pusher, place, raw, bar, scalar, first, again, stays, least, left)
        if body is not None:
            break
    assert body is not None
    answer = as_value(target)
    return Sweeps(
        step.forward(save),
        around_restore(work, body, [put], post, answer, place.leaf[0], not scalar, True),
    )


def _of_part(part: gast.Attribute, bar: gast.expr) -> gast.expr:
    """The adjoint of a part of a complex array: dL = Re(z_bar dz)."""
    return expression("np.real($x)" if part.attr == "real" else "-np.imag($x)", x=bar)


def _of_other_part(part: gast.Attribute, bar: gast.expr) -> gast.expr:
    """What is left of the adjoint of a complex array before a part of it is written."""
    return expression("1j * np.imag($x)" if part.attr == "real" else "np.real($x)", x=bar)


def _comes_back(work: Derivation, target: gast.expr, value: gast.expr) -> bool:
    """Whether what is written can be read back from the section as it was: it is neither spread
    over it nor rounded.
    """
    section, written = work.facts.value(target), work.facts.value(value)
    both = is_scalar(section) and is_scalar(written)
    dtype = "f8" if written.kind == "float" else written.dtype
    exact = section.dtype in ("f8", "c16", dtype)
    fits = both or same_shape(section, written, work.world)
    return isinstance(target, gast.Subscript) and exact and fits


def _body(
    work: Derivation,
    pusher: Pusher,
    place: Place,
    raw: gast.expr,
    bar: str,
    scalar: bool,
    named: gast.expr | None,
    again: bool,
    stays: bool,
    least: Least,
    left: gast.expr | None,
) -> list[core.Statement] | None:
    """The statements, or None where the seed has to be `named` first."""
    own: list[core.Statement] = [] if place.leaf[0] in work.shadows else [Own(bar)]
    prefix = list_prefix(work, place)
    if prefix is not None:
        own = [own_item(bar, prefix)]
    before = [_copied(s, raw, scalar) for s in pusher.before]
    terms = gathered(work, pusher.found, pusher.before)
    index = _index(place)
    selves = [t for t in terms if t.place.leaf == place.leaf and _same(t.place, place)]
    if again or stays:
        selves = []
    others = [t for t in terms if t not in selves]
    near = [t for t in others if _touches(work, t.place, place, index, least)]
    seed = whole_of(raw) if named is None else named
    if named is None and not stays and not (scalar and _is_number(raw)):
        others = [_number(work, t, seed) for t in others]
    alone = left is None and len(selves) == 1
    identity = stays or (alone and _is_raw(selves[0].tree, seed))
    final: list[core.Statement]
    if identity:
        final = []
    else:
        tree = selves[0].tree if selves else constant(0.0)
        if left is not None:
            tree = gast.BinOp(left, gast.Add(), tree) if selves else left
        final = [*own, core.Assign(as_target(raw), tree)]
    reading = [t for t in (*others, *selves) if mentions(t.tree, bar)]
    if named is not None:
        return [*before, *final, *(s for t in others for s in added(work, t))]
    if not near:
        return [*before, *(s for t in others for s in added(work, t)), *final]
    if not [t for t in reading if not (identity and t in selves)]:
        return [*before, *final, *(s for t in others for s in added(work, t))]
    plain = len(near) == 1 and not repeats(work.facts, work.world, near[0].index)
    if identity and plain:
        far = [t for t in others if t not in near]
        return [*before, *(s for t in (*far, *near) for s in added(work, t))]
    return None


def _is_number(element: gast.expr) -> bool:
    """Whether an element is read as a number: `x[0, ...]` is a view of it."""
    inside = gast.walk(element.slice) if isinstance(element, gast.Subscript) else ()
    return not any(isinstance(n, gast.Constant) and n.value is ... for n in inside)


def _number(work: Derivation, term: Term, seed: gast.expr) -> Term:
    """The adjoint of a number, where it would be a view of what is set to zero next."""
    bound = term.place.whole and term.place.leaf not in work.live
    if bound and is_scalar(term.place.value) and _is_raw(term.tree, seed):
        return replace(term, tree=expression("$x[()]", x=term.tree))
    return term


def _repeats(work: Derivation, target: gast.expr) -> bool:
    return isinstance(target, gast.Subscript) and repeats(work.facts, work.world, target.slice)


def _copied(statement: core.Statement, raw: gast.expr, scalar: bool) -> core.Statement:
    """A name for the section, or for a view of it, is a copy: the section is about to change."""
    if scalar or not isinstance(statement, core.Assign) or fresh(statement.value):
        return statement
    base = raw
    while isinstance(base, gast.Attribute | gast.Subscript):
        base = base.value
    if not isinstance(base, gast.Name):
        return statement
    owner = base.id

    def copied(tree: gast.expr) -> gast.expr:
        if isinstance(tree, gast.Tuple):
            return gast.Tuple(list(map(copied, tree.elts)), gast.Load())
        if fresh(tree) or not mentions(tree, owner):
            return tree
        return expression("$x.copy()", x=tree)

    return replace(statement, value=copied(statement.value))


def _is_raw(tree: gast.expr, raw: gast.expr) -> bool:
    return type(tree) is type(raw) and same(tree, raw)


def _index(place: Place) -> gast.expr | None:
    if len(place.rest) == 1 and isinstance(place.rest[0], gast.Subscript):
        return place.rest[0].slice
    return None


def _same(first: Place, second: Place) -> bool:
    return same(select(name("_"), first.rest), select(name("_"), second.rest))


def _touches(
    work: Derivation, other: Place, place: Place, index: gast.expr | None, least: Least
) -> bool:
    if not work.aliases(other.leaf[0], place.leaf[0]):
        return False
    if other.leaf != place.leaf and other.leaf[0] == place.leaf[0]:  # two parts of a container
        ours, theirs = place.value.sites, other.value.sites
        return not ours or not theirs or not ours.isdisjoint(theirs)
    if other.leaf == place.leaf and _other_field(other, place):
        return False
    second = _index(other)
    if other.leaf == place.leaf and index is not None and second is not None:
        return not disjoint(index, second, least)
    return True


def _other_field(first: Place, second: Place) -> bool:
    """Whether they lie in two attributes, of one object or of two in a list."""
    for one, other in zip(first.rest, second.rest, strict=False):
        if type(one) is not type(other):
            return False
        if isinstance(one, gast.Attribute) and one.attr != other.attr:
            return True
    return False


def _before_sums(
    work: Derivation, leaf: Leaf, terms: list[Term]
) -> tuple[list[core.Statement], list[Term]]:
    """Terms that read an adjoint as it was before others are added to parts of it: `u += g(u)`."""
    bar = adjoint(work, leaf)
    added_to = [t for t in terms if t.place.leaf == leaf]
    terms = [*(t for t in terms if t.place.leaf != leaf), *added_to]
    if not any(mentions(t.tree, bar) for t in added_to[1:]):
        return [], terms
    before = work.names.fresh(bar)
    keeping = core.Assign(as_target(name(before)), expression("$x.copy()", x=name(bar)))
    read = {bar: name(before)}
    return [keeping], [replace(t, tree=substitute(t.tree, read)) for t in terms]


def _bound_in_a_loop(work: Derivation, statement: core.Augment) -> bool:
    """Whether the array is what a loop has left, which the saves of its last trip refer to."""
    loops = (s for s in core.walk(work.facts.tree.body) if isinstance(s, core.For | core.While))
    return any(
        statement.target.id in assigned((loop,)) and statement not in set(core.walk(loop.body))
        for loop in loops
    )


def augmented_array(work: Derivation, statement: core.Augment, context: Context) -> Sweeps:
    """`y op= e` of an array: in place, so that every name of the array sees it."""
    target = statement.target.id
    leaf: Leaf = root(target)
    slot = Slot(target, context.stacked)
    alone = not work.shared(target) and not _bound_in_a_loop(work, statement)
    back = as_target(name(target)) if alone else as_target(expression("$x[...]", x=name(target)))
    save, put = Save(slot, name(target), True), Restore(slot, back)
    if leaf not in work.live:
        return Sweeps((save, statement), (put,))
    whole = work.facts.augmented[statement]
    bar = adjoint(work, leaf)
    step = Step.of(work, statement, context)
    pusher = step.pusher()
    post = pusher.answered(whole, target)
    pusher.unasked.update(work.unasked_of([leaf], statement))
    pusher.exact.add(whole.left)
    if target not in work.shadows:
        pusher.push(Seed(name(bar)), whole)
        terms = gathered(work, pusher.found, pusher.before)
        identity = [
            t
            for t in terms
            if t.place.leaf == leaf and t.place.whole and _is_raw(t.tree, name(bar))
        ]
        if not identity:
            work.live.discard(leaf)
        rest = [t for t in terms if t not in identity]
        kept: list[core.Statement] = []
        if identity:
            kept, rest = _before_sums(work, leaf, rest)
        body = [*pusher.before, *kept, *ordered(work, rest, [] if identity else [leaf])]
        return Sweeps(
            step.forward(save),
            around_restore(work, body, [put], post, name(target), target, not alone, True),
        )
    pusher.push(Seed(name(bar)), whole)
    terms = gathered(work, pusher.found, pusher.before)
    selves = [t for t in terms if t.place.leaf == leaf and t.place.whole]
    others = [t for t in terms if t not in selves]
    identity_only = len(selves) == 1 and _is_raw(selves[0].tree, name(bar))
    tree = selves[0].tree if selves else constant(0.0)
    near = [t for t in others if work.aliases(t.place.leaf[0], target)]
    final: list[core.Statement] = [core.Assign(as_target(expression("$x[...]", x=name(bar))), tree)]
    if identity_only:
        final = []
    if not near:
        before = [_copied(s, name(bar), False) for s in pusher.before]
        body = [*before, *(s for t in others for s in added(work, t)), *final]
    else:
        seed = work.names.fresh(f"{target}_section_bar")
        given = {bar: name(seed)}
        keeping = core.Assign(as_target(name(seed)), expression("$x.copy()", x=name(bar)))
        body = [
            keeping,
            *(filled(s, given) for s in pusher.before),
            *(filled(s, given) for s in final),
        ]
        body[len(body) - len(final) :] = [_final(s, bar, given) for s in final]
        for term in others:
            from tangentgen.source.quote import substitute

            body += added(
                work, Term(term.place, substitute(term.tree, given), term.full, term.index)
            )
    return Sweeps(
        step.forward(save),
        around_restore(work, body, [put], post, name(target), target, not alone, True),
    )


def _final(statement: core.Statement, bar: str, given: dict[str, gast.expr]) -> core.Statement:
    from tangentgen.source.quote import substitute

    assert isinstance(statement, core.Assign)
    target = as_target(expression("$x[...]", x=name(bar)))
    return core.Assign(target, substitute(statement.value, given))

"""The reverse of branches and loops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import gast

from tangentgen.analysis.again import recorded
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.marks import COUNTS
from tangentgen.analysis.values import ANY, Value, part_at
from tangentgen.derive.accumulate import adjoint, materialise
from tangentgen.derive.anew import made_before, made_in_trip, none_left
from tangentgen.derive.bare import is_number, starts_bare
from tangentgen.derive.checkpoint_plan import plan
from tangentgen.derive.checkpoints import stacks, stored
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.entering import entering
from tangentgen.derive.names import Leaf, root
from tangentgen.derive.optional import zero_at
from tangentgen.derive.remake import more_than_views, remade
from tangentgen.derive.step import saves, shadow_saves, take
from tangentgen.derive.trees import read_by
from tangentgen.derive.unasked import common
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import bound, parameters, read_names
from tangentgen.language.sweep import Restore, Save, Slot, Sweeps
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, constant, copy, expression, name


def leaf_value(work: Derivation, leaf: Leaf) -> Value:
    """What is known of a leaf anywhere in the function: enough for its zero."""
    if leaf not in work.leaf_values:
        work.leaf_values[leaf] = _leaf_value(work, leaf)
    return work.leaf_values[leaf]


def leaf_values(work: Derivation, leaf: Leaf) -> Iterator[Value]:
    """What a leaf is at one place and another."""
    for node in work.named(leaf[0]):
        part = part_at(work.facts.values[node], leaf[1])
        if part is not None:
            yield part


def ever(work: Derivation, leaf: Leaf) -> list[Value]:
    """What a leaf is anywhere, and as an argument, which nothing may read before it is rebound."""
    found = list(leaf_values(work, leaf))
    given = work.facts.arguments.get(leaf[0])
    part = part_at(given, leaf[1]) if given is not None else None
    return found if part is None else [*found, part]


def _leaf_value(work: Derivation, leaf: Leaf) -> Value:
    found: Value | None = None
    optional = any(work.facts.values[node].kind == "none" for node in work.named(leaf[0]))
    for part in leaf_values(work, leaf):
        optional |= part.optional
        better = found is not None and (
            (found.kind != "array" and part.kind == "array") or (_open(part) and not _open(found))
        )
        if found is None or better:
            found = part
    if found is None or is_scalar(found):
        whole = found
        found = next((v for v in ever(work, leaf) if whole is None or v.kind == "array"), whole)
    if (found is None or found.kind == "any") and not leaf[1] and _is_indexed(work, leaf[0]):
        return Value("tensor")  # what sections are taken of is an array
    return found.but(optional=True) if found is not None and optional else found or ANY


def _is_indexed(work: Derivation, given: str) -> bool:
    """Whether sections are taken of a name."""
    subscripts = (node for node in work.facts.values if isinstance(node, gast.Subscript))
    return any(
        isinstance(node.value, gast.Name)
        and node.value.id == given
        and work.facts.value(node.slice).kind != "str"
        for node in subscripts
    )


def _open(value: Value) -> bool:
    """Whether it is a list or a dict of no known parts, which has an adjoint as a whole."""
    return value.kind in ("list", "dict") and value.items is None


def zeros_for(
    work: Derivation,
    leaves: set[Leaf],
    at: core.Statement,
    other: frozenset[str] = frozenset(),
) -> list[core.Statement]:
    """Zeros for adjoints that one way needs and another has not set.

    Names that are `other` than they were when the adjoint is asked for next have no shape for it.
    """
    out: list[core.Statement] = []
    bare = set(work.bare)
    head = getattr(at, "iter", None) or getattr(at, "test", None)
    there = {*work.tables.surely.get(at, ()), *(read_names(head) if head is not None else ())}
    for leaf in sorted(leaves, key=repr):
        undefined = leaf[0] not in there or leaf[0] in other
        value = _value_at(work, leaf, at)
        made = materialise(work, leaf, value, undefined)
        if undefined and _open(value):  # which may be there all the same, and is worked on then
            work.undefined.add(leaf[0])
            zeros = zero_at(work, leaf, value.but(optional=False))
            form = (
                "{} if $x is None else $z" if value.kind == "dict" else "[] if $x is None else $z"
            )
            tree = expression(form, x=name(leaf[0]), z=zeros)
            made = [core.Assign(as_target(name(adjoint(work, leaf))), tree)]
        out += made
    work.bare |= bare  # on the other way
    return out


def _value_at(work: Derivation, leaf: Leaf, at: core.Statement) -> Value:
    """What is known of a leaf; of a list that is something else elsewhere, what it is there."""
    found = leaf_value(work, leaf)
    if not _open(found):
        return found
    read = (work.facts.values.get(node) for node in entering(at, leaf[0]))
    held = [p for v in read if v is not None and (p := part_at(v, leaf[1])) is not None]
    if held and not any(map(_open, held)):
        return next((p for p in held if p.kind == "array"), held[0])
    item = found.element
    if item is None or (item.items is None and item.element is None):
        return found
    trees = [v for s in core.walk((at,)) for v in vars(s).values() if isinstance(v, gast.AST)]
    here = {node for tree in trees for node in walk(tree) if isinstance(node, gast.Name)}
    parts = (part_at(work.facts.values[n], leaf[1]) for n in work.named(leaf[0]) if n in here)
    known = next((p for p in parts if p is not None and _open(p) and p.element is not None), found)
    return known.but(optional=known.optional or found.optional)


def branched(work: Derivation, statement: core.If, context: Context) -> Sweeps:
    """The same `if` over the reversed branches."""
    before, bare, masks = set(work.live), set(work.bare), dict(work.masks)
    unasked = set(work.unasked)
    first = _block(work, statement.body, context)
    masks, work.masks = work.masks, masks
    live_first, work.live = work.live, set(before)
    bare_first, work.bare = work.bare, bare
    unasked, work.unasked = work.unasked, unasked
    second = _block(work, statement.orelse, context)
    live_second = work.live
    work.masks = common(masks, work.masks)
    work.unasked |= unasked
    missing = live_second - live_first
    work.live = live_first
    first_end = zeros_for(work, missing, statement)
    live_first = work.live
    work.live = live_second
    second_end = zeros_for(work, live_first - live_second, statement)
    work.bare |= bare_first
    forward = (replace(statement, body=first.forward, orelse=second.forward),)
    body, orelse = (*first.reverse, *first_end), (*second.reverse, *second_end)
    if not body and not orelse:
        return Sweeps(forward, ())
    undone = core.If(copy(statement.test), body, orelse)
    return Sweeps(forward, (undone,))


def check_inactive(facts: Analysis, statement: core.For) -> None:
    """What a loop goes through must not carry a derivative; analysis/loops.py sees to it."""
    values = [facts.value(n) for n in gast.walk(statement.target) if isinstance(n, gast.Name)]
    if any(map(facts.is_active, values)):
        raise Unsupported(
            statement.iter,
            "a loop over active values that are not reached by an index",
            "make a list or an array of them first",
        )


def note_unbound(work: Derivation, loop: core.For | core.While) -> None:
    """What a loop binds first has an adjoint after it; in all trips but the last it is a number."""
    there = {*work.tables.surely.get(loop, ()), *work.tables.carried[loop]}
    own = {*bound(loop), *_assigned(loop)} - there
    work.started_bare |= {leaf for leaf in work.live if leaf[0] in own}


def _others_inside(work: Derivation, loop: core.For | core.While) -> frozenset[str]:
    """Names that a loop binds, and does not hand on, to what may be no array of the same shape."""
    stored = {
        node.id: work.facts.values[node]
        for statement in core.walk(loop.body)
        if isinstance(node := getattr(statement, "target", None), gast.Name)
        and node in work.facts.values
    }
    numeric = [n for n, v in stored.items() if is_number(v)]
    shapes = {n: {v.shape for v in ever(work, (n, ()))} for n in numeric}
    alike = {n for n in numeric if len(shapes[n]) == 1 and _settled(next(iter(shapes[n])))}
    return frozenset(numeric) - alike - work.tables.carried[loop]


def _asked_inside(loop: core.For | core.While) -> set[str]:
    """Names whose adjoints a loop's body may ask for a part of: that are read, or computed.

    The adjoint of another name's copy is only ever added.
    """
    computed = {
        s.target.id
        for s in core.walk(loop.body)
        if isinstance(s, core.Assign) and isinstance(s.target, gast.Name)
        if not isinstance(s.value, gast.Name | gast.Subscript | gast.Attribute)
    }
    return read_by(loop) | computed


def _settled(shape: tuple[object, ...] | None) -> bool:
    return shape is not None and None not in shape


def looped(work: Derivation, statement: core.For | core.While, context: Context) -> Sweeps:
    """The loop backwards over its reversed body."""
    if isinstance(statement, core.For):
        check_inactive(work.facts, statement)
    after, bare = set(work.live), set(work.bare)
    note_unbound(work, statement)
    stored_by = plan(work, statement, context)
    if stored_by is not None:
        work.stored.add(statement)
    at_top, inside = _settled_body(work, statement, after, context)
    if isinstance(statement, core.For) and recorded(work.facts, statement):
        inside = _with_items(statement, inside)
    consumed = at_top - work.live
    before = zeros_for(work, at_top - after, statement)
    lists = _lists(work, consumed, statement)
    reset = zeros_for(work, consumed - lists, statement, _others_inside(work, statement))
    reset += none_left(work, lists)
    work.live = set(at_top)
    work.bare |= bare
    own = sorted(frozenset(bound(statement)) | frozenset(_assigned(statement)))
    overwritten = [n for n in own if n not in work.tables.carried[statement]]
    kept, put = saves(work, statement, overwritten, context)
    # what the names' shadows were before the loop
    with_shadows = [each for each in overwritten if each in work.shadows]
    older, back = shadow_saves(work, statement, with_shadows, context)
    kept, put = [*kept, *older], [*put, *back]
    put += made_before(work, statement, lists, lambda leaf: _value_at(work, leaf, statement))
    if stored_by is not None:
        both = stored(
            work, statement, replace(inside, reverse=(*inside.reverse, *reset)), stored_by
        )
        slots = stacks(stored_by) if context.stacked else []
        kept_here = tuple(Save(slot, name(slot.name), False) for slot in slots)
        put_here = tuple(Restore(slot, as_target(name(slot.name))) for slot in slots)
        forward = (*kept, *both.forward, *kept_here)
        return Sweeps(forward, (*before, *put_here, *both.reverse, *put))
    forward = (*kept, replace(statement, body=inside.forward))
    body = (*inside.reverse, *reset)
    if not any(not isinstance(s, Restore) for s in body):
        return Sweeps(
            forward,
            (*before, core.For(*backwards(work, statement), tuple(body)), *put)
            if body
            else tuple(put),
        )
    return Sweeps(forward, (*before, core.For(*backwards(work, statement), tuple(body)), *put))


def _lists(
    work: Derivation, leaves: set[Leaf], statement: core.For | core.While
) -> frozenset[Leaf]:
    """Those of the leaves that are lists of a trip's own; the loop may hand the others on."""
    handed_on = work.tables.carried[statement]
    return frozenset(
        leaf
        for leaf in leaves
        if leaf[0] not in handed_on and _open(_value_at(work, leaf, statement))
    )


def _with_items(statement: core.For, inside: Sweeps) -> Sweeps:
    """Each item saved behind the count of the trips, and there again in its trip's reverse."""
    names = list(bound(statement))
    slots = {each: Slot(each, True) for each in names}
    kept = [Save(slot, name(each), False) for each, slot in slots.items()]
    put = [Restore(slot, as_target(name(each))) for each, slot in slots.items()]
    forward = (*inside.forward[:1], *kept, *inside.forward[1:])
    return Sweeps(forward, (*put, *inside.reverse))


def _block(work: Derivation, statements: core.Block, context: Context) -> Sweeps:
    forward, groups = work.grouped(statements, context)
    return Sweeps(forward, tuple(s for group in groups for s in group))


def _assigned(statement: core.For | core.While) -> list[str]:
    """The names that a loop's body binds, without those of exceptions, which it unbinds again."""
    inside = (s for s in core.walk(statement.body) if not isinstance(s, core.Except))
    return [n for s in inside for n in bound(s)]


def backwards(work: Derivation, statement: core.For | core.While) -> tuple[gast.expr, gast.expr]:
    """The target and the iterable of the reversed loop."""
    once = isinstance(statement, core.For) and recorded(work.facts, statement)
    if isinstance(statement, core.While) or once:
        count = statement.body[0]
        assert isinstance(count, core.Augment)  # put there by analysis/counted_loops.py
        return as_target(name("_")), expression("range($n)", n=as_value_name(count))
    first = statement.body[0] if statement.body else None
    counted = isinstance(first, core.Augment) and first.notes.mark == COUNTS
    if counted:
        assert isinstance(first, core.Augment)
        count_name = as_value_name(first)
        plain = _plain_range(statement.iter)
        if plain:
            return as_target(statement.target), turned_round(
                work, expression("range($n)", n=count_name)
            )
        return as_target(statement.target), _reached_backwards(work, statement.iter, count_name)
    sequence = _turned(statement.iter)
    if sequence is not None:
        return as_target(statement.target), copy(sequence)
    return as_target(statement.target), turned_round(work, statement.iter)


def _reached_backwards(work: Derivation, items: gast.expr, count: gast.expr) -> gast.expr:
    """The first `count` items of what a loop goes through, the last one first."""
    match _turned(items):
        case None:
            return turned_round(work, expression("$r[:$n]", r=items, n=count))
        case gast.Call(func=gast.Name(id="range"), args=[stop]):
            return expression("range($stop - $n, $stop)", stop=stop, n=count)
        case sequence:
            return expression("$r[len($r) - $n:]", r=sequence, n=count)


def _turned(items: gast.expr) -> gast.expr | None:
    """The sequence of which `reversed(sequence)` gives the items."""
    match items:
        case gast.Call(func=gast.Name(id="reversed"), args=[sequence]):
            return sequence
    return None


def turned_round(work: Derivation, sequence: gast.expr) -> gast.expr:
    """A sequence from its end, also where a parameter is called `reversed`."""
    if "reversed" in parameters(work.facts.tree):
        return expression("$r[::-1]", r=sequence)
    return expression("reversed($r)", r=sequence)


def as_value_name(statement: core.Augment) -> gast.expr:
    return name(statement.target.id)


def _plain_range(iterable: gast.expr) -> bool:
    return (
        isinstance(iterable, gast.Call)
        and isinstance(iterable.func, gast.Name)
        and iterable.func.id == "range"
        and len(iterable.args) == 1
    )


def _settled_body(
    work: Derivation, statement: core.For | core.While, after: set[Leaf], context: Context
) -> tuple[set[Leaf], Sweeps]:
    """The adjoints that may not be zero at the end of the body in any trip, and its sweeps."""
    key = (statement, frozenset(after))
    at_top = set(work.trials.get(key, after))
    names = work.names.mark()
    undefined = set(work.undefined)
    bare, unasked = set(work.bare), set(work.unasked)
    other = _others_inside(work, statement) & _asked_inside(statement)
    while True:
        work.live, work.unasked = set(at_top), set(unasked)
        work.masks.clear()  # a trip's adjoint is not that of the last one alone
        bare |= {n for n in at_top if starts_bare(work, n, leaf_value(work, n), statement, other)}
        work.bare = set(bare)
        inside = body_sweeps(work, statement, context, statement in work.rerun)
        for each in bound(statement):  # each trip begins with a value that carries nothing
            work.live.difference_update(take(work, each))
        settled = work.live <= at_top and work.bare & at_top <= bare
        lists = _lists(work, at_top - work.live, statement)
        if settled and not lists <= (known := work.anew.get(statement, frozenset())):
            work.anew[statement] = known | lists
        elif settled and work.unasked & at_top <= unasked:
            break
        bare |= work.bare & at_top
        unasked |= work.unasked
        at_top |= work.live
        work.names.back_to(names)
        work.undefined.clear()
        work.undefined.update(undefined)
    work.unasked |= unasked
    work.trials[key] = set(at_top)
    return at_top, inside


def body_sweeps(
    work: Derivation, statement: core.For | core.While, context: Context, rerun: bool
) -> Sweeps:
    """Both sweeps of a loop's body, by one of the ways of saving."""
    if statement in work.stored:
        made = _own_lists(work, statement)
        inside = _block(work, statement.body, Context(stacked=False))
        return replace(inside, reverse=(*made, *inside.reverse))
    return rerun_body(work, statement, context) if rerun else recorded_body(work, statement)


def _own_lists(work: Derivation, statement: core.For | core.While) -> core.Block:
    return made_in_trip(work, statement, lambda leaf: _value_at(work, leaf, statement))


def recorded_body(work: Derivation, statement: core.For | core.While) -> Sweeps:
    """Statement by statement; what no trip hands on is saved once, at the end of the body."""
    names = set(_assigned(statement)) | set(bound(statement))
    local = frozenset(_assigned(statement)) - work.tables.carried[statement]
    context = Context(stacked=True, local=local)
    made = _own_lists(work, statement)
    there = frozenset(leaf[0] for leaf in work.anew.get(statement, frozenset()))
    whole, groups = work.grouped(statement.body, context)
    again: frozenset[str] = frozenset()
    if statement in work.remade or work.optimize:
        views_only = statement not in work.remade
        groups, again = remade(work, statement.body, groups, local - there, views_only)
        if views_only and more_than_views(work, statement.body, local):
            work.remakable.add(statement)
    inside = Sweeps(whole, tuple(s for group in groups for s in group))
    kept: list[core.Statement] = []
    put: list[core.Statement] = []
    start: list[core.Statement] = []
    for each in sorted((local & names) - again):
        for saved in _with_shadow(work, each):
            slot = Slot(saved, True)
            kept.append(Save(slot, name(saved), False))
            put.append(Restore(slot, as_target(name(saved))))
            if each not in work.tables.at_end[statement]:
                start.append(core.Assign(as_target(name(saved)), constant(None)))
    forward = at_ends((*start, *inside.forward), tuple(kept))
    return Sweeps(forward, (*reversed(put), *made, *inside.reverse))


def _with_shadow(work: Derivation, each: str) -> list[str]:
    if each in work.shadows:
        return [each, adjoint(work, root(each))]
    return [each]


def at_ends(block: core.Block, ending: core.Block) -> core.Block:
    """The block with statements added wherever it ends, before a jump."""
    if not ending:
        return block
    if block and isinstance(block[-1], core.Break | core.Continue | core.Return):
        return (*block[:-1], *ending, block[-1])
    if block and isinstance(block[-1], core.If) and _jumps(block[-1]):
        last = block[-1]
        split = replace(last, body=at_ends(last.body, ending), orelse=at_ends(last.orelse, ending))
        return (*block[:-1], split)
    return (*block, *ending)


def _jumps(statement: core.If) -> bool:
    return any(
        isinstance(s, core.Break | core.Continue | core.Return) for s in core.walk((statement,))
    )


def rerun_body(work: Derivation, statement: core.For | core.While, context: Context) -> Sweeps:
    """A snapshot of what the body carries; the reverse runs the body's statements again."""
    from tangentgen.derive.snapshot import snapshot

    kept, put = snapshot(work, statement)
    made = _own_lists(work, statement)
    again = _block(work, statement.body, Context(stacked=False))
    counted = statement.body[:1] if _is_count(statement) else ()
    plain = (*counted, *kept, *statement.body[len(counted) :])
    forward_again = tuple(s for s in again.forward if not isinstance(s, core.Break | core.Continue))
    return Sweeps(plain, (*put, *_without_jumps(forward_again), *made, *again.reverse))


def _is_count(statement: core.For | core.While) -> bool:
    first = statement.body[0] if statement.body else None
    return isinstance(first, core.Augment) and first.notes.mark == COUNTS


def _without_jumps(block: core.Block) -> core.Block:
    out: list[core.Statement] = []
    for s in block:
        if isinstance(s, core.Break | core.Continue):
            continue
        if isinstance(s, core.If):
            s = replace(s, body=_without_jumps(s.body), orelse=_without_jumps(s.orelse))
        if isinstance(s, core.Augment) and s.notes.mark == COUNTS:
            continue
        out.append(s)
    return tuple(out)

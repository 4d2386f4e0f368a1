"""What is returned shares no memory with what was given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import gast

from tangentgen.analysis.activity import carries
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.sites import is_given, is_outside
from tangentgen.analysis.values import ANY, Value, part_keys
from tangentgen.derive.forward_work import Work
from tangentgen.derive.forward_zeros import built, nth
from tangentgen.derive.places import leaf_expression
from tangentgen.known import instance
from tangentgen.language import core
from tangentgen.language.fresh import fresh, kept_by
from tangentgen.language.resolve import target_names
from tangentgen.language.targets import base_name, changed_list
from tangentgen.source.quote import as_target, copy, expression, name

CONTAINERS = ("list", "dict", "object", "any")


def separated(work: Work, block: core.Block, given: set[str], entry: bool) -> core.Block:
    """Returned arrays copied where they may be the caller's own.

    In a function that the derivative calls, a tangent may be a view of an argument's where the
    value is the same view of the argument.
    """
    shared = _closure(work, block)

    def caller_owned(tree: gast.expr) -> bool:
        if _is_fresh(tree):
            return False
        names = kept_by(tree)
        return not (names | {m for n in names for m in shared.get(n, ())}).isdisjoint(given)

    def rebound(s: core.Augment, target: str) -> core.Statement:
        """`x_dot += e` of a number could change an array of no axes that the caller gave."""
        if not entry or target not in shared or not caller_owned(name(target)):
            return s
        if work.facts.value(s.target).kind == "array":
            return s
        total = gast.BinOp(name(target), s.op, s.value)
        return core.Assign(as_target(s.target), total, notes=s.notes)

    def protect(inner: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for s in inner:
            if core.blocks(s):
                s = core.mapped(s, protect)
            elif isinstance(s, core.Augment) and isinstance(s.target, gast.Name):
                s = rebound(s, s.target.id)
            elif isinstance(s, core.Return) and isinstance(s.value, gast.Tuple):
                s = replace(s, value=_protected(work, s.value, caller_owned, entry))
            out.append(s)
        return tuple(out)

    return protect(block)


def _protected(
    work: Work, both: gast.Tuple, caller_owned: Callable[[gast.expr], bool], entry: bool
) -> gast.Tuple:
    if not isinstance(both, gast.Tuple) or len(both.elts) != 2:
        return both  # a return that was refused
    value, dot = both.elts
    known = work.known(value)
    sites: set[object] = set()
    seen: set[str] = set()

    def value_shared(tree: gast.expr, part: Value) -> bool:
        own = any(map(is_outside, part.sites))
        again = not sites.isdisjoint(part.sites)
        sites.update(part.sites)
        return own or again

    def dot_shared(tree: gast.expr, part: Value) -> bool:
        if not carries(part):  # its tangent is None
            return False
        names = kept_by(tree)
        again = not names.isdisjoint(seen)
        seen.update(names)
        if not entry:
            as_it_lies = any(map(is_given, part.sites)) or not work.lent.isdisjoint(part.sites)
            return caller_owned(tree) and not as_it_lies
        return again or caller_owned(tree)

    first = apart(work, value, known, value_shared) if entry else value
    numbers = entry and _of_no_axes(work)
    return gast.Tuple([first, apart(work, dot, known, dot_shared, numbers)], gast.Load())


def apart(
    work: Work,
    tree: gast.expr,
    value: Value,
    shared: Callable[[gast.expr, Value], bool],
    numbers: bool = False,
) -> gast.expr:
    """The expression with a copy of each array in it that is `shared`.

    What is one of `numbers` may be an array of no axes.
    """
    if isinstance(tree, gast.Constant):
        return tree
    if value.items is not None:
        there = _structure(work, tree, value, shared, numbers)
        if value.optional and there is not tree:
            return expression("None if $x is None else $there", x=tree, there=there)
        return there
    if value.optional and value.kind == "list":
        there = apart(work, tree, value.but(optional=False), shared, numbers)
        form = "None if $x is None else $there"
        return tree if there is tree else expression(form, x=tree, there=there)
    if value.element is not None and value.kind in ("list", "tuple"):
        taken = list(_joined(tree))  # arithmetic of arrays is new memory, of lists it is not

        def of_item(_: gast.expr, part: Value) -> bool:
            return any([shared(each, part) for each in taken])

        item = apart(work, name("item"), value.element, of_item, numbers)
        if isinstance(item, gast.Name):
            return tree
        return expression("[$e for item in $x]", e=item, x=tree)
    if value.element is not None and value.kind == "dict":
        item = apart(work, name("item"), value.element, lambda _, part: shared(tree, part), numbers)
        if isinstance(item, gast.Name):
            return tree
        return expression("{k: $e for k, item in $x.items()}", e=item, x=tree)
    if value.kind in ("array", "tensor") and shared(tree, value):
        if value.optional:  # the value is None then, and its tangent a number
            return expression("None if $x is None else 1.0 * $x", x=tree)
        return expression("$x.copy()" if value.kind == "array" else "1.0 * $x", x=tree)
    if numbers and is_scalar(value) and shared(tree, value):
        return expression("1.0 * $x", x=tree)
    return tree


def _joined(tree: gast.expr) -> Iterator[gast.expr]:
    """The lists that `x + y` and `x * 2` take their items from."""
    match tree:
        case gast.BinOp(left=left, op=gast.Add(), right=right):
            yield from _joined(left)
            yield from _joined(right)
        case gast.BinOp(left=left, op=gast.Mult(), right=right):
            yield from (left, right)
        case _:
            yield tree


def _of_no_axes(work: Work) -> bool:
    """Whether a tangent that is given for a number may be an array."""
    return any(v.kind == "array" and v.rank == 0 for v in work.facts.arguments.values())


def _structure(
    work: Work,
    tree: gast.expr,
    value: Value,
    shared: Callable[[gast.expr, Value], bool],
    numbers: bool,
) -> gast.expr:
    """A structure written out is taken apart; one that has a name only where that is needed."""
    items = value.items or ()
    match tree:
        case gast.Tuple() | gast.List() if (elements := _written_out(tree, len(items))) is not None:
            pairs = zip(elements, items, strict=True)
            return type(tree)([apart(work, e, v, shared, numbers) for e, v in pairs], gast.Load())
        case gast.Dict() if len(tree.values) == len(items) and None not in tree.keys:
            pairs = zip(tree.values, items, strict=True)
            return gast.Dict(tree.keys, [apart(work, e, v, shared, numbers) for e, v in pairs])
        case gast.Call() if value.kind == "object":
            by_name = dict(zip(value.keys, items, strict=True))
            by_place = zip(tree.args, items, strict=False)
            args = [apart(work, e, v, shared, numbers) for e, v in by_place]
            if getattr(tree.func, "id", None) == instance.__name__:  # `instance(cls, field=e)`
                args = tree.args
            keywords = [
                gast.keyword(k.arg, apart(work, k.value, by_name.get(k.arg, ANY), shared, numbers))
                for k in tree.keywords
            ]
            return gast.Call(tree.func, args, keywords)
    keys = part_keys(value)
    kind = "field" if value.kind == "object" else "item"
    parts = [leaf_expression(("", ((kind, key),)), copy(tree)) for key in keys]
    again = [apart(work, part, v, shared, numbers) for part, v in zip(parts, items, strict=True)]
    if all(new is old for new, old in zip(again, parts, strict=True)):
        return tree
    return built(work, value, again)


def _written_out(tree: gast.Tuple | gast.List, count: int) -> list[gast.expr] | None:
    """The items of a display of so many, each by itself; None where stars hide which they are."""
    stars = [part for part in tree.elts if isinstance(part, gast.Starred)]
    if not stars:
        return tree.elts if len(tree.elts) == count else None
    if len(stars) > 1 or not isinstance(stars[0].value, gast.Name):
        return None
    at, more = tree.elts.index(stars[0]), count - len(tree.elts) + 1
    spread = [nth(stars[0].value, k) for k in range(more)]
    return [*tree.elts[:at], *spread, *tree.elts[at + 1 :]]


NEW = {
    "sum",
    "mean",
    "prod",
    "std",
    "var",
    "dot",
    "cumsum",
    "cumprod",
    "min",
    "max",
    "trace",
    "clip",
}


def _is_fresh(tree: gast.expr) -> bool:
    """Whether it is new memory; methods of arrays too."""
    match tree:
        case gast.Call(func=gast.Attribute(attr=method)) if method in NEW:
            return True
        case gast.Call(func=gast.Attribute(attr="asarray"), args=[inner]):
            return fresh(inner)
    return fresh(tree)


def _closure(work: Work, block: core.Block) -> dict[str, set[str]]:
    """For each name, all names whose arrays it may be, hold or be a view of."""
    direct: dict[str, set[str]] = {}
    for s in core.walk(block):
        if isinstance(s, core.Assign) and not _of_numbers(work, s):
            for target in target_names(s.target):
                whole = work.known(name(target)).kind in ("list", "tuple")
                taken = _joined(s.value) if whole else (s.value,)
                direct.setdefault(target, set()).update(*map(kept_by, taken))
        for owner, held in _put(work, s):
            direct.setdefault(owner, set()).update(held - {owner})
    while True:
        grown = {n: m | {o for k in m for o in direct.get(k, ())} for n, m in direct.items()}
        if grown == direct:
            return direct
        direct = grown


def _of_numbers(work: Work, statement: core.Assign) -> bool:
    """Whether the items of an array of one axis get names."""
    value = work.known(statement.value)
    unpacked = isinstance(statement.target, gast.Tuple)
    return unpacked and value.kind == "array" and value.rank == 1


def _put(work: Work, statement: core.Statement) -> Iterator[tuple[str, set[str]]]:
    """The containers that a statement puts something into, and the names that they hold then."""
    match statement:
        case core.Assign(target=gast.Subscript() | gast.Attribute() as target, value=value):
            owners, held = [target], kept_by(value)
        case core.Assign(value=gast.Call() as call) | core.Evaluate(value=gast.Call() as call):
            given = [*call.args, *(k.value for k in call.keywords)]
            held = {n for each in given for n in kept_by(each)}
            changed = changed_list(call)
            owners = given if changed is None else [changed]
            if changed is None and isinstance(call.func, gast.Attribute):
                owners = [*given, call.func.value]
        case _:
            return
    for owner in owners:
        base = base_name(owner)
        if base is not None and held and work.known(name(base)).kind in CONTAINERS:
            yield base, held

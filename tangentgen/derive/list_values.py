"""The adjoint of a list that an expression makes: the adjoints of the lists it was made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.values import Value
from tangentgen.derive.places import held_expression, leaf_expression
from tangentgen.derive.unasked import by_itself, told
from tangentgen.derive.unsupported import Unsupported
from tangentgen.derive.zeros import zero
from tangentgen.language import core
from tangentgen.source.quote import as_target, constant, copy, expression, name

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher

Part = Callable[[Any], gast.expr | None]


def makes_list(facts: Analysis, node: gast.expr) -> bool:
    """Whether an expression makes a list or a tuple from others."""
    value = facts.value(node)
    if value.kind not in ("list", "tuple"):
        return False
    match node:
        case gast.List() | gast.Tuple():
            return any(isinstance(e, gast.Starred) for e in node.elts)
        case gast.Subscript() | gast.BinOp():
            return True
        case gast.Call(func=gast.Attribute(attr="copy" | "values" | "items" | "tolist"), args=[]):
            return True
        case gast.Call(func=gast.Name() as function, args=[_], keywords=[]):
            target = facts.value(function).constant  # a parameter may hold it: `map(list, rows)`
            return target is list or target is tuple
    return False


def pushed(pusher: Pusher, seed: gast.expr, node: gast.expr) -> None:
    """Sends the adjoint of the list `node` on to what it was made from."""
    facts = pusher.facts
    if not isinstance(seed, gast.Name):
        seed = _named(pusher, seed, node)
    match node:
        case gast.List() | gast.Tuple():
            _display(pusher, seed, node)
        case gast.Subscript(value=owner, slice=index) if _turns_round(index):
            pusher.push_list(_named(pusher, expression("$s[::-1]", s=seed), owner), owner)
        case gast.Subscript(value=owner, slice=index):
            whole = _named(pusher, _zeros(pusher, owner), owner)
            part = expression("$x[$i]", x=whole, i=pusher.reading.read(index))
            pusher.before.append(core.Assign(as_target(part), seed))
            pusher.unasked[whole.id] = by_itself(told(seed, pusher.unasked))
            pusher.push_list(whole, owner)
        case gast.BinOp(op=gast.Add(), left=left, right=right):
            cut = _length(pusher, left)
            pusher.push_list(expression("$s[:$n]", s=seed, n=cut), left)
            pusher.push_list(expression("$s[$n:]", s=seed, n=cut), right)
        case gast.BinOp(op=gast.Mult(), left=left, right=right):
            single = left if facts.value(left).kind in ("list", "tuple") else right
            pusher.push_list(_folded(pusher, seed, single), single)
        case gast.Call(func=gast.Attribute(value=owner, attr="values" | "items" as view)):
            _view(pusher, seed, owner, view)
        case gast.Call(func=gast.Attribute(value=owner, attr="tolist")):
            pusher.push_array(expression("np.array($s)", s=seed), owner)
        case gast.Call(func=gast.Attribute(value=owner)):
            pusher.push_list(seed, owner)
        case gast.Call(args=[inner]):
            _converted(pusher, seed, inner)
        case _:
            raise Unsupported(node, "a list made in this way", "build it in a loop")


def _turns_round(index: gast.expr) -> bool:
    """Whether it is `[::-1]`, which is its own reverse."""
    match index:
        case gast.Slice(
            lower=None,
            upper=None,
            step=gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=1)),
        ):
            return True
    return False


def assembled(pusher: Pusher, part: Part, node: gast.expr, value: Value, path: Any) -> gast.expr:
    """The adjoint of a structure as one expression, from the seeds of its parts."""
    if value.items is not None and value.kind in ("list", "tuple"):
        parts = [
            assembled(pusher, part, node, v, (*path, ("item", k)))
            for k, v in enumerate(value.items)
        ]
        return gast.List(parts, gast.Load())
    if value.items is not None:
        kind = "field" if value.kind == "object" else "item"
        parts = [
            assembled(pusher, part, node, v, (*path, (kind, k)))
            for k, v in zip(value.keys, value.items, strict=True)
        ]
        return gast.Dict([constant(k) for k in value.keys], parts)
    seed = part(path)
    if seed is not None:
        return seed
    return zero(value, leaf_expression(("", path), pusher.reading.read(node)))


def _named(pusher: Pusher, tree: gast.expr, node: gast.expr) -> gast.Name:
    from tangentgen.derive.stems import stem_of

    given = pusher.names.fresh(f"{stem_of(node)}_bar")
    pusher.before.append(core.Assign(as_target(name(given)), tree))
    if masks := told(tree, pusher.unasked):
        pusher.unasked[given] = masks
    return name(given)


def _zeros(pusher: Pusher, node: gast.expr) -> gast.expr:
    value = pusher.facts.value(node)
    return zero(value, pusher.reading.read(node))


def _length(pusher: Pusher, node: gast.expr) -> gast.expr:
    items = pusher.facts.value(node).items
    if items is not None:
        return constant(len(items))
    return expression("len($x)", x=pusher.reading.read(node))


def _folded(pusher: Pusher, seed: gast.expr, single: gast.expr) -> gast.expr:
    """Each item of a repeated list gets what all its copies got."""
    value = pusher.facts.value(single)
    items = [v for v in (*(value.items or ()), value.element) if v is not None]
    if any(v.items is not None or v.kind == "list" for v in items):
        raise Unsupported(single, "a list of containers is repeated", "build it in a loop")
    count = _length(pusher, single)
    again = pusher.reading.read(single)
    if value.items is not None and len(items) == 1 and isinstance(again, gast.List):
        scalar = items[0].kind in ("float", "int", "number", "scalar")
        form = "[sum($s)]" if scalar else "[sum($s, np.zeros_like($x))]"
        return expression(form, s=seed, x=again.elts[0]) if not scalar else expression(form, s=seed)
    if all(v.kind in ("float", "int", "number", "scalar") for v in items):
        return expression("[sum($s[k::$n]) for k in range($n)]", s=seed, n=count)
    form = "[sum($s[k::$n], np.zeros_like(item)) for k, item in enumerate($x)]"
    return expression(form, s=seed, n=count, x=again)


def _converted(pusher: Pusher, seed: gast.expr, inner: gast.expr) -> None:
    """`list(x)` of a list, a list reversed, or an array."""
    value = pusher.facts.value(inner)
    match inner:
        case gast.Call(func=gast.Name(id="reversed"), args=[turned]):
            pusher.push_list(expression("$s[::-1]", s=seed), turned)
            return
    if value.kind in ("list", "tuple"):
        pusher.push_list(seed, inner)
    elif value.kind == "array" and value.rank:
        pusher.push_array(expression("np.array($s)", s=seed), inner)
    else:
        raise Unsupported(inner, "a list made of this", "build it in a loop")


def _display(pusher: Pusher, seed: gast.expr, node: gast.expr) -> None:
    """`[*xs, y]`: the parts of the seed one after another."""
    before: list[gast.expr] = []
    known = 0
    for element in node.elts:
        start = _position(before, known)
        if isinstance(element, gast.Starred):
            length = _length(pusher, element.value)
            if isinstance(length, gast.Constant):
                known += length.value
            else:
                before.append(length)
            bounds = gast.Slice(start, _position(before, known) or constant(0), None)
            part = gast.Subscript(copy(seed), bounds, gast.Load())
            if pusher.facts.active(element.value):
                _converted(pusher, part, element.value)
        else:
            if pusher.facts.active(element):
                item = expression("$s[$a]", s=seed, a=start or constant(0))
                pusher.push_item(item, element)
            known += 1


def _position(before: list[gast.expr], known: int) -> gast.expr | None:
    """Where a part begins after parts of these lengths; None at the beginning."""
    total: gast.expr | None = None
    for length in [*before, *([constant(known)] if known else [])]:
        total = length if total is None else expression("$a + $b", a=total, b=length)
    return total


def _view(pusher: Pusher, seed: gast.expr, owner: gast.expr, view: str) -> None:
    """`d.values()` and `d.items()`: the n-th of them goes to the n-th key."""
    value = pusher.facts.value(owner)
    if _reordered(pusher.facts, value):
        what = "the values of a dict whose keys change are used in their order"
        raise Unsupported(owner, what, "go through its keys: for k in d: ... d[k]")
    if value.items is not None:
        where = {key: k for k, key in enumerate(value.keys)}

        def part(path: Any) -> gast.expr | None:
            tree: gast.expr = gast.Subscript(seed, constant(where[path[0][1]]), gast.Load())
            if view == "items":
                tree = gast.Subscript(tree, constant(1), gast.Load())
            return held_expression(tuple(path[1:]), tree)

        pusher.structure(part, owner)
        return
    form = "dict(zip($d, $s, strict=True))"
    if view == "items":
        form = "{k: item[1] for k, item in zip($d, $s, strict=True)}"
    pusher.push_array(expression(form, d=pusher.reading.read(owner), s=seed), owner)


def _reordered(facts: Analysis, value: Value) -> bool:
    """Whether the order of a dict's keys may be another one in the reverse sweep."""
    if value.items is not None and not value.sites.isdisjoint(facts.fields):
        return True
    return any(
        called.name == "pop" and not facts.value(called.owner).sites.isdisjoint(value.sites)
        for called in facts.list_calls.values()
    )

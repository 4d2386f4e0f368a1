"""Loops over functions and over items of unlike kinds, written out turn by turn.

`for f in (np.sin, g): s = f(s)` becomes `s = np.sin(s)` and `s = g(s)`.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis.again import changes
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.functions import holds_function
from tangentgen.analysis.join import join_all
from tangentgen.analysis.values import Value
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate, with_body
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import assigned, target_names
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, constant, copy, name
from tangentgen.source.rebuild import rebuilt

TURNS = 30  # that are written out
LINES = 6  # of a loop over active values that has no other reason


def unrolled(facts: Analysis) -> core.Function | None:
    """The function without loops over functions; None where it has none."""
    work = _Unrolling(facts)
    body = work.block(facts.tree.body)
    if not work.changed:
        return None
    return with_body(facts.tree, body)


class _Unrolling:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.taken = occurring(facts.tree)
        self.changed = False

    def block(self, block: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for statement in block:
            shown = self.displayed(out[-1], statement) if out else None
            if shown is not None:
                self.changed = True
                out[-1] = shown
            else:
                out += self.statement(statement)
        return tuple(out)

    def displayed(self, before: core.Statement, loop: core.Statement) -> core.Statement | None:
        """`[f(v) for v in tree]` as a list of known length, where the items are unlike."""
        match before, loop:
            case (
                core.Assign(target=gast.Name(id=made), value=gast.List(elts=[])),
                core.For(
                    target=gast.Name(id=each),
                    iter=gast.Name() as iterable,
                    body=(
                        core.Evaluate(
                            value=gast.Call(
                                func=gast.Attribute(value=gast.Name(id=grown), attr="append"),
                                args=[item],
                            )
                        ),
                    ),
                ),
            ) if made == grown:
                held = self.facts.value(iterable)
            case _:
                return None
        if held.kind not in ("list", "tuple") or not held.items or len(held.items) > TURNS:
            return None
        named = {n.id for n in walk(item) if isinstance(n, gast.Name)}
        if made in named or not self.differ(list(held.items)) or self.on(each, loop):
            return None
        if any(site in self.facts.cells for site in held.sites):
            return None
        turns = [
            _filled(duplicate(core.Evaluate(item)), {each: _item(iterable, k)})
            for k in range(len(held.items))
        ]
        whole = gast.List([t.value for t in turns], gast.Load())  # type: ignore[attr-defined]  # an Evaluate has one
        notes = replace(before.notes, collects=None, collecting=False)
        return core.Assign(before.target, whole, notes=notes)

    def statement(self, statement: core.Statement) -> core.Block:
        if isinstance(statement, core.For):
            if self.is_computed(statement.iter):
                return self.named_first(statement, statement.iter, "items")
            held = self.held_dict(statement.iter)
            if held is not None:
                return self.named_first(statement, held, "table")
        turns = self.turns(statement) if isinstance(statement, core.For) else None
        if turns is not None:
            self.changed = True
            return self.block(turns)
        return (core.mapped(statement, self.block),)

    def is_computed(self, items: gast.expr) -> bool:
        """Whether it is a call of the user's that returns a tuple of active values."""
        value = self.facts.value(items)
        known = value.kind == "tuple" and value.items is not None and not value.optional
        return items in self.facts.user_calls and known and self.facts.is_active(value)

    def held_dict(self, items: gast.expr) -> gast.expr | None:
        """The dict in a container that is gone through: `for k, v in params["first"].items()`."""
        match items:
            case gast.Call(
                func=gast.Attribute(value=gast.Subscript() as owner, attr=view), args=[]
            ):
                named = view in ("items", "values", "keys")
            case gast.Subscript() as owner:
                named = True
            case _:
                return None
        found: gast.expr = owner
        value = self.facts.value(found)
        return found if named and value.kind == "dict" and self.facts.is_active(value) else None

    def named_first(self, statement: core.For, whole: gast.expr, stem: str) -> core.Block:
        """What a loop goes through gets a name, by which its items are reached."""
        self.changed = True
        given = name(free(stem, self.taken))
        self.facts.values[given] = self.facts.value(whole)
        made = core.Assign(as_target(given), whole, notes=replace(statement.notes, trailing=None))
        plain = replace(statement.notes, above=(), section=False)
        through = _replaced(statement.iter, whole, given)
        return (made, *self.block((replace(statement, iter=through, notes=plain),)))

    def turns(self, statement: core.For) -> core.Block | None:
        table = self.of_dict(statement.iter, _names_attributes(statement))
        listed = table or self.side_by_side(statement.iter)
        if listed is not None:
            statement = replace(statement, iter=listed)
        items = self.facts.value(statement.iter)
        if items.items is None or items.kind not in ("tuple", "list"):
            return None
        wanted = listed is not None or any(map(holds_function, items.items))
        wanted = wanted or self.differ(list(items.items))
        wanted = wanted or self.changing(items) or _names_attributes(statement)
        wanted = wanted or self.few(statement)
        if len(items.items) > TURNS or not wanted:
            return None
        if any(isinstance(s, core.Break | core.Continue) for s in core.level(statement.body)):
            return None
        if not isinstance(statement.iter, gast.Name | gast.Attribute | gast.Tuple | gast.List):
            return None
        later = getattr(statement.iter, "elts", [])[1:]
        if any(self.moves(item, statement) for item in later):
            return None
        bound = set(assigned(statement.body))
        rebound = bound & set(target_names(statement.target))
        out: list[core.Statement] = []
        for k in range(len(items.items)):
            item = _in_parts(_item(statement.iter, k), items.items[k], statement.target)
            given: dict[str, gast.expr] = {}
            for target, part in _matched(statement.target, item):
                if isinstance(target, gast.Name) and _fixed(part, bound) and not rebound:
                    given[target.id] = part
                else:
                    out.append(core.Assign(copy(target), copy(part)))
            out += (_filled(duplicate(s), given) for s in statement.body)
        out += (
            core.Assign(as_target(name(n)), copy(p))
            for n, p in given.items()
            if isinstance(p, gast.Name) or (isinstance(p, gast.Subscript) and self.on(n, statement))
        )
        return tuple(out)

    def on(self, given: str, loop: core.For) -> bool:
        """Whether a name is read outside of a loop."""
        everywhere, inside = _reads(self.facts.tree.body, given), _reads((loop,), given)
        return everywhere > inside

    def moves(self, item: gast.expr, statement: core.For) -> bool:
        """Whether an item would be another one if it were made when its turn comes."""
        if isinstance(item, gast.Name):
            return item.id in {*assigned((statement,))}
        if isinstance(item, gast.Tuple | gast.List):
            return any(self.moves(part, statement) for part in item.elts)
        if isinstance(item, gast.Lambda):
            return False
        writes = any(n in self.facts.impure or self.facts.call_writes.get(n) for n in walk(item))
        return writes or changes(self.facts, item, (statement,))

    def of_dict(self, node: gast.expr, wanted: bool) -> gast.expr | None:
        """The values of a dict, its keys or its items, as a tuple, where that is wanted.

        Of a dict of functions it always is, and of one that holds dicts beside arrays.
        """
        in_order = False
        match node:
            case gast.Call(func=gast.Name(id="sorted") as function, args=[inner], keywords=[]):
                if self.facts.value(function).constant is sorted:
                    node, in_order = inner, True
        match node:
            case gast.Call(
                func=gast.Attribute(value=gast.Name() | gast.Attribute() as owner, attr=view),
                args=[],
            ) if view in ("values", "items", "keys"):
                pass
            case gast.Name():
                owner, view = node, "keys"
            case _:
                return None
        held = self.facts.value(owner)
        if held.kind != "dict" or held.items is None:
            return None
        functions = any(map(holds_function, held.items))
        if not (wanted or functions or self.unlike(held.items)):
            return None
        pairs = list(zip(held.keys, held.items, strict=True))
        if in_order:
            if view == "values" or not all(isinstance(key, str) for key in held.keys):
                return None
            pairs.sort(key=lambda pair: str(pair[0]))
        if not held.sites.isdisjoint(self.facts.fields):
            return None
        parts: list[gast.expr] = []
        for key, value in pairs:
            part: gast.expr = gast.Subscript(copy(owner), constant(key), gast.Load())
            self.facts.values[part] = value
            if view == "items":
                part = gast.Tuple([constant(key), part], gast.Load())
                self.facts.values[part] = Value("tuple", items=(Value("str"), value))
            parts.append(constant(key) if view == "keys" else part)
        whole = gast.Tuple(parts, gast.Load())
        values = tuple(self.facts.value(p) for p in parts) if view != "keys" else held.items
        self.facts.values[whole] = Value("tuple", items=values)
        return whole

    def changing(self, items: Value) -> bool:
        """Whether a tuple holds what changes, which has no other name than its place there.

        So do tuples in a list: `for w, b in layers: w -= rate * b`.
        """
        objects = ("list", "dict", "object") if items.kind == "tuple" else ()
        return any(
            self.mutated(item, objects)
            or (item.kind == "tuple" and self.mutated_inside(item))
            or (item.kind == "list" and any(self.mutated(p, ("array",)) for p in item.items or ()))
            for item in items.items or ()
        )

    def mutated(self, item: Value, kinds: tuple[str, ...]) -> bool:
        sites = self.facts.sites(item)
        return item.kind in kinds and not self.facts.mutated.isdisjoint(sites)

    def mutated_inside(self, whole: Value) -> bool:
        """Whether a tuple in a container holds an array or anything else that changes."""
        return any(
            self.mutated(part, ("array", "list", "dict", "object"))
            or (part.kind == "tuple" and self.mutated_inside(part))
            for part in whole.items or ()
        )

    def side_by_side(self, node: gast.expr) -> gast.expr | None:
        """What `zip` and `enumerate` give of tuples and lists of known length, as a tuple.

        So do `reversed` and slices.
        """
        turned = self.turned(node)
        if turned is not None:
            whole = gast.Tuple(turned, gast.Load())
            self.facts.values[whole] = Value("tuple", items=tuple(map(self.facts.value, turned)))
            return whole if self.is_listed(whole) else None
        if not isinstance(node, gast.Call) or node.keywords or not node.args:
            return None
        function = self.facts.value(node.func).constant
        if function is enumerate and len(node.args) == 1:
            items = self.parts(node.args[0])
            rows = None if items is None else [[constant(k), p] for k, p in enumerate(items)]
        elif function is zip:
            columns = [self.parts(a) for a in node.args]
            known = [c for c in columns if c is not None]
            same = len(known) == len(columns) and len({len(c) for c in known}) == 1
            rows = [list(row) for row in zip(*known, strict=True)] if same else None
        else:
            return None
        if rows is None:
            return None
        whole = gast.Tuple([gast.Tuple(row, gast.Load()) for row in rows], gast.Load())
        for made in whole.elts:
            values = tuple(self.facts.value(part) for part in made.elts)
            self.facts.values[made] = Value("tuple", items=values)
        values = tuple(self.facts.value(made) for made in whole.elts)
        self.facts.values[whole] = Value("tuple", items=values)
        return whole if self.is_listed(whole) else None

    def turned(self, node: gast.expr) -> list[gast.expr] | None:
        """The items of a tuple or list from its end, or of a section of it."""
        match node:
            case gast.Call(args=[inner], keywords=[]):
                if self.facts.value(node.func).constant is not reversed:
                    return None
                items = self.parts(inner)
                return None if items is None else items[::-1]
            case gast.Subscript(value=inner, slice=gast.Slice() as section):
                bounds = [section.lower, section.upper, section.step]
                known = [end if end is None else self.facts.value(end).constant for end in bounds]
                items = self.parts(inner)
                if items is not None and all(end is None or type(end) is int for end in known):
                    return items[slice(*known)]
        return None

    def is_listed(self, whole: gast.Tuple) -> bool:
        """Whether a loop over these items has to go through them one by one."""
        value = self.facts.values[whole]
        rows = [item.items or () for item in value.items or ()]
        unlike = all(rows) and any(self.differ(list(c)) for c in zip(*rows, strict=False))
        return self.changing(value) or holds_function(value) or unlike

    def parts(self, node: gast.expr) -> list[gast.expr] | None:
        """The items of a tuple or list of known length that has a name."""
        inner = self.side_by_side(node)
        if inner is not None:
            return list(inner.elts)
        value = self.facts.value(node)
        if value.kind not in ("tuple", "list") or value.items is None:
            return None
        if not isinstance(node, gast.Name | gast.Attribute | gast.Tuple | gast.List):
            return None
        found = [_item(node, k) for k in range(len(value.items))]
        self.facts.values.update(zip(found, value.items, strict=True))
        return found

    def few(self, statement: core.For) -> bool:
        """Whether a short body goes through a display of active values that have names."""
        items = statement.iter
        if not isinstance(items, gast.Tuple | gast.List) or not any(
            map(self.facts.active, items.elts)
        ):
            return False
        inside = list(core.walk(statement.body))
        bound = set(assigned(statement.body))
        named = [e.id for e in items.elts if isinstance(e, gast.Name)]
        simple = all(
            isinstance(s, core.Assign | core.Augment) and isinstance(s.target, gast.Name)
            for s in inside
        )
        kept = len(named) == len(items.elts) and bound.isdisjoint(
            {*named, *target_names(statement.target)}
        )
        return simple and kept and len(inside) * len(named) <= LINES

    def differ(self, items: list[Value]) -> bool:
        """Whether items are of kinds that have nothing in common, as in a tree of tuples."""
        whole = join_all(items)
        if whole is None or whole.kind != "any":
            return False
        structured = any(item.kind in ("tuple", "list", "dict", "object") for item in items)
        return structured or any(map(self.facts.is_active, items))

    def unlike(self, items: tuple[Value, ...]) -> bool:
        """Whether a dict holds containers beside arrays, or active arrays beside numbers."""
        whole = join_all(list(items))
        mixed = whole is not None and whole.kind == "tensor"
        kinds = {item.kind for item in items}
        return self.differ(list(items)) or (
            mixed and "array" in kinds and len(kinds) > 1 and any(map(self.facts.is_active, items))
        )


_BY_NAME = ("getattr", "setattr")


def _names_attributes(statement: core.For) -> bool:
    """Whether a loop goes through names of functions: `getattr(np, name)(x)`."""
    looked_up = {
        argument.id
        for s in core.walk(statement.body)
        for value in vars(s).values()
        if isinstance(value, gast.AST)
        for node in gast.walk(value)
        if isinstance(node, gast.Call) and getattr(node.func, "id", None) in _BY_NAME
        for argument in node.args[1:2]
        if isinstance(argument, gast.Name)
    }
    return not looked_up.isdisjoint(target_names(statement.target))


def _reads(block: core.Block, given: str) -> int:
    trees = [v for s in core.walk(block) for v in vars(s).values() if isinstance(v, gast.AST)]
    return sum(isinstance(n, gast.Name) and n.id == given for tree in trees for n in walk(tree))


def _replaced(tree: Any, old: gast.expr, new: gast.expr) -> Any:
    return new if tree is old else rebuilt(tree, lambda part: _replaced(part, old, new))


def _item(iterable: gast.expr, k: int) -> gast.expr:
    if isinstance(iterable, gast.Tuple | gast.List):
        item: gast.expr = iterable.elts[k]
        return item
    return gast.Subscript(copy(iterable), constant(k), gast.Load())


def _in_parts(item: gast.expr, value: Value, target: gast.expr) -> gast.expr:
    """An item with its parts one by one, as a target takes them: `(p[0], p[1])`."""
    known = value.items or ()
    if not isinstance(target, gast.Tuple | gast.List) or len(known) != len(target.elts):
        return item
    if any(isinstance(t, gast.Starred) for t in target.elts) or value.kind not in ("tuple", "list"):
        return item
    display = isinstance(item, gast.Tuple | gast.List)
    if not display and not isinstance(item, gast.Name | gast.Subscript):
        return item
    parts = (
        item.elts
        if display
        else [gast.Subscript(copy(item), constant(k), gast.Load()) for k in range(len(known))]
    )
    made = [_in_parts(*each) for each in zip(parts, known, target.elts, strict=True)]
    return gast.Tuple(made, gast.Load())


def _matched(target: gast.expr, item: gast.expr) -> Iterator[tuple[gast.expr, gast.expr]]:
    displays = isinstance(target, gast.Tuple | gast.List) and isinstance(
        item, gast.Tuple | gast.List
    )
    if displays and len(target.elts) == len(item.elts):
        for one, other in zip(target.elts, item.elts, strict=True):
            yield from _matched(one, other)
    else:
        yield target, item


def _fixed(item: gast.expr, bound: set[str]) -> bool:
    """Whether an expression may stand wherever the loop's variable does."""
    if isinstance(item, gast.Name):
        return item.id not in bound
    if isinstance(item, gast.Lambda | gast.Constant):
        return True
    match item:
        case gast.Subscript(value=gast.Name(id=owner), slice=gast.Constant(value=str())):
            return owner not in bound  # of a dict, which is not changed
    while isinstance(item, gast.Attribute):
        item = item.value
        if isinstance(item, gast.Name):
            return True  # of a module, or of an object
    return False


def _filled(statement: core.Statement, given: dict[str, gast.expr]) -> core.Statement:
    if not given:
        return statement

    def fill(node: Any) -> Any:
        if isinstance(node, gast.Name) and isinstance(node.ctx, gast.Load) and node.id in given:
            return copy(given[node.id])
        made = rebuilt(node, fill)
        return made if made is node else _counted(made)

    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if isinstance(value, gast.expr):
            changes[key] = fill(value)
        elif key in core.BLOCKS:
            changes[key] = tuple(_filled(s, given) for s in value)
    return replace(statement, **changes)


def _counted(node: Any) -> Any:
    """`2` for `1 + 1`, of numbers that have come to stand in an expression."""
    match node:
        case gast.BinOp(
            left=gast.Constant(value=int(one)), op=op, right=gast.Constant(value=int(other))
        ) if type(one) is type(other) is int and type(op) in _COUNTING:
            return constant(_COUNTING[type(op)](one, other))
    return node


_COUNTING = {gast.Add: operator.add, gast.Sub: operator.sub, gast.Mult: operator.mul}

"""What an iterable's item is, by its position: `zip(x, y)` at k is `(x[k], y[k])`."""

from __future__ import annotations

import builtins
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gast
import numpy as np

from tangentgen.analysis import again
from tangentgen.analysis.facts import Analysis, ArrayMethod
from tangentgen.analysis.literal_ends import literal_ends
from tangentgen.analysis.values import UNKNOWN, Dim, Value
from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.language.targets import changed_list
from tangentgen.source.quote import as_target, constant, copy, expression, name

PICKING = (itertools.combinations, itertools.permutations, itertools.combinations_with_replacement)
_AT_ONCE: tuple[Any, ...] = (list, tuple, iter)


class Stays(Exception):
    """The iterable cannot be gone through by position."""


def called(facts: Analysis, node: gast.expr) -> Any:
    """The function that an iterable calls, or the name of the method; UNKNOWN for no call."""
    if not isinstance(node, gast.Call):
        return UNKNOWN
    found = facts.value(node.func).constant
    return found.name if isinstance(found, ArrayMethod) else found


def parts_active(facts: Analysis, node: gast.expr) -> bool:
    """Whether an iterable, or what it is put together from, carries a derivative."""
    if facts.value(node).kind == "dict":
        return False  # its keys are no numbers
    if facts.active(node):
        return True
    match node:
        case gast.Call(args=args, func=function) if _passes_on(called(facts, node)):
            owner = [function.value] if isinstance(function, gast.Attribute) else []
            inside = any(parts_active(facts, a) for a in args)
            return inside or any(facts.active(o) for o in owner)
        case gast.Attribute(attr="flat", value=value):
            return facts.active(value)
    return False


def written_inside(facts: Analysis, statement: core.For) -> frozenset[object]:
    """What a loop changes; not the container that a comprehension is collected in, which is new."""
    return frozenset(s for inner in core.walk(statement.body) for s in _written(facts, inner))


def _written(facts: Analysis, statement: core.Statement) -> frozenset[object]:
    puts = isinstance(statement, core.Evaluate) or (
        isinstance(statement, core.Assign) and isinstance(statement.target, gast.Subscript)
    )
    if not statement.notes.collecting or not puts:
        return facts.written.get(statement, frozenset())
    calls = gast.walk(statement.value)  # type: ignore[attr-defined]  # what is put into it
    return frozenset(site for call in calls for site in facts.call_writes.get(call, ()))


def live(facts: Analysis, statement: core.For) -> bool:
    """Whether a loop changes what it goes through while it does."""
    written = written_inside(facts, statement)
    changed = bool(written) and _reads_live(facts, statement.iter, written)
    return changed or grows(facts, statement)


def grows(facts: Analysis, statement: core.For) -> bool:
    """Whether a loop may change the length of a list that it goes through."""
    lists = {
        site
        for node in gast.walk(statement.iter)
        if isinstance(node, gast.Name | gast.Subscript | gast.Attribute)
        and facts.value(node).kind == "list"
        for site in facts.value(node).sites
    }
    for inner in core.walk(statement.body) if lists else ():
        if lists.isdisjoint(_written(facts, inner)):
            continue
        item = isinstance(getattr(inner, "target", None), gast.Subscript)
        value = getattr(inner, "value", None)
        calls = [n for n in gast.walk(value) if isinstance(n, gast.Call)] if value else []
        if not item or any(changed_list(n) is not None for n in calls):
            return True
    return False


def _reads_live(facts: Analysis, node: gast.expr, written: frozenset[object]) -> bool:
    match node:
        case gast.Call(args=args, func=function) if _passes_on(called(facts, node)):
            owner = [function.value] if isinstance(function, gast.Attribute) else []
            return any(_reads_live(facts, a, written) for a in (*args, *owner))
        case gast.Name() | gast.Subscript() | gast.Attribute() | gast.Call():
            value = facts.value(node)
            inside = node.args if isinstance(node, gast.Call) and value.kind == "iterator" else []
            return not written.isdisjoint(facts.sites(value)) or any(
                _reads_live(facts, a, written) for a in inside
            )
    return False


def _passes_on(function: Any) -> bool:
    """Whether the items of a call are those that it is given."""
    if isinstance(function, str):
        return function in ("items", "values", "tolist")
    builtin = (builtins.zip, builtins.enumerate, builtins.reversed, builtins.map, builtins.filter)
    if any(function is f for f in (*builtin, *_AT_ONCE, builtins.sorted, np.ndenumerate)):
        return True
    return getattr(function, "__module__", "") == "itertools"


@dataclass
class Items:
    """The items of one loop; what has to be named or checked first goes to `before`."""

    facts: Analysis
    fresh: Callable[..., str]
    changed: frozenset[str]  # names that the loop binds
    written: frozenset[object]  # memory that the loop changes
    before: list[core.Statement] = field(default_factory=list)
    lengths: list[tuple[gast.expr, Dim | None]] = field(default_factory=list)
    zips: bool = False

    def item(self, node: gast.expr, at: gast.expr) -> gast.expr:
        """The item at a position, which is a number or a name."""
        function = called(self.facts, node)
        if function is builtins.zip:
            return self.zipped(node, at)
        if function is builtins.enumerate:
            return self.numbered(node, at)
        if function is builtins.range:
            return self.counted(node, at)
        if function is builtins.map and isinstance(node.args[0], gast.Name | gast.Attribute):
            parts = [self.item(a, at) for a in node.args[1:]]
            return gast.Call(copy(node.args[0]), parts, [])
        if function is builtins.reversed:
            return self.item(node.args[0], expression("-1 - $k", k=at))
        if function is itertools.pairwise:
            return self.pair(node, at)
        if function in ("items", "values") and self.changing(node):
            return self.keyed(node, function, at)
        if function == "items" and self.keys(node) is not None:
            keys = gast.List([constant(k) for k in self.keys(node) or ()], gast.Load())
            values = self.values_of(node)
            return gast.Tuple([self.at(keys, at, ""), self.at(values, at, "")], gast.Load())
        if function in ("items", "values") and self.keys(node) is None:
            return self.keyed(node, function, at)
        if function in _AT_ONCE and self.steady(node.args[0]):
            return self.item(node.args[0], at)
        if self.zips and self.facts.value(node).kind == "dict" and self.steady_path(node):
            return expression("$x[$k]", x=self.keys_in_order(node), k=at)
        part = self.between(node, at)
        return self.section(node, at) if part is None else part

    def between(self, node: gast.expr, at: gast.expr) -> gast.expr | None:
        """`X[1:-1]` at k is `X[k + 1]`, of a list or an array that the loop leaves alone."""
        ends = literal_ends(node)
        if ends is None or self.zips:
            return None
        owner = node.value
        if self.facts.value(owner).kind not in ("array", "list") or not self.steady_path(owner):
            return None
        if not self.steady(owner):
            return None
        first, last = ends
        fewer = first + last
        length = expression("len($x)", x=owner)
        if fewer:
            length = expression("$n - $f", n=length, f=constant(fewer))
        self.lengths.append((length, None))
        if isinstance(at, gast.Name):
            index = expression("$k + $f", k=at, f=constant(first)) if first else copy(at)
        else:  # counted from the end
            index = expression("$k - $f", k=at, f=constant(last)) if last else copy(at)
        return expression("$x[$k]", x=owner, k=index)

    def zipped(self, node: Any, at: gast.expr) -> gast.expr:
        known = len(self.lengths)
        self.zips = True  # lengths are compared, where less than nothing is not nothing
        parts = [self.item(a, at) for a in node.args]
        strict = [k.value for k in node.keywords if k.arg == "strict"]
        if len(strict) != len(node.keywords):
            raise Stays
        if strict and getattr(strict[0], "value", None) is not False:
            if getattr(strict[0], "value", None) is not True:
                raise Stays
            self.check_lengths(self.lengths[known:])
        return gast.Tuple(parts, gast.Load())

    def check_lengths(self, lengths: list[tuple[gast.expr, Dim | None]]) -> None:
        """`strict`: an exception where the lengths differ, unless they are known to agree."""
        (first, size), *others = lengths
        tests = [
            expression("$a != $b", a=other, b=first)
            for other, same in others
            if size is None or same != size
        ]
        if not tests:
            return
        test = tests[0] if len(tests) == 1 else gast.BoolOp(gast.Or(), tests)
        error = expression("ValueError('zip() arguments are not of the same length')")
        self.before.append(core.If(test, (core.Raise(error),)))

    def numbered(self, node: Any, at: gast.expr) -> gast.expr:
        start = [*node.args[1:], *(k.value for k in node.keywords)]
        inner = self.item(node.args[0], at)
        index = copy(at)
        if start and getattr(start[0], "value", None) != 0:
            index = expression("$k + $start", k=at, start=self.settled(start[0], "start"))
        return gast.Tuple([index, inner], gast.Load())

    def counted(self, node: Any, at: gast.expr) -> gast.expr:
        if len(node.args) == 1 and isinstance(at, gast.Name):
            count = self.settled(node.args[0], "count")
            self.lengths.append((count, None))
            return copy(at)
        if len(node.args) == 2 and isinstance(at, gast.Name):
            first, last = (
                self.settled(a, w) for a, w in zip(node.args, ("start", "stop"), strict=True)
            )
            self.lengths.append((expression("$b - $a", a=first, b=last), None))
            return expression("$k + $a", a=first, k=at)
        return self.at(node, at, "")

    def pair(self, node: Any, at: gast.expr) -> gast.expr:
        base = self.named(node.args[0])
        self.lengths.append((expression("len($x) - 1", x=base), None))
        both = [expression(form, x=base, k=at) for form in ("$x[$k]", "$x[$k + 1]")]
        return gast.Tuple(both, gast.Load())

    def keyed(self, node: Any, view: str, at: gast.expr) -> gast.expr:
        """The items or values of a dict whose keys are known at run time."""
        owner = node.func.value
        if isinstance(owner, gast.Dict | gast.DictComp):
            owner = self.named(owner)
        elif self.facts.value(owner).kind != "dict" or not self.steady_path(owner):
            raise Stays
        keys = self.keys_in_order(owner)
        key = expression("$x[$k]", x=keys, k=at)
        held = expression("$d[$k]", d=owner, k=key)
        return gast.Tuple([key, held], gast.Load()) if view == "items" else held

    def keys_in_order(self, owner: gast.expr) -> gast.expr:
        """A name for the list of a dict's keys as the loop begins."""
        keys = name(self.fresh("keys"))
        self.before.append(core.Assign(as_target(keys), expression("[*$d]", d=owner)))
        self.lengths.append((expression("len($x)", x=keys), None))
        return keys

    def keys(self, node: Any) -> tuple[Any, ...] | None:
        """The keys of a dict that are known where the loop is written."""
        owner = self.facts.value(node.func.value)
        known = owner.kind == "dict" and owner.items is not None
        known = known and owner.sites.isdisjoint(self.facts.fields)  # else their order may differ
        plain = all(isinstance(k, str | int | float | bool) for k in owner.keys)
        return owner.keys if known and plain and self.steady_path(node.func.value) else None

    def steady_path(self, node: gast.expr) -> bool:
        """Whether an expression is a name, or an attribute of one, that the loop leaves alone."""
        inner = node
        while isinstance(inner, gast.Attribute):
            inner = inner.value
        return isinstance(inner, gast.Name) and self.changed.isdisjoint(read_names(node))

    def changing(self, node: Any) -> bool:
        """Whether a dict holds arrays, lists or objects that change: its keys lead to them."""
        owner = self.facts.value(node.func.value)
        held = [*(owner.items or ()), *([owner.element] if owner.element is not None else [])]
        return owner.kind == "dict" and any(
            v.kind in ("array", "list", "dict", "object")
            and not self.facts.mutated.isdisjoint(self.facts.sites(v))
            for v in held
        )

    def values_of(self, node: Any) -> gast.expr:
        of = node.func.value
        if not self.written.isdisjoint(self.facts.value(of).sites):
            raise Stays
        parts = [expression("$d[$k]", d=of, k=constant(k)) for k in self.keys(node) or ()]
        return gast.List(parts, gast.Load())

    def steady(self, node: gast.expr) -> bool:
        """Whether the loop leaves an iterable as it is."""
        names = [n for n in gast.walk(node) if isinstance(n, gast.Name)]
        return all(
            n.id not in self.changed and self.written.isdisjoint(self.facts.value(n).sites)
            for n in names
        )

    def pool(self, node: gast.expr) -> gast.expr:
        """What `itertools.product` and the like go through: their arguments, as they begin."""
        if self.steady(node):
            return node
        value = self.facts.value(node)
        if value.kind != "array":
            raise Stays
        kept = name(self.fresh("items"))
        self.before.append(core.Assign(as_target(kept), expression("$x.copy()", x=node)))
        self.facts.values[kept] = value
        return kept

    def section(self, node: gast.expr, at: gast.expr) -> gast.expr:
        """An item of what can be indexed, if need be after it was put together."""
        function = called(self.facts, node)
        if function == "values" and self.keys(node) is not None:
            return self.at(self.values_of(node), at, "")
        base = self.together(node, function)
        if base is not node:
            return self.at(base, at, "")
        value = self.facts.value(node)
        rows = _rows(self.facts, node, value)
        if rows is not None:
            parts = [self.at(row, at, "") for row in rows]
            return gast.Tuple(parts, gast.Load())
        known = value.kind == "tuple" and value.items is not None
        if isinstance(node, gast.Attribute) and not self.steady_path(node):
            raise Stays
        if known and self.facts.is_active(value):
            return self.at(gast.List(_parts(node, value), gast.Load()), at, "")
        if value.kind in ("array", "list", "tuple", "tensor", "range", "str"):
            return self.at(node, at, "")
        if self.facts.is_active(value) or parts_active(self.facts, node):
            raise Stays
        if not again.replayable(self.facts, node):
            raise Stays
        return self.at(expression("[*$x]", x=node), at, "")

    def together(self, node: Any, function: Any) -> gast.expr:
        """`chain`, `islice` and the like of arrays, as the array that they go through."""
        if isinstance(node, gast.Attribute) and node.attr == "flat":
            if not self.steady(node):
                raise Stays
            return expression("$x.ravel()", x=node.value)
        if not isinstance(node, gast.Call):
            return node
        kinds = [self.facts.value(a) for a in node.args]
        arrays = bool(kinds) and all(v.kind == "array" for v in kinds)
        flat = arrays and all(v.rank == 1 for v in kinds)
        if function in (itertools.chain, itertools.accumulate) and not self.steady(node):
            raise Stays
        if function is itertools.chain and arrays and len({v.rank for v in kinds}) == 1:
            whole = gast.Tuple(list(node.args), gast.Load())
            return expression("np.concatenate($x)", x=whole)
        if function is itertools.chain and kinds and all(v.kind == "list" for v in kinds):
            total = node.args[0]
            for more in node.args[1:]:
                total = gast.BinOp(total, gast.Add(), more)
            return total
        if function is itertools.accumulate and flat and len(node.args) == 1 and not node.keywords:
            return expression("np.cumsum($x)", x=node.args[0])
        if function is builtins.sorted and flat and not node.keywords:
            return expression("np.sort($x)", x=node.args[0])
        if function is itertools.islice and kinds[0].kind in ("array", "list"):
            bounds = [copy(a) for a in node.args[1:]]
            bounds = [None, *bounds] if len(bounds) == 1 else bounds
            bounds = [None if getattr(b, "value", b) is None else b for b in bounds]
            bounds += [None] * (3 - len(bounds))
            return gast.Subscript(node.args[0], gast.Slice(*bounds), gast.Load())
        if function == "tolist" and self.facts.value(node.func.value).rank == 1:
            return expression("$x.copy()", x=node.func.value)
        gathers = any(function is f for f in (list, tuple))
        if gathers and self.facts.value(node).kind == "list" and self.facts.active(node):
            return node  # made before the loop, and named there
        if function in (*_AT_ONCE, *PICKING, itertools.product, np.ndenumerate, builtins.filter):
            raise Stays
        return node

    def at(self, node: gast.expr, at: gast.expr, wanted: str) -> gast.expr:
        base = self.named(node)
        self.lengths.append((expression("len($x)", x=base), _first_length(self.facts.value(node))))
        return expression("$x[$k]", x=base, k=at)

    def named(self, node: gast.expr) -> gast.expr:
        """The iterable under a name that the loop leaves alone."""
        if isinstance(node, gast.Name | gast.Attribute) and self.changed.isdisjoint(
            read_names(node)
        ):
            return node
        given = name(self.fresh("items"))
        self.before.append(core.Assign(as_target(given), copy(node)))
        return given

    def settled(self, node: gast.expr, wanted: str) -> gast.expr:
        """A number that is evaluated once, before the loop."""
        plain = isinstance(node, gast.Constant | gast.Name) or not any(
            isinstance(n, gast.Call) and not _is_length(n) for n in gast.walk(node)
        )
        if plain and self.changed.isdisjoint(read_names(node)):
            return node
        given = name(self.fresh(wanted))
        self.before.append(core.Assign(as_target(given), copy(node)))
        return given


def _is_length(node: gast.Call) -> bool:
    return isinstance(node.func, gast.Name) and node.func.id == "len"


def _first_length(value: Value) -> Dim | None:
    if value.kind == "array" and value.shape:
        return value.shape[0]
    return value.length if value.kind in ("list", "tuple") else None


def _parts(node: gast.expr, value: Value) -> list[gast.expr]:
    """The items of a tuple or list of known length, as expressions."""
    if isinstance(node, gast.Tuple | gast.List):
        return [copy(e) for e in node.elts]
    if not isinstance(node, gast.Name | gast.Attribute):
        raise Stays
    return [expression("$t[$k]", t=node, k=constant(k)) for k in range(len(value.items or ()))]


def _rows(facts: Analysis, node: gast.expr, value: Value) -> list[gast.expr] | None:
    """`[(a, b), (c, d)]`, column by column: `[a, c]` and `[b, d]`."""
    items = value.items
    if value.kind not in ("list", "tuple") or not items or not facts.is_active(value):
        return None
    widths = {len(i.items) if i.kind == "tuple" and i.items is not None else 0 for i in items}
    if len(widths) != 1 or 0 in widths:
        return None
    rows = _parts(node, value)
    columns: list[gast.expr] = []
    for k in range(widths.pop()):
        column = [
            copy(row.elts[k])
            if isinstance(row, gast.Tuple)
            else expression("$r[$k]", r=row, k=constant(k))
            for row in rows
        ]
        columns.append(gast.List(column, gast.Load()))
    return columns

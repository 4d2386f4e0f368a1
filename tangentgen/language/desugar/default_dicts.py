"""A `defaultdict` that nobody else sees, as a dict that is asked first.

    sums = defaultdict(float)      sums = {}
    sums[k] += v                   if k not in sums:
                                       sums[k] = 0.0
                                   sums[k] += v

So is an `OrderedDict`, which is ordered as every dict is.
"""

from __future__ import annotations

import collections
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.language.occurrences import Live, Occurrence, occurrences, only_reads, outside
from tangentgen.language.resolve import assigned, parameters
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt

_METHODS = frozenset(("items", "keys", "values", "get", "pop", "update", "setdefault"))
_ZEROS: dict[Any, gast.expr] = {
    float: constant(0.0),
    int: constant(0),
    complex: constant(0j),
    str: constant(""),
    bool: constant(False),
    list: gast.List([], gast.Load()),
    dict: gast.Dict([], []),
}
_LATER = (gast.Lambda, gast.ListComp, gast.SetComp, gast.DictComp, gast.GeneratorExp)
Made = dict[str, gast.expr | None]  # by name, what a missing key gets


def rewrite(function: core.Function, live: Callable[[gast.expr], Any]) -> core.Function:
    """The function with plain dicts."""
    counts = Counter(assigned(function.body))
    known = outside({*parameters(function), *counts}, live)
    found: dict[str, list[tuple[bool, gast.expr | None]]] = {}
    for statement in core.walk(function.body):
        match statement:
            case core.Assign(target=gast.Name(id=given), value=gast.Call() as call):
                default = _default(call, known)
                if default is not None:
                    found.setdefault(given, []).append(default)
    made: Made = {
        given: defaults[0][1]
        for given, defaults in found.items()
        if counts[given] == len(defaults) == 1
    }
    for statement in core.walk(function.body):
        if isinstance(statement, core.Foreign):  # a function inside, whose text stays as it is
            for node in gast.walk(statement.tree):
                if isinstance(node, gast.Name) and made.get(node.id) is not None:
                    del made[node.id]
    seen = [each for each in occurrences(function.body) if each.node.id in made] if made else []
    whole = {each.node.id for each in seen if not _is_item_or_new(each)}
    asked: set[gast.AST] = set()
    for each in seen:
        given = each.node.id
        if given not in made or _taken(each, known, made[given] is not None):
            continue
        if given not in whole and isinstance(made[given], gast.Constant) and _is_read(each):
            asked.add(each.parent)  # nobody sees that the key has not been entered
        else:
            del made[given]
    if not made:
        return function
    return replace(function, body=_Plain(made, asked, occurring(function)).block(function.body))


def _default(call: gast.Call, known: Live) -> tuple[bool, gast.expr | None] | None:
    """What a missing key of the dict gets that a call makes, if any; None for another call."""
    made = known(call.func)
    if made is collections.OrderedDict and not call.args and not call.keywords:
        return (True, None)
    if made is not collections.defaultdict or len(call.args) not in (1, 2) or call.keywords:
        return None
    match call.args:
        case [_, gast.Dict()] | [_]:
            factory = call.args[0]
        case _:
            return None
    if isinstance(factory, gast.Lambda):
        takes = factory.args
        plain = not (takes.args or takes.vararg or takes.kwonlyargs or takes.kwarg)
        return (True, factory.body) if plain else None
    zero = next((z for f, z in _ZEROS.items() if known(factory) is f), None)
    return (True, zero) if zero is not None else None


def _is_item_or_new(found: Occurrence) -> bool:
    """Whether nothing is asked of the dict there but one of its items."""
    if found.parent is None:
        return isinstance(found.statement, core.Assign) and found.statement.target is found.node
    return _is_item(found)


def _is_item(found: Occurrence) -> bool:
    return isinstance(found.parent, gast.Subscript) and found.parent.value is found.node


def _is_read(found: Occurrence) -> bool:
    """Whether an item is read as part of an expression, and where the expression stands."""
    target = getattr(found.statement, "target", None)
    later = any(isinstance(above, gast.Lambda | gast.FunctionDef) for above in found.above)
    return _is_item(found) and found.parent is not target and not later


def _taken(found: Occurrence, known: Live, fills: bool) -> bool:
    """Whether a plain dict can stand for it there."""
    statement = found.statement
    match found.parent:
        case None if isinstance(statement, core.Assign) and statement.target is found.node:
            return True
        case gast.Subscript(value=value, slice=key) as item if value is found.node:
            stored = isinstance(statement, core.Assign) and statement.target is item
            if stored or not fills or _is_own_key(found, key):
                return True
            sure = not isinstance(statement, core.While) and _is_sure(found)
            return sure and _is_plain(key, known)
    return only_reads(found, known, _METHODS)


def _is_sure(found: Occurrence) -> bool:
    """Whether the item is read wherever the statement is."""
    for above, inner in zip(found.above, (*found.above[1:], found.node), strict=True):
        match above:
            case gast.BoolOp(values=[first, *_]) if inner is not first:
                return False
            case gast.IfExp(test=test) if inner is not test:
                return False
            case gast.Compare(comparators=[_, *rest]) if any(inner is r for r in rest):
                return False
        if isinstance(above, _LATER):
            return False
    return True


def _is_own_key(found: Occurrence, key: gast.expr) -> bool:
    """Whether a comprehension goes through the keys of the dict, of which it is one."""
    return any(
        isinstance(part.target, gast.Name)
        and isinstance(key, gast.Name)
        and part.target.id == key.id
        and goes_through_keys(part.iter, found.node.id)
        for above in found.above
        for part in getattr(above, "generators", ())
    )


def goes_through_keys(items: gast.expr, of: str) -> bool:
    """Whether a loop goes through the keys of a dict, in some order."""
    match items:
        case gast.Name(id=given):
            return bool(given == of)
        case gast.Call(func=gast.Attribute(value=inner, attr="keys"), args=[]):
            return goes_through_keys(inner, of)
        case gast.Call(func=gast.Name(id="sorted" | "list" | "reversed"), args=[inner, *_]):
            return goes_through_keys(inner, of)
    return False


def _is_plain(key: gast.expr, known: Live) -> bool:
    """Whether a key may be computed before everything else in its statement."""
    pure = (int, str, round, len, tuple, abs, bool)
    return not any(
        isinstance(n, gast.Call) and not any(known(n.func) is f for f in pure)
        for n in gast.walk(key)
    )


class _Plain:
    def __init__(self, made: Made, asked: set[gast.AST], taken: set[str]) -> None:
        self.made, self.asked, self.taken = made, asked, taken
        self.keys: list[tuple[str, str]] = []  # variables that hold a key of a dict

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        outer = len(self.keys)
        if isinstance(statement, core.For) and isinstance(statement.target, gast.Name):
            self.known_in(statement.target.id, statement.iter, set(assigned(statement.body)))
        statement = core.mapped(statement, self.block)
        del self.keys[outer:]
        match statement:
            case core.Assign(target=gast.Name(id=given), value=gast.Call() as call) if (
                given in self.made
            ):
                plain = call.args[1] if len(call.args) == 2 else gast.Dict([], [])
                return (replace(statement, value=gast.copy_location(plain, call)),)
        before: list[core.Statement] = []
        changes: dict[str, Any] = {}
        for key, tree in vars(statement).items():
            if isinstance(tree, gast.expr):
                stored = key == "target" and isinstance(statement, core.Assign)
                changes[key] = self.expression(tree, before, stored)
        if not before:
            same = all(getattr(statement, key) is tree for key, tree in changes.items())
            return (statement if same else replace(statement, **changes),)
        plain_notes = core.Notes(origin=statement.notes.origin)
        first = replace(before[0], notes=replace(statement.notes, trailing=None))
        rest = [replace(s, notes=plain_notes) for s in before[1:]]
        last = replace(statement, notes=replace(statement.notes, above=()), **changes)
        return (first, *rest, last)

    def known_in(self, key: str, items: gast.expr, changed: set[str]) -> None:
        """Notes the variable of a loop that goes through the keys of a dict."""
        if key not in changed:
            self.keys += [(key, d) for d in self.made if goes_through_keys(items, d)]

    def expression(self, node: Any, before: list[core.Statement], stored: bool = False) -> Any:
        """The expression; what fills in the keys that it reads goes to `before`."""
        outer = len(self.keys)
        for part in getattr(node, "generators", ()):
            if isinstance(part.target, gast.Name):
                self.known_in(part.target.id, part.iter, set())
        asked = node in self.asked
        node = rebuilt(node, lambda part: self.expression(part, before))
        del self.keys[outer:]
        match node:
            case gast.Subscript(value=gast.Name(id=given) as owner, slice=key) if not stored:
                default = self.made.get(given)
                if asked and default is not None:
                    got = expression("$d.get($k, $v)", d=owner, k=key, v=copy(default))
                    return gast.copy_location(got, node)
                if default is None or (getattr(key, "id", ""), given) in self.keys:
                    return node
                if any(isinstance(n, gast.Call) for n in gast.walk(key)):
                    held = name(free("key", self.taken))
                    before.append(core.Assign(as_target(held), key))
                    key = held
                target = as_target(expression("$d[$k]", d=owner, k=key))
                test = expression("$k not in $d", k=key, d=owner)
                before.append(core.If(test, (core.Assign(target, copy(default)),)))
                item = gast.Subscript(owner, key, node.ctx)
                return gast.copy_location(item, node)
        return node

"""Lists that change: what any of their items may be, kept by the memory they live in.

A list that grows, shrinks or has an item assigned is a list of unknown length everywhere in
the function. What was ever put into it is joined in one place, so that every name of the
list, and every container that holds it, knows the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import Analysis, ListCall, Site
from tangentgen.analysis.integers import integer
from tangentgen.analysis.item_kinds import key_of
from tangentgen.analysis.join import join, join_all, unstructured
from tangentgen.analysis.paths import forgotten
from tangentgen.analysis.sites import is_shared
from tangentgen.analysis.used_whole import used_whole
from tangentgen.analysis.values import ANY, NONE, NOTHING, UNKNOWN, Dim, Nothing, Value, in_words
from tangentgen.language.targets import LIST_METHODS

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def current(facts: Analysis, value: Value, within: frozenset[Site] = frozenset()) -> Value:
    """The value with what is known now of the lists in it.

    `within` is the memory it was put into: nothing is known of what leads to itself.
    """
    if not facts.cells and not facts.fields and not facts.hidden:
        return value
    if value.kind in ("list", "dict", "object") and not value.sites.isdisjoint(facts.hidden):
        return Value("any", sites=value.sites)
    if within and not value.sites.isdisjoint(within):
        return unstructured(value, value)
    items, element = value.items, value.element
    if items is not None:
        items = tuple(current(facts, item, within) for item in items)
    if element is not None:
        element = current(facts, element, within)
    inner = within | value.sites
    if value.kind in ("list", "dict") and not value.sites.isdisjoint(facts.cells):
        put = [facts.cells[s] for s in value.sites if s in facts.cells]
        put += [v for s in value.sites for v in facts.fields.get(s, {}).values()]
        known = [*(items or ()), element, *(current(facts, v, inner) for v in put if v is not None)]
        element = join_all([v for v in known if v is not None])
        keys = ()
        if value.kind == "dict":
            keys = _keys(facts, value)
        return value.but(items=None, keys=keys, element=element, length=None)
    own = [facts.fields[s] for s in value.sites if s in facts.fields]
    if own and value.kind in ("dict", "object") and items is not None:
        parts = dict(zip(value.keys, items, strict=True))
        for fields in own:
            for key, v in fields.items():
                new = current(facts, v, inner)
                parts[key] = join(parts[key], new) if key in parts else new
        return value.but(keys=tuple(parts), items=tuple(parts.values()))
    if items == value.items and element == value.element:
        return value
    return value.but(items=items, element=element)


def _keys(facts: Analysis, value: Value) -> tuple[Any, ...]:
    """The kind of an open dict's keys; it stands where a dict of known parts has its keys."""
    from tangentgen.analysis.from_kinds import value_of

    asked = [facts.keys[s] for s in value.sites if s in facts.keys]
    if value.items is not None:
        asked += [value_of(key, None) for key in value.keys]
    elif value.keys:
        asked.append(value.keys[0])
    for site in value.sites:
        asked += [value_of(key, None) for key in facts.fields.get(site, {})]
    kind = join_all([v.but(constant=UNKNOWN, length=None) for v in asked])
    return (kind,) if kind is not None else ()


def keyed(facts: Analysis, owner: Value, key: Value) -> None:
    """Records a key that is known at run time."""
    plain = key.but(constant=UNKNOWN, length=None, sites=frozenset(), active=False)
    for site in owner.sites:
        facts.keys[site] = join(facts.keys[site], plain) if site in facts.keys else plain


def changed(
    evaluate: Evaluator,
    node: gast.AST,
    owner: Value,
    put: list[Value],
    made: gast.AST | None = None,
) -> None:
    """Records that a list is changed where `node` stands, and what was put into it.

    `made` is the expression of what is put: an object that it does not make may be held twice.
    """
    if not note(evaluate, node, owner, put, made):
        return
    facts = evaluate.facts
    plain = [forgotten(value, {"@"}) for value in put if value.cls is not Nothing]
    for site in owner.sites:
        old = facts.cells.get(site)
        facts.cells[site] = join_all([v for v in (old, *plain) if v is not None])


def opened(facts: Analysis, owner: Value, index: Value) -> None:
    """A container is one of unknown length where items that change are reached by position.

    Which of them `a[i].x = e` changes is known at run time only. So is a list of lists.
    """
    if owner.kind not in ("list", "dict") or not owner.items or index.constant is not UNKNOWN:
        return
    if index.kind == "slice" or index.cls is Nothing or not owner.sites:
        return
    containers = [v for v in owner.items if v.kind in ("list", "dict", "object")]
    changing = any(not facts.mutated.isdisjoint(facts.sites(v)) for v in containers)
    arrays = [v for v in owner.items if v.kind == "array" and v.sites]
    if arrays and not any(facts.held_in_place.isdisjoint(v.sites) for v in arrays):
        containers, changing = arrays, True
    rows = owner.kind == "list" and all(v.kind == "list" for v in containers)
    if len(containers) < len(owner.items) or not (changing or (rows and _made_here(owner))):
        return
    for site in owner.sites:
        old = [v for v in [facts.cells.get(site)] if v is not None]
        facts.cells[site] = join_all([*old, *(forgotten(v, {"@"}) for v in owner.items)])
    if owner.kind == "dict":
        keyed(facts, owner, index)


def _made_here(owner: Value) -> bool:
    """Whether a list is neither an argument of the derivative nor outside of it."""
    return all(
        isinstance(s, gast.AST) or s[0] not in ("argument", "global", "captured")
        for s in owner.sites
    )


def note(
    evaluate: Evaluator, node: gast.AST, owner: Value, put: list[Value], made: gast.AST | None
) -> bool:
    """Records that a container is changed; False where that was refused."""
    facts = evaluate.facts
    if not owner.sites:
        what = f"{in_words(owner)} of unknown origin is changed"
        evaluate.refuse(node, what, "copy it first")
        return False
    for site in owner.sites:
        if is_shared(site):
            evaluate.refuse(
                node,
                f"'{site[1]}' is shared with other functions and changed here",
                "copy it first, or pass it as an argument",
            )
    if any(not owner.sites.isdisjoint(facts.sites(value)) for value in put):
        evaluate.refuse(node, f"{in_words(owner)} is put into itself", "build another one")
        return False
    statement = evaluate.statement
    put = [value for value in put if value.cls is not Nothing]
    if statement is not None:
        facts.written[statement] = facts.written.get(statement, frozenset()) | owner.sites
    facts.mutated |= owner.sites
    for value in put:
        facts.contained.update(facts.sites(value))
        new = made is not None and made_there(facts, value, made)
        if not new and isinstance(made, gast.expr) and statement is not None:
            puts = facts.moved.setdefault(statement, [])
            if made not in puts:
                puts.append(made)
        twice(facts, list(value.items or ()))
    return True


def made_there(facts: Analysis, value: Value, made: gast.AST) -> bool:
    """Whether an expression makes all that its value holds, each thing for one place in it."""
    sites = list(facts.sites(value))
    inside = set(gast.walk(made))
    return len(sites) == len(set(sites)) and all(site in inside for site in sites)


def twice(facts: Analysis, values: list[Value]) -> None:
    """Records which objects are in several of the values, which one container holds."""
    seen: set[object] = set()
    for value in values:
        own = set(facts.sites(value))
        facts.repeated |= own & seen
        seen |= own


def goes_through(facts: Analysis, node: gast.expr) -> bool:
    """Whether it is no list, but something that a loop goes through."""
    if facts.value(node).kind in ("array", "range", "dict", "iterator"):
        return True
    target = facts.value(node.func).constant if isinstance(node, gast.Call) else None
    return any(target is f for f in (zip, enumerate, reversed))


def item_of(items: Value) -> Value | None:
    """What an item of a list or of another sequence is."""
    if items.kind == "range":
        return integer(None)
    return items.element or join_all(list(items.items or ()))


def method(
    evaluate: Evaluator,
    node: gast.Call,
    name: str,
    owner_node: gast.expr,
    arguments: list[Value],
) -> Value | None:
    """The value of `xs.name(...)`; None where it is another method's business."""
    owner = evaluate.facts.value(owner_node)
    if name == "copy" and not arguments:
        return owner.but(sites=frozenset([node]))
    if name in ("index", "count"):
        return integer(None)
    if (name == "remove" and len(arguments) == 1) or (name == "sort" and not arguments):
        put = [v for v in [item_of(owner)] if v is not None]
        changed(evaluate, node, owner, put)
        return NONE  # it is written with others before long
    if name not in LIST_METHODS or node.keywords:
        return None
    put = []
    if name == "append" and len(arguments) == 1:
        put = arguments
    elif name == "insert" and len(arguments) == 2:
        put = arguments[1:]
    elif name == "extend" and len(arguments) == 1:
        if arguments[0].kind not in ("list", "tuple"):
            if not goes_through(evaluate.facts, node.args[0]):
                return None
            changed(evaluate, node, owner, [])
            return NONE  # it is written as a loop before long
        put = [v for v in [item_of(arguments[0])] if v is not None]
    elif name in ("append", "insert", "extend") or len(arguments) > (name == "pop"):
        return None
    made = node.args[-1] if name in ("append", "insert", "extend") else None
    changed(evaluate, node, owner, put, made)
    evaluate.facts.list_calls[node] = ListCall(name, owner_node)
    if name == "pop":
        return item_of(evaluate.facts.value(owner_node)) or item_of(owner) or NOTHING
    return NONE


# Items of these kinds may stand in one dict whose keys are known at run time only.
_ALIKE = ("array", "tensor", "float", "number", "scalar")


def dict_method(
    evaluate: Evaluator, node: gast.Call, name: str, owner: Value, arguments: list[Value]
) -> Value | None:
    """The value of `d.get(...)` and the like, which become subscripts; None for another method."""
    held = join_all([v for v in (*(owner.items or ()), owner.element) if v is not None])
    if name == "get" and arguments:
        default = arguments[1] if len(arguments) > 1 else NONE
        return join_all([v for v in (held, default) if v is not None])
    if name in ("clear", "popitem") and not node.args:  # written with `pop` before long
        changed(evaluate, node, owner, [])
        item = Value("tuple", items=(key_of(owner), held or NOTHING), length=Dim(2))
        return NONE if name == "clear" else item
    owner_node = node.func.value
    if name in ("setdefault", "update") or (name == "pop" and len(arguments) in (1, 2)):
        if name == "setdefault" and arguments:
            keyed(evaluate.facts, owner, arguments[0])
        put = [*arguments[1:], *(evaluate.facts.value(k.value) for k in node.keywords)]
        if name == "update":
            put += [v for a in arguments for v in (*(a.items or ()), a.element) if v is not None]
        made = node.args[-1] if name == "setdefault" and len(node.args) == 2 else None
        known = evaluate.facts.value(node.args[0]).constant if node.args else UNKNOWN
        if name == "pop" and len(arguments) == 2:  # which is written with one before long
            changed(evaluate, node, owner, [])
            return join_all([v for v in (held, arguments[1]) if v is not None]) or ANY
        opens = held is not None and held.kind in _ALIKE and used_whole(evaluate.facts, owner_node)
        if name == "pop" and owner.items is not None and known in owner.keys and not opens:
            if not note(evaluate, node, owner, [], None):
                return ANY
            for site in owner.sites:
                evaluate.facts.fields.setdefault(site, {})
            evaluate.facts.list_calls[node] = ListCall(name, node.func.value)
            return owner.items[owner.keys.index(known)]
        changed(evaluate, node, owner, put, made)
        if name == "pop":
            evaluate.facts.list_calls[node] = ListCall(name, node.func.value)
        return join_all([v for v in (held, *put) if v is not None]) or ANY
    return None

"""Calls that give a container back, for the sake of names for its parts.

`state = step(x, v)` that returns `State(x, v)` becomes `state_x, state_v = step(x, v)`, of the
same function that returns `x, v` here; a tuple that is written out there is unpacked as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.given_in_parts import call_with_parts
from tangentgen.analysis.join import parts
from tangentgen.analysis.sites import is_outside
from tangentgen.analysis.values import Value, part_keys
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, copy, name

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program

CONTAINERS = ("tuple", "list", "dict", "object")


def parts_given(facts: Analysis, node: gast.expr) -> tuple[Any, ...] | None:
    """The keys of the container that a call makes and hands over, which nobody else knows."""
    user, value = facts.user_calls.get(node), facts.value(node)
    if user is None or user.writes or hasattr(user.function, "constructs"):
        return None
    callee = user.callee
    if callee.in_progress or callee.packs is not None or callee.scope.function.__closure__:
        return None
    if not _is_open(value) or not _is_new(facts, callee.returned, value):
        return None
    return tuple(part_keys(value))


def comes_apart(facts: Analysis, statement: core.Statement) -> bool:
    """Whether a call gives back what it has changed in a container that has no name here."""
    if not isinstance(statement, core.Evaluate | core.Assign):
        return False
    node = statement.value
    if parts_given(facts, node) is None:
        return False
    value, callee = facts.value(node), facts.user_calls[node].callee
    changed = any(not callee.mutated.isdisjoint(part.sites) for part in parts(callee.returned))
    nested = any(map(_is_nested, value.items or ()))
    if isinstance(statement, core.Assign):
        flat = value.kind in ("tuple", "list") and not nested
        return (
            flat
            and isinstance(statement.target, gast.Tuple)
            and changed
            and not _written_out(callee)
        )
    return changed and (nested or not _written_out(callee))


def _is_open(value: Value) -> bool:
    """Whether the parts of a container are known, and can be named."""
    if value.kind not in CONTAINERS or value.items is None or value.optional:
        return False
    keys = part_keys(value)
    named = all(isinstance(k, int) or (isinstance(k, str) and k.isidentifier()) for k in keys)
    return named and not any(isinstance(k, bool) for k in keys) and len(keys) > 0


def _is_new(facts: Analysis, there: Value, here: Value) -> bool:
    """Whether a container is made by the call, and held by nothing else."""
    return here.kind == "tuple" or (
        not any(map(is_outside, there.sites)) and facts.contained.isdisjoint(here.sites)
    )


def _is_nested(value: Value) -> bool:
    return value.kind in ("tuple", "list", "dict") and _is_open(value)


def parted(
    program: Program,
    facts: Analysis,
    statement: core.Assign,
    names: dict[Any, str],
    taken: set[str],
    inside: Callable[[Any], Any],
    owners: Mapping[str, dict[Any, str]],
) -> core.Block:
    """The call with its parts unpacked into names; `inside` is what becomes of its arguments."""
    node = statement.value
    value, callee = facts.value(node), facts.user_calls[node].callee
    targets: list[str] = []
    made: list[core.Statement] = []
    nested = False
    for given, part in zip(names.values(), value.items or (), strict=True):
        if _is_nested(part):
            nested = True
            display = _display(part, given, targets, taken)
            notes = core.Notes(origin=statement.notes.origin)
            made.append(core.Assign(as_target(name(given)), display, notes=notes))
        else:
            targets.append(given)
    plain = value.kind in ("tuple", "list") and not nested
    plain = plain and _written_out(callee)
    call = inside(node) if plain else call_of_parts(program, facts, node, inside, owners)
    target = gast.Tuple([as_target(name(n)) for n in targets], gast.Store())
    return (core.Assign(target, call, notes=statement.notes), *made)


def _display(value: Value, stem: str, targets: list[str], taken: set[str]) -> gast.expr:
    """A nested container, made of names for its parts."""
    made: list[gast.expr] = []
    for key, part in zip(part_keys(value), value.items or (), strict=True):
        if _is_nested(part):
            made.append(_display(part, f"{stem}_{key}", targets, taken))
        else:
            given = free(f"{stem}_{key}".replace("-", "_"), taken)
            targets.append(given)
            made.append(name(given))
    if value.kind == "dict":
        return gast.Dict(list(map(constant, part_keys(value))), made)
    return (gast.Tuple if value.kind == "tuple" else gast.List)(made, gast.Load())


def _written_out(callee: Analysis) -> bool:
    """Whether every return writes its tuple out."""
    returns = [s for s in core.walk(callee.tree.body) if isinstance(s, core.Return)]
    return all(isinstance(s.value, gast.Tuple | gast.List) for s in returns)


def call_of_parts(
    program: Program,
    facts: Analysis,
    node: gast.Call,
    inside: Callable[[Any], Any],
    owners: Mapping[str, dict[Any, str]],
) -> gast.expr:
    """The call of the same function that returns the parts, and is given those of `owners`."""
    user = facts.user_calls[node]
    callee = user.callee
    shape, stores = callee.returned, _only_stores(callee)
    function = program.variant(
        user.function,
        ("parts", _outline(shape), stores),
        lambda tree: _returning_parts(tree, shape, stores),
    )
    return call_with_parts(program, facts, node, owners, inside, function)


def _only_stores(callee: Analysis) -> bool:
    """Whether every return makes an object which holds the arguments, in their order."""
    returns = [s for s in core.walk(callee.tree.body) if isinstance(s, core.Return)]
    return all(stored_parts(callee, s.value) is not None for s in returns)


def stored_parts(facts: Analysis, node: gast.expr | None) -> tuple[str, ...] | None:
    """The attributes of an object that is made, where they hold the arguments in their order."""
    if not isinstance(node, gast.Call) or node.keywords:
        return None
    value = facts.value(node)
    if value.kind != "object" or value.sites != {node}:
        return None
    held = facts.records.get(node, {})
    fields = tuple(part_keys(value))
    given = [held.get(field) for field in fields]
    if any(isinstance(a, gast.Starred) for a in node.args) or len(given) != len(node.args):
        return None
    return fields if all(a is b for a, b in zip(given, node.args, strict=True)) else None


def _outline(value: Value) -> Any:
    """What containers stand in a container, at any depth."""
    if not _is_open(value):
        return None
    keys = tuple(part_keys(value))
    return (value.kind, keys, tuple(_outline(part) for part in value.items or ()))


def _returning_parts(tree: core.Function, shape: Value, stores: bool) -> core.Function:
    taken = occurring(tree)

    def block(inner: core.Block) -> core.Block:
        return tuple(new for s in inner for new in statement(s))

    def statement(s: core.Statement) -> core.Block:
        if not isinstance(s, core.Return) or s.value is None:
            return (core.mapped(s, block),)
        before: list[core.Statement] = []
        made = _arguments(s.value, shape) if stores else None
        if made is None:
            found = _parts(s.value, shape, before, taken, True)
        else:
            pairs = zip(made, shape.items or (), strict=True)
            found = [p for tree, v in pairs for p in _parts(tree, v, before, taken, False)]
        notes = replace(s.notes, above=()) if before else s.notes
        return (*before, replace(s, value=gast.Tuple(found, gast.Load()), notes=notes))

    return replace(tree, body=tuple(duplicate(s) for s in block(tree.body)))


def _arguments(node: gast.expr, value: Value) -> list[gast.expr] | None:
    """What an object is made of, for which its class is not asked."""
    if not isinstance(node, gast.Call) or node.keywords:
        return None
    plain = not any(isinstance(a, gast.Starred) for a in node.args)
    return node.args if plain and len(node.args) == len(value.items or ()) else None


def _parts(
    node: gast.expr, value: Value, before: list[core.Statement], taken: set[str], top: bool
) -> list[gast.expr]:
    """The parts of a returned container, as they are unpacked where it is called."""
    if not (_is_open(value) if top else _is_nested(value)):
        return [node]
    keys = tuple(part_keys(value))
    match node:
        case gast.Tuple(elts=inner) | gast.List(elts=inner) if len(inner) == len(keys):
            written = not any(isinstance(e, gast.Starred) for e in inner)
        case gast.Dict(keys=own, values=inner):
            written = [getattr(k, "value", None) for k in own] == list(keys)
        case _:
            written, inner = False, []
    if not written:
        if not isinstance(node, gast.Name):
            given = free("result", taken)
            before.append(core.Assign(as_target(name(given)), node))
            node = name(given)
        inner = [_part(node, value, key) for key in keys]
    found: list[gast.expr] = []
    for tree, part in zip(inner, value.items or (), strict=True):
        found += _parts(tree, part, before, taken, False)
    return found


def _part(tree: gast.expr, value: Value, key: Any) -> gast.expr:
    if value.kind == "object":
        return gast.Attribute(copy(tree), str(key), gast.Load())
    return gast.Subscript(copy(tree), constant(key), gast.Load())

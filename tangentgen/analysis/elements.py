"""`x[0], x[1] = x[1], x[0]`: elements assigned by unpacking are assigned one by one.

Python evaluates the whole right-hand side first, then stores from left to right; views among
the values see the stores before their own, numbers and new arrays do not.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import replace

import gast

from tangentgen.analysis import results
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.integers import is_integer
from tangentgen.analysis.join import is_scalar
from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.language.targets import base_name
from tangentgen.source.match import same
from tangentgen.source.quote import as_target, as_value, copy, name


def separated(
    facts: Analysis, statement: core.Assign, fresh: Callable[[str], str]
) -> core.Block | None:
    """Statements that do the same with one element each; None where there is nothing to do."""
    if not isinstance(statement.target, gast.Tuple | gast.List) or not _elements(statement.target):
        return None
    if (exchange := _exchange(facts, statement)) is not None:
        return (exchange,)
    targets, value = statement.target.elts, statement.value
    starred = any(isinstance(n, gast.Starred) for n in (*targets, *getattr(value, "elts", ())))
    display = isinstance(value, gast.Tuple | gast.List) and not starred
    if display and len(value.elts) == len(targets):
        return _noted(statement, _one_by_one(facts, targets, value.elts, fresh))
    return _noted(statement, _through_names(statement, fresh))


def _exchange(facts: Analysis, statement: core.Assign) -> core.Exchange | None:
    """`x[i], x[j] = x[j], x[i]` of numbers in an array as one statement."""
    match statement:
        case core.Assign(
            target=gast.Tuple(elts=[gast.Subscript() as first, gast.Subscript() as second]),
            value=gast.Tuple(elts=[gast.Subscript() as late, gast.Subscript() as early]),
        ) if same(as_value(first), early) and same(as_value(second), late):
            owner, one, two = first.value, _indices(first), _indices(second)
            numbers = all(is_integer(facts.value(n)) for n in (*one, *two))
            whole = isinstance(owner, gast.Name) and facts.value(owner).kind == "array"
            if not whole or not numbers or not same(owner, second.value) or len(one) != len(two):
                return None
            if not is_scalar(facts.value(late)) or not is_scalar(facts.value(early)):
                return None
            to = gast.Subscript(copy(owner), _paired(one, two), gast.Store())
            of = gast.Subscript(copy(owner), _paired(two, one), gast.Load())
            return core.Exchange(to, of, notes=statement.notes)
    return None


def _indices(section: gast.Subscript) -> list[gast.expr]:
    index = section.slice
    return list(index.elts) if isinstance(index, gast.Tuple) else [index]


def _paired(first: list[gast.expr], second: list[gast.expr]) -> gast.expr:
    """The index of two elements at once."""
    parts = [
        copy(a) if same(a, b) else gast.List([copy(a), copy(b)], gast.Load())
        for a, b in zip(first, second, strict=True)
    ]
    return parts[0] if len(parts) == 1 else gast.Tuple(parts, gast.Load())


def _elements(target: gast.expr) -> bool:
    if isinstance(target, gast.Tuple | gast.List):
        return any(map(_elements, target.elts))
    if isinstance(target, gast.Starred):
        return _elements(target.value)
    return isinstance(target, gast.Subscript | gast.Attribute)


def _noted(statement: core.Assign, block: list[core.Assign]) -> core.Block:
    if len(block) == 1:  # `(x[0],) = (e,)`
        return (replace(block[0], notes=statement.notes),)
    plain = core.Notes(origin=statement.notes.origin)
    first = replace(block[0], notes=replace(statement.notes, trailing=None))
    middle = [replace(s, notes=plain) for s in block[1:-1]]
    last = replace(block[-1], notes=replace(plain, trailing=statement.notes.trailing))
    return (first, *middle, last)


def _one_by_one(
    facts: Analysis, targets: list[gast.expr], values: list[gast.expr], fresh: Callable[[str], str]
) -> list[core.Assign]:
    named: list[core.Assign] = []
    stores: list[core.Assign] = []
    for k, (target, value) in enumerate(zip(targets, values, strict=True)):
        if _changed_by(facts, targets[:k], value):
            given = fresh(f"{_stem(target)}_new")
            named.append(core.Assign(as_target(name(given)), value))
            value = name(given)
        stores.append(core.Assign(target, value))
    return [*named, *stores]


def _changed_by(facts: Analysis, earlier: list[gast.expr], value: gast.expr) -> bool:
    """Whether an expression may be another one after stores to the earlier targets."""
    nodes = [n for n in gast.walk(value) if isinstance(n, gast.expr)]
    if not earlier or all(isinstance(n, gast.Constant) for n in nodes):
        return False
    if any(isinstance(n, gast.Call) and n not in facts.rule_calls for n in nodes):
        return True
    read = [n for n in nodes if isinstance(n, gast.Name)]
    if any(n.id in set(target_names(t)) for t in earlier for n in read):
        return True
    if _is_view(facts, value):
        return False
    stored = {s for t in earlier for s in _memory(facts, t)}
    return any(
        not is_scalar(facts.value(n))
        and (not stored or not stored.isdisjoint(facts.sites(facts.value(n))))
        for n in read
    )


def _is_view(facts: Analysis, node: gast.expr) -> bool:
    """Whether the value sees what is stored in its array, by name or by basic indexing."""
    if facts.value(node).kind != "array":
        return False
    while isinstance(node, gast.Subscript):
        values = [facts.value(node.value), facts.value(node.slice)]
        if results.memory(operator.getitem, values, {}) != "view":
            return False
        node = node.value
    return isinstance(node, gast.Name)


def _memory(facts: Analysis, target: gast.expr) -> set[object]:
    inner = target
    while isinstance(inner, gast.Subscript | gast.Attribute):
        inner = inner.value
    return set(facts.sites(facts.value(inner)))


def _through_names(statement: core.Assign, fresh: Callable[[str], str]) -> list[core.Assign]:
    """The parts under names first; then each element from its name."""
    stores: list[core.Assign] = []

    def renamed(target: gast.expr) -> gast.expr:
        if isinstance(target, gast.Tuple | gast.List):
            return type(target)([renamed(t) for t in target.elts], gast.Store())
        if isinstance(target, gast.Starred):
            return gast.Starred(renamed(target.value), gast.Store())
        if isinstance(target, gast.Name):
            return target
        given = fresh(f"{_stem(target)}_new")
        stores.append(core.Assign(target, name(given)))
        return as_target(name(given))

    return [core.Assign(renamed(statement.target), statement.value), *stores]


def _stem(target: gast.expr) -> str:
    return (base_name(target) if isinstance(target, gast.Subscript) else None) or "value"

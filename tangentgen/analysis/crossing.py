"""Values seen from the other side of a call: memory and unknown lengths under other names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import gast

from tangentgen.analysis.dims import is_counted
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.functions import Packed
from tangentgen.analysis.join import join_all
from tangentgen.analysis.values import UNKNOWN, Dim, Value

_UNKNOWN_LENGTHS = ("@", "~")  # first characters of symbols: of this function, of its caller


def classes(values: Mapping[str, Value]) -> dict[Site, int]:
    """Memory numbered in the order of the parameters; all that a value may live in is one."""
    numbering: dict[Site, int] = {}

    def visit(value: Value) -> None:
        if value.sites:
            known = {numbering[s] for s in value.sites if s in numbering}
            number = min(known, default=len(set(numbering.values())))
            for site, old in list(numbering.items()):
                if old in known:
                    numbering[site] = number
            numbering.update(dict.fromkeys(value.sites, number))
        for part in _parts(value):
            visit(part)

    for value in values.values():
        visit(value)
    return numbering


def renamed(value: Value, numbering: dict[Site, int], caller: Analysis) -> Value:
    """A caller's value as the callee sees it."""
    sites = frozenset(("site", numbering[site]) for site in value.sites)
    active = value.active or (
        value.items is None and caller.is_active(value) and value.element is None
    )
    items = (
        tuple(renamed(i, numbering, caller) for i in value.items)
        if value.items is not None
        else None
    )
    element = renamed(value.element, numbering, caller) if value.element is not None else None
    if active and any(_is_active(part) for part in (*(items or ()), element) if part is not None):
        active = False  # it is said of a part: one analysis for both ways of saying it
    constant = (
        value.constant
        if value.kind in ("function", "module")
        or _literal(value.constant)
        or isinstance(value.constant, Packed)
        else UNKNOWN
    )
    length = value.length
    if value.kind == "int" and length is not None and is_counted(length):
        length = None  # a callee is derived once for any
    return value.but(
        sites=sites,
        active=active,
        items=items,
        element=element,
        constant=constant,
        length=length,
    )


def symbols(values: Mapping[str, Value]) -> tuple[dict[str, str], dict[str, str]]:
    """Names for the caller's unknown lengths in the order of the parameters, and the way back."""
    there: dict[str, str] = {}

    def visit(value: Value) -> None:
        for dim in (*(value.shape or ()), value.length):
            for symbol, _ in dim.terms if dim is not None else ():
                if symbol.startswith(_UNKNOWN_LENGTHS):
                    there.setdefault(symbol, f"~{len(there)}")
        for part in _parts(value):
            visit(part)

    for value in values.values():
        visit(value)
    return there, {new: old for old, new in there.items()}


def measured(value: Value, names: Mapping[str, str]) -> Value:
    """The value with its unknown lengths renamed; those that have no name here are forgotten."""

    def dim(length: Dim | None) -> Dim | None:
        if length is None:
            return None
        terms = []
        for symbol, factor in length.terms:
            if symbol.startswith(_UNKNOWN_LENGTHS):
                if symbol not in names:
                    return None
                symbol = names[symbol]
            terms.append((symbol, factor))
        return Dim(length.constant, tuple(sorted(terms)))

    shape = tuple(map(dim, value.shape)) if value.shape is not None else None
    items = tuple(measured(i, names) for i in value.items) if value.items is not None else None
    element = measured(value.element, names) if value.element is not None else None
    return value.but(shape=shape, length=dim(value.length), items=items, element=element)


def widened(value: Value) -> Value:
    """A value of a recursive call: without the lengths, which could differ at every depth."""
    shape = None if value.shape is None else (None,) * len(value.shape)
    items = tuple(map(widened, value.items)) if value.items is not None else None
    element = widened(value.element) if value.element is not None else None
    length = value.length if value.items is not None else None
    return value.but(shape=shape, length=length, items=items, element=element)


def of_any_length(value: Value, outer: Value) -> Value:
    """A value of a recursive call: of a list that had another length further out, any item.

    >>> item = Value("float")
    >>> grown, before = Value("list", items=(item,)), Value("list", items=())
    >>> of_any_length(grown, before)
    Value(kind='list', ..., items=None, element=Value(kind='float', ...
    """
    if value.kind != outer.kind or value.items is None:
        return value
    if nesting(value) < nesting(outer):
        return value  # it was inside the one further out: that ends by itself
    inner, others = value.items, outer.items
    if others is not None and len(others) == len(inner):
        return value.but(items=tuple(map(of_any_length, inner, others)))
    if value.kind != "list":
        return value
    known = [*inner, *(others or ()), *([outer.element] if outer.element is not None else [])]
    return value.but(items=None, element=join_all(known), length=None)


def nesting(value: Value) -> int:
    """How deep containers stand in each other.

    >>> nesting(Value("list", items=(Value("tuple", items=()), Value("float"))))
    2
    """
    if value.kind not in ("list", "tuple"):
        return 0
    parts = [*(value.items or ()), *([value.element] if value.element is not None else [])]
    return 1 + max(map(nesting, parts), default=0)


def _is_active(value: Value) -> bool:
    return value.active or any(map(_is_active, _parts(value)))


def _literal(constant: Any) -> bool:
    return constant is None or isinstance(constant, bool | str)


def mapped(
    value: Value, back: dict[Site, frozenset[Site]], node: gast.AST, callee: Analysis
) -> Value:
    """A callee's result as the caller sees it: memory of an argument, or made at the call."""
    sites = frozenset(s for site in value.sites for s in back.get(site, (made_at(node, site),)))
    active = value.active or (
        value.items is None and value.element is None and callee.is_active(value)
    )
    items = (
        tuple(mapped(i, back, node, callee) for i in value.items)
        if value.items is not None
        else None
    )
    element = mapped(value.element, back, node, callee) if value.element is not None else None
    return value.but(sites=sites, active=active, items=items, element=element)


def made_at(node: gast.AST, site: Site) -> Site:
    """Memory that a call makes, by the call; what a call inside a recursion makes is the same.

    >>> call, inner = gast.Call(), gast.Call()
    >>> made_at(call, (inner, (call, "new"))) == (call, "new")
    True
    """
    within = site
    while isinstance(within, tuple) and len(within) == 2 and isinstance(within[0], gast.AST):
        if within[0] is node:
            return within
        within = within[1]
    return (node, site)


def _parts(value: Value) -> Iterator[Value]:
    yield from value.items or ()
    if value.element is not None:
        yield value.element

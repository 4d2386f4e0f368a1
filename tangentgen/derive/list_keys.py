"""Stores into dicts under keys of which it was just asked whether they are there."""

from __future__ import annotations

import functools

import gast

from tangentgen.language import core
from tangentgen.source.printer import print_expression


@functools.lru_cache(maxsize=64)
def new_keys(tree: core.Function) -> frozenset[core.Statement]:
    """The statements `d[k] = e` that come first where `k not in d`."""
    return frozenset(_new(tree.body))


def _new(block: core.Block) -> list[core.Statement]:
    found: list[core.Statement] = []
    for before, statement in zip((None, *block), block, strict=False):
        for inner in core.blocks(statement):
            found += _new(inner)
        if isinstance(statement, core.If) and statement.body:
            asked = _absent(statement.test, before)
            first = next((s for s in statement.body if not _only_named(s, asked)), None)
            match first:
                case core.Assign(target=gast.Subscript(value=gast.Name() as owner, slice=key)):
                    if asked == (print_expression(owner), print_expression(key)):
                        found.append(first)
    return found


def _only_named(statement: core.Statement, asked: tuple[str, str] | None) -> bool:
    """Whether a statement gives something another name, which changes no dict."""
    match statement:
        case core.Assign(target=gast.Name(id=given), value=value) if given not in (asked or ()):
            return not any(isinstance(n, gast.Call) for n in gast.walk(value))
    return False


def _absent(test: gast.expr, before: core.Statement | None) -> tuple[str, str] | None:
    """The dict, and the key that it does not have where a condition holds."""
    match before:
        case core.Assign(target=gast.Name(id=given), value=value) if (
            isinstance(test, gast.Name) and test.id == given
        ):
            test = value
    match test:
        case gast.Compare(left=key, ops=[gast.NotIn()], comparators=[gast.Name() as owner]):
            if isinstance(key, gast.Name | gast.Constant):
                return print_expression(owner), print_expression(key)
    return None

"""What the reverse of a call is given as the call itself was, and so need not be saved.

`swept(a, b)` has the reverse `swept_reverse(a, b, saved, ...)`: arrays, lists and objects of the
caller stay the caller's, and nothing else holds them in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.marks import ENTRY
from tangentgen.analysis.program import Key, Program, key_of
from tangentgen.analysis.writing_calls import is_view
from tangentgen.derive.changed import changed, names_at, plain_returns
from tangentgen.language import core
from tangentgen.language.resolve import bound, parameters


def given_again(program: Program, callee: Analysis) -> frozenset[str]:
    """The parameters whose arguments have one name all through each function that calls it."""
    if program.entry is None:
        return frozenset()
    wanted, written = _key(callee), changed(callee)
    found: frozenset[str] | None = None
    named: set[str] = set()
    for facts in program.reached(program.entry):
        steady = _steady(facts)
        for user in facts.user_calls.values():
            if _key(user.callee) == wanted:
                given = user.arguments.items()
                stays = {p for p, node in given if _stays(facts, node, steady)}
                made = {p for p, node in given if p not in written and _is_new(facts, node)}
                named |= stays
                found = frozenset(stays | made) & (stays | made if found is None else found)
    return (found or frozenset()) & named


def _is_new(facts: Analysis, node: gast.expr) -> bool:
    """Whether an expression makes an array, which is made again where it is read again."""
    value = facts.value(node)
    return isinstance(node, gast.BinOp | gast.UnaryOp) and value.kind == "array"


def _key(callee: Analysis) -> Key:
    return key_of(callee.scope.function, callee.arguments, lent=callee.lent)


def _stays(facts: Analysis, node: gast.expr, steady: set[str]) -> bool:
    """Whether an expression stands for the same object all the time that its parts do."""
    match node:
        case gast.Name():
            return node.id in steady
        case gast.Attribute(value=owner, attr=key):
            pass
        case gast.Subscript(value=owner, slice=gast.Constant(value=key)):
            pass
        case gast.Subscript(value=owner, slice=index):
            return is_place(facts, index) and _is_view(facts, node, owner, steady)
        case _:
            return False
    held = facts.value(owner)
    if not _stays(facts, owner, steady) or not any(facts.sites(facts.value(node))):
        return False
    if held.kind == "array":
        return True
    replaced = any(s in facts.cells or key in facts.fields.get(s, ()) for s in held.sites)
    return held.kind in ("object", "dict", "list", "tuple") and not replaced


def _is_view(facts: Analysis, node: gast.expr, owner: gast.expr, steady: set[str]) -> bool:
    """Whether an expression is a view of an array that stays."""
    arrays = facts.value(owner).kind == "array" and facts.value(node).kind == "array"
    return arrays and _stays(facts, owner, steady) and is_view(facts, node)


def is_place(facts: Analysis, index: gast.expr) -> bool:
    """Whether an index is made of numbers alone: those that are read again are kept."""
    match index:
        case gast.Tuple():
            return all(is_place(facts, part) for part in index.elts)
        case gast.Slice():
            parts = (index.lower, index.upper, index.step)
            return all(p is None or is_place(facts, p) for p in parts)
        case gast.BinOp():
            return is_place(facts, index.left) and is_place(facts, index.right)
        case gast.UnaryOp():
            return is_place(facts, index.operand)
        case gast.Name():
            return facts.value(index).kind == "int"
    return isinstance(index, gast.Constant)


def _steady(facts: Analysis) -> set[str]:
    """The names that are bound once, and not in a loop."""
    times = Counter(parameters(facts.tree))
    times.update(_bindings(facts, facts.tree.body, False))
    return {given for given, count in times.items() if count == 1}


def _bindings(facts: Analysis, block: core.Block, in_loop: bool) -> Iterator[str]:
    """The names that a block binds; what a loop binds, twice."""
    for statement in block:
        inside = in_loop or isinstance(statement, core.For | core.While)
        for each in bound(statement):
            in_place = isinstance(statement, core.Augment) or statement.notes.mark == ENTRY
            if not in_place and each not in kept_by(facts, statement):
                yield from (each,) * (1 + inside)
        for inner in core.blocks(statement):
            yield from _bindings(facts, inner, inside)


def kept_by(facts: Analysis, statement: core.Statement) -> set[str]:
    """The names that a call binds to the very arrays they have: `u = helper(u)`."""
    user = facts.user_calls.get(getattr(statement, "value", None))
    if user is None or not isinstance(statement, core.Assign):
        return set()
    plain = plain_returns(user.callee)
    found = {
        part.id
        for path, part in names_at(statement.target)
        if isinstance(given := user.arguments.get(plain.get(path, "")), gast.Name)
        and given.id == part.id
    }
    return {n for n in found if bound(statement).count(n) == 1}

"""Calls that change their arguments: what has to have a name before such a call is made."""

from __future__ import annotations

from collections.abc import Callable

import gast

from tangentgen.analysis import results
from tangentgen.analysis.connected import connected
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.language import core
from tangentgen.language.walk import walk

Named = Callable[[gast.expr, str], gast.expr]
"""Gives an expression a name, by a statement that comes first."""

_KEPT = ("list", "dict", "object")  # what stays itself while its items change


def writes(facts: Analysis, node: gast.AST) -> frozenset[Site]:
    """The memory that the calls in an expression change; of `xs.pop()`, the list `xs`."""
    found: frozenset[Site] = frozenset()
    for inner in walk(node) if facts.call_writes or facts.list_calls else ():
        found |= facts.call_writes.get(inner, frozenset())
        if inner in facts.list_calls:
            found |= facts.value(facts.list_calls[inner].owner).sites
    return found


def is_view(facts: Analysis, node: gast.expr) -> bool:
    """Whether an expression is a name's own array or certainly a view of it."""
    match node:
        case gast.Name():
            return True
        case gast.Attribute(attr="T"):
            return is_view(facts, node.value)
        case gast.Subscript():
            owner, index = facts.value(node.value), facts.value(node.slice)
            view = results.memory(_getitem(), [owner, index], {}) == "view"
            return view and is_view(facts, node.value)
    return False


def is_path(facts: Analysis, node: gast.expr) -> bool:
    """Whether an expression leads to a part of a variable's lists, dicts or objects."""
    while isinstance(node, gast.Attribute | gast.Subscript):
        if facts.value(node.value).kind not in ("list", "tuple", "dict", "object"):
            return False
        if isinstance(node, gast.Subscript) and facts.value(node.slice).kind == "slice":
            return False
        node = node.value
    return isinstance(node, gast.Name)


def _getitem() -> object:
    import operator

    return operator.getitem


def with_named_arguments(facts: Analysis, call: gast.Call, named: Named) -> gast.Call:
    """The call with names for arguments that can't be evaluated again once it is made.

    What it writes into must be a name or a view of one; what it only reads must not be
    computed from what it writes.
    """
    changed = facts.call_writes.get(call, frozenset())
    user = facts.user_calls.get(call)
    lent = connected(facts) if user is not None and user.callee.lent else set()
    if not changed and not lent:
        return call

    def argument(node: gast.expr) -> gast.expr:
        value = facts.value(node)
        if value.kind == "array" and not lent.isdisjoint(value.sites) and not is_view(facts, node):
            return named(node, "part")  # it comes back, with an adjoint that must have a name
        own = not changed.isdisjoint(value.sites)
        own = own or not changed.isdisjoint(facts.sites(value))
        if own and (is_view(facts, node) or is_path(facts, node)):
            steps = [n for n in walk(node) if isinstance(n, gast.Subscript)]
            if not any(reads(facts, step.slice, changed) for step in steps):
                return node
        elif not own and not reads(facts, node, changed):
            return node
        return named(node, "part" if own else "argument")

    args = [argument(a) for a in call.args]
    keywords = [gast.keyword(k.arg, argument(k.value)) for k in call.keywords]
    if all(a is b for a, b in zip(args, call.args, strict=True)) and all(
        a.value is b.value for a, b in zip(keywords, call.keywords, strict=True)
    ):
        return call
    return gast.Call(call.func, args, keywords)


def reads(facts: Analysis, node: gast.AST, sites: frozenset[Site]) -> bool:
    """Whether an expression reads the contents of memory."""
    match node:
        case gast.Name():
            return not sites.isdisjoint(facts.value(node).sites)
        case gast.Call(func=gast.Name(id="len"), args=[measured]):
            return facts.value(measured).kind != "array" and reads(facts, measured, sites)
        case gast.Attribute(attr="shape" | "size" | "ndim" | "dtype"):
            return False
        case gast.Attribute() | gast.Subscript() if facts.value(node).kind in _KEPT:
            if not sites.isdisjoint(facts.value(node).sites):
                return True
    return any(reads(facts, child, sites) for child in gast.iter_child_nodes(node))


def pending(facts: Analysis, parts: list[gast.AST]) -> list[frozenset[Site]]:
    """For each part of an expression, what the parts that are evaluated after it write."""
    found: list[frozenset[Site]] = []
    later: frozenset[Site] = frozenset()
    for part in reversed(parts):
        found.append(later)
        later |= writes(facts, part)
    return found[::-1]


def read_early(facts: Analysis, node: gast.AST, later: frozenset[Site]) -> bool:
    """Whether an expression has a value of its own of memory that is changed after it.

    A view is no such value: it shows the change, as a list or a dict under its name does.
    """
    if not later or not isinstance(node, gast.expr) or not reads(facts, node, later):
        return False
    if isinstance(node, gast.Name) and facts.value(node).kind in _KEPT:
        return False
    return not (facts.value(node).kind == "array" and is_view(facts, node))


def stray(facts: Analysis, statement: core.Statement) -> gast.AST | None:
    """A call that writes and that is more than a statement's value or less; None for no such."""
    if not facts.call_writes:
        return None
    top = statement.value if isinstance(statement, core.Assign | core.Evaluate) else None
    for value in vars(statement).values():
        if isinstance(value, gast.AST):
            for node in walk(value):
                if facts.call_writes.get(node) and node is not top:
                    return node
    return None

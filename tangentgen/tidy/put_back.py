"""A variable that only gets its older value back: that value is read by its own name.

out_old = out                            out_old = out
out = np.maximum(out, 0)                 out = np.maximum(out, 0)
out = out_old                   becomes
out_bar = (out > 0) * out_bar            out_bar = (out_old > 0) * out_bar
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound
from tangentgen.language.targets import Writes, no_writes
from tangentgen.language.walk import all_names
from tangentgen.tidy.lines import after, changed_by
from tangentgen.tidy.reads import expressions
from tangentgen.tidy.renumbered import with_names


def not_put_back(block: core.Block, users: Set[str], writes: Writes = no_writes) -> core.Block:
    """The block without such lines; `users` are the variables of the primal.

    >>> from tangentgen.source.quote import as_target, expression, name
    >>> first = core.Assign(as_target(name("x")), name("x_old"))
    >>> then = core.Assign(as_target(name("y")), expression("2 * x"))
    >>> [gast.unparse(s.value).strip() for s in not_put_back((first, then), {"x", "y"})]
    ['2 * x_old']
    """
    often = Counter(assigned(block))
    left = list(block)
    out: list[core.Statement] = []
    while left:
        statement = left.pop(0)
        pair = _put_back(statement, users)
        end = None if pair is None or often[pair[1]] > 1 else _end(left, pair[0])
        if pair is None or end is None or not _only_read(left[:end], pair[0], writes):
            out.append(statement)
            continue
        renamed = {pair[0]: pair[1]}
        left[:end] = [with_names(s, renamed) for s in left[:end]]
        if end < len(left):
            left[end] = _reading(left[end], renamed)
        left[0] = after(statement.notes, left[0])
    return tuple(out)


def _put_back(statement: core.Statement, users: Set[str]) -> tuple[str, str] | None:
    """A variable of the primal, and the name under which its older value was saved."""
    match statement:
        case core.Assign(target=gast.Name(id=own), value=gast.Name(id=older)):
            saved = older not in users and older.rstrip("0123456789").endswith("_old")
            return (own, older) if own in users and saved else None
    return None


def _only_read(block: list[core.Statement], own: str, writes: Writes) -> bool:
    """Whether a variable is read, nothing in it is changed, and its name not used for another."""
    read = False
    for statement in core.walk(tuple(block)):
        if own in changed_by(statement, writes):
            return False
        for tree in expressions(statement):
            uses = [n for n in all_names(tree) if n.id == own]
            if any(isinstance(n.ctx, gast.Store) for n in uses):
                return False
            read = read or bool(uses)
    return read


def _end(block: list[core.Statement], own: str) -> int | None:
    """Where a variable gets another value; None where only some paths come by that."""
    for place, statement in enumerate(block):
        if own not in set(assigned((statement,))):
            continue
        whole = type(statement) is core.Assign and isinstance(statement.target, gast.Name)
        return place if whole and own in set(bound(statement)) else None
    return len(block)


def _reading(statement: core.Statement, renamed: dict[str, str]) -> core.Statement:
    """An assignment whose value reads by other names."""
    assert isinstance(statement, core.Assign)
    value = with_names(core.Evaluate(statement.value), renamed)
    assert isinstance(value, core.Evaluate)
    return replace(statement, value=value.value)

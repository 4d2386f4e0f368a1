"""An adjoint that becomes another one at last is that one from the beginning.

k_bar2 = 0.0                           k_bar = 0.0
for n in reversed(range(steps)):       for n in reversed(range(steps)):
    k_bar2 += step_reverse(s)              k_bar += step_reverse(s)
k_bar = k_bar2                 becomes
return k_bar                           return k_bar
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.walk import all_names
from tangentgen.tidy.lines import after
from tangentgen.tidy.reads import expressions
from tangentgen.tidy.renumbered import with_names


def coalesced(block: core.Block, meant: Set[str], fixed: Set[str]) -> core.Block:
    """The block of a function without adjoints whose lives only meet.

    Those that are `meant` give way only to what has the same name but for its number, those in
    `fixed` to nothing.

    >>> from tangentgen.source.quote import as_target, expression, name
    >>> texts = [("k_bar2", "2.0 * s"), ("k_bar", "k_bar2"), ("s", "k_bar")]
    >>> block = tuple(core.Assign(as_target(name(t)), expression(v)) for t, v in texts)
    >>> [(s.target.id, gast.unparse(s.value).strip()) for s in coalesced(block, set(), set())]
    [('k_bar', '2.0 * s'), ('s', 'k_bar')]
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for at, statement in enumerate(block):
        for each in _names(statement):
            first.setdefault(each, at)
            last[each] = at
    renamed: dict[str, str] = {}
    gone: set[int] = set()
    for at, statement in enumerate(block):
        match statement:
            case core.Assign(target=gast.Name(id=given), value=gast.Name(id=old)):
                adjoints = "_bar" in given and "_bar" in old and given != old
                ours = old not in meant | fixed or (old not in fixed and _stem(old) == _stem(given))
                if adjoints and ours and first[given] == last[old] == at > first[old]:
                    renamed[old] = given
                    gone.add(at)
                    first[given] = first[old]
    if not gone:
        return block
    final = {old: _end(renamed, old) for old in renamed}
    out: list[core.Statement] = []
    left: core.Notes | None = None
    for at, statement in enumerate(block):
        if at in gone:
            left = replace(statement.notes, mark=None) if left is None else left
            continue
        out.append(with_names(statement if left is None else after(left, statement), final))
        left = None
    return tuple(out)


def _end(renamed: dict[str, str], old: str) -> str:
    while old in renamed:
        old = renamed[old]
    return old


def _stem(given: str) -> str:
    return given.rstrip("0123456789")


def _names(statement: core.Statement) -> Iterator[str]:
    for inner in core.walk((statement,)):
        for tree in expressions(inner):
            yield from (n.id for n in all_names(tree))

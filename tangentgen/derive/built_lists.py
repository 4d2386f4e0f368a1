"""Lists that one loop builds: nobody has seen them before they are whole.

values = []
for v in x:
    values.append(v * t)

What reads the list comes later, so the reverse sweep need not take its items off again: before
the loop there is no list to be brought back.
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.walk import walk


def building(facts: Analysis) -> set[core.Statement]:
    """The statements that append to such a list, each the only one that does."""
    if not facts.cells or any(isinstance(s, core.Try) for s in core.walk(facts.tree.body)):
        return set()
    return set(_building(facts, facts.tree.body))


def _building(facts: Analysis, block: core.Block) -> Iterator[core.Statement]:
    for at, statement in enumerate(block):
        match statement:
            case core.Assign(target=gast.Name(id=made), value=gast.List(elts=[])):
                loop = next((s for s in block[at + 1 :] if made in _names((s,))), None)
                appends = _appends(made, loop) if facts.scope.place(made) == "local" else []
                if len(appends) == 1:
                    yield appends[0]
        for inner in core.blocks(statement):
            yield from _building(facts, inner)


def _appends(made: str, loop: core.Statement | None) -> list[core.Statement]:
    """The statements of a loop that append to a list; none where anything else has its name."""
    if not isinstance(loop, core.For | core.While):
        return []
    found = [s for s in core.walk((loop,)) if _is_append(made, s)]
    return found if _names((loop,)).count(made) == len(found) else []


def _is_append(made: str, statement: core.Statement) -> bool:
    match statement:
        case core.Evaluate(
            value=gast.Call(func=gast.Attribute(value=gast.Name(id=changed), attr="append"))
        ):
            return bool(changed == made)
    return False


def _names(block: core.Block) -> list[str]:
    """The names in a block, each as often as it stands there."""
    return [
        node.id
        for statement in core.walk(block)
        for tree in vars(statement).values()
        if isinstance(tree, gast.AST)
        for node in walk(tree)
        if isinstance(node, gast.Name)
    ]

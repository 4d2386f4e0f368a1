"""Where a name is read that still holds what it held where a statement begins.

In `y = [y * e for e in s]` a number becomes a list, and the loop that this is written as reads
the number: the adjoint of `y` begins there as a number's, whatever `y` is below.
"""

from __future__ import annotations

import gast

from tangentgen.language import core
from tangentgen.language.resolve import bound
from tangentgen.language.walk import walk


def entering(statement: core.Statement, given: str) -> list[gast.Name]:
    """The reads of a name in a statement that no store in it surely comes before.

    >>> from tangentgen.source.quote import name
    >>> first, second = name("y"), name("y")
    >>> store = core.Assign(gast.Name("y", gast.Store(), None, None), first)
    >>> branch = core.If(gast.Constant(True, None), (store, core.Evaluate(second)))
    >>> entering(branch, "y") == [first]
    True
    """
    found: list[gast.Name] = []
    _statement(statement, given, found)
    return found


def _block(block: core.Block, given: str, found: list[gast.Name]) -> bool:
    """Whether the name is surely stored to in a block; its reads before that are added."""
    return any(_statement(statement, given, found) for statement in block)


def _statement(statement: core.Statement, given: str, found: list[gast.Name]) -> bool:
    for tree in vars(statement).values():
        if isinstance(tree, gast.AST):
            nodes = (node for node in walk(tree) if isinstance(node, gast.Name))
            found += [n for n in nodes if n.id == given and isinstance(n.ctx, gast.Load)]
    if isinstance(statement, core.Augment) and isinstance(statement.target, gast.Name):
        found += [statement.target] if statement.target.id == given else []
    inside = [_block(block, given, found) for block in core.blocks(statement)]
    if isinstance(statement, core.If):
        return all(inside)
    own = given in bound(statement)
    return (own and not inside) or (isinstance(statement, core.With) and (own or any(inside)))

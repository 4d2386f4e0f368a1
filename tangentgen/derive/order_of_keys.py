"""Whether the keys of a dict go back to their old places, where one of them was taken out.

    table[index] = table_old           puts it back, but behind the others
    for key in keys_old:
        table[key] = table.pop(key)    so does each, and the last of them is the last again

The function itself goes through keys that it has kept; another one that has used the values in
their order goes through the dict again, in its reverse.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.program import Program
from tangentgen.language import core
from tangentgen.language.walk import walk


def used_in_order(program: Program, facts: Analysis) -> bool:
    """Whether another function of the program uses the values of some dict in their order."""
    if program.entry is None:
        return True
    return any(other is not facts and _uses(other) for other in program.reached(program.entry))


def _uses(facts: Analysis) -> bool:
    for statement in core.walk(facts.tree.body):
        for tree in vars(statement).values():
            for node in walk(tree) if isinstance(tree, gast.AST) else ():
                match node:
                    case gast.Call(func=gast.Attribute(value=owner, attr="values" | "items")):
                        if facts.value(owner).kind in ("dict", "any") and facts.active(owner):
                            return True
    return False

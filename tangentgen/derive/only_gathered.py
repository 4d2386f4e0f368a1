"""Lists that only gather: `xs = []`, `xs.append(p.pos)`, `np.stack(xs)`; nothing comes out of them.

What is put there has no second holder: nobody changes it through the list.
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.derive.only_popped import used_only

NUMERIC = ("array", "float", "scalar", "complex", "int", "bool")


def only_gathered(facts: Analysis) -> set[str]:
    """The names of lists that begin empty, and of which calls make new arrays and numbers."""
    return used_only(facts, _used)


def _used(facts: Analysis, node: gast.AST) -> Iterator[str]:
    """The list to which an array is appended, or of whose items something new is made."""
    match node:
        case gast.Call(func=gast.Attribute(value=gast.Name(id=gathered), attr="append"), args=[_]):
            yield gathered
        case gast.Call(args=given) if node not in facts.user_calls and _is_new(facts, node):
            yield from (n.id for n in given if isinstance(n, gast.Name))


def _is_new(facts: Analysis, node: gast.expr) -> bool:
    """Whether a call gives numbers of its own."""
    value = facts.value(node)
    return value.kind in NUMERIC and value.sites <= {node}

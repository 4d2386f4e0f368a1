"""Two branches behind one another that ask the same are one.

if c:                       if c:
    y = np.sin(x)               y = np.sin(x)
if c:            becomes        x_bar += y * s_bar
    x_bar += y * s_bar
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.targets import Writes, base_name
from tangentgen.source.match import key
from tangentgen.tidy.lines import uses
from tangentgen.tidy.reads import Memory, contents, expressions, reads


def with_same_tests(
    block: core.Block, memory: Memory, pure: Callable[[gast.expr], bool], writes: Writes
) -> core.Block:
    """The block with branches of one test as one, where the first does not change the answer."""
    out: list[core.Statement] = []
    for statement in block:
        statement = core.mapped(statement, lambda b: with_same_tests(b, memory, pure, writes))
        first = out[-1] if out else None
        if (
            isinstance(first, core.If)
            and isinstance(statement, core.If)
            and key(first.test) == key(statement.test)
            and pure(first.test)
            and _same_answer(first, memory, pure, writes)
        ):
            above = (*first.notes.above, *statement.notes.above)
            out[-1] = replace(
                first,
                body=(*first.body, *statement.body),
                orelse=(*first.orelse, *statement.orelse),
                notes=replace(first.notes, above=above),
            )
        else:
            out.append(statement)
    return tuple(out)


def _same_answer(
    statement: core.If, memory: Memory, pure: Callable[[gast.expr], bool], writes: Writes
) -> bool:
    """Whether the test would say the same behind its branches."""
    done = uses(statement, writes)
    if done.jumps or done.hides:
        return False
    asked = {*reads(statement.test, memory)}
    inside = [*core.walk((*statement.body, *statement.orelse))]
    for inner in inside:
        target = getattr(inner, "target", None)
        if isinstance(target, gast.Attribute):
            return False
        trees = [t for t in expressions(inner) if t is not target and isinstance(t, gast.expr)]
        if not all(map(pure, trees)):
            return False
    targets = [t for s in inside if isinstance(t := getattr(s, "target", None), gast.expr)]
    changed = {b for t in targets if (b := base_name(t)) is not None}
    written = {contents(where) for n in changed if (where := memory(n)) is not None}
    return asked.isdisjoint(done.touched | changed | written)

"""A mark for what a function's caller reads, while what nobody reads is left out.

The arrays that a function changes in place are among its results, though it does not return
them: `hands_back(u, u_bar)` stands before it ends.
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.source.quote import name

_CALLED = "hands_back"


def mark(names: list[str]) -> core.Evaluate:
    """The statement that reads the names."""
    return core.Evaluate(gast.Call(name(_CALLED), [name(n) for n in names], []))


def marked(block: core.Block, names: list[str], top: bool = True) -> core.Block:
    """The block with a mark wherever it returns, and at its end."""
    out: list[core.Statement] = []
    for s in block:
        if isinstance(s, core.Return):
            out.append(mark(names))
        elif isinstance(s, core.If):
            body, orelse = marked(s.body, names, False), marked(s.orelse, names, False)
            s = replace(s, body=body, orelse=orelse)
        out.append(s)
    if top and not (out and isinstance(out[-1], core.Return)):
        out.append(mark(names))
    return tuple(out)


def without_marks(block: core.Block) -> core.Block:
    """The block as it is printed."""
    out: list[core.Statement] = []
    for s in block:
        if isinstance(s, core.Evaluate) and _is_mark(s.value):
            continue
        if isinstance(s, core.If):
            s = replace(s, body=without_marks(s.body), orelse=without_marks(s.orelse))
        out.append(s)
    return tuple(out)


def _is_mark(value: gast.expr) -> bool:
    match value:
        case gast.Call(func=gast.Name(id=called)):
            return bool(called == _CALLED)
    return False

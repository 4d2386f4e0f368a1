"""What nobody reads is left out: statements, saves and the restoring of what was saved.

The forward and the reverse sweep are one program here. A save is needed exactly if what it
restores is read afterwards, so this is where "to be recorded" is decided.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import gast

from tangentgen.language import core
from tangentgen.language.sweep import Restore, Save, Slot
from tangentgen.language.targets import Writes, no_writes
from tangentgen.tidy.liveness import Liveness
from tangentgen.tidy.reads import Memory


def without_unused(
    block: core.Block,
    memory: Memory,
    pure: Callable[[gast.expr], bool],
    after: Iterable[str] = (),
    keep_saves: bool = False,
    writes: Writes = no_writes,
    unread: Callable[[core.Block], frozenset[core.Statement]] = lambda block: frozenset(),
) -> core.Block:
    """The block without what has no effect on what is returned or live after it."""
    live = frozenset(after)
    while True:
        idle = frozenset() if keep_saves else unread(block)
        kept, _ = Liveness(memory, pure, keep_saves, writes, idle).block(block, live, None)
        kept = _paired(kept)
        if _size(kept) == _size(block):
            return kept
        block = kept


def _paired(block: core.Block) -> core.Block:
    """Without saves that nothing restores, which a first round could not know."""
    return _restored(block, {s.slot for s in core.walk(block) if isinstance(s, Restore)})


def _restored(block: core.Block, slots: set[Slot]) -> core.Block:
    out: list[core.Statement] = []
    for statement in block:
        if isinstance(statement, Save) and statement.slot not in slots:
            continue
        out.append(core.mapped(statement, lambda inner: _restored(inner, slots)))
    return tuple(out)


def _size(block: core.Block) -> int:
    return sum(1 for _ in core.walk(block))

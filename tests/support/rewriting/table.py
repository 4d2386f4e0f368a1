"""All rewritings."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.rewriting import assigned, held, looped, outlined, renamed, wrapped
from tests.support.rewriting.draft import Draft

Rewriting = Callable[[Draft], bool]
# How often each is drawn beside the others.
REWRITINGS: dict[Rewriting, int] = {
    wrapped.wrapped: 6,
    wrapped.ended_early: 2,
    wrapped.else_of_loop: 1,
    wrapped.branches_turned: 2,
    wrapped.choice_to_branch: 1,
    held.held: 10,
    held.named: 3,
    held.held_part: 5,
    held.saved: 4,
    outlined.outlined_part: 4,
    outlined.outlined: 8,
    outlined.outlined_tail: 2,
    outlined.loop_to_recursion: 1,
    assigned.buffered: 6,
    assigned.augmented: 3,
    assigned.to_augmented: 2,
    assigned.together: 2,
    assigned.returned: 2,
    looped.looped: 4,
    looped.halved: 2,
    looped.summed: 3,
    looped.read_otherwise: 3,
    renamed.renamed: 3,
    renamed.renamed_helper: 1,
}

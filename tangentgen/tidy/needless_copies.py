"""A copy that is only read, and only while the array it is of stays as it is, goes.

product_bar = y.copy()
c_bar = np.sum(y * product_bar)   becomes   c_bar = np.sum(y * y)
y_bar = 2 * c * product_bar                 y_bar = 2 * c * y
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

import gast

from tangentgen.language import core
from tangentgen.language.filled import filled
from tangentgen.language.fresh import kept_by
from tangentgen.language.resolve import assigned
from tangentgen.language.targets import Writes, no_writes
from tangentgen.source.quote import name
from tangentgen.tidy.lines import after, reads_of, uses


def without_needless_copies(
    block: core.Block,
    keep: Set[str],
    aliased: Callable[[str], bool],
    writes: Writes = no_writes,
) -> core.Block:
    """The block without such copies under names that nobody is to `keep`.

    `aliased` says whether an array may change under another name.

    >>> from tangentgen.source.printer import print_expression
    >>> from tangentgen.source.quote import as_target, expression
    >>> texts = [("s_bar", "y.copy()"), ("c_bar", "y @ s_bar"), ("d_bar", "2 * s_bar")]
    >>> lines = [core.Assign(as_target(name(t)), expression(v)) for t, v in texts]
    >>> found = without_needless_copies(tuple(lines), {"c_bar", "d_bar"}, lambda given: False)
    >>> [print_expression(s.value) for s in found]
    ['y @ y', '2 * y']
    """
    once = {n for n, often in Counter(assigned(block)).items() if often == 1} - keep
    reads: Counter[str] = Counter()
    for statement in block:
        reads += reads_of(statement)
    return _Copies(once, reads, aliased, writes).block(block)


@dataclass(frozen=True)
class _Copies:
    ours: Set[str]
    reads: Counter[str]
    aliased: Callable[[str], bool]
    writes: Writes

    def block(self, block: core.Block) -> core.Block:
        left, out = [core.mapped(s, self.block) for s in block], list[core.Statement]()
        while left:
            statement = left.pop(0)
            given, array = self.copied(statement)
            last = self.last(left, given, array) if given else None
            if last is None:
                out.append(statement)
                continue
            left[: last + 1] = [filled(s, {given: name(array)}) for s in left[: last + 1]]
            left[0] = after(statement.notes, left[0])
        return tuple(out)

    def copied(self, statement: core.Statement) -> tuple[str, str]:
        """The name of a copy, and of the array that it is of."""
        match statement:
            case core.Assign(
                target=gast.Name(id=given),
                value=gast.Call(
                    func=gast.Attribute(value=gast.Name(id=array), attr="copy"),
                    args=[],
                    keywords=[],
                ),
            ) if given in self.ours and given != array:
                return str(given), str(array)
        return "", ""

    def last(self, behind: Sequence[core.Statement], given: str, array: str) -> int | None:
        """Where the copy is read last, if the array is the same until then."""
        count = self.reads[given]
        for position, statement in enumerate(behind):
            does = uses(statement, self.writes)
            if does.read[given] and not self.only_reads(statement, given):
                return None
            if array in does.touched or array in {*_held(statement)}:
                return None
            if does.changed and self.aliased(array):
                return None
            count -= does.read[given]
            if count == 0:
                return position if self.reads[given] else None
        return None

    def only_reads(self, statement: core.Statement, given: str) -> bool:
        """Whether numbers are read, and the array is neither kept nor changed."""
        if not isinstance(statement, core.Assign | core.Augment):
            return False
        does = uses(statement, self.writes)
        return (
            not does.hides and given not in does.changed and given not in kept_by(statement.value)
        )


def _held(statement: core.Statement) -> Iterator[str]:
    """The names whose arrays get other names or holders in a statement."""
    for inner in core.walk((statement,)):
        value = getattr(inner, "value", None)
        if isinstance(value, gast.expr):
            yield from kept_by(value)

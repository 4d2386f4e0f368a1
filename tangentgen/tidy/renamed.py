"""The adjoint of an expression goes by the name of the variable's whose it becomes.

sum_bar = mask / n                     x_bar = mask / n
x_bar = sum_bar             becomes    theta_bar = -np.sum(x_bar)
theta_bar = -np.sum(sum_bar)

So nothing else holds the array when it is changed in place later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, replace

import gast

from tangentgen.language import core
from tangentgen.language.filled import filled
from tangentgen.language.resolve import assigned
from tangentgen.language.targets import Writes
from tangentgen.source.quote import as_target, name
from tangentgen.tidy.lines import Lines, changed_by, heir, reads_of


def renamed(block: core.Block, meant: Set[str], keep: Set[str], writes: Writes) -> core.Block:
    """The block with the adjoints of variables, which are `meant`, named from where they are made.

    Names in `keep` stay what they are; so does everything where a handler may begin anywhere.
    """
    if any(isinstance(s, core.Try) for s in core.walk(block)):
        return block
    read: Counter[str] = Counter()
    for statement in block:
        read.update(reads_of(statement))
    changed = {n for s in core.walk(block) for n in changed_by(s, writes)}
    fixed = keep | meant | changed
    return _Renaming(meant, fixed, writes, Counter(assigned(block)), read).block(block)


@dataclass
class _Renaming:
    meant: Set[str]
    fixed: Set[str]
    writes: Writes
    written: Counter[str]
    read: Counter[str]

    def block(self, block: core.Block) -> core.Block:
        lines = Lines([core.mapped(s, self.block) for s in block], self.writes)
        for at in range(len(lines)):
            statement = lines.at[at]
            match statement:
                case core.Assign(target=gast.Name(id=given), value=gast.Name(id=old)):
                    if given in self.meant and self.renamed(lines, at, given, old):
                        heir(lines, at, statement)
        return lines.block()

    def renamed(self, lines: Lines, at: int, given: str, old: str) -> bool:
        if old in self.fixed or "_bar" not in old or self.written[old] != 1:
            return False
        made = lines.binder(old, at)
        if made is None or lines.hides(made):
            return False
        first = lines.at[made]
        readers = lines.readers(old, made)
        if sum(lines.uses(k).read[old] for k in readers) != self.read[old]:
            return False
        aliases = sum(_is_alias(lines.at[k], old) for k in readers)
        if not isinstance(first, core.Assign) or not isinstance(first.target, gast.Name):
            return False
        if aliases > 1 or not may_begin(lines, made, at, given, old):
            return False
        lines.drop(at)
        lines.put(made, replace(first, target=as_target(name(given))))
        for k in readers:
            reader = lines.at[k]
            if reader is not None:
                lines.put(k, filled(reader, {old: name(given)}))
        self.read[given] += self.read[old] - 1
        self.read[old] = self.written[old] = 0
        return True


def may_begin(lines: Lines, made: int, at: int, given: str, old: str) -> bool:
    """Whether a name may stand for another from where that is made, until it is bound again."""
    if lines.touches({given}, made, at) or any(k < at for k in lines.readers(given, made)):
        return False
    if any(lines.uses(k).jumps for k in lines.between(made, at)):
        return False
    last = max(lines.readers(old, made))
    end = lines.touched(given, at)
    if end is None or end > last:
        return True
    binds = lines.at[end]
    return end == last and isinstance(binds, core.Assign) and isinstance(binds.target, gast.Name)


def _is_alias(statement: core.Statement | None, of: str) -> bool:
    match statement:
        case core.Assign(target=gast.Name(), value=gast.Name(id=value)):
            return bool(value == of)
    return False

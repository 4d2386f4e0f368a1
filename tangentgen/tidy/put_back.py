"""A variable that only gets its older value back: that value is read by its own name.

out_old = out                            out_old = out
out = np.maximum(out, 0)                 out = np.maximum(out, 0)
out = out_old                   becomes
out_bar = (out > 0) * out_bar            out_bar = (out_old > 0) * out_bar

What comes from a stack gets that name at once:

x = x_stack.pop()                        x_old = x_stack.pop()
x_old = x                       becomes
x = np.sin(x)                            x = np.sin(x_old)

A variable that so keeps its last value needs no other name for that either: `ans_x` is x.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound
from tangentgen.language.targets import Writes, no_writes
from tangentgen.language.walk import all_names
from tangentgen.tidy.lines import after, changed_by, reads_of
from tangentgen.tidy.reads import expressions
from tangentgen.tidy.renumbered import with_names


def not_put_back(block: core.Block, users: Set[str], writes: Writes = no_writes) -> core.Block:
    """The block without such lines; `users` are the variables of the primal.

    >>> from tangentgen.source.quote import as_target, expression, name
    >>> first = core.Assign(as_target(name("x")), name("x_old"))
    >>> then = core.Assign(as_target(name("y")), expression("2 * x"))
    >>> [gast.unparse(s.value).strip() for s in not_put_back((first, then), {"x", "y"})]
    ['2 * x_old']
    """
    names = _Names(users, {n for n, often in Counter(assigned(block)).items() if often > 1}, writes)
    found = names.level(block, users)
    out: list[core.Statement] = []
    left = _reads(found)
    for statement in found:
        left -= reads_of(statement)
        if isinstance(statement, core.For | core.While):
            statement = names.loop(statement, users - set(left))
        out.append(statement)
    return names.without_answers(tuple(out))


@dataclass(frozen=True)
class _Names:
    """The primal's variables, and the names that are bound several times."""

    users: Set[str]
    bound_again: Set[str]
    writes: Writes

    def loop(self, loop: core.For | core.While, dead: Set[str]) -> core.Statement:
        """A loop, behind which the variables that are `dead` are not read."""
        begun = {n for n in dead if _begins_with(loop.body, n)}
        every, inside = reads_of(loop), _reads(loop.body)
        begun = {n for n in begun if every[n] == inside[n]}
        body = self.level(loop.body, begun)
        out: list[core.Statement] = []
        for number, statement in enumerate(body):
            if isinstance(statement, core.For | core.While):
                beside = _reads([*body[:number], *body[number + 1 :]]).keys()
                statement = self.loop(statement, dead - beside)
            out.append(statement)
        return replace(loop, body=tuple(out))

    def level(self, block: core.Block, dead: Set[str]) -> core.Block:
        """A block at the end of which the variables that are `dead` are not read any more."""
        left, out = list(block), list[core.Statement]()
        while left:
            statement = left.pop(0)
            own, older = self._older_value(statement)
            end = _end(left, own) if own else None
            over = end is not None and (end < len(left) or own in dead)
            if end is not None and over and self._only_read(left[:end], own):
                self._rename(left, end, {own: older})
                left[0] = after(statement.notes, left[0])
            elif not self._named_at_once(out, left, statement):
                out.append(statement)
        return tuple(out)

    def without_answers(self, block: core.Block) -> core.Block:
        """The block without other names for variables that keep their values to its end."""
        left, out = list(block), list[core.Statement]()
        while left:
            statement = left.pop(0)
            answer, own = _copied(statement)
            made = answer.startswith("ans_") and answer not in self.users | self.bound_again
            if made and own in self.users and left and not self._changes(left, own):
                left = [with_names(s, {answer: own}) for s in left]
                left[0] = after(statement.notes, left[0])
            else:
                out.append(statement)
        return tuple(out)

    def _changes(self, block: Sequence[core.Statement], own: str) -> bool:
        """Whether a variable gets another value, or another array in it."""
        inside = core.walk(tuple(block))
        return own in set(assigned(tuple(block))) or any(
            own in changed_by(statement, self.writes) for statement in inside
        )

    def _older_value(self, statement: core.Statement) -> tuple[str, str]:
        """The variable and the name of its older value, where it gets that back."""
        own, older = _copied(statement)
        return (own, older) if own in self.users and self._is_older(older) else ("", "")

    def _is_older(self, given: str) -> bool:
        """Whether a name is one under which a value was saved, and has that value only."""
        saved = given.rstrip("0123456789").endswith("_old")
        return saved and given not in self.users and given not in self.bound_again

    def _named_at_once(
        self, out: list[core.Statement], left: list[core.Statement], statement: core.Statement
    ) -> bool:
        """Give what came from a stack the name under which this statement keeps it."""
        older, own = _copied(statement)
        if own not in self.users or not self._is_older(older):
            return False
        made = next((k for k in range(len(out))[::-1] if own in set(assigned((out[k],)))), None)
        end = _end(left, own)
        if made is None or end is None or end == len(left) or not _pops(out[made], own):
            return False
        between = [*out[made + 1 :], *left[:end]]
        if between and not self._only_read(between, own, perhaps=True):
            return False
        renamed = {own: older}
        out[made:] = [with_names(s, renamed) for s in out[made:]]
        self._rename(left, end, renamed)
        left[0] = after(statement.notes, left[0])
        return True

    def _rename(self, block: list[core.Statement], end: int, renamed: Mapping[str, str]) -> None:
        """Read by other names, up to the statement that binds the old ones anew."""
        block[:end] = [with_names(s, renamed) for s in block[:end]]
        if end < len(block):
            block[end] = _with_value(block[end], renamed)

    def _only_read(self, block: Sequence[core.Statement], own: str, perhaps: bool = False) -> bool:
        """Whether a variable is read, nothing in it changed, and its name not another's."""
        read = perhaps
        for statement in core.walk(tuple(block)):
            if own in changed_by(statement, self.writes):
                return False
            for tree in expressions(statement):
                uses = [n for n in all_names(tree) if n.id == own]
                if any(isinstance(n.ctx, gast.Store) for n in uses):
                    return False
                read = read or bool(uses)
        return read


def _copied(statement: core.Statement) -> tuple[str, str]:
    """The names of `a = b`."""
    match statement:
        case core.Assign(target=gast.Name(id=one), value=gast.Name(id=other)):
            return (one, other) if type(statement) is core.Assign else ("", "")
    return "", ""


def _pops(statement: core.Statement, own: str) -> bool:
    """Whether a variable gets a value from a stack."""
    match statement:
        case core.Assign(
            value=gast.Call(func=gast.Attribute(value=gast.Name(), attr="pop"), args=[])
        ):
            return own in _given(statement)
    return False


def _given(statement: core.Statement) -> Set[str]:
    """The variables that a statement surely gives a value, each by its name alone."""
    if type(statement) is not core.Assign:
        return frozenset()
    target = statement.target
    parts = target.elts if isinstance(target, gast.Tuple) else [target]
    return {p.id for p in parts} if all(isinstance(p, gast.Name) for p in parts) else frozenset()


def _begins_with(block: core.Block, own: str) -> bool:
    """Whether a variable gets a value before it is read, or before anything may be skipped."""
    for statement in block:
        if reads_of(statement)[own]:
            return False
        if own in set(bound(statement)):
            return own in _given(statement)
        if core.blocks(statement) and own in set(assigned((statement,))):
            return False
    return False


def _reads(block: Sequence[core.Statement]) -> Counter[str]:
    """How often the statements of a block read each name."""
    found = Counter[str]()
    for statement in block:
        found += reads_of(statement)
    return found


def _end(block: Sequence[core.Statement], own: str) -> int | None:
    """Where a variable gets another value; None where only some paths come by that."""
    for place, statement in enumerate(block):
        if own not in set(assigned((statement,))):
            continue
        return place if own in _given(statement) else None
    return len(block)


def _with_value(statement: core.Statement, renamed: Mapping[str, str]) -> core.Statement:
    """An assignment whose value reads by other names."""
    assert isinstance(statement, core.Assign)
    value = with_names(core.Evaluate(statement.value), renamed)
    assert isinstance(value, core.Evaluate)
    return replace(statement, value=value.value)

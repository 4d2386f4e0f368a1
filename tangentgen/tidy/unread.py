"""Sections that are restored or stored, and that nothing reads afterwards.

`b[i]`, written in trip i, survives to the reverse of trip i where the trips after it write other
elements: no save is needed then, since what is restored in the reverse sweep is never read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import gast

from tangentgen.analysis.values import Dim, Value
from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.language.sweep import Own, Restore, Save
from tangentgen.language.targets import parts
from tangentgen.language.walk import children
from tangentgen.tidy.apart import Access, never_meets
from tangentgen.tidy.reads import asks_shape
from tangentgen.tidy.regions import Integers, Loop, is_counted
from tangentgen.tidy.renewed import Renewals


def unread(
    block: core.Block,
    alone: Callable[[str], bool],
    value_of: Callable[[str], Value],
    normal: Callable[[Dim], Dim],
    after: Iterable[str],
) -> frozenset[core.Statement]:
    """The restores and stores of sections in a block that could as well be left out.

    `alone` says whether an array goes by one name only.
    """
    counts: dict[str, int] = {}
    for each in _bound(block):
        counts[each] = counts.get(each, 0) + 1
    integers = Integers(value_of, normal, lambda name: counts.get(name, 0) <= 1)
    walk = _Walk(integers)
    walk.block(block, {}, ())
    for name in after:
        walk.reads.setdefault(name, []).append(Access(None, (), walk.order + 1))
    idle, needed = set[core.Statement](), set[core.Statement]()
    for statement, name, access in walk.writes:  # one that is run again stands in both sweeps
        reads = walk.reads.get(name, []) if access.loops else walk.behind(name, access)
        unseen = alone(name) and all(
            never_meets(access, read, walk.renewals.before(name, read)) for read in reads
        )
        (idle if unseen else needed).add(statement)
    return frozenset(idle - needed)


@dataclass
class _Walk:
    """Collects what every statement reads and writes of arrays, with the loops around it."""

    integers: Integers
    reads: dict[str, list[Access]] = field(default_factory=dict)
    writes: list[tuple[core.Statement, str, Access]] = field(default_factory=list)
    order: int = 0
    renewals: Renewals = field(default_factory=Renewals)
    guarded: int = (
        0  # how many `try` and `with` statements are open, which may be left at any place
    )
    uncertain: int = 0  # how many statements are open since the innermost loop began

    def behind(self, name: str, access: Access) -> list[Access]:
        """The reads of an array that stand behind an access outside of all loops."""
        reads = self.reads.get(name, [])
        return reads[bisect_right(reads, access.order, key=lambda read: read.order) :]

    def block(self, block: core.Block, env: dict[str, Dim | None], loops: tuple[Loop, ...]) -> None:
        """`env` is kept up to date with what integer names stand for."""
        for statement in block:
            self.order += 1
            self.statement(statement, env, loops)

    def statement(
        self, statement: core.Statement, env: dict[str, Dim | None], loops: tuple[Loop, ...]
    ) -> None:
        match statement:
            case core.For():
                self.expression(statement.iter, env, loops)
                inside = {**env, **dict.fromkeys(_bound(statement.body))}
                loop = Loop(f"loop {self.order}", None, None, 0)
                counted = isinstance(statement.target, gast.Name) and is_counted(statement.iter)
                inside |= dict.fromkeys(target_names(statement.target))
                if counted:
                    own = statement.target.id
                    if own not in set(_bound(statement.body)):
                        loop = self.integers.loop(loop.symbol, statement.iter, env)
                        inside[own] = Dim(0, ((loop.symbol, 1),))
                own = target_names(statement.target)
                self.renewals.binds(own, statement, Access(None, loops, self.order), False)
                self.trips(statement.body, inside, (*loops, loop))
                env.update(dict.fromkeys(_bound((statement,))))
            case core.While():
                loop = Loop(f"loop {self.order}", None, None, 0)
                inside = {**env, **dict.fromkeys(_bound(statement.body))}
                self.expression(statement.test, inside, (*loops, loop))
                self.trips(statement.body, inside, (*loops, loop))
                env.update(dict.fromkeys(_bound((statement,))))
                self.expression(statement.test, env, (*loops, loop))
            case core.If():
                self.expression(statement.test, env, loops)
                self.uncertain += 1
                self.block(statement.body, dict(env), loops)
                self.block(statement.orelse, dict(env), loops)
                self.uncertain -= 1
                env.update(dict.fromkeys(_bound((statement,))))
            case core.Assign(target=target, value=value):
                self.expression(value, env, loops)
                self.targets(statement, target, env, loops)
                self.binds(statement, loops)
                form = self.integers.form(value, env)
                env.update(dict.fromkeys(_bound((statement,))))
                if isinstance(target, gast.Name):
                    env[target.id] = form
            case Restore(target=target):
                self.targets(statement, target, env, loops)
                self.binds(statement, loops)
                env.update(dict.fromkeys(_bound((statement,))))
            case core.Augment(target=target, value=value):
                self.expression(value, env, loops)
                self.expression(target, env, loops)
                env.update(dict.fromkeys(_bound((statement,))))
            case Save(value=value):
                self.expression(value, env, loops)
                self.renewals.saves(statement, Access(None, loops, self.order))
            case Own():
                pass  # a copy reads no element that its reader does not
            case _:
                for value in vars(statement).values():
                    if isinstance(value, gast.AST):
                        self.expression(value, env, loops)
                env.update(dict.fromkeys(_bound((statement,))))
                self.binds(statement, loops)
                self.guarded += 1
                self.uncertain += 1
                for inner in core.blocks(statement):
                    self.block(inner, dict(env), loops)
                self.uncertain -= 1
                self.guarded -= 1

    def trips(self, body: core.Block, env: dict[str, Dim | None], loops: tuple[Loop, ...]) -> None:
        """The body of a loop, every trip of which begins with its first statement."""
        before, self.uncertain = self.uncertain, 0
        self.block(body, env, loops)
        self.uncertain = before

    def binds(self, statement: core.Statement, loops: tuple[Loop, ...]) -> None:
        at = Access(None, loops, self.order)
        self.renewals.binds(_bound((statement,)), statement, at, self.uncertain == 0)

    def targets(
        self,
        statement: core.Statement,
        target: gast.expr,
        env: dict[str, Dim | None],
        loops: tuple[Loop, ...],
    ) -> None:
        for part in parts(target):
            match part:
                case gast.Name():
                    pass
                case gast.Subscript(value=gast.Name(id=base), slice=index):
                    self.expression(index, env, loops)
                    kind = self.integers.value_of(base).kind
                    if isinstance(index, gast.Slice) and kind not in ("array", "tensor"):
                        self.expression(part.value, env, loops)  # it may move the items of a list
                    elif part is target and not self.guarded:
                        region = self.integers.region(base, index, env)
                        self.writes.append((statement, base, Access(region, loops, self.order)))
                case _:
                    self.expression(part, env, loops)

    def expression(
        self, tree: gast.AST, env: dict[str, Dim | None], loops: tuple[Loop, ...]
    ) -> None:
        match tree:
            case gast.Name(id=name):
                self.reads.setdefault(name, []).append(Access(None, loops, self.order))
                return
            case gast.Subscript(value=gast.Name(id=name), slice=index):
                region = self.integers.region(name, index, env)
                self.reads.setdefault(name, []).append(Access(region, loops, self.order))
                self.expression(index, env, loops)
                return
        shape_only = asks_shape(tree)
        for child in children(tree):
            if not (shape_only and isinstance(child, gast.Name)):
                self.expression(child, env, loops)


def _bound(block: core.Block) -> Iterator[str]:
    """The names that are bound anywhere in a block, also by restoring."""
    for statement in core.walk(block):
        target = getattr(statement, "target", None)
        if isinstance(target, gast.expr):
            yield from target_names(target)
        elif isinstance(statement, core.Foreign):
            yield from (n.id for n in gast.walk(statement.tree) if isinstance(n, gast.Name))

"""Arrays are changed in place only where a name is proved to be the only one for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import gast

from tangentgen.language import core
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import target_names
from tangentgen.language.sweep import Own
from tangentgen.language.targets import Writes, no_writes
from tangentgen.source.quote import as_target, expression, name
from tangentgen.tidy.holding import (
    Holding,
    Makes,
    makes_nothing,
    owned_parts,
    section_copied,
    whole_of_view,
)
from tangentgen.tidy.read_later import NOTHING, Later, inside, within
from tangentgen.tidy.second_names import Seconds, given_back, left_alone
from tangentgen.tidy.sums import added, summed
from tangentgen.tidy.wide import is_complex, wide


@dataclass
class Ownership:
    """Decides copies and in-place additions.

    What is `defined` has a value for sure: a copy may be made of it.
    """

    known: Holding
    enabled: bool
    returned: list[tuple[bool, ...]] = field(default_factory=list)

    def block(
        self,
        block: core.Block,
        owned: set[str],
        defined: set[str],
        later: Later = NOTHING,
    ) -> tuple[core.Block, set[str]]:
        """The block and the names that own their arrays after it; `later` are read behind it."""
        here = within(block, later)
        out: list[core.Statement] = []
        seconds: Seconds = {}
        for place, statement in enumerate(block):
            if self.enabled and isinstance(statement, Own):
                rest = here.behind(place)
                owned = owned | left_alone(self.known, seconds, statement.name, rest)
            before = owned
            new, owned = self.statement(statement, owned, defined, here.behind(place))
            owned = given_back(self.known, seconds, new, before, owned)
            out += new
        return tuple(out), owned

    def statement(
        self, statement: core.Statement, owned: set[str], defined: set[str], later: Later
    ) -> tuple[list[core.Statement], set[str]]:
        match statement:
            case Own(name=wanted):
                widened = statement.changed and wanted in self.known.mixed
                if wanted in owned and (wide(wanted) in owned or not widened):
                    return [], owned
                copying = core.Assign(
                    as_target(name(wanted)),
                    expression("$x.astype(complex)" if widened else "$x.copy()", x=name(wanted)),
                    notes=statement.notes,
                )
                return [copying], owned - {wide(wanted)} | self.known.holds(wanted, widened)
            case core.Assign(target=gast.Name(id=target), value=value):
                return self.assign(statement, target, value, owned, defined, later)
            case core.Assign(target=target, value=value):
                names = set(target_names(target))
                defined |= names
                kept = set[str]() if self.known.is_section(target) else self.known.kept_by(value)
                return [statement], owned - names - kept | self.known.made(target, value)
            case core.Evaluate(value=value):
                return [statement], owned - self.known.kept_by(value)
            case core.Return(value=value):
                self.returned.append(owned_parts(value, owned))
            case core.If():
                bound_first, bound_second = set(defined), set(defined)
                body, first = self.block(statement.body, set(owned), bound_first, later)
                orelse, second = self.block(statement.orelse, set(owned), bound_second, later)
                defined |= bound_first & bound_second
                return [replace(statement, body=body, orelse=orelse)], first & second
            case core.With():
                within_it = inside(statement, later)
                body, owned = self.block(statement.body, owned, defined, within_it)
                return [replace(statement, body=body)], owned
            case core.Try():
                return self.attempt(statement, owned, defined, later)
            case core.For() | core.While():
                return self.loop(statement, owned, defined, inside(statement, later))
        return [statement], owned

    def assign(
        self,
        statement: core.Assign,
        target: str,
        value: gast.expr,
        owned: set[str],
        defined: set[str],
        later: Later,
    ) -> tuple[list[core.Statement], set[str]]:
        defined.add(target)
        known = self.known
        term = added(target, value)
        fits = target not in known.mixed or wide(target) in owned
        owns = fits and target in owned and target in known.arrays
        if term is not None and owns and self.enabled:
            op, rest = term
            return [core.Augment(as_target(name(target)), op, rest, notes=statement.notes)], owned
        owned = owned - {wide(target)}
        whole = section_copied(value)
        if self.enabled and whole in owned and whole not in later and whole != target:
            view = replace(statement, value=value.func.value)
            return [view], owned - {whole} | known.holds(target, wide(whole) in owned)
        if fresh(value):
            return [statement], owned | known.holds(target, is_complex(value, known.complex))
        if known.makes(value) == (True,):
            return [statement], owned - known.kept_by(value) | {target}
        if known.scalar(target):
            return [statement], owned - {target}
        turned = whole_of_view(value)
        plain = isinstance(value, gast.Name)
        if turned in owned and turned not in later and (plain or self.enabled):
            passed = known.holds(target, wide(turned) in owned)
            return [statement], owned - {turned} | passed
        return [statement], owned - {target} - known.kept_by(value)

    def attempt(
        self, statement: core.Try, owned: set[str], defined: set[str], later: Later
    ) -> tuple[list[core.Statement], set[str]]:
        """A handler may begin anywhere in the body: nothing is known to be owned there."""
        within_it = inside(statement, later)
        body, owned = self.block(statement.body, set(owned), set(defined), within_it)
        handlers: list[core.Statement] = []
        for handler in statement.handlers:
            assert isinstance(handler, core.Except)
            inner, end = self.block(handler.body, set(), set(defined), within_it)
            handlers.append(replace(handler, body=inner))
            owned = owned & end
        final, owned = self.block(statement.final, owned, defined, later)
        return [replace(statement, body=body, handlers=tuple(handlers), final=final)], owned

    def loop(
        self,
        statement: core.For | core.While,
        owned: set[str],
        defined: set[str],
        later: Later,
    ) -> tuple[list[core.Statement], set[str]]:
        wanted = {s.name for s in core.walk(statement.body) if isinstance(s, Own)}
        wanted |= {*summed(statement.body)} & self.known.arrays
        wanted = wanted & defined if self.enabled else set()
        wanted = {n for n in wanted if not self.known.holds(n, True) <= owned}
        start = owned.union(*(self.known.holds(n, True) for n in wanted))
        while True:
            _, end = self.block(statement.body, set(start), set(defined), later)
            if start <= end:
                break
            start &= end
        before = [Own(n) for n in sorted(wanted & start)]
        made: list[core.Statement] = []
        for own in before:
            new, owned = self.statement(own, owned, defined, later)
            made += new
        body, _ = self.block(statement.body, set(start), set(defined), later)
        return [*made, replace(statement, body=body)], start


def with_owners(
    block: core.Block,
    arrays: frozenset[str],
    scalar: Callable[[str], bool],
    given: set[str],
    enabled: bool = True,
    writes: Writes = no_writes,
    mixed: frozenset[str] = frozenset(),
    complex: frozenset[str] = frozenset(),
    makes: Makes = makes_nothing,
) -> tuple[core.Block, tuple[bool, ...]]:
    """The block with every `Own` decided, and `a = a + e` in place where that is safe.

    With it, which of the values that it returns are arrays that nothing else holds.
    """
    work = Ownership(Holding(arrays, scalar, writes, mixed, complex, makes), enabled)
    done, _ = work.block(block, set(), set(given))
    ends = set(work.returned)
    return done, ends.pop() if len(ends) == 1 else ()

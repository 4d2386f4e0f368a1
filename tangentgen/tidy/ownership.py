"""Arrays are changed in place only where a name is proved to be the only one for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import gast

from tangentgen.language import core
from tangentgen.language.fresh import fresh, kept_by
from tangentgen.language.resolve import bound, read_names, target_names
from tangentgen.language.sweep import Own
from tangentgen.language.targets import Writes, no_writes
from tangentgen.source.quote import as_target, expression, name


@dataclass(frozen=True)
class Later:
    """The names that are read behind a place of a block, or behind the block."""

    last: Mapping[str, int]  # the last statement of the block that reads a name
    place: int
    outer: Later | None

    def __contains__(self, name: str) -> bool:
        if self.last.get(name, -1) > self.place:
            return True
        return self.outer is not None and name in self.outer


NOTHING = Later({}, 0, None)

Seconds = dict[str, tuple[str, set[str]]]
"""Second names of arrays: the first name of each, and what was owned by it."""

Makes = Callable[[gast.expr], tuple[bool, ...]]
"""Which results of a call are arrays that nothing else holds; empty where nothing is known."""


def makes_nothing(value: gast.expr) -> tuple[bool, ...]:
    """For blocks without calls of derived functions."""
    return ()


@dataclass
class Ownership:
    """Decides copies and in-place additions; `arrays` are names that hold arrays for sure.

    What is `defined` has a value for sure: a copy may be made of it.

    An adjoint of a complex array may be real as long as nothing else was added to it; where it
    is complex for sure, `wide` of its name is among those that are owned.
    """

    arrays: frozenset[str]
    scalar: Callable[[str], bool]
    enabled: bool
    writes: Writes = no_writes
    mixed: frozenset[str] = frozenset()  # adjoints of complex arrays
    complex: frozenset[str] = frozenset()  # names that hold nothing but complex arrays
    makes: Makes = makes_nothing
    returned: list[tuple[bool, ...]] = field(default_factory=list)
    second: Seconds = field(default_factory=dict)

    def kept_by(self, value: gast.expr) -> set[str]:
        """The names whose objects the value may hold; what a call changes is only lent to it."""
        found = kept_by(value)
        lent = self.writes(value)
        made = self.makes(value)
        if made and all(made) and not lent:
            return set()
        if found and lent and isinstance(value, gast.Call):
            rest = {n for a in value.args if a not in lent for n in read_names(a)}
            found &= rest
        return found

    def block(
        self,
        block: core.Block,
        owned: set[str],
        defined: set[str],
        later: Later = NOTHING,
    ) -> tuple[core.Block, set[str]]:
        """The block and the names that own their arrays after it; `later` are read behind it."""
        last = {name: place for place, s in enumerate(block) for name in _reads(s)}
        out: list[core.Statement] = []
        self.second = {}
        for place, statement in enumerate(block):
            before = owned
            new, owned = self.statement(statement, owned, defined, Later(last, place, later))
            owned = self.with_seconds(new, before, owned)
            out += new
        self.second = {}
        return tuple(out), owned

    def with_seconds(
        self, done: list[core.Statement], before: set[str], owned: set[str]
    ) -> set[str]:
        """An array whose second name has got another array belongs to its first name again."""
        for statement in done:
            if core.blocks(statement):
                self.second = {}
                continue
            names = set(bound(statement))
            value = getattr(statement, "value", None)
            section = self.is_section(getattr(statement, "target", None))
            held = self.kept_by(value) if isinstance(value, gast.expr) and not section else set()
            for second, (first, was) in list(self.second.items()):
                new = isinstance(value, gast.expr) and fresh(value)
                if second in names and first not in names and new:
                    owned = owned | was
                if {first, second} & (names | held):
                    del self.second[second]
            match statement:
                case core.Assign(target=gast.Name(id=second), value=gast.Name(id=first)) if (
                    first in before and first not in owned
                ):
                    self.second[second] = first, before & {first, wide(first)}
        return owned

    def statement(
        self, statement: core.Statement, owned: set[str], defined: set[str], later: Later
    ) -> tuple[list[core.Statement], set[str]]:
        match statement:
            case Own(name=wanted):
                widened = statement.changed and wanted in self.mixed
                if wanted in owned and (wide(wanted) in owned or not widened):
                    return [], owned
                copying = core.Assign(
                    as_target(name(wanted)),
                    expression("$x.astype(complex)" if widened else "$x.copy()", x=name(wanted)),
                    notes=statement.notes,
                )
                return [copying], owned - {wide(wanted)} | self.holds(wanted, widened)
            case core.Assign(target=gast.Name(id=target), value=value):
                return self.assign(statement, target, value, owned, defined, later)
            case core.Assign(target=target, value=value):
                names = set(target_names(target))
                defined |= names
                kept = set[str]() if self.is_section(target) else self.kept_by(value)
                return [statement], owned - names - kept | self.made(target, value)
            case core.Evaluate(value=value):
                return [statement], owned - self.kept_by(value)
            case core.Return(value=value):
                self.returned.append(_owned_parts(value, owned))
            case core.If():
                bound_first, bound_second = set(defined), set(defined)
                body, first = self.block(statement.body, set(owned), bound_first, later)
                orelse, second = self.block(statement.orelse, set(owned), bound_second, later)
                defined |= bound_first & bound_second
                return [replace(statement, body=body, orelse=orelse)], first & second
            case core.With():
                body, owned = self.block(statement.body, owned, defined, later)
                return [replace(statement, body=body)], owned
            case core.Try():
                return self.attempt(statement, owned, defined, later)
            case core.For() | core.While():
                return self.loop(
                    statement, owned, defined, Later(dict.fromkeys(_reads(statement), 0), -1, later)
                )
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
        added = _added(target, value)
        fits = target not in self.mixed or wide(target) in owned
        owns = fits and target in owned and target in self.arrays
        if added is not None and owns and self.enabled:
            op, rest = added
            return [core.Augment(as_target(name(target)), op, rest, notes=statement.notes)], owned
        owned = owned - {wide(target)}
        whole = _section_copied(value)
        if self.enabled and whole in owned and whole not in later and whole != target:
            view = replace(statement, value=value.func.value)
            return [view], owned - {whole} | self.holds(target, wide(whole) in owned)
        if fresh(value):
            return [statement], owned | self.holds(target, _is_complex(value, self.complex))
        if self.makes(value) == (True,):
            return [statement], owned - self.kept_by(value) | {target}
        if self.scalar(target):
            return [statement], owned - {target}
        if isinstance(value, gast.Name) and value.id in owned and value.id not in later:
            passed = self.holds(target, wide(value.id) in owned)
            return [statement], owned - {value.id} | passed
        return [statement], owned - {target} - self.kept_by(value)

    def is_section(self, target: gast.expr) -> bool:
        """Whether it is a section of an array, which takes the numbers of what is stored."""
        match target:
            case gast.Subscript(value=gast.Name(id=owner)):
                return owner in self.arrays
        return False

    def made(self, target: gast.expr, value: gast.expr) -> set[str]:
        """The names that the results of a call get as their own."""
        found = self.makes(value)
        if not isinstance(target, gast.Tuple) or len(found) != len(target.elts):
            return set()
        pairs = zip(target.elts, found, strict=True)
        return {part.id for part, own in pairs if own and isinstance(part, gast.Name)}

    def holds(self, target: str, is_complex: bool) -> set[str]:
        """What is owned once a name holds an array of its own."""
        return {target, wide(target)} if is_complex and target in self.mixed else {target}

    def attempt(
        self, statement: core.Try, owned: set[str], defined: set[str], later: Later
    ) -> tuple[list[core.Statement], set[str]]:
        """A handler may begin anywhere in the body: nothing is known to be owned there."""
        others = (*statement.handlers, *statement.final)
        behind = Later({n: 0 for s in others for n in _reads(s)}, -1, later)
        body, owned = self.block(statement.body, set(owned), set(defined), behind)
        handlers: list[core.Statement] = []
        for handler in statement.handlers:
            assert isinstance(handler, core.Except)
            inner, end = self.block(handler.body, set(), set(defined), later)
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
        wanted |= {*_summed(statement.body)} & self.arrays
        wanted = wanted & defined if self.enabled else set()
        wanted = {n for n in wanted if not self.holds(n, True) <= owned}
        start = owned.union(*(self.holds(n, True) for n in wanted))
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


def wide(name: str) -> str:
    """What stands for the knowledge that a name holds complex numbers."""
    return f"{name} complex"


def _is_complex(value: gast.expr, arrays: frozenset[str]) -> bool:
    """Whether what an adjoint is made of is complex for sure, as the given arrays are."""
    match value:
        case gast.Call(func=gast.Attribute(attr="zeros_like" | "conj"), args=[argument]):
            return _is_complex(argument, arrays)
        case gast.BinOp(
            left=left, op=gast.Add() | gast.Sub() | gast.Mult() | gast.Div(), right=right
        ):
            return _is_complex(left, arrays) or _is_complex(right, arrays)
        case gast.UnaryOp(operand=operand):
            return _is_complex(operand, arrays)
        case gast.Subscript(value=owner):
            return _is_complex(owner, arrays)
        case gast.Name(id=given):
            return given in arrays
        case gast.Constant(value=complex()):
            return True
    return False


def _added(target: str, value: gast.expr) -> tuple[gast.operator, gast.expr] | None:
    """`(op, e)` of `target + e` and `target - e`; e may be a sum of several.

    >>> from tangentgen.source.printer import print_expression
    >>> op, rest = _added("a", expression("a - b + c"))
    >>> type(op).__name__, print_expression(rest)
    ('Sub', 'b - c')
    """
    match value:
        case gast.BinOp(left=gast.Name(id=left), op=gast.Add() | gast.Sub() as op, right=rest):
            if left == target and (target not in set(read_names(rest)) or fresh(rest)):
                return op, rest
        case gast.BinOp(left=left, op=gast.Add() | gast.Sub() as op, right=last):
            if (found := _added(target, left)) is not None:
                first, rest = found
                if isinstance(first, gast.Sub):
                    op = gast.Sub() if isinstance(op, gast.Add) else gast.Add()
                return first, gast.BinOp(rest, op, last)
    return None


def _section_copied(value: gast.expr) -> str:
    """x of `x[1:].copy()`."""
    match value:
        case gast.Call(
            func=gast.Attribute(
                value=gast.Subscript(value=gast.Name(id=whole), slice=index), attr="copy"
            ),
            args=[],
            keywords=[],
        ):
            parts = index.elts if isinstance(index, gast.Tuple) else [index]
            if any(isinstance(part, gast.Slice) for part in parts):
                return str(whole)
    return ""


def _summed(block: core.Block) -> Iterator[str]:
    """The names that a block adds to before it binds them to anything else."""
    seen: set[str] = set()
    for s in block:
        match s:
            case core.Assign(target=gast.Name(id=given), value=value):
                yield from () if _added(given, value) is None or given in seen else (given,)
            case core.For() | core.While():
                yield from (n for n in _summed(s.body) if n not in seen)
        seen.update(n for inner in core.walk((s,)) for n in bound(inner))


def _owned_parts(value: gast.expr | None, owned: set[str]) -> tuple[bool, ...]:
    """Which of the returned values are arrays that only the caller will know."""
    parts = list(value.elts) if isinstance(value, gast.Tuple) else [] if value is None else [value]
    names = [n for part in parts for n in read_names(part)]
    return tuple(
        part.id in owned and names.count(part.id) == 1
        if isinstance(part, gast.Name)
        else fresh(part)
        for part in parts
    )


def _reads(statement: core.Statement) -> frozenset[str]:
    return frozenset(
        name
        for s in core.walk((statement,))
        for value in vars(s).values()
        if isinstance(value, gast.AST)
        for name in read_names(value)
    )


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
    work = Ownership(arrays, scalar, enabled, writes, mixed, complex, makes)
    done, _ = work.block(block, set(), set(given))
    ends = set(work.returned)
    return done, ends.pop() if len(ends) == 1 else ()

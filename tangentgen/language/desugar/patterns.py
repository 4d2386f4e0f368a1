"""`match`, as `if` and `elif`: each pattern is a test, and the names that it binds."""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import read_names
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt

Live = Callable[[gast.expr], Any]
"""The live class that an expression in a pattern names."""

_WHOLE = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
"""Classes whose one positional pattern is the value itself (PEP 634)."""


class _Stays(Exception):
    """The statement is not taken."""


@dataclass
class _Found:
    """What a pattern asks of a subject, and what it binds."""

    tests: list[gast.expr] = field(default_factory=list)
    binds: dict[str, gast.expr] = field(default_factory=dict)

    def all_tests(self) -> gast.expr | None:
        """All that is asked, as one condition; None where nothing is."""
        if len(self.tests) > 1:
            return gast.BoolOp(gast.And(), self.tests)
        return self.tests[0] if self.tests else None

    def filled(self, guard: gast.expr) -> gast.expr:
        """A guard that reads what the pattern binds, on the subject itself."""
        found: gast.expr = _filled(guard, self.binds)
        return found


def asked(pattern: gast.AST, subject: gast.expr) -> _Found | None:
    """What a pattern without classes of the user's asks and binds; None for any other."""
    found = _Found()
    try:
        _Patterns(set(), _builtin, ()).pattern(pattern, subject, found)
    except _Stays:
        return None
    return found


def _builtin(node: gast.expr) -> Any:
    return getattr(builtins, getattr(node, "id", ""), None)


def rewrite(function: core.Function, live: Live) -> core.Function:
    """`case (a, b) if a > 0:` becomes a test of the length and of an item, and `a = …; b = …`."""
    work = _Patterns(occurring(function), live, function.body)
    return replace(function, body=work.block(function.body))


class _Patterns:
    def __init__(self, taken: set[str], live: Live, whole: core.Block) -> None:
        self.taken, self.live, self.whole = taken, live, whole

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        if isinstance(statement, core.Match):
            try:
                return self.match(statement)
            except _Stays:
                return (core.Foreign(_as_parsed(statement), notes=statement.notes),)
        return (core.mapped(statement, self.block),)

    def match(self, statement: core.Match) -> core.Block:
        leaking = self.leaking(statement)
        before: list[core.Statement] = []
        subject = self.named(statement.subject, statement, before)
        chain: core.Block = ()
        for case in reversed(statement.cases):
            assert isinstance(case, core.Case)
            chain = self.case(statement, case, subject, chain, leaking)
        if before:
            before[0] = replace(before[0], notes=replace(statement.notes, trailing=None))
        elif chain:
            notes = replace(statement.notes, case=chain[0].notes.case)
            chain = (replace(chain[0], notes=notes), *chain[1:])
        return (*before, *chain)

    def case(
        self,
        statement: core.Match,
        case: core.Case,
        subject: gast.expr,
        otherwise: core.Block,
        leaking: set[str],
    ) -> core.Block:
        ways = _alternatives(case.pattern)
        if len(ways) > 1 and case.guard is not None:
            raise _Stays
        body = self.block(case.body)
        for number, way in enumerate(reversed(ways)):
            found = _Found()
            self.pattern(way, subject, found)
            guard = case.guard
            if guard is not None and leaking & set(found.binds):
                return self.bound_first(found, guard, leaking, body, otherwise)
            if guard is not None:
                found.tests.append(found.filled(guard))
            inside = tuple(duplicate(s) for s in body) if number else body
            inside = (*_bindings(found.binds), *inside)
            test = found.all_tests()
            if test is None:
                otherwise = inside
                continue
            chosen = core.Chosen(statement, subject, way, guard)
            otherwise = (core.If(test, inside, otherwise, notes=core.Notes(case=chosen)),)
        return otherwise

    def bound_first(
        self,
        found: _Found,
        guard: gast.expr,
        leaking: set[str],
        body: core.Block,
        otherwise: core.Block,
    ) -> core.Block:
        """A pattern's names that are read elsewhere are bound before its guard is asked.

        if <tests>:                  # they stay bound where the guard then says no
            width = …
        if <tests> and <guard>: …
        """
        first = {n: value for n, value in found.binds.items() if n in leaking}
        found.binds = {n: value for n, value in found.binds.items() if n not in leaking}
        guard, body = found.filled(guard), (*_bindings(found.binds), *body)
        test = found.all_tests()
        if test is None:
            return (*_bindings(first), core.If(guard, body, otherwise))
        given = name(free("matched", self.taken))
        return (
            core.Assign(as_target(given), test),
            core.If(given, (*_bindings(first), core.Assign(as_target(given), guard)), ()),
            core.If(given, body, otherwise),
        )

    def named(
        self, subject: gast.expr, statement: core.Match, before: list[core.Statement]
    ) -> gast.expr:
        """The subject as an expression that can be read again and again."""
        captured = {n for case in statement.cases for n in _captures(case)}
        if isinstance(subject, gast.Constant):
            return subject
        if isinstance(subject, gast.Name) and subject.id not in captured:
            return subject
        if isinstance(subject, gast.Tuple) and not any(
            isinstance(e, gast.Starred) for e in subject.elts
        ):
            parts = [self.named(e, statement, before) for e in subject.elts]
            return gast.Tuple(parts, gast.Load())
        given = name(free("subject", self.taken))
        before.append(core.Assign(as_target(given), subject))
        return given

    def pattern(self, pattern: Any, subject: gast.expr, found: _Found) -> None:
        match pattern:
            case gast.MatchValue():
                found.tests.append(expression("$s == $v", s=subject, v=pattern.value))
            case gast.MatchSingleton():
                found.tests.append(expression("$s is $v", s=subject, v=constant(pattern.value)))
            case gast.MatchAs():
                if pattern.pattern is not None:
                    self.pattern(pattern.pattern, subject, found)
                if pattern.name is not None:
                    found.binds[pattern.name] = copy(subject)
            case gast.MatchOr():
                self.any_of(pattern, subject, found)
            case gast.MatchSequence():
                self.sequence(pattern.patterns, subject, found)
            case gast.MatchMapping():
                self.mapping(pattern, subject, found)
            case gast.MatchClass():
                self.instance(pattern, subject, found)
            case _:
                raise _Stays

    def any_of(self, pattern: Any, subject: gast.expr, found: _Found) -> None:
        ways = pattern.patterns
        if all(isinstance(w, gast.MatchValue) and isinstance(w.value, gast.Constant) for w in ways):
            values = gast.Tuple([w.value for w in ways], gast.Load())
            found.tests.append(expression("$s in $v", s=subject, v=values))
            return
        tests: list[gast.expr] = []
        for way in ways:
            inner = _Found()
            self.pattern(way, subject, inner)
            if inner.binds:
                raise _Stays
            if not inner.tests:
                return
            both = gast.BoolOp(gast.And(), inner.tests)
            tests.append(inner.tests[0] if len(inner.tests) == 1 else both)
        found.tests.append(_instance_of_any(tests) or gast.BoolOp(gast.Or(), tests))

    def sequence(self, patterns: list[Any], subject: gast.expr, found: _Found) -> None:
        star = next((k for k, p in enumerate(patterns) if isinstance(p, gast.MatchStar)), None)
        count = len(patterns) - (star is not None)
        if isinstance(subject, gast.Tuple):
            if len(subject.elts) < count or (star is None and len(subject.elts) != count):
                found.tests.append(constant(False))
                return
        else:
            found.tests.append(expression("isinstance($s, (tuple, list))", s=subject))
            form = "len($s) == $n" if star is None else "len($s) >= $n"
            if star is None or count:
                found.tests.append(expression(form, s=subject, n=constant(count)))
        for k, part in enumerate(patterns):
            if k == star:
                if part.name is not None:
                    after = len(patterns) - k - 1
                    found.binds[part.name] = _middle(subject, k, after)
                continue
            index = k if star is None or k < star else k - len(patterns)
            self.pattern(part, _item(subject, index), found)

    def mapping(self, pattern: Any, subject: gast.expr, found: _Found) -> None:
        if isinstance(subject, gast.Tuple):
            raise _Stays
        found.tests.append(expression("isinstance($s, dict)", s=subject))
        found.tests += [expression("$k in $s", k=key, s=subject) for key in pattern.keys]
        for key, part in zip(pattern.keys, pattern.patterns, strict=True):
            self.pattern(part, expression("$s[$k]", s=subject, k=key), found)
        if pattern.rest is not None:
            keys = gast.Tuple([copy(key) for key in pattern.keys], gast.Load())
            form = "{key: value for key, value in $s.items() if key not in $k}"
            found.binds[pattern.rest] = expression(form, s=subject, k=keys)

    def instance(self, pattern: Any, subject: gast.expr, found: _Found) -> None:
        if isinstance(subject, gast.Tuple):
            raise _Stays
        found.tests.append(expression("isinstance($s, $c)", s=subject, c=pattern.cls))
        positional = pattern.patterns
        if positional:
            cls = self.live(pattern.cls)
            if cls in _WHOLE and len(positional) == 1:
                self.pattern(positional[0], subject, found)
                positional = []
            names = getattr(cls, "__match_args__", ())
            if len(names) < len(positional):
                raise _Stays
            for attribute, part in zip(names, positional, strict=False):
                self.pattern(part, gast.Attribute(copy(subject), attribute, gast.Load()), found)
        for attribute, part in zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True):
            self.pattern(part, gast.Attribute(copy(subject), attribute, gast.Load()), found)

    def leaking(self, statement: core.Match) -> set[str]:
        """The names that stay bound where a guard says no, and that are read elsewhere."""
        guarded = {n for c in statement.cases for n in _captures(c) if c.guard is not None}  # type: ignore[attr-defined]  # cases have guards
        return {n for n in guarded if self.is_read_beside(statement, n)}

    def is_read_beside(self, statement: core.Match, given: str) -> bool:
        """Whether a name is read where the cases that bind it do not give it its value."""
        binding = tuple(case for case in statement.cases if given in _captures(case))
        own = {id(s) for s in core.walk(binding)}
        return any(
            id(s) not in own and s is not statement and given in read_names(value)
            for s in core.walk(self.whole)
            for value in vars(s).values()
            if isinstance(value, gast.AST)
        )


def _instance_of_any(tests: list[gast.expr]) -> gast.expr | None:
    """`isinstance(x, A) or isinstance(x, B)` in one call."""
    classes: list[gast.expr] = []
    subject: gast.expr | None = None
    for test in tests:
        match test:
            case gast.Call(func=gast.Name(id="isinstance"), args=[subject, cls]):
                classes.append(cls)
            case _:
                return None
    if subject is None:
        return None
    both = gast.Tuple(classes, gast.Load())
    return expression("isinstance($s, $c)", s=subject, c=both)


def _alternatives(pattern: Any) -> list[Any]:
    """The ways of an or-pattern that binds names; otherwise the pattern itself."""
    if isinstance(pattern, gast.MatchOr) and any(_names(p) for p in pattern.patterns):
        return list(pattern.patterns)
    return [pattern]


def _names(pattern: gast.AST) -> set[str]:
    found = set()
    for node in gast.walk(pattern):
        for key in ("name", "rest"):
            if isinstance(given := getattr(node, key, None), str):
                found.add(given)
    return found


def _captures(case: core.Statement) -> Iterator[str]:
    assert isinstance(case, core.Case)
    yield from sorted(_names(case.pattern))


def _item(subject: gast.expr, index: int) -> gast.expr:
    if isinstance(subject, gast.Tuple):
        return copy(subject.elts[index])
    return expression("$s[$k]", s=subject, k=constant(index))


def _middle(subject: gast.expr, start: int, after: int) -> gast.expr:
    """What a starred name in a sequence pattern gets: a list."""
    if isinstance(subject, gast.Tuple):
        parts = subject.elts[start : len(subject.elts) - after]
        return gast.List([copy(p) for p in parts], gast.Load())
    if after:
        return expression("list($s[$i:$j])", s=subject, i=constant(start), j=constant(-after))
    return expression("list($s[$i:])", s=subject, i=constant(start))


def _bindings(binds: dict[str, gast.expr]) -> Iterator[core.Statement]:
    for given, value in binds.items():
        yield core.Assign(as_target(name(given)), value)


def _filled(tree: Any, binds: dict[str, gast.expr]) -> Any:
    """A guard that reads what its pattern binds, on the subject itself."""
    if isinstance(tree, gast.Name) and tree.id in binds:
        return copy(binds[tree.id])
    return rebuilt(tree, lambda part: _filled(part, binds))


def _as_parsed(statement: core.Match) -> gast.stmt:
    tree = gast.Match(statement.subject, [])
    for key in ("lineno", "col_offset"):
        setattr(tree, key, getattr(statement.subject, key, 0))
    if statement.notes.origin is not None:
        tree.lineno, tree.col_offset = statement.notes.origin.line, statement.notes.origin.column
    return tree

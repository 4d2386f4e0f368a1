"""What was a `match` is printed as one again, where its conditions stand as they were made."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.desugar.patterns import asked
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import copy
from tangentgen.source.rebuild import rebuilt

_PLAIN = frozenset("int float str bool complex list tuple dict bytes set".split())  # noqa: SIM905 - read as text


def with_matches(block: core.Block) -> core.Block:
    """`if k == 1: …` and `else: …`, made of `case 1:` and `case _:`, as these."""
    return tuple(_statement(statement) for statement in block)


def _statement(statement: core.Statement) -> core.Statement:
    if isinstance(statement, core.If) and statement.notes.case is not None:
        whole = _match(statement)
        if whole is not None:
            return core.mapped(whole, with_matches)  # type: ignore[no-any-return]  # a match again
    changed: core.Statement = core.mapped(statement, with_matches)
    return changed


def _match(first: core.If) -> core.Match | None:
    """The whole statement; None where a condition has got a name, or is another one."""
    chosen = first.notes.case
    assert chosen is not None
    last = chosen
    cases: list[core.Statement] = []
    rest: core.Block = (first,)
    while len(rest) == 1 and isinstance(choice := rest[0], core.If):
        case = choice.notes.case
        if case is None or case.match is not chosen.match:
            break
        arm = _case(choice, case)
        if arm is None:
            return None
        cases.append(arm)
        rest, last = choice.orelse, case
    if rest:
        cases.append(_otherwise(last, rest))
    if len(cases) < 2:
        return None
    notes = replace(first.notes, case=None)
    return core.Match(copy(chosen.subject), tuple(cases), notes=notes)


def _otherwise(last: core.Chosen, rest: core.Block) -> core.Case:
    """What is done where no condition holds: `case other:`, where the user wrote that."""
    assert isinstance(last.match, core.Match)
    every = [c for c in last.match.cases if isinstance(c, core.Case)]
    places = [k for k, c in enumerate(every) if last.pattern in (c.pattern, *_ways(c.pattern))]
    if places and places[0] + 1 < len(every):
        following = every[places[0] + 1]
        whole = core.Chosen(last.match, last.subject, following.pattern, following.guard)
        arm = _case(core.If(gast.Constant(True, None), rest), whole)
        if arm is not None and following.guard is None and _binds(arm.pattern):
            return arm
    return core.Case(gast.MatchAs(None, None), None, rest)


def _ways(pattern: Any) -> list[gast.AST]:
    return list(pattern.patterns) if isinstance(pattern, gast.MatchOr) else []


def _binds(pattern: gast.AST) -> bool:
    """Whether a pattern takes anything, and gives it a name."""
    return isinstance(pattern, gast.MatchAs) and pattern.pattern is None


def _case(choice: core.If, case: core.Chosen) -> core.Case | None:
    found = asked(case.pattern, case.subject)
    if found is None or not _plain(case.pattern):
        return None
    wanted = [print_expression(test) for test in found.tests]
    guard = None
    parts = [print_expression(test) for test in _parts(choice.test)]
    if case.guard is not None:
        filled = print_expression(found.filled(case.guard))
        if not parts or parts[-1] != filled:
            return None
        guard = copy(case.guard)
        parts = parts[:-1]
    if not set(parts) <= {*wanted, "True"}:
        return None
    body = choice.body
    kept: set[str] = set()
    while body and isinstance(first := body[0], core.Assign):
        given = first.target.id if isinstance(first.target, gast.Name) else ""
        if given not in found.binds or given in kept:
            break
        if print_expression(first.value) != print_expression(found.binds[given]):
            break
        kept.add(given)
        body = body[1:]
    dropped = found.binds.keys() - kept
    if guard is not None and any(
        isinstance(n, gast.Name) and n.id in dropped for n in gast.walk(guard)
    ):
        return None
    return core.Case(_without(case.pattern, dropped), guard, body)


def _parts(test: gast.expr) -> list[gast.expr]:
    if isinstance(test, gast.BoolOp) and isinstance(test.op, gast.And):
        return list(test.values)
    return [test]


def _plain(pattern: gast.AST) -> bool:
    """Whether a pattern names nothing that the output might call otherwise."""
    return all(
        not isinstance(n, gast.Name | gast.Attribute) or getattr(n, "id", "") in _PLAIN
        for n in gast.walk(pattern)
    )


def _without(pattern: Any, names: set[str]) -> Any:
    """A pattern that does not bind what nobody reads."""
    match pattern:
        case gast.MatchAs(name=str(given)) if given in names:
            inner = pattern.pattern
            return gast.MatchAs(None, None) if inner is None else _without(inner, names)
        case gast.MatchStar(name=str(given)) if given in names:
            return gast.MatchStar(None)
    return rebuilt(pattern, lambda part: _without(part, names))

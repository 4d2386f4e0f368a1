"""What a condition says of a number that may be None: behind `x is not None` it is a number."""

from __future__ import annotations

import gast

from tangentgen.analysis.paths import Environment
from tangentgen.analysis.values import NONE
from tangentgen.language import core
from tangentgen.language.resolve import assigned, read_names


def tests_after(known: dict[str, gast.expr], statement: core.Statement) -> dict[str, gast.expr]:
    """The conditions that have names behind a statement: `found = x is not None`.

    What binds a name in one of them, or what may be left in the middle, takes it away.
    """
    if isinstance(statement, core.For | core.While | core.Try | core.With):
        return {}
    bound = set(assigned((statement,)))
    if bound:
        known = {
            given: test
            for given, test in known.items()
            if given not in bound and bound.isdisjoint(read_names(test))
        }
    match statement:
        case core.Assign(target=gast.Name(id=given), value=value):
            match value:
                case gast.Call(func=gast.Name(id="bool"), args=[inner], keywords=[]):
                    value = inner
            tests = isinstance(value, gast.Compare | gast.BoolOp | gast.UnaryOp)
            if tests and given not in read_names(value):
                return {**known, given: value}
    return known


def narrowed(test: gast.expr, env: Environment, holds: bool) -> Environment:
    """What is known where a condition has come out one way.

    >>> from tangentgen.analysis.values import Value
    >>> test = gast.parse("x is None", mode="eval").body
    >>> env = {"x": Value("any", maybe=Value("float"))}
    >>> narrowed(test, env, True)["x"].kind, narrowed(test, env, False)["x"].kind
    ('none', 'float')
    """
    match test:
        case gast.UnaryOp(op=gast.Not(), operand=inner):
            return narrowed(inner, env, not holds)
        case gast.BoolOp(op=op, values=values) if isinstance(op, gast.And) == holds:
            for value in values:
                env = narrowed(value, env, holds)
            return env
        case gast.Compare(
            left=gast.Name(id=given),
            ops=[gast.Is() | gast.IsNot() as op],
            comparators=[gast.Constant(value=None)],
        ):
            value = env.get(given)
            if value is None or value.maybe is None:
                return env
            nothing = isinstance(op, gast.Is) == holds
            number = value.maybe.but(active=value.maybe.active or value.active)
            return {**env, given: NONE if nothing else number}
    return env

"""Whether a dict whose keys are known is used as a whole, so that it matters which keys it has."""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.walk import children

_OF_ONE_KEY = ("pop", "get", "setdefault")


def used_whole(facts: Analysis, owner: gast.expr) -> bool:
    """Whether a dict is returned, given away or gone through: its items are not just asked for.

    What is held by an object is seen by others too.
    """
    if not isinstance(owner, gast.Name):
        return True
    return _is_whole(facts, owner.id, ())


def _is_whole(facts: Analysis, given: str, within: tuple[Analysis, ...]) -> bool:
    return any(
        use == given
        for statement in core.walk(facts.tree.body)
        if not _is_own_copy(statement, given)
        for field, tree in vars(statement).items()
        if isinstance(tree, gast.AST) and field != "target"
        for use in _wholes(tree, facts, within)
    )


def _is_own_copy(statement: core.Statement, given: str) -> bool:
    """Whether it is `d = d.copy()`, as is done at entry: the name goes on for the copy."""
    match statement:
        case core.Assign(
            target=gast.Name(id=target),
            value=gast.Call(func=gast.Attribute(value=gast.Name(id=owner), attr="copy")),
        ):
            return bool(target == owner == given)
    return False


def _wholes(tree: gast.AST, facts: Analysis, within: tuple[Analysis, ...]) -> Iterator[str]:
    """The names in an expression that are read for more than one of their items."""
    match tree:
        case gast.Name(id=given):
            yield given
        case gast.Subscript(value=gast.Name(), slice=gast.Constant()):
            pass
        case gast.Call(func=gast.Attribute(value=gast.Name(), attr=method), args=given) if (
            method in _OF_ONE_KEY
        ):
            for argument in given:
                yield from _wholes(argument, facts, within)
        case gast.Call(func=function) if function not in facts.values:
            pass  # it has not been reached yet, and will be before all is known
        case gast.Call() if (user := facts.user_calls.get(tree)) and user.callee not in within:
            for parameter, argument in user.arguments.items():
                named = isinstance(argument, gast.Name)
                if not named or _is_whole(user.callee, parameter, (*within, facts)):
                    yield from _wholes(argument, facts, within)
        case _:
            for part in children(tree):
                yield from _wholes(part, facts, within)

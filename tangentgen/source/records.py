"""Statements of the parser as records of the core language; the rest stays foreign."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import gast

from tangentgen.language import core
from tangentgen.source.comments import Comment, place
from tangentgen.source.oneline import headline

# The notes of statements that are still parser nodes: desugaring turns those into records
# long after their text was read.
_NOTES: WeakKeyDictionary[gast.stmt, core.Notes] = WeakKeyDictionary()


def annotate(body: list[gast.stmt], comments: tuple[Comment, ...], blank: frozenset[int]) -> None:
    """Keep origins and comments for all statements of a body and of the blocks inside it."""
    for node, placed in place(body, comments, blank).items():
        _NOTES[node] = core.Notes(
            origin=core.Origin(node.lineno, node.col_offset, headline(node)),
            above=placed.above,
            trailing=placed.trailing,
            section=placed.section,
        )


def notes_of(node: gast.stmt) -> core.Notes:
    """What was kept for a statement; for a copy or a new one, its origin as far as known."""
    found = _NOTES.get(node)
    if found is not None:
        return found
    line = getattr(node, "lineno", None)
    if line is None:
        return core.NOTHING
    return core.Notes(origin=core.Origin(line, node.col_offset, headline(node)))


def records(body: list[gast.stmt]) -> core.Block:
    """A list of parser statements as a block of records.

    >>> tree = gast.parse("if x:\\n    y = 1\\nelse:\\n    del z")
    >>> (choice,) = records(tree.body)
    >>> type(choice.body[0]).__name__, type(choice.orelse[0]).__name__
    ('Assign', 'Foreign')
    """
    made = (record(node) for node in body)
    return tuple(statement for statement in made if statement is not None)


def record(node: gast.stmt) -> core.Statement | None:
    """One parser statement as a record; None for a declaration without a value."""
    notes = notes_of(node)
    match node:
        case gast.Assign(targets=[target]):
            return core.Assign(target, node.value, notes=notes)
        case gast.AnnAssign():
            if node.value is not None:
                return core.Assign(node.target, node.value, notes=notes)
            return None if isinstance(node.target, gast.Name) else core.Foreign(node, notes=notes)
        case gast.AugAssign():
            return core.Augment(node.target, node.op, node.value, notes=notes)
        case gast.Expr():
            return core.Evaluate(node.value, notes=notes)
        case gast.If():
            return core.If(node.test, records(node.body), records(node.orelse), notes=notes)
        case gast.For():
            body, orelse = records(node.body), records(node.orelse)
            return core.For(node.target, node.iter, body, orelse, notes=notes)
        case gast.While():
            return core.While(node.test, records(node.body), records(node.orelse), notes=notes)
        case gast.With():
            return _nested(node.items, records(node.body), notes)
        case gast.Try():
            handlers = tuple(_handler(handler) for handler in node.handlers)
            body, orelse = records(node.body), records(node.orelse)
            return core.Try(body, handlers, orelse, records(node.finalbody), notes=notes)
        case gast.Match():
            cases = tuple(core.Case(c.pattern, c.guard, records(c.body)) for c in node.cases)
            return core.Match(node.subject, cases, notes=notes)
        case gast.Return():
            return core.Return(node.value, notes=notes)
        case gast.Break():
            return core.Break(notes=notes)
        case gast.Continue():
            return core.Continue(notes=notes)
        case gast.Pass():
            return core.Pass(notes=notes)
        case gast.Assert():
            return core.Assert(node.test, node.msg, notes=notes)
        case gast.Raise():
            return core.Raise(node.exc, node.cause, notes=notes)
    return core.Foreign(node, notes=notes)


def _nested(items: list[gast.withitem], body: core.Block, notes: core.Notes) -> core.With:
    """`with a, b:` as `with a:` and in it `with b:`."""
    first, *rest = items
    if rest:
        body = (_nested(rest, body, core.Notes(origin=notes.origin)),)
    return core.With(first.context_expr, first.optional_vars, body, notes=notes)


def _handler(node: gast.ExceptHandler) -> core.Except:
    return core.Except(node.type, node.name, records(node.body))


def split_docstring(body: list[gast.stmt]) -> tuple[str | None, list[gast.stmt]]:
    """A body's docstring, if it begins with one, and the rest."""
    match body:
        case [gast.Expr(value=gast.Constant(value=str(text))), *rest]:
            import inspect

            return inspect.cleandoc(text), rest
    return None, body

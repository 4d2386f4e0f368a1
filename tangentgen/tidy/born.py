"""An array that gets a copy of its own gets it where it gets its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, read_names
from tangentgen.source.match import match
from tangentgen.source.quote import copy, expression
from tangentgen.tidy.known import Known, inexact, rank
from tangentgen.tidy.reads import expressions


def born(
    block: core.Block, known: Known, aliased: Callable[[str], bool] = lambda given: False
) -> core.Block:
    """`a = b` ... `a = a.copy()` becomes `a = b.copy()`.

    Not where the array of `a` is written under other names as well.

    >>> from tangentgen.analysis.values import ANY
    >>> from tangentgen.source.quote import as_target, name
    >>> target = as_target(name("a"))
    >>> first = core.Assign(target, expression("np.broadcast_to(1.0, np.shape(x))"))
    >>> second = core.Assign(target, expression("a.copy()"))
    >>> [gast.unparse(s.value) for s in born((first, second), lambda node: ANY)]
    ['np.full(np.shape(x), 1.0)']
    """
    out: list[core.Statement] = []
    for statement in block:
        statement = core.mapped(statement, lambda inner: born(inner, known, aliased))
        copied = _copied(statement)
        first = None if copied is None or aliased(copied) else _named_at(out, copied)
        if first is None:
            if out and _waiting(out[-1]):
                statement = _with_heading(out.pop(), statement)
            out.append(statement)
            continue
        made = out[first]
        assert isinstance(made, core.Assign)
        assert isinstance(statement, core.Assign) and isinstance(statement.value, gast.Call)
        out[first] = replace(made, value=_copy(made.value, statement.value, known))
        if statement.notes.above or statement.notes.section:
            out.append(core.Pass(notes=statement.notes))
    return tuple(out)


def _copied(statement: core.Statement) -> str | None:
    """The name in `a = a.copy()` and `a = a.astype(complex)`."""
    match statement:
        case core.Assign(
            target=gast.Name(id=given),
            value=gast.Call(
                func=gast.Attribute(value=gast.Name(id=own), attr="copy" | "astype"),
                args=[] | [gast.Name(id="complex")],
                keywords=[],
            ),
        ) if given == own:
            return str(given)
    return None


def _named_at(out: list[core.Statement], wanted: str) -> int | None:
    """Where a name was bound, if it has not been read or changed since."""
    for position in reversed(range(len(out))):
        statement = out[position]
        match statement:
            case core.Assign(target=gast.Name(id=given)) if given == wanted:
                return position
        read = {n for s in core.walk((statement,)) for t in expressions(s) for n in read_names(t)}
        if wanted in read or wanted in set(assigned((statement,))):
            return None
    return None


def _copy(value: gast.expr, copying: gast.Call, known: Known) -> gast.expr:
    if copying.args:
        return expression("$x.astype(complex)", x=copy(value))
    found = match("np.broadcast_to($s, $n)", value)
    if found is not None and rank(found["s"], known) == 0 and inexact(found["s"], known):
        return expression("np.full($n, $s)", n=found["n"], s=found["s"])
    found = match("np.diag($v)", value)
    if found is not None and rank(found["v"], known) == 1:  # a view only of a matrix
        return copy(value)
    return expression("$x.copy()", x=copy(value))


def _waiting(statement: core.Statement) -> bool:
    return isinstance(statement, core.Pass) and bool(
        statement.notes.above or statement.notes.section
    )


def _with_heading(heading: core.Statement, statement: core.Statement) -> core.Statement:
    notes = replace(
        statement.notes,
        above=(*heading.notes.above, *statement.notes.above),
        section=heading.notes.section or statement.notes.section,
    )
    return replace(statement, notes=notes)

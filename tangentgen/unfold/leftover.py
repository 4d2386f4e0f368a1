"""Names that an unfolded function binds and that nothing reads afterwards are left out."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names, target_names

Live = frozenset[str]


def without_unread(block: core.Block) -> core.Block:
    """The block without plain copies of names and literals that nobody reads."""
    return _block(block, frozenset(), (frozenset(), frozenset()))[0]


def _block(block: core.Block, after: Live, exits: tuple[Live, Live]) -> tuple[core.Block, Live]:
    """What is left, and what is read of what was bound before; `exits` of break and continue."""
    out: list[core.Statement] = []
    for statement in reversed(block):
        kept, after = _statement(statement, after, exits)
        if kept is not None:
            out.append(kept)
    return tuple(reversed(out)), after


def _statement(
    statement: core.Statement, after: Live, exits: tuple[Live, Live]
) -> tuple[core.Statement | None, Live]:
    match statement:
        case core.Assign(target=gast.Name(id=given), value=value):
            if given not in after and _is_copy(value):
                return None, after
            return statement, after - {given} | _reads(value)
        case core.Assign(target=gast.Tuple(elts=targets), value=gast.Tuple(elts=values)) if all(
            isinstance(t, gast.Name) for t in targets
        ) and all(map(_is_copy, values)):
            pairs = [(t, v) for t, v in zip(targets, values, strict=True) if t.id in after]
            before = after - {t.id for t in targets} | _reads(*(v for _, v in pairs))
            if len(pairs) == len(targets):
                return statement, before
            if not pairs:
                return None, before
            to, what = [t for t, _ in pairs], [v for _, v in pairs]
            if len(pairs) == 1:
                return replace(statement, target=to[0], value=what[0]), before
            sides = gast.Tuple(to, gast.Store()), gast.Tuple(what, gast.Load())
            return replace(statement, target=sides[0], value=sides[1]), before
        case core.If():
            body, one = _block(statement.body, after, exits)
            orelse, other = _block(statement.orelse, after, exits)
            before = one | other | _reads(statement.test)
            if not body and orelse:
                test = gast.UnaryOp(gast.Not(), statement.test)
                return replace(statement, test=test, body=orelse, orelse=()), before
            if not body and not any(isinstance(n, gast.Call) for n in gast.walk(statement.test)):
                return None, one | other
            return replace(statement, body=body or (core.Pass(),), orelse=orelse), before
        case core.For() | core.While():
            return _loop(statement, after)
        case core.Break():
            return statement, exits[0]
        case core.Continue():
            return statement, exits[1]
        case core.Return():
            return statement, _reads(statement.value)
        case core.Raise():
            return statement, _reads(statement.value, statement.cause)
    inner = core.mapped(statement, lambda block: _block(block, after, exits)[0])
    return inner, after | _everything(statement)


def _loop(statement: core.For | core.While, after: Live) -> tuple[core.Statement, Live]:
    is_for = isinstance(statement, core.For)
    header = _reads(statement.iter if isinstance(statement, core.For) else statement.test)
    again = after | header if not is_for else after
    while True:
        body, before = _block(statement.body, again, (after, again))
        if isinstance(statement, core.For):
            before = before - set(target_names(statement.target))
        if before <= again:
            break
        again |= before
    kept = replace(statement, body=body or (core.Pass(),))
    return kept, again | header


def _reads(*trees: gast.expr | None) -> Live:
    return frozenset(n for tree in trees if tree is not None for n in read_names(tree))


def _everything(statement: core.Statement) -> Live:
    """Every name in a statement of another kind."""
    found: set[str] = set()
    for inner in core.walk((statement,)):
        for value in vars(inner).values():
            if isinstance(value, gast.AST):
                found |= {n.id for n in gast.walk(value) if isinstance(n, gast.Name)}
    return frozenset(found)


def _is_copy(value: gast.expr) -> bool:
    return isinstance(value, gast.Name | gast.Constant)

"""Jumps out of a loop by `return`, and out of a `with` or `try` by any jump, become flags."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial

import gast

from tangentgen.language import core
from tangentgen.language.desugar.exits import ends
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import assigned, bound, parameters
from tangentgen.source.match import same
from tangentgen.source.quote import as_target, constant, name


def rewrite(function: core.Function) -> core.Function:
    """`return e` in a loop becomes `result = e; returned = True; break`, and a test behind it."""
    taken = occurring(function)
    result = always(function) or free("result", taken)
    work = _Returns(taken, free("returned", taken), result, frozenset(parameters(function)))
    return replace(function, body=work.block(function.body))


def always(function: core.Function) -> str | None:
    """The variable that every `return` gives, where it is assigned once and for all."""
    ways = [s.value for s in core.walk(function.body) if isinstance(s, core.Return)]
    names = {w.id if isinstance(w, gast.Name) else "" for w in ways}
    (given,) = names if len(names) == 1 else ("",)
    first = function.body[0] if function.body else None
    once = Counter(assigned(function.body))[given] == 1 and given not in parameters(function)
    return given if once and isinstance(first, core.Assign) and given in bound(first) else None


@dataclass
class _Returns:
    taken: set[str]
    flag: str
    result: str
    given: frozenset[str]  # the parameters, which always have a value

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        statement = core.mapped(statement, self.block)
        match statement:
            case core.For() | core.While():
                return self.loop(statement)
            case core.With() | core.Try():
                return self.guarded(statement)
        return (statement,)

    def loop(self, statement: core.For | core.While) -> core.Block:
        if not any(isinstance(s, core.Return) for s in core.level(statement.body)):
            return (statement,)
        late = self.said_behind(statement)
        if late is not None:
            after = core.If(name(self.flag), (late,))
            body = self.without_returns(statement.body, core.Break(), late=True)
            return (_set(self.flag, False), replace(statement, body=body), after)
        after = core.If(name(self.flag), (core.Return(name(self.result)),))
        body = self.without_returns(statement.body, core.Break())
        return (_set(self.flag, False), replace(statement, body=body), after)

    def said_behind(self, loop: core.For | core.While) -> core.Return | None:
        """The one thing that is returned inside a loop, where it can as well be said behind it.

        `return u, total` holds what has a name already: a `result` would be another name of `u`.
        """
        ways = [s for s in core.level(loop.body) if isinstance(s, core.Return)]
        first = ways[0]
        if first.value is None or not _holds_named(first.value):
            return None
        if not all(s.value is not None and same(s.value, first.value) for s in ways[1:]):
            return None
        inside = frozenset(assigned(loop.body)) | frozenset(bound(loop))
        read = frozenset(n.id for n in gast.walk(first.value) if isinstance(n, gast.Name))
        return replace(first) if (read & inside) <= self.given else None

    def guarded(self, statement: core.With | core.Try) -> core.Block:
        """Out of a `with` or a `try`, a jump is to its end, and from there on."""
        inside = [s for block in core.blocks(statement) for s in core.level(block)]
        before: list[core.Statement] = []
        after: list[core.Statement] = []
        if any(isinstance(s, core.Return) for s in inside):
            body = statement.body if isinstance(statement, core.With) else (statement,)
            always = ends(body)
            statement = core.mapped(statement, lambda b: self.without_returns(b, core.Leave()))
            back = core.Return(name(self.result))
            if always:
                after.append(back)
            else:
                before.append(_set(self.flag, False))
                after.append(core.If(name(self.flag), (back,)))
        for kind, wanted in ((core.Break, "stopped"), (core.Continue, "skipped")):
            if any(isinstance(s, kind) for s in inside):
                flag = free(wanted, self.taken)
                statement = core.mapped(statement, partial(_flagged, kind=kind, flag=flag))
                before.append(_set(flag, False))
                after.append(core.If(name(flag), (kind(),)))
        return (*before, statement, *after)

    def without_returns(
        self, block: core.Block, jump: core.Statement, known: bool = False, late: bool = False
    ) -> core.Block:
        """The block with its returns as jumps; `known`, the flag is already set here.

        With `late`, what is returned is said behind them.
        """
        out: list[core.Statement] = []
        for statement in block:
            match statement:
                case core.Return(value=value) if late or _is(value, self.result):
                    out += [] if known else [_set(self.flag, True)]
                    out.append(replace(jump))
                case core.Return():
                    value = statement.value if statement.value is not None else constant(None)
                    target = as_target(name(self.result))
                    out.append(core.Assign(target, value, notes=statement.notes))
                    out += [_set(self.flag, True), replace(jump)]
                case core.For() | core.While():
                    out.append(statement)
                case _:
                    tested = isinstance(statement, core.If) and _is(statement.test, self.flag)
                    inner = partial(
                        self.without_returns, jump=jump, known=known or tested, late=late
                    )
                    out.append(core.mapped(statement, inner))
        return tuple(out)


def _flagged(block: core.Block, kind: type[core.Statement], flag: str) -> core.Block:
    out: list[core.Statement] = []
    for statement in block:
        if isinstance(statement, kind):
            out += [_set(flag, True), core.Leave()]
        elif isinstance(statement, core.For | core.While):
            out.append(statement)
        else:
            out.append(core.mapped(statement, lambda b: _flagged(b, kind, flag)))
    return tuple(out)


def _set(flag: str, value: bool) -> core.Statement:
    return core.Assign(as_target(name(flag)), constant(value))


def _holds_named(value: gast.expr) -> bool:
    """Whether a value may be, or hold, an array that has a name."""
    if isinstance(value, gast.Tuple | gast.List):
        return any(_holds_named(item) for item in value.elts)
    return isinstance(value, gast.Name | gast.Subscript | gast.Attribute)


def _is(tree: gast.expr | None, wanted: str) -> bool:
    return isinstance(tree, gast.Name) and tree.id == wanted

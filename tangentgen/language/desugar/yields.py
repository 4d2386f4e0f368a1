"""A loop over a generator function, as the statements of that function.

    for v in squares(x):            for a in x:
        t += v                 ⇒        v = a * a
                                        t += v

Both run in turns, as they would: what the one changes, the other sees.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.desugar.exits import closed
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.language.nested import nonlocals
from tangentgen.language.resolve import assigned, parameters, target_names
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt
from tangentgen.source.records import records

Find = Callable[[gast.expr], core.Function | None]
"""The generator function that an expression stands for, of the module that the loop is in."""

LINES = 4  # of a loop's body that may stand at more than one `yield`


def rewrite(function: core.Function, live: Callable[[gast.expr], Any], find: Find) -> core.Function:
    """The function with its loops over generator functions written out, where that can be done."""
    own = {*parameters(function), *assigned(function.body)}
    work = _Writing(live, find, occurring(function), own, dict(_made_here(function)))
    body = work.block(function.body)
    read = {n for s in core.walk(body) for n in _read(s)}
    left = tuple(s for s in body if _defined(s) not in work.local or _defined(s) in read)
    return replace(function, body=left)


@dataclass(frozen=True, eq=False)
class Made:
    """A generator function defined in the function at hand."""

    function: core.Function
    shared: frozenset[str]  # variables of the function around it that it assigns


@dataclass(frozen=True, eq=False)
class _Out(core.Statement):
    """To the end of the statements that were a loop; until these are put in place."""


@dataclass
class _Writing:
    live: Callable[[gast.expr], Any]
    find: Find
    taken: set[str]
    own: set[str]  # variables of the function
    local: dict[str, Made]  # generator functions that it makes
    inside: list[core.Function] = field(default_factory=list)  # that are being written out

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        if isinstance(statement, core.For):
            written = self.loop(statement)
            if written is not None:
                return written
        if isinstance(statement, core.Evaluate) and isinstance(statement.value, gast.YieldFrom):
            return self.passed_on(statement, statement.value.value)
        return (core.mapped(statement, self.block),)

    def passed_on(self, statement: core.Evaluate, items: gast.expr) -> core.Block:
        """`yield from` another generator, as the statements of that one."""
        item = name(free("item", self.taken))
        each = core.Evaluate(gast.Yield(item), notes=statement.notes)
        loop = core.For(as_target(item), items, (each,), notes=statement.notes)
        return self.loop(loop) or (statement,)

    def loop(self, statement: core.For) -> core.Block | None:
        numbered = _numbered(statement.iter)
        if numbered and (
            "enumerate" in self.own or self.live(statement.iter.func) is not enumerate
        ):
            return None
        iterable = numbered[0] if numbered else statement.iter
        if not isinstance(iterable, gast.Call):
            return None
        generator = self.generator(iterable.func)
        if generator is None or any(generator is g for g in self.inside):
            return None
        if generator.name in {n for s in core.walk(generator.body) for n in _read(s)}:
            return None  # it calls itself
        if not _plain(generator.body) or _jumps_out_of_guards(statement.body):
            return None
        yields = sum(map(_is_yield, core.walk(generator.body)))
        if yields == 0 or (yields > 1 and len(list(core.walk(statement.body))) > LINES):
            return None
        given = _matched(generator, iterable)
        if given is None:
            return None
        before: list[core.Statement] = []
        target, body = statement.target, statement.body
        if numbered:
            if not isinstance(target, gast.Tuple) or len(target.elts) != 2:
                return None
            count = free("count", self.taken)
            before.append(core.Assign(as_target(name(count)), numbered[1]))
            one = core.Augment(as_target(name(count)), gast.Add(), constant(1))
            body = (core.Assign(target.elts[0], name(count)), one, *body)
            target = target.elts[1]
        before += self.bound(generator, given, statement)
        self.inside.append(generator)
        renamed = self.block(self.renamed(generator, given))
        self.inside.pop()
        body = self.block(body)
        breaks = any(isinstance(s, core.Break) for s in core.level(body))
        broken = free("broken", self.taken) if breaks and statement.orelse else ""
        filled = _Filled(target, body, free("stopped", self.taken), broken)
        whole = [*before, *closed(filled.outer(renamed))]
        if broken:
            whole.insert(0, _set(broken, False))
            whole.append(core.If(expression("not $f", f=name(broken)), statement.orelse))
        else:
            whole += statement.orelse
        if whole:
            whole[0] = replace(whole[0], notes=replace(whole[0].notes, above=statement.notes.above))
        return tuple(whole)

    def generator(self, node: gast.expr) -> core.Function | None:
        """The generator function that is called; none whose names mean something else here."""
        root = node
        while isinstance(root, gast.Attribute):
            root = root.value
        if not isinstance(root, gast.Name):
            return None
        if root.id in self.own:
            made = self.local.get(root.id) if root is node else None
            return made.function if made is not None else None
        found = self.find(node)
        if found is None:
            return None
        theirs = {*parameters(found), *_bound_names(found.body)}
        outside = {n for s in core.walk(found.body) for n in _read(s)} - theirs
        return found if outside.isdisjoint(self.own) else None

    def bound(
        self, generator: core.Function, given: dict[str, gast.expr], statement: core.For
    ) -> list[core.Statement]:
        """Names for arguments that are computed, or that change while the loop runs."""
        changed = set(assigned((statement,)))
        rebound = set(assigned(generator.body))
        out: list[core.Statement] = []
        notes = core.Notes(origin=statement.notes.origin)
        for parameter, argument in given.items():
            steady = isinstance(argument, gast.Constant) or (
                isinstance(argument, gast.Name) and argument.id not in changed
            )
            if steady and parameter not in rebound:
                continue
            called = free(parameter, self.taken)
            out.append(core.Assign(as_target(name(called)), argument, notes=notes))
            given[parameter] = name(called)
        return out

    def renamed(self, generator: core.Function, given: dict[str, gast.expr]) -> core.Block:
        """The statements of the generator, its variables under names of their own."""
        kept = {n for m in self.local.values() if m.function is generator for n in m.shared}
        own = dict.fromkeys(n for n in _bound_names(generator.body) if n not in {*given, *kept})
        names: dict[str, gast.expr] = {n: name(free(n, self.taken)) for n in own}
        return tuple(_replaced(duplicate(s), {**names, **given}) for s in generator.body)


@dataclass
class _Filled:
    """The generator's statements with the loop's body at each `yield`."""

    target: gast.expr
    body: core.Block
    flag: str  # that the loop of the user's has been left
    broken: str  # that this was by `break`; empty where nobody asks

    def outer(self, block: core.Block) -> core.Block:
        """The block of the generator itself; a flag that nobody tests is left out."""
        made = self.lowered(self.filled(block), looped=False, last=True)
        tested = any(
            isinstance(s, core.If) and isinstance(s.test, gast.Name) and s.test.id == self.flag
            for s in core.walk(made)
        )
        return made if tested else _without(made, self.flag)

    def filled(self, block: core.Block) -> core.Block:
        """With bodies for yields, and with one way out for `return` and the loop's `break`."""
        out: list[core.Statement] = []
        for s in block:
            match s:
                case core.Evaluate(value=gast.Yield(value=value)):
                    item = value if value is not None else constant(None)
                    first = core.Assign(copy(self.target), item, notes=s.notes)
                    out += (first, *closed(self.turn(core.Leave)))
                case core.Evaluate(value=gast.YieldFrom(value=value)):
                    body = self.turn(core.Continue)
                    out.append(core.For(copy(self.target), value, body, notes=s.notes))
                case core.Return():
                    out.append(_Out())
                case _:
                    out.append(core.mapped(s, self.filled))
        return tuple(out)

    def turn(self, skip: type[core.Statement]) -> core.Block:
        """The loop's body, once more."""

        def changed(block: core.Block) -> core.Block:
            out: list[core.Statement] = []
            for s in block:
                if isinstance(s, core.Break):
                    if self.broken:
                        out.append(_set(self.broken, True))
                    out.append(_Out())
                elif isinstance(s, core.Continue):
                    out.append(skip())
                elif isinstance(s, core.For | core.While):
                    out.append(replace(s, orelse=changed(s.orelse)))
                else:
                    out.append(core.mapped(s, changed))
            return tuple(out)

        return changed(tuple(map(duplicate, self.body)))

    def lowered(self, block: core.Block, looped: bool, last: bool) -> core.Block:
        """The block with ways out that Python has: `break`, and a flag behind each loop."""
        out: list[core.Statement] = []
        leaving: core.Block = (_set(self.flag, True), core.Break()) if looped else (core.Leave(),)
        for k, s in enumerate(block):
            ends = last and k == len(block) - 1
            if isinstance(s, _Out):
                out += leaving
            elif isinstance(s, core.For | core.While) and _goes_out(s.body):
                body = self.lowered(s.body, True, False)
                orelse = self.lowered(s.orelse, looped, ends)
                if looped or not ends:
                    out.append(_set(self.flag, False))
                out.append(replace(s, body=body, orelse=orelse))
                if looped or not ends:
                    out.append(core.If(name(self.flag), tuple(map(replace, leaving))))
            else:
                out.append(core.mapped(s, partial(self.lowered, looped=looped, last=ends)))
        return tuple(out)


def _set(flag: str, value: bool) -> core.Statement:
    return core.Assign(as_target(name(flag)), constant(value))


def _made_here(function: core.Function) -> Iterator[tuple[str, Made]]:
    """The generator functions that a function defines, each under a name of its own."""
    bound = list(assigned(function.body))
    for s in function.body:
        match s:
            case core.Foreign(tree=gast.FunctionDef() as made) if (
                not made.decorator_list and bound.count(made.name) == 1
            ):
                block = records([s for s in made.body if not isinstance(s, gast.Nonlocal)])
                if any(map(_is_yield, core.walk(block))):
                    whole = core.Function(made.name, made.args, block)
                    yield made.name, Made(whole, frozenset(nonlocals(made)))


def _defined(statement: core.Statement) -> str:
    tree = statement.tree if isinstance(statement, core.Foreign) else None
    return tree.name if isinstance(tree, gast.FunctionDef) else ""


def _read(statement: core.Statement) -> Iterator[str]:
    """The names that a statement reads, in a function that it defines too."""
    for value in vars(statement).values():
        if isinstance(value, gast.AST):
            yield from (n.id for n in walk(value) if isinstance(n, gast.Name))


def _without(block: core.Block, flag: str) -> core.Block:
    kept = (
        s
        for s in block
        if not (isinstance(s, core.Assign) and getattr(s.target, "id", None) == flag)
    )
    return tuple(core.mapped(s, lambda b: _without(b, flag)) for s in kept)


def _goes_out(block: core.Block) -> bool:
    return any(isinstance(s, _Out) for s in core.walk(block))


def _is_yield(statement: core.Statement) -> bool:
    return isinstance(statement, core.Evaluate) and isinstance(
        statement.value, gast.Yield | gast.YieldFrom
    )


def _plain(block: core.Block) -> bool:
    """Whether a generator only yields, in statements that may stand in another function."""
    for s in core.walk(block):
        if isinstance(s, core.Foreign) and not isinstance(s.tree, gast.Pass):
            return False
        if isinstance(s, core.Return) and s.value is not None:
            return False
        if isinstance(s, core.With | core.Try) and any(map(_is_yield, core.walk((s,)))):
            return False
        for value in vars(s).values():
            if isinstance(value, gast.AST):
                inner = [n for n in walk(value) if isinstance(n, gast.Yield | gast.YieldFrom)]
                if inner and not (_is_yield(s) and inner == [value]):
                    return False
                if any(isinstance(n, gast.Lambda | gast.NamedExpr) for n in walk(value)):
                    return False
    return True


def _jumps_out_of_guards(block: core.Block) -> bool:
    """Whether a loop's own `break` or `continue` stands in a `with` or a `try`."""
    return any(
        isinstance(s, core.With | core.Try)
        and any(
            isinstance(j, core.Break | core.Continue)
            for part in core.blocks(s)
            for j in core.level(part)
        )
        for s in core.level(block)
    )


def _numbered(node: gast.expr) -> tuple[gast.expr, gast.expr] | None:
    """What `enumerate` goes through, and where it starts."""
    match node:
        case gast.Call(func=gast.Name(id="enumerate"), args=[items], keywords=[]):
            return items, constant(0)
        case gast.Call(func=gast.Name(id="enumerate"), args=[items, start], keywords=[]):
            return items, start
        case gast.Call(
            func=gast.Name(id="enumerate"),
            args=[items],
            keywords=[gast.keyword(arg="start", value=start)],
        ):
            return items, start
    return None


def _matched(generator: core.Function, call: gast.Call) -> dict[str, gast.expr] | None:
    """The arguments by parameter; None where it takes more to tell."""
    own = generator.arguments
    if own.vararg or own.kwarg:
        return None
    if any(isinstance(a, gast.Starred) for a in call.args):
        return None
    positional = [a.id for a in (*own.posonlyargs, *own.args)]
    if len(call.args) > len(positional) or any(k.arg is None for k in call.keywords):
        return None
    given = dict(zip(positional, call.args, strict=False))
    for keyword in call.keywords:
        if keyword.arg in given or keyword.arg not in parameters(generator):
            return None
        given[keyword.arg] = keyword.value
    pairs = [
        *zip(positional[len(positional) - len(own.defaults) :], own.defaults, strict=True),
        *zip([a.id for a in own.kwonlyargs], own.kw_defaults, strict=True),
    ]
    for parameter, default in pairs:
        if parameter not in given and isinstance(default, gast.Constant):
            given[parameter] = copy(default)
    if set(given) != set(parameters(generator)):
        return None
    return {p: given[p] for p in parameters(generator)}


def _bound_names(block: core.Block) -> Iterator[str]:
    """Every name that statements bind, in comprehensions too."""
    yield from assigned(block)
    for s in core.walk(block):
        for value in vars(s).values():
            if isinstance(value, gast.AST):
                for node in walk(value):
                    if isinstance(node, gast.comprehension):
                        yield from target_names(node.target)


def _replaced(statement: core.Statement, given: dict[str, gast.expr]) -> core.Statement:
    def fill(node: Any) -> Any:
        if isinstance(node, gast.Name):
            if node.id not in given:
                return node
            found = given[node.id]
            return as_target(found) if isinstance(node.ctx, gast.Store) else copy(found)
        return rebuilt(node, fill)

    changes: dict[str, Any] = {}
    for key, value in vars(statement).items():
        if isinstance(value, gast.AST):
            changes[key] = fill(value)
        elif key in core.BLOCKS:
            changes[key] = tuple(_replaced(s, given) for s in value)
    return replace(statement, **changes)

"""Names for what the reverse sweep asks again: trip counts, conditions, iterables, calls.

These are rewrites of the primal that change none of its values.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.language import core
from tangentgen.language.desugar.exits import duplicate
from tangentgen.language.resolve import assigned, parameters, read_names
from tangentgen.source.quote import as_target, constant, copy, expression, name

COUNTS = "counts the trips"
ENTRY = "leaves the argument as it was"


def instrumented(facts: Analysis) -> core.Function | None:
    """The function with everything named that must not be evaluated twice; None where nothing changes."""
    work = _Instrument(facts)
    body = work.block(facts.tree.body)
    copies = work.entry_copies()
    if not work.changed and not copies:
        return None
    return replace(facts.tree, body=tuple(duplicate(s) for s in (*copies, *body)))


class _Instrument:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.changed = False
        self.taken = set(parameters(facts.tree)) | set(assigned(facts.tree.body))
        for statement in core.walk(facts.tree.body):
            for value in vars(statement).values():
                if isinstance(value, gast.expr):
                    self.taken.update(read_names(value))

    def fresh(self, wanted: str) -> str:
        found, number = wanted, 2
        while found in self.taken:
            found, number = f"{wanted}{number}", number + 1
        self.taken.add(found)
        return found

    def entry_copies(self) -> list[core.Statement]:
        """Arguments are left as they were: what is written is copied first."""
        out: list[core.Statement] = []
        for parameter, value in self.facts.arguments.items():
            if not self.facts.mutated.isdisjoint(value.sites) and value.kind in ("array", "tensor"):
                notes = core.Notes(mark=ENTRY)
                tree = expression("$x.copy()", x=name(parameter))
                out.append(core.Assign(as_target(name(parameter)), tree, notes=notes))
        return out

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        match statement:
            case core.If():
                return self.branch(statement)
            case core.For() | core.While():
                return self.loop(statement)
            case core.Assign(value=gast.IfExp() as choice, target=gast.Name()) if self._split(
                choice
            ):
                self.changed = True
                plain = replace(statement.notes, above=(), trailing=None)
                parts = [
                    core.Assign(copy(statement.target), branch, notes=plain)
                    for branch in (choice.body, choice.orelse)
                ]
                split = core.If(
                    choice.test,
                    (parts[0],),
                    (parts[1],),
                    notes=replace(statement.notes, trailing=None),
                )
                return self.branch(split)
            case core.Assign() | core.Augment() | core.Return() | core.Evaluate():
                return self.simple(statement)
        return (statement,)

    def simple(self, statement: core.Statement) -> core.Block:
        """Calls that must not be made twice get statements of their own, in the order of evaluation."""
        value = statement.value  # type: ignore[attr-defined]  # all four have it
        if value is None:
            return (statement,)
        before: list[core.Statement] = []
        target = getattr(statement, "target", None)
        if isinstance(target, gast.Subscript) and self._reads_itself(target):
            given = self.fresh("mask" if isinstance(target.slice, gast.Compare) else "index")
            before.append(core.Assign(as_target(name(given)), target.slice))
            target = gast.Subscript(target.value, name(given), gast.Store())
            statement = replace(statement, target=target)  # type: ignore[call-arg]  # stores have it
        top = isinstance(statement, core.Assign) and isinstance(
            statement.target, gast.Name | gast.Tuple
        )
        taken_out = self.outlined(
            value, before, keep_top=top or isinstance(statement, core.Evaluate)
        )
        if not before:
            return (statement,)
        self.changed = True
        first = replace(before[0], notes=replace(statement.notes, trailing=None))
        rest = [replace(s, notes=core.Notes(origin=statement.notes.origin)) for s in before[1:]]
        final = replace(statement, value=taken_out, notes=replace(statement.notes, above=()))  # type: ignore[call-arg]  # it has that field
        return (first, *rest, final)

    def _reads_itself(self, target: gast.Subscript) -> bool:
        """Whether an index reads the array that is written, or takes a call to find."""
        sites = self.facts.value(target.value).sites
        if any(isinstance(n, gast.Call) and self._once(n) for n in gast.walk(target.slice)):
            return True
        return any(
            not sites.isdisjoint(self.facts.value(n).sites) for n in _contents_read(target.slice)
        )

    def outlined(self, node: gast.expr, before: list[core.Statement], keep_top: bool) -> gast.expr:
        """The expression with calls replaced by names; a call inside a conditional part is left alone."""
        if isinstance(node, gast.IfExp) and self._split(node):
            chosen = self.fresh("chosen")
            ways = [core.Assign(as_target(name(chosen)), b) for b in (node.body, node.orelse)]
            before += self.branch(core.If(node.test, (ways[0],), (ways[1],)))
            return name(chosen)
        if isinstance(
            node, gast.IfExp | gast.BoolOp | gast.Lambda | gast.ListComp | gast.GeneratorExp
        ):
            return node
        if isinstance(node, gast.Call) and self._once(node):
            args = [self.outlined(a, before, False) for a in node.args]
            keywords = [
                gast.keyword(k.arg, self.outlined(k.value, before, False)) for k in node.keywords
            ]
            function = node.func
            if isinstance(function, gast.Attribute):
                function = gast.Attribute(
                    self.outlined(function.value, before, False), function.attr, gast.Load()
                )
            call = gast.Call(function, args, keywords)
            if keep_top:
                return call if before else node
            given = self.fresh(_stem(node))
            before.append(core.Assign(as_target(name(given)), call))
            return name(given)
        changes: dict[str, object] = {}
        for key, value in node.__dict__.items():
            if isinstance(value, gast.expr):
                new = self.outlined(value, before, False)
                if new is not value:
                    changes[key] = new
            elif isinstance(value, list):
                parts = [self._part(v, before) for v in value]
                if any(a is not b for a, b in zip(parts, value, strict=True)):
                    changes[key] = parts
        if not changes:
            return node
        fresh = node.__class__.__new__(node.__class__)
        fresh.__dict__.update({**node.__dict__, **changes})
        return fresh

    def _part(self, value: object, before: list[core.Statement]) -> object:
        if isinstance(value, gast.expr):
            return self.outlined(value, before, False)
        if isinstance(value, gast.keyword):
            inner = self.outlined(value.value, before, False)
            return value if inner is value.value else gast.keyword(value.arg, inner)
        return value

    def _once(self, node: gast.Call) -> bool:
        """An active call of a user's function, or one that is not known to be pure."""
        if node in self.facts.impure:
            return True
        return node in self.facts.user_calls and self._needed(node)

    def _needed(self, node: gast.Call) -> bool:
        call = self.facts.user_calls[node]
        return self.facts.active(node) or bool(call.callee.impure) or True

    def _split(self, choice: gast.IfExp) -> bool:
        """Whether a ternary has to become an `if`: a branch calls, selects or stands in the way."""
        if not self.facts.active(choice):
            return any(self._calls(b) for b in (choice.body, choice.orelse))
        value = self.facts.value(choice)
        return not is_scalar(value) or any(
            self._calls(b) or self._selects(b) for b in (choice.body, choice.orelse)
        )

    def _calls(self, node: gast.expr) -> bool:
        return any(isinstance(n, gast.Call) and self._once(n) for n in gast.walk(node))

    def _selects(self, node: gast.expr) -> bool:
        if isinstance(node, gast.IfExp):
            return True
        return any(
            isinstance(n, gast.Subscript | gast.Call | gast.IfExp) and self.facts.active(n)
            for n in gast.walk(node)
        )

    def branch(self, statement: core.If) -> core.Block:
        body, orelse = self.block(statement.body), self.block(statement.orelse)
        before: list[core.Statement] = []
        test = statement.test
        if self._changes(test, (statement,)) or self._calls(test):
            given = self.fresh("condition")
            before = list(
                self.simple(
                    core.Assign(
                        as_target(name(given)), test, notes=replace(statement.notes, trailing=None)
                    )
                )
            )
            test = name(given)
            self.changed = True
            notes = replace(statement.notes, above=())
            return (*before, core.If(test, body, orelse, notes=notes))
        return (replace(statement, body=body, orelse=orelse),)

    def _changes(self, node: gast.expr, block: Iterable[core.Statement]) -> bool:
        """Whether a block may change what an expression reads."""
        inside = tuple(block)
        read = set(read_names(node))
        if not read.isdisjoint(assigned(inside)):
            return True
        written = {s for inner in core.walk(inside) for s in self.facts.written.get(inner, ())}
        return any(not written.isdisjoint(self.facts.value(n).sites) for n in _contents_read(node))

    def loop(self, statement: core.For | core.While) -> core.Block:
        body = self.block(statement.body)
        before: list[core.Statement] = []
        if isinstance(statement, core.For):
            iterable = statement.iter
            if not self._indexable(statement):
                given = self.fresh("items")
                tree = (
                    copy(iterable)
                    if self._is_range(iterable)
                    else expression("list($x)", x=iterable)
                )
                self.facts.values.setdefault(tree, self.facts.value(iterable))
                before.append(core.Assign(as_target(name(given)), tree))
                iterable = name(given)
                self.changed = True
            statement = replace(statement, iter=iterable)
        if isinstance(statement, core.While) or any(
            isinstance(s, core.Break) for s in _own(statement.body)
        ):
            if not (body and isinstance(body[0], core.Augment) and body[0].notes.mark == COUNTS):
                self.changed = True
                trips = self.fresh("trips")
                before.append(core.Assign(as_target(name(trips)), constant(0)))
                count = core.Augment(
                    as_target(name(trips)), gast.Add(), constant(1), notes=core.Notes(mark=COUNTS)
                )
                body = (count, *body)
        if before:
            before[0] = replace(
                before[0], notes=replace(before[0].notes, above=statement.notes.above)
            )
            statement = replace(statement, notes=replace(statement.notes, above=()))
        return (*before, replace(statement, body=body))

    def _is_range(self, node: gast.expr) -> bool:
        return (
            isinstance(node, gast.Call)
            and isinstance(node.func, gast.Name)
            and node.func.id == "range"
        )

    def _indexable(self, statement: core.For) -> bool:
        """Whether the iterable can be gone through again from its end, as it stands."""
        node = statement.iter
        if self._changes(node, (statement,)):
            return False
        inner = node
        if (
            isinstance(inner, gast.Call)
            and isinstance(inner.func, gast.Name)
            and inner.func.id == "reversed"
            and inner.args
        ):
            inner = inner.args[0]
        if self._is_range(inner):
            return not self._calls(inner)
        return isinstance(inner, gast.Name) and self.facts.value(inner).kind in (
            "list",
            "tuple",
            "array",
            "range",
        )


def _contents_read(node: gast.AST) -> list[gast.Name]:
    """The names whose arrays' contents an expression reads, not only their lengths."""
    match node:
        case gast.Name():
            return [node]
        case (
            gast.Call(func=gast.Name(id="len"))
            | gast.Attribute(attr="shape" | "size" | "ndim" | "dtype")
        ):
            return []
    return [n for child in gast.iter_child_nodes(node) for n in _contents_read(child)]


def _own(block: core.Block) -> list[core.Statement]:
    found: list[core.Statement] = []
    for s in block:
        found.append(s)
        if isinstance(s, core.If):
            found += _own(s.body) + _own(s.orelse)
    return found


def _stem(node: gast.Call) -> str:
    called = (
        node.func.id if isinstance(node.func, gast.Name) else getattr(node.func, "attr", "value")
    )
    return f"{called}_value" if not called.isidentifier() else f"{called}_ans"

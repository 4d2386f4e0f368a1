"""Names for what the reverse sweep asks again: trip counts, conditions, iterables, calls.

These are rewrites of the primal that change none of its values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis import again, writing_calls
from tangentgen.analysis.connected import connected, connected_names
from tangentgen.analysis.elements import separated
from tangentgen.analysis.entry_copies import CopyModule, entry_copies
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.in_place import LAZY
from tangentgen.analysis.iterables import called, grows, live
from tangentgen.analysis.marks import COUNTS
from tangentgen.analysis.sites import origin
from tangentgen.analysis.values import Value
from tangentgen.analysis.wholes import whole_of, with_whole
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.language.named_indices import with_names
from tangentgen.language.nested import plain_name
from tangentgen.language.resolve import read_names
from tangentgen.language.targets import base_name, changed_list
from tangentgen.language.walk import SCOPES, walk
from tangentgen.source.quote import as_target, constant, copy, expression, name
from tangentgen.source.rebuild import rebuilt


def instrumented(facts: Analysis, entry: bool, module: CopyModule) -> core.Function | None:
    """The function with a name for all that must not be evaluated twice; None for no change.

    Where it is the `entry`, arguments that it writes are copied first.
    """
    work = _Instrument(facts)
    body = work.block(facts.tree.body)
    copies = entry_copies(facts, module) if entry else []
    if not work.changed and not copies:
        return None
    return replace(facts.tree, body=tuple(duplicate(s) for s in (*copies, *body)))


class _Instrument:
    def __init__(self, facts: Analysis) -> None:
        self.facts = facts
        self.changed = False
        self.taken = occurring(facts.tree)
        self.caught = False  # inside a body that may be left anywhere

    def fresh(self, wanted: str) -> str:
        return free(wanted, self.taken)

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        if isinstance(statement, core.Assign):
            parts = separated(self.facts, statement, self.fresh)
            if parts is not None:
                self.changed = True
                return tuple(new for part in parts for new in self.statement(part))
        match statement:
            case core.If():
                return self.branch(statement)
            case core.For() | core.While():
                return self.loop(statement)
            case core.With() | core.Try():
                return (self.guarded(statement),)
            case core.Assign(value=gast.IfExp() as choice, target=gast.Name()):
                if again.needs_branch(self.facts, choice):
                    return self.ternary(statement, choice)
                return self.simple(statement)
            case core.Assign(target=gast.Tuple(), value=gast.Tuple()) if self.new_and_changed(
                statement
            ):
                self.changed = True
                return tuple(
                    s for one in one_by_one(statement, self.fresh) for s in self.simple(one)
                )
            case core.Assign(target=gast.Tuple(), value=value) if self.of_unknown_length(value):
                items = name(self.fresh("items"))
                self.facts.values[items] = self.facts.value(value)
                made = core.Assign(as_target(items), value, notes=statement.notes)
                notes = replace(statement.notes, above=(), trailing=None)
                self.changed = True
                return (*self.simple(made), replace(statement, value=items, notes=notes))
            case core.Assign(target=gast.Tuple()) if whole := whole_of(self.facts, statement):
                self.changed = True
                first, rest = with_whole(self.facts, statement, whole, self.fresh("whole"))
                return (*self.simple(first), rest)
            case core.Assign() | core.Augment() | core.Return() | core.Evaluate():
                return self.simple(statement)
        return (statement,)

    def of_unknown_length(self, node: gast.expr) -> bool:
        """Whether it makes a list of active values, of which it is not known how many there are."""
        value = self.facts.value(node)
        named = isinstance(node, gast.Name | gast.Attribute | gast.Subscript)
        return (
            value.kind == "list" and value.items is None and not named and self.facts.active(node)
        )

    def guarded(self, statement: core.With | core.Try) -> core.Statement:
        """In a body that may be left anywhere, a condition is asked before it counts."""
        outer = self.caught
        if isinstance(statement, core.With):
            self.caught = outer or statement in self.facts.swallowing
            statement = replace(statement, body=self.block(statement.body))
            self.caught = outer
            return statement
        self.caught = outer or bool(statement.handlers)
        body = self.block(statement.body)
        self.caught = outer
        handlers = tuple(core.mapped(handler, self.block) for handler in statement.handlers)
        return replace(statement, body=body, handlers=handlers, final=self.block(statement.final))

    def new_and_changed(self, statement: core.Assign) -> bool:
        """Whether arrays that are changed are given to several names, and are not exchanged."""
        targets, values = statement.target.elts, statement.value.elts
        if len(targets) != len(values) or not all(isinstance(t, gast.Name) for t in targets):
            return False
        if any(isinstance(v, gast.Starred) for v in values):
            return False
        facts = self.facts
        names, shared = [t.id for t in targets], connected_names(self.facts)
        if shared.intersection(names) and (not shared.issuperset(names) or len(set(names)) < 2):
            return True  # not all of them are such names, or one of them is bound twice
        if shared.intersection(names) and any(
            base_name(v) == n for n, v in zip(names, values, strict=True)
        ):
            return True
        return any(
            facts.value(v).kind == "array"
            and t.id in shared
            and not writing_calls.is_view(facts, v)
            for t, v in zip(targets, values, strict=True)
        )

    def ternary(self, statement: core.Assign, choice: gast.IfExp) -> core.Block:
        """`x = a if c else b` as an `if`."""
        self.changed = True
        plain = replace(statement.notes, above=(), trailing=None)
        ways = [
            core.Assign(copy(statement.target), way, notes=plain)
            for way in (choice.body, choice.orelse)
        ]
        self.note_writes(ways)
        notes = replace(statement.notes, trailing=None)
        return self.branch(core.If(choice.test, (ways[0],), (ways[1],), notes=notes))

    def of_unknown_parts(self, node: gast.expr) -> bool:
        """Whether a call gives an array, or a list that is one value to its function."""
        found = self.facts.value(node)
        return node in self.facts.user_calls and (
            found.kind == "array" or (found.kind == "list" and found.items is None)
        )

    def note_writes(self, ways: list[core.Assign]) -> None:
        """What the ways of a choice change, now that they are statements."""
        facts = self.facts
        for way in ways:
            lists = [changed_list(n) for n in walk(way.value) if isinstance(n, gast.expr)]
            sites = [facts.value(owner).sites for owner in lists if owner is not None]
            facts.written[way] = writing_calls.writes(facts, way.value).union(*sites)

    def simple(self, statement: core.Statement) -> core.Block:
        """Calls that must not be made twice get statements, in the order of evaluation."""
        value = statement.value  # type: ignore[attr-defined]  # all four have it
        if value is None:
            return (statement,)
        before: list[core.Statement] = []
        target = getattr(statement, "target", None)
        if isinstance(statement, core.Augment) and isinstance(target, gast.Subscript):
            old = gast.Subscript(target.value, target.slice, gast.Load())
            self.facts.values[old] = self.facts.value(target)
            if writing_calls.read_early(self.facts, old, writing_calls.writes(self.facts, value)):
                given = self.fresh("earlier")  # `u[0] += helper(u)` adds to what u[0] was
                before.append(core.Assign(as_target(name(given)), old))
                value = gast.BinOp(name(given), statement.op, value)
                statement = core.Assign(target, value, notes=statement.notes)
        top = isinstance(statement, core.Assign) and isinstance(
            statement.target, gast.Name | gast.Tuple
        )
        whole = top and isinstance(target, gast.Tuple) and self.of_unknown_parts(value)
        taken_out = self.outlined(
            value, before, keep_top=(top and not whole) or isinstance(statement, core.Evaluate)
        )
        if top and not before:
            taken_out = self.unchained(taken_out, before)
        if isinstance(statement, core.Return) and not before:
            taken_out = self.named_parts(taken_out, self.facts.returned, before)
        if isinstance(target, gast.Subscript):
            steady = self.steady(target, self.facts.value(target.value).sites, before)
            if steady is not target:
                place = gast.Subscript(steady.value, steady.slice, gast.Store())
                statement = replace(statement, target=place)  # type: ignore[call-arg]  # stores have it
        if not before:
            return (statement if taken_out is value else replace(statement, value=taken_out),)  # type: ignore[call-arg]  # it has that field
        self.changed = True
        first = replace(before[0], notes=replace(statement.notes, trailing=None))
        rest = [replace(s, notes=core.Notes(origin=statement.notes.origin)) for s in before[1:]]
        final = replace(statement, value=taken_out, notes=replace(statement.notes, above=()))  # type: ignore[call-arg]  # it has that field
        return (first, *rest, final)

    def steady(
        self, target: gast.expr, written: frozenset[Site], before: list[core.Statement]
    ) -> gast.expr:
        """A section that is the same before and after it is written: its indices have names."""
        if not isinstance(target, gast.Subscript | gast.Attribute):
            return target
        owner = self.steady(target.value, written, before)
        if isinstance(target, gast.Attribute):
            return (
                target if owner is target.value else gast.Attribute(owner, target.attr, gast.Load())
            )
        index = target.slice
        if again.reads_again(self.facts, index, written):
            index = with_names(index, lambda part: self.index(part, before))
        if owner is target.value and index is target.slice:
            return target
        return gast.Subscript(owner, index, gast.Load())

    def index(self, part: gast.expr, before: list[core.Statement]) -> gast.expr:
        """A name for what an index is computed from."""
        given = self.fresh("mask" if isinstance(part, gast.Compare) else "index")
        before.append(core.Assign(as_target(name(given)), part))
        return name(given)

    def outlined(
        self, node: gast.expr, before: list[core.Statement], keep_top: bool, held: bool = False
    ) -> gast.expr:
        """The expression with names for calls; a call inside a conditional part is left alone.

        What is `held` is an item of a container that is written out here.
        """
        if isinstance(node, gast.IfExp) and again.needs_branch(self.facts, node):
            chosen = self.fresh("chosen")
            ways = [core.Assign(as_target(name(chosen)), b) for b in (node.body, node.orelse)]
            self.note_writes(ways)
            before += self.branch(core.If(node.test, (ways[0],), (ways[1],)))
            return name(chosen)
        if isinstance(node, gast.BoolOp) and self.facts.active(node):
            return self.either(node, before)
        state = node in self.facts.impure and not self.facts.active(node)
        if (
            state
            and not isinstance(node, gast.Call | gast.FormattedValue)
            and not keep_top
            and not _of_slices(node)
        ):
            given = self.fresh("state")
            before.append(core.Assign(as_target(name(given)), node))
            return name(given)
        if isinstance(node, gast.IfExp | gast.BoolOp | SCOPES):
            return node
        if isinstance(node, gast.Call) and again.once(self.facts, node):
            named = writing_calls.with_named_arguments(
                self.facts, node, lambda tree, stem: self.given(tree, stem, before)
            )
            parts = self.parts([*named.args, *(k.value for k in named.keywords)], before)
            args = self.positioned(node, parts[: len(node.args)], before)
            values = parts[len(node.args) :]
            keywords = [gast.keyword(k.arg, v) for k, v in zip(node.keywords, values, strict=True)]
            function = node.func
            if isinstance(function, gast.Attribute):
                owner = self.outlined(function.value, before, False)
                written = self.facts.call_writes.get(node, frozenset())
                if isinstance(owner, gast.Call) and not written.isdisjoint(
                    self.facts.sites(self.facts.value(function.value))
                ):
                    owner = self.given(owner, _stem(owner), before)
                function = gast.Attribute(owner, function.attr, gast.Load())
            call = gast.Call(function, args, keywords)
            if keep_top:
                return call if before else node
            given = self.fresh(_stem(node))
            before.append(core.Assign(as_target(name(given)), call))
            return name(given)
        if isinstance(node, gast.Subscript) and self.of_unknown_length(node.value):
            items = self.given(node.value, "items", before)
            self.facts.values[items] = self.facts.value(node.value)
            node = rebuilt(node, lambda part: items if part is node.value else part)
        named = not keep_top and not held and isinstance(node, gast.List)
        if named and self.of_unknown_length(node):
            return self.given(node, "items", before)
        inner = [c for c in gast.iter_child_nodes(node) if isinstance(c, gast.expr | gast.keyword)]
        values = [c.value if isinstance(c, gast.keyword) else c for c in inner]
        display = isinstance(node, gast.List | gast.Tuple | gast.Dict)
        parts = self.parts(values, before, display)
        new = dict(zip(map(id, inner), parts, strict=True))

        def part(child: gast.AST) -> gast.AST:
            found = new.get(id(child), child)
            if isinstance(child, gast.keyword):
                return child if found is child.value else gast.keyword(child.arg, found)
            return found

        return rebuilt(node, part)

    def positioned(
        self, call: gast.Call, args: list[gast.expr], before: list[core.Statement]
    ) -> list[gast.expr]:
        """A name for where an item comes off a list or goes in: `len(xs)` is another one then."""
        made = self.facts.list_calls.get(call)
        if made is None or made.name not in ("pop", "insert") or not args:
            return args
        plain = args[0].operand if isinstance(args[0], gast.UnaryOp) else args[0]
        if isinstance(plain, gast.Name | gast.Constant):
            return args
        return [self.given(args[0], "index", before), *args[1:]]

    def parts(
        self, nodes: list[gast.expr], before: list[core.Statement], held: bool = False
    ) -> list[gast.expr]:
        """Expressions in the order of evaluation; a later one may write what an earlier reads."""
        later = writing_calls.pending(self.facts, list(nodes))
        out: list[gast.expr] = []
        for node, written in zip(nodes, later, strict=True):
            tree = self.outlined(node, before, False, held)
            if writing_calls.read_early(self.facts, node, written):
                tree = self.given(tree, "earlier", before)
            out.append(tree)
        return out

    def given(self, tree: gast.expr, stem: str, before: list[core.Statement]) -> gast.expr:
        """A name for an expression, which is evaluated first."""
        found = self.fresh(stem)
        before += self.simple(core.Assign(as_target(name(found)), tree))
        return name(found)

    def unchained(self, node: gast.expr, before: list[core.Statement]) -> gast.expr:
        """A view of what may be a view or a copy is taken of a name: `a.ravel()[1:]`."""
        facts = self.facts
        inner: Any = node.value if isinstance(node, gast.Subscript | gast.Attribute) else None
        if node in facts.rule_calls:
            inner = next(iter(facts.rule_calls[node].bound.values()), None)
        shared = facts.value(node).sites - {node}  # with something inside
        if not isinstance(inner, gast.expr) or shared.isdisjoint(connected(facts)):
            return node
        if writing_calls.is_view(facts, inner) or facts.value(inner).kind != "array":
            return node
        view = self.given(self.unchained(inner, before), "view", before)

        def change(part: Any) -> Any:
            if part is inner:
                return view
            return rebuilt(part, change) if isinstance(part, gast.AST) else part

        found: gast.expr = change(node)
        return found

    def named_parts(
        self, node: gast.expr, returned: Value, before: list[core.Statement]
    ) -> gast.expr:
        """What may be an array that is changed is returned by a name, as its adjoint is."""
        items = returned.items
        display = isinstance(node, gast.Tuple | gast.List)
        if display and items is not None and len(items) == len(node.elts):
            pairs = zip(node.elts, items, strict=True)
            return type(node)([self.named_parts(e, v, before) for e, v in pairs], gast.Load())
        theirs = {s for s in returned.sites if origin(s) == "site"}
        if isinstance(node, gast.Name) or theirs.isdisjoint(self.facts.mutated | self.facts.lent):
            return node
        return self.given(node, "result", before)

    def either(self, node: gast.BoolOp, before: list[core.Statement]) -> gast.expr:
        """`a or b` of active values is `a if a else b`, with a name for what is evaluated."""
        first, *rest = node.values
        second = rest[0] if len(rest) == 1 else gast.BoolOp(node.op, rest)
        self.facts.values.setdefault(second, self.facts.value(node))
        if not isinstance(first, gast.Name | gast.Constant):
            value = self.facts.value(first)
            given = name(self.fresh("first"))
            before.append(core.Assign(as_target(given), self.outlined(first, before, True)))
            self.facts.values[given] = value
            first = given
        ways = (first, second) if isinstance(node.op, gast.Or) else (second, first)
        again_first = copy(first)
        self.facts.values[again_first] = self.facts.value(first)
        choice = gast.IfExp(again_first, ways[0], ways[1])
        self.facts.values[choice] = self.facts.value(node)
        self.changed = True
        return self.outlined(choice, before, False)

    def branch(self, statement: core.If) -> core.Block:
        """A condition that would come out differently when it is asked again is named."""
        body, orelse = self.block(statement.body), self.block(statement.orelse)
        test, facts = statement.test, self.facts
        if not facts.opaque.isdisjoint(_operands(test)):
            test = expression("bool($x)", x=test)  # whether it is empty, not the object itself
            facts.impure.add(test)
        asked = isinstance(test, gast.Name | gast.Constant) or not self.caught
        if asked and not (again.changes(facts, test, (statement,)) or again.calls(facts, test)):
            return (replace(statement, body=body, orelse=orelse),)
        self.changed = True
        given = self.fresh("condition")
        first = replace(statement.notes, trailing=None)
        if facts.value(test).kind in ("list", "dict", "object", "any"):
            test = expression("bool($x)", x=test)  # what changes is another truth then
        before = self.simple(core.Assign(as_target(name(given)), test, notes=first))
        notes = replace(statement.notes, above=())
        return (*before, core.If(name(given), body, orelse, notes=notes))

    def loop(self, statement: core.For | core.While) -> core.Block:
        """Iterables that cannot be asked again are kept; trips that are not known are counted."""
        body = self.block(statement.body)
        before: list[core.Statement] = []
        once = isinstance(statement, core.For) and again.recorded(self.facts, statement)
        if (
            isinstance(statement, core.For)
            and not once
            and not again.indexable(self.facts, statement)
            and not self.asked_late(statement)
            and not grows(self.facts, statement)  # which is refused: it is no list made before
        ):
            statement = replace(statement, iter=self.kept_items(statement.iter, before))
        open_ended = (
            once
            or isinstance(statement, core.While)
            or any(isinstance(s, core.Break) for s in core.level(statement.body))
        )
        if isinstance(statement, core.While) and writing_calls.writes(self.facts, statement.test):
            self.changed = True  # the condition changes something: it is a statement of the body
            given = self.fresh("condition")
            asking = self.simple(core.Assign(as_target(name(given)), statement.test))
            body = (*asking, core.If(name(given), body, (core.Break(),)))
            statement = replace(statement, test=constant(True))
        if open_ended and not _counted(body):
            body = (self.counter(before), *body)
        if before:
            notes = replace(before[0].notes, above=statement.notes.above)
            before[0] = replace(before[0], notes=notes)
            statement = replace(statement, notes=replace(statement.notes, above=()))
        return (*before, replace(statement, body=body))

    def asked_late(self, statement: core.For) -> bool:
        """Whether an iterator reads what the loop changes: listed before, it would read it early.

        That has been refused, and stays so.
        """
        lazy = any(called(self.facts, statement.iter) is known for known in LAZY)
        return lazy and live(self.facts, statement)

    def kept_items(self, iterable: gast.expr, before: list[core.Statement]) -> gast.expr:
        self.changed = True
        given = self.fresh("items")
        plain = again.is_range(iterable)
        tree = copy(iterable) if plain else expression("[*$x]", x=iterable)
        self.facts.values.setdefault(tree, self.facts.value(iterable))
        before += self.simple(core.Assign(as_target(name(given)), tree))
        return name(given)

    def counter(self, before: list[core.Statement]) -> core.Statement:
        self.changed = True
        trips = self.fresh("trips")
        before.append(core.Assign(as_target(name(trips)), constant(0)))
        notes = core.Notes(mark=COUNTS)
        return core.Augment(as_target(name(trips)), gast.Add(), constant(1), notes=notes)


def _counted(body: core.Block) -> bool:
    return bool(body) and isinstance(body[0], core.Augment) and body[0].notes.mark == COUNTS


def _operands(test: gast.expr) -> Iterator[str]:
    """The names that may be the value of a condition, as both are of `a and b`."""
    match test:
        case gast.Name():
            yield test.id
        case gast.BoolOp():
            for part in test.values:
                yield from _operands(part)


def _of_slices(node: gast.expr) -> bool:
    """Whether it is an index with a colon, which has no value of its own."""
    parts = node.elts if isinstance(node, gast.Tuple) else [node]
    return any(isinstance(part, gast.Slice) for part in parts)


def _stem(node: gast.Call) -> str:
    called = (
        node.func.id if isinstance(node.func, gast.Name) else getattr(node.func, "attr", "value")
    )
    called = plain_name(called)
    return f"{called}_value" if not called.isidentifier() else f"{called}_ans"


def one_by_one(statement: core.Assign, fresh: Callable[[str], str]) -> list[core.Assign]:
    """`a, b = e, f` as two statements; by other names first where f reads a."""
    targets, values = statement.target.elts, statement.value.elts
    plain = core.Notes(origin=statement.notes.origin)
    read = [set(read_names(v)) for v in values]
    apart = any(t.id in n for k, t in enumerate(targets) for n in read[k + 1 :])
    firsts = [as_target(name(fresh(t.id))) for t in targets] if apart else targets
    out = [core.Assign(t, v, notes=plain) for t, v in zip(firsts, values, strict=True)]
    if apart:
        seconds = zip(targets, firsts, strict=True)
        out += [core.Assign(copy(t), name(f.id), notes=plain) for t, f in seconds]
    out[0] = replace(out[0], notes=replace(statement.notes, trailing=None))
    return out

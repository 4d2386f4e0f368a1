"""Names for the parts of an expression that must not be evaluated twice, in their order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import gast

from tangentgen.analysis import again, writing_calls
from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.named_arrays import named_results, of_named_view
from tangentgen.analysis.steady_sections import steady
from tangentgen.language import core
from tangentgen.language.free import free
from tangentgen.language.in_statements import nodes
from tangentgen.language.nested import plain_name
from tangentgen.language.targets import changed_list
from tangentgen.language.walk import SCOPES, children, walk
from tangentgen.source.match import key
from tangentgen.source.quote import as_target, copy, name
from tangentgen.source.rebuild import rebuilt


@dataclass
class Once:
    """Gives these names in one function; `branch` takes the `if` that a choice turns into."""

    facts: Analysis
    taken: set[str]
    branch: Callable[[core.If], core.Block]
    changed: bool = False

    def fresh(self, wanted: str) -> str:
        return free(wanted, self.taken)

    def simple(self, statement: core.Statement) -> core.Block:
        """Calls that must not be made twice get statements, in the order of evaluation."""
        value = statement.value  # type: ignore[attr-defined]  # all four have it
        if value is None:
            return (statement,)
        before: list[core.Statement] = []

        def given(tree: gast.expr, stem: str) -> gast.expr:
            return self.given(tree, stem, before)

        target = getattr(statement, "target", None)
        if isinstance(statement, core.Augment) and isinstance(target, gast.Subscript):
            old = gast.Subscript(target.value, target.slice, gast.Load())
            self.facts.values[old] = self.facts.value(target)
            if writing_calls.read_early(self.facts, old, writing_calls.writes(self.facts, value)):
                earlier = self.fresh("earlier")  # `u[0] += helper(u)` adds to what u[0] was
                before.append(core.Assign(as_target(name(earlier)), old))
                value = gast.BinOp(name(earlier), statement.op, value)
                statement = core.Assign(target, value, notes=statement.notes)
        top = isinstance(statement, core.Assign) and isinstance(
            statement.target, gast.Name | gast.Tuple
        )
        whole = top and isinstance(target, gast.Tuple) and _of_unknown_parts(self.facts, value)
        taken_out = self.outlined(
            value, before, keep_top=(top and not whole) or isinstance(statement, core.Evaluate)
        )
        if top and not before:
            taken_out = of_named_view(self.facts, taken_out, given)
        if isinstance(statement, core.Return) and not before:
            taken_out = named_results(self.facts, taken_out, self.facts.returned, given)
        if isinstance(target, gast.Subscript):
            section = steady(
                self.facts,
                target,
                self.facts.value(target.value).sites,
                lambda part: self.index(part, before),
            )
            if section is not target:
                place = gast.Subscript(section.value, section.slice, gast.Store())
                statement = replace(statement, target=place)  # type: ignore[call-arg]  # stores have it
        if not before:
            return (statement if taken_out is value else replace(statement, value=taken_out),)  # type: ignore[call-arg]  # it has that field
        self.changed = True
        first = replace(before[0], notes=replace(statement.notes, trailing=None))
        rest = [replace(s, notes=core.Notes(origin=statement.notes.origin)) for s in before[1:]]
        final = replace(statement, value=taken_out, notes=replace(statement.notes, above=()))  # type: ignore[call-arg]  # it has that field
        return (first, *rest, final)

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
            note_writes(self.facts, ways)
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
            return self.called(node, before, keep_top)
        if isinstance(node, gast.Subscript) and of_unknown_length(self.facts, node.value):
            items = self.given(node.value, "items", before)
            self.facts.values[items] = self.facts.value(node.value)
            node = rebuilt(node, lambda part: items if part is node.value else part)
        named = not keep_top and not held and isinstance(node, gast.List)
        if named and of_unknown_length(self.facts, node):
            return self.given(node, "items", before)
        inner = [c for c in children(node) if isinstance(c, gast.expr | gast.keyword)]
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

    def called(self, node: gast.Call, before: list[core.Statement], keep_top: bool) -> gast.expr:
        """A call that is made once, with names for what its arguments make first."""
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
                owner = self.given(owner, _stem(self.facts, owner), before)
            function = gast.Attribute(owner, function.attr, gast.Load())
        call = gast.Call(function, args, keywords)
        if keep_top:
            return call if before else node
        given = self.fresh(_stem(self.facts, node))
        before.append(core.Assign(as_target(name(given)), call))
        return name(given)

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


def of_unknown_length(facts: Analysis, node: gast.expr) -> bool:
    """Whether it makes a list of active values, of which it is not known how many there are."""
    value = facts.value(node)
    named = isinstance(node, gast.Name | gast.Attribute | gast.Subscript)
    return value.kind == "list" and value.items is None and not named and facts.active(node)


def _of_unknown_parts(facts: Analysis, node: gast.expr) -> bool:
    """Whether a call gives an array, or a list that is one value to its function."""
    found = facts.value(node)
    return node in facts.user_calls and (
        found.kind == "array" or (found.kind == "list" and found.items is None)
    )


def note_writes(facts: Analysis, ways: list[core.Assign]) -> None:
    """What the ways of a choice change, now that they are statements."""
    for way in ways:
        lists = [changed_list(n) for n in walk(way.value) if isinstance(n, gast.expr)]
        sites = [facts.value(owner).sites for owner in lists if owner is not None]
        facts.written[way] = writing_calls.writes(facts, way.value).union(*sites)


def _of_slices(node: gast.expr) -> bool:
    """Whether it is an index with a colon, which has no value of its own."""
    parts = node.elts if isinstance(node, gast.Tuple) else [node]
    return any(isinstance(part, gast.Slice) for part in parts)


_HOLDING = ("cell_contents", "func")  # attributes that are named after no function


def _stem(facts: Analysis, node: gast.Call) -> str:
    """The name of a call's result: after the function, as it is called or as it calls itself."""
    called = (
        node.func.id if isinstance(node.func, gast.Name) else getattr(node.func, "attr", "value")
    )
    if called in _HOLDING and node in facts.user_calls:
        called = facts.user_calls[node].function.__name__
    called = plain_name(called)
    if not called.isidentifier():
        return f"{called}_value"
    return f"{called}_{_argument(facts, node) or 'ans'}"


def _argument(facts: Analysis, node: gast.Call) -> str | None:
    """The name that a function is called with, where each of its calls has one of its own."""
    if not isinstance(node, gast.Call):
        return None
    function = key(node.func)
    calls = {
        id(n): n
        for n in nodes(facts.tree.body)
        if isinstance(n, gast.Call) and key(n.func) == function
    }
    given = [
        str(n.args[0].id)
        for n in calls.values()
        if len(n.args) == 1 and isinstance(n.args[0], gast.Name) and not n.keywords
    ]
    if id(node) not in calls or len(given) < 2 or not len({*given}) == len(given) == len(calls):
        return None
    return str(node.args[0].id)

"""Calls of closures written as calls of functions that are given all they read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import substituting
from tangentgen.analysis.bound_late import held
from tangentgen.analysis.closures import holds_closure, is_static, runtime_parameters
from tangentgen.analysis.decided import truth
from tangentgen.analysis.defaults import default
from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.analysis.functions import Closure, Packed
from tangentgen.analysis.packing import packs, refers_to_itself, variables
from tangentgen.language import core, fence
from tangentgen.language.duplicate import duplicate
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import parameters
from tangentgen.source.quote import as_target, constant, copy, name
from tangentgen.source.rebuild import rebuilt

if TYPE_CHECKING:
    from tangentgen.analysis.program import Program


def lifted(program: Program, facts: Analysis) -> core.Function | None:
    """The function with its closures' calls written out; None where it makes and has none."""
    facts.packs = packs(facts.returned, facts.closures) or facts.packs
    facts.held |= held(facts.returned, facts.closures)
    work = _Lifting(program, facts)
    body = work.block(facts.tree.body)
    own = parameters(facts.tree)
    takes = runtime_parameters(own, facts.arguments)
    plain = [a.id for a in facts.tree.arguments.args] == list(own) == list(takes)
    if not work.changed and (plain or not program.is_lifted(facts)):
        return None
    body = without_definitions(body)
    for s in core.walk(body):
        if isinstance(s, core.Foreign) and isinstance(s.tree, gast.FunctionDef):
            refuse_left(program, facts, s.tree)
    tree = replace(facts.tree, body=tuple(duplicate(s) for s in body))
    if program.is_lifted(facts):
        given = [gast.Name(p, gast.Param(), None, None) for p in takes]
        tree = replace(tree, arguments=gast.arguments(given, [], None, [], [], None, []))
    return tree


def refuse_left(program: Program, facts: Analysis, node: gast.FunctionDef) -> None:
    """A definition that is still needed is run as it stands, which only a constant one can be."""
    if program.made[program.nested(facts, node)].free and node.decorator_list:
        what, hint = fence.described(node)
        program.refuse_for_good(facts, node, what, hint)
    elif program.made[program.nested(facts, node)].free:
        program.refuse_for_good(
            facts,
            node,
            f"{node.name} uses variables of this function and is used other than by calling it",
            "call it, or pass it to a function of yours",
        )


class _Lifting:
    def __init__(self, program: Program, facts: Analysis) -> None:
        self.program, self.facts = program, facts
        self.changed = False
        self.taken = occurring(facts.tree)
        self.before: list[core.Statement] = []  # what comes before the statement at hand
        self.writing: list[str] = []  # variables that calls in this statement assign
        self.results: list[tuple[str, ...]] = []  # of those calls, with what they assign
        self.conditional = False  # whether what is looked at may not be evaluated
        self.caught = False  # whether somebody goes on behind an exception

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        if isinstance(statement, core.Foreign):
            self.changed = self.changed or isinstance(statement.tree, gast.FunctionDef)
            return (statement,)
        self.before, self.writing, self.results = [], [], []
        changes: dict[str, Any] = {}
        if statement.notes.collects is not None and self.packs(statement):
            changes["notes"] = replace(statement.notes, collects=None)
        for key, value in vars(statement).items():
            if isinstance(value, gast.expr):
                self.conditional = isinstance(statement, core.While)
                if isinstance(statement, core.Return) and holds_closure(self.facts.value(value)):
                    value = self.returned(value)
                changes[key] = self.expression(value)
        before, writing = self.before, self.writing
        if writing:
            changes, held = self.in_order_of_reads(statement, changes, writing)
            before = [*held, *before]
        outer = self.caught
        for key, value in vars(statement).items():
            if key in core.BLOCKS:
                swallowed = statement in self.facts.swallowing
                handled = key == "body" and bool(getattr(statement, "handlers", ()))
                self.caught = outer or swallowed or handled
                changes[key] = self.block(value)
        self.caught = outer
        if not before:
            return (replace(statement, **changes),)
        return self.with_before(before, replace(statement, **changes))

    def packs(self, statement: core.Statement) -> bool:
        """Whether functions are made in a statement for which tuples stand from here on."""
        return any(
            isinstance(self.facts.value(node).constant, Packed)
            for s in core.walk((statement,))
            for value in vars(s).values()
            if isinstance(value, gast.expr)
            for node in gast.walk(value)
            if isinstance(node, gast.expr)
        )

    def with_before(self, before: list[core.Statement], statement: core.Statement) -> core.Block:
        """Calls that assign variables, and the statement that reads their results."""
        origin = core.Notes(origin=statement.notes.origin)
        match statement, before[-1]:
            case (
                core.Assign(target=gast.Name(id=given) as target, value=gast.Name(id=result)),
                core.Assign(target=gast.Tuple(elts=[gast.Name(id=made), *others])) as last,
            ) if made == result and given not in {o.id for o in others}:
                whole = gast.Tuple([target, *others], gast.Store())
                statement = replace(last, target=whole, notes=statement.notes)
                before = before[:-1]
        if not before:
            return (statement,)
        first = replace(before[0], notes=replace(statement.notes, trailing=None))
        rest = [replace(s, notes=origin) for s in before[1:]]
        match statement:
            case core.Evaluate(value=gast.Name()):
                return (first, *rest)
        return (first, *rest, replace(statement, notes=replace(statement.notes, above=())))

    def in_order_of_reads(
        self, statement: core.Statement, changes: dict[str, Any], writing: list[str]
    ) -> tuple[dict[str, Any], list[core.Statement]]:
        """A variable that is read before the call which assigns it, under a name of its own."""
        order = list(changes.values())
        if isinstance(statement, core.Augment):
            order.insert(0, statement.target)
        elif isinstance(statement, core.Assign):
            order.reverse()
        found = [n for tree in order for n in in_order(tree) if isinstance(n, gast.Name)]
        results = {r: w for r, *w in self.results}
        held: list[core.Statement] = []
        for variable in dict.fromkeys(writing):
            last = max(k for k, n in enumerate(found) if variable in results.get(n.id, ()))
            early = [
                n
                for n in found[:last]
                if n.id == variable and (isinstance(n.ctx, gast.Load) or n is order[0])
            ]
            if early and (writing.count(variable) > 1 or not isinstance(early[0].ctx, gast.Load)):
                self.program.refuse_for_good(
                    self.facts,
                    early[0],
                    f"'{variable}' is read before a function is called that changes it",
                    "give the call's result a name on a line of its own",
                )
            elif early:
                kept = name(free(f"{variable}_before", self.taken))
                held.append(core.Assign(as_target(kept), name(variable)))
                changes = {k: _replaced(tree, early, kept) for k, tree in changes.items()}
        return changes, held

    def returned(self, node: gast.expr) -> gast.expr:
        """A returned closure as the tuple of the variables it captures."""
        value = self.facts.value(node)
        if isinstance(value.constant, Closure):
            self.changed = True
            every = [value.constant, *self.facts.closures.values()]
            if any(refers_to_itself(found, self.facts.closures) for found in every):
                self.program.refuse_for_good(
                    self.facts,
                    node,
                    "functions that call each other are returned",
                    "define them at the top",
                )
                return node
            return variables(value.constant, self.facts.closures)
        match node:
            case gast.Tuple() | gast.List():
                return type(node)([self.returned(e) for e in node.elts], gast.Load())
            case gast.Dict():
                return gast.Dict(list(node.keys), [self.returned(v) for v in node.values])
        if holds_closure(value):
            self.program.refuse_for_good(
                self.facts, node, "functions in a container are returned", "return them one by one"
            )
        return node

    def expression(self, node: Any) -> Any:
        """The expression with its calls of closures written out."""
        known = self.decided(node)
        if known is not None:
            self.changed = True
            return constant(known)
        if isinstance(node, gast.Lambda):
            return node
        user = self.facts.user_calls.get(node)
        if user is not None and self.program.is_lifted(user.callee):
            self.changed = True
            return self.written_out(node, user)
        if isinstance(node, gast.Call) and user is None and node not in self.facts.list_calls:
            self.refuse_packed(node)
        if isinstance(node, gast.Call) and isinstance(node.func, gast.Subscript):
            direct = self.program.spelled(self.facts, self.facts.value(node.func).constant)
            if direct is not None:
                self.changed = True
                node = gast.Call(direct, node.args, node.keywords)
        if isinstance(node, gast.IfExp | gast.BoolOp | gast.ListComp | gast.GeneratorExp):
            outer, self.conditional = self.conditional, True
            made = rebuilt(node, self.expression)
            self.conditional = outer
            return made
        return selected(rebuilt(node, self.expression))

    def refuse_packed(self, node: gast.Call) -> None:
        """Of functions that another one has made there is no more than what they hold."""
        for given in (*node.args, *(k.value for k in node.keywords)):
            if isinstance(self.facts.value(given).constant, Packed):
                what = "a function that another one has made is given to one that is not the user's"
                hint = "make it outside of the function: f = made(...)"
                self.program.refuse_for_good(self.facts, given, what, hint)

    def written_out(self, node: gast.Call, user: UserCall) -> gast.expr:
        tree = self.program.tree(user.function)
        takes = runtime_parameters(parameters(tree), user.values)
        given = {
            p: self.expression(user.arguments[p]) if p in user.arguments else default(user, node, p)
            for p in takes
        }
        if not user.writes:
            short = substituting.inlined(self.program, self.facts, user, given)
            if short is not None:
                return short
        lifted_name = self.program.lifted_name(user.callee)
        call = gast.Call(name(lifted_name), list(given.values()), [])
        if not user.writes:
            return call
        if self.caught:
            self.program.refuse_for_good(
                self.facts,
                node,
                f"{user.function.__name__} assigns a nonlocal variable and is called inside a try",
                "let it return the new value, and assign that",
            )
        if self.conditional:
            self.program.refuse_for_good(
                self.facts,
                node,
                f"{user.function.__name__} assigns a nonlocal variable and is called conditionally",
                "call it in an if statement, on a line of its own",
            )
        result = free(f"{user.function.__name__.strip('<>')}_ans", self.taken)
        targets = [as_target(name(n)) for n in (result, *user.writes)]
        self.results.append((result, *user.writes))
        self.before.append(core.Assign(gast.Tuple(targets, gast.Store()), call))
        self.writing += user.writes
        return name(result)

    def decided(self, node: Any) -> bool | None:
        """What is known of a closure without running anything: it is callable, and not None."""
        match node:
            case gast.Compare() | gast.Call(func=gast.Name(id="callable")):
                parts = [n for n in gast.walk(node) if isinstance(n, gast.expr)]
                if any(is_static(self.facts.value(n)) for n in parts):
                    return truth(self.facts, node)
        return None


def _replaced(tree: Any, nodes: list[gast.Name], by: gast.Name) -> Any:
    """The tree with another name at some places."""
    if any(tree is node for node in nodes):
        return copy(by)
    return rebuilt(tree, lambda part: _replaced(part, nodes, by)) if tree is not None else None


def in_order(tree: gast.AST) -> Iterator[gast.AST]:
    """The nodes of an expression in the order of its text."""
    yield tree
    for inner in gast.iter_child_nodes(tree):
        yield from in_order(inner)


def selected(node: Any) -> Any:
    """`(a, b)[1]`, which a call of a function from a tuple has become, is `b`."""
    match node:
        case gast.Subscript(value=gast.Tuple(elts=parts), slice=gast.Constant(value=int() as k)):
            calls = any(isinstance(n, gast.Call) for part in parts for n in gast.walk(part))
            if 0 <= k < len(parts) and not calls:
                return parts[k]
    return node


def without_definitions(block: core.Block) -> core.Block:
    """Without definitions of closures that nothing refers to any more."""
    while True:
        read = {
            n.id
            for s in core.walk(block)
            for value in vars(s).values()
            if isinstance(value, gast.AST) and not isinstance(s, core.Foreign)
            for n in gast.walk(value)
            if isinstance(n, gast.Name) and isinstance(n.ctx, gast.Load)
        }
        fresh = _without(block, read)
        if len(list(core.walk(fresh))) == len(list(core.walk(block))):
            return fresh
        block = fresh


def _only_made(value: gast.expr) -> bool:
    """Whether an expression is a lambda, or a container of functions and variables."""
    match value:
        case gast.Tuple() | gast.List():
            return all(map(_plain, value.elts))
        case gast.Dict():
            return all(map(_plain, value.values))
    return isinstance(value, gast.Lambda)


def _plain(value: gast.expr) -> bool:
    return isinstance(value, gast.Name | gast.Constant) or _only_made(value)


def _without(block: core.Block, read: set[str]) -> core.Block:
    out: list[core.Statement] = []
    for s in block:
        match s:
            case core.Foreign(tree=gast.FunctionDef(name=given)) if given not in read:
                continue
            case core.Assign(target=gast.Name(id=given), value=value) if given not in read:
                if _only_made(value):
                    continue
        out.append(core.mapped(s, lambda inner: _without(inner, read)))
    return tuple(out)

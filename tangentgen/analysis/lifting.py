"""Calls of closures written as calls of functions that are given all they read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis import substituting
from tangentgen.analysis.assigning_calls import in_order_of_reads, with_before
from tangentgen.analysis.bound_late import held
from tangentgen.analysis.closures import holds_closure, is_static, runtime_parameters
from tangentgen.analysis.decided import truth
from tangentgen.analysis.defaults import default
from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.analysis.functions import Closure, Packed
from tangentgen.analysis.left_definitions import refuse_kept, refuse_left, without_definitions
from tangentgen.analysis.packing import packs, refers_to_itself, variables
from tangentgen.language import core
from tangentgen.language.duplicate import with_body
from tangentgen.language.free import free, occurring
from tangentgen.language.resolve import parameters
from tangentgen.source.quote import as_target, constant, name
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
    refuse_kept(program, facts, body)
    tree = with_body(facts.tree, body)
    if program.is_lifted(facts):
        given = [gast.Name(p, gast.Param(), None, None) for p in takes]
        tree = replace(tree, arguments=gast.arguments(given, [], None, [], [], None, []))
    return tree


class _Lifting:
    def __init__(self, program: Program, facts: Analysis) -> None:
        self.program, self.facts = program, facts
        self.changed = False
        self.taken = occurring(facts.tree)
        self.before: list[core.Statement] = []  # what comes before the statement at hand
        self.results: dict[str, tuple[str, ...]] = {}  # of calls, with the variables they assign
        self.conditional = False  # whether what is looked at may not be evaluated
        self.caught = False  # whether somebody goes on behind an exception

    def fresh(self, wanted: str) -> str:
        return free(wanted, self.taken)

    def block(self, block: core.Block) -> core.Block:
        return tuple(new for statement in block for new in self.statement(statement))

    def statement(self, statement: core.Statement) -> core.Block:
        if isinstance(statement, core.Foreign):
            self.changed = self.changed or isinstance(statement.tree, gast.FunctionDef)
            return (statement,)
        self.before, self.results = [], {}
        changes: dict[str, Any] = {}
        if statement.notes.collects is not None and _packs(self.facts, statement):
            changes["notes"] = replace(statement.notes, collects=None)
        for key, value in vars(statement).items():
            if isinstance(value, gast.expr):
                self.conditional = isinstance(statement, core.While)
                if isinstance(statement, core.Return) and holds_closure(self.facts.value(value)):
                    value = self.returned(value)
                changes[key] = self.expression(value)
        before = self.before
        if self.results:
            changes, held = in_order_of_reads(
                self.program, self.facts, statement, changes, self.results, self.fresh
            )
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
        return with_before(before, replace(statement, **changes))

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
        known = _decided(self.facts, node)
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
            _refuse_packed(self.program, self.facts, node)
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
        result = self.fresh(f"{user.function.__name__.strip('<>')}_ans")
        targets = [as_target(name(n)) for n in (result, *user.writes)]
        self.results[result] = user.writes
        self.before.append(core.Assign(gast.Tuple(targets, gast.Store()), call))
        return name(result)


def _packs(facts: Analysis, statement: core.Statement) -> bool:
    """Whether functions are made in a statement for which tuples stand from here on."""
    return any(
        isinstance(facts.value(node).constant, Packed)
        for s in core.walk((statement,))
        for value in vars(s).values()
        if isinstance(value, gast.expr)
        for node in gast.walk(value)
        if isinstance(node, gast.expr)
    )


def _refuse_packed(program: Program, facts: Analysis, node: gast.Call) -> None:
    """Of functions that another one has made there is no more than what they hold."""
    for given in (*node.args, *(k.value for k in node.keywords)):
        if isinstance(facts.value(given).constant, Packed):
            what = "a function that another one has made is given to one that is not the user's"
            hint = "make it outside of the function: f = made(...)"
            program.refuse_for_good(facts, given, what, hint)


def _decided(facts: Analysis, node: Any) -> bool | None:
    """What is known of a closure without running anything: it is callable, and not None."""
    match node:
        case gast.Compare() | gast.Call(func=gast.Name(id="callable")):
            parts = [n for n in gast.walk(node) if isinstance(n, gast.expr)]
            if any(is_static(facts.value(n)) for n in parts):
                return truth(facts, node)
    return None


def selected(node: Any) -> Any:
    """`(a, b)[1]`, which a call of a function from a tuple has become, is `b`."""
    match node:
        case gast.Subscript(value=gast.Tuple(elts=parts), slice=gast.Constant(value=int() as k)):
            calls = any(isinstance(n, gast.Call) for part in parts for n in gast.walk(part))
            if 0 <= k < len(parts) and not calls:
                return parts[k]
    return node

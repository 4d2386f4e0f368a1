"""All functions of one derivation: analysed once for each combination of argument kinds."""

from __future__ import annotations

import copy as copying
import inspect
import types
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import gast

from tangentgen import errors
from tangentgen.analysis import lifting, opaque
from tangentgen.analysis.built import settle_built
from tangentgen.analysis.call_effects import note_writes
from tangentgen.analysis.cancelled import cancelled
from tangentgen.analysis.changed_inside import changed_inside
from tangentgen.analysis.changed_parts import changed_parts
from tangentgen.analysis.closures import holds_closure, runtime_parameters
from tangentgen.analysis.connected import connected, handed_out
from tangentgen.analysis.constructors import body_of, constructor, stored_fields, surely_set
from tangentgen.analysis.crossing import (
    classes,
    made_at,
    mapped,
    measured,
    of_any_length,
    renamed,
    symbols,
    widened,
)
from tangentgen.analysis.evaluate import Evaluator
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.flow import Flow
from tangentgen.analysis.functions import Lifted
from tangentgen.analysis.join import cut, depth
from tangentgen.analysis.methods import Method
from tangentgen.analysis.offences import Offences
from tangentgen.analysis.packing import unpacked
from tangentgen.analysis.places_of_functions import place_of
from tangentgen.analysis.results import Assumptions
from tangentgen.analysis.rewrites import Rewrite, rewrites, unfinished
from tangentgen.analysis.values import NOTHING, Value
from tangentgen.known import is_generated
from tangentgen.language import core, fence
from tangentgen.language.aliases import Aliases
from tangentgen.language.checkpoints import marked
from tangentgen.language.clashes import without_clashes
from tangentgen.language.desugar import normal_form
from tangentgen.language.globals import library_path, resolved
from tangentgen.language.listed import endless, is_generator, listed
from tangentgen.language.nested import (
    CALLED,
    LIFTED,
    Definition,
    Nested,
    nested,
    placeholder,
    returning,
)
from tangentgen.language.resolve import live_object, parameters, scope_of
from tangentgen.source.quote import constant, name
from tangentgen.source.read import Source, read

Key = tuple[Any, ...]
GUESS = NOTHING  # what is known of the value of a call in progress
ROUNDS = 8
RECURSION = 6  # forms of the arguments under which one function may call itself
UNFOLDED = 2  # times that a structure which a recursive function nests in itself is seen into
INTRICATE = 200  # places in memory that a recursive function may return
REWRITES = 4  # one is enough, unless a kind is known only after what comes before it is rewritten


def _key(function: types.FunctionType, values: Mapping[str, Value]) -> Key:
    return (function, tuple(sorted(values.items(), key=lambda item: item[0])))


@dataclass(eq=False)
class Program:
    """The functions that a derivative is made of, and what was found wrong with them."""

    entry: Analysis | None = None  # of the function whose derivative is asked for
    world: Assumptions = field(default_factory=Assumptions)
    sources: dict[types.FunctionType, Source] = field(default_factory=dict)
    trees: dict[types.FunctionType, core.Function] = field(default_factory=dict)
    analyses: dict[Key, Analysis] = field(default_factory=dict)
    offences: Offences = field(default_factory=Offences)
    aliases: Aliases = field(default_factory=Aliases)
    written_out: dict[str, core.Function] = field(default_factory=dict)  # by those names
    callees: dict[types.FunctionType, None] = field(default_factory=dict)
    classes: dict[type, None] = field(default_factory=dict)
    derivatives: dict[Any, Any] = field(default_factory=dict)  # those that the functions make
    open: list[Key] = field(default_factory=list)  # what is in progress, callers first
    made: dict[types.FunctionType, Nested] = field(default_factory=dict)  # inside a function
    definitions: dict[tuple[types.FunctionType, int, int, int], types.FunctionType] = field(
        default_factory=dict
    )
    variants: dict[tuple[types.FunctionType, object], types.FunctionType] = field(
        default_factory=dict
    )
    # variables that functions captured, by the ways to these and the positions of the cells
    captured: dict[tuple[Hashable, int], str] = field(default_factory=dict)
    methods: dict[str, Method] = field(default_factory=dict)  # that Python calls
    lifted: dict[str, Key] = field(default_factory=dict)  # names of functions written out
    # generator functions, each with a loop of it that does not end
    endless: dict[types.FunctionType, core.Statement | None] = field(default_factory=dict)
    recursive: set[Key] = field(default_factory=set)  # what has been asked for in progress
    relying: dict[Key, set[Key]] = field(default_factory=dict)  # on a function in progress
    constructors: dict[type, types.FunctionType] = field(default_factory=dict)
    storing: dict[type, dict[str, gast.expr] | None] = field(default_factory=dict)
    born: dict[type, frozenset[str]] = field(default_factory=dict)  # what their objects have

    def source(self, function: types.FunctionType) -> Source:
        """The text of a function, read once."""
        if function not in self.sources:
            self.sources[function] = read(function)
        return self.sources[function]

    def is_readable(self, function: types.FunctionType) -> bool:
        """Whether there is a text of a function, which is what it was made from."""
        try:
            self.tree(function)
        except (errors.NoSource, errors.SourceChanged):
            return False
        return True

    def tree(self, function: types.FunctionType) -> core.Function:
        """The function in the core language."""
        if function not in self.trees:
            source = self.source(function)
            find = partial(self.generator, function)
            written = self.listed(function, source.function)
            tree = normal_form(written, lambda node: live_object(function, node), find)
            for node, what, hint in fence.refused(tree):
                self.offences.add(source, node, what, hint)
            tree = without_clashes(tree)
            tree = resolved(tree, scope_of(function, tree), self.aliases)
            self.trees[function] = marked(tree, self.aliases)
        return self.trees[function]

    def refuse(self, facts: Analysis, node: gast.AST, what: str, hint: str) -> None:
        """Notes what can't be taken; analysis goes on, to tell of the rest too."""
        self.offences.add(self.source(facts.scope.function), node, what, hint, facts)

    def refuse_for_good(self, facts: Analysis, node: gast.AST, what: str, hint: str) -> None:
        """Notes what stays wrong when the function is rewritten, which takes it out of sight."""
        self.offences.add(self.source(facts.scope.function), node, what, hint)

    def refuse_statement(self, facts: Analysis, statement: core.Foreign) -> None:
        what, hint = fence.described(statement.tree)
        self.refuse(facts, statement.tree, what, hint)

    def raise_offences(self, root: Analysis | None = None) -> None:
        self.offences.raise_all(self.reached(root) if root is not None else None)

    def raise_offences_of(self, written: Iterable[str]) -> None:
        """Raises what is wrong with the texts of functions that are written out as they are."""
        keys = [self.lifted[given] for given in written]
        known = [self.analyses.get(key_of(function, dict(values))) for function, values in keys]
        self.offences.raise_all([facts for facts in known if facts is not None])

    def reached(self, root: Analysis) -> set[Analysis]:
        """The analyses of the functions that are called in the end."""
        found = {root}
        todo = [root]
        while todo:
            for user in todo.pop().user_calls.values():
                of = user.callee
                key = key_of(of.scope.function, of.arguments, False, of.lent)
                for callee in (user.callee, self.analyses.get(key, user.callee)):
                    if callee not in found:
                        found.add(callee)
                        todo.append(callee)
        return found

    def analyse(
        self,
        function: types.FunctionType,
        values: Mapping[str, Value],
        entry: bool = False,
        lent: frozenset[Site] = frozenset(),
    ) -> Analysis:
        """The function under these values, in the form that can be reversed.

        An `entry` leaves its arguments as they were; a callee changes its caller's arrays.
        """
        key = key_of(function, values, entry, lent)
        known = self.analyses.get(key)
        if known is not None:
            self._rely_on(key, known)
            return known
        self.open.append(key)
        try:
            return self._analyse(key, function, values, entry, lent)
        finally:
            self.open.pop()

    def _analyse(
        self,
        key: Key,
        function: types.FunctionType,
        values: Mapping[str, Value],
        entry: bool,
        lent: frozenset[Site],
    ) -> Analysis:
        tree = self.tree(function)
        facts = Analysis(scope_of(function, tree), tree, dict(values), in_progress=True, lent=lent)
        self.analyses[key] = facts
        facts.returned = GUESS
        self._settle(facts)
        changed = frozenset(
            n for n, v in facts.arguments.items() if not facts.mutated.isdisjoint(facts.sites(v))
        )
        parts = tuple(
            part for n in facts.arguments if n in changed for part in changed_parts(facts, n)
        )
        first, last = rewrites(self, facts, entry)
        for _ in range(REWRITES):
            facts = self._rewritten(self._rewritten(facts, first), last)
            if not unfinished(facts):
                break
        free = cancelled(facts, self.world)
        if free:
            facts = self._anew(facts, facts.tree, facts.returned, free)
        for call in changed_inside(facts):
            what = f"a container is changed by .{call.func.attr}() inside an expression"
            self.refuse(facts, call, what, "change it on a line of its own")
        settle_built(facts)
        facts.changed, facts.changed_parts = changed, parts
        facts.in_progress = False
        return facts

    def _rewritten(self, facts: Analysis, passes: Iterable[Rewrite]) -> Analysis:
        """The function after some passes, analysed again after each that changed it."""
        idle = set[Rewrite]()  # what has nothing to do, until something else has changed
        for rewrite in passes:
            tree = None if rewrite in idle else rewrite(facts)
            idle.add(rewrite)
            if tree is not None:
                idle.clear()
                # its memory is named by the calls in the old text
                returned = GUESS if self.open[-1] in self.recursive else facts.returned
                facts = self._anew(facts, tree, returned)
        return facts

    def _anew(
        self,
        facts: Analysis,
        tree: core.Function,
        returned: Value,
        free: frozenset[gast.AST] = frozenset(),
    ) -> Analysis:
        """The function in progress analysed again, with another text or with maxima that cancel."""
        self.offences.forget(facts)
        scope = scope_of(facts.scope.function, tree)
        fresh = Analysis(scope, tree, dict(facts.arguments), in_progress=True, lent=facts.lent)
        fresh.returned, fresh.packs, fresh.held = returned, facts.packs, facts.held
        fresh.cancelled, fresh.as_written = free, False
        self.analyses[self.open[-1]] = fresh
        self._settle(fresh)
        return fresh

    def lifted_tree(self, facts: Analysis) -> core.Function | None:
        tree = lifting.lifted(self, facts)
        if self.is_lifted(facts):
            self.written_out[self.lifted_name(facts)] = tree or facts.tree
        return tree

    def nested(self, facts: Analysis, node: Definition) -> types.FunctionType:
        """What stands for a function that is defined inside the one at hand."""
        outer = facts.scope.function
        place = (outer, node.lineno, node.col_offset, getattr(node, "turn", 0))
        if place not in self.definitions:
            made = self.definitions[place] = placeholder(node, outer)
            around = facts.scope.locals | set(facts.arguments) | set(outer.__code__.co_freevars)
            found = nested(node, frozenset(around))
            self._define(made, outer, node, found)
        return self.definitions[place]

    def listed(self, function: types.FunctionType, tree: core.Function) -> core.Function:
        """The text of a function; of a generator function, of one that returns a list."""
        if not is_generator(tree):
            return tree
        self.endless[function] = endless(tree)
        return listed(tree)

    def generator(self, outer: types.FunctionType, node: gast.expr) -> core.Function | None:
        """The text of a generator function that stands in the same file as an outer function."""
        live = live_object(outer, node)
        if not isinstance(live, types.FunctionType) or not inspect.isgeneratorfunction(live):
            return None
        if live.__globals__ is not outer.__globals__ or live.__code__.co_freevars:
            return None
        try:
            source = self.source(live)
        except (errors.NoSource, errors.SourceChanged):
            return None
        if source.path != self.source(outer).path:
            return None
        self.callees[live] = None
        return source.function

    def method_name(self, method: Method) -> str:
        """A name for a method that Python calls, until the module is put together."""
        for given, known in self.methods.items():
            if known == method:
                return given
        given = f"{method.function.__name__.strip('_<>')}{CALLED}{len(self.methods)}"
        self.methods[given] = method
        return given

    def method_named(self, given: str) -> Method | None:
        """The method that a name stands for."""
        return self.methods.get(given)

    def spelled(self, facts: Analysis, function: object) -> gast.expr | None:
        """A function of a library, or of the user's module, by its own name."""
        scope = facts.scope
        taken = scope.locals | frozenset(scope.function.__code__.co_freevars)
        if is_generated(function):
            assert isinstance(function, types.FunctionType)
            return name(self.aliases.of_function(function, taken))
        found: tuple[types.ModuleType, str] | None = library_path(function)
        if found is not None:
            module, attribute = found
            given = self.aliases.of_module(module, module.__name__.split(".")[-1], taken)
        else:
            place = place_of(function, scope.function.__globals__)
            if place is None:
                return None
            attribute, *keys = place
            given = self.aliases.of_user_module(scope.function, taken)
            whole: gast.expr = gast.Attribute(name(given), attribute, gast.Load())
            for key in keys:
                whole = gast.Subscript(whole, constant(key), gast.Load())
            return whole
        return gast.Attribute(name(given), attribute, gast.Load())

    def cells(self, function: types.FunctionType) -> dict[str, int]:
        """The variables that a function took from one that has returned, with their cells."""
        free = function.__code__.co_freevars
        if function in self.made or "__class__" in free:
            return {}
        return {n: k for k, n in enumerate(free)}

    def live(self, function: types.FunctionType) -> types.FunctionType:
        """What stands for a function with such variables: it is given them."""
        place = (function, 0, 0, 0)
        if place not in self.definitions:
            source = self.source(function)
            made = placeholder(source.tree, function)
            made.__name__, made.__qualname__ = function.__name__, function.__qualname__
            made.__signature__ = inspect.signature(function, follow_wrapped=False)  # type: ignore[attr-defined]  # inspect reads it
            made.__wrapped__ = function  # type: ignore[attr-defined]  # whose defaults are its own
            found = nested(source.tree, frozenset(function.__code__.co_freevars))
            self._define(made, function, source.tree, found)
            self.definitions[place] = made
        self.callees[function] = None
        return self.definitions[place]

    def _define(
        self, made: types.FunctionType, outer: types.FunctionType, node: Definition, found: Nested
    ) -> None:
        self.made[made] = found
        self.sources[made] = self.source(outer)
        find = partial(self.generator, outer)
        found = replace(found, function=self.listed(made, found.function))
        tree = normal_form(returning(found), lambda inner: live_object(outer, inner), find)
        for part, what, hint in fence.refused(tree):
            self.offences.add(self.source(outer), part, what, hint)
        tree = without_clashes(tree)
        if not isinstance(node, gast.Lambda):  # whose names are resolved with what it stands in
            tree = resolved(tree, scope_of(made, tree), self.aliases)
        self.trees[made] = tree

    def constructor(self, cls: type) -> types.FunctionType:
        """What stands for a class where it is called."""
        if cls not in self.constructors:
            self.constructors[cls] = constructor(self, cls)
        return self.constructors[cls]

    def stored_fields(self, cls: type) -> dict[str, gast.expr] | None:
        """What the attributes hold of a class that does no more than store."""
        if cls not in self.storing:
            self.storing[cls] = stored_fields(self, cls)
        return self.storing[cls]

    def surely_set(self, cls: type) -> frozenset[str]:
        """The attributes that every object of a class has."""
        if cls not in self.born:
            self.born[cls] = surely_set(self, cls)
        return self.born[cls]

    def class_expression(self, cls: type) -> gast.expr:
        """A class, by way of its module."""
        self.classes[cls] = None
        tree: gast.expr = name(self.aliases.of_class(cls))
        for part in cls.__qualname__.split("."):
            tree = gast.Attribute(tree, part, gast.Load())
        return tree

    def is_lifted(self, facts: Analysis) -> bool:
        """Whether calls of a function are written out: it is made, or given what is."""
        function = facts.scope.function
        given = any(map(holds_closure, facts.arguments.values()))
        made = function in self.made or function in self.endless
        return given or made or facts.packs is not None

    def variant(
        self,
        function: types.FunctionType,
        what: object,
        change: Callable[[core.Function], core.Function],
    ) -> types.FunctionType:
        """What stands for a function in another form, which is written out as one of its own."""
        if (function, what) not in self.variants:
            tree = change(self.tree(function))
            made = placeholder(self.source(function).tree, function)
            made.__name__, made.__qualname__ = function.__name__, function.__qualname__
            made.__signature__ = inspect.signature(function, follow_wrapped=False)  # type: ignore[attr-defined]  # inspect reads it
            made.__wrapped__ = getattr(function, "__wrapped__", function)  # type: ignore[attr-defined]  # whose defaults are its own
            known = self.made.get(function)
            self.made[made] = Nested(tree, known.free if known else (), ())
            self.sources[made] = self.source(function)
            self.trees[made] = tree
            self.variants[(function, what)] = made
        return self.variants[(function, what)]

    def lifted_name(self, facts: Analysis) -> str:
        """The name of a function that is written out, until the module is put together."""
        return self.lifted_as(facts.scope.function, facts.arguments)

    def lifted_as(self, function: types.FunctionType, values: Mapping[str, Value]) -> str:
        """The name of such a function under what it is given."""
        key = _key(function, values)
        for given, known in self.lifted.items():
            if known == key:
                return given
        stem = "function" if function.__name__ == "<lambda>" else function.__name__
        given = f"{stem}{LIFTED}{len(self.lifted)}"
        self.lifted[given] = key
        return given

    def lifted_target(self, given: str) -> Lifted | None:
        """The function that a name stands for, where it is one of those that are written out."""
        key = self.lifted.get(given)
        if key is None:
            return None
        values = dict(key[1])
        statics = tuple((p, v) for p, v in key[1] if holds_closure(v))
        takes = runtime_parameters(parameters(self.tree(key[0])), values)
        return Lifted(key[0], statics, takes)

    def copy_module(self, facts: Analysis) -> Callable[[], str]:
        return lambda: self.aliases.of_module(copying, "copy", facts.scope.locals)

    def _rely_on(self, key: Key, known: Analysis) -> None:
        """Whoever is analysed just now relies on what is known of a function in progress so far."""
        for level, started in enumerate(self.open):
            relying = self.relying.setdefault(started, set())
            if started == key and known.in_progress:
                self.recursive.add(key)
                relying.update(self.open[level + 1 :])
            elif key in relying:
                relying.update(self.open[level + 1 :])

    def _settle(self, facts: Analysis) -> None:
        """Follows the function until nothing new is found, of its own calls of itself too."""
        for turn in range(ROUNDS):
            self._forget_relying()
            before = (len(facts.mutated), len(facts.active_sites))
            found = unpacked(Flow(self, facts).run(dict(facts.arguments)), facts.packs)
            if turn >= UNFOLDED:
                found = cut(found, depth(facts.returned))
            self._refuse_intricate(facts, found)
            settled = found == facts.returned
            facts.returned = found
            if self.open[-1] not in self.recursive:
                break
            if settled and before == (len(facts.mutated), len(facts.active_sites)):
                break
        opaque.mark(facts, inner=len(self.open) > 1)

    def _refuse_intricate(self, facts: Analysis, found: Value) -> None:
        """A recursion that nests what it returns in what it returns names memory without end."""
        if self.open[-1] in self.recursive and len(set(facts.sites(found))) > INTRICATE:
            self.refuse_for_good(
                facts,
                self.source(facts.scope.function).tree,
                f"{facts.scope.function.__name__} calls itself and returns what it has kept",
                "write a loop, or differentiate it once",
            )
            self.raise_offences()

    def _forget_relying(self) -> None:
        """What relied on an earlier round of the function in progress is analysed again."""
        for key in self.relying.pop(self.open[-1], ()):
            if key not in self.open and key in self.analyses:
                self.offences.forget(self.analyses.pop(key))

    def analyse_call(
        self,
        function: types.FunctionType,
        values: dict[str, Value],
        evaluate: Evaluator,
        node: gast.AST,
    ) -> Analysis | None:
        """The callee under the values it is called with; None where its source can't be read."""
        caller = evaluate.facts
        numbering = classes(values)
        inner = {name: renamed(value, numbering, caller) for name, value in values.items()}
        there, _ = symbols(values)
        inner = {name: measured(value, there) for name, value in inner.items()}
        outer = [self.analyses[key] for key in self.open if key[0] is function]
        if outer:
            inner = {name: widened(value) for name, value in inner.items()}
            for started in outer:
                known = started.arguments
                inner = {n: of_any_length(v, known[n]) for n, v in inner.items() if n in known}
        if len(outer) > RECURSION:
            self.refuse_for_good(
                caller,
                node,
                f"{function.__name__} calls itself with arguments of another form each time",
                "pass a list that grows, or write a loop",
            )
            self.raise_offences()
        if hasattr(function, "constructs"):
            self.classes[function.constructs] = None
            self.callees[body_of(function.constructs) or function] = None
        elif function not in self.made and not is_generated(function):
            self.callees[function] = None
        if not self.is_readable(function):
            return None
        callee = self.analyse(function, inner)
        returned = set(handed_out(callee.returned))
        changing = connected(caller)
        lent = {("site", n) for s, n in numbering.items() if s in changing}
        if lent & returned:
            callee = self.analyse(function, inner, lent=frozenset(lent & returned))
        note_writes(evaluate, node, callee, values, numbering)
        if function.__code__.co_freevars and callee.captured:
            self.refuse(
                caller,
                node,
                f"{function.__name__} uses a variable of the function it was defined in",
                "pass it as an argument",
            )
        return callee

    def returned_to(
        self, callee: Analysis, values: dict[str, Value], node: gast.AST, evaluate: Any
    ) -> Value:
        """The callee's result as the caller sees it: its memory is the caller's, or new."""
        if callee.repeated:
            evaluate.facts.repeated |= {made_at(node, site) for site in callee.repeated}
        back: dict[Site, frozenset[Site]] = {}
        for site, number in classes(values).items():
            back[("site", number)] = back.get(("site", number), frozenset()) | {site}
        _, back_again = symbols(values)
        return measured(mapped(callee.returned, back, node, callee), back_again)


def key_of(
    function: types.FunctionType,
    values: Mapping[str, Value],
    entry: bool = False,
    lent: frozenset[Site] = frozenset(),
) -> Key:
    """By what an analysis is found again."""
    return (function, tuple(sorted(values.items(), key=lambda item: item[0])), entry, lent)


def _shown(statement: core.Statement) -> gast.expr:
    """The part of a statement to point at: what is written, or the call that writes."""
    target = getattr(statement, "target", None)
    shown: gast.expr = target if target is not None else statement.value  # type: ignore[attr-defined]  # stores and calls have one
    return shown

"""Which names share memory that changes, and which calls have no effect."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.analysis.values import Value
from tangentgen.derive.changed import changed, changes, early
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import root
from tangentgen.derive.reached import roots
from tangentgen.derive.sharing import contained
from tangentgen.language import core
from tangentgen.language.free import occurring
from tangentgen.language.optional import MODULES
from tangentgen.language.resolve import assigned, parameters
from tangentgen.language.targets import Writes, base_name
from tangentgen.source.printer import print_expression

# What is as long as it was when an item is replaced; a dict gets a key.
_FIXED = ("array", "tensor", "scalar", "list", "tuple", "float", "int", "bool", "complex", "str")


class Memory:
    """The class of memory of each name: one for all names that may share arrays which change.

    Once it is `decided` what is saved, any local name's array may be read by that name alone;
    before, a save that is made for the sake of another way of saving would seem to be for nothing.
    """

    def __init__(self, facts: Analysis, work: Derivation, decided: bool = False) -> None:
        self.classes: dict[str, str] = {}
        self._take_lists(facts)
        own = {n for names in facts.built.values() for n in names} - set(parameters(facts.tree))
        if decided:
            own = {n for n in assigned(facts.tree.body) if facts.scope.place(n) == "local"}
            own -= {*changed(facts), *facts.changed}  # whose arrays the caller reads too
        self.apart = own - work.views_of_themselves() - work.handed
        for site in facts.mutated:
            self._join(facts.holders.get(site, set()))
        if facts.cells or facts.fields or contained(facts):
            for site, reaching in roots(facts).items():
                if site in facts.mutated:
                    self._join(set(reaching))
        for reaching in roots(facts).values() if work.stacks else ():
            if not work.stacks.isdisjoint(reaching):
                self._join(set(reaching))
        for names in facts.holders.values():
            if any(n in self.classes for n in names):
                self._join(names)
        for saved in work.saved_names.values():
            held = work.handed if saved in work.holding else frozenset()
            self._join({saved, *held})
        shadows = {
            n: work.names.given[("_bar", root(n))]
            for n in work.shadows | work.stacks
            if ("_bar", root(n)) in work.names.given
        }
        handed = any(early(user.callee) for user in facts.user_calls.values())
        # arrays that never change have shadows that do, and that share memory as they do
        for names in facts.holders.values():
            if len(names & shadows.keys()) > 1:
                self._join(names & shadows.keys())
        for primal, bar in shadows.items():  # what a call saves may hold shadows too
            apart = "" if handed else "shadow "
            self.classes[bar] = apart + self.classes.get(primal, primal)

    def _take_lists(self, facts: Analysis) -> None:
        self.occurring = occurring(facts.tree)
        named = [(n.id, v) for n, v in facts.values.items() if isinstance(n, gast.Name)]
        named += facts.arguments.items()
        self.lists = {n for n, v in named if _lists_in(facts, v)}
        self.keyed = {n for n, v in named if v.kind not in _FIXED}  # a store may enter a key

    def grows(self, name: str) -> bool:
        """Whether a name is one of the primal's for what may change its length."""
        return name in self.lists or name in self.keyed

    def ours(self, name: str) -> bool:
        """Whether it is the name of a list that this function alone can see."""
        return name in self.lists or name not in self.occurring

    def alone(self, name: str) -> bool:
        """Whether what the array of a name holds is read by that name only, while it has it."""
        where = self.classes.get(name)
        return name in self.apart and where is not None and self.count(where) == 1

    def _join(self, names: set[str]) -> None:
        olds = {self.classes[n] for n in names if n in self.classes}
        chosen = min((*olds, *names), default=None)
        if chosen is None:
            return
        for n, where in list(self.classes.items()):
            if where in olds:
                self.classes[n] = chosen
        for n in names:
            self.classes[n] = chosen

    def __call__(self, name: str) -> str | None:
        return self.classes.get(name)

    def count(self, where: str) -> int:
        """How many names have memory of a class."""
        return self._counts[where]

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(self.classes.values())


def _lists_in(facts: Analysis, value: Value) -> bool:
    """Whether a value is, or holds, a list that changes."""
    return bool(facts.cells) and any(site in facts.cells for site in facts.sites(value))


_PURE_MODULES = {"np", "math", "operator", "cmath", "scipy", *MODULES}
_PURE_NAMES = frozenset(
    """len range abs float int bool complex min max sum round zip enumerate reversed list tuple
    slice isinstance unbroadcast divmod pow sorted any all str dict""".split()  # noqa: SIM905 - read as text
)
_PURE_METHODS = frozenset(
    """copy sum mean reshape ravel transpose dot min max prod std var astype flatten clip squeeze
    swapaxes cumsum trace round conj item repeat diagonal argmax argmin any all keys values items
    get index count format join split""".split()  # noqa: SIM905 - read as text
)


def pure_calls(facts: Analysis, output: Any) -> Callable[[gast.expr], bool]:
    """A test whether evaluating an expression does nothing but give its value."""
    known: set[str] = set()
    for node, user in facts.user_calls.items():
        if isinstance(node, gast.Call) and is_pure(user.callee, set()):  # but for what it writes
            known.add(print_expression(node.func))
    for node in facts.rule_calls:  # a parameter or a variable that holds a function with a rule
        if isinstance(node, gast.Call) and isinstance(node.func, gast.Name):
            known.add(node.func.id)

    entering = {print_expression(n) for n in facts.impure if isinstance(n, gast.Subscript)}

    def pure(tree: gast.expr) -> bool:
        for node in run_by(tree):
            if isinstance(node, gast.Call) and not _pure_call(node, known, output):
                return False
            if isinstance(node, gast.NamedExpr | gast.Await | gast.Yield | gast.YieldFrom):
                return False
            if isinstance(node, gast.Subscript) and print_expression(node) in entering:
                return False
        return True

    return pure


def run_by(tree: gast.AST) -> Iterator[gast.AST]:
    """The nodes of an expression that run when it is evaluated: not what a lambda returns."""
    found = [tree]
    for node in found:  # grows while it is walked
        yield node
        inner = [node.args] if isinstance(node, gast.Lambda) else gast.iter_child_nodes(node)
        found.extend(inner)


def written_by(facts: Analysis, output: Any) -> Writes:
    """What calls of the user's functions and of derived ones change.

    A call that only does that is needed only where somebody reads what it has changed.
    """
    users: dict[str, UserCall] = {}
    methods: set[str] = set()
    for node, user in facts.user_calls.items():
        if isinstance(node, gast.Call) and changes(user):
            text = print_expression(node.func)
            users[text] = user
            owner = getattr(node.func, "value", None)
            if owner is not None and any(owner is given for given in user.arguments.values()):
                methods.add(text)

    unseen = {print_expression(n.func) for n in facts.unseen if isinstance(n, gast.Call)}

    def writes(value: gast.expr) -> tuple[gast.expr, ...]:
        if not isinstance(value, gast.Call) or not (users or output.changing or unseen):
            return ()
        text = print_expression(value.func)
        if text in unseen:
            given = (*value.args, *(k.value for k in value.keywords))
            return tuple(a for a in given if base_name(a) is not None)
        if text in output.changing:
            return tuple(value.args[k] for k in output.changing[text])
        if text not in users:
            return ()
        callee = users[text].callee
        order = parameters(callee.tree)
        args = list(value.args)
        if text in methods:
            args.insert(0, value.func.value)
        by_name = dict(zip(order, args, strict=False))
        by_name |= {k.arg: k.value for k in value.keywords}
        return tuple(by_name[p] for p in changed(callee) if p in by_name)

    return writes


def is_pure(facts: Analysis, seen: set[int]) -> bool:
    """No impure call in a callee or in what it calls, but for writing into arguments."""
    if id(facts) in seen:
        return True
    seen.add(id(facts))
    if facts.impure or any(
        isinstance(s, core.Raise | core.Foreign) for s in core.walk(facts.tree.body)
    ):
        return False
    return all(is_pure(user.callee, seen) for user in facts.user_calls.values())


def _pure_call(node: gast.Call, known: set[str], output: Any) -> bool:
    function = node.func
    if isinstance(function, gast.Name):
        if function.id in output.impure:
            return False
        if (
            function.id in _PURE_NAMES
            or function.id in output.taken
            or function.id in output.helpers
        ):
            return True
        return function.id in known
    if isinstance(function, gast.Subscript):
        return print_expression(function) in known
    if isinstance(function, gast.Attribute):
        owner = function.value
        text = print_expression(function)
        if text in known:
            return True
        head = owner
        while isinstance(head, gast.Attribute):
            head = head.value
        if isinstance(head, gast.Name) and head.id in _PURE_MODULES:
            return "random" not in text and text != "np.add.at"
        return function.attr in _PURE_METHODS
    return False

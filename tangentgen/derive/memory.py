"""Which names share memory that changes, and which calls have no effect."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis, UserCall
from tangentgen.analysis.values import Value, part_keys
from tangentgen.derive.changed import changed, changes, early, written_sites
from tangentgen.derive.context import Derivation
from tangentgen.derive.names import root
from tangentgen.derive.sharing import contained, roots
from tangentgen.language import core
from tangentgen.language.free import occurring
from tangentgen.language.optional import MODULES
from tangentgen.language.resolve import parameters
from tangentgen.language.targets import Writes, base_name, changed_list, scattered
from tangentgen.language.walk import all_names, walk
from tangentgen.source.printer import print_expression
from tangentgen.source.quote import constant, copy, expression, name


class Memory:
    """The class of memory of each name: one for all names that may share arrays which change."""

    def __init__(self, facts: Analysis, work: Derivation) -> None:
        self.classes: dict[str, str] = {}
        self._take_lists(facts)
        for site in facts.mutated:
            self._join(facts.holders.get(site, set()))
        if facts.cells or facts.fields or contained(facts):
            for site, reaching in roots(facts).items():
                if site in facts.mutated:
                    self._join(set(reaching))
        for names in facts.holders.values():
            if any(n in self.classes for n in names):
                self._join(names)
        for saved in work.saved_names.values():
            held = work.handed if saved in work.holding else frozenset()
            self._join({saved, *held})
        shadows = {
            n: work.names.given[("_bar", root(n))]
            for n in work.shadows
            if ("_bar", root(n)) in work.names.given
        }
        handed = any(early(user.callee) for user in facts.user_calls.values())
        for primal, bar in shadows.items():  # what a call saves may hold shadows too
            apart = "" if handed else "shadow "
            self.classes[bar] = apart + self.classes.get(primal, primal)

    def _take_lists(self, facts: Analysis) -> None:
        self.occurring = occurring(facts.tree)
        self.lists = {n for n, v in facts.arguments.items() if _lists_in(facts, v)}
        self.lists |= {
            node.id
            for node, value in facts.values.items()
            if isinstance(node, gast.Name) and _lists_in(facts, value)
        }

    def grows(self, name: str) -> bool:
        """Whether a name is one of the primal's for a list that changes its length."""
        return name in self.lists

    def ours(self, name: str) -> bool:
        """Whether it is the name of a list that this function alone can see."""
        return name in self.lists or name not in self.occurring

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
        return sum(found == where for found in self.classes.values())


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

    def pure(tree: gast.expr) -> bool:
        for node in run_by(tree):
            if isinstance(node, gast.Call) and not _pure_call(node, known, output):
                return False
            if isinstance(node, gast.NamedExpr | gast.Await | gast.Yield | gast.YieldFrom):
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


def snapshot_of(
    work: Derivation,
    memory: Memory,
    whole: core.Block,
    split: core.Evaluate,
    writes: Writes,
    apart: bool,
) -> core.Block:
    """The returned value as it was: a copy, where the reverse sweep changes it.

    Where its arrays are to be `apart`, a copy too of what shares memory with an earlier one.
    """
    if work.answer is None:
        return whole
    position = next(
        k for k, s in enumerate(whole) if isinstance(s, core.Evaluate) and s.value is split.value
    )
    later = {memory(n) for n in _written(whole[position:], writes)} - {None}

    def protect(block: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for s in block:
            if isinstance(s, core.If):
                s = replace(s, body=protect(s.body), orelse=protect(s.orelse))
            elif (
                isinstance(s, core.Assign)
                and isinstance(s.target, gast.Name)
                and s.target.id == work.answer
            ):
                s = replace(s, value=protected(work, memory, later, s.value, apart, set()))
            out.append(s)
        return tuple(out)

    return (*protect(whole[:position]), *whole[position:])


def copied_list(tree: gast.expr, value: Value) -> gast.expr:
    """A list, and the lists in it, in memory of their own."""
    inner = value.element
    if inner is not None and inner.kind == "list":
        return expression("[$e for item in $x]", e=copied_list(name("item"), inner), x=tree)
    return expression("$x.copy()", x=tree)


def _written(block: core.Block, writes: Writes) -> set[str]:
    from tangentgen.language.sweep import Restore

    found: set[str] = set()
    for s in core.walk(block):
        target: Any = None
        if isinstance(s, core.Assign | core.Augment | Restore):
            target = s.target
            if isinstance(s, core.Augment) and isinstance(target, gast.Name):
                found.add(target.id)
        elif isinstance(s, core.Evaluate):
            target = scattered(s.value)
        if isinstance(s, core.Evaluate | core.Assign):
            found.update(b for w in writes(s.value) if (b := base_name(w)) is not None)
        if isinstance(s, core.Assign | core.Evaluate):
            owner = changed_list(s.value)
            if owner is not None and (base := base_name(owner)) is not None:
                found.add(base)
        if isinstance(target, gast.Subscript | gast.Attribute):
            base = base_name(target)
            if base is not None:
                found.add(base)
    return found


DISPLAYS = ("tuple", "list", "dict")


def _items_apart(
    work: Derivation,
    memory: Memory,
    changed: set[str | None],
    tree: gast.expr,
    known: Value,
    apart: bool,
    seen: set[object],
) -> gast.expr:
    """A container that has a name, with copies of the arrays in it that change or are given."""
    if known.items is not None and known.kind in DISPLAYS:
        keys = part_keys(known)
        at = [gast.Subscript(tree, constant(k), gast.Load()) for k in keys]
        parts = [
            _items_apart(work, memory, changed, inner, value, apart, seen)
            for inner, value in zip(at, known.items, strict=True)
        ]
        if all(part is inner for part, inner in zip(parts, at, strict=True)):
            return tree
        if known.kind == "dict":
            return gast.Dict([constant(k) for k in keys], list(map(copy, parts)))
        display = gast.Tuple if known.kind == "tuple" else gast.List
        return display(list(map(copy, parts)), gast.Load())
    if known.kind not in ("array", "tensor"):
        return tree
    if not written_sites(work.facts).isdisjoint(known.sites):
        return tree
    names = {n for site in known.sites for n in work.facts.holders.get(site, ())}
    argued = any(isinstance(s, tuple) and s and s[0] in OUTSIDE for s in known.sites)
    again = apart and not seen.isdisjoint(known.sites)
    seen |= known.sites
    if argued or again or any(memory(n) is not None and memory(n) in changed for n in names):
        return expression("$x.copy()" if known.kind == "array" else "np.copy($x)", x=copy(tree))
    return tree


OUTSIDE = ("argument", "site", "global", "captured")


def protected(
    work: Derivation,
    memory: Memory,
    changed: set[str | None],
    value: gast.expr,
    apart: bool,
    seen: set[object],
) -> gast.expr:
    """The value with `.copy()` at arrays that change later or belong to the caller."""
    if isinstance(value, gast.Tuple | gast.List):
        parts = [protected(work, memory, changed, e, apart, seen) for e in value.elts]
        return type(value)(parts, gast.Load())
    if isinstance(value, gast.Dict):
        return gast.Dict(
            [copy(k) for k in value.keys],
            [protected(work, memory, changed, v, apart, seen) for v in value.values],
        )
    known = work.facts.value(value)
    if known.kind in ("list", "dict") and known.items is None and _lists_in(work.facts, known):
        return copied_list(value, known)
    if isinstance(value, gast.Name) and known.items is not None and known.kind in DISPLAYS:
        return _items_apart(work, memory, changed, value, known, apart, seen)
    if known.kind not in ("array", "tensor"):
        return value
    if not written_sites(work.facts).isdisjoint(known.sites):
        return value  # the caller's own array, which it knows under this name too
    argued = any(
        isinstance(s, tuple) and s and s[0] in ("argument", "site", "global", "captured")
        for s in known.sites
    )
    read = {n.id for n in all_names(value)}
    shares = any(
        known.sites & inner.sites
        for n in walk(value)
        if isinstance(n, gast.Name)
        for inner in [work.facts.value(n)]
    )
    again = apart and not seen.isdisjoint(known.sites)
    seen |= known.sites
    if (
        argued
        or again
        or (shares and any(memory(n) in changed and memory(n) is not None for n in read))
    ):
        return (
            expression("$x.copy()", x=value)
            if known.kind == "array"
            else expression("np.copy($x)", x=value)
        )
    return value

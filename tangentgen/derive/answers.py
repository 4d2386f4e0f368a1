"""The returned value as it was when the forward sweep ended, apart from what changes later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import gast

from tangentgen.analysis.crossing import made_at
from tangentgen.analysis.facts import Analysis, Site
from tangentgen.analysis.sites import is_given, is_outside
from tangentgen.analysis.values import Value, part_keys
from tangentgen.derive.changed import written_sites
from tangentgen.derive.context import Derivation
from tangentgen.derive.memory import Memory
from tangentgen.derive.reached import roots
from tangentgen.language import core
from tangentgen.language.targets import Writes, base_name, changed_list, scattered
from tangentgen.language.walk import all_names, walk
from tangentgen.source.quote import constant, copy, expression, name

CONTAINERS = ("tuple", "list", "dict", "object")


def snapshot_of(
    work: Derivation,
    memory: Memory,
    whole: core.Block,
    split: core.Evaluate,
    writes: Writes,
    apart: Callable[[], str] | None,
) -> core.Block:
    """The block with copies in the answer of what the reverse sweep changes.

    For an entry `apart` gives the name of the module `copy`: its answer shares memory with
    nothing, and its containers are copied too. What a callee returns is its caller's to keep.
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
                s = replace(s, value=_Answer(work, memory, later, apart).protected(s.value))
            out.append(s)
        return tuple(out)

    return (*protect(whole[:position]), *whole[position:])


@dataclass
class _Answer:
    """One returned expression; `seen` is the memory of its arrays so far."""

    work: Derivation
    memory: Memory
    later: set[str | None]  # what the reverse sweep changes
    apart: Callable[[], str] | None
    seen: set[Site] = field(default_factory=set)

    def protected(self, value: gast.expr) -> gast.expr:
        """The value with `.copy()` at what changes later or belongs to the caller."""
        if isinstance(value, gast.Tuple | gast.List):
            return type(value)([self.protected(e) for e in value.elts], gast.Load())
        if isinstance(value, gast.Dict):
            values = [self.protected(v) for v in value.values]
            keys = [copy(k) if k is not None else None for k in value.keys]  # None before `**`
            return gast.Dict(keys, values)
        if isinstance(value, gast.Starred):
            return gast.Starred(self.spread(value.value), gast.Load())
        known = self.work.facts.value(value)
        if known.kind in CONTAINERS:
            return self.container(value, known)
        if known.kind not in ("array", "tensor"):
            return value
        if self.callers(known):
            return value
        read = {n.id for n in all_names(value)}
        shares = any(
            known.sites & self.work.facts.value(n).sites
            for n in walk(value)
            if isinstance(n, gast.Name)
        )
        changes = any(self.memory(n) in self.later and self.memory(n) is not None for n in read)
        if self.taken(known) or (shares and changes) or self.written(known):
            return copied_array(value, known)
        return value

    def spread(self, value: gast.expr) -> gast.expr:
        """What a display takes item by item: a container that has a name, or that a call gives."""
        known = self.work.facts.value(value)
        if isinstance(value, gast.Name | gast.Subscript | gast.Attribute):
            return self.protected(value)
        items = [*(known.items or ()), *filter(None, [known.element])]
        item = name("item")
        inner = [self.part(item, each) for each in items]
        if all(made is item for made in inner):
            return value
        if all(each.kind in ("array", "tensor") for each in items):
            made = next(made for made in inner if made is not item)
            return expression("[$e for item in $x]", e=made, x=copy(value))
        assert self.apart is not None
        return expression("$m.deepcopy(list($x))", m=name(self.apart()), x=copy(value))

    def callers(self, known: Value) -> bool:
        """Whether it is the caller's own array, which it knows under this name too."""
        if not written_sites(self.work.facts).isdisjoint(known.sites):
            return True
        return self.apart is None and bool(known.sites) and all(map(is_given, known.sites))

    def taken(self, known: Value) -> bool:
        """Whether an array is the caller's, or stands in the answer a second time."""
        argued = any(map(is_outside, known.sites))
        again = self.apart is not None and not self.seen.isdisjoint(known.sites)
        self.seen |= known.sites
        return argued or again

    def changes(self, known: Value) -> bool:
        """Whether the reverse sweep changes memory of a value, but for that of its parts."""
        names = {n for site in known.sites for n in roots(self.work.facts).get(site, ())}
        return any(self.memory(n) is not None and self.memory(n) in self.later for n in names)

    def written(self, known: Value) -> bool:
        """Whether the reverse sweep changes an array, by whatever name it goes there."""
        if not self.work.facts.mutated.isdisjoint(known.sites) and self.changes(known):
            return True
        return bool(known.sites) and not restored_by_calls(self.work.facts).isdisjoint(known.sites)

    def container(self, tree: gast.expr, known: Value) -> gast.expr:
        """A container that has a name, apart from what changes; itself where nothing does."""
        if known.optional:
            there = self.container(tree, known.but(optional=False))
            return there if there is tree else _unless_none(tree, there)
        if self.apart is None and known.kind == "object":
            return tree
        is_new = not isinstance(tree, gast.Name | gast.Subscript | gast.Attribute)
        changes = not is_new and self.changes(known)
        if known.items is None:
            return self.of_any_length(tree, known, changes)
        at = [_part(tree, known, key) for key in part_keys(known)]
        parts = [self.part(t, v) for t, v in zip(at, known.items, strict=True)]
        if all(part is inner for part, inner in zip(parts, at, strict=True)):
            if not changes or known.kind == "tuple":
                return tree
            if known.kind == "object":
                assert self.apart is not None
                return expression("$m.copy($x)", m=name(self.apart()), x=copy(tree))
            return expression("$x.copy()", x=copy(tree))
        if known.kind == "object":
            assert self.apart is not None
            return expression("$m.deepcopy($x)", m=name(self.apart()), x=copy(tree))
        if known.kind == "dict":
            return gast.Dict([constant(k) for k in part_keys(known)], list(map(copy, parts)))
        display = gast.Tuple if known.kind == "tuple" else gast.List
        return display(list(map(copy, parts)), gast.Load())

    def of_any_length(self, tree: gast.expr, known: Value, changes: bool) -> gast.expr:
        if known.kind not in ("list", "dict"):
            return tree
        element = known.element
        item = name("item")
        inner = self.part(item, element) if element is not None else item
        if inner is not item:
            form = "[$e for item in $x]"
            form = form if known.kind == "list" else "{k: $e for k, item in $x.items()}"
            return expression(form, e=inner, x=copy(tree))
        return expression("$x.copy()", x=copy(tree)) if changes else tree

    def part(self, tree: gast.expr, known: Value) -> gast.expr:
        """What a container holds."""
        if known.kind in CONTAINERS:
            return self.container(tree, known)
        if known.kind not in ("array", "tensor"):
            return tree
        if self.callers(known):
            return tree
        if self.taken(known) or self.written(known):
            return copied_array(tree, known)
        return tree


def restored_by_calls(facts: Analysis, seen: frozenset[int] = frozenset()) -> set[Site]:
    """Arrays that callees make, write and leave in a container: their reverses restore them."""
    found: set[Site] = set()
    for node, user in facts.user_calls.items():
        callee = user.callee
        if id(callee) in seen:
            continue
        put = [*callee.cells.values(), *(v for f in callee.fields.values() for v in f.values())]
        left = {s for value in put if value is not None for s in callee.sites(value)}
        if left:
            left &= callee.mutated | restored_by_calls(callee, seen | {id(facts)})
            found |= {made_at(node, site) for site in left}
    return found


def copied_array(tree: gast.expr, known: Value) -> gast.expr:
    """`x.copy()` of an array, `np.copy(x)` of what may be a number."""
    form = "$x.copy()" if known.kind == "array" else "np.copy($x)"
    copied = expression(form, x=copy(tree))
    return _unless_none(tree, copied) if known.optional else copied


def _unless_none(tree: gast.expr, there: gast.expr) -> gast.expr:
    return expression("None if $x is None else $there", x=copy(tree), there=there)


def _part(tree: gast.expr, known: Value, key: object) -> gast.expr:
    if known.kind == "object":
        return gast.Attribute(tree, str(key), gast.Load())
    return gast.Subscript(tree, constant(key), gast.Load())


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

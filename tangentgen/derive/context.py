"""What the deriver knows while it walks one function."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.items_missing import begins_small
from tangentgen.analysis.join import join
from tangentgen.analysis.least import Least, least_values
from tangentgen.analysis.values import ANY, Value, part_at
from tangentgen.derive.assignment import Assignment
from tangentgen.derive.built_lists import building
from tangentgen.derive.caller import ALONE, Caller
from tangentgen.derive.helpers import Helpers
from tangentgen.derive.names import Leaf, Names
from tangentgen.derive.unasked import BY_ITSELF, Masks
from tangentgen.language import core
from tangentgen.language.clashes import RESERVED
from tangentgen.language.fresh import fresh
from tangentgen.language.resolve import assigned, parameters, read_names
from tangentgen.language.sweep import Slot
from tangentgen.language.walk import walk
from tangentgen.source.match import key

MADE = Value("tensor", active=True)  # what every name stands for that the deriver made


@dataclass(frozen=True)
class Context:
    """Where a block stands: whether its saves go on stacks, and which loop it is in."""

    stacked: bool = False
    local: frozenset[str] = frozenset()  # saved at the end of the loop's body, not when overwritten


@dataclass
class Derivation:
    """The tables and the state of one function's derivation."""

    facts: Analysis
    tables: Assignment
    names: Names
    world: Any
    shadows: frozenset[str]
    stacks: frozenset[str]  # lists beside which there are lists of shadows
    optimize: bool
    rerun: frozenset[core.Statement]  # loops whose bodies are run again in the reverse sweep
    remade: frozenset[core.Statement]  # loops whose bodies' own names are computed again
    restored: frozenset[core.Statement] = frozenset()  # undone without what they overwrite
    helpers: Helpers = field(default_factory=Helpers)
    # whether the cotangent may hold lists, whose numbers may be somebody's arrays of no axis
    lists_given: bool = True
    live: set[Leaf] = field(default_factory=set)  # adjoints that may be other than zero
    bare: set[Leaf] = field(default_factory=set)  # those that may be a number for an array
    started_bare: set[Leaf] = field(default_factory=set)  # those that have been somewhere
    undefined: set[str] = field(default_factory=set)  # saved, though perhaps without a value yet
    split: core.Statement = field(default_factory=core.Pass)  # between the two sweeps
    answer: str | None = None  # the name of the returned value, where the caller wants it
    seed_at: Callable[[tuple[Any, ...]], gast.expr | None] = lambda path: None
    refuse: Callable[[gast.AST, str, str], object] = lambda node, what, hint: None
    grouped: Callable[[core.Block, Context], tuple[core.Block, list[core.Block]]] = (
        lambda block, context: (block, [])
    )  # both sweeps of a block, set where a derivation begins
    pair: Callable[..., Any] = lambda *a: None  # the derived pair of a user's function
    # parameters that a function changes, which its caller may read after it
    outlive: frozenset[str] = frozenset()
    keys_asked: Callable[[gast.expr], bool] = lambda owner: True  # see derive/asked_parts.py
    keys_in_order: Callable[[], bool] = lambda: True  # see derive/order_of_keys.py
    attributes_asked: Callable[[], frozenset[str | None]] = lambda: frozenset()
    first_set: Callable[[core.Statement], bool] = lambda statement: False  # see derive/first_set.py
    stored: set[core.Statement] = field(default_factory=set)  # loops that store some states only
    remakable: set[core.Statement] = field(default_factory=set)  # for which `remade` is another way
    memory: int | None = None  # how many bytes the states of one loop may take
    handed: frozenset[str] = frozenset()  # arrays that a callee's saved values may refer to
    trials: dict[Any, set[Leaf]] = field(default_factory=dict)
    anew: dict[core.Statement, frozenset[Leaf]] = field(default_factory=dict)  # see anew.py
    leaf_values: dict[Leaf, Value] = field(default_factory=dict)
    sections: set[str] = field(default_factory=set)  # names of copies of an adjoint's sections
    _views: set[str] | None = None
    _shared: set[str] | None = None
    _inner: set[str] | None = None
    _sections: dict[tuple[str, Hashable], Value] | None = None
    _changing: set[str] | None = None
    _least: dict[core.Statement, Least] | None = None
    _counts: dict[str, int] | None = None
    _building: set[core.Statement] | None = None
    masks: dict[Leaf, Masks] = field(default_factory=dict)
    unasked: set[Leaf] = field(default_factory=set)  # parts of whose adjoints had masks
    caller: Caller = ALONE
    _known: dict[str, Value] = field(default_factory=dict)
    _named: dict[str, list[gast.Name]] = field(default_factory=dict)
    _indexed: int = 0  # how many of the facts' values `_named` has seen
    call_saves: dict[Slot, core.Statement] = field(default_factory=dict)  # of calls and exchanges
    undoing: set[core.Statement] = field(default_factory=set)  # calls that could as well undo it
    exchanges: set[core.Statement] = field(default_factory=set)  # and stores that could
    holding: set[str] = field(default_factory=set)  # saved values that may refer to arrays here
    saved_names: dict[core.Statement, str] = field(default_factory=dict)

    def taken_masks(self, leaf: Leaf, statement: core.Statement) -> Masks:
        """Where the adjoint of a leaf is zero because nothing was asked; they are forgotten.

        Conditions are decided where the statement stands that binds it, if they have no name.
        """
        masks = self.masks.pop(leaf, ())
        here = self.tables.surely.get(statement, frozenset())
        nameless = (c for c, _ in masks if not isinstance(c, gast.Name))
        read = {n for condition in nameless for n in read_names(condition)}
        if read & self.counts().keys() <= here:
            return masks or (BY_ITSELF if self._is_unasked(leaf) else ())
        return BY_ITSELF

    def unasked_of(self, leaves: Iterable[Leaf], statement: core.Statement) -> dict[str, Masks]:
        """The same for several leaves, by the names of their adjoints."""
        return {
            self.names.of(leaf, "_bar"): masks
            for leaf in leaves
            if (masks := self.taken_masks(leaf, statement))
        }

    def unasked_part(self, given: str, bar: gast.expr) -> dict[str, Masks]:
        """What a name has to be told that stands for a part of an adjoint."""
        leaves = [self.names.leaf_of(n) for n in read_names(bar)]
        return {given: BY_ITSELF} if any(leaf and self._is_unasked(leaf) for leaf in leaves) else {}

    def _is_unasked(self, leaf: Leaf) -> bool:
        """Whether the adjoint of a leaf, or one that shares its memory, has had conditions."""
        shared = (own for own in self.unasked if {own[0], leaf[0]} <= self.shadows)
        return leaf in self.unasked or any(self.aliases(own[0], leaf[0]) for own in shared)

    def begins(self, leaf: Leaf) -> None:
        """Forgets what was known of the adjoint of a leaf, an earlier one or what is added to."""
        self.masks.pop(leaf, None)
        if leaf not in self.live:
            self.unasked.discard(leaf)

    def settled(self, tree: gast.expr) -> bool:
        """Whether an expression means the same from its operands' only definitions on."""
        changing = self.changing()
        inner = self.inner_names()
        return all(
            self.counts().get(n.id, 0) <= 1 and n.id not in changing and n.id not in inner
            for n in walk(tree)
            if isinstance(n, gast.Name)
        )

    def counts(self) -> dict[str, int]:
        """How often each name is bound, parameters once."""
        if self._counts is None:
            found = dict.fromkeys(parameters(self.facts.tree), 1)
            for each in assigned(self.facts.tree.body):
                found[each] = found.get(each, 0) + 1
            self._counts = found
        return self._counts

    def building(self) -> set[core.Statement]:
        """The statements that append to a list which nobody has seen yet."""
        if self._building is None:
            self._building = building(self.facts)
        return self._building

    def inner_names(self) -> set[str]:
        """Names that are bound inside a loop or a branch."""
        if self._inner is None:
            self._inner = {
                n for s in self.facts.tree.body if core.blocks(s) for n in assigned((s,))
            }
        return self._inner

    def aliases(self, first: str, second: str) -> bool:
        """Whether two names may stand for overlapping memory."""
        if first == second:
            return True
        return any(first in names and second in names for names in self.facts.holders.values())

    def shared(self, first: str) -> bool:
        """Whether memory of a name may go by another name too, here or where this is called."""
        if self._shared is None:
            holders = self.facts.holders
            given = {s for value in self.facts.arguments.values() for s in self.facts.sites(value)}
            changed = [holders.get(s, set()) for s in given & self.facts.mutated]
            several = [names for names in holders.values() if len(names) > 1]
            self._shared = set().union(*changed, *several)
        views = self.views_of_themselves()
        return first in self._shared or first in self.handed or first in views

    def views_of_themselves(self) -> set[str]:
        """Names that are bound to a view of the array they held, which a save still refers to."""
        if self._views is None:
            self._views = set()
            for statement in core.walk(self.facts.tree.body):
                match statement:
                    case core.Assign(target=gast.Name(id=target) as bound, value=value) if (
                        not fresh(value)
                    ):
                        sites = self.facts.value(bound).sites
                        for node in walk(value):
                            same = isinstance(node, gast.Name) and node.id == target
                            if same and not sites.isdisjoint(self.facts.value(node).sites):
                                self._views.add(target)
        return self._views

    def least(self, at: core.Statement) -> Least:
        """What integer names are never below where a statement of the primal stands."""
        if self._least is None:
            self._least = least_values(self.facts.tree)
        return self._least.get(at, {})

    def changing(self) -> set[str]:
        """The names whose arrays are changed in place somewhere: the primal's, and shadows."""
        if self._changing is None:
            holders = self.facts.holders
            written = {n for site in self.facts.mutated for n in holders.get(site, ())}
            if self.facts.cells or self.facts.fields or self.facts.contained:
                from tangentgen.derive.reached import roots

                reached = roots(self.facts)
                written |= {n for site in self.facts.mutated for n in reached.get(site, ())}
            self._changing = written | {self.names.of((n, ()), "_bar") for n in self.shadows}
        return self._changing

    def named(self, given: str) -> list[gast.Name]:
        """Where a name occurs among the expressions whose values are known."""
        for node in itertools.islice(self.facts.values, self._indexed, None):
            if isinstance(node, gast.Name):
                self._named.setdefault(node.id, []).append(node)
        self._indexed = len(self.facts.values)
        return self._named.get(given, [])

    def value_of(self, given: str) -> Value:
        """What is known of a name anywhere in the function, the adjoints' names too."""
        if not self._known:
            self._collect()
        if given not in self._known and (leaf := self.names.leaf_of(given)) is not None:
            known = self._known.get(leaf[0], ANY) if not leaf[1] else self._part_of(leaf)
            if leaf in self.started_bare:  # a number, perhaps
                known = known.but(kind="tensor", shape=None)
            return known.but(active=True)
        if given in self._known:
            return self._known[given]
        made = given in self.names.taken and self.facts.scope.place(given) != "local"
        return MADE if made and given not in RESERVED else ANY

    def _part_of(self, leaf: Leaf) -> Value:
        """What is known of a part of a structure, wherever that is read."""
        parts = [part_at(self.facts.values[n], leaf[1]) for n in self.named(leaf[0])]
        if leaf[0] in self.facts.arguments:
            parts.append(part_at(self.facts.arguments[leaf[0]], leaf[1]))
        found = parts[0] if parts else None
        for part in parts[1:]:
            found = join(found, part) if found is not None and part is not None else None
        return found if found is not None else ANY

    def known(self, node: gast.expr) -> Value:
        """What algebra may assume of an expression: what holds wherever in the function it is."""
        if isinstance(node, gast.Name):
            return self.value_of(node.id)
        found = self.facts.values.get(node)
        if found is None and isinstance(node, gast.Subscript):
            found = self.section(node)
        return ANY if found is None else found

    def section(self, node: gast.Subscript) -> Value | None:
        """What is known of a section wherever the primal reads it, and so of its adjoint."""
        if not isinstance(node.value, gast.Name):
            return None
        if self._sections is None:
            self._sections = {}
            for each, value in self.facts.values.items():
                if isinstance(each, gast.Subscript) and isinstance(each.value, gast.Name):
                    place = each.value.id, key(each.slice)
                    old = self._sections.get(place)
                    self._sections[place] = value if old is None else join(old, value)
        leaf = self.names.leaf_of(node.value.id)
        if leaf is None:
            return self._sections.get((node.value.id, key(node.slice)))
        if begins_small(self.value_of(leaf[0])):
            return None  # it may be a number where that is an array
        found = self._sections.get((leaf[0], key(node.slice))) if not leaf[1] else None
        return None if found is None else found.but(active=True)

    def _collect(self) -> None:
        for node, value in self.facts.values.items():
            if isinstance(node, gast.Name):
                old = self._known.get(node.id)
                self._known[node.id] = value if old is None else join(old, value)

    def learn(self, given: str, value: Value) -> None:
        """Records what a name made here holds."""
        if not self._known:
            self._collect()
        self._known[given] = value

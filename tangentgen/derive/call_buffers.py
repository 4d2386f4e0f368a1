"""The adjoints of what a call writes: buffers of the caller's, changed in place by the reverse."""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import UserCall
from tangentgen.derive.accumulate import adjoint, gathered, materialise, ordered
from tangentgen.derive.changed import Path, buffered, changed, changed_containers, shared_returns
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.names import root
from tangentgen.derive.places import Place, leaf_expression, place_of, select
from tangentgen.derive.push import Pusher
from tangentgen.derive.seeds import Seed
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.sweep import Own, Restore, Save, Slot
from tangentgen.language.targets import base_name
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, as_value, copy, expression, name


def memory_saves(
    work: Derivation, statement: core.Statement, user: UserCall, context: Context
) -> tuple[list[core.Statement], list[core.Statement]]:
    """Keeps what a call writes into, as it was before; which of it is needed is seen later."""
    kept: list[core.Statement] = []
    put: list[core.Statement] = []
    if statement in work.restored:
        return kept, put
    for parameter in changed(user.callee):
        if parameter in changed_containers(user.callee):
            continue  # its reverse puts back what it has changed
        given = user.arguments[parameter]
        place = place_of(work.facts, given)
        # an item whose key is computed, of a dict without adjoints, has no place of its own
        owner = place.leaf[0] if place is not None else base_name(given)
        if owner is None or (place is None and work.facts.active(given)):
            raise Unsupported(given, "a call changes what has no name", "give it a name first")
        slot = Slot(owner, context.stacked)
        work.call_saves[slot] = statement
        target = given if isinstance(given, gast.Subscript) else expression("$x[...]", x=given)
        kept.append(Save(slot, copy(given), True))
        put.append(Restore(slot, as_target(target)))
    return kept, put[::-1]


def unseen_saves(
    work: Derivation, statement: core.Statement, context: Context
) -> tuple[list[core.Statement], list[core.Statement]]:
    """Keeps arrays that calls of something unknown are given and may write."""
    kept: list[core.Statement] = []
    put: list[core.Statement] = []
    value = getattr(statement, "value", None)
    for node in walk(value) if isinstance(value, gast.AST) and work.facts.unseen else ():
        for given in work.facts.unseen.get(node, ()):
            place = place_of(work.facts, given)
            if place is None:
                continue  # new memory
            slot = Slot(place.leaf[0], context.stacked)
            target = given if isinstance(given, gast.Subscript) else expression("$x[...]", x=given)
            kept.append(Save(slot, copy(given), True))
            put.append(Restore(slot, as_target(target)))
    return kept, put[::-1]


def handed_back(
    work: Derivation, target: gast.expr | None, user: UserCall
) -> dict[str, str | None]:
    """The names that are bound to written memory, with the parameter that is returned as it is."""
    found: dict[str, str | None] = {}
    if target is None:
        return found
    for path, parameter in shared_returns(user.callee).items():
        part = _at(target, path)
        if not isinstance(part, gast.Name):
            raise Unsupported(
                target,
                "a call returns arrays that it has changed, in a container",
                "give each of them a name: a, b = ...",
            )
        found[part.id] = parameter
    del work
    return found


def _at(target: gast.expr, path: Path) -> gast.expr | None:
    for kind, key in path:
        if not isinstance(target, gast.Tuple | gast.List) or kind != "item":
            return None
        assert isinstance(key, int)
        target = target.elts[key]
    return target


class Buffers:
    """The adjoints of the written parameters of one call."""

    def __init__(self, work: Derivation, user: UserCall, back: dict[str, str | None]) -> None:
        self.work, self.user = work, user
        self.places: dict[str, Place] = {}
        self.renewed: dict[str, str] = {}
        self.named: dict[str, str] = {}  # buffers of `renewed` that have names of their own
        for parameter in buffered(user.callee):
            place = place_of(work.facts, user.arguments[parameter])
            if place is None:
                what = "an array without a name is given to a call that may give it back"
                raise Unsupported(user.arguments[parameter], what, "give it a name first")
            self.places[parameter] = place
        for each, parameter_ in back.items():
            if each not in work.shadows and parameter_ is not None:
                self.renewed[parameter_] = each  # `u = helper(u)`, the only name of its array

    def live(self) -> bool:
        """Whether any of the adjoints may be other than zero."""
        work = self.work
        own = {root(n) for n in self.renewed.values()} | {p.leaf for p in self.places.values()}
        return not own.isdisjoint(work.live) or any(leaf[0] in work.shadows for leaf in own)

    def unasked(self) -> bool:
        """Whether any of them may be zero because nothing was asked."""
        own = {root(n) for n in self.renewed.values()} | {p.leaf for p in self.places.values()}
        return not own.isdisjoint(self.work.unasked)

    def tree(self, parameter: str) -> gast.expr:
        """The buffer of a parameter."""
        if parameter in self.renewed:
            return name(self._renewed(parameter))
        place = self.places[parameter]
        return select(name(adjoint(self.work, place.leaf)), place.rest)

    def _renewed(self, parameter: str) -> str:
        bar = adjoint(self.work, root(self.renewed[parameter]))
        return self.named.get(parameter, bar)

    def apart(
        self, seeds: dict[Path, gast.expr], made: tuple[str, ...]
    ) -> tuple[list[core.Statement], dict[Path, gast.expr]]:
        """Names of their own for seeds that go by the name of a buffer: `u = helper(u)`.

        So too for what comes back under the name of another array that is written: `y` in
        `y = helper(x, y)` that returns `x`. Where a buffer is an older shadow of what the call
        has `made`, all of those are put back before the reverse is called.
        """
        work = self.work
        bars = {adjoint(work, p.leaf) for p in self.places.values()}
        new_bars = {adjoint(work, root(each)) for each in made}
        if not bars.isdisjoint(new_bars):
            bars |= new_bars
        first: list[core.Statement] = []
        for parameter, each in self.renewed.items():
            others = {p.leaf for other, p in self.places.items() if other != parameter}
            if root(each) in others:
                given = self.named[parameter] = work.names.fresh("ans_bar")
                tree = expression("np.zeros_like($x)", x=self.user.arguments[parameter])
                if root(each) in work.live:
                    tree = name(adjoint(work, root(each)))
                first.append(core.Assign(as_target(name(given)), tree))
                work.live.discard(root(each))
        new = dict(seeds)
        for path, seed in seeds.items():
            if isinstance(seed, gast.Name) and seed.id in bars:
                given = self.work.names.fresh("ans_bar")
                first.append(core.Assign(as_target(name(given)), copy(seed)))
                new[path] = name(given)
        return first, new

    def ready(self) -> list[core.Statement]:
        """The buffers made where they held nothing, and owned before they are changed."""
        work = self.work
        out: list[core.Statement] = []
        for parameter, place in self.places.items():
            leaf, value = place.leaf, place.value
            if parameter in self.named:
                out.append(Own(self.named[parameter]))
                continue
            if parameter in self.renewed:
                leaf = root(self.renewed[parameter])
                value = work.facts.value(self.user.arguments[parameter])
            if leaf not in work.live:
                out += materialise(work, leaf, value)
                if value.optional and value.kind == "array":  # the callee may write into it
                    form = "0.0 if $x is None else np.zeros_like($x)"
                    zeros = expression(form, x=leaf_expression(leaf))
                    out[-1] = core.Assign(as_target(name(adjoint(work, leaf))), zeros)
            if leaf[0] not in work.shadows:
                out.append(Own(adjoint(work, leaf)))
        return out

    def passed_on(self, pusher: Pusher) -> list[core.Statement]:
        """`u = helper(v)` that returns v itself: what is left is the adjoint of v."""
        work = self.work
        out: list[core.Statement] = []
        for parameter, each in self.renewed.items():
            given = self.user.arguments[parameter]
            if isinstance(given, gast.Name) and given.id == each:
                continue
            if parameter not in self.named:
                work.live.discard(root(each))
            pusher.found.clear()
            pusher.push(Seed(as_value(name(self._renewed(parameter)))), given)
            out += [
                *pusher.before,
                *ordered(work, gathered(work, pusher.found, pusher.before), [root(each)]),
            ]
            pusher.before.clear()
        return out

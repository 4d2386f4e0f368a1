"""Arrays that change places, and yet are never one: which places share memory, at each statement.

The memory of an array is known by where it is made, and after `self.u, self.new = self.new, self.u`
in a loop either field may hold either array. What is followed here are pairs of places that may
hold the same memory: an exchange carries them along, and makes none. A call carries over what its
callee does to what it is given, which is followed as if no two of the arrays given to it were one;
where two may be, all that is given to it may be one afterwards. Of `[u] * 3` the place of all items
is a pair by itself: two of them hold the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen.analysis.facts import Analysis, Site, UserCall
from tangentgen.analysis.values import Value
from tangentgen.derive.array_places import (
    Place,
    array_places,
    is_container,
    is_one,
    keyed,
    mentioned,
    named,
    only_place,
    sources,
    trees,
    within,
)
from tangentgen.language import core
from tangentgen.language.walk import walk

Pairs = frozenset[frozenset[Place]]
ANSWER: Place = ("answer",)


class Lost(Exception):
    """Something is done that is not followed: any two places may hold the same array."""


@dataclass(eq=False)
class Told:
    """What is told of a function: the pairs before each statement, and when it returns."""

    before: dict[core.Statement, Pairs] = field(default_factory=dict)
    at_end: Pairs | None = None  # None: it does not return, or is not followed
    changed: set[Place] = field(default_factory=set)  # the places that hold another array since
    lost: bool = False


Known = dict[Analysis, Told]


def told_apart(facts: Analysis, known: Known | None = None) -> Told:
    """The pairs of places that may hold the same array."""
    known = {} if known is None else known
    if facts in known:
        return known[facts]
    told = known[facts] = Told(lost=True)  # what calls itself is not followed
    if not facts.in_progress and not facts.hidden and not facts.unseen:
        found = Told()
        try:
            _Following(facts, found, known).run()
        except Lost:
            return told
        known[facts] = found
    return known[facts]


def alone(
    facts: Analysis, told: Told, statement: core.Statement, target: gast.expr, live: frozenset[str]
) -> bool:
    """Whether no two places that are read later hold an array which a statement changes."""
    if told.lost or statement not in told.before:
        return False
    if is_container(facts.value(target)):
        places = set(array_places(facts, facts.value(target)))
    else:
        inner = target
        while isinstance(inner, gast.Subscript) and only_place(facts, inner) is None:
            inner = inner.value
        places = {only_place(facts, inner) if facts.value(inner).kind == "array" else None}
        if isinstance(inner, gast.Subscript | gast.Attribute):
            places |= keyed(facts, inner)  # which an item put in by an unknown key may be
    if None in places:
        return False
    dead = {named(n) for n in _names(facts) - live}
    return not any(
        pair & places and not pair & dead and not _is_entry(pair) for pair in told.before[statement]
    )


def returns_apart(facts: Analysis, told: Told) -> bool:
    """Whether no two of the arrays in the object that a function returns are one."""
    if told.lost or told.at_end is None or not is_container(facts.returned):
        return False
    places = set(array_places(facts, facts.returned))
    return None not in places and not any(pair <= places for pair in told.at_end)


def _names(facts: Analysis) -> set[str]:
    return {n.id for n in facts.values if isinstance(n, gast.Name)}


def _given(place: Place) -> Place:
    """What a place held when the function began."""
    return ("given", place)


def _is_entry(pair: frozenset[Place]) -> bool:
    return any(place[0] == "given" for place in pair)


class _Following:
    """Walks the statements of one function; a state is None where nothing goes on."""

    def __init__(self, facts: Analysis, told: Told, known: Known) -> None:
        self.facts, self.told, self.known = facts, told, known
        self.ends: list[Pairs] = []
        self.exits: list[list[Pairs]] = []
        self.skips: list[list[Pairs]] = []
        self.raised: list[list[Pairs]] = []

    def run(self) -> None:
        given = frozenset[Place]()
        for parameter, value in self.facts.arguments.items():
            given |= {named(parameter)} | within(self.facts, value)
        pairs = frozenset(frozenset([place, _given(place)]) for place in given)
        end = self.block(self.facts.tree.body, pairs)
        if end is not None:
            self.ends.append(end)
        self.told.at_end = _meet(*self.ends) if self.ends else None

    def block(self, block: core.Block, state: Pairs | None) -> Pairs | None:
        for statement in block:
            if state is None:
                return None
            self.told.before[statement] = state | self.told.before.get(statement, frozenset())
            for raised in self.raised:
                raised.append(state)
            state = self.statement(statement, state)
            if state is not None:  # the results of its calls are where they were put
                state = frozenset(p for p in state if not any(q[0] == ANSWER for q in p))
        if state is not None:
            for raised in self.raised:
                raised.append(state)
        return state

    def statement(self, statement: core.Statement, state: Pairs) -> Pairs | None:
        if statement in self.facts.setters:
            raise Lost
        match statement:
            case core.For() | core.While():
                return self.loop(statement, state)
            case core.If():
                state = self.evaluated(statement, state)
                return _either(
                    self.block(statement.body, state), self.block(statement.orelse, state)
                )
            case core.Break():
                self.exits[-1].append(state)
                return None
            case core.Continue():
                self.skips[-1].append(state)
                return None
            case core.Return(value=value):
                state = self.evaluated(statement, state)
                if value is not None:
                    state = self.bound([(ANSWER, True, self.held(value))], state)
                self.ends.append(state)
                return None
            case core.Raise():
                return None
            case core.Assign(target=target, value=value):
                state = self.evaluated(statement, state)
                return self.assigned(target, value, state)
            case core.Augment(target=target, value=value):
                state = self.evaluated(statement, state)
                held = self.facts.value(target)
                if is_container(held):
                    return self.put(held, mentioned(self.facts, value), state)
                if isinstance(target, gast.Name) and held.kind not in ("array", "tensor"):
                    added = self.held(value)
                    return self.bound([(named(target.id), False, added)], state)
                return state
            case core.With(target=None) if statement not in self.facts.swallowing:
                return self.block(statement.body, self.evaluated(statement, state))
            case core.Evaluate() | core.Assert() | core.Pass():
                return self.evaluated(statement, state)
            case core.Try() if not statement.orelse:
                return self.attempted(statement, state)
        raise Lost

    def loop(self, statement: core.For | core.While, state: Pairs) -> Pairs | None:
        self.exits.append([])
        while True:
            self.skips.append([])
            inner = self.evaluated(statement, state)
            if isinstance(statement, core.For):
                inner = self.unpacked(statement.target, statement.iter, inner)
            end = self.block(statement.body, inner)
            again = _meet(state, *([end] if end is not None else []), *self.skips.pop())
            if again == state:
                break
            state = again
        return _meet(self.evaluated(statement, state), *self.exits.pop())

    def attempted(self, statement: core.Try, state: Pairs) -> Pairs | None:
        self.raised.append([state])
        after = self.block(statement.body, state)
        met = _meet(*self.raised.pop())
        for handler in statement.handlers:
            assert isinstance(handler, core.Except)
            after = _either(after, self.block(handler.body, met))
        if statement.final:
            raise Lost
        return after

    def evaluated(self, statement: core.Statement, state: Pairs) -> Pairs:
        """What the calls in a statement do, and the containers that it makes."""
        parts = [p for tree in trees(statement) for p in walk(tree)]
        calls = [p for p in parts if p in self.facts.user_calls]
        changing = False
        for node in reversed(calls):
            user = self.facts.user_calls[node]
            if user.writes or not self.facts.explicit.keys().isdisjoint(parts):
                raise Lost
            state, changes = self.called(node, user, state)
            changing = changing or changes
        binds = isinstance(statement, core.Assign | core.Return | core.For | core.With)
        whole = getattr(statement, "value", None)
        if changing and (len(calls) > 1 or (binds and calls[0] is not whole)):
            raise Lost  # what is read before the call, and what after, is not told here
        for node in parts:
            state = self.made(node, state)
        return state

    def made(self, node: gast.AST, state: Pairs) -> Pairs:
        """The places of a container that an expression makes, and what a call puts into one."""
        facts = self.facts
        if node in facts.list_calls:
            held = facts.value(facts.list_calls[node].owner)
            for given in node.args:
                state = self.put(held, self.held(given), state)
        value = facts.value(node)
        if not is_container(value) or value.sites != {node} or node in facts.user_calls:
            return state
        parts: dict[Any, gast.expr] = {}
        match node:
            case gast.Dict(keys=keys, values=items):
                if any(not isinstance(k, gast.Constant) for k in keys):
                    return self.put(value, mentioned(facts, node), state)
                parts = {k.value: v for k, v in zip(keys, items, strict=True)}
            case gast.List(elts=items) if not any(isinstance(e, gast.Starred) for e in items):
                parts = dict(enumerate(items))
            case _ if node in facts.records:
                parts = dict(facts.records[node])
            case _ if node in facts.allocated:
                return state
            case gast.BinOp(op=gast.Mult()) | gast.ListComp():
                state = self.put(value, mentioned(facts, node), state)
                if value.element is None or facts.repeated.isdisjoint(facts.sites(value.element)):
                    return state
                return state | frozenset(frozenset([place]) for place in within(facts, value))
            case _:
                return self.put(value, mentioned(facts, node), state)
        one = is_one(facts, node)
        return self.bound([((node, k), one, self.held(v)) for k, v in parts.items()], state)

    def held(self, node: gast.expr) -> frozenset[Place]:
        """The places whose arrays an expression may be."""
        if node in self.facts.user_calls:
            return frozenset([(ANSWER, node)])
        return sources(self.facts, node)

    def put(self, owner: Value, held: frozenset[Place], state: Pairs) -> Pairs:
        """Any item of a container may hold what is put there."""
        for place in within(self.facts, owner):
            state = self.bound([(place, False, held)], state)
        return state

    def assigned(self, target: gast.expr, value: gast.expr, state: Pairs) -> Pairs:
        if not isinstance(target, gast.Tuple | gast.List):
            return self.bound(list(self.targets(target, value)), state)
        parts = value.elts if isinstance(value, gast.Tuple | gast.List) else []
        starred = any(isinstance(e, gast.Starred) for e in (*target.elts, *parts))
        flat = not any(isinstance(e, gast.Tuple | gast.List) for e in target.elts)
        if starred or not flat or len(parts) != len(target.elts):
            return self.unpacked(target, value, state)
        pairs = zip(target.elts, parts, strict=True)
        return self.bound([one for t, v in pairs for one in self.targets(t, v)], state)

    def targets(
        self, target: gast.expr, value: gast.expr
    ) -> Iterator[tuple[Place, bool, frozenset[Place]]]:
        """The places that a target may be, with whether it is that one for sure."""
        facts = self.facts
        only = only_place(facts, target)
        if only is not None:
            yield only, True, self.held(value)
            return
        if isinstance(target, gast.Subscript) and facts.value(target.value).kind == "array":
            return
        if isinstance(target, gast.Subscript | gast.Attribute):
            owner = facts.value(target.value)
            if is_container(owner):
                for place in keyed(facts, target):
                    yield place, False, self.held(value)
                return
        raise Lost

    def unpacked(self, target: gast.expr, value: gast.expr, state: Pairs) -> Pairs:
        """What is taken out of something: any two of the targets may be the same."""
        held = mentioned(self.facts, value)
        bound = [n for n in walk(target) if isinstance(n, gast.Name | gast.Attribute)]
        if any(isinstance(n, gast.Attribute | gast.Subscript) for n in walk(target)):
            raise Lost
        places = [named(n.id) for n in bound]
        state = frozenset(p for p in state if p.isdisjoint(places))
        together = _reached(state, held - frozenset(places)) | frozenset(places)
        return state | _pairs(frozenset(places), together)

    def bound(self, ones: list[tuple[Place, bool, frozenset[Place]]], state: Pairs) -> Pairs:
        """Places that are given arrays, all at once; the others hold what they held."""
        now = {place for place, sure, _ in ones if sure}
        self.told.changed.update(place for place, _, _ in ones)
        found = frozenset(p for p in state if p.isdisjoint(now))
        reached = [_reached(state, held) for _, _, held in ones]
        for number, (place, _, _) in enumerate(ones):
            found |= _pairs(frozenset([place]), reached[number] - now)
            for other, _, held in ones[:number]:
                if not reached[number].isdisjoint(held):
                    found |= _pairs(frozenset([place]), frozenset([other]))
        return found

    def called(self, node: gast.AST, user: UserCall, state: Pairs) -> tuple[Pairs, bool]:
        """What a call does, and whether it gives other arrays to places that were there."""
        callee = user.callee
        told = told_apart(callee, self.known)
        if told.lost or told.at_end is None:
            raise Lost
        answer: Place = (ANSWER, node)
        state = frozenset(p for p in state if answer not in p)
        places = self.places_of(node, user, told)
        given = [places[p] for p in places if p[0] == "given"]
        taken = [place for each in given for place in each]
        every = frozenset(taken)
        if len(taken) > len(every) or any(pair <= every for pair in state):
            raise Lost
        new = {p for p in told.changed if p[0] != "name" and p != ANSWER and places.get(p)}
        there = {place for p in new for place in places[p]}
        sure = {
            place
            for p in new
            for place in places[p]
            if len(places[p]) == 1 and is_one(self.facts, place[0]) and is_one(callee, p[0])
        }
        found = frozenset(p for p in state if p.isdisjoint(sure))
        for pair in told.at_end:
            if len(pair) == 1:
                found |= frozenset(frozenset([p]) for own in pair for p in places.get(own, ()))
                continue
            one, other = pair
            if one[0] == "given":
                one, other = other, one
            if one not in new and one != ANSWER:
                one, other = other, one
            if one not in new and one != ANSWER:
                continue  # of what was there before, the caller knows it
            ours = frozenset([answer]) if one == ANSWER else places[one]
            if other[0] == "given":
                before = _reached(state, places[other])
                found |= _pairs(ours, before - there | (before & there) - sure)
            elif other == ANSWER:
                found |= _pairs(ours, frozenset([answer]))
            elif other in places:
                found |= _pairs(ours, places[other])
        self.told.changed |= there
        return found, any(not _made_by(place, node) for place in there)

    def places_of(
        self, node: gast.AST, user: UserCall, told: Told
    ) -> dict[Place, frozenset[Place]]:
        """The places here, by those of a callee, and by what these held at its beginning."""
        from tangentgen.derive.put_twice import outside

        callee = user.callee
        found: dict[Place, frozenset[Place]] = {}
        for parameter, value in callee.arguments.items():
            if parameter in user.arguments:
                found[_given(named(parameter))] = self.held(user.arguments[parameter])
            for site, key in within(callee, value):
                here = frozenset((s, key) for s in outside(node, user, site))
                found[_given((site, key))] = here
        known = {p for pair in told.at_end or () for p in pair} | told.changed
        for place in known:
            if place != ANSWER and place[0] not in ("name", "given", ANSWER):
                site, key = place
                found[place] = frozenset((s, key) for s in outside(node, user, site))
        return found


def _made_by(place: Place, node: gast.AST) -> bool:
    """Whether a place is in a container that a call has made."""
    site: Site = place[0]
    return isinstance(site, tuple) and len(site) == 2 and site[0] is node


def _reached(state: Pairs, places: frozenset[Place]) -> frozenset[Place]:
    """The places, and those that may hold the same as one of them."""
    return places.union(*(pair for pair in state if not pair.isdisjoint(places)))


def _pairs(places: frozenset[Place], others: frozenset[Place]) -> Pairs:
    return frozenset(frozenset([a, b]) for a in places for b in others if a != b)


def _meet(*states: Pairs) -> Pairs:
    return frozenset[frozenset[Place]]().union(*states)


def _either(a: Pairs | None, b: Pairs | None) -> Pairs | None:
    if a is None or b is None:
        return a if b is None else b
    return a | b

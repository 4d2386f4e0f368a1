"""Which states of a loop are stored, how many, and whether steps may run again."""

from __future__ import annotations

from dataclasses import dataclass

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.marks import COUNTS
from tangentgen.derive.context import Context, Derivation
from tangentgen.derive.memory import is_pure
from tangentgen.derive.unsupported import Unsupported
from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound
from tangentgen.language.walk import all_names, walk
from tangentgen.source.quote import copy, expression

Loop = core.For | core.While
NUMBER = 32  # bytes of a number
HINT = "leave checkpointed away, or move it to an outer loop"


@dataclass(frozen=True)
class Plan:
    """The names that a checkpointed loop needs beside the primal's."""

    state: tuple[tuple[str, bool], ...]  # what the body hands on; whether it is changed in place
    snapshots: str
    due: str
    slots: str
    step: str  # the position that the reverse sweep is at
    trip: str  # the variable of the loop that runs steps again
    every: str
    count: gast.expr  # how many snapshots there may be


def plan(work: Derivation, statement: Loop, context: Context) -> Plan | None:
    """How the states of a loop are stored, where not all of them are.

    Refused where this is asked for and a step that runs again might give something else.
    """
    if statement.snapshots is None and (work.memory is None or context.stacked):
        return None
    if not work.optimize:
        return None  # the conservative form stores everything
    problem = obstacle(work, statement)
    if problem is not None:
        if statement.snapshots is None:
            return None
        raise Unsupported(_head(statement), f"a checkpointed loop {problem}", HINT)
    handed = tuple(sorted(state(work, statement).items()))
    count = statement.snapshots
    if isinstance(count, gast.Constant) and not (type(count.value) is int and count.value > 0):
        raise Unsupported(count, "snapshots is no positive integer", "store at least one state")
    work.undefined |= {n for n, _ in handed} - work.tables.surely[statement]
    if count is None:
        count = affordable(work, handed)
        if count is None:
            return None
    fresh = work.names.fresh
    return Plan(
        state=handed,
        snapshots=fresh("snapshots"),
        due=fresh("due"),
        slots=fresh("slots"),
        step=fresh("step"),
        trip=fresh("trip") if is_unnamed(statement) else statement.target.id,  # type: ignore[union-attr]  # a for loop by then
        every=fresh("every") if isinstance(statement, core.While) else "",
        count=copy(count),
    )


def is_unnamed(statement: Loop) -> bool:
    """Whether there is no variable that says which trip it is."""
    if isinstance(statement, core.While):
        return True
    return bool(statement.target.id == "_" and "_" not in _names(statement.body))


def _names(block: core.Block) -> set[str]:
    trees = (v for s in core.walk(block) for v in vars(s).values() if isinstance(v, gast.AST))
    return {node.id for tree in trees for node in all_names(tree)}


def _head(statement: Loop) -> gast.expr:
    return statement.test if isinstance(statement, core.While) else statement.iter


def affordable(work: Derivation, handed: tuple[tuple[str, bool], ...]) -> gast.expr | None:
    """How many states fit into the memory: `max(1, 200_000_000 // (u.nbytes + v.nbytes))`."""
    sizes: list[str] = []
    plain = 0
    for each, _ in handed:
        value = work.value_of(each)
        if each in work.undefined:
            return None
        if value.kind == "array":
            sizes.append(f"{each}.nbytes")
        elif is_scalar(value):
            plain += NUMBER
        else:
            return None
    if plain or not sizes:
        sizes.append(str(max(plain, NUMBER)))
    size = " + ".join(sizes)
    divisor = f"({size})" if len(sizes) > 1 else size
    return expression(f"max(1, {work.memory} // {divisor})")


def share(work: Derivation, memory: int) -> int:
    """The part of the memory for each loop that is stored in parts; refused where none can be."""
    loops = [s for s in core.level(work.facts.tree.body) if isinstance(s, core.For | core.While)]
    problems = {s: obstacle(work, s) for s in loops}
    fit = [s for s in loops if problems[s] is None]
    if loops and not fit and work.optimize:
        what = f"memory= is given, and there is only a loop {problems[loops[0]]}"
        work.refuse(_head(loops[0]), what, "leave memory away")
    return memory * 9 // 10 // max(1, len(fit))  # the rest is for what a step makes


def obstacle(work: Derivation, statement: Loop) -> str | None:
    """Why the states of a loop can't be computed again."""
    if isinstance(statement, core.For):
        match statement.iter:
            case gast.Call(func=gast.Name(id="range"), args=[_], keywords=[]):
                pass
            case _:
                return "over something else than range(n)"
        if not isinstance(statement.target, gast.Name):
            return "with several targets"
        if statement.target.id in assigned(statement.body):
            return "that changes its own variable"
    handed = state(work, statement)
    if not work.shadows.isdisjoint({*assigned(statement.body), *handed}):
        return "that changes an array under two names"
    if not handed:
        return "that hands nothing on"
    problems = (_problem(work, inner) for inner in core.walk(statement.body))
    return next((p for p in problems if p is not None), None)


def _problem(work: Derivation, inner: core.Statement) -> str | None:
    """What in a statement of the body stands in the way."""
    facts = work.facts
    if isinstance(inner, core.Break | core.Continue | core.Return):
        return "that is left early"
    if isinstance(inner, core.Foreign | core.Raise):
        return "that may raise an error"
    for value in vars(inner).values():
        for node in walk(value) if isinstance(value, gast.AST) else ():
            user = facts.user_calls.get(node)
            if node in facts.impure or (user is not None and not is_pure(user.callee, set())):
                return "whose body does more than compute"
    for site in facts.written.get(inner, frozenset()):
        names = facts.holders.get(site, set())
        if len(names) != 1 or not names.isdisjoint(work.handed):
            return "that changes an array under two names"
        if any(work.value_of(n).kind != "array" for n in names):
            return "that changes a container"
    return None


def state(work: Derivation, statement: Loop) -> dict[str, bool]:
    """What a trip of the body hands on to the next; True for arrays that it changes in place."""
    counts = {n for s in statement.body if s.notes.mark == COUNTS for n in bound(s)}
    found = dict.fromkeys(work.tables.carried[statement] - counts, False)
    inside = set(assigned(statement.body))
    for inner in core.walk(statement.body):
        for site in work.facts.written.get(inner, frozenset()):
            for holder in work.facts.holders.get(site, ()):
                if holder in found or holder not in inside:
                    found[holder] = True
    return found

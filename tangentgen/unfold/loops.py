"""Loops: turn by turn where the items are known, else as loops whose heads have names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.source.quote import copy, expression, name
from tangentgen.unfold import containers, generators, iteration
from tangentgen.unfold.items import (
    Item,
    Known,
    Leaf,
    Needed,
    NotUnfolded,
    Ref,
    State,
    Thing,
    in_order,
    of_constant,
)
from tangentgen.unfold.merging import Merge, assignments, leaves_in, uses
from tangentgen.unfold.sequences import several
from tangentgen.unfold.truth import truth
from tangentgen.unfold.work import Work, display

ROUNDS = 8
TURNS = iteration.TURNS


@dataclass(eq=False)
class Running:
    """A loop of the text, and the states at its jumps, each with the statement that jumps."""

    number: int
    jumps: list[tuple[core.Statement, State]] = field(default_factory=list)


def loop(work: Work, statement: core.For | core.While) -> str | None:
    """A loop, by the first of the ways that it can be taken."""
    if statement.snapshots is not None:
        raise NotUnfolded("a loop with checkpoints")
    if isinstance(statement, core.While):
        return _tried(
            work,
            lambda: _running(work, statement, None, True),
            lambda: _turned(work, statement),
            lambda: _running(work, statement, None, False),
        )
    iterable, start = _gone_through(work, statement.iter)
    generator = generators.generator_of(work, iterable)
    if generator is not None and start is not None:
        return generators.counted(work, statement, generator, start)
    if generator is not None:
        return generators.loop(work, statement, generator)
    thing = work.thing(iterable)
    if thing is not None and thing.kind == "late":
        raise NotUnfolded("a generator in a loop")
    if thing is not None and thing.rest is not None:
        return _of_array(work, statement, iterable)
    if thing is not None and thing.kind in ("list", "dict", "deque") and thing.running is None:
        assert isinstance(iterable, Ref)
        return _live(work, statement, iterable)
    if thing is not None and thing.kind == "iterator" and thing.running is None:
        assert isinstance(iterable, Ref)
        return _one_by_one(work, statement, iterable)
    return _of_items(work, statement, iterable)


def _gone_through(work: Work, tree: gast.expr) -> tuple[Item, Item | None]:
    """What a loop goes through; of `enumerate` of a generator that, and the first number."""
    match tree:
        case gast.Call(args=[inner, *start], keywords=[]) if len(start) < 2 and _counts(work, tree):
            first, *given = several(work, [inner, *start])
            generator = generators.generator_of(work, first)
            if generator is not None:
                return generator, given[0] if given else of_constant(0)
            counting = Known(enumerate, tree.func)
            return work.invoke(work, counting, [first, *given], {}, tree), None
    return work.evaluate(work, tree), None


def _counts(work: Work, node: gast.Call) -> bool:
    """Whether it is a call of `enumerate`."""
    known = work.evaluate(work, node.func) if isinstance(node.func, gast.Name) else None
    return isinstance(known, Known) and known.value is enumerate


def _of_array(work: Work, statement: core.For, iterator: Item) -> str | None:
    """A loop over an iterator of an array, which goes through all that is left of it."""
    assert isinstance(iterator, Ref)
    if not containers.is_kept(work, iterator):
        return _of_items(work, statement, iteration.rest_of(work, iterator))
    if any(isinstance(s, core.Break | core.Return) for s in core.walk(statement.body)):
        raise NotUnfolded("an iterator of an array that is left before its end")
    rest = iteration.rest_of(work, iterator)
    empty = work.state.things[iterator.thing]
    work.put(iterator, empty.but(asked=True))  # which nobody may ask meanwhile
    ended = _of_items(work, statement, rest)
    work.put(iterator, empty)
    return ended


def _of_items(work: Work, statement: core.For, iterable: Item) -> str | None:
    """A loop over what is no list that may change meanwhile."""
    thing = work.thing(iterable)
    found = iteration.items(work, iterable)
    if found is not None:
        assert thing is not None
        return _unrolled(work, statement, found, thing)
    numbers = iteration.counted(work.tree(iterable))
    ways: list[Callable[[], str | None]] = [lambda: _running(work, statement, iterable, True)]
    if numbers is not None:
        work.countable.add(id(statement))
        if id(statement) in work.unrolled:
            return _unrolled(work, statement, numbers, None)
        if len(numbers) > 1:
            ways.append(lambda: _peeled(work, statement, iterable))
        ways.append(lambda: _remembered(work, statement, numbers))
    else:
        others: list[Callable[[], str | None]] = [
            lambda: _peeled(work, statement, iterable),
            lambda: _running(work, statement, iterable, False),
        ]
        ways += others if work.peels else reversed(others)
    return _tried(work, *ways)


def _turned(work: Work, statement: core.While) -> str | None:
    """A loop whose condition is known each time, turn by turn."""
    for _ in range(TURNS):
        known = truth(work, work.evaluate(work, statement.test))
        if known is None:
            raise NotUnfolded("a condition that only the program knows")
        if not known:
            return None
        ended = _turn(work, statement.body)
        if ended is not None:
            return None if ended == "break" else ended
    raise NotUnfolded("a loop that is too long to be written out")


def _remembered(work: Work, statement: core.For, numbers: list[Item]) -> str | None:
    work.unrolled.add(id(statement))
    return _unrolled(work, statement, numbers, None)


def _tried(work: Work, *ways: Callable[[], str | None]) -> str | None:
    """The first of several ways that can be gone."""
    before, notes, numbers = work.state.copy(), work.notes, work.numbers
    count, holding = len(work.out), len(work.holding)
    taken, own = set(work.taken), set(work.own)
    stacks = (len(work.functions), len(work.locals), work.branches, len(work.loops))
    changed = dict(work.changed)
    refusal: NotUnfolded | None = None
    for way in ways:
        try:
            return way()
        except NotUnfolded as error:
            outer = [one.number for one in work.loops[: stacks[3]] if one]
            if isinstance(error, Needed) and error.loop in outer:
                raise
            refusal = error
            work.state, work.notes, work.numbers = before.copy(), notes, numbers
            del work.out[count:], work.holding[holding:]
            work.taken, work.own, work.changed = set(taken), set(own), dict(changed)
            del work.functions[stacks[0] :], work.locals[stacks[1] :], work.loops[stacks[3] :]
            work.branches = stacks[2]
    assert refusal is not None
    raise refusal


def _live(work: Work, statement: core.For, iterable: Ref) -> str | None:
    """A loop over a list that its body may make longer, turn by turn."""
    first = work.state.things[iterable.thing]
    with work.held(iterable):
        for k in range(TURNS):
            thing = work.state.things[iterable.thing]
            changed = thing.kind != "list" and list(thing.parts) != list(first.parts)
            if thing.running is not None or changed:
                raise NotUnfolded("a container that changes while it is gone through")
            if k >= len(thing.parts):
                return None
            containers.check_sources(work, first, k)
            item = of_constant(list(thing.parts)[k]) if thing.kind == "dict" else thing.items[k]
            iteration.bind(work, statement.target, work.usable(item))
            ended = _turn(work, statement.body)
            if ended is not None:
                return None if ended == "break" else ended
    raise NotUnfolded("a loop that is too long to be written out")


def _one_by_one(work: Work, statement: core.For, iterator: Ref) -> str | None:
    """A loop over an iterator: where it is left, the items to come are still there."""
    with work.held(iterator):
        for _ in range(TURNS + 1):
            thing = work.state.things[iterator.thing]
            if thing.asked:
                raise NotUnfolded("an iterator that is being gone through")
            if not thing.parts:
                return None
            containers.check_sources(work, thing, thing.begun, thing.backwards)
            first, *rest = thing.items
            work.put(iterator, thing.but(parts=in_order(rest), begun=thing.begun + 1))
            iteration.bind(work, statement.target, work.usable(first))
            ended = _turn(work, statement.body)
            if ended is not None:
                return None if ended == "break" else ended
    raise NotUnfolded("a loop that is too long to be written out")


def _turn(work: Work, body: core.Block) -> str | None:
    """One turn of a loop that is written out; how the loop ends, if it does."""
    work.loops.append(None)
    try:
        ended = work.run(work, body)
    finally:
        work.loops.pop()
    if ended in ("some", "gone"):
        raise NotUnfolded("a jump out of a loop that is written out")
    return None if ended == "continue" else ended


def _unrolled(
    work: Work, statement: core.For | core.While, items: list[Item], iterator: Thing | None
) -> str | None:
    """One turn after the other."""
    assert isinstance(statement, core.For)
    if len(items) > TURNS:
        raise NotUnfolded("a loop that is too long to be written out")
    with work.held(*items):
        for turn, item in enumerate(items):
            if iterator is not None:
                given = iterator.begun + turn
                containers.check_sources(work, iterator, given, iterator.backwards)
            iteration.bind(work, statement.target, item)
            ended = _turn(work, statement.body)
            if ended is not None:
                return None if ended == "break" else ended
    return None


def _running(
    work: Work, statement: core.For | core.While, iterable: Item | None, lost: bool
) -> str | None:
    """A loop of the text: followed until what it begins with is what it ends with."""
    notes, number = work.notes, len(work.headed) + 1
    work.headed[number] = id(statement)
    head: set[str] = set()
    start = work.state.copy()
    tree = work.tree(iterable) if iterable is not None else None
    first: list[core.Statement] = []
    taken, own = set(work.taken), set(work.own)
    for _ in range(ROUNDS):
        work.state = start.copy()
        work.taken, work.own = taken | head, own - head - set(uses(start))
        running = Running(number)
        work.loops.append(running)
        branches, work.branches = work.branches, 1
        with work.writing() as written:
            if isinstance(statement, core.For):
                header = _bound(work, statement.target)
            else:
                header = _tested(work, statement)
            ended = work.run(work, statement.body)
            if ended == "break":
                work.jump("break")
            if ended in (None, "continue", "some"):
                written.append(end := core.Pass())
                running.jumps.append((end, work.state))
        work.loops.pop()
        work.branches = branches
        if ended == "return":
            raise NotUnfolded("a return out of a loop")
        changed = False
        moves: dict[int, list[core.Statement]] = {}
        for mark, state in running.jumps:
            merge = Merge(
                start,
                state,
                fresh=work.fresh,
                display=display,
                held=_held(work),
                loop=number,
                head=head,
                lost_if_none=lost,
                unset=False,
            )
            start = merge.run()
            changed = changed or merge.changed
            first += assignments(merge.copies[0])
            moves[id(mark)] = assignments(merge.copies[1])
        if not changed:
            break
    else:
        raise NotUnfolded("a loop that does not settle")
    work.notes = notes
    for one in first:
        work.emit(one)
    work.notes = notes
    body = _moved(tuple(written), moves) or (core.Pass(),)
    if isinstance(statement, core.For):
        assert tree is not None
        work.emit(core.For(header, tree, body))
    else:
        work.emit(core.While(header, body))
    work.state = _after(work, start, running, head, moves, bool(tree and iteration.counted(tree)))
    return None


def _after(
    work: Work,
    start: State,
    running: Running,
    head: set[str],
    moves: dict[int, list[core.Statement]],
    sure: bool,
) -> State:
    """The state behind a loop: what only its body binds has a value there too."""
    found, count = start, len(head)
    try:
        for mark, state in running.jumps:
            merge = Merge(
                found,
                state,
                fresh=work.fresh,
                display=display,
                held=_held(work),
                loop=running.number,
                head=head,
                sure=sure,
            )
            found = merge.run()
            if merge.copies[0] or len(merge.copies[1]) > _count(moves[id(mark)]):
                return start
    except NotUnfolded:
        return start
    return found if len(head) == count else start


def _count(moves: list[core.Statement]) -> int:
    targets = [s.target for s in moves if isinstance(s, core.Assign)]
    return sum(len(t.elts) if isinstance(t, gast.Tuple) else 1 for t in targets)


def _moved(block: core.Block, moves: dict[int, list[core.Statement]]) -> core.Block:
    """The block with what is moved to the names of the loop's head before each jump."""
    out: list[core.Statement] = []
    for statement in block:
        out += moves.get(id(statement), ())
        if not (isinstance(statement, core.Pass) and id(statement) in moves):
            out.append(core.mapped(statement, lambda inner: _moved(inner, moves)))
    return tuple(out)


def _held(work: Work) -> set[str]:
    return {
        n.id
        for item in work.holding
        for leaf in leaves_in(item)
        for n in gast.walk(leaf.tree)
        if isinstance(n, gast.Name)
    }


def _bound(work: Work, target: gast.expr) -> gast.expr:
    """The target of a loop, under names that nothing else has."""
    frame = work.state.frames[-1]
    given: dict[str, str] = {}
    for each in target_names(target):
        old = work.state.things[frame].parts.get(each)
        known = isinstance(old, Leaf) and isinstance(old.tree, gast.Name)
        reused = known and not work.is_used(old.tree.id, 1)  # type: ignore[union-attr]  # a leaf
        given[each] = old.tree.id if reused else work.fresh(each)  # type: ignore[union-attr]
    found = copy(target)
    for node in gast.walk(found):
        if isinstance(node, gast.Name):
            if not isinstance(node.ctx, gast.Store):
                raise NotUnfolded("an item that a loop assigns")
            node.id = given[node.id]
        elif isinstance(node, gast.Attribute | gast.Subscript | gast.Starred):
            raise NotUnfolded("an item that a loop assigns")
    parts = {n: Leaf(name(g), atomic=True) for n, g in given.items()}
    thing = work.state.things[frame]
    work.put(Ref(frame), thing.but(parts={**thing.parts, **parts}))
    return found


def _tested(work: Work, statement: core.While) -> gast.expr:
    """The condition of a loop; where that needs statements, the loop is left inside."""
    mark = len(work.out)
    item = work.evaluate(work, statement.test)
    known = truth(work, item)
    if known is False:
        raise NotUnfolded("a loop that does not begin")
    tree = gast.Constant(True, None) if known else work.tree(item)
    if len(work.out) == mark:
        return tree
    with work.writing() as block:
        work.jump("break")
    work.emit(core.If(gast.UnaryOp(gast.Not(), tree), tuple(block)))
    return gast.Constant(True, None)


def _peeled(work: Work, statement: core.For | core.While, iterable: Item | None) -> str | None:
    """The first trip before the loop, where that goes through a range."""
    if not isinstance(statement, core.For) or iterable is None:
        raise NotUnfolded("a loop whose first trip differs")
    if any(isinstance(s, core.Break | core.Continue) for s in core.level(statement.body)):
        raise NotUnfolded("a loop that is left, and whose first trip differs")
    match work.tree(iterable):
        case gast.Call(func=gast.Name(id="range"), args=[stop], keywords=[]):
            start: gast.expr = gast.Constant(0, None)
        case gast.Call(func=gast.Name(id="range"), args=[start, stop], keywords=[]):
            pass
        case _:
            raise NotUnfolded("a loop whose first trip differs")
    if not all(isinstance(b, gast.Name | gast.Constant) for b in (start, stop)):
        raise NotUnfolded("a loop whose first trip differs")
    following = expression("$a + 1", a=start)
    if isinstance(start, gast.Constant):
        following = gast.Constant(start.value + 1, None)
    test = expression("$b > $a", a=start, b=stop)
    own = expression("range($a, $b)", a=following, b=stop)
    notes, before = work.notes, work.state
    ends: list[Any] = []
    work.state = before.copy()
    branches, work.branches = work.branches, 1
    with work.writing() as written:
        iteration.bind(work, statement.target, Leaf(copy(start), atomic=True))
        if _turn(work, statement.body) is not None:
            raise NotUnfolded("a loop that is left in its first trip")
        _running(work, statement, Leaf(own), True)
    work.branches = branches
    if all(isinstance(b, gast.Constant) for b in (start, stop)):
        work.out += written
        return None
    ends = [(work.state, written, None), (before.copy(), [], None)]
    ended = work.join(work, test, notes, ends)
    return ended

"""Loops whose reverse stores a few states only, and runs the steps between them again.

for t in range(n):                     for k in reversed(range(n)):
    if t == due:                           start, u = snapshots.pop()
        snapshots.append((t, u))           for t in range(start, k):
        due = next_snapshot(...)               (as on the left)
    u = step(u, t)                         (step k and its reverse)
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.marks import COUNTS
from tangentgen.derive.checkpoint_plan import Loop, Plan, is_unnamed
from tangentgen.derive.context import Derivation
from tangentgen.known import next_snapshot
from tangentgen.language import core
from tangentgen.language.duplicate import duplicate
from tangentgen.language.sweep import Slot, Sweeps
from tangentgen.rules.helper import private
from tangentgen.source.quote import as_target, copy, expression, name
from tangentgen.source.text import function_of


def stored(work: Derivation, statement: Loop, inside: Sweeps, made: Plan) -> Sweeps:
    """Both loops; `inside` are the sweeps of the body with what it saves for itself."""
    work.helpers.setdefault(next_snapshot.__name__, private(next_snapshot))
    slots = _slots(made)
    first: list[core.Statement] = []
    if not isinstance(made.count, gast.Constant):
        first.append(core.Assign(as_target(name(made.slots)), copy(made.count)))
    first.append(core.Assign(as_target(name(made.snapshots)), gast.List([], gast.Load())))
    body = tuple(s for s in statement.body if s.notes.mark != COUNTS)
    if isinstance(statement, core.For):
        (bound,) = statement.iter.args
        first.append(core.Assign(as_target(name(made.due)), expression("0")))
        taken = _taken(made, _print(bound), made.trip)
        target = as_target(name(made.trip))
        whole = (taken, *statement.body)
        forward: Loop = replace(statement, target=target, body=whole, snapshots=None)
        turned = expression("reversed($r)", r=copy(statement.iter))
    else:
        (count,) = (s for s in statement.body if s.notes.mark == COUNTS)
        trips = count.target.id  # type: ignore[attr-defined]  # an augmented name
        first.append(core.Assign(as_target(name(made.every)), expression("1")))
        spread = _lines(made, f"""
if {trips} % {made.every} == 0 and len({made.snapshots}) >= {slots}:
    {made.snapshots} = {made.snapshots}[::2]
    {made.every} *= 2
if {trips} % {made.every} == 0:
    {made.snapshots}.append({_state(made, trips)})
""")  # fmt: skip
        forward = replace(statement, body=(*spread, *statement.body), snapshots=None)
        turned = expression("reversed(range($n))", n=name(trips))
    kept = gast.Tuple([as_target(name(n)) for n in (made.due, *dict(made.state))], gast.Store())
    again = core.For(
        as_target(name(made.trip)),
        expression("range($a, $b)", a=name(made.due), b=name(made.step)),
        (_taken(made, f"{made.step} + 1", made.trip), *map(_again, body)),
    )
    variable = [core.Assign(as_target(name(made.trip)), name(made.step))]
    back = core.For(
        as_target(name(made.step)),
        turned,
        (
            core.Assign(kept, expression("$s.pop()", s=name(made.snapshots))),
            again,
            *([] if is_unnamed(statement) else variable),
            *(s for s in inside.forward if s.notes.mark != COUNTS),
            *inside.reverse,
        ),
    )
    return Sweeps((*first, forward), (back,))


def stacks(made: Plan) -> list[Slot]:
    """What a checkpointed loop in another loop leaves for its reverse, once for each run of it."""
    names = [made.snapshots, *([] if isinstance(made.count, gast.Constant) else [made.slots])]
    return [Slot(each, True) for each in names]


def _again(statement: core.Statement) -> core.Statement:
    """A statement of the primal as it stands where it runs once more: without its comments."""
    bare = replace(statement.notes, above=(), trailing=None, section=False)
    changes = {
        key: tuple(map(_again, value))
        for key, value in vars(statement).items()
        if key in ("body", "orelse")
    }
    return replace(duplicate(statement), notes=bare, **changes)


def _slots(made: Plan) -> str:
    return str(made.count.value) if isinstance(made.count, gast.Constant) else made.slots


def _taken(made: Plan, stop: str, variable: str) -> core.Statement:
    """`if t == due:` the state is stored, and it is decided where the next one is."""
    slots = _slots(made)
    free = str(int(slots) + 1) if slots.isdecimal() else f"{slots} + 1"
    (found,) = _lines(made, f"""
if {variable} == {made.due}:
    {made.snapshots}.append({_state(made, variable)})
    {made.due} = next_snapshot({variable}, {stop}, {free} - len({made.snapshots}))
""")  # fmt: skip
    return found


def _state(made: Plan, variable: str) -> str:
    values = [f"{n}.copy()" if copied else n for n, copied in made.state]
    return f"({', '.join([variable, *values])})"


def _lines(made: Plan, text: str) -> core.Block:
    body = "\n".join(f"    {line}" for line in text.strip().split("\n"))
    return tuple(map(duplicate, function_of(f"def f():\n{body}\n").body))


def _print(tree: gast.expr) -> str:
    from tangentgen.source.printer import print_expression

    return print_expression(tree)

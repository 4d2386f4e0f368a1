"""Why a derivative does what it does, line by line of the primal, from what the deriver decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.marks import ENTRY
from tangentgen.analysis.values import Value, category
from tangentgen.derive.context import Derivation
from tangentgen.derive.tape import tape
from tangentgen.derive.trees import mentions
from tangentgen.language import core
from tangentgen.language.resolve import bound, parameters, read_names
from tangentgen.language.sweep import Restore, Save
from tangentgen.language.targets import base_name
from tangentgen.source.printer import print_expression
from tangentgen.tidy.reads import expressions


@dataclass(frozen=True)
class Reason:
    """One thing that is so of a line of a function, and why."""

    line: int
    topic: str  # "active", "inactive", "saved", "copied", "again", "shares", "tape"
    name: str
    words: str


def reasons(
    facts: Analysis, work: Derivation, forward: core.Block, backward: core.Block
) -> Iterator[Reason]:
    """What is to be said of one function."""
    lines = _lines(facts)
    head = facts.scope.function.__code__.co_firstlineno
    yield from _activity(facts, lines)
    yield from _sharing(facts, work, lines)
    yield from _copies(facts, work, head)
    yield from _saves(facts, forward, backward, head)
    if held := tape(work, forward):
        words = f"about {held} bytes are held when the reverse sweep begins"
        yield Reason(head, "tape", "the tape", words)
    yield from _again(facts, backward)


def _lines(facts: Analysis) -> dict[core.Statement, int]:
    return {s: s.notes.origin.line for s in core.walk(facts.tree.body) if s.notes.origin}


def _activity(facts: Analysis, lines: dict[core.Statement, int]) -> Iterator[Reason]:
    code = facts.scope.function.__code__
    users = {*code.co_varnames, *code.co_cellvars, *code.co_freevars}
    for statement, line in lines.items():
        target = getattr(statement, "target", None)
        if not isinstance(target, gast.expr):
            continue
        source = getattr(statement, "value", getattr(statement, "iter", None))
        read = dict.fromkeys(read_names(source)) if source is not None else {}
        because = [n for n in read if _is_active(facts, source, n)]
        for node in _targets(target):
            name = print_expression(node)
            if isinstance(node, gast.Name) and node.id not in users:
                continue  # a call that was taken apart
            value = facts.value(node)
            if facts.active(node):
                words = f"depends on {_listed(because)}" if because else "holds an active value"
                yield Reason(line, "active", name, words)
            else:
                yield Reason(line, "inactive", name, _why_inactive(value))


def _targets(target: gast.expr) -> Iterator[gast.expr]:
    if isinstance(target, gast.Tuple | gast.List):
        for part in target.elts:
            yield from _targets(part)
    elif isinstance(target, gast.Starred):
        yield from _targets(target.value)
    else:
        yield target


def _is_active(facts: Analysis, tree: gast.expr | None, wanted: str) -> bool:
    return tree is not None and any(
        isinstance(n, gast.Name) and n.id == wanted and facts.active(n) for n in gast.walk(tree)
    )


def _why_inactive(value: Value) -> str:
    kind = category(value)
    if kind in ("int", "bool"):
        return {"int": "an integer", "bool": "a truth value"}[kind] + " carries no derivative"
    if value.kind in ("str", "none", "range", "slice", "function", "module"):
        return "no number"
    return "does not depend on what is differentiated"


def _sharing(
    facts: Analysis, work: Derivation, lines: dict[core.Statement, int]
) -> Iterator[Reason]:
    written: dict[object, list[int]] = {}
    for statement, sites in facts.written.items():
        for site in sites:
            if statement in lines:
                written.setdefault(site, []).append(lines[statement])
    for statement, line in lines.items():
        if not isinstance(statement, core.Assign) or not isinstance(statement.target, gast.Name):
            continue
        name = statement.target.id
        for site in sorted(facts.value(statement.target).sites, key=repr):
            others = sorted(facts.holders.get(site, set()) - {name})
            if not others:
                continue
            where = sorted(set(written.get(site, ())))
            words = f"may be, or be a view of, the memory of {_listed(others)}"
            if where:
                words += f", which is changed in place ({_places(where)})"
            if name in work.shadows:
                words += "; so its adjoint is made beside it, and shares memory the same way"
            yield Reason(line, "shares", name, words)


def _copies(facts: Analysis, work: Derivation, head: int) -> Iterator[Reason]:
    changed = {name: line for name, line in _first_writes(facts)}
    for statement in core.walk(facts.tree.body):
        if statement.notes.mark == ENTRY and isinstance(statement, core.Assign):
            base = base_name(statement.target) or print_expression(statement.target)
            where = f" (line {changed[base]})" if base in changed else ""
            words = f"an argument that is changed in place{where}, and stays as it was"
            yield Reason(head, "copied", base, words)
    del work


def _first_writes(facts: Analysis) -> Iterator[tuple[str, int]]:
    for statement in reversed(list(core.walk(facts.tree.body))):
        target = getattr(statement, "target", None)
        if statement in facts.written and isinstance(target, gast.expr) and statement.notes.origin:
            base = base_name(target)
            if base is not None:
                yield base, statement.notes.origin.line


def _saves(
    facts: Analysis, forward: core.Block, backward: core.Block, head: int
) -> Iterator[Reason]:
    readers = dict(_readers(backward))
    for save, line, in_loop in _placed(forward, head, False):
        what = print_expression(save.value)
        reader = readers.get(save.slot)
        where = "the reverse sweep reads the old value"
        if reader is not None:
            where = f"the reverse of line {reader} reads the value from before"
        kept = "pushed on a stack" if in_loop else "kept in a variable"
        if save.copied and not is_scalar(facts.value(save.value)):
            kept += " as a copy, because the array is changed in place"
        yield Reason(line, "saved", what, f"{kept}: {where}")


def _placed(block: core.Block, line: int, in_loop: bool) -> Iterator[tuple[Save, int, bool]]:
    """The saves of a block, each with the line of the statement after it."""
    waiting: list[Save] = []
    for statement in block:
        if isinstance(statement, Save):
            waiting.append(statement)
            continue
        own = statement.notes.origin.line if statement.notes.origin else line
        if statement.notes.origin:
            yield from ((save, own, save.slot.stacked) for save in waiting)
            waiting = []
        for inner in core.blocks(statement):
            yield from _placed(inner, own, True)
    yield from ((save, line, in_loop) for save in waiting)


def _readers(block: core.Block) -> Iterator[tuple[object, int]]:
    """For what is restored, the line of the statement whose reverse reads it first."""
    flat = list(core.walk(block))
    for position, statement in enumerate(flat):
        if not isinstance(statement, Restore):
            continue
        base = base_name(statement.target)
        line = None
        for later in flat[position + 1 :]:
            if later.notes.origin is not None:
                line = later.notes.origin.line
            if isinstance(later, Restore) or base is None:
                continue
            if any(mentions(tree, base) for tree in expressions(later)):
                if line is not None:
                    yield statement.slot, line
                break


def _again(facts: Analysis, backward: core.Block) -> Iterator[Reason]:
    """What the reverse sweep computes again."""
    own = {n for s in core.walk(facts.tree.body) for n in bound(s)} - set(parameters(facts.tree))
    first = {
        n: s.notes.origin.line
        for s in reversed(list(core.walk(facts.tree.body)))
        for n in bound(s)
        if s.notes.origin
    }
    seen: set[str] = set()
    for statement in core.walk(backward):
        match statement:
            case core.Assign(target=gast.Name(id=name)) if name in own and name not in seen:
                seen.add(name)
                words = "computed again in the reverse sweep, which is cheaper than to save it"
                yield Reason(first.get(name, 1), "again", name, words)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _places(lines: list[int]) -> str:
    return f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(map(str, lines))}"

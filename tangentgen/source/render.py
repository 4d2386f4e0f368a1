"""Documents as lines.

The semantics are those of the printer in ruff's `ruff_formatter` (its `printer/mod.rs`): a
group stays on its line if it and what follows it up to the next possible break fit; otherwise
its lines break.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tangentgen.source.document import (
    HARD,
    Best,
    Doc,
    Expandable,
    Group,
    Indent,
    Line,
    Mark,
    Mode,
    Parenthesized,
    When,
)
from tangentgen.source.width import columns

Measure = Literal["first", "all", "overflow"]  # how many lines a trial looks at


INDENT = 4


@dataclass(frozen=True, slots=True)
class _At:
    indent: int
    mode: Mode
    measure: Measure = "first"


@dataclass
class _State:
    width: int
    used: int = 0  # columns of the line so far
    measured: bool = False  # an enclosing group has been found to fit
    modes: dict[Mark, Mode] = field(default_factory=dict)


def render(doc: Doc, width: int, indent: int = 0) -> list[str]:
    """The lines of a document whose first line is indented by so many columns.

    >>> from tangentgen.source.document import SOFT, SPACE
    >>> call = Group(["f(", Indent([SOFT, "aaaa,", SPACE, "bbbb"]), SOFT, ")"])
    >>> render(call, 20), render(call, 10)
    (['f(aaaa, bbbb)'], ['f(', '    aaaa,', '    bbbb', ')'])
    """
    state = _State(width, used=indent)
    out: list[str] = [" " * indent]
    todo: list[tuple[Doc, _At]] = [(doc, _At(indent, "broken"))]
    while todo:
        item, at = todo.pop()
        if isinstance(item, str):
            out.append(item)
            state.used += columns(item)
        elif isinstance(item, list):
            todo += [(part, at) for part in reversed(item)]
        elif isinstance(item, Line):
            if at.mode == "flat" and not item.hard:
                out.append(item.flat)
                state.used += len(item.flat)
            else:
                out.append("\n" + " " * at.indent)
                state.used = at.indent
                state.measured = False
        elif isinstance(item, Group):
            if item.only_if_broken is not None and state.modes[item.only_if_broken] == "flat":
                todo.append((item.content, at))
                continue
            mode = _mode(item, at, state, todo)
            todo.append((item.content, _At(at.indent, mode)))
        elif isinstance(item, Expandable):
            if state.modes[item.while_flat] == "flat":
                state.measured = False
            todo.append((item.content, at))
        elif isinstance(item, Best):
            todo.append(_best(item, at, state, todo))
        elif isinstance(item, Parenthesized):
            _parenthesize(item, at, state, todo)
        else:
            todo += _plain(item, at, state)
    lines = "".join(out).split("\n")
    return [line.rstrip() for line in [lines[0][indent:], *lines[1:]]]


def _plain(item: Indent | When, at: _At, state: _State) -> list[tuple[Doc, _At]]:
    if isinstance(item, Indent):
        if item.if_broken is not None and state.modes[item.if_broken] == "flat":
            return [(item.content, at)]
        return [(item.content, _At(at.indent + INDENT, at.mode, at.measure))]
    mode = at.mode if item.mark is None else state.modes[item.mark]
    return [(item.content, at)] if mode == item.mode else []


def _mode(group: Group, at: _At, state: _State, todo: list[tuple[Doc, _At]]) -> Mode:
    mode: Mode = "flat"
    if group.broken:
        mode = "broken"
    elif at.mode != "flat" or not state.measured:
        state.measured = True
        if group.mark is not None:
            state.modes[group.mark] = "flat"
        if not _fits(group.content, _At(at.indent, "flat"), state, todo):
            mode = "broken"
    if group.mark is not None:
        state.modes[group.mark] = mode
    return mode


def _best(best: Best, at: _At, state: _State, todo: list[tuple[Doc, _At]]) -> tuple[Doc, _At]:
    if at.mode == "flat" and state.measured:
        return best.forms[0], at
    for number, form in enumerate(best.forms):
        state.measured = True
        trial = _At(at.indent, "flat" if number == 0 else "broken", "all")
        if _fits(form, trial, state, todo):
            return form, _At(at.indent, trial.mode)
    return best.forms[-1], _At(at.indent, "broken")


def _parenthesize(item: Parenthesized, at: _At, state: _State, todo: list[tuple[Doc, _At]]) -> None:
    group = Group(item.content, item.mark)
    if _mode(group, at, state, todo) == "flat":
        todo.append((item.content, _At(at.indent, "flat")))
        return
    wrapped = ["(", Indent([HARD, item.content]), HARD, ")"]
    state.modes[item.mark] = "broken"
    if _fits(wrapped, _At(at.indent, "broken", "all"), state, todo):
        todo.append((wrapped, _At(at.indent, "broken")))
    else:
        state.modes[item.mark] = "flat"
        todo.append((item.content, _At(at.indent, "flat")))


def _fits(content: Doc, at: _At, state: _State, rest: list[tuple[Doc, _At]]) -> bool:
    """Whether a content and what follows it stay within the width up to the next line break."""
    used = state.used
    todo: list[tuple[Doc, _At]] = [(content, at)]
    behind = len(rest)
    while True:
        if todo:
            item, at = todo.pop()
        elif behind:
            behind -= 1
            item, at = rest[behind]
        else:
            return True
        if isinstance(item, str):
            used += columns(item)
            if used > state.width and at.measure != "overflow":
                return False
        elif isinstance(item, list):
            todo += [(part, at) for part in reversed(item)]
        elif isinstance(item, Line):
            if at.mode == "flat" and not item.hard:
                used += len(item.flat)
            elif at.measure == "first":
                return True
            else:
                used = at.indent
        elif isinstance(item, Group):
            if item.only_if_broken is not None and state.modes[item.only_if_broken] == "flat":
                todo.append((item.content, at))
                continue
            mode: Mode = "broken" if item.broken else at.mode
            if item.mark is not None:
                state.modes[item.mark] = mode
            todo.append((item.content, _At(at.indent, mode, at.measure)))
        elif isinstance(item, Expandable):
            if at.mode == "flat" and state.modes[item.while_flat] == "flat":
                if used + 1 > state.width:
                    return False  # the opening bracket must stand on this line
                at = _At(at.indent, "broken", "overflow")
            todo.append((item.content, at))
        elif isinstance(item, Best):
            flat = at.mode == "flat"
            todo.append((item.forms[0] if flat else item.forms[-1], at))
        elif isinstance(item, Parenthesized):
            state.modes[item.mark] = at.mode
            todo.append((item.content, at))
        else:
            todo += _plain(item, at, state)

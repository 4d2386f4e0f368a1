"""`explain`: what is active, saved, copied, computed again and shared, by line of the primal."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import types

    from tangentgen.request import Request
    from tangentgen.specialised import Specialised

TOPICS = ("tape", "active", "inactive", "shares", "copied", "saved", "again")


@dataclass(frozen=True)
class Note:
    """One thing that is so of a line, and why."""

    line: int
    topic: str
    name: str
    words: str


@dataclass(frozen=True)
class Explained:
    """A function of the user's with what is to be said of its lines."""

    name: str
    path: str
    first_line: int
    text: str
    notes: tuple[Note, ...]

    def __str__(self) -> str:
        said: dict[int, list[Note]] = {}
        for note in self.notes:
            said.setdefault(note.line, []).append(note)
        out = [f"{self.name} ({self.path}:{self.first_line})"]
        width = len(str(self.first_line + self.text.count("\n")))
        for number, line in enumerate(self.text.splitlines(), self.first_line):
            out.append(f"{number:{width}}  {line}".rstrip())
            out += [f"{'':{width}}    | {spoken(note)}" for note in said.get(number, ())]
        return "\n".join(out)


@dataclass(frozen=True)
class Explanation:
    """What `explain` returns; printed, it is the primal with notes between its lines."""

    functions: tuple[Explained, ...]

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.functions))

    __repr__ = __str__


@dataclass(frozen=True)
class Linked:
    """A derivative's text, where its lines come from, and what is to be said of the primal."""

    text: str
    lines: tuple[tuple[int, str, int], ...]  # line, file and line of the primal
    explanation: Explanation


def linked(request: Request, inner: Specialised | None) -> Linked:
    """What a page that shows both needs."""
    from tangentgen.orders.exchanged import derived

    generated = derived(request, inner)
    # a derivative in another order has no lines of what it was asked of, and nothing to say of it
    said = explanation(request) if generated.lines else Explanation(())
    return Linked(generated.text, tuple(generated.lines), said)


def spoken(note: Note) -> str:
    """A note as a sentence.

    >>> spoken(Note(3, "saved", "x", "pushed on a stack: the reverse of line 3 reads it"))
    'x is saved - pushed on a stack: the reverse of line 3 reads it'
    """
    is_ = {"shares": "shares memory", "again": "is run again", "tape": "is estimated"}.get(
        note.topic, f"is {note.topic}"
    )
    return f"{note.name} {is_} - {note.words}"


def explanation(request: Request) -> Explanation:
    """Of the function of a request and of the functions it calls."""
    from tangentgen import pipeline
    from tangentgen.analysis.program import Program
    from tangentgen.derive.gradient import gradient
    from tangentgen.derive.output import Output
    from tangentgen.derive.pairs import pair_of
    from tangentgen.derive.reasons import reasons

    program = Program()
    with pipeline.deep_recursion():
        facts = pipeline.analysed(program, request)
        output = Output(program, request.optimize, pair_of)
        gradient(output, facts, request)
        program.offences.raise_all()
    found: dict[types.FunctionType, dict[Note, None]] = {}
    for analysis, work, forward, backward in reversed(output.decided):
        function = analysis.scope.function
        notes = found.setdefault(function, {})
        for r in reasons(analysis, work, forward, backward):
            notes.setdefault(Note(r.line, r.topic, r.name, r.words))
    return Explanation(tuple(_explained(f, tuple(notes)) for f, notes in found.items()))


def _explained(function: types.FunctionType, notes: tuple[Note, ...]) -> Explained:
    lines, first = inspect.getsourcelines(function)
    ordered = sorted(notes, key=lambda n: (n.line, TOPICS.index(n.topic)))
    path = function.__code__.co_filename
    return Explained(function.__qualname__, path, first, "".join(lines), tuple(ordered))

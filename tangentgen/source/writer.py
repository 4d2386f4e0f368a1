"""Statements and blocks as lines of a module."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import gast

from tangentgen.language import core
from tangentgen.source import marks, wrap
from tangentgen.source.docstrings import docstring_lines
from tangentgen.source.document import Doc
from tangentgen.source.foreign import clauses, compound
from tangentgen.source.oneline import one_line, parameters
from tangentgen.source.render import render
from tangentgen.source.spelling import spell
from tangentgen.source.width import columns

WIDTH = 88
_JUMPS = (core.Return, core.Raise, core.Break, core.Continue)
_DEFINES = ("def ", "async def ", "class ")
_COMPOUND = (core.If, core.For, core.While)


class Writer:
    """Lines so far, and the table of where statements come from."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.table: list[tuple[int, str, core.Origin]] = []
        self.name = ""
        self.defined = False  # the last line ends a definition, from which the next stands apart

    def function(self, function: core.Function, depth: int = 0) -> None:
        outer, self.name = self.name, function.name
        returns = "" if function.returns is None else f" -> {spell(function.returns)}"
        flat = f"def {function.name}({', '.join(parameters(function.arguments))}){returns}:"
        self.put(depth, flat, partial(wrap.header, function), function.notes)
        if function.docstring is not None:
            self.lines += docstring_lines(function.docstring, 4 * depth + 4)
        if function.body or function.docstring is None:
            self.block(function.body, depth + 1, bare_def=function.docstring is None)
        self.name = outer

    def block(self, block: core.Block, depth: int, bare_def: bool = False) -> None:
        """A block; one right under a `def` may begin with another `def`."""
        if not block:
            self.lines.append("    " * depth + "pass")
        previous: core.Statement | None = None
        for statement in block:
            if _is_definition(statement):
                apart = previous is not None or not (bare_def or statement.notes.above)
            else:
                apart = previous is not None and (
                    statement.notes.section or self.defined or _ends_imports(previous, statement)
                )
            if apart:
                self.lines.append("")
            self.defined = False
            self.statement(statement, depth)
            self.defined = self.defined or _is_definition(statement)
            previous = statement

    def statement(self, statement: core.Statement, depth: int) -> None:
        if isinstance(statement, core.Foreign):
            self.foreign(statement, depth)
            return
        if isinstance(statement, core.With | core.Try | core.Match):
            self.clauses(statement, depth)
            return
        flat = one_line(statement)
        if isinstance(statement, _COMPOUND):
            flat += ":"
        self.put(depth, flat, partial(wrap.document, statement), statement.notes)
        if isinstance(statement, core.If):
            self.block(statement.body, depth + 1)
            if statement.orelse and statement.body and isinstance(statement.body[-1], _JUMPS):
                # What follows a jump needs no `else`.
                self.block(statement.orelse, depth)
            else:
                self.orelse(statement.orelse, depth)
        elif isinstance(statement, core.For | core.While):
            self.block(statement.body, depth + 1)
            if statement.orelse:
                self.lines.append("    " * depth + "else:")
                self.block(statement.orelse, depth + 1)

    def clauses(self, statement: core.With | core.Try | core.Match, depth: int) -> None:
        """A statement of several clauses, each a header and the block below it."""
        notes = statement.notes
        for tree, header, block, deeper in compound(statement):
            long = partial(wrap.foreign, tree, header)
            self.put(depth + deeper, header, long, notes)
            notes = core.NOTHING
            if block is not None:
                self.block(block, depth + deeper + 1)

    def orelse(self, block: core.Block, depth: int) -> None:
        while len(block) == 1 and isinstance(inner := block[0], core.If):
            self.put(depth, f"el{one_line(inner)}:", partial(_elif, inner), inner.notes)
            self.block(inner.body, depth + 1)
            block = inner.orelse
        if block:
            self.lines.append("    " * depth + "else:")
            self.block(block, depth + 1)

    def foreign(self, statement: core.Foreign, depth: int) -> None:
        notes = statement.notes
        tree = statement.tree
        parts = clauses(tree)
        if not parts:
            flat = one_line(statement)
            self.put(depth, flat, partial(wrap.foreign, tree, flat), notes)
            return
        for part in parts:
            long = partial(wrap.foreign, tree, part.header)
            self.put(depth + part.depth, part.header, long, notes)
            notes = core.NOTHING
            if part.docstring is not None:
                self.lines += docstring_lines(part.docstring, 4 * (depth + part.depth) + 4)
            if part.block is not None:
                bare = part.header.startswith(_DEFINES) and part.docstring is None
                self.block(part.block, depth + part.depth + 1, bare_def=bare)

    def put(self, depth: int, flat: str, document: Callable[[], Doc], notes: core.Notes) -> None:
        """A statement or a header, with its comments above or behind it."""
        margin = " " * (4 * depth)
        room = WIDTH - len(margin)
        above = [marks.comment(text) for text in notes.above]
        behind = ""
        free = room - columns(flat) - 2
        if notes.trailing is not None:
            behind = marks.comment(notes.trailing)
            if columns(behind) > free:
                above.append(behind)
                behind = ""
        elif notes.mark is not None:
            mark = marks.harmless(notes.mark)
            short = marks.shorten(mark, free - 2)
            if short is not None:
                behind = f"# {short}"
            else:
                above.append(marks.marked(mark, room))
        for text in above:
            self.lines += [margin + line for line in marks.wrapped(text, room)]
        if notes.origin is not None:
            self.table.append((len(self.lines) + 1, self.name, notes.origin))
        if free + 2 >= 0:
            self.lines.append(f"{margin}{flat}  {behind}" if behind else margin + flat)
            return
        first, *rest = render(document(), WIDTH, len(margin))
        self.lines += [margin + first, *rest]


def _elif(choice: core.If) -> Doc:
    return ["el", wrap.document(choice)]


def _is_definition(statement: core.Statement) -> bool:
    definitions = gast.FunctionDef | gast.AsyncFunctionDef | gast.ClassDef
    return isinstance(statement, core.Foreign) and isinstance(statement.tree, definitions)


def _ends_imports(one: core.Statement, two: core.Statement) -> bool:
    return _is_import(one) and not _is_import(two)


def _is_import(statement: core.Statement) -> bool:
    imports = gast.Import | gast.ImportFrom
    return isinstance(statement, core.Foreign) and isinstance(statement.tree, imports)

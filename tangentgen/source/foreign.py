"""Statements that no pass has rewritten: their headers and blocks."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.source import precedence as p
from tangentgen.source.literals import literal
from tangentgen.source.oneline import headline
from tangentgen.source.records import records, split_docstring
from tangentgen.source.spelling import spell

_STRINGS = re.compile(r"""(b?'(?:[^'\\]|\\.)*'|b?"(?:[^"\\]|\\.)*")""")


@dataclass(frozen=True)
class Clause:
    """A header, the block under it if there is one, and how deep it stands in the statement."""

    header: str
    block: core.Block | None
    depth: int = 0
    docstring: str | None = None


def clauses(tree: gast.stmt) -> list[Clause]:
    """The clauses of a compound statement; of a simple one, nothing.

    >>> [c.header for c in clauses(gast.parse("try: f()\\nexcept E as e: g()").body[0])]
    ['try:', 'except E as e:']
    """
    match tree:
        case gast.With() | gast.AsyncWith():
            return [Clause(f"{headline(tree)}:", records(tree.body))]
        case gast.For() | gast.AsyncFor() | gast.While():
            return [Clause(f"{headline(tree)}:", records(tree.body)), *_also("else", tree.orelse)]
        case gast.Try():
            return [
                Clause("try:", records(tree.body)),
                *[Clause(_handler(h), records(h.body)) for h in tree.handlers],
                *_also("else", tree.orelse),
                *_also("finally", tree.finalbody),
            ]
        case gast.FunctionDef() | gast.AsyncFunctionDef() | gast.ClassDef():
            marks = [Clause(f"@{spell(d, p.NAMED)}", None) for d in tree.decorator_list]
            docstring, body = split_docstring(tree.body)
            block = records(body) if body or docstring is None else None
            return [*marks, Clause(_definition(tree), block, docstring=docstring)]
        case gast.Match():
            cases = [Clause(_case(c), records(c.body), depth=1) for c in tree.cases]
            return [Clause(f"{headline(tree)}:", None), *cases]
    return []


def compound(
    statement: core.With | core.Try | core.Match,
) -> Iterator[tuple[gast.stmt, str, core.Block | None, int]]:
    """The clauses of a record: a parser's statement for the header, its text, block and depth.

    >>> from tangentgen.source.quote import expression
    >>> record = core.With(expression("f(x)"), None, (core.Pass(),))
    >>> [header for _, header, _, _ in compound(record)]
    ['with f(x):']
    """
    match statement:
        case core.With():
            items, body = _managers(statement)
            tree = gast.With(items, [], None)
            yield tree, f"{headline(tree)}:", body, 0
        case core.Try():
            tree = gast.Try([], [], [], [])
            yield tree, "try:", statement.body, 0
            for handler in statement.handlers:
                assert isinstance(handler, core.Except)
                head = gast.ExceptHandler(handler.kind, handler.target, [])
                yield tree, _handler(head), handler.body, 0
            if statement.orelse:
                yield tree, "else:", statement.orelse, 0
            if statement.final:
                yield tree, "finally:", statement.final, 0
        case core.Match():
            tree = gast.Match(statement.subject, [])
            yield tree, f"{headline(tree)}:", None, 0
            for case in statement.cases:
                assert isinstance(case, core.Case)
                head = gast.match_case(case.pattern, case.guard, [])
                yield tree, _case(head), case.body, 1


def _managers(statement: core.With) -> tuple[list[gast.withitem], core.Block]:
    """All context managers of one line."""
    items = [gast.withitem(statement.context, statement.target)]
    body = statement.body
    while len(body) == 1 and isinstance(inner := body[0], core.With):
        if statement.notes.origin is None or inner.notes.origin != statement.notes.origin:
            break
        items.append(gast.withitem(inner.context, inner.target))
        body = inner.body
    return items, body


def _also(word: str, body: list[gast.stmt]) -> list[Clause]:
    return [Clause(f"{word}:", records(body))] if body else []


def _handler(handler: Any) -> str:
    if handler.type is None:
        return "except:"
    name = "" if handler.name is None else f" as {handler.name.id}"
    return f"except {spell(handler.type)}{name}:"


def _definition(tree: Any) -> str:
    if not isinstance(tree, gast.ClassDef):
        return f"{headline(tree)}:"
    bases = [spell(base) for base in tree.bases]
    bases += [
        f"{k.arg}={spell(k.value)}" if k.arg else f"**{spell(k.value)}" for k in tree.keywords
    ]
    return f"class {tree.name}({', '.join(bases)}):" if bases else f"class {tree.name}:"


def _case(case: Any) -> str:
    guard = "" if case.guard is None else f" if {spell(case.guard, p.NAMED)}"
    return f"case {_requoted(ast.unparse(gast.gast_to_ast(case.pattern)))}{guard}:"


def _requoted(text: str) -> str:
    """A pattern as `ast` prints it, its strings as the formatter leaves them."""
    parts = _STRINGS.split(text)
    parts[1::2] = [literal(ast.literal_eval(part)) for part in parts[1::2]]
    return "".join(parts)

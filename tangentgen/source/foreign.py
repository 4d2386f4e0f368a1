"""Statements that no pass has rewritten: their headers and blocks."""

from __future__ import annotations

import ast
import re
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

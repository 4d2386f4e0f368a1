"""Formatted strings, the expressions in them spelled as everywhere."""

from __future__ import annotations

import ast
from collections.abc import Callable

import gast

from tangentgen.source import precedence as p
from tangentgen.source.literals import string

Write = Callable[[gast.expr, int], str]


def formatted(node: gast.JoinedStr, write: Write) -> str:
    """An f-string; what no quotes fit around is left to `ast`."""
    for quote in ('"', "'"):
        text = _fields(node, quote, write)
        if text is not None:
            return f"f{quote}{text}{quote}"
    result: str = ast.unparse(gast.gast_to_ast(node))
    return result


def _fields(node: gast.JoinedStr, quote: str, write: Write) -> str | None:
    text = ""
    for part in node.values:
        if isinstance(part, gast.Constant):
            body = string(part.value, quote)
            if body[0] != quote:
                return None
            text += body[1:-1].replace("{", "{{").replace("}", "}}")
            continue
        inner = write(part.value, p.OR)
        if quote in inner:
            inner = inner.replace('"', "'")
        if quote in inner or "\\" in inner:
            return None
        convert = f"!{chr(part.conversion)}" if part.conversion != -1 else ""
        spec = _fields(part.format_spec, quote, write) if part.format_spec is not None else ""
        if spec is None:
            return None
        colon = ":" if part.format_spec is not None else ""
        if inner.startswith("{"):
            inner = f" {inner} "  # two braces are one of the text
        text += "{" + inner + convert + colon + spec + "}"
    return text

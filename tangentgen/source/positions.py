"""The tree of a definition, with the positions that its nodes have in the file."""

from __future__ import annotations

import ast
from typing import Any

from tangentgen.source.locate import Located

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def parsed(found: Located) -> Definition:
    """The tree of a definition, its positions those of the file in characters."""
    lines = found.text.split("\n")
    if found.text[:1] in (" ", "\t"):
        module = ast.parse("if 1:\n" + found.text)
        node: Any = module.body[0].body[0]  # type: ignore[attr-defined]  # the if put there
        shift = found.first_line - 2
    elif found.text.startswith("lambda"):
        node = ast.parse(f"({found.text}\n)", mode="eval").body
        shift = found.first_line - 1
    else:
        node = ast.parse(found.text).body[0]
        shift = found.first_line - 1
    behind = -1 if isinstance(node, ast.Lambda) else 0
    _place(node, lines, shift, found, found.column + behind)
    if isinstance(node, ast.Lambda):
        result = ast.copy_location(ast.Return(node.body), node.body)
        made = ast.FunctionDef("lambda_", node.args, [result], [])
        return ast.copy_location(made, node)
    definition: Definition = node
    return definition


def _place(tree: ast.AST, lines: list[str], shift: int, found: Located, column: int) -> None:
    plain = found.text.isascii()
    for node in ast.walk(tree):
        if not hasattr(node, "lineno"):
            continue
        for line_name, column_name in (
            ("lineno", "col_offset"),
            ("end_lineno", "end_col_offset"),
        ):
            line = getattr(node, line_name) + shift
            offset = getattr(node, column_name)
            index = line - found.first_line
            behind = column if index == 0 else 0
            if not plain:
                text = lines[index]
                start = max(0, -behind) if index == 0 else 0
                offset = len(text.encode()[: offset - start].decode(errors="ignore")) + start
            setattr(node, line_name, line)
            setattr(node, column_name, offset + behind)

"""The tree of a definition, with the positions that its nodes have in the file."""

from __future__ import annotations

import ast
import warnings
from typing import Any

from tangentgen.source.locate import Located

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def parsed(found: Located) -> Definition:
    """The tree of a definition, its positions those of the file in characters.

    >>> tree = parsed(Located("lambda x: 'é' + x", "file.py", 7, column=9))
    >>> tree.body[0].value.right.lineno, tree.body[0].value.right.col_offset
    (7, 25)
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the file was compiled before, and warned then
        node = _parsed(found)
    if not found.text.isascii():
        _count_characters(node, (" " * found.column + found.text).split("\n"), found.first_line)
    if isinstance(node, ast.Lambda):
        result = ast.copy_location(ast.Return(node.body), node.body)
        made = ast.FunctionDef("lambda_", node.args, [result], [])
        return ast.copy_location(made, node)
    definition: Definition = node
    return definition


def _parsed(found: Located) -> Any:
    """The tree of a text pushed down by blank lines, and to the right by spaces, to its place."""
    above = found.first_line - 1
    text = " " * found.column + found.text
    if found.text.startswith("lambda"):
        if above:
            return ast.parse("\n" * (above - 1) + f"(\n{text}\n)", mode="eval").body
        return ast.parse(f"({text[1:]}\n)" if found.column else text, mode="eval").body
    if text[:1] in (" ", "\t"):
        return ast.parse("\n" * (above - 1) + "if 1:\n" + text).body[0].body[0]  # type: ignore[attr-defined]  # the if put there
    return ast.parse("\n" * above + text).body[0]


def _count_characters(tree: ast.AST, lines: list[str], first: int) -> None:
    """Columns of bytes, as the parser counts them, turned into columns of characters."""
    for node in ast.walk(tree):
        place: dict[str, int] = node.__dict__
        for line, column in (("lineno", "col_offset"), ("end_lineno", "end_col_offset")):
            if line in place:
                text = lines[place[line] - first]
                if not text.isascii():
                    place[column] = len(text.encode()[: place[column]].decode())

"""Functions printed once more, after names in their text were replaced by shorter ones."""

from __future__ import annotations

import ast

import gast

from tangentgen.language import core
from tangentgen.source.comments import Comment, comments
from tangentgen.source.deep import deep
from tangentgen.source.numerals import keep_numerals
from tangentgen.source.printer import print_function
from tangentgen.source.records import annotate, records, split_docstring


def reprinted(text: str) -> str:
    """A text of functions as the printer would have it.

    >>> print(reprinted("def f(x):\\n    # half\\n    y = (\\n        x[: n])\\n    return y\\n"))
    def f(x):
        # half
        y = x[:n]
        return y
    <BLANKLINE>
    """
    tree = ast.parse(text)
    if not all(isinstance(node, ast.FunctionDef) for node in tree.body):
        return text
    with deep():
        parts = [_printed(node, text) for node in tree.body]
    new = "\n\n".join(parts)
    return new if ast.dump(ast.parse(new)) == ast.dump(tree) else text


def _printed(node: ast.stmt, text: str) -> str:
    lines = text.split("\n")[node.lineno - 1 : node.end_lineno]
    own = "\n".join(lines)
    converted = gast.ast_to_gast(ast.parse(own)).body[0]
    keep_numerals(converted, lines, 1)
    docstring, body = split_docstring(converted.body)
    seen: tuple[Comment, ...] = comments(own, 1)
    blank = frozenset(n for n, line in enumerate(lines, start=1) if not line.strip())
    first = converted.body[0].lineno
    annotate(body, tuple(c for c in seen if c.alone or c.line >= first), blank)
    function = core.Function(
        converted.name, converted.args, records(body), docstring, converted.returns
    )
    return print_function(function)

"""A function's definition looked for in the tree of a whole file, and lambdas in a line."""

from __future__ import annotations

import ast
import types
from functools import lru_cache

from tangentgen.source.locate import LAMBDA, Changed, Located, plain
from tangentgen.source.same import same_code
from tangentgen.source.snippet import (
    FUTURES,
    class_around,
    compile_quietly,
    imports,
    inner_codes,
)

Definition = ast.FunctionDef | ast.AsyncFunctionDef


def search(function: types.FunctionType, text: str) -> Located | None:
    """The one definition in a file that compiles to a function's code."""
    code = function.__code__
    compiled = _compiled(text, code)
    if compiled is None:
        return None
    own = [
        c
        for c in inner_codes(compiled)
        if c.co_name == code.co_name and c.co_qualname == code.co_qualname and same_code(c, code)
    ]
    starts = {c.co_firstlineno for c in own}
    if code.co_firstlineno in starts:
        starts = {code.co_firstlineno}
    if len(starts) != 1:
        return None
    (line,) = starts
    definitions, lambdas = _functions(text)
    lines = text.split("\n")
    if code.co_name == LAMBDA:
        return _choose([n for n in lambdas if n.lineno == line], function, lines, 1)
    for node in definitions:
        if first_line(node) == line and node.name == code.co_name:
            last = node.end_lineno or node.lineno
            chunk = "\n".join(lines[line - 1 : last]) + "\n"
            return Located(chunk, code.co_filename, line)
    return None


def lambda_at(function: types.FunctionType, lines: list[str]) -> Located | None:
    """A lambda in the statement that starts on its line, where one starts there."""
    start = function.__code__.co_firstlineno
    for count in range(1, 12):
        text = plain("".join(lines[start - 1 : start - 1 + count]))
        try:
            tree = ast.parse("if 1:\n" + text if text[:1] in (" ", "\t") else text)
        except SyntaxError:
            continue
        shift = 2 if text[:1] in (" ", "\t") else 1
        nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Lambda) and n.lineno == shift]
        padded = [""] * (shift - 1) + text.split("\n")
        return _choose(nodes, function, padded, start - shift + 1)
    return None


def first_line(node: Definition) -> int:
    """The line of the first decorator, or of the `def`."""
    return min([node.lineno, *(d.lineno for d in node.decorator_list)])


def _choose(
    nodes: list[ast.Lambda], function: types.FunctionType, lines: list[str], first: int
) -> Located | None:
    """Of the lambdas that start on a line, the one that was compiled to a function's code."""
    code = function.__code__
    chosen = [node for node in nodes if _could_be(node, function)]
    if len({ast.dump(node) for node in chosen}) > 1:
        chosen = [node for node in chosen if _holds_positions(node, code, first)]
    if not chosen:
        return None
    if len({ast.dump(node) for node in chosen}) > 1:
        raise Changed("several lambdas on one line")
    node = chosen[0]
    held = lines[node.lineno - 1 : node.end_lineno]
    column = len(held[0].encode()[: node.col_offset].decode())
    held[-1] = held[-1].encode()[: node.end_col_offset].decode()
    held[0] = held[0][column:]
    return Located("\n".join(held), code.co_filename, node.lineno + first - 1, column)


def _could_be(node: ast.Lambda, function: types.FunctionType) -> bool:
    """Whether a lambda, compiled with its free variables and its class around it, gives a code."""
    code = function.__code__
    module = ast.parse(f"class {class_around(code) or '_'}:\n def _():\n  0")
    outer = module.body[0].body[0]  # type: ignore[attr-defined]  # the class parsed above
    outer.args.args = [ast.arg(name) for name in code.co_freevars]
    outer.body = [ast.Expr(node)]
    for names in imports(function):
        first = [ast.ImportFrom("_", [ast.alias(name) for name in names], 0)] if names else []
        surrounded = ast.Module([*first, *module.body[-1:]], [])
        compiled = compile_quietly(ast.fix_missing_locations(surrounded), code)
        if compiled is None:
            return False
        found = next(c for c in inner_codes(compiled) if c.co_name == LAMBDA)
        if same_code(found, code):
            return True
    return False


def _holds_positions(node: ast.Lambda, code: types.CodeType, first: int) -> bool:
    """Whether the columns kept in a code lie inside a lambda."""
    begin = (node.lineno + first - 1, node.col_offset)
    end = ((node.end_lineno or node.lineno) + first - 1, node.end_col_offset or 0)
    return all(
        begin <= (line, start) and (last, stop) <= end
        for line, last, start, stop in code.co_positions()
        if line and last and start is not None and stop
    )


_COMPILED: dict[tuple[str, int], tuple[str, types.CodeType | None]] = {}


def _compiled(text: str, code: types.CodeType) -> types.CodeType | None:
    """A file's text compiled; the last few files are kept."""
    key = (code.co_filename, code.co_flags & FUTURES)
    known = _COMPILED.get(key)
    if known is None or known[0] != text:
        if len(_COMPILED) > 8:
            _COMPILED.clear()
        known = _COMPILED[key] = (text, compile_quietly(text, code))
    return known[1]


@lru_cache(maxsize=4)
def _functions(text: str) -> tuple[list[Definition], list[ast.Lambda]]:
    nodes = list(ast.walk(ast.parse(text)))
    return (
        [node for node in nodes if isinstance(node, Definition)],
        [node for node in nodes if isinstance(node, ast.Lambda)],
    )

"""The entry of a derivative that is called often: the generated body stands in it.

A Python call costs as much as a few checks, so the one call that remains is saved: what the
entry would call is pasted where the call stood, under the generated file's own line numbers.
"""

from __future__ import annotations

import ast
import copy
import types
from collections.abc import Mapping
from typing import Any

MOST_LINES = 150  # what runs longer does not notice a call


def inlined(
    text: str,
    name: str,
    call: str,
    generated: types.FunctionType,
    content: str,
    space: Mapping[str, Any],
) -> types.FunctionType | None:
    """The entry with this text, where the call of `generated` under the name `call` is its body.

    None where that can't be done. `content` is what `generated` was compiled from, and `space`
    holds what the text refers to.
    """
    definition = _definition(generated, content)
    if definition is None:
        return None
    (entry,) = ast.parse(text).body
    for node in ast.walk(entry):
        for field in ("lineno", "end_lineno"):
            if hasattr(node, field):
                setattr(node, field, definition.lineno)
        for field in ("col_offset", "end_col_offset"):
            if hasattr(node, field):
                setattr(node, field, 0)
    if not _Paste(call, definition).paste(entry):
        return None
    # Each call would copy the variables of a function around it, so they are globals: their names
    # are numbered throughout the process, and the module is the generated text's alone.
    module = generated.__globals__
    if any(module.get(key, value) is not value for key, value in space.items()):
        return None
    module.update(space)
    made: dict[str, Any] = {}
    tree = ast.Module([entry], [])
    code = compile(tree, generated.__code__.co_filename, "exec", dont_inherit=True)
    exec(code, module, made)
    found = made[name]
    assert isinstance(found, types.FunctionType)
    return found


def _definition(generated: types.FunctionType, content: str) -> ast.FunctionDef | None:
    """The tree of a function that does nothing but run from its top to a return."""
    code = generated.__code__
    last = max((line for _, _, line in code.co_lines() if line), default=0)
    is_odd = code.co_flags & 0x2A0 or code.co_freevars  # generators and coroutines, closures
    if is_odd or last - code.co_firstlineno > MOST_LINES:
        return None
    for node in ast.parse(content).body:
        if isinstance(node, ast.FunctionDef) and node.lineno == code.co_firstlineno:
            return node
    return None


class _Paste(ast.NodeTransformer):
    """Puts a body in the place of `return call(...)`."""

    def __init__(self, call: str, definition: ast.FunctionDef) -> None:
        self.call, self.definition, self.done = call, definition, False

    def paste(self, entry: ast.stmt) -> bool:
        self.visit(entry)
        return self.done

    def visit_Return(self, node: ast.Return) -> Any:
        call = node.value
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name)):
            return node
        if call.func.id != self.call:
            return node
        self.done = True
        given = self.definition.args
        positional = [*given.posonlyargs, *given.args]
        starred = [a for a in call.args if not isinstance(a, ast.Starred)]
        pairs = [(p.arg, a) for p, a in zip(positional, starred, strict=True)]
        pairs += [(k.arg, k.value) for k in call.keywords if k.arg is not None]
        end = copy.copy(node)
        end.value = None
        assigned = [
            ast.copy_location(
                ast.Assign([ast.copy_location(ast.Name(name, ast.Store()), node)], value), node
            )
            for name, value in pairs
            if not (isinstance(value, ast.Name) and value.id == name)
        ]
        return [*assigned, *self.definition.body, end]

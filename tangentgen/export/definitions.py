"""The text of a function or a class as its user wrote it, by itself at the top of a file."""

from __future__ import annotations

import ast
import linecache
import sys
import textwrap
import types
from collections.abc import Callable
from dataclasses import dataclass

from tangentgen.errors import NoSource, Offence, at_definition
from tangentgen.source.locate import NotFound, locate


@dataclass(frozen=True)
class Definition:
    """A text that binds one name."""

    text: str
    tree: ast.Module
    path: str
    line: int

    @property
    def node(self) -> ast.FunctionDef | ast.ClassDef | ast.Assign:
        node = self.tree.body[0]
        assert isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Assign)
        return node

    @property
    def name(self) -> str:
        node = self.node
        return ast.unparse(node.targets[0]) if isinstance(node, ast.Assign) else node.name


def of_function(function: types.FunctionType, name: str) -> Definition:
    """A function's text; of a lambda an assignment of it to the name."""
    try:
        found = locate(function)
    except NotFound:
        what = f"the text of {function.__qualname__} is not found"
        hint = "import its module again, or write the function in a file"
        raise NoSource(at_definition(function, what, hint)) from None
    if function.__name__ == "<lambda>":
        text = _lambda_in(found.text, function)
        return _definition(f"{name} = {text}\n", found.path, found.first_line)
    return _definition(textwrap.dedent(found.text), found.path, found.first_line)


def of_class(cls: type) -> Definition:
    """A class's text, found by its name in its module's file."""
    path = getattr(sys.modules.get(cls.__module__), "__file__", None) or _path_of_methods(cls)
    lines = linecache.getlines(path) if path else []
    node: ast.AST = ast.parse("".join(lines))
    for part in cls.__qualname__.split("."):
        inner = [n for n in ast.walk(node) if isinstance(n, ast.ClassDef) and n.name == part]
        if not inner:
            what = f"the text of class {cls.__qualname__} is not found"
            raise NoSource(Offence(path or cls.__module__, 1, 0, "", what, "write it in a file"))
        node = inner[-1]
    assert isinstance(node, ast.ClassDef)
    first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
    text = textwrap.dedent("".join(lines[first - 1 : node.end_lineno]))
    return _definition(text, str(path), first)


def undecorated(made: Definition, unwanted: Callable[[ast.stmt, str], bool]) -> Definition:
    """Without the decorators that are unwanted, by what they decorate and their first name.

    >>> made = _definition("@grad(wrt='x')\\n@cache\\ndef f(x): ...", "f.py", 1)
    >>> print(undecorated(made, lambda _, name: name == "grad").text, end="")
    @cache
    def f(x): ...
    """
    lines: list[str | None] = [*made.text.split("\n")]
    for node in ast.walk(made.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            for decorator in node.decorator_list:
                root = next(n for n in ast.walk(decorator) if isinstance(n, ast.Name))
                if unwanted(node, root.id):
                    count = (decorator.end_lineno or decorator.lineno) - decorator.lineno + 1
                    lines[decorator.lineno - 1 : decorator.end_lineno] = [None] * count
    if None not in lines:
        return made
    text = "\n".join(line for line in lines if line is not None)
    return _definition(text, made.path, made.line)


def _path_of_methods(cls: type) -> str | None:
    methods = [m for m in vars(cls).values() if isinstance(m, types.FunctionType)]
    return methods[0].__code__.co_filename if methods else None


def _definition(text: str, path: str, line: int) -> Definition:
    text = text.rstrip() + "\n"
    return Definition(text, ast.parse(text), path, line)


def _lambda_in(text: str, function: types.FunctionType) -> str:
    """The expression at the beginning of a text that goes on behind it."""
    for end in range(len(text), 0, -1):
        try:
            tree = ast.parse(text[:end].strip(), mode="eval")
        except SyntaxError:
            continue
        if isinstance(tree.body, ast.Lambda):
            return text[:end].strip()
    what = "the text of a lambda is not found"
    raise NoSource(at_definition(function, what, "give it a name with `def`"))

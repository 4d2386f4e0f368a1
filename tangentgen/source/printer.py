"""Modules, functions and statements as text, formatted as `ruff format` would leave it."""

from __future__ import annotations

import ast
from dataclasses import dataclass

import gast

from tangentgen.language import core
from tangentgen.source.precedence import symbol
from tangentgen.source.spelling import spell, spell_value

WIDTH = 88


@dataclass(frozen=True)
class Printed:
    """A text, and for each statement that has an origin: its line, its function, the origin."""

    text: str
    lines: tuple[tuple[int, str, core.Origin], ...]


def print_expression(node: gast.expr) -> str:
    """An expression in one line.

    >>> from tangentgen.source.quote import expression
    >>> print_expression(expression("f( x[1:] )*2"))
    'f(x[1:]) * 2'
    """
    return spell(node)


def print_module(module: core.Module) -> str:
    return printed(module).text


def printed(module: core.Module) -> Printed:
    writer = _Writer()
    if module.docstring is not None:
        writer.put(0, f'"""{module.docstring}"""')
        writer.put(0, "")
    for line in module.imports:
        writer.put(0, line)
    for function in module.functions:
        if writer.lines:
            writer.put(0, "")
            writer.put(0, "")
        writer.function(function)
    return Printed("\n".join(writer.lines) + "\n", tuple(writer.table))


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.table: list[tuple[int, str, core.Origin]] = []
        self.name = ""

    def put(self, depth: int, text: str) -> None:
        self.lines.append("    " * depth + text if text else "")

    def function(self, function: core.Function) -> None:
        self.name = function.name
        arguments = ast.unparse(gast.gast_to_ast(function.arguments))
        returns = f" -> {spell(function.returns)}" if function.returns is not None else ""
        self.put(0, f"def {function.name}({arguments}){returns}:")
        if function.docstring is not None:
            self.put(1, f'"""{function.docstring}"""')
        self.block(function.body, 1)

    def block(self, block: core.Block, depth: int) -> None:
        for statement in block or (core.Pass(),):
            self.statement(statement, depth)

    def statement(self, statement: core.Statement, depth: int) -> None:
        notes = statement.notes
        if notes.section:
            self.put(0, "")
        for comment in notes.above:
            self.put(depth, comment)
        if notes.origin is not None:
            self.table.append((len(self.lines) + 1, self.name, notes.origin))
        comment = notes.trailing or (f"# {notes.mark}" if notes.mark else None)
        tail = f"  {comment}" if comment else ""
        match statement:
            case core.If():
                self.put(depth, f"if {spell(statement.test)}:{tail}")
                self.block(statement.body, depth + 1)
                if statement.orelse:
                    self.put(depth, "else:")
                    self.block(statement.orelse, depth + 1)
            case core.For():
                self.put(
                    depth,
                    f"for {spell_value(statement.target)} in {spell_value(statement.iter)}:{tail}",
                )
                self.block(statement.body, depth + 1)
            case core.While():
                self.put(depth, f"while {spell(statement.test)}:{tail}")
                self.block(statement.body, depth + 1)
            case core.Foreign():
                first, *rest = ast.unparse(gast.gast_to_ast(statement.tree)).split("\n")
                self.put(depth, first + tail)
                for line in rest:
                    self.put(depth, line)
            case _:
                self.put(depth, simple(statement) + tail)


def simple(statement: core.Statement) -> str:
    """A statement without a block, in one line."""
    match statement:
        case core.Assign():
            return f"{spell_value(statement.target)} = {spell_value(statement.value)}"
        case core.Augment():
            operator = symbol(statement.op)
            return f"{spell(statement.target)} {operator}= {spell_value(statement.value)}"
        case core.Evaluate():
            return spell(statement.value)
        case core.Return():
            return (
                f"return {spell_value(statement.value)}"
                if statement.value is not None
                else "return"
            )
        case core.Break():
            return "break"
        case core.Continue():
            return "continue"
        case core.Pass():
            return "pass"
        case core.Assert():
            message = f", {spell(statement.message)}" if statement.message is not None else ""
            return f"assert {spell(statement.test)}{message}"
        case core.Raise():
            value = f" {spell(statement.value)}" if statement.value is not None else ""
            cause = f" from {spell(statement.cause)}" if statement.cause is not None else ""
            return f"raise{value}{cause}"
    raise TypeError(f"not a simple statement: {statement!r}")


def headline(node: gast.stmt) -> str:
    """A parser's statement in one line; of a compound one, its header without the colon."""
    match node:
        case gast.If() | gast.While():
            word = "if" if isinstance(node, gast.If) else "while"
            return f"{word} {spell(node.test)}"
        case gast.For():
            return f"for {spell_value(node.target)} in {spell_value(node.iter)}"
    text: str = ast.unparse(gast.gast_to_ast(node))
    first = text.split("\n", 1)[0]
    return first.removesuffix(":") if "\n" in text else first

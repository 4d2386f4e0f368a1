"""Modules and functions as text, formatted as `ruff format` leaves them.

A statement is spelled in one line; only what does not fit is laid out anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import gast

from tangentgen.language import core
from tangentgen.source.deep import deep
from tangentgen.source.docstrings import docstring_lines
from tangentgen.source.imports import sort_imports
from tangentgen.source.precedence import TEST
from tangentgen.source.spelling import write
from tangentgen.source.writer import Writer


@dataclass(frozen=True)
class Printed:
    """A text, and for each statement that has an origin: its line, its function, the origin."""

    text: str
    lines: tuple[tuple[int, str, core.Origin], ...]


def print_expression(node: gast.expr) -> str:
    """An expression in one line, not parsed again: for its width, or to tell it from others.

    >>> from tangentgen.source.quote import expression
    >>> print_expression(expression("f( x[1:] )**2"))
    'f(x[1:]) ** 2'
    """
    return write(node, TEST)


def print_function(function: core.Function) -> str:
    """One function, as it stands in a module."""
    writer = Writer()
    writer.function(function)
    return "\n".join(writer.lines) + "\n"


def print_module(module: core.Module) -> str:
    """The text of a module."""
    return printed(module).text


def printed(module: core.Module) -> Printed:
    """The text of a module, and where its statements come from.

    >>> from tangentgen.source.quote import expression
    >>> body = (core.Return(expression("np.cos(x)")),)
    >>> f = core.Function("f", gast.parse("def f(x): 0").body[0].args, body)
    >>> print(print_module(core.Module(("import numpy as np",), (f,))))
    import numpy as np
    <BLANKLINE>
    <BLANKLINE>
    def f(x):
        return np.cos(x)
    <BLANKLINE>
    """
    with deep():
        return _printed(module)


def _printed(module: core.Module) -> Printed:
    writer = Writer()
    if module.docstring is not None:
        writer.lines += docstring_lines(module.docstring, 0)
    if module.imports:
        writer.lines += [""] if writer.lines else []
        writer.lines += sort_imports(module.imports)
    for function in module.functions:
        writer.lines += ["", ""] if writer.lines else []
        writer.function(function)
    return Printed("\n".join(writer.lines) + "\n", tuple(writer.table))

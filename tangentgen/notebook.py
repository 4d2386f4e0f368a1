"""`%%grad`: a cell that defines a function and shows its derivative."""

from __future__ import annotations

import argparse
import shlex
import types
from typing import Any

from tangentgen.commands import Unusable, derivative
from tangentgen.commands.target import Target
from tangentgen.errors import TangentgenError


def load(shell: Any) -> None:
    """Give an IPython shell the cell magic."""
    shell.register_magic_function(magic(shell), "cell", "grad")


def magic(shell: Any) -> Any:
    def grad(line: str, cell: str) -> Any:
        """%%grad [FUNCTION] [--wrt w,b] [--mode vjp] [--like 'w=f8[d]']

        Runs the cell, derives the function that it defines last, or the one named, binds the
        derivative to its name, such as `loss_grad`, and shows it.
        """
        options = _parsed(line)
        if options is None:
            return None
        before = dict(shell.user_ns)
        done = shell.run_cell(cell)
        if not done.success:
            return None
        try:
            function = _function(options.target, shell.user_ns, before)
            made = derivative.derivative(Target(function, function.__name__), options, keep=True)
        except (TangentgenError, Unusable) as error:
            raise error.with_traceback(None) from None  # the message is for the cell, not for us
        shell.user_ns[made.__name__] = made
        return made

    return grad


def _parsed(line: str) -> argparse.Namespace | None:
    parser = argparse.ArgumentParser(prog="%%grad", add_help=False)
    derivative.add_options(parser)
    for action in parser._actions:
        if action.dest == "target":
            action.nargs, action.required = "?", False
    try:
        return parser.parse_args(shlex.split(line))
    except SystemExit:  # argparse, which has said why
        return None


def _function(name: str | None, now: dict[str, Any], before: dict[str, Any]) -> types.FunctionType:
    """The function that was asked for, or the last one that the cell has defined."""
    if name is not None:
        found = now.get(name)
        if not isinstance(found, types.FunctionType):
            raise Unusable(f"{name}: there is no such function")
        return found
    new = [
        value
        for key, value in now.items()
        if isinstance(value, types.FunctionType) and before.get(key) is not value
    ]
    if not new:
        raise Unusable("the cell defines no function")
    return max(new, key=lambda f: f.__code__.co_firstlineno)

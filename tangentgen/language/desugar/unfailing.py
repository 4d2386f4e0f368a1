"""A `try` around what cannot raise is that, and what follows where nothing was raised.

try:
    done = True
except IndexError:        becomes    done = True
    y[0] = 0.0                       z = x[0]
else:
    z = x[0]
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core


def rewrite(function: core.Function) -> core.Function:
    """The function without such handlers."""
    return replace(function, body=_block(function.body))


def _block(block: core.Block) -> core.Block:
    return tuple(new for s in block for new in _statement(core.mapped(s, _block)))


def _statement(statement: core.Statement) -> core.Block:
    if not isinstance(statement, core.Try) or not statement.handlers:
        return (statement,)
    if not all(map(_never_raises, statement.body)):
        return (statement,)
    done = (*statement.body, *statement.orelse)
    return (replace(statement, body=done, handlers=(), orelse=()),) if statement.final else done


def _never_raises(statement: core.Statement) -> bool:
    match statement:
        case core.Pass() | core.Assign(target=gast.Name(), value=gast.Constant()):
            return True
    return False

"""Context managers: which of them may swallow an exception, and which say how to compute."""

from __future__ import annotations

import contextlib
import inspect
import io
import textwrap
import types
import warnings
from typing import Any

import gast
import numpy as np

from tangentgen.analysis.values import UNKNOWN, Value

_HARMLESS: tuple[Any, ...] = (
    np.errstate,
    np.printoptions,
    warnings.catch_warnings,
    contextlib.nullcontext,
    contextlib.closing,
    contextlib.redirect_stdout,
    contextlib.redirect_stderr,
    open,
    io.StringIO,
)


def sets_arithmetic(function: Any) -> bool:
    """Whether it only says what NumPy does about divisions by zero: it holds in reverse too.

    >>> sets_arithmetic(np.errstate), sets_arithmetic(open)
    (True, False)
    """
    return function is np.errstate


def may_swallow(manager: Value, function: Any) -> bool:
    """Whether `with` may go on behind an exception; True where that is not known.

    >>> may_swallow(Value("any"), np.errstate), may_swallow(Value("any"), contextlib.suppress)
    (False, True)
    """
    if any(function is known for known in _HARMLESS):
        return False
    cls = manager.cls or (function if isinstance(function, type) else None)
    if cls is not None:
        return class_may_swallow(cls)
    inner = getattr(function, "__wrapped__", None)
    if inner is not None and inspect.isgeneratorfunction(inner):
        return _yields_in_try(inner)
    live = manager.constant
    if live is not UNKNOWN and live is not None:
        return _exit_may_return_true(getattr(type(live), "__exit__", None))
    return True


def class_may_swallow(cls: type) -> bool:
    """Whether its `__exit__` may say that an exception is dealt with."""
    return _exit_may_return_true(getattr(cls, "__exit__", None))


def _exit_may_return_true(method: Any) -> bool:
    tree = _tree(method)
    if tree is None:
        return True
    returned = [n.value for n in gast.walk(tree) if isinstance(n, gast.Return)]
    return any(v is not None and getattr(v, "value", v) not in (None, False) for v in returned)


def _yields_in_try(function: types.FunctionType) -> bool:
    tree = _tree(function)
    if tree is None:
        return True
    for node in gast.walk(tree):
        handled = isinstance(node, gast.Try) and node.handlers
        inside = gast.walk(node) if handled or isinstance(node, gast.With) else ()
        if any(isinstance(n, gast.Yield | gast.YieldFrom) for n in inside):
            return True
    return False


def _tree(function: Any) -> gast.AST | None:
    if not isinstance(function, types.FunctionType):
        return None
    try:
        return gast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return None

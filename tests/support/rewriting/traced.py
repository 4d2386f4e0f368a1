"""Which names are bound before each line of a module runs, and of what kind they are."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from tests.support.rewriting.draft import Kinds

ENOUGH = 6  # events of one line


def kind_of(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return ("array" if value.ndim else "number") if value.dtype.kind == "f" else "constant"
    if isinstance(value, float | np.floating):
        return "float"
    for sort in (list, tuple, dict):
        if isinstance(value, sort):
            return sort.__name__
    if isinstance(value, int | str | bool | np.generic | type(None) | type | complex):
        return "constant"
    if isinstance(value, types.FunctionType | types.ModuleType) or callable(value):
        return "function"
    return "object"


def traced(run: Callable[[], Any], path: str) -> dict[int, Kinds]:
    """The names of each line of the file at `path` that runs."""
    found: dict[int, Kinds] = {}
    seen: dict[int, int] = {}

    def local(frame: types.FrameType, event: str, _: Any) -> Any:
        line = frame.f_lineno
        if event != "line" or seen.get(line, 0) > ENOUGH:
            return local
        seen[line] = seen.get(line, 0) + 1
        now = {name: frozenset({kind_of(value)}) for name, value in frame.f_locals.items()}
        before = found.get(line)
        if before is not None:
            now = {name: kinds | now[name] for name, kinds in before.items() if name in now}
        found[line] = now
        return local

    def begun(frame: types.FrameType, event: str, _: Any) -> Any:
        code = frame.f_code
        return local if code.co_filename == path and not code.co_name.startswith("<") else None

    before = sys.gettrace()
    sys.settrace(begun)
    try:
        run()
    finally:
        sys.settrace(before)
    return found

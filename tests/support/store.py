"""Modules written for one test, and a pipeline that is a table of texts."""

from __future__ import annotations

import importlib.util
import linecache
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

from tangentgen.generated import Generated
from tangentgen.request import Request


def write_module(folder: Path, text: str, name: str = "primal") -> ModuleType:
    """Write a module and import it, as a new process would find it."""
    path = folder / f"{name}.py"
    path.write_text(textwrap.dedent(text))
    linecache.checkcache(str(path))
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    exec(compile(path.read_text(), str(path), "exec"), module.__dict__)
    return module


class Pipeline:
    """Stands for `tangentgen.pipeline.derive`: what it gives, and what it was asked for."""

    def __init__(self, make: Callable[[Request], Generated] | None = None) -> None:
        self.make = make or power
        self.requests: list[Request] = []

    def __call__(self, request: Request) -> Generated:
        self.requests.append(request)
        return self.make(request)

    @property
    def count(self) -> int:
        return len(self.requests)


SQUARE = """
    def square(x, n=2):
        # to the n-th
        return x**n
"""


def power(request: Request) -> Generated:
    """The derivative of `SQUARE`."""
    text = f'def {request.name}(x, n=2):\n    """Derivative."""\n    return n * x ** (n - 1)\n'
    path = request.function.__code__.co_filename
    line = request.function.__code__.co_firstlineno + 2
    return Generated(text=text, entry=request.name, lines=((3, path, line),))

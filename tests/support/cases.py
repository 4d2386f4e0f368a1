"""Case files: a primal, what to differentiate it with respect to, samples, and the expected text.

A case is split at the marker line. What stands above is executed under its real path and with
its real line numbers; what stands below is the text that is expected, and never runs here.
"""

from __future__ import annotations

import functools
import linecache
import sys
import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tests.support.derivatives import Problem

FOLDER = Path(__file__).resolve().parent.parent / "cases"
MARKER = "# --- expected ---"


@dataclass(frozen=True)
class Case:
    """One file of `tests/cases`."""

    name: str
    path: Path
    module: types.ModuleType
    expected: str

    @property
    def function(self) -> Any:
        """The primal: the last function above `samples`."""
        ours = [
            value
            for value in vars(self.module).values()
            if isinstance(value, types.FunctionType) and value.__module__ == self.module.__name__
        ]
        return [f for f in ours if f.__name__ != "samples"][-1]

    def flag(self, name: str, default: Any) -> Any:
        return getattr(self.module, name, default)

    @property
    def mode(self) -> str:
        return self.flag("MODE", "grad")

    @property
    def wrt(self) -> tuple[str, ...]:
        wrt = self.module.WRT
        return wrt if isinstance(wrt, tuple) else (wrt,)

    def problems(self) -> list[Problem]:
        """The primal at each sample point."""
        points = self.module.samples(np.random.default_rng(7))
        return [Problem(self.function, self.wrt, tuple(args)) for args in points]

    def options(self) -> dict[str, Any]:
        """What the public call is given beside the function and `wrt`."""
        return {"like": self.problems()[0].args} if self.flag("LIKE", False) else {}


def split(text: str) -> tuple[str, str]:
    """The part that runs and the expected text.

    >>> split("x = 1\\n# --- expected ---\\ny = 2\\n")
    ('x = 1\\n', 'y = 2\\n')
    """
    above, marker, below = text.partition(f"{MARKER}\n")
    if not marker:
        raise ValueError(f"a case has no line {MARKER!r}")
    return above, below.lstrip("\n")


@functools.cache
def load(name: str) -> Case:
    path = FOLDER / f"{name}.py"
    above, below = split(path.read_text())
    module = types.ModuleType(f"tests.cases.{name}", None)
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses look their module up
    # no modification time: linecache keeps the entry, and inspect reads only the primal
    linecache.cache[str(path)] = (len(above), None, above.splitlines(keepends=True), str(path))
    exec(compile(above, str(path), "exec"), module.__dict__)
    return Case(name, path, module, below)


def names() -> list[str]:
    """All cases; a name that begins with an underscore is a helper module."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))


def update(case: Case, text: str) -> None:
    """Write the expected text of a case."""
    above, _ = split(case.path.read_text())
    case.path.write_text(f"{above}{MARKER}\n{text}")

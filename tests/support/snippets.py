"""Functions made from texts that are on disk, as a user's are."""

from __future__ import annotations

import hashlib
import sys
import tempfile
import textwrap
import types
from pathlib import Path
from typing import Any

FOLDER = Path(tempfile.mkdtemp(prefix="snippets-"))


def module_of(text: str, name: str = "", folder: Path | None = None) -> types.ModuleType:
    """A module loaded from a text written to a file; loaded anew each time.

    >>> module_of("RATE = 2.0").RATE
    2.0
    """
    name = name or f"snippet_{hashlib.sha1(text.encode()).hexdigest()[:8]}"
    path = (folder or FOLDER) / f"{name}.py"
    path.write_text(text, encoding="utf-8", newline="")
    return load(path)


def load(path: Path) -> types.ModuleType:
    """The module in a file, by the interpreter's own decoding of its bytes."""
    module = types.ModuleType(path.stem)
    module.__file__ = str(path)
    sys.modules[path.stem] = module  # dataclasses and pickle look it up
    exec(compile(path.read_bytes(), str(path), "exec"), module.__dict__)
    return module


def function_of(body: str, parameters: str = "x", name: str = "") -> Any:
    """`f(parameters)` with one statement a line in `body`; the last line's value is returned.

    >>> function_of("y = x * x; y + 1.0")(3.0)
    10.0
    """
    *lines, last = [line.strip() for line in body.split("; ")]
    inner = "".join(f"    {line}\n" for line in [*lines, f"return {last}"])
    return module_of(f"import numpy as np\n\n\ndef f({parameters}):\n{inner}", name).f


def dedented(text: str) -> str:
    """A text that was written indented, from its first line of code."""
    return textwrap.dedent(text).lstrip("\n")

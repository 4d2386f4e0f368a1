"""Where text goes: the real standard output, a file, a terminal with colours, two columns."""

from __future__ import annotations

import contextlib
import difflib
import importlib.util
import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from tangentgen.commands import Unusable


class Output:
    """Standard output as it was when the command began."""

    def __init__(self, stream: TextIO | None) -> None:
        self.stream = stream

    def write(self, text: str) -> None:
        if self.stream is None:
            raise Unusable("standard output is closed")
        try:
            self.stream.write(text)
            self.stream.flush()
        except OSError as error:
            # What is left in the buffer must not fail again when the stream is closed.
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())
            if isinstance(error, BrokenPipeError):
                raise
            raise Unusable(f"standard output: {error.strerror or error}") from None

    def write_source(self, text: str) -> None:
        """Python source: highlighted on a terminal, byte by byte as it is anywhere else."""
        if self.stream is None or not self.wants_colour():
            self.write(text)
            return
        from rich.console import Console
        from rich.syntax import Syntax

        highlighted = Syntax("", "python", background_color="default").highlight(text.rstrip("\n"))
        Console(file=self.stream).print(highlighted, soft_wrap=True)

    @property
    def is_terminal(self) -> bool:
        return self.stream is not None and self.stream.isatty()

    def wants_colour(self) -> bool:
        """Whether it is a terminal, rich is there, and the user did not say no (NO_COLOR)."""
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not self.is_terminal:
            return False
        return importlib.util.find_spec("rich") is not None


@contextlib.contextmanager
def standard_output() -> Iterator[Output]:
    """Inside, what anybody else prints goes to standard error.

    The user's module is imported inside, and standard output is for our text alone.
    """
    stream = sys.stdout
    with contextlib.ExitStack() as undo:
        undo.enter_context(contextlib.redirect_stdout(sys.stderr))
        if stream is sys.__stdout__ and stream is not None and sys.__stderr__ is not None:
            stream = undo.enter_context(_set_aside(stream, sys.__stderr__))
        yield Output(stream)


@contextlib.contextmanager
def _set_aside(stream: TextIO, other: TextIO) -> Iterator[TextIO]:
    """The stream's file; what child processes write to its descriptor goes to `other`."""
    stream.flush()
    number = stream.fileno()
    is_terminal = stream.isatty()
    with open(
        os.dup(number),
        "w",
        # Source is UTF-8 whatever the locale says; a terminal gets what it can show.
        encoding=stream.encoding if is_terminal else "utf-8",
        errors="backslashreplace",
        newline=None if is_terminal else "\n",
    ) as real:
        os.dup2(other.fileno(), number)
        try:
            yield real
        finally:
            os.dup2(real.fileno(), number)


def save(text: str, path: Path) -> None:
    """All of the text or nothing: other readers see the old file until the new one is whole."""
    data = text.encode("utf-8", errors="backslashreplace")
    try:
        path = path.resolve()
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            path.write_bytes(data)  # a device or a pipe, which cannot be replaced
            return
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with open(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, mode)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise Unusable(f"{path}: cannot be written: {error.strerror or error}") from None


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def side_by_side(left: str, right: str) -> str:
    """Two programs in columns; lines that define the same name stand on the same row.

    >>> left, right = "def f(x):\\n    y = x", "import n\\ndef g(x):\\n    y = n.a(x)"
    >>> print(side_by_side(left, right), end="")
              │ import n
    def f(x): │ def g(x):
        y = x │     y = n.a(x)
    """
    old, new = left.splitlines(), right.splitlines()
    rows: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, [*map(_role, old)], [*map(_role, new)], autojunk=False)
    for _, i, i_end, j, j_end in matcher.get_opcodes():
        for k in range(max(i_end - i, j_end - j)):
            mine = old[i + k] if i + k < i_end else ""
            rows.append((mine, new[j + k] if j + k < j_end else ""))
    width = max((len(mine) for mine, _ in rows), default=0)
    return "".join(f"{mine:{width}} │ {other}".rstrip() + "\n" for mine, other in rows)


def _role(line: str) -> str:
    """What a line is recognised by in another version of its program.

    >>> _role("    y[0] += 2.0 * x  # why"), _role("def loss_grad(w, x):")
    ('y[0] +=', 'def')
    """
    line = line.strip()
    for start in ("def", '"""'):
        if line.startswith(start):
            return start
    assigned = re.match(r"[^=#()]*?=(?!=)", line)
    return assigned[0] if assigned else line.partition("  #")[0]

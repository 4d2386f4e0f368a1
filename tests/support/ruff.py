"""The formatter and the linter that what we print has to please."""

from __future__ import annotations

import subprocess
import sys

# as in the golden pairs: shape strings, loop counters, names of the trade
IGNORED = "F722,F821,B007,UP037,E741,RUF002"
SELECTED = "E,F,W,B,I,UP,SIM,RUF"


def formatted(text: str) -> str:
    """A text as `ruff format` leaves it."""
    command = ["format", "--isolated", "--line-length", "88", "--stdin-filename", "printed.py", "-"]
    return _ruff(command, text)


def complaints(text: str, ignored: str = IGNORED) -> str:
    """What `ruff check` finds in a text."""
    command = [
        "check",
        "--isolated",
        "--line-length",
        "88",
        "--quiet",
        "--output-format",
        "concise",
    ]
    command += ["--select", SELECTED, "--ignore", ignored]
    return _ruff([*command, "--stdin-filename", "printed.py", "-"], text, {0, 1})


def _ruff(command: list[str], text: str, codes: frozenset[int] | set[int] = frozenset({0})) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command],
        input=text,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in codes, done.stderr
    return done.stdout

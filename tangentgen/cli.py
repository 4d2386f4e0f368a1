"""The command line: what each command is called, and what becomes of an error.

Exit codes: 0 done, 1 refused or found wrong, 2 the question made no sense, 130 interrupted.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import traceback
from collections.abc import Sequence

from tangentgen import __version__
from tangentgen.commands import (
    Unusable,
    build,
    cache,
    check,
    demo,
    edit,
    edits,
    explain,
    export,
    show,
    templates,
)
from tangentgen.commands.output import standard_output
from tangentgen.errors import TangentgenError

COMMANDS = (show, explain, export, build, edit, edits, check, cache, templates, demo)


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command line and return the exit code.

    >>> main(["show", "textwrap:dedant"])
    2
    """
    debug = False
    try:
        options = parser().parse_args(argv)
        debug = options.debug
        with standard_output() as out:
            code: int = options.run(options, out)
            return code
    except SystemExit as stop:  # argparse, which has said why
        return stop.code if isinstance(stop.code, int) else 2
    except BrokenPipeError:
        return 0  # the reader, `head` perhaps, has what it wanted
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if debug:
            traceback.print_exc()
        return _report(error)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(
        prog="tangentgen", description="Readable derivatives of the NumPy you already have."
    )
    top.add_argument("--version", action="version", version=f"tangentgen {__version__}")
    top.add_argument("--debug", action="store_true", help="show the traceback of an error")
    parsers = top.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(parsers)
    return top


def _report(error: Exception) -> int:
    if isinstance(error, TangentgenError):
        print(error, file=sys.stderr)
        return 1
    if isinstance(error, Unusable):
        print(f"tangentgen: {error}", file=sys.stderr)
        return 2
    kind = type(error).__name__
    print(f"tangentgen: {kind}: {error} (tangentgen --debug … shows where)", file=sys.stderr)
    return 1


def script() -> None:
    """What the installed `tangentgen` runs."""
    code = main()
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        # Python flushes once more when it ends, and would complain.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    # Standard output is for our text alone: what the user's module prints at exit is not.
    sys.stdout = sys.stderr
    sys.exit(code)

"""`edit`: open the file of a derivative in an editor, and check it when that is closed."""

from __future__ import annotations

import argparse
import copy
import itertools
import os
import shlex
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from tangentgen import keeping, making
from tangentgen.audit import compare
from tangentgen.commands import Unusable
from tangentgen.commands.blame import first_wrong
from tangentgen.commands.chosen import Chosen, add_options, only
from tangentgen.commands.output import Output, save
from tangentgen.commands.samples import samples
from tangentgen.errors import TangentgenError
from tangentgen.keeping import Recalled
from tangentgen.request import Request
from tangentgen.store import header
from tangentgen.store.cache import find
from tangentgen.store.edited import command
from tangentgen.store.load import execute
from tangentgen.trees import at, random_like


def add(parsers: Any) -> None:
    parser = parsers.add_parser("edit", help="open a derivative in $EDITOR and check it afterwards")
    add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, out: Output) -> int:
    one = only(options)
    path = one.recalled.kept.path
    before = one.recalled.kept.file
    while True:
        _open(path, out)
        content = path.read_text(encoding="utf-8", errors="replace")
        if content == before.content:
            out.write("nothing was changed\n")
            return 0
        if header.parsed(content) is None:
            save(header.restored(before.content, content), path)
            print("the header and the comment at the end were put back", file=sys.stderr)
        wrong = check(one, out)
        if not wrong:
            return 0
        print(f"{wrong}\n{_ways(path)}", file=sys.stderr)
        if not _again():
            return 1


def check(one: Chosen, out: Output | None = None) -> str:
    """What is wrong with a file as it is now; empty where nothing is."""
    with one.at_work() as recalled:
        request = recalled.request
        try:
            derivative = making.make(request, recalled.inner, cache=True)
            arguments = _arguments(recalled)
            if arguments is None:
                if out is not None:
                    out.write("it runs; its numbers can't be checked without arguments\n")
                return ""
            if not _fit(request, arguments):
                if out is not None:
                    keeping.check_later(recalled)
                    out.write("made-up arguments do not fit; the next call checks it once\n")
                return ""
            rows = list(compare(request, derivative, arguments, recalled.inner))
        except TangentgenError as error:
            return str(error)
        except Exception as error:
            notes = "".join(f"\n{note}" for note in getattr(error, "__notes__", ()))
            return f"called with made-up arguments: {type(error).__name__}: {error}{notes}"
    if out is not None:
        head = f"{'':<12} {'edited':<18}forward mode\n"
        out.write(head + "".join(f"{row}\n" for row in rows))
    if all(row.agrees for row in rows):
        return ""
    with one.at_work() as recalled:
        place = _where(recalled, arguments)
    return f"forward mode gives other numbers{place}"


def _where(recalled: Recalled, arguments: dict[str, Any]) -> str:
    """The change that makes the numbers wrong, with its line in the file."""
    request = recalled.request
    loaded = find(request)
    file = header.parsed(loaded.content) if loaded is not None else None
    if loaded is None or file is None:
        return ""
    generated = loaded.generated
    derivative = making.make(request, recalled.inner, cache=True)
    numbers = itertools.count()

    def agrees(text: str) -> bool:
        path = f"<{generated.entry} {next(numbers)}>"
        space = generated.modules, loaded.outside.functions
        try:
            tried = replace(derivative, function=execute(text, path, generated.entry, *space))
            return all(row.agrees for row in compare(request, tried, arguments, recalled.inner))
        except Exception:
            return False  # half an edit need not run

    line = first_wrong(file.base, file.text, agrees)
    if line is None:
        return ""
    shown = file.text.splitlines()[line - 1].strip()
    return f"\n{recalled.kept.path}:{file.lines_above + line}: from this change on\n    {shown}"


def _arguments(recalled: Recalled) -> dict[str, Any] | None:
    """Made-up arguments of the kinds it was made for; None where none can be made up."""
    request = recalled.request
    try:
        made = samples(request.kinds)
    except Unusable:
        return None
    if request.extra is not None and request.mode != "jvp":
        if request.mode == "vjp":
            like = request.function(*copy.deepcopy(list(made.values())))
        else:  # a vector has the structure of what the derivative is with respect to
            points = tuple(at(path, made) for path in request.wrt)
            like = points if len(points) > 1 else points[0]
        made[request.extra] = random_like(like, np.random.default_rng(1))
    return made


def _fit(request: Request, arguments: dict[str, Any]) -> bool:
    """Whether the function itself takes made-up arguments: their lengths may be related."""
    given = [arguments[name] for name, _ in request.kinds]
    try:
        request.function(*copy.deepcopy(given))
    except Exception:
        return False
    return True


def _open(path: Path, out: Output) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        screen = out.stream if out.is_terminal else None
        code = subprocess.run([*shlex.split(editor), str(path)], stdout=screen).returncode
    except (OSError, ValueError) as error:
        raise Unusable(f"the editor {editor!r} can't be started: {error}; set EDITOR") from None
    if code:
        raise Unusable(f"the editor {editor!r} ended with {code}; {path} was not checked")


def _ways(path: Path) -> str:
    return f"the way back: `{command('edit', path)}` once more, or `{command('revert', path)}`"


def _again() -> bool:
    """Whether to open the editor once more; asked only where somebody can answer."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print("edit again? [Y/n] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("", "y", "yes")

"""`build`: derive ahead of time; with --check, are the derivatives that are kept current?"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tangentgen import building, keeping, making
from tangentgen.commands import Unusable, derivative, edit
from tangentgen.commands.chosen import Chosen, posing
from tangentgen.commands.output import Output
from tangentgen.commands.target import find, load
from tangentgen.errors import BrokenEdit, EditedAndChanged, TangentgenError
from tangentgen.store.edited import command
from tangentgen.store.kept import modules_of, names_in, read
from tangentgen.store.where import FOLDER, Place, folder_name, named_cache, user_cache

GONE = "its function or its parameters are gone"


def add(parsers: Any) -> None:
    parser = parsers.add_parser("build", help="derive ahead of time what is declared or kept")
    parser.add_argument(
        "targets",
        nargs="*",
        default=["."],
        metavar="TARGET",
        help="files, folders, modules, or FILE.py:FUNCTION; default the current folder",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 unless all is current and right"
    )
    for option in ("--wrt", "--like"):
        parser.add_argument(option, help="for a FUNCTION, as in `show`")
    parser.add_argument("--mode", default="reverse", choices=derivative.MODES)
    parser.set_defaults(run=run, optimize=True, has_aux=False)


def run(options: argparse.Namespace, out: Output) -> int:
    builder = Builder(options.check, out)
    for target in options.targets:
        if ":" in Path(target).name:
            builder.function(target, options)
        else:
            for place in sources(target):
                builder.module(place, place == target)
    word = "not current" if options.check else "left"
    out.write(f"{builder.good} current, {builder.made} derived, {builder.bad} {word}\n")
    return 1 if builder.bad else 0


def sources(target: str, declared: bool = True) -> Iterator[str]:
    """What to import: of a folder the files that speak of us, or of which something is kept."""
    path = Path(target)
    if not path.is_dir():
        package = () if path.suffix == ".py" else getattr(load(target), "__path__", ())
        for inner in package:
            yield from sources(inner, declared)
        if not package:
            yield target
        return
    for folder, names, files in os.walk(path):
        names[:] = sorted(n for n in names if _may_be_ours(Path(folder, n)))
        known = {source for place in _places(Path(folder)) for source in _kept_sources(place)}
        for name in sorted(files):
            file = Path(folder, name)
            if name.endswith(".py") and (name in known or (declared and _speaks_of_us(file))):
                yield str(file)


def _may_be_ours(folder: Path) -> bool:
    """Whether sources may be in a folder that are no installed ones."""
    is_hidden = folder.name == FOLDER or folder.name.startswith(".")
    return not is_hidden and not (folder / "pyvenv.cfg").exists()


def _places(folder: Path) -> Iterator[Place]:
    """Where the derivatives of a folder's sources may be kept."""
    yield Place(folder / FOLDER, folder)
    for root in filter(None, (named_cache(), user_cache())):
        yield Place(root / folder_name(folder.absolute()), None, root)


def _kept_sources(place: Place) -> Iterator[str]:
    for name in names_in(place.folder):
        kept = read(place, name)
        if kept is not None:
            yield kept.file.load["asked"]["source"]


def _speaks_of_us(file: Path) -> bool:
    with contextlib.suppress(OSError):
        return b"tangentgen" in file.read_bytes()
    return False


class Builder:
    """Goes through modules, and says of each derivative what was or what is to be done."""

    def __init__(self, check: bool, out: Output) -> None:
        self.check, self.out = check, out
        self.good = self.made = self.bad = 0

    def function(self, target: str, options: argparse.Namespace) -> None:
        made = derivative.derivative(find(target), options, keep=True)
        self._declared(made)

    def module(self, target: str, named: bool, declared: bool = True) -> None:
        try:
            module = load(target)
        except Unusable as error:
            if named:
                raise
            self._say(target, "not imported", str(error))
            return
        for one in building.declared(module) if declared else ():
            self._declared(one)
        self._files(module, module.__name__)
        mine = next(building.functions(module), None)
        for name in modules_of(mine) if mine else ():
            if name != module.__name__:
                with posing(module, name):
                    self._files(module, name)
        for orphan in building.orphans(module):
            if not self.check and not orphan.file.edited:
                with contextlib.suppress(FileNotFoundError):
                    orphan.path.unlink()
                self.out.write(f"{orphan.path}: deleted; {GONE}\n")
            else:
                self._say(orphan.path, "orphan", GONE)

    def _declared(self, one: Any) -> None:
        name = f"{one.__module__}:{one.__qualname__}"
        try:
            due = building.due(one)
            if due is None:
                return
            if isinstance(due, str):
                print(f"{name}: skipped: {due}", file=sys.stderr)
            elif self.check:
                self._say(name, "missing", due.request.text())
            else:
                made = making.make(due.request, due.inner, cache=True)
                if made.path is None:
                    self._say(name, "not written", "its folder can't be written")
                    return
                self.made += 1
                self.out.write(f"{made.path}: derived\n")
        except TangentgenError as error:
            self._say(name, "refused", str(error))

    def _files(self, module: types.ModuleType, name: str) -> None:
        try:
            for one in building.files(module):
                self._file(Chosen(one, module, name))
        except (EditedAndChanged, BrokenEdit):
            pass  # said of the first derivative; the second is reached when that is settled
        except TangentgenError as error:
            self._say(module.__file__, "refused", str(error))

    def _file(self, chosen: Chosen) -> None:
        one = chosen.recalled
        path, state = one.kept.path, one.state
        try:
            if state == "edited, stale":
                self._say(path, state, f"`{command('sync', path)}`")
            elif state == "stale" and self.check:
                self._say(path, state, "`tangentgen build`")
            elif state == "stale":
                keeping.revert(one)
                self.made += 1
                self.out.write(f"{one.path}: derived again\n")
            else:
                wrong = building.wrong(one) if self.check or one.kept.file.edited else None
                if wrong is None and one.kept.file.edited:
                    wrong = edit.check(chosen)
                if state == "edited, older":  # it is used, so it is only said
                    note = f"made by another version; `{command('sync', path)}` merges the edit"
                    print(f"{path}: {note}", file=sys.stderr)
                if wrong:
                    self._say(path, "wrong", wrong)
                else:
                    self.good += 1
        except TangentgenError as error:
            self._say(path, "refused", str(error))

    def _say(self, what: object, state: str, why: str) -> None:
        self.bad += 1
        print(f"{what}: {state}: {why}", file=sys.stderr)

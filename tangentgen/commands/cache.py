"""`cache`: the files that derivatives are kept in."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from tangentgen.commands import Unusable
from tangentgen.commands.output import Output
from tangentgen.store import header
from tangentgen.store.where import FOLDER, named_cache, user_cache


@dataclass(frozen=True)
class Kept:
    """A file in a cache folder."""

    path: Path
    state: Literal["generated", "edited", "damaged"]
    about: str  # what it says it is


def add(parsers: Any) -> None:
    parser = parsers.add_parser("cache", help="the files that derivatives are kept in")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    path = actions.add_parser("path", help="the folders they are in")
    path.set_defaults(run=run_path)
    listing = actions.add_parser("list", help="the files, and which of them were edited")
    listing.set_defaults(run=run_list)
    clearing = actions.add_parser("clear", help="delete what was generated")
    clearing.add_argument("--edited", action="store_true", help="and what you have edited")
    clearing.set_defaults(run=run_clear)
    verifying = actions.add_parser("verify", help="derive again what is kept, and compare")
    verifying.set_defaults(run=run_verify)
    for action in (path, listing, clearing, verifying):
        action.add_argument(
            "folder",
            nargs="?",
            default=".",
            help="whose sources are meant, beside the common cache; default this one",
        )


def run_path(options: argparse.Namespace, out: Output) -> int:
    for folder in filter(None, (common(), *beside(_folder(options)))):
        out.write(f"{folder}\n")
    return 0


def run_list(options: argparse.Namespace, out: Output) -> int:
    for kept in _files(_folder(options)):
        out.write(f"{kept.state:9}  {kept.path}  {kept.about}".rstrip() + "\n")
    return 0


def run_clear(options: argparse.Namespace, out: Output) -> int:
    folder = _folder(options)
    removed, left = 0, 0
    for kept in _files(folder):
        if kept.state == "generated" or options.edited:
            # Another process may have been faster.
            with contextlib.suppress(FileNotFoundError):
                kept.path.unlink()
                removed += 1
        else:
            left += 1
    for place in _folders(folder):
        with contextlib.suppress(OSError):  # there is more in it
            place.rmdir()
    kept_files = f"; {left} edited or damaged kept (--edited deletes them too)" if left else ""
    out.write(f"{removed} deleted{kept_files}\n")
    return 0


def run_verify(options: argparse.Namespace, out: Output) -> int:
    from tangentgen.commands.build import Builder, sources

    builder = Builder(check=True, out=out)
    for place in sources(str(_folder(options)), declared=False):
        builder.module(place, named=False, declared=False)
    out.write(f"{builder.good} the same, {builder.bad} not\n")
    return 1 if builder.bad else 0


def _folder(options: argparse.Namespace) -> Path:
    folder = Path(options.folder).absolute()
    if not folder.is_dir():
        raise Unusable(f"{options.folder}: no such folder")
    return folder


def common() -> Path | None:
    """The folder for derivatives that are not kept beside their source."""
    return named_cache() or user_cache()


def beside(below: Path) -> Iterator[Path]:
    """The folders of derivatives beside the sources below a folder."""
    for folder, names, _ in os.walk(below):
        if FOLDER in names:
            yield Path(folder, FOLDER)
        names[:] = sorted(n for n in names if n != FOLDER and not n.startswith("."))


def _folders(below: Path) -> list[Path]:
    root = common()
    parts = sorted(p for p in root.iterdir() if p.is_dir()) if root and root.is_dir() else []
    return [*parts, *beside(below)]


def _files(below: Path) -> Iterator[Kept]:
    for folder in _folders(below):
        for path in sorted(folder.glob("*.py")):
            kept = _kept(path)
            if kept is not None:
                yield kept


def _kept(path: Path) -> Kept | None:
    """What a file of ours says; None of anybody else's. Nothing is executed."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    about = header.subject(content)
    if about is None:
        return None
    file = header.parsed(content)
    if file is None:
        return Kept(path, "damaged", about)
    return Kept(path, "edited" if file.edited else "generated", about)

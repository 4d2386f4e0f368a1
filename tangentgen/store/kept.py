"""The files that are kept of a function, whatever was asked for."""

from __future__ import annotations

import os
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tangentgen.request import Request
from tangentgen.store import asked, atomic, header, where
from tangentgen.store.cache import FORMAT


@dataclass(frozen=True)
class Kept:
    """A file that is whole and may be trusted, current or not."""

    place: where.Place
    name: str
    file: header.File

    @property
    def path(self) -> Path:
        return self.place.folder / self.name


def kept_of(function: types.FunctionType) -> Iterator[Kept]:
    """The files of a function, those that are used before others of their name."""
    seen = set[str]()
    for place in where.places(function):
        for name in names_in(place.folder):
            kept = read(place, name)
            if kept and name not in seen and asked.is_of(kept.file.load["asked"], function):
                seen.add(name)
                yield kept


def outgrown(request: Request) -> Kept | None:
    """An edit of the same derivative, from when its function had other parameters."""
    if not where.is_alone(request.function):
        return None  # it may be one of another function
    for place in where.places(request.function):
        readable = where.readable_name(request)
        for name in names_in(place.folder):
            if name.startswith(f"{readable}."):
                kept = read(place, name)
                if (
                    kept is not None
                    and kept.file.edited
                    and asked.is_earlier(kept.file.load["asked"], request)
                ):
                    return kept
    return None


def is_gone(kept: Kept, function: types.FunctionType) -> bool:
    """Whether nobody will ask for a file of a function again: what it is of is no parameter now.

    So it is, unless it was edited, where nobody says of what kind a new parameter is.
    """
    about = kept.file.load["asked"]
    if not asked.is_reachable(about, function):
        return True
    return not kept.file.edited and bool(asked.new_and_unknown(about, function))


def modules_of(function: types.FunctionType) -> list[str]:
    """The names that a function's module had when derivatives of it were kept, `__main__` too."""
    source = Path(function.__code__.co_filename).name
    found = set[str]()
    for place in where.places(function):
        for name in names_in(place.folder):
            kept = read(place, name)
            if kept is not None and kept.file.load["asked"]["source"] == source:
                found.add(kept.file.load["asked"]["module"])
    return sorted(found)


def names_in(folder: Path) -> list[str]:
    """What may be files of derivatives in a folder, in the order of their names."""
    try:
        return sorted(name for name in os.listdir(folder) if name.endswith(".py"))
    except OSError:
        return []


def read(place: where.Place, name: str) -> Kept | None:
    """One file; None where there is none of this version that is whole and may be trusted."""
    content = atomic.read(place, name)
    file = header.parsed(content) if content is not None else None
    if file is None or file.load.get("format") != FORMAT:
        return None
    return Kept(place, name, file)

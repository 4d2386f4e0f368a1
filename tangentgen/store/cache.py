"""Find a derivative that was made before."""

from __future__ import annotations

import types
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tangentgen.generated import Generated
from tangentgen.outside import Outside, look
from tangentgen.request import Request
from tangentgen.source.locate import NotFound
from tangentgen.store import atomic, edited, fresh, header, where
from tangentgen.store.load import execute
from tangentgen.store.notes import Explain, Mark, moved

FORMAT = 4


@dataclass(frozen=True)
class Loaded:
    """A derivative with a file of its own, or with none."""

    function: types.FunctionType
    generated: Generated
    content: str  # what `function` was compiled from
    path: Path | None
    edited: bool
    outside: Outside
    explain: Explain
    unchecked: bool = False  # an edit that was merged, and not held against forward mode since


def find(request: Request) -> Loaded | None:
    """The derivative on disk, if there is one and it is current."""
    places = where.places(request.function)
    name = where.file_name(request) if places else ""
    for place in places:
        content = atomic.read(place, name)
        file = header.parsed(content) if content is not None else None
        if file is not None and file.load.get("format") == FORMAT:
            found = _current(request, file, place.folder / name)
            if found is not None:
                return found
    return None


def is_current(request: Request, file: header.File) -> bool:
    """Whether a file is of the function as it is now."""
    return file.meaning == _meaning(request, file, look(request.function, file.load["callees"]))


def _meaning(request: Request, file: header.File, outside: Outside) -> str | None:
    """The meaning of a request with the callees that a file names; None where text is missing."""
    try:
        known = fresh.digests(outside.functions, file.load["functions"])
    except NotFound:
        return None
    return fresh.meaning(request, outside, known)


def _current(request: Request, file: header.File, path: Path) -> Loaded | None:
    load = file.load
    outside = look(request.function, load["callees"])
    meaning = _meaning(request, file, outside)
    if meaning is None or not edited.is_usable(request, file, path, meaning, made_by()):
        return None
    generated = Generated(
        text=file.text,
        entry=load["entry"],
        parameters=tuple(load["parameters"]),
        modules=tuple((used, name) for used, name in load["modules"]),
        callees=tuple(load["callees"]),
        assumptions=tuple(load["assumptions"]),
        inactive=tuple(load.get("inactive", ())),
        written=tuple(load["written"]),
    )
    try:
        loaded = run(generated, file.content, path, outside, lowered(file), file)
        if signature_of(loaded.function.__code__) != load["signature"]:
            raise TypeError(f"{generated.entry} has other parameters than it was generated with")
    except Exception as error:
        if not file.edited:
            return None
        raise edited.broken(path, file, error) from error
    return loaded


def lowered(file: header.File) -> tuple[Mark, ...]:
    """The marks of a text by the lines of its file."""
    marks = file.load["marks"]
    if file.edited:
        marks = moved(marks, file.base, file.text)
    return tuple((line + file.lines_above, number, part) for line, number, part in marks)


def run(
    generated: Generated,
    content: str,
    path: Path,
    outside: Outside,
    places: tuple[Mark, ...],
    file: header.File,
) -> Loaded:
    function = execute(content, str(path), generated.entry, generated.modules, outside.functions)
    explain = Explain(str(path), outside.functions, places)
    unchecked = file.edited and bool(file.load.get("unchecked"))
    return Loaded(function, generated, content, path, file.edited, outside, explain, unchecked)


def signature_of(code: types.CodeType) -> list[Any]:
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & 4) + bool(code.co_flags & 8)
    counts = [code.co_posonlyargcount, code.co_argcount, code.co_kwonlyargcount]
    return [*counts, *code.co_varnames[:count]]


def made_by() -> list[str]:
    from tangentgen import __version__

    return [__version__, fresh.templates()]

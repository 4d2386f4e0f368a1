"""Find a derivative that was made before, or keep one for later."""

from __future__ import annotations

import types
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tangentgen.described import function_name
from tangentgen.generated import Generated
from tangentgen.outside import Outside, look
from tangentgen.request import Request
from tangentgen.source.locate import NotFound
from tangentgen.store import atomic, edited, fresh, header, where
from tangentgen.store.load import execute
from tangentgen.store.notes import Explain, Mark, marks

FORMAT = 1


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


def _current(request: Request, file: header.File, path: Path) -> Loaded | None:
    load = file.load
    outside = look(request.function, load["callees"])
    try:
        known = fresh.digests(outside.functions, load["functions"])
    except NotFound:
        return None
    meaning = fresh.meaning(request, outside, known)
    if not edited.is_usable(request, file, path, meaning, _made_by()):
        return None
    generated = Generated(
        text=file.text,
        entry=load["entry"],
        parameters=tuple(load["parameters"]),
        modules=tuple((used, name) for used, name in load["modules"]),
        callees=tuple(load["callees"]),
        assumptions=tuple(load["assumptions"]),
        written=tuple(load["written"]),
    )
    above = file.lines_above
    places = tuple((line + above, number, statement) for line, number, statement in load["marks"])
    try:
        loaded = _run(generated, file.content, path, outside, places, file.edited)
        if _signature(loaded.function.__code__) != load["signature"]:
            raise TypeError(f"{generated.entry} has other parameters than it was generated with")
    except Exception as error:
        if not file.edited:
            return None
        raise edited.broken(path, file, error) from error
    return loaded


def keep(request: Request, generated: Generated) -> Loaded | None:
    """Write a derivative to disk and load it; None where it can't be kept."""
    outside = look(request.function, generated.callees)
    places = where.places(request.function)
    if not places or outside.lost:
        return None
    try:
        functions = fresh.digests(outside.functions)
    except NotFound:
        return None
    name, place = where.file_name(request), places[0]
    found = marks(generated.lines, outside.functions)
    load = {key: value for key, value in asdict(generated).items() if key not in ("text", "lines")}
    load |= {
        "format": FORMAT,
        "made_by": _made_by(),
        "signature": _signature(_entry_code(generated)),
        "functions": functions,
        "marks": found,
    }
    content = header.written(
        function_name(request.function),
        request.text(),
        generated.assumptions,
        fresh.meaning(request, outside, functions),
        load,
        generated.text,
    )
    _save_what_is_not_ours(place, name)
    path = atomic.write(place, name, content)
    if path is None:
        return None
    file = header.parsed(content)
    assert file is not None
    above = file.lines_above
    places_now = tuple((line + above, number, statement) for line, number, statement in found)
    return _run(generated, content, path, outside, places_now, False)


def _save_what_is_not_ours(place: where.Place, name: str) -> None:
    """A file that can't be read may be somebody's work all the same."""
    content = atomic.read(place, name)
    if content and header.parsed(content) is None:
        atomic.set_aside(place, name)


def _run(
    generated: Generated,
    content: str,
    path: Path,
    outside: Outside,
    places: tuple[Mark, ...],
    is_edited: bool,
) -> Loaded:
    function = execute(content, str(path), generated.entry, generated.modules, outside.functions)
    explain = Explain(str(path), outside.functions, places)
    return Loaded(function, generated, content, path, is_edited, outside, explain)


def _entry_code(generated: Generated) -> types.CodeType:
    module = compile(generated.text, f"<{generated.entry}>", "exec", dont_inherit=True)
    codes = (c for c in module.co_consts if isinstance(c, types.CodeType))
    return next(code for code in codes if code.co_name == generated.entry)


def _signature(code: types.CodeType) -> list[Any]:
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & 4) + bool(code.co_flags & 8)
    counts = [code.co_posonlyargcount, code.co_argcount, code.co_kwonlyargcount]
    return [*counts, *code.co_varnames[:count]]


def _made_by() -> list[str]:
    from tangentgen import __version__

    return [__version__, fresh.templates()]

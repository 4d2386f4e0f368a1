"""Keep a derivative for later."""

from __future__ import annotations

import types
import warnings
from dataclasses import asdict, replace

from tangentgen.described import function_name
from tangentgen.errors import CacheWarning
from tangentgen.generated import Generated
from tangentgen.outside import Outside, look
from tangentgen.request import Request
from tangentgen.source.locate import NotFound
from tangentgen.store import asked, atomic, fresh, header, where
from tangentgen.store.cache import FORMAT, Loaded, lowered, made_by, run, signature_of
from tangentgen.store.notes import marks


def keep(request: Request, generated: Generated) -> Loaded | None:
    """Write a derivative to disk and load it; None where it can't be kept."""
    outside = look(request.function, generated.callees)
    places = where.places(request.function)
    content = content_of(request, generated, outside) if places else None
    if content is None:
        return None
    name, place = where.file_name(request), places[0]
    if not _save_what_is_not_ours(place, name, content):
        return None
    path = atomic.write(place, name, content)
    if path is None:
        return None
    file = header.parsed(content)
    assert file is not None
    return run(generated, content, path, outside, lowered(file), file)


def content_of(
    request: Request,
    generated: Generated,
    outside: Outside,
    edit: str | None = None,
    unchecked: bool = False,
) -> str | None:
    """The file of a derivative; with an edit of it, if there is one. None where none can be."""
    if outside.lost:
        return None
    try:
        functions = fresh.digests(outside.functions)
    except NotFound:
        return None
    load = {key: value for key, value in asdict(generated).items() if key not in ("text", "lines")}
    load |= {
        "format": FORMAT,
        "made_by": made_by(),
        "asked": asked.recorded(request),
        "signature": signature_of(_entry_code(generated)),
        "functions": functions,
        "marks": marks(generated.lines, outside.functions),
    }
    if unchecked:
        load["unchecked"] = True
    return header.written(
        function_name(request.function),
        request.text(),
        generated.assumptions,
        fresh.meaning(request, outside, functions),
        load,
        generated.text if edit is None else edit,
        generated.text,
    )


def differs(request: Request, loaded: Loaded, generated: Generated) -> str | None:
    """What is wrong with a file, where deriving gives another one."""
    file = header.parsed(loaded.content)
    if file is None or file.load["made_by"] != made_by():
        return None  # an edit of what another version made
    if file.base != generated.text:
        return "it was generated with another text than is derived now"
    edit, unchecked = (file.text, loaded.unchecked) if file.edited else (None, False)
    outside = look(request.function, generated.callees)
    if request.seen:  # of a first call: what the text does not rely on may be another length now
        sizes = asked.restored(file.load["asked"], request.function).sizes
        request = replace(request, sizes=sizes)
    made = content_of(request, generated, outside, edit, unchecked)
    if made is not None and made.split() != file.content.split():  # blank lines are no edit
        return "its header is another one than is written now"
    return None


def _save_what_is_not_ours(place: where.Place, name: str, new: str) -> bool:
    """A file that is not used may be somebody's work all the same; whether it is safe now."""
    content = atomic.read_anyones(place, name)
    file = header.parsed(content) if content else None
    if not content or new.startswith(content) or (file is not None and not file.edited):
        return True
    aside = atomic.set_aside(place, name)
    path = place.folder / name
    kept = f"it is kept as {aside}" if aside else "move it away"
    what = f"{path} is not as it was written, and is not used - {kept}"
    warnings.warn(what, CacheWarning, stacklevel=2)
    return aside is not None


def _entry_code(generated: Generated) -> types.CodeType:
    module = compile(generated.text, f"<{generated.entry}>", "exec", dont_inherit=True)
    codes = (c for c in module.co_consts if isinstance(c, types.CodeType))
    return next(code for code in codes if code.co_name == generated.entry)

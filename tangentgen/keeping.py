"""What is done with the files of derivatives: brought up to date, merged, put back, compared."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tangentgen import making
from tangentgen.errors import BrokenEdit, MergeFailed, Offence, TangentgenError, at_definition
from tangentgen.generated import Generated
from tangentgen.outside import look
from tangentgen.request import Request
from tangentgen.specialised import Specialised
from tangentgen.store import asked, atomic, edited, where
from tangentgen.store.cache import is_current, made_by
from tangentgen.store.keep import content_of
from tangentgen.store.kept import Kept, is_gone, kept_of, names_in, read

State = Literal["current", "stale", "edited", "edited, older", "edited, stale"]


@dataclass(frozen=True)
class Recalled:
    """A file that is kept, and what would have to be asked for to make it again."""

    kept: Kept
    request: Request
    inner: Specialised | None = None  # the derivative that it is a derivative of
    order: int = 1

    @property
    def name(self) -> str:
        """What the file is called from now on: parameters of the function may have come or gone."""
        is_other = asked.has_other_parameters(self.kept.file.load["asked"], self.request.function)
        return where.file_name(self.request) if is_other else self.kept.name

    @property
    def path(self) -> Path:
        return self.kept.place.folder / self.name

    @property
    def state(self) -> State:
        """Stale is what was made of something else; older, what another version made."""
        file = self.kept.file
        current, ours = is_current(self.request, file), file.load["made_by"] == made_by()
        if file.edited:
            return "edited, stale" if not current else "edited" if ours else "edited, older"
        return "current" if current and ours else "stale"


def recalled(
    function: types.FunctionType, inner: Specialised | None = None, order: int = 1
) -> Iterator[Recalled]:
    """Every derivative that is kept of a function, then theirs, each read when its turn comes."""
    firsts, refused = [], list[TangentgenError]()
    for kept in kept_of(function):
        try:
            request = asked.restored(kept.file.load["asked"], function)
        except (KeyError, ValueError):
            continue  # of a kind that has no text
        if not is_gone(kept, function):
            firsts.append(request)
            yield Recalled(kept, request, inner, order)
    for request in firsts:
        if any(True for _ in _derivatives_of(request)):
            try:
                made = making.make(request, inner, cache=True)
            except TangentgenError as error:
                refused.append(error)
                continue
            yield from recalled(made.function, made, order + 1)
    if refused:  # the first derivative has to be settled before the second is reached
        raise refused[0]


def _derivatives_of(request: Request) -> Iterator[str]:
    """The files of derivatives of a derivative, by the name of their source."""
    name = where.file_name(request)
    for place in where.places(request.function):
        for other in names_in(place.folder):
            kept = read(place, other)
            if kept is not None and kept.file.load["asked"]["source"] == name:
                yield other


def diff(recalled: Recalled) -> str:
    """The edit against what was generated, as `diff -u` shows it."""
    file, path = recalled.kept.file, recalled.kept.path
    lines = difflib.unified_diff(
        file.base.splitlines(keepends=True),
        file.text.splitlines(keepends=True),
        f"{path.name} as generated",
        f"{path.name} as edited",
    )
    return "".join(lines)


def sync(recalled: Recalled) -> int:
    """Bring a file up to date and keep its edit; the number of conflicts that are marked in it."""
    from tangentgen.store.merge import merge

    kept, request = recalled.kept, recalled.request
    conflict = edited.conflict_in(kept.file.text)
    if conflict is not None:
        raise edited.broken(kept.path, kept.file, ValueError("conflict"))
    unknown = _unknown(recalled)
    if unknown:
        what = f"of what kind is {', '.join(unknown)}, which was not there before?"
        hint = "annotate it or give it a default, until this is done"
        raise MergeFailed(at_definition(request.function, what, hint))
    generated = derive(request)
    merged = merge(kept.file.text, kept.file.base, generated.text, kept.path)
    is_new = generated.text != kept.file.base or not is_current(request, kept.file)
    unchecked = is_new or bool(kept.file.load.get("unchecked"))
    edit = merged.text if merged.text != generated.text else None
    _replace(recalled, generated, edit, unchecked)
    return merged.conflicts


def derive(request: Request) -> Generated:
    """The derivative as it is generated now."""
    from tangentgen.pipeline import derive

    with making.LOCK:
        return derive(request)


def revert(recalled: Recalled) -> str | None:
    """Make the derivative anew; the edited file's new name, None where nothing was edited.

    Where nobody says of what kind a new parameter is, the next call makes it.
    """
    generated = None if _unknown(recalled) else derive(recalled.request)
    aside = None
    if recalled.kept.file.edited:
        aside = atomic.set_aside(recalled.kept.place, recalled.kept.name)
    if generated is not None:
        _replace(recalled, generated, None, False)
    return aside


def _unknown(recalled: Recalled) -> list[str]:
    return asked.new_and_unknown(recalled.kept.file.load["asked"], recalled.request.function)


def accept_all(request: Request, root: types.FunctionType) -> None:
    """Say so of the file of a request."""
    for one in recalled(root):
        if one.kept.name == where.file_name(request):
            accept(one)


def accept(recalled: Recalled) -> None:
    """Say that an edit is right, whatever forward mode says."""
    _replace(recalled, derive(recalled.request), recalled.kept.file.text, False)


def check_later(recalled: Recalled) -> None:
    """Let the next call hold an edit against forward mode, once."""
    kept = read(recalled.kept.place, recalled.kept.name)
    if kept is not None and kept.file.edited:
        _replace(recalled, derive(recalled.request), kept.file.text, True)


def _replace(recalled: Recalled, generated: Generated, edit: str | None, unchecked: bool) -> None:
    kept, request = recalled.kept, recalled.request
    outside = look(request.function, generated.callees)
    content = content_of(request, generated, outside, edit, unchecked)
    other = read(kept.place, recalled.name) if recalled.name != kept.name else None
    if other is not None and other.file.edited:
        what = f"its edit would go to {other.path}, which was edited too"
        raise MergeFailed(Offence(str(kept.path), 1, 0, "", what, "revert one of them"))
    if content is None or atomic.write(kept.place, recalled.name, content) is None:
        what = "the file can't be written"
        offence = Offence(str(kept.path), 1, 0, "", what, "make its folder writable")
        raise MergeFailed(offence) if edit else BrokenEdit(offence)
    if recalled.name != kept.name:
        kept.path.unlink(missing_ok=True)

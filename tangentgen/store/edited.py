"""What becomes of a file that is found: four states, of which one is the user's to settle."""

from __future__ import annotations

import contextlib
import shlex
from pathlib import Path

from tangentgen.errors import BrokenEdit, EditedAndChanged, Offence, at_definition
from tangentgen.request import Request
from tangentgen.source.locate import NotFound
from tangentgen.store import fresh
from tangentgen.store.header import File
from tangentgen.store.where import frozen

MARK = "<<<<<<< "  # as git begins a conflict


def is_usable(request: Request, file: File, path: Path, meaning: str, made_by: object) -> bool:
    """Whether to run a file; otherwise the derivative is made anew.

    | meaning  | text       |                                                      |
    |----------|------------|------------------------------------------------------|
    | the same | as written | run it, unless tangentgen or its templates are other |
    | the same | edited     | run it                                               |
    | changed  | as written | not                                                  |
    | changed  | edited     | raise: it is never overwritten                       |
    """
    is_current = file.meaning == meaning
    if not file.edited:
        return is_current and (frozen() or file.load["made_by"] == made_by)
    if not is_current:
        raise outdated(request, file, path)
    return True


def outdated(request: Request, file: File, path: Path) -> EditedAndChanged:
    """The refusal of an edit of what has changed since."""
    function = request.function
    changed = function.__qualname__
    (_, tree), *_ = file.load["functions"]
    with contextlib.suppress(NotFound):
        if tree == fresh.digests([function])[0][1]:
            changed = f"something that {changed} uses"
    what = f"{changed} has changed, and the derivative in {path} was edited"
    hint = f"`{command('sync', path)}` merges the edit into the new derivative"
    return EditedAndChanged(at_definition(function, what, hint))


def conflict_in(text: str) -> int | None:
    """The first line, from 1, with a conflict that was not settled; None where there is none."""
    lines = text.split("\n")
    return next((n for n, line in enumerate(lines, start=1) if line.startswith(MARK)), None)


def broken(path: Path, file: File, error: Exception) -> BrokenEdit:
    """The refusal of an edited text that does not run."""
    line, column, text, what = file.lines_above + 1, 0, "", f"{type(error).__name__}: {error}"
    hint = f"mend it, or `{command('revert', path)}`"
    conflict = conflict_in(file.text)
    if isinstance(error, SyntaxError):
        line, column = error.lineno or line, (error.offset or 1) - 1
        text, what = (error.text or "").rstrip("\n"), error.msg
    if conflict is not None:
        line, column, text = file.lines_above + conflict, 0, file.text.split("\n")[conflict - 1]
        what, hint = "there are conflicts in it", f"settle them as git's, or {hint[12:]}"
    what = f"the edited derivative can't be used: {what}"
    return BrokenEdit(Offence(str(path), line, column, text, what, hint))


def command(name: str, path: Path) -> str:
    """How a file is dealt with on the command line.

    >>> command("sync", Path("my code/f.py"))
    "tangentgen sync 'my code/f.py'"
    """
    return f"tangentgen {name} {shlex.quote(str(path))}"

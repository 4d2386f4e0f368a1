"""What becomes of a file that is found: four states, of which one is the user's to settle."""

from __future__ import annotations

from pathlib import Path

from tangentgen.errors import BrokenEdit, EditedAndChanged, Offence, at_definition
from tangentgen.request import Request
from tangentgen.store.header import File


def is_usable(request: Request, file: File, path: Path, meaning: str, made_by: object) -> bool:
    """Whether to run a file; otherwise the derivative is made anew.

    | meaning  | text       |                                                      |
    |----------|------------|------------------------------------------------------|
    | the same | as written | run it, unless tangentgen or its templates are newer |
    | the same | edited     | run it                                               |
    | changed  | as written | not                                                  |
    | changed  | edited     | raise: it is never overwritten                       |
    """
    is_current = file.meaning == meaning
    if not file.edited:
        return is_current and file.load["made_by"] == made_by
    if not is_current:
        function = request.function
        what = f"{function.__qualname__} has changed, and its derivative in {path} was edited"
        hint = "bring the edit up to date and save it elsewhere, or delete the file to derive again"
        raise EditedAndChanged(at_definition(function, what, hint))
    return True


def broken(path: Path, file: File, error: Exception) -> BrokenEdit:
    """The refusal of an edited text that does not run."""
    line, column, text, what = file.lines_above + 1, 0, "", f"{type(error).__name__}: {error}"
    if isinstance(error, SyntaxError):
        line, column = error.lineno or line, (error.offset or 1) - 1
        text, what = (error.text or "").rstrip("\n"), error.msg
    return BrokenEdit(
        Offence(
            str(path),
            line,
            column,
            text,
            f"the edited derivative can't be used: {what}",
            "mend it, or delete the file to derive again",
        )
    )

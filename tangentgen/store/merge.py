"""Three texts into one, as git does it."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tangentgen.errors import MergeFailed, Offence

SIDES = ("edited", "generated before", "generated now")


@dataclass(frozen=True)
class Merged:
    """A text, and how many conflicts are marked in it."""

    text: str
    conflicts: int


def merge(edited: str, base: str, new: str, path: Path) -> Merged:
    """What was changed between base and edited text, done to the new one.

    >>> file = Path("loss_grad.py")
    >>> merge("a = 1\\nb\\nc\\nd\\n", "a\\nb\\nc\\nd\\n", "a\\nb\\nc\\nd = 6\\n", file)
    Merged(text='a = 1\\nb\\nc\\nd = 6\\n', conflicts=0)
    >>> merge("a = 1\\n", "a\\n", "a = 2\\n", file).text.splitlines()
    ['<<<<<<< edited', 'a = 1', '=======', 'a = 2', '>>>>>>> generated now']
    """
    if edited == new or base == new:
        return Merged(edited, 0)
    with tempfile.TemporaryDirectory(prefix="tangentgen-") as folder:
        files = [Path(folder, name) for name in ("edited", "base", "new")]
        for file, text in zip(files, (edited, base, new), strict=True):
            file.write_text(text, encoding="utf-8", newline="\n")
        labels = [word for side in SIDES for word in ("-L", side)]
        command = ["git", "merge-file", "-p", "--marker-size=7", *labels, *map(str, files)]
        # Nothing of the repository around counts, but the user's own style of conflicts does.
        variables = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        try:
            done = subprocess.run(command, cwd=folder, env=variables, capture_output=True)
        except OSError as error:
            raise MergeFailed(_offence(path, f"git is needed to merge: {error}")) from None
    if done.returncode < 0 or done.returncode > 127:
        said = done.stderr.decode(errors="replace").strip()
        raise MergeFailed(_offence(path, f"git could not merge: {said}"))
    return Merged(done.stdout.decode(), done.returncode)


def _offence(path: Path, what: str) -> Offence:
    hint = "install git, or move the edit aside, derive again and merge by hand"
    return Offence(str(path), 1, 0, "", what, hint)

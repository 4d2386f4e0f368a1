"""Mistakes to make in the store and what stands around it, each with the test that notices it.

`covers` are rows of the contract for files on disk, F1 to F14, and what else is promised.
"""

from __future__ import annotations

from tests.support import (
    mistakes_in_commands,
    mistakes_in_edits,
    mistakes_in_files,
    mistakes_in_keys,
    mistakes_in_loading,
)

TOPICS = (
    *(f"F{number}" for number in range(1, 15)), "staleness", "edit", "build", "frozen", "verify",
    "export", "display", "threads", "pickle", "command line", "injection",
)  # fmt: skip

PLANTED = (
    *mistakes_in_files.PLANTED,
    *mistakes_in_keys.PLANTED,
    *mistakes_in_loading.PLANTED,
    *mistakes_in_edits.PLANTED,
    *mistakes_in_commands.PLANTED,
)

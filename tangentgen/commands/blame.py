"""Which statement of an edited derivative makes its numbers other ones.

The text as it was generated is edited again, one change after the other. Bisection finds the
change with which the numbers are wrong for the first time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Change:
    """Lines of the base that others stand for now, each from a first one up to another."""

    base: tuple[int, int]
    edited: tuple[int, int]


def changes(base: Sequence[str], edited: Sequence[str]) -> list[Change]:
    """What was changed, line by line where as many stand for as many.

    >>> changes(["a", "b", "c"], ["a", "x", "y"])
    [Change(base=(1, 2), edited=(1, 2)), Change(base=(2, 3), edited=(2, 3))]
    """
    found: list[Change] = []
    for kind, i, i2, j, j2 in SequenceMatcher(None, base, edited, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if i2 - i == j2 - j:
            found += [Change((i + k, i + k + 1), (j + k, j + k + 1)) for k in range(i2 - i)]
        else:
            found.append(Change((i, i2), (j, j2)))
    return found


def applied(base: Sequence[str], edited: Sequence[str], made: Sequence[Change]) -> str:
    """The base with some of the changes."""
    out: list[str] = []
    at = 0
    for change in made:
        out += base[at : change.base[0]]
        out += edited[slice(*change.edited)]
        at = change.base[1]
    return "".join([*out, *base[at:]])


def first_wrong(base: str, edited: str, agrees: Callable[[str], bool]) -> int | None:
    """The line of the edited text with which the numbers become wrong; None where that is unclear.

    >>> text = "x = 1\\ny = 2\\nz = 3\\n"
    >>> first_wrong(text, "x = 2\\ny = 9\\nz = 4\\n", lambda t: "9" not in t)
    2
    """
    old, new = base.splitlines(keepends=True), edited.splitlines(keepends=True)
    made = changes(old, new)
    if not made or not agrees(base):
        return None
    right, wrong = 0, len(made)
    while wrong - right > 1:
        middle = (right + wrong) // 2
        if agrees(applied(old, new, made[:middle])):
            right = middle
        else:
            wrong = middle
    return min(made[right].edited[0] + 1, len(new))

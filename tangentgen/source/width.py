"""How wide a text is."""

from __future__ import annotations

import unicodedata


def columns(text: str) -> int:
    """The columns a text takes up: two for a wide character.

    >>> columns("x = 1"), columns("変")
    (5, 2)
    """
    if text.isascii():
        return len(text)
    total = 0
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            total += 2
        elif not unicodedata.combining(character):
            total += 1
    return total

"""The ways in which an expression may break: brackets, groups, commas, places for a line."""

from __future__ import annotations

from typing import Literal

from tangentgen.source.document import (
    SOFT,
    SPACE,
    Doc,
    Expandable,
    Group,
    Indent,
    Line,
    Mark,
    When,
)

# Where an expression stands: inside brackets, where lines may break; where they may break if
# the optional parentheses of a statement's value are printed; or where they may not.
Place = Literal["inside"] | Mark | None


def brackets(opening: str, content: Doc, closing: str, place: Place) -> Doc:
    """A content that goes to indented lines of its own where it does not fit."""
    if content == []:
        return opening + closing
    group = Group([opening, Indent([SOFT, content]), SOFT, closing])
    return Expandable(group, place) if isinstance(place, Mark) else group


def if_expanded(content: Doc) -> Doc:
    """Parentheses and a line of its own for a content that does not fit."""
    return Group([When("broken", "("), Indent([SOFT, content]), SOFT, When("broken", ")")])


def grouped(content: Doc, place: Place) -> Doc:
    """A group where lines may break."""
    if place is None:
        return content
    return Group(content, only_if_broken=place if isinstance(place, Mark) else None)


def break_here(line: Line, place: Place) -> Doc:
    if place == "inside":
        return line
    if isinstance(place, Mark):
        return [When("broken", line, place), When("flat", line.flat, place)]
    return line.flat


def after_power(place: Place) -> Doc:
    """A power that is written without spaces gets one behind its sign where the line breaks."""
    return [] if place is None else When("broken", " ", place if isinstance(place, Mark) else None)


def commas(items: list[Doc]) -> Doc:
    """Items with commas between them; behind the last too where they break, if it has company."""
    content: list[Doc] = []
    for number, item in enumerate(items):
        content += [item] if number == 0 else [",", SPACE, item]
    if len(items) > 1:
        content.append(When("broken", ","))
    return content

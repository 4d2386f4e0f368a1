"""The function that is called in an exported file: nothing fills its defaults in any more."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from typing import Any

from tangentgen.export import values
from tangentgen.export.words import Change, place, replaced
from tangentgen.specialised import Specialised


class Text:
    """A text, and names in it that stand for values."""

    def __init__(self, text: str, names: dict[str, Any]) -> None:
        self.text, self.names = text, names


def _without_imports(source: str) -> str:
    """The functions of a derivative's text; imports are written anew."""
    tree = ast.parse(source)
    first = next(n for n in tree.body if isinstance(n, ast.FunctionDef))
    return "\n".join(source.split("\n")[first.lineno - 1 :])


def _defaults(made: Specialised) -> Iterator[tuple[str, Any]]:
    """What the entry fills in: captured variables, and defaults as they are now."""
    for name, cell in made.cells().items():
        yield name, cell.cell_contents
    for parameter in inspect.signature(made.primal, follow_wrapped=False).parameters.values():
        if parameter.default is not parameter.empty:
            yield parameter.name, parameter.default


def entered(made: Specialised) -> Text:
    """The text with all defaults in its entry's signature, and what is assumed in its body."""
    body, given = _without_imports(made.source), dict(_defaults(made))
    tree = ast.parse(body)
    entry = next(
        n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == made.function.__name__
    )
    arguments = entry.args
    places = [*arguments.posonlyargs, *arguments.args]
    old: dict[str, ast.expr | None] = dict.fromkeys([a.arg for a in places])
    ends = zip(reversed(places), reversed(arguments.defaults), strict=False)
    old |= {a.arg: default for a, default in ends}
    old |= {a.arg: d for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)}
    names: dict[str, Any] = {}
    changes: list[Change] = []
    for argument in [*places, *arguments.kwonlyargs]:
        if argument.arg not in given:
            continue
        value, default = given[argument.arg], old[argument.arg]
        shown = f"default_{argument.arg}"
        if value is None or type(value) in (bool, int, float, str):
            shown = values.expression(value, repr)
        if "np." in shown or shown.startswith("default_"):
            shown = f"default_{argument.arg}"
            names[shown] = value
        if default is not None:
            changes.append((place(default), shown))
        else:
            line, column = argument.end_lineno or 0, argument.end_col_offset or 0
            changes.append(((line, column, line, column), f"={shown}"))
    changes += _assumed(made, entry)
    return Text(replaced(body, changes), names)


def _assumed(made: Specialised, entry: ast.FunctionDef) -> Iterator[Change]:
    """Assertions of what is otherwise checked before the call."""
    first = entry.body[0]
    if ast.get_docstring(entry) is not None:
        first = entry.body[1]
    assumed = [_turned(each) for each in made.assumptions]
    lines = [f"assert {a}, {f'made for {a}'!r}\n" for a in assumed]
    margin = " " * first.col_offset
    if lines:
        start = (first.lineno, first.col_offset)
        yield (*start, *start), "".join(line + margin for line in lines)


def _turned(assumption: str) -> str:
    """With a number on the right, as one writes it: `x.shape[1] == 3`."""
    match ast.parse(assumption, mode="eval").body:
        case ast.Compare(left=ast.Constant() as left, ops=[ast.Eq()], comparators=[right]):
            return f"{ast.unparse(right)} == {ast.unparse(left)}"
    return assumption

"""The function that is called in an exported file: nothing fills its defaults in any more.

A function that the primal captured is no parameter of it: the derivative is of this one.
"""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Collection, Iterator
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
    given = dict(_defaults(made))
    captured = {name: cell.cell_contents for name, cell in made.cells().items()}
    names = {n: v for n, v in captured.items() if isinstance(v, types.FunctionType)}
    body = _without_parameters(_without_imports(made.source), made.function.__name__, names)
    entry = _entry(body, made.function.__name__)
    arguments = entry.args
    places = [*arguments.posonlyargs, *arguments.args]
    old: dict[str, ast.expr | None] = dict.fromkeys([a.arg for a in places])
    ends = zip(reversed(places), reversed(arguments.defaults), strict=False)
    old |= {a.arg: default for a, default in ends}
    old |= {a.arg: d for a, d in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)}
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


def _entry(text: str, name: str) -> ast.FunctionDef:
    functions = (n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef))
    return next(node for node in functions if node.name == name)


def _without_parameters(text: str, name: str, unwanted: Collection[str]) -> str:
    """Without some of the parameters of a function that are given by name only.

    >>> _without_parameters("def f(x, n=2, *, g, h): ...", "f", ["h"])
    'def f(x, n=2, *, g): ...'
    >>> _without_parameters("def f(x, n=2, *, g, h): ...", "f", ["g", "h"])
    'def f(x, n=2): ...'
    """
    arguments = _entry(text, name).args
    named = list(zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True))
    kept = [
        argument.arg if default is None else f"{argument.arg}={ast.unparse(default)}"
        for argument, default in named
        if argument.arg not in unwanted
    ]
    if len(kept) == len(named):
        return text
    last = arguments.vararg or [*arguments.posonlyargs, *arguments.args][-1]
    with_default = arguments.vararg is None and arguments.defaults
    before = place(arguments.defaults[-1] if with_default else last)
    if kept and arguments.vararg is None:
        kept.insert(0, "*")
    end = place(named[-1][1] or named[-1][0])
    return replaced(text, [((*before[2:], *end[2:]), "".join(f", {each}" for each in kept))])


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

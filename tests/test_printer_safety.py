"""Whatever stands in a constant, a comment or a mark stays there, and means what it meant."""

from __future__ import annotations

import ast

import gast
from hypothesis import given, settings
from hypothesis import strategies as st

from tangentgen.language import core
from tangentgen.source.marks import comment, shorten
from tangentgen.source.printer import print_expression, print_module
from tangentgen.source.quote import constant, expression
from tangentgen.source.width import columns
from tests.support.ruff import formatted

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30) | st.text("\"'\\{}\n\0x")
numbers = st.floats(allow_nan=False) | st.integers() | st.complex_numbers(allow_nan=False)
few = settings(max_examples=60, deadline=None)


@few
@given(st.one_of(texts, st.binary(max_size=20), numbers, st.booleans()))
def test_constants_come_back(value: object) -> None:
    shown = print_expression(constant(value))
    assert "\n" not in shown
    assert repr(eval(shown)) == repr(value)
    again = print_expression(expression("f($v)[$v] ** $v", v=constant(value)))
    ast.parse(again)


@few
@given(texts, st.sampled_from(["!r", "", ":>3", "!s:{w}"]), texts)
def test_formatted_strings_come_back(before: str, field: str, after: str) -> None:
    braced = (before + "\0", "\0" + after)
    left, right = (repr(text)[1:-1].replace("{", "{{").replace("}", "}}") for text in braced)
    quote = "'" if "\\'" not in left + right else '"'
    text = f"f{quote}{left}{{x{field}}}{right}{quote}"
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return  # the quotes of the two parts do not go together
    shown = print_expression(gast.ast_to_gast(tree).body[0].value)
    assert ast.dump(ast.parse(shown)) == ast.dump(tree)


@few
@given(texts, texts, texts)
def test_comments_and_marks_hold_no_code(above: str, behind: str, mark: str) -> None:
    notes = [
        core.Notes(above=("#" + above, above), trailing="#" + behind, mark=mark),
        core.Notes(mark=mark),
    ]
    body = tuple(core.Pass(notes=note) for note in notes)
    function = core.Function("f", gast.parse("def f(): 0").body[0].args, body, docstring=behind)
    text = print_module(core.Module((), (function,), docstring=above))
    docstring, definition = ast.parse(text).body
    assert isinstance(docstring, ast.Expr)
    assert isinstance(definition, ast.FunctionDef)
    kinds = [type(node).__name__ for node in definition.body]
    assert kinds == ["Expr", "Pass", "Pass"]
    assert len(text.splitlines()) == text.count("\n")


@few
@given(texts, st.integers(0, 40))
def test_a_shortened_mark_fits(mark: str, room: int) -> None:
    short = shorten(mark, room)
    assert short is None or columns(short) <= room


def test_comments_are_as_the_formatter_leaves_them() -> None:
    written = ["#", "# a", "#a", "#  a  ", "#!a", "#:a", "##a", "#\ta", "#'a'", "#\xa0a", "a"]
    text = "".join(f"{comment(each)}\nx = 1\n" for each in written)
    assert formatted(text) == text

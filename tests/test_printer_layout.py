"""Long statements break into lines where the formatter breaks them."""

from __future__ import annotations

import ast
import random
import re
import textwrap

import gast
import pytest

from tangentgen.language import core
from tangentgen.source.printer import print_module
from tangentgen.source.records import records
from tests.support.ruff import complaints, formatted

NAMES = ["x", "y_bar", "kappa", "flux_bar", "weights_bar", "some_long_name", "np.pi", "self.w"]
INDICES = [
    *("i", ":", "1:-1", "i + 1", "k, :", "1:-1, :-2", "rows, labels", "i + 1 :", "None, :"),
    *("...", "key(x)", "n - k : n + k", "::2", "[0, 1]"),
]
FUNCTIONS = ["np.cos", "np.sum", "np.zeros_like", "f", "np.linalg.solve", "module.helper_forward"]
TARGETS = [
    *("y", "x_bar", "some_rather_long_target_name", "u_bar[1:-1, 1:-1]", "u_bar[i]", "self.field"),
    *("a, b", "W_bar_t, b_bar_t, h_bar", "x[some_function(a), i + 1 :]"),
]


# what is put for each letter: e an expression, a an atom, l a list of some; N, I, F names
FORMS = {
    "N": 3,
    "a[I]": 4,
    **{f"e {op} e": 1.2 for op in ("+", "-", "*", "/", "@", "**")},
    "-e": 1,
    **{f"F(l{keywords})": 1.5 for keywords in ("", "", ", axis=0", ", axis=1, keepdims=True")},
    "F(l, where=e)": 0.7,
    **{f"e {op} e": 0.3 for op in ("<", ">=", "==", "in", "is not", "and", "or")},
    "not e": 0.5,
    "e if e else e": 0.7,
    "[l]": 0.7,
    "(e, e)": 0.5,
    "(e, e, e,)": 0.3,
    "[e for i in e]": 0.4,
    "sum(e for i in e if e)": 0.4,
    '{"a": e, "b": e}': 0.3,
    "N.copy()": 0.3,
    "(e + e).copy()": 0.3,
    "a.reshape(e).T": 0.5,
    "a.T": 0.5,
}
LETTERS = re.compile(r'"[^"]*"|[a-zA-Z_]+')


class Texts:
    """Random expressions of the kinds that generated code has."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def one(self, *items: str) -> str:
        return self.random.choice(items)

    def expression(self, depth: int) -> str:
        if depth <= 0:
            return self.one(*NAMES, *NAMES, "2", "0.5", "1e-3", '"abc"')
        form = self.random.choices(list(FORMS), list(FORMS.values()))[0]
        return LETTERS.sub(lambda found: self.part(found[0], depth - 1), form)

    def part(self, letter: str, depth: int) -> str:
        match letter:
            case "e":
                return f"({self.expression(depth)})"
            case "a":
                inner = self.expression(depth)
                return self.one(*NAMES, f"({inner})", f"f({inner})")
            case "l":
                count = self.random.choice([1, 1, 2, 2, 3, 4])
                return ", ".join(self.expression(depth) for _ in range(count))
            case "N" | "I" | "F":
                return self.one(*{"N": NAMES, "I": INDICES, "F": FUNCTIONS}[letter])
        return letter

    def statement(self) -> str:
        value = self.expression(self.random.choice([2, 3, 3, 4, 5]))
        return self.one(
            *[f"{self.one(*TARGETS)} = {value}"] * 5,
            f"{self.one('x_bar', 'u_bar[1:-1]', 'self.w')} {self.one('+', '-', '*')}= {value}",
            f"return {value}",
            f"return {value}",
            f"return {value}, {self.expression(2)}",
            f"if {value}: pass",
            f"while {value}: pass",
            f"for i in {value}: pass",
            f"assert {value}, {self.expression(2)}",
            f"raise ValueError({value})",
            value,
        )


def printed(text: str, number: int) -> str:
    """A statement as the only one of a function."""
    body = records(gast.parse(text).body)
    nothing = gast.parse("def f(): 0").body[0].args
    return print_module(core.Module((), (core.Function(f"f{number}", nothing, body),)))


@pytest.mark.parametrize("seed", range(3))
def test_random_statements(seed: int) -> None:
    texts = Texts(seed)
    statements = [texts.statement() for _ in range(150)]
    shown = [printed(text, number) for number, text in enumerate(statements)]
    for text, again in zip(statements, shown, strict=True):
        body = "\n".join(again.split("\n")[1:])
        assert ast.dump(ast.parse(textwrap.dedent(body))) == ast.dump(ast.parse(text)), text
    module = "\n\n".join(shown)
    assert formatted(module) == module
    assert sum(again.count("\n") > 3 for again in shown) > 30


@pytest.mark.hunt
@pytest.mark.parametrize("seed", range(100, 140))
def test_many_random_statements(seed: int) -> None:
    test_random_statements(seed)


HEADERS = """\
def jacobi_2d(
    u: Float[np.ndarray, "m n"], f: Float[np.ndarray, "m n"], h: float, sweeps: int
):
    pass


def f(
    first_parameter: Float[np.ndarray, "m n"],
    *arguments_of_it,
    key: int = 1,
    **and_keywords,
) -> tuple[float, float]:
    pass


def one(
    first_parameter_with_a_rather_long_name: Float[np.ndarray, "m n and_much_more"],
):
    pass


def none() -> None:
    pass
"""
STATEMENTS = """\
def f(x):
    if x:
        pass
    elif (
        some_condition_that_is_long > another_value_that_is_long
        and a_third_one_of_them
        and not x
    ):
        pass
    with (
        some_context_manager_of_ours(with_an_argument) as first_name,
        another_context_manager() as b,
    ):
        pass
    with some_context_manager_of_ours(
        with_an_argument_and_another, and_one_more_argument_of_it
    ):
        pass
    first = second = some_function_with_a_long_name(
        with_an_argument_and_another, and_one_more_argument
    )
    some_rather_long_target_name_in_a_dictionary["some_key"] = (
        some_other_long_name.with_an_attribute
    )
    del x
    raise ValueError(
        "a message that is too long to stand behind the name of the exception itself"
    ) from error
    assert some_condition_that_is_long > another_value_that_is_long, (
        "a message that is too long to stand behind the condition"
    )
"""


@pytest.mark.parametrize("text", [HEADERS, STATEMENTS])
def test_headers_and_statements(text: str) -> None:
    assert formatted(text) == text
    functions = tuple(
        core.Function(node.name, node.args, records(node.body), returns=node.returns)
        for node in gast.parse(text).body
    )
    assert print_module(core.Module((), functions)) == text


def test_wide_characters_take_two_columns() -> None:
    for width in range(20, 45):
        text = printed(f"x = f('{'日' * width}', y, z)", width)
        assert formatted(text) == text


def test_the_linter_is_content() -> None:
    text = printed("x = [a for a in np.where(y > 0, np.log(x), 0.0)]; return x", 1)
    module = "import numpy as np\n\ny = 1\n\n\n" + text.replace("f1()", "f1(x)")
    assert complaints(module, "F841,F811,A004,RUF100,C416") == ""

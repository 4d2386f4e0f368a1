"""What is read later decides what may be moved, and what a name may pass on."""

import textwrap

from tangentgen.language import core
from tangentgen.source.printer import print_function
from tangentgen.source.text import function_of
from tangentgen.tidy.handed_on import handed_on
from tangentgen.tidy.ownership import with_owners
from tangentgen.tidy.read_later import NOTHING, inside, within

HEAD = "def f(x, x_bar, s, s_bar, t, n):\n"


def block_of(text: str) -> core.Block:
    return function_of(HEAD + textwrap.indent(textwrap.dedent(text), "    ")).body


def lines(block: core.Block) -> list[str]:
    function = function_of(HEAD + "    pass")
    text = print_function(core.Function(function.name, function.arguments, block))
    return textwrap.dedent("\n".join(text.splitlines()[1:])).splitlines()


def moved(text: str) -> list[str]:
    return lines(handed_on(block_of(text), set(), lambda given: True, lambda given: False))


ADDED = """
    for k in range(n):
        c_bar = s_bar
        s_bar = t * s_bar
        x_bar[k] = c_bar
"""


def test_an_adjoint_is_handed_on_at_once() -> None:
    assert moved(ADDED + "    return x_bar")[1:3] == [
        "    x_bar[k] = s_bar",
        "    s_bar = t * s_bar",
    ]


def test_a_name_that_is_read_behind_its_loop_stays() -> None:
    """It is bound before the loop as well: what is read may be either."""
    text = "    c_bar = 0.0" + ADDED + "    return x_bar, c_bar"
    assert moved(text) == lines(block_of(text))


def test_a_name_that_the_next_trip_reads_stays() -> None:
    text = "    c_bar = 0.0" + ADDED.replace("range(n):", "range(n):\n        t += c_bar")
    assert moved(text) == lines(block_of(text))


def owned(text: str) -> str:
    arrays = frozenset({"a_bar", "b_bar"})
    block, _ = with_owners(block_of(text), arrays, lambda given: False, set())
    return "\n".join(lines(block))


PASSED = """
    b_bar = np.zeros_like(x)
    for k in range(n):
        a_bar = b_bar
        a_bar = a_bar + s
        b_bar = np.ones_like(x)
    return a_bar, b_bar
"""


def test_an_array_is_passed_on_where_its_name_is_bound_anew() -> None:
    assert "a_bar += s" in owned(PASSED)


def test_an_array_is_not_passed_on_where_a_break_leaves_its_name_with_it() -> None:
    text = PASSED.replace(
        "        b_bar = np.ones", "        if s > t:\n            break\n        b_bar = np.ones"
    )
    assert "a_bar += s" not in owned(text)


def test_an_array_is_not_passed_on_where_an_exception_leaves_its_name_with_it() -> None:
    text = """
        b_bar = np.zeros_like(x)
        try:
            a_bar = b_bar
            a_bar = a_bar + s
            b_bar = np.ones_like(x / t)
        except ZeroDivisionError:
            a_bar = np.zeros_like(x)
        return a_bar, b_bar
    """
    assert "a_bar += s" not in owned(text)


def test_what_a_loop_reads_first_is_read_by_its_next_trip() -> None:
    [loop] = block_of("for k in range(n):\n    t = c\n    c = s\n    d = t")
    assert isinstance(loop, core.For)
    here = within(loop.body, inside(loop, NOTHING))
    assert [n in here.behind(1) for n in "ctd"] == [True, True, False]

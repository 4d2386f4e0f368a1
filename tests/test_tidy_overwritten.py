"""What is put back need not be where it is put back again before anybody reads it."""

import textwrap

import gast
import pytest

from tangentgen.language import core
from tangentgen.language.sweep import Restore, Slot
from tangentgen.source.printer import print_expression
from tangentgen.source.text import function_of
from tangentgen.tidy.overwritten import overwritten


def block_of(text: str) -> core.Block:
    """A block in which `C[i] = old` puts a section back."""
    head = "def f(C, C_bar, old, i, n, x):\n"
    return _restoring(function_of(head + textwrap.indent(textwrap.dedent(text), "    ")).body)


def _restoring(block: core.Block) -> core.Block:
    return tuple(map(_statement, block))


def _statement(statement: core.Statement) -> core.Statement:
    match statement:
        case core.Assign(target=gast.Subscript() as target, value=gast.Name(id="old")):
            return Restore(Slot("C", True), target)
    found: core.Statement = core.mapped(statement, _restoring)
    return found


def idle(text: str) -> list[str]:
    found = overwritten(block_of(text), lambda name: True, lambda name: True)
    return sorted(print_expression(s.target) for s in found if isinstance(s, Restore))


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("C[i] = old\nC[i] = old\nx = C[i]", ["C[i]"]),
        ("for k in range(n):\n    C[i] = old\nC[i] = old", ["C[i]"]),
        ("for k in range(n):\n    C[i] = old\n    x += k\nC[i] = x", ["C[i]"]),
        ("if n:\n    C[i] = old\nelse:\n    x = 1.0\nC[i] = old", ["C[i]"]),
        ("while n:\n    for k in range(n):\n        C[i, :k] = old\n    n = n - 1", []),
        ("for k in range(n):\n    C[i] = old\n    x += C[k]\nC[i] = old", []),
        ("for k in range(n):\n    C[k] = old\nC[k] = old", []),
        ("for i in range(n):\n    C[i] = old\nC[i] = old", []),
        ("for k in range(n):\n    C[i] = old\ni = i + 1\nC[i] = old", []),
        ("for k in range(n):\n    C[i] = old\n    if x > 1.0:\n        break\nC[i] = old", []),
        ("C[i] = old\nif x > 1.0:\n    return C\nC[i] = old", []),
        ("try:\n    C[i] = old\nfinally:\n    x = 1.0\nC[i] = old", []),
        ("for k in range(n):\n    C[i] = old\nC[i + 1] = old", []),
        ("for k in range(n):\n    C[i] = old\nC[i] = C[i] + x", []),
    ],
)
def test_what_is_put_back_twice(text: str, left_out: list[str]) -> None:
    assert idle(text) == left_out

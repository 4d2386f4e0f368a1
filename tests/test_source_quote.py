"""Trees quoted: fresh nodes every time, without positions."""

from __future__ import annotations

import gast
import pytest

from tangentgen.source.printer import print_expression
from tangentgen.source.quote import (
    as_target,
    as_value,
    constant,
    copy,
    expression,
    name,
    substitute,
)


def test_holes_are_filled_with_copies() -> None:
    x = expression("a + b")
    made = expression("f($x, $x) * $y", x=x, y=name("y"))
    assert print_expression(made) == "f(a + b, a + b) * y"
    nodes = [node for node in gast.walk(made) if isinstance(node, gast.BinOp | gast.Name)]
    assert len({id(node) for node in nodes}) == len(nodes)
    inside = (n for n in gast.walk(made) if isinstance(n, gast.expr))  # a context never changes
    assert not {id(n) for n in gast.walk(x)} & {id(n) for n in inside}


def test_one_text_quoted_twice_shares_nothing() -> None:
    one, two = expression("x[0]"), expression("x[0]")
    assert not {id(node) for node in gast.walk(one)} & {id(node) for node in gast.walk(two)}


def test_a_hole_without_a_node() -> None:
    with pytest.raises(KeyError, match="missing"):
        expression("$missing + 1")


def test_a_quotation_has_no_position() -> None:
    assert not any(hasattr(node, "lineno") for node in gast.walk(expression("f(x, y=1)")))


def test_a_copy_keeps_positions() -> None:
    node = gast.parse("x + y").body[0].value
    assert copy(node).right.col_offset == 4
    assert copy(node).right is not node.right


def test_contexts() -> None:
    target = as_target(expression("(a, x[i], b.c)"))
    assert [type(item.ctx).__name__ for item in target.elts] == ["Store"] * 3
    assert type(target.elts[1].value.ctx).__name__ == "Load"
    assert type(as_value(target).elts[0].ctx).__name__ == "Load"


def test_substitution_leaves_targets_alone() -> None:
    node = expression("[x for x in x]")
    made = substitute(node, {"x": constant(1)})
    assert type(made.generators[0].target).__name__ == "Name"

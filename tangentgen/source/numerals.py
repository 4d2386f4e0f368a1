"""Numbers as the user wrote them: `1e-3` is not to come back as `0.001`.

The parser keeps a string's prefix in the field `kind` of a constant; for a number that Python
would spell in another way, the text of it is kept there. Copies keep it, new numbers have none.
"""

from __future__ import annotations

import ast
import re
from typing import Any

import gast

from tangentgen.source.literals import literal

# what may make a number's text differ from Python's own spelling of it
_UNUSUAL = re.compile(r"\d[eE_]|\d\.(?!\d)|(?<!\d)\.\d|0[xXbBoO]|\d\.\d*0\b|\d{17}|\d[jJ]")


def keep_numerals(tree: gast.AST, lines: list[str], first: int) -> None:
    """Note the text of each unusual number in a freshly parsed tree, whose text starts so."""
    if not any(map(_UNUSUAL.search, lines)):
        return
    for node in gast.walk(tree):
        if isinstance(node, gast.Constant) and type(node.value) in (int, float, complex):
            line = lines[node.lineno - first]
            text = normal(line[node.col_offset : node.end_col_offset])
            if text != literal(node.value) and _is(text, node.value):
                node.kind = text


def kept(node: gast.Constant) -> str | None:
    """The text that was kept for a number.

    >>> kept(gast.Constant(0.001, "1e-3")), kept(gast.Constant(0.002, "1e-3"))
    ('1e-3', None)
    """
    text = node.kind
    if not isinstance(text, str) or isinstance(node.value, str) or not _is(text, node.value):
        return None
    return text


def _is(text: str, value: Any) -> bool:
    if not text[:1].isdigit():
        return False
    try:
        meant = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        return False
    return type(meant) is type(value) and bool(meant == value)


def normal(text: str) -> str:
    """A number as the formatter leaves it.

    >>> [normal(t) for t in ("1E+5", ".5", "5.", "0XfFj"[:4], "1_0.e-07J", "007.50")]
    ['1e5', '0.5', '5.0', '0xFF', '1_0.0e-07j', '007.50']
    """
    text = text.lower()
    if text[:2] == "0x":
        return "0x" + text[2:].upper()
    if text[:2] in ("0b", "0o"):
        return text
    unit = "j" if text.endswith("j") else ""
    mantissa, e, exponent = text.removesuffix("j").partition("e")
    if mantissa.startswith("."):
        mantissa = "0" + mantissa
    if mantissa.endswith("."):
        mantissa += "0"
    return mantissa + e + exponent.removeprefix("+") + unit

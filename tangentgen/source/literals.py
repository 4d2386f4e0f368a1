"""Numbers and strings, spelled as the formatter leaves them."""

from __future__ import annotations

import math
from typing import Any


def literal(value: Any) -> str:
    """The text of a constant.

    >>> [literal(v) for v in (1e-13, 1e+16, 2.0, True, None, ...)]
    ['1e-13', '1e16', '2.0', 'True', 'None', '...']
    >>> print(literal('say "no"'), literal("it's"), literal(b"\\x00"))
    'say "no"' "it's" b"\\x00"
    """
    if value is Ellipsis:
        return "..."
    if isinstance(value, str):
        return string(value)
    if isinstance(value, bytes):
        return "b" + _requoted(bytes.__repr__(value)[1:])
    if isinstance(value, bool) or value is None:
        return repr(value)
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, float):
        return number(float.__repr__(value))
    if isinstance(value, complex):
        imaginary = number(float.__repr__(value.imag).removesuffix(".0")) + "j"
        signed = math.copysign(1.0, value.imag) < 0  # `-1j` is a negation: its real part is -0.0
        if math.copysign(1.0, value.real) > 0 and value.real == 0 and not signed:
            return imaginary
        return f"complex({number(repr(value.real))}, {number(repr(value.imag))})"
    return repr(value)


def number(text: str) -> str:
    """The text of a float with a short exponent; infinity as a literal that is one.

    >>> number("-inf"), number("1e+300"), number("1e-06")
    ('-1e309', '1e300', '1e-6')
    """
    if "n" in text:
        return 'float("nan")' if text == "nan" else text.replace("inf", "1e309")
    return text.replace("e+", "e").replace("e-0", "e-")


def string(value: str, quote: str = '"') -> str:
    """A string in double quotes, or in single ones where that saves escapes."""
    return _requoted(str.__repr__(value), quote)


def _requoted(text: str, quote: str = '"') -> str:
    own, body = text[0], text[1:-1]
    if own == "'":
        body = body.replace("\\'", "'")
    other = "'" if quote == '"' else '"'
    if body.count(quote) > body.count(other):
        quote = other
    return quote + body.replace(quote, "\\" + quote) + quote

"""How tightly each operator binds, and how it is written."""

from __future__ import annotations

from typing import Any

# From what needs parentheses almost everywhere to what needs them nowhere.
BARE = 0  # a tuple without parentheses, a yield
NAMED = 1
TEST = 2  # lambda, conditional
OR = 3
AND = 4
NOT = 5
COMPARE = 6
BIT_OR = 7
BIT_XOR = 8
BIT_AND = 9
SHIFT = 10
ARITHMETIC = 11
TERM = 12
FACTOR = 13
POWER = 14
AWAIT = 15
ATOM = 16

BINARY = {
    "BitOr": ("|", BIT_OR),
    "BitXor": ("^", BIT_XOR),
    "BitAnd": ("&", BIT_AND),
    "LShift": ("<<", SHIFT),
    "RShift": (">>", SHIFT),
    "Add": ("+", ARITHMETIC),
    "Sub": ("-", ARITHMETIC),
    "Mult": ("*", TERM),
    "MatMult": ("@", TERM),
    "Div": ("/", TERM),
    "Mod": ("%", TERM),
    "FloorDiv": ("//", TERM),
    "Pow": ("**", POWER),
}
UNARY = {
    "USub": ("-", FACTOR),
    "UAdd": ("+", FACTOR),
    "Invert": ("~", FACTOR),
    "Not": ("not ", NOT),
}
COMPARISON = {
    "Eq": "==",
    "NotEq": "!=",
    "Lt": "<",
    "LtE": "<=",
    "Gt": ">",
    "GtE": ">=",
    "Is": "is",
    "IsNot": "is not",
    "In": "in",
    "NotIn": "not in",
}
_OTHERS = {
    "NamedExpr": NAMED,
    "Lambda": TEST,
    "IfExp": TEST,
    "Compare": COMPARE,
    "Await": AWAIT,
    "Yield": BARE,
    "YieldFrom": BARE,
    "Tuple": BARE,
}


def symbol(op: Any) -> str:
    """The sign of a binary operator.

    >>> import gast
    >>> symbol(gast.MatMult())
    '@'
    """
    return BINARY[type(op).__name__][0]


def precedence(node: Any) -> int:
    """How tightly an expression binds; a tuple counts as written without parentheses.

    >>> import gast
    >>> tight = precedence(gast.parse("a * b").body[0].value)
    >>> tight > precedence(gast.parse("a + b").body[0].value)
    True
    """
    kind = type(node).__name__
    if kind == "BinOp":
        return BINARY[type(node.op).__name__][1]
    if kind == "UnaryOp":
        return UNARY[type(node.op).__name__][1]
    if kind == "BoolOp":
        return AND if type(node.op).__name__ == "And" else OR
    if kind == "Tuple" and not node.elts:
        return ATOM  # which has its own
    if kind == "Constant":
        return FACTOR if _negative(node.value) else ATOM
    return _OTHERS.get(kind, ATOM)


def _negative(value: Any) -> bool:
    return isinstance(value, int | float) and repr(value).startswith("-")

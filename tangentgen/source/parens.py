"""Which expressions want parentheses around all of them where they break into lines.

After the `NeedsParentheses` implementations and `can_omit_optional_parentheses` of ruff's
`ruff_python_formatter`.
"""

from __future__ import annotations

from typing import Any, Literal

import gast

from tangentgen.source import precedence as p
from tangentgen.source.spacing import operand_level

Need = Literal["multiline", "best", "never"]
CHAINED = gast.Attribute | gast.Call | gast.Subscript
BRACKETED = (
    gast.List
    | gast.Tuple
    | gast.Set
    | gast.Dict
    | gast.ListComp
    | gast.SetComp
    | gast.DictComp
    | gast.GeneratorExp
)


def is_fluent(node: Any) -> bool:
    """Whether a chain of calls breaks before its dots: two calls or indices with one behind.

    >>> is_fluent(gast.parse("a.b(c).d[e].f").body[0].value)
    True
    """
    behind = 0
    while isinstance(node, CHAINED):
        behind += breaks_before(node)
        node = owner(node)
    return behind > 1


def breaks_before(node: Any) -> bool:
    """Whether the dot of an attribute stands behind a bracket, and so may begin a line."""
    if not isinstance(node, gast.Attribute):
        return False
    inner = node.value
    if isinstance(inner, gast.Call | gast.Subscript):
        return True
    return p.precedence(inner) < p.ATOM and not isinstance(inner, gast.Tuple)


def owner(node: Any) -> Any:
    """What an attribute, a call or an index is taken of."""
    return node.func if isinstance(node, gast.Call) else node.value


def needs_parentheses(node: Any) -> Need:
    """Whether an expression on several lines wants parentheses around all of it."""
    match node:
        case gast.Name() | gast.Constant() | gast.JoinedStr():
            return "best"
        case gast.Attribute():
            if is_fluent(node):
                return "multiline"
            if p.precedence(node.value) < p.ATOM:
                return "never"
            return "best" if isinstance(node.value, gast.Name) else needs_parentheses(node.value)
        case gast.Call() | gast.Subscript():
            inner = owner(node)
            if is_fluent(node):
                return "multiline"
            if p.precedence(inner) < p.ATOM:
                return "never"
            need = needs_parentheses(inner)
            return "never" if need == "best" else need
        case gast.UnaryOp():
            if p.precedence(node.operand) < operand_level(node):
                return "never"
            return needs_parentheses(node.operand)
        case gast.Await():
            return needs_parentheses(node.value)
    return "never" if isinstance(node, gast.Lambda | BRACKETED) else "multiline"


def can_omit(node: gast.expr) -> bool:
    """Whether breaking brackets at an end of the expression may serve instead of parentheses."""
    seen = _Ends()
    seen.look(node, p.BARE)
    if not seen.brackets or seen.count > 1:
        return False
    if seen.loosest in (None, p.ATOM):
        return True
    return _own_brackets(seen.last) or _own_brackets(seen.first)


def _own_brackets(node: Any) -> bool:
    if isinstance(node, gast.Call):
        return bool(node.args or node.keywords)
    if isinstance(node, gast.List | gast.Set | gast.Tuple):
        return bool(node.elts)
    if isinstance(node, gast.Dict):
        return bool(node.keys)
    # Not a subscript: black finds breaking inside an index weird.
    return isinstance(node, BRACKETED) or node == "parenthesized"


class _Ends:
    """The loosest operator outside brackets, how often it occurs, and the two end operands."""

    def __init__(self) -> None:
        self.brackets = False
        self.loosest: int | None = None
        self.count = 0
        self.first: Any = None
        self.last: Any = None

    def operator(self, own: int, times: int = 1) -> None:
        if self.loosest is None or own < self.loosest:
            self.loosest, self.count = own, times
        elif own == self.loosest:
            self.count += times

    def look(self, node: Any, level: int) -> None:
        self.last = node
        if p.precedence(node) < level:
            self.brackets = True
            self.last = "parenthesized"
        else:
            self.inside(node)
        if self.first is None:
            self.first = self.last if self.last == "parenthesized" else node

    def inside(self, node: Any) -> None:
        match node:
            case gast.BinOp():
                own = p.BINARY[type(node.op).__name__][1]
                left, right = (p.AWAIT, p.FACTOR) if own == p.POWER else (own, own + 1)
                self.operator(own)
                self.look(node.left, left)
                self.look(node.right, right)
            case gast.BoolOp():
                own = p.precedence(node)
                self.operator(p.OR, len(node.values) - 1)  # as loose as each other here
                for part in node.values:
                    self.look(part, own + 1)
            case gast.Compare():
                self.operator(p.COMPARE, len(node.ops))
                for part in (node.left, *node.comparators):
                    self.look(part, p.BIT_OR)
            case gast.IfExp():
                self.operator(p.TEST, 2)
                self.look(node.body, p.OR)
                self.look(node.test, p.OR)
                self.look(node.orelse, p.TEST)
            case gast.UnaryOp():
                self.first = self.first or "sign"
                self.look(node.operand, operand_level(node))
            case gast.Call() | gast.Subscript():
                self.brackets = True
                self.look(owner(node), p.ATOM)
                self.last = node
            case gast.Attribute():
                self.look(node.value, p.ATOM)
                bracketed = isinstance(node.value, gast.Call | gast.Subscript | BRACKETED)
                if bracketed or p.precedence(node.value) < p.ATOM:
                    self.operator(p.ATOM)
                self.last = node
            case gast.Lambda():
                self.first = self.first or "lambda"
            case _ if isinstance(node, BRACKETED):
                self.brackets = True

"""Kinds from their text form."""

from __future__ import annotations

import ast
import re

from tangentgen.kinds import records
from tangentgen.kinds.records import Array, Dict, Kind, Kinds, Length, Object, Opaque, Plain, Scalar

_PLAIN = {"float", "int", "bool", "complex", "str", "None", "function", "num", "any"}
_WORD = re.compile(r"[^\W\d][\w.]*(?::[\w.<>]+)?")
_FUNCTION = re.compile(r"[^\W\d][\w.]*:[\w.<>]+(?:#\w+)?")
_ARRAY = re.compile(r"([a-z]\d+)\[([^\][]*)\]")
_SCALAR = re.compile(r"np\.([a-z]\d+)")
_TERM = re.compile(r"([+-]?)(\d*)([^\W\d]\w*)?")


def parse_kind(text: str) -> Kind:
    """The kind of a text.

    >>> parse_kind("f8[n,d]")
    Array(dtype='f8', shape=('n', 'd'))
    >>> print(parse_kind("(float, [f8[_]]*, {'W': f8[?]}, pkg.mod:Model(w=f8[3]))"))
    (float, [f8[_]]*, {'W': f8[?]}, pkg.mod:Model(w=f8[3]))
    """
    reader = _Reader(text)
    kind = reader.kind()
    if reader.peek():
        raise ValueError(f"{text!r}: not a kind from {reader.left()!r} on")
    return kind


def parse_like(text: str) -> Kinds:
    """The kinds of parameters as they are given on a command line.

    >>> [(name, str(kind)) for name, kind in parse_like("w=f8[d] b=float x=f8[n,d]")]
    [('w', 'f8[d]'), ('b', 'float'), ('x', 'f8[n,d]')]
    """
    reader = _Reader(text)
    found = []
    while reader.peek():
        name = reader.take(_WORD, "a parameter's name").group()
        reader.expect("=")
        found.append((name, reader.kind()))
        reader.skip(",")
    return tuple(found)


def linear(length: str | int) -> tuple[int, tuple[tuple[str, int], ...]]:
    """A length as a constant and factors of names: `n-1` is `(-1, (("n", 1),))`.

    >>> linear("4h+2-d"), linear(3)
    ((2, (('d', -1), ('h', 4))), (3, ()))
    """
    constant, factors, position, text = 0, dict[str, int](), 0, str(length).replace(" ", "")
    while position < len(text) or not text:
        match = _TERM.match(text, position)
        if not (match and (match[2] or match[3]) and (match[1] or not position)):
            raise ValueError(f"{length!r}: not a length")
        sign = -1 if match.group(1) == "-" else 1
        number = sign * int(match.group(2) or 1)
        if match.group(3):
            factors[match.group(3)] = factors.get(match.group(3), 0) + number
        else:
            constant += number
        position = match.end()
    return constant, tuple(sorted((name, factor) for name, factor in factors.items() if factor))


def length_of(text: str) -> Length:
    """One length of a typed shape in its canonical form."""
    if text.strip() == "_":
        return None
    constant, factors = linear(text)
    if not factors:
        return constant
    signed = [(factor, name) for name, factor in factors] + ([(constant, "")] if constant else [])
    signed.sort(key=lambda term: (term[0] < 0, not term[1]))
    words = "".join(
        ("-" if factor < 0 else "+")
        + (str(abs(factor)) if abs(factor) > 1 or not name else "")
        + name
        for factor, name in signed
    )
    return words.removeprefix("+")


class _Reader:
    def __init__(self, text: str) -> None:
        self.text, self.position = text, 0

    def left(self) -> str:
        return self.text[self.position :]

    def peek(self) -> str:
        """The next character that is not a space; empty at the end."""
        while self.text[self.position : self.position + 1].isspace():
            self.position += 1
        return self.text[self.position : self.position + 1]

    def skip(self, character: str) -> bool:
        if self.peek() != character:
            return False
        self.position += 1
        return True

    def expect(self, character: str) -> None:
        if not self.skip(character):
            raise ValueError(f"{self.text!r}: {character!r} expected before {self.left()!r}")

    def take(self, pattern: re.Pattern[str], what: str) -> re.Match[str]:
        self.peek()
        match = pattern.match(self.text, self.position)
        if not match:
            raise ValueError(f"{self.text!r}: {what} expected before {self.left()!r}")
        self.position = match.end()
        return match

    def kind(self) -> Kind:
        first = self.peek()
        if first == "(":
            return records.Tuple(self.sequence("(", ")"))
        if first == "[":
            items = self.sequence("[", "]")
            if not self.skip("*"):
                return records.Items(items)
            if len(items) > 1:
                raise ValueError(f"{self.text!r}: items of one kind expected before '*'")
            return records.List(items[0] if items else None)
        if first == "{":
            return Dict(tuple(self.entries()))
        for pattern, make in ((_ARRAY, _array), (_SCALAR, lambda found: Scalar(found[1]))):
            match = pattern.match(self.text, self.position)
            if match:
                self.position = match.end()
                return make(match)
        word = self.take(_WORD, "a kind").group()
        if word == "function" and self.skip("("):
            function = records.Function(self.take(_FUNCTION, "a function").group())
            self.expect(")")
            return function
        if word == "opaque":
            self.expect("(")
            opaque = Opaque(self.take(_WORD, "a class").group())
            self.expect(")")
            return opaque
        if ":" in word:
            return Object(word, tuple(self.fields()))
        if word not in _PLAIN:
            raise ValueError(f"{self.text!r}: {word!r} is not a kind")
        return Plain(word)

    def sequence(self, opening: str, closing: str) -> tuple[Kind, ...]:
        self.expect(opening)
        items = []
        while not self.skip(closing):
            items.append(self.kind())
            if not self.skip(","):
                self.expect(closing)
                break
        return tuple(items)

    def entries(self) -> list[tuple[object, Kind]]:
        self.expect("{")
        found: list[tuple[object, Kind]] = []
        while not self.skip("}"):
            colon = self._end_of_key()
            key = ast.literal_eval(self.text[self.position : colon])
            self.position = colon + 1
            found.append((key, self.kind()))
            if not self.skip(","):
                self.expect("}")
                break
        return found

    def _end_of_key(self) -> int:
        """Where the colon after a dict's key stands: the first before which a literal ends."""
        self.peek()
        colon = self.text.find(":", self.position)
        while colon >= 0:
            try:
                ast.literal_eval(self.text[self.position : colon])
            except (SyntaxError, ValueError):
                colon = self.text.find(":", colon + 1)
            else:
                return colon
        raise ValueError(f"{self.text!r}: a key expected before {self.left()!r}")

    def fields(self) -> list[tuple[str, Kind]]:
        self.expect("(")
        found = []
        while not self.skip(")"):
            name = self.take(_WORD, "a field's name").group()
            self.expect("=")
            found.append((name, self.kind()))
            if not self.skip(","):
                self.expect(")")
                break
        return found


def _array(match: re.Match[str]) -> Kind:
    dtype, inside = match.group(1), match.group(2).replace(" ", "")
    if inside == "?":
        return Array(dtype, None)
    return Array(
        dtype, tuple(map(length_of, inside.removesuffix(",").split(","))) if inside else ()
    )

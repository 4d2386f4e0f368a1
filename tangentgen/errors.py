"""What is refused, one class each, and how a refusal is printed.

A refusal names the place, shows the line with a caret, says why, and what to write instead.
Everything found wrong is reported at once.
"""

from __future__ import annotations

import linecache
import types
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Offence:
    """One thing that is refused, where it stands, and what to do instead.

    >>> print(Offence("heat.py", 7, 4, "    del u[0]", "del of an item", "build a new list"))
    heat.py:7:5: del of an item - build a new list
        del u[0]
        ^
    """

    path: str
    line: int  # 1-based
    column: int  # 0-based, in characters; printed 1-based, as editors count
    source_line: str  # without its newline; empty where the text is not known
    what: str
    hint: str

    def __str__(self) -> str:
        place = f"{_printable(self.path)}:{self.line}:{self.column + 1}"
        message = f"{place}: {self.what} - {self.hint}"
        if not self.source_line.strip():
            return message
        return f"{message}\n{_printable(self.source_line)}\n{self._caret()}"

    def _caret(self) -> str:
        before = self.source_line[: self.column].ljust(self.column)
        return "".join(map(_blank, before)) + "^"


class TangentgenError(Exception):
    """The base of every error of ours."""


class Refusal(TangentgenError):
    """No derivative, because of the offences listed; nothing was computed."""

    def __init__(self, offences: Offence | Iterable[Offence]) -> None:
        self.offences = (offences,) if isinstance(offences, Offence) else tuple(offences)
        super().__init__(self.offences)

    def __str__(self) -> str:
        return "\n".join(map(str, self.offences))


class UnsupportedSyntax(Refusal):
    """A statement or expression that is not taken."""


class UnsupportedCall(Refusal):
    """A call of something that has neither a rule nor source."""


class UnsupportedKeyword(Refusal):
    """A keyword that the rule of a function does not have."""


class UnsupportedKind(Refusal):
    """An argument of a kind that is not taken: an object array, a masked array, a byte order."""


class NoSource(Refusal):
    """A function whose text can't be found."""


class SourceChanged(Refusal):
    """A function whose file was edited after it was imported."""


class NotDifferentiable(Refusal, TypeError):
    """A derivative with respect to what has none: an integer, a string."""


class WrongOutput(Refusal, TypeError):
    """A function that returns an array, a tuple or nothing where a scalar is due."""


class WrongArguments(Refusal, TypeError):
    """A call of ours that can't be understood: an unknown `wrt`, a missing argument."""


class AliasedArguments(Refusal, ValueError):
    """An argument that the function changes in place shares memory with another one."""


class MutatedGlobal(Refusal):
    """A module-level array or a mutable default that the function changes."""


class IntegerBuffer(Refusal, TypeError):
    """An integer array that receives differentiable values and would truncate them."""


class SelfReference(Refusal):
    """A decorated function that calls its own name, which is the derivative by then."""


class UnfitShape(Refusal, ValueError):
    """Arguments whose shapes break what the typed derivative relies on."""


class EditedAndChanged(Refusal):
    """A derivative was edited, and what it is the derivative of has changed too."""


class BrokenEdit(Refusal):
    """A derivative was edited into something that can't be used."""


class WrongEdit(Refusal, ArithmeticError):
    """A derivative was edited, and gives other numbers than forward mode."""


class WrongCache(Refusal):
    """A derivative that was found on disk is not what is derived now."""


class MergeFailed(Refusal):
    """An edit could not be merged into the new derivative."""


class NotBuilt(Refusal):
    """Only what was built before is to be used, and this derivative was not."""


class NotExported(Refusal):
    """A derivative that needs what can't be written into one file."""


class WrongDerivative(TangentgenError, AssertionError):
    """Reverse mode, forward mode and differences do not agree; the message is a table."""


class WrongPattern(Refusal, ValueError):
    """A sparse derivative that has entries where none were said to be."""


class InactiveWarning(UserWarning):
    """What a derivative is taken with respect to never reaches the output: it is zero."""


class CacheWarning(UserWarning):
    """A cache folder or file is not used, and how to cure it."""


def at_definition(function: types.FunctionType, what: str, hint: str) -> Offence:
    """An offence of a whole function, shown at the line that defines it."""
    code = function.__code__
    number = code.co_firstlineno
    lines = linecache.getlines(code.co_filename, function.__globals__)
    line = lines[number - 1].rstrip("\r\n") if 0 < number <= len(lines) else ""
    while line.lstrip().startswith("@") and number < len(lines):
        number += 1
        line = lines[number - 1].rstrip("\r\n")
    return Offence(code.co_filename, number, len(line) - len(line.lstrip()), line, what, hint)


def _printable(text: str) -> str:
    """The text on one line: what would move the cursor or turn the direction is escaped."""
    return "".join(c if c.isprintable() or c == "\t" else ascii(c)[1:-1] for c in text)


def _blank(character: str) -> str:
    if character == "\t":
        return character
    if not character.isprintable():
        return " " * len(ascii(character)[1:-1])
    if unicodedata.combining(character):
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "

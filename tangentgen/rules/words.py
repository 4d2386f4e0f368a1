"""The five words of templates: elementwise, adjoint, tangent, linear, constant.

A template is an ordinary Python function. The words only write it down; its body is read
as source when it is first applied. A function that this NumPy does not have is given as None.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from inspect import CO_VARARGS
from types import FunctionType
from typing import Any, Literal, TypeAlias, TypeVar

from tangentgen.rules.samples import Sample as Sample

PACKAGE = "tangentgen.templates"  # what the files of templates are imported as

Array: TypeAlias = Any  # what templates take and give: an array or a number, of any kind
Axis: TypeAlias = Any  # None, an integer or a tuple of them
Order = Literal["C", "F", "A"]
Word = Literal["elementwise", "adjoint", "tangent"]
Body = TypeVar("Body", bound=Callable[..., Any])


@dataclass(frozen=True, eq=False)
class Template:
    """One formula: the Python function, what it is for, and what it is checked on.

    A template that is decorated several times is one, with more samples.
    """

    word: Word
    function: FunctionType
    samples: dict[str, Any]
    more: list[dict[str, Any]] = field(default_factory=list)  # from further decorators

    @property
    def name(self) -> str:
        """The name in output: `sum_` stands for `sum`."""
        return self.function.__name__.strip("_")

    @property
    def is_shipped(self) -> bool:
        """Whether it is one of this package, and not the user's own."""
        return _is_shipped(self.function.__module__)

    @property
    def rest(self) -> str:
        """The parameter written with a star; empty where there is none."""
        code = self.function.__code__
        total = code.co_argcount + code.co_kwonlyargcount
        return code.co_varnames[total] if code.co_flags & CO_VARARGS else ""

    @property
    def parameters(self) -> tuple[str, ...]:
        code = self.function.__code__
        positional, total = code.co_argcount, code.co_argcount + code.co_kwonlyargcount
        rest = (self.rest,) if self.rest else ()
        return code.co_varnames[:positional] + rest + code.co_varnames[positional:total]

    def has_default(self, parameter: str) -> bool:
        """Whether an argument may be left out."""
        code = self.function.__code__
        names = self.parameters[: code.co_argcount]
        given = len(self.function.__defaults__ or ())
        return parameter in names[len(names) - given :] or parameter in (
            self.function.__kwdefaults__ or {}
        )


@dataclass(eq=False)
class Entry:
    """All that the words have said of one function."""

    function: Any
    elementwise: tuple[Template, ...] = ()
    adjoint: tuple[Template, ...] = ()
    tangent: tuple[Template, ...] = ()
    linear: tuple[str, ...] = ()
    constant: str | None = None
    of_real: bool = False  # constant where the arguments are real, and only there
    of_inactive: bool = False  # gives back what it is given: refused of active arguments
    is_own: bool = False  # something of it is said by a user
    rule: Any = None  # what `library` makes of the above, until more is said


ENTRIES: dict[Any, Entry] = {}
TEMPLATES: set[FunctionType] = set()  # every function that is decorated


def entry(function: Any) -> Entry:
    """What has been said of a function, to add to."""
    found = ENTRIES.get(function)
    if found is None:
        found = ENTRIES[function] = Entry(function)
    found.rule = None
    return found


def elementwise(function: Any, /, *more_functions: Any, **samples: Any) -> Callable[[Body], Body]:
    """The body is ∂ans/∂x, or a tuple with one partial for each argument that has a sample.

    A template may ask for `active`, the names of the arguments that carry a derivative, and
    `literal`, the names of those that are literals; tests of these are always decided.

    Both modes follow from it. Several templates for one function are alternatives: the
    generator takes the first of those that read the fewest values not at hand.
    """
    return _decorator("elementwise", (function, *more_functions), samples)


def adjoint(function: Any, /, *more_functions: Any, **samples: Any) -> Callable[[Body], Body]:
    """The body computes `a_bar` from `ans_bar`; the returned names say whose adjoint each is.

    Of a function with several results a template may ask for `read`, the numbers of those that
    have an adjoint; `ans_bar` of the others is 0.
    """
    return _decorator("adjoint", (function, *more_functions), samples)


def tangent(function: Any, /, *more_functions: Any, **samples: Any) -> Callable[[Body], Body]:
    """The body computes the tangent of the answer from `a_dot`; of inactive arguments it is 0."""
    return _decorator("tangent", (function, *more_functions), samples)


def linear(*functions: Any, in_: str | tuple[str, ...]) -> None:
    """Forward mode is the function itself, of the tangent; of several, of each in turn."""
    for function in functions:
        if function is not None:
            said = entry(function)
            said.linear = (in_,) if isinstance(in_, str) else in_
            said.is_own |= not _is_shipped(sys._getframe(1).f_globals.get("__name__", ""))


def constant(*functions: Any, why: str, of_real: bool = False, of_inactive: bool = False) -> None:
    """No derivative flows through these, for the reason given; `of_real`: of real arguments;
    `of_inactive`: of such as there is no derivative by, and others are refused.
    """
    for function in functions:
        said = entry(function)
        said.constant, said.of_real, said.of_inactive = why, of_real, of_inactive
        said.is_own |= not _is_shipped(sys._getframe(1).f_globals.get("__name__", ""))


def _decorator(
    word: Word, functions: tuple[Any, ...], samples: dict[str, Any]
) -> Callable[[Body], Body]:
    def decorate(body: Body) -> Body:
        assert isinstance(body, FunctionType)
        template = Template(word, body, samples)
        TEMPLATES.add(body)
        for function in functions:
            if function is None:
                continue
            said = entry(function)
            said.is_own |= not template.is_shipped
            known: tuple[Template, ...] = getattr(said, word)
            same = [each for each in known if each.function is body]
            if same:
                same[0].more.append(samples)
            else:
                others = (each for each in known if not _is_replaced(each, body))
                setattr(said, word, (*others, template))
        return body

    return decorate


def _is_shipped(module: str) -> bool:
    return module.startswith(PACKAGE)


def _is_replaced(template: Template, body: FunctionType) -> bool:
    """Whether a template was defined once more, in a cell that is run again or after a reload."""
    old = template.function
    return (old.__module__, old.__qualname__) == (body.__module__, body.__qualname__)

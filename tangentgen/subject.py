"""What a user may hand over to be differentiated, brought to a function and what is bound of it."""

from __future__ import annotations

import functools
import inspect
import sys
import types
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from tangentgen.errors import Offence, UnsupportedCall, at_definition
from tangentgen.kinds.live import class_name
from tangentgen.source.written import remember

P = inspect.Parameter
POSITIONAL = (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)


@dataclass(frozen=True)
class Subject:
    """A function with the arguments that are already given."""

    function: types.FunctionType
    bound: tuple[Any, ...] = ()  # `self` of a bound method, positional arguments of a partial
    keywords: Mapping[str, Any] = field(default_factory=dict)  # of a partial
    binding: str = (
        "method"  # what attribute access on an instance does: "method", "class", "static"
    )
    inner: Any = None  # the derivative that the function belongs to, where it is one

    @property
    def is_method(self) -> bool:
        """Whether the function stands in a class and takes the object it is called on."""
        names = self.function.__qualname__.split(".")
        in_class = len(names) > 1 and names[-2] != "<locals>"
        return in_class and self.binding != "static" and not self.bound

    @property
    def name(self) -> str:
        """What the function is called in the names of its derivatives."""
        if self.inner is not None:
            return str(self.inner.__name__)
        name = self.function.__name__
        return "f" if name == "<lambda>" else name

    def full_signature(self) -> inspect.Signature:
        """All parameters, with those that are bound."""
        if self.inner is not None:
            return with_extra(self.inner._subject.full_signature(), self.inner.extra)
        return inspect.signature(self.function, follow_wrapped=False)

    def signature(self) -> inspect.Signature:
        """The parameters that are left, those of a partial's keywords by keyword only."""
        full = self.full_signature()
        left, keyword_only = list[P](), False
        for parameter in list(full.parameters.values())[len(self.bound) :]:
            keyword_only = keyword_only or parameter.name in self.keywords
            if parameter.name in self.keywords:
                parameter = parameter.replace(default=self.keywords[parameter.name])
            if keyword_only and parameter.kind in POSITIONAL:
                parameter = parameter.replace(kind=P.KEYWORD_ONLY)
            if not (keyword_only and parameter.kind is P.VAR_POSITIONAL):
                left.append(parameter)
        return full.replace(parameters=left)

    def bound_arguments(self) -> dict[str, Any]:
        names = list(self.full_signature().parameters)[: len(self.bound)]
        return dict(zip(names, self.bound, strict=True))

    def countable(self) -> list[str]:
        """The parameters that numbers count: without `self` and what is bound."""
        left = list(self.signature().parameters.values())
        if self.is_method and left and left[0].name in ("self", "cls"):
            left = left[1:]
        return [p.name for p in left if p.name not in self.keywords]


def with_extra(signature: inspect.Signature, extra: str | None) -> inspect.Signature:
    """The signature of a derivative: with the keyword it adds, without what the primal returns."""
    parameters = list(signature.parameters.values())
    if extra is not None:
        end = len(parameters)
        if parameters and parameters[-1].kind is P.VAR_KEYWORD:
            end -= 1
        parameters.insert(end, P(extra, P.KEYWORD_ONLY))
    return signature.replace(parameters=parameters, return_annotation=P.empty)


def subject_of(given: Any) -> Subject:
    """The function behind a callable.

    >>> def f(a, x): ...
    >>> subject_of(functools.partial(f, 1.0)).countable()
    ['x']
    """
    path = _library_path(given)
    if path is not None:
        return Subject(_spelled_out(given, path))
    if isinstance(given, types.FunctionType):
        return Subject(_with_own_parameters(given) if _passes_on(given) else given)
    if hasattr(type(given), "_as_subject"):
        subject: Subject = given._as_subject()
        return subject
    if isinstance(given, types.MethodType):
        inner = subject_of(given.__func__)
        return _with(inner, (given.__self__,), {})
    if isinstance(given, functools.partial):
        return _with(subject_of(given.func), given.args, given.keywords)
    if isinstance(given, staticmethod | classmethod):
        inner = subject_of(given.__func__)
        binding = "static" if isinstance(given, staticmethod) else "class"
        return replace(inner, binding=binding)
    if isinstance(given, type):
        raise UnsupportedCall(
            _offence(given, "a class is no function", "write a function that makes the object")
        )
    call = inspect.getattr_static(type(given), "__call__", None)
    if isinstance(call, types.FunctionType) and type(given).__module__ != "numpy":
        return _with(Subject(call), (given,), {})
    raise UnsupportedCall(
        _offence(given, f"{_described(given)} has no Python source", "write a function around it")
    )


def _passes_on(function: types.FunctionType) -> bool:
    """Whether a decorated function takes anything and says what it is that it decorates."""
    if not hasattr(function, "__wrapped__") or hasattr(type(function), "_as_subject"):
        return False
    own = inspect.signature(function, follow_wrapped=False).parameters.values()
    return [p.kind for p in own] in ([P.VAR_POSITIONAL, P.VAR_KEYWORD], [P.VAR_POSITIONAL])


@functools.cache
def _with_own_parameters(function: types.FunctionType) -> types.FunctionType:
    """A decorated function with the parameters of the one inside it, which have names."""
    signature = inspect.signature(function)
    given, defaults = [], {}
    for name, parameter in signature.parameters.items():
        if parameter.kind in (P.VAR_POSITIONAL, P.VAR_KEYWORD):
            return function
        keyword = parameter.kind is P.KEYWORD_ONLY
        given.append(f"{name}={name}" if keyword else name)
        if parameter.default is not P.empty:
            defaults[name] = parameter.default
    written = signature.replace(
        parameters=[
            p.replace(annotation=P.empty, default=P.empty if p.default is P.empty else None)
            for p in signature.parameters.values()
        ],
        return_annotation=P.empty,
    )
    name = function.__name__
    text = f"def {name}{written}:\n    return decorated({', '.join(given)})\n"
    path = f"<{function.__module__}.{function.__qualname__}>"
    remember(path, text)
    space: dict[str, Any] = {"decorated": function, "__name__": function.__module__}
    exec(compile(text, path, "exec"), space)
    made: Any = space[name]
    made.__qualname__, made.__doc__ = function.__qualname__, function.__doc__
    if made.__defaults__:
        positional = made.__code__.co_varnames[: made.__code__.co_argcount]
        made.__defaults__ = tuple(defaults[n] for n in positional if n in defaults)
    if made.__kwdefaults__:
        made.__kwdefaults__ = {n: defaults[n] for n in made.__kwdefaults__}
    found: types.FunctionType = made
    return found


def _with(inner: Subject, args: tuple[Any, ...], keywords: Mapping[str, Any]) -> Subject:
    bound, named = (*inner.bound, *args), {**inner.keywords, **keywords}
    made = replace(inner, bound=bound, keywords=named)
    parameters = list(made.full_signature().parameters.values())
    taken = {
        p.name for p in parameters[len(bound) :] if p.kind not in (P.VAR_POSITIONAL, P.VAR_KEYWORD)
    }
    fits = all(p.kind in POSITIONAL for p in parameters[: len(bound)]) and len(bound) <= len(
        parameters
    )
    if not fits or not named.keys() <= taken:
        raise UnsupportedCall(
            at_definition(
                made.function,
                "what is bound goes to *args or **kwargs",
                "write a function that calls it",
            )
        )
    return made


LIBRARIES = (
    *("numpy", "numpy.linalg", "numpy.fft", "numpy.emath"),
    *(f"numpy.polynomial.{family}" for family in ("polynomial", "chebyshev", "legendre")),
    *(f"numpy.polynomial.{family}" for family in ("hermite", "hermite_e", "laguerre")),
    *("math", "cmath", "operator", "statistics", "builtins"),
    *("scipy.special", "scipy.linalg", "scipy.stats", "scipy.signal", "scipy.ndimage"),
    *("scipy.integrate", "scipy.interpolate", "scipy.sparse", "scipy.spatial.distance"),
)
"""Whose functions are taken by their templates, and not through their source."""


def _library_path(given: Any) -> str | None:
    """Where a library keeps a function, or an object whose method it is; None of others.

    >>> import math
    >>> _library_path(math.sin), _library_path(np.linalg.norm), _library_path(subject_of)
    ('math.sin', 'numpy.linalg.norm', None)
    """
    if isinstance(given, type) or not callable(given):
        return None
    name = str(getattr(given, "__name__", ""))
    if isinstance(given, types.MethodType):  # of a distribution
        owner = given.__self__
        kept = None if isinstance(owner, type) else _kept_at(owner, getattr(owner, "name", ""))
        return None if kept is None else f"{kept}.{name}"
    return _kept_at(given, name)


def _kept_at(value: Any, name: object) -> str | None:
    for module in LIBRARIES:
        known = vars(sys.modules[module]) if module in sys.modules else {}
        if isinstance(name, str) and name and known.get(name) is value:
            return f"{module}.{name}"
    return None


@functools.cache
def _spelled_out(function: Any, path: str) -> types.FunctionType:
    """A Python function that calls a library's with what it must be given."""
    names = _parameters(function)
    if not names:
        which = "takes any number of arguments" if names == [] else "does not name its arguments"
        what = f"{path.removeprefix('builtins.')} {which}"
        raise UnsupportedCall(_offence(function, what, "write a function around it"))
    module, _, name = path.rpartition(".")
    text = f"def {name}({', '.join(names)}):\n    return {path}({', '.join(names)})\n"
    file = f"<{path}>"
    remember(file, text)
    first = path.partition(".")[0]
    space: dict[str, Any] = {first: sys.modules[first], "__name__": module}
    exec(compile(text, file, "exec"), space)
    made = space[name]
    assert isinstance(made, types.FunctionType)
    return made


def _parameters(function: Any) -> list[str] | None:
    """What must be given; nothing where it takes any number, None where that is not known."""
    if isinstance(function, np.ufunc):
        return ["x", "y", "z", "w"][: function.nin] if function.nout == 1 else None
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    shapes = getattr(getattr(function, "__self__", None), "shapes", None) or ""
    needed = [p.name for p in parameters if p.default is p.empty and p.kind < p.VAR_POSITIONAL]
    return [*needed, *shapes.replace(",", " ").split()]


def _described(given: Any) -> str:
    name = getattr(given, "__qualname__", None)
    return str(name) if name else f"an object of class {class_name(type(given))}"


def _offence(given: Any, what: str, hint: str) -> Offence:
    path = getattr(given, "__module__", None) or type(given).__module__
    return Offence(str(path), 1, 0, "", what, hint)

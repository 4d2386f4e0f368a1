"""Requests as they are kept in the files of derivatives, to be made again."""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tangentgen.kinds import ANY, FLOAT, Kind, Kinds, NotTaken, kind_of, parse_kind
from tangentgen.kinds.declared import annotated
from tangentgen.request import Request
from tangentgen.store.where import ordinal

OPTIONS = ("mode", "optimize", "has_aux", "typed", "seen", "extra", "direction", "memory")


def recorded(request: Request) -> dict[str, Any]:
    """What of a request goes into JSON, the same on every machine.

    >>> def f(x): ...
    >>> recorded(Request(f, ("x",), "grad", (("x", parse_kind("f8[_,_]")),)))["kinds"]
    [['x', 'f8[_,_]']]
    """
    function = request.function
    found = {name: getattr(request, name) for name in OPTIONS}
    return {
        "source": Path(function.__code__.co_filename).name,
        "module": function.__module__,
        "function": function.__qualname__,
        "ordinal": ordinal(function),
        "wrt": list(request.wrt),
        "kinds": [[name, str(kind)] for name, kind in request.kinds],
        "sizes": [[name, size] for name, size in request.sizes],
        **found,
    }


def restored(asked: Mapping[str, Any], function: types.FunctionType) -> Request:
    """The request of a file, for the function as it is now; ValueError where kinds are no text."""
    kinds = tuple((name, parse_kind(kind)) for name, kind in asked["kinds"])
    if has_other_parameters(asked, function):
        kinds = _fitted(dict(kinds), function)
    return Request(
        function=function,
        wrt=tuple(asked["wrt"]),
        kinds=kinds,
        sizes=tuple((name, size) for name, size in asked["sizes"]),
        **{name: asked[name] for name in OPTIONS},
    )


def has_other_parameters(asked: Mapping[str, Any], function: types.FunctionType) -> bool:
    """Whether parameters came or went since the file was made; it has another name then."""
    return {name for name, _ in asked["kinds"]} != set(_parameters(function))


def is_reachable(asked: Mapping[str, Any], function: types.FunctionType) -> bool:
    """Whether there still is what it is differentiated with respect to."""
    return {path.partition(".")[0] for path in asked["wrt"]} <= set(_parameters(function))


def new_and_unknown(asked: Mapping[str, Any], function: types.FunctionType) -> list[str]:
    """The parameters that came since, and of which nobody says what kind they are of."""
    known: dict[str, Kind] = {name: FLOAT for name, _ in asked["kinds"]}
    return [name for name, kind in _fitted(known, function) if kind == ANY]


def _parameters(function: types.FunctionType) -> Mapping[str, inspect.Parameter]:
    return inspect.signature(function, follow_wrapped=False).parameters


def _fitted(known: dict[str, Kind], function: types.FunctionType) -> Kinds:
    """Kinds for the parameters that there are now; of new ones those declared, or of defaults."""
    told = annotated(function)
    return tuple(
        (name, known.get(name) or told.get(name) or _of_default(parameter.default))
        for name, parameter in _parameters(function).items()
    )


def _of_default(value: object) -> Kind:
    if value is inspect.Parameter.empty:
        return ANY
    try:
        return kind_of(value)
    except NotTaken:
        return ANY


def is_earlier(asked: Mapping[str, Any], request: Request) -> bool:
    """Whether a file is of the same derivative, from when its function had other parameters."""
    same = {name: asked[name] for name in ("mode", "optimize", "has_aux")}
    return (
        all(getattr(request, name) == value for name, value in same.items())
        and tuple(asked["wrt"]) == request.wrt
        and is_of(asked, request.function)
        and has_other_parameters(asked, request.function)
    )


def is_of(asked: Mapping[str, Any], function: types.FunctionType) -> bool:
    """Whether a file is one of this function, as far as its name tells."""
    own = (Path(function.__code__.co_filename).name, function.__module__, function.__qualname__)
    named: tuple[str, str, str] = (asked["source"], asked["module"], asked["function"])
    return named == own and asked["ordinal"] == ordinal(function)

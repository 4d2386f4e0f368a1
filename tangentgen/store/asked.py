"""Requests as they are kept in the files of derivatives, to be made again."""

from __future__ import annotations

import types
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tangentgen.kinds import parse_kind
from tangentgen.request import Request
from tangentgen.store.where import ordinal

OPTIONS = ("mode", "optimize", "has_aux", "typed", "extra", "direction", "memory")


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
    return Request(
        function=function,
        wrt=tuple(asked["wrt"]),
        kinds=tuple((name, parse_kind(kind)) for name, kind in asked["kinds"]),
        sizes=tuple((name, size) for name, size in asked["sizes"]),
        **{name: asked[name] for name in OPTIONS},
    )


def is_of(asked: Mapping[str, Any], function: types.FunctionType) -> bool:
    """Whether a file is one of this function, as far as its name tells."""
    own = (Path(function.__code__.co_filename).name, function.__module__, function.__qualname__)
    named: tuple[str, str, str] = (asked["source"], asked["module"], asked["function"])
    return named == own and asked["ordinal"] == ordinal(function)

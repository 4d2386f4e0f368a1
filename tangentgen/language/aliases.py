"""The modules that the output uses, each under one name."""

from __future__ import annotations

import cmath
import math
import sys
import types
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tangentgen.language.optional import MODULES, imported

OWN: dict[str, Any] = {"np": np, "math": math, "cmath": cmath}  # what templates may use


@dataclass
class Aliases:
    """The modules that the output uses, each under one name."""

    modules: dict[str, Any] = field(default_factory=lambda: OWN | imported())
    preferred: dict[str, str] = field(default_factory=dict)  # what the user calls a library
    live: dict[str, str] = field(default_factory=dict)  # names of user modules read as they are now
    # functions of ours that are printed again with what calls them
    functions: dict[str, types.FunctionType] = field(default_factory=dict)

    def module(self, name: str) -> Any:
        """The module that a name stands for, or None."""
        return self.modules.get(name)

    def of_module(self, module: Any, wanted: str, taken: frozenset[str]) -> str:
        """The name of a module, none of those taken by locals.

        >>> aliases = Aliases()
        >>> aliases.of_module(np, "numpy", frozenset()), aliases.of_module(sys, "sys", frozenset())
        ('np', 'sys')
        """
        for name, known in self.modules.items():
            if known is module and name not in taken:
                if name in MODULES:
                    self.preferred.setdefault(name, wanted)
                return name
        name = wanted if wanted.isidentifier() else "module"
        while name in taken or name in self.modules:
            name += "_"
        self.modules[name] = module
        return name

    def of_user_module(self, function: types.FunctionType, taken: frozenset[str]) -> str:
        """The name under which the globals of a function's module are reached."""
        path = function.__module__ or "__main__"
        for name, known in self.live.items():
            if known == path and name not in taken:
                return name
        module: types.ModuleType | Globals | None = sys.modules.get(path)
        if getattr(module, "__dict__", None) is not function.__globals__:
            module = Globals(function.__globals__, path)
        name = self.of_module(module, path.split(".")[-1], taken)
        self.live[name] = path
        return name

    def of_class(self, cls: type) -> str:
        """The name of the module in which a class is defined."""
        for name, known in self.live.items():
            if known == cls.__module__:
                return name
        module = sys.modules.get(cls.__module__)
        name = self.of_module(module, cls.__module__.split(".")[-1], frozenset())
        self.live[name] = cls.__module__
        return name

    def of_function(self, function: types.FunctionType, taken: frozenset[str]) -> str:
        """The name under which a generated function is printed, none of those taken by locals."""
        for name, known in self.functions.items():
            if known is function and name not in taken:
                return name
        given, number = function.__name__, 2
        while given in taken or given in self.functions or given in self.modules:
            given, number = f"{function.__name__}{number}", number + 1
        self.functions[given] = function
        return given

    def import_line(self, name: str) -> str:
        """The line that binds a name.

        >>> Aliases().import_line("np"), Aliases().import_line("math")
        ('import numpy as np', 'import math')
        """
        return import_of(self.live.get(name) or self.modules[name].__name__, name)

    def final(self, taken: frozenset[str]) -> dict[str, str]:
        """What the libraries are called in the text, where that is another name."""
        found: dict[str, str] = {}
        for name, path in MODULES.items():
            wanted = [self.preferred.get(name), path.rpartition(".")[2]]
            free = (w for w in wanted if w and w not in {*taken, *self.modules, *found.values()})
            found[name] = next(free, name)
        return {name: new for name, new in found.items() if new != name}


def import_of(path: str, name: str) -> str:
    """The line that binds a name to a module.

    >>> import_of("scipy.special", "sp"), import_of("numpy", "np")
    ('from scipy import special as sp', 'import numpy as np')
    """
    head, _, last = path.rpartition(".")
    if not head:
        return f"import {path}" if path == name else f"import {path} as {name}"
    return f"from {head} import {last}" if last == name else f"from {head} import {last} as {name}"


class Globals:
    """The live globals of a function whose module cannot be imported by name."""

    def __init__(self, names: dict[str, Any], path: str) -> None:
        self.__dict__ = names
        self.path = path

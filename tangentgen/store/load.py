"""From the text of a derivative to its function, without the import system.

The import system trusts the time and size of a file, and a file that is written again within a
second may run its old bytecode. So: compile, and execute in a fresh module.
"""

from __future__ import annotations

import builtins
import sys
import types
from collections.abc import Mapping, Sequence
from typing import Any

from tangentgen.inside import GENERATED
from tangentgen.source.written import remember


def execute(
    text: str,
    path: str,
    entry: str,
    modules: Sequence[tuple[str, str]],
    functions: Sequence[types.FunctionType],
) -> types.FunctionType:
    """Run a module's text and return the function called `entry` in it.

    `modules` are the user's modules it reads, as (name in the text, name of the module). They
    stand for the live globals of `functions`.
    """
    code = compile(text, path, "exec", dont_inherit=True)
    remember(path, text)
    live = {name: _live(used, name, functions) for used, name in modules}
    # A name of its own: the derivative's globals are not those of the primal's module.
    module = types.ModuleType(f"{functions[0].__module__}.{entry}")
    module.__file__ = path
    module.__dict__[GENERATED] = True
    module.__dict__["__builtins__"] = {
        **vars(builtins),
        "__import__": lambda *args, **options: _import(live, *args, **options),
    }
    exec(code, module.__dict__)
    made = module.__dict__.get(entry)
    if not isinstance(made, types.FunctionType):
        raise AttributeError(f"no function {entry!r}")
    return made


def _live(used: str, name: str, functions: Sequence[types.FunctionType]) -> Any:
    """The module of a name, or what stands for it where its globals belong to no module."""
    module = sys.modules.get(name)
    for function in functions:
        if function.__module__ == name:
            space = function.__globals__
            return module if module and vars(module) is space else LiveModule(space)
    for function in functions:  # a derivative of a derivative takes what the first one has
        found = function.__globals__.get(used)
        if isinstance(found, LiveModule):
            return found
    return module


class LiveModule:
    """Looks every name up in the globals of a function, where these belong to no module."""

    __slots__ = ("space",)

    def __init__(self, space: dict[str, Any]) -> None:
        self.space = space

    def __getattr__(self, name: str) -> Any:
        if name in self.space and not name.startswith("__"):
            return self.space[name]
        raise AttributeError(f"name {name!r} is not defined", name=name, obj=self)


def _import(
    live: Mapping[str, Any],
    name: str,
    globals: Mapping[str, Any] | None = None,
    locals: Mapping[str, Any] | None = None,
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> Any:
    if fromlist:
        members = {part: live[f"{name}.{part}"] for part in fromlist if f"{name}.{part}" in live}
        if name in live:
            return live[name]
        if len(members) == len(fromlist):
            return types.SimpleNamespace(**members)
    elif name in live:
        # `import a.b as c` takes `b` from what `import a.b` gives, which is `a`.
        found = live[name]
        for part in reversed(name.split(".")[1:]):
            found = types.SimpleNamespace(**{part: found})
        return found
    return builtins.__import__(name, globals, locals, fromlist, level)

"""How generated code spells what the primal finds in its module: `module.NAME`."""

from __future__ import annotations

import math
import sys
import types
from dataclasses import dataclass, field
from typing import Any

import gast
import numpy as np

from tangentgen.language import core
from tangentgen.language.resolve import MISSING, Scope

LIBRARIES = ("numpy", "math", "cmath", "scipy", "operator", "functools", "itertools")


@dataclass
class Aliases:
    """The modules that the output uses, each under one name."""

    modules: dict[str, Any] = field(default_factory=lambda: {"np": np, "math": math})
    live: dict[str, str] = field(default_factory=dict)  # names of user modules read as they are now

    def module(self, name: str) -> Any:
        return self.modules.get(name)

    def of_module(self, module: Any, wanted: str, taken: frozenset[str]) -> str:
        for name, known in self.modules.items():
            if known is module and name not in taken:
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
        module = sys.modules.get(path)
        if getattr(module, "__dict__", None) is not function.__globals__:
            module = Globals(function.__globals__, path)
        name = self.of_module(module, path.split(".")[-1], taken)
        self.live[name] = path
        return name

    def import_line(self, name: str) -> str:
        """The line that binds a name.

        >>> Aliases().import_line("np"), Aliases().import_line("math")
        ('import numpy as np', 'import math')
        """
        path = self.live.get(name) or self.modules[name].__name__
        head, _, last = path.rpartition(".")
        if not head:
            return f"import {path}" if path == name else f"import {path} as {name}"
        return (
            f"from {head} import {last}" if last == name else f"from {head} import {last} as {name}"
        )


class Globals:
    """The live globals of a function whose module cannot be imported by name."""

    def __init__(self, names: dict[str, Any], path: str) -> None:
        self.__dict__ = names
        self.path = path


def resolved(tree: core.Function, scope: Scope, aliases: Aliases) -> core.Function:
    """The function with every global spelled through its module."""
    resolver = _Resolver(scope, aliases)
    return resolver.function(tree)


class _Resolver:
    def __init__(self, scope: Scope, aliases: Aliases) -> None:
        self.scope, self.aliases = scope, aliases

    def function(self, tree: core.Function) -> core.Function:
        from dataclasses import replace

        return replace(tree, body=self.block(tree.body))

    def block(self, block: core.Block) -> core.Block:
        return tuple(self.statement(s) for s in block)

    def statement(self, statement: core.Statement) -> core.Statement:
        from dataclasses import replace

        changes: dict[str, Any] = {}
        for key, value in vars(statement).items():
            if key in ("body", "orelse"):
                changes[key] = self.block(value)
            elif isinstance(value, gast.expr):
                new = self.expression(value, frozenset())
                if new is not value:
                    changes[key] = new
        return replace(statement, **changes) if changes else statement

    def expression(self, node: Any, inner: frozenset[str]) -> Any:
        """The expression; unchanged parts are the same nodes. `inner` are names bound inside it."""
        if isinstance(node, gast.Name):
            return (
                self.name(node)
                if node.id not in inner and isinstance(node.ctx, gast.Load)
                else node
            )
        if isinstance(node, gast.ListComp | gast.SetComp | gast.GeneratorExp | gast.DictComp):
            for generator in node.generators:
                inner |= {n.id for n in gast.walk(generator.target) if isinstance(n, gast.Name)}
        if isinstance(node, gast.Lambda):
            inner |= {
                a.id for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
            }
        changes: dict[str, Any] = {}
        for key, value in node.__dict__.items():
            if isinstance(value, gast.AST):
                new = self.expression(value, inner)
            elif isinstance(value, list):
                new = [self.expression(v, inner) if isinstance(v, gast.AST) else v for v in value]
                if all(a is b for a, b in zip(new, value, strict=True)):
                    new = value
            else:
                continue
            if new is not value:
                changes[key] = new
        if not changes:
            return node
        fresh = node.__class__.__new__(node.__class__)
        fresh.__dict__.update({**node.__dict__, **changes})
        return fresh

    def name(self, node: gast.Name) -> gast.expr:
        if self.scope.place(node.id) not in ("global", "missing"):
            return node
        live = self.scope.value(node.id)
        taken = self.scope.locals | frozenset(self.scope.function.__code__.co_freevars)
        if live is MISSING:
            return node
        if isinstance(live, types.ModuleType):
            given = self.aliases.of_module(live, node.id, taken)
            return (
                node if given == node.id else _at(node, gast.Name(given, gast.Load(), None, None))
            )
        found = _library_path(live)
        if found is not None:
            module, attribute = found
            given = self.aliases.of_module(module, module.__name__.split(".")[-1], taken)
            return _at(
                node,
                gast.Attribute(gast.Name(given, gast.Load(), None, None), attribute, gast.Load()),
            )
        given = self.aliases.of_user_module(self.scope.function, taken)
        return _at(
            node, gast.Attribute(gast.Name(given, gast.Load(), None, None), node.id, gast.Load())
        )


def _library_path(live: Any) -> tuple[Any, str] | None:
    """The module and the name under which a library's function is best known."""
    name = getattr(live, "__name__", None)
    if not isinstance(name, str) or not callable(live):
        return None
    for module in (np, math):
        if getattr(module, name, None) is live:
            return module, name
    path = getattr(live, "__module__", None) or ""
    if path.split(".")[0] in LIBRARIES:
        module = sys.modules.get(path)
        if getattr(module, name, None) is live and not any(
            p.startswith("_") for p in path.split(".")
        ):
            return module, name
    return None


def _at(old: gast.expr, new: gast.expr) -> gast.expr:
    for key in ("lineno", "col_offset", "end_lineno", "end_col_offset"):
        if hasattr(old, key):
            for inner in gast.walk(new):
                if isinstance(inner, gast.expr):
                    setattr(inner, key, getattr(old, key))
    return new

"""What the primal finds in its module, spelled as generated code finds it: `module.NAME`."""

from __future__ import annotations

import math
import sys
import types
from dataclasses import replace
from typing import Any

import gast
import numpy as np

from tangentgen.known import is_generated
from tangentgen.language import core
from tangentgen.language.aliases import Aliases
from tangentgen.language.imports import Imported, Imports, imports_of
from tangentgen.language.optional import imported
from tangentgen.language.resolve import MISSING, Scope
from tangentgen.language.wrappers import unwrapped_function, unwrapped_module
from tangentgen.source.quote import name
from tangentgen.source.rebuild import rebuilt

LIBRARIES = ("numpy", "math", "cmath", "scipy", "operator", "functools", "itertools")
_POSITION = ("lineno", "col_offset", "end_lineno", "end_col_offset")


def resolved(tree: core.Function, scope: Scope, aliases: Aliases) -> core.Function:
    """The function with every global spelled through its module, and without its imports."""
    imports = imports_of(tree, scope.function)
    return replace(tree, body=_Resolver(scope, aliases, imports).block(tree.body))


class _Resolver:
    def __init__(self, scope: Scope, aliases: Aliases, imports: Imports) -> None:
        self.scope, self.aliases, self.imports = scope, aliases, imports
        own = scope.locals - imports.names.keys()
        self.taken = own | frozenset(scope.function.__code__.co_freevars)

    def block(self, block: core.Block) -> core.Block:
        return tuple(self.statement(s) for s in block if s not in self.imports.statements)

    def statement(self, statement: core.Statement) -> core.Statement:
        changes: dict[str, Any] = {}
        for key, value in vars(statement).items():
            if key in core.BLOCKS:
                changes[key] = self.block(value)
            elif isinstance(value, gast.expr):
                new = self.expression(value, frozenset())
                if new is not value:
                    changes[key] = new
        return replace(statement, **changes) if changes else statement

    def expression(self, node: Any, inner: frozenset[str]) -> Any:
        """The expression; unchanged parts are the same nodes. `inner` are names bound inside it."""
        if isinstance(node, gast.Name):
            outer = isinstance(node.ctx, gast.Load) and node.id not in inner
            return self.name(node) if outer else node
        inner |= _bound_inside(node)
        return rebuilt(node, lambda part: self.expression(part, inner))

    def name(self, node: gast.Name) -> gast.expr:
        own = self.imports.names.get(node.id)
        if own is not None:
            return self.imported(node, own)
        if self.scope.place(node.id) not in ("global", "missing"):
            return node
        live = self.scope.value(node.id)
        if live is MISSING:
            return node
        live = unwrapped_function(live)
        if isinstance(live, types.ModuleType):
            live = unwrapped_module(live)
            given = self.aliases.of_module(live, node.id, self.taken)
            return node if given == node.id else _at(node, name(given))
        if is_generated(live):
            return _at(node, name(self.aliases.of_function(live, self.taken)))
        found = library_path(live)
        if found is not None:
            return self.attribute(node, *found)
        given = self.aliases.of_user_module(self.scope.function, self.taken)
        return _at(node, gast.Attribute(name(given), node.id, gast.Load()))

    def imported(self, node: gast.Name, imported: Imported) -> gast.expr:
        """A name that the function imports itself."""
        if imported.name is None:
            module = unwrapped_module(imported.module)
            given = self.aliases.of_module(module, node.id, self.taken)
            return name(given) if given != node.id else node
        found = library_path(unwrapped_function(imported.live)) or (imported.module, imported.name)
        return self.attribute(node, *found)

    def attribute(self, node: gast.Name, module: types.ModuleType, attribute: str) -> gast.expr:
        given = self.aliases.of_module(module, module.__name__.split(".")[-1], self.taken)
        return _at(node, gast.Attribute(name(given), attribute, gast.Load()))


def _bound_inside(node: gast.AST) -> set[str]:
    """The names that a comprehension or a lambda binds for itself."""
    if isinstance(node, gast.ListComp | gast.SetComp | gast.GeneratorExp | gast.DictComp):
        targets = [inner for g in node.generators for inner in gast.walk(g.target)]
        return {n.id for n in targets if isinstance(n, gast.Name)}
    if isinstance(node, gast.Lambda):
        given = node.args
        every = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
        return {a.id for a in every if a is not None}
    return set()


def library_path(live: Any) -> tuple[types.ModuleType, str] | None:
    """The module and the name under which a library's function is best known.

    >>> library_path(np.exp), library_path(print)
    ((<module 'numpy' from ...>, 'exp'), None)
    """
    name = getattr(live, "__name__", None) or getattr(live, "name", None)
    if not isinstance(name, str) or not callable(live):
        return None
    for known in (np, math, *imported().values()):
        if vars(known).get(name) is live:
            return known, name
    parts = (getattr(live, "__module__", None) or "").split(".")
    if parts[0] not in LIBRARIES or any(p.startswith("_") for p in parts):
        return None
    module = sys.modules.get(".".join(parts))
    if module is None or getattr(module, name, None) is not live:
        return None
    return module, name


def _at(old: gast.expr, new: gast.expr) -> gast.expr:
    """The new expression, standing where the old one did."""
    for key in _POSITION:
        if hasattr(old, key):
            for inner in gast.walk(new):
                if isinstance(inner, gast.expr):
                    setattr(inner, key, getattr(old, key))
    return new

"""Imports inside a function: what their names stand for, wherever the names are read."""

from __future__ import annotations

import importlib
import types
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound, parameters


@dataclass(frozen=True)
class Imported:
    """A module, and the name in it; no name for the module itself."""

    module: types.ModuleType
    name: str | None = None

    @property
    def live(self) -> Any:
        return self.module if self.name is None else getattr(self.module, self.name)


@dataclass
class Imports:
    """What each name of an import stands for, and the statements that say so."""

    names: dict[str, Imported] = field(default_factory=dict)
    statements: set[core.Statement] = field(default_factory=set)


def imports_of(tree: core.Function, function: types.FunctionType) -> Imports:
    """The imports whose names mean nothing else in the function, and that succeed."""
    found = Imports()
    counts = Counter([*parameters(tree), *assigned(tree.body)])
    for statement in core.walk(tree.body):
        if not isinstance(statement, core.Foreign):
            continue
        if not isinstance(statement.tree, gast.Import | gast.ImportFrom):
            continue
        here = list(bound(statement))
        if any(counts[name] != here.count(name) for name in here):
            continue
        try:
            found.names.update(_imported(statement.tree, function))
        except (ImportError, AttributeError):
            continue
        found.statements.add(statement)
    return found


def _imported(tree: Any, function: types.FunctionType) -> dict[str, Imported]:
    names: dict[str, Imported] = {}
    if isinstance(tree, gast.Import):
        for alias in tree.names:
            whole = importlib.import_module(alias.name)
            first = importlib.import_module(alias.name.split(".")[0])
            names[alias.asname or first.__name__] = Imported(whole if alias.asname else first)
        return names
    package = function.__globals__.get("__package__") or None
    path = "." * (tree.level or 0) + (tree.module or "")
    module = importlib.import_module(path, package)
    for alias in tree.names:
        if not hasattr(module, alias.name):
            inner = importlib.import_module(f"{module.__name__}.{alias.name}")
            names[alias.asname or alias.name] = Imported(inner)
            continue
        live = getattr(module, alias.name)
        is_module = isinstance(live, types.ModuleType)
        found = Imported(live) if is_module else Imported(module, alias.name)
        names[alias.asname or alias.name] = found
    return names

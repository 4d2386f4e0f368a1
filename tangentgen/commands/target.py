"""Find the function that a text such as `file.py:Class.f` or `pkg.mod:f` names."""

from __future__ import annotations

import difflib
import importlib
import importlib.util
import pkgutil
import re
import sys
import traceback
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tangentgen.commands import Unusable


@dataclass(frozen=True)
class Target:
    """A function on disk, and the name it was found under."""

    function: Callable[..., Any]
    name: str


def find(text: str) -> Target:
    """The function named by `text`.

    >>> find("textwrap:dedent").name
    'dedent'
    """
    place, colon, name = text.rpartition(":")
    if not colon or not name:
        raise Unusable(f"{text}: name a function, as in FILE.py:FUNCTION or pkg.mod:FUNCTION")
    return _look_up(load(place), name, place)


def load(place: str) -> types.ModuleType:
    """The module of a file, or of a name."""
    return _load_file(Path(place)) if _is_path(place) else _load_module(place)


def _is_path(place: str) -> bool:
    return place.endswith(".py") or "/" in place or "\\" in place


def _load_file(path: Path) -> types.ModuleType:
    if not path.is_file():
        folder = path.parent
        there = (
            sorted(p.name for p in folder.glob("*.py") if p.is_file()) if folder.is_dir() else []
        )
        raise Unusable(f"{path}: no such file{_candidates(path.name, there)}")
    path = path.resolve()
    root, parts = path.parent, [path.stem]
    while (root / "__init__.py").is_file():
        root, parts = root.parent, [root.name, *parts]
    _let_import_from(root)
    if len(parts) > 1 and parts[-1] == "__init__":
        parts.pop()
    if len(parts) > 1 and all(part.isidentifier() for part in parts):
        module = _import(".".join(parts), path)
        if Path(getattr(module, "__file__", None) or "").resolve() == path:
            return module
        raise Unusable(f"{path}: `import {'.'.join(parts)}` finds {module.__file__} instead")
    return _execute(path)


def _execute(path: Path) -> types.ModuleType:
    """Run a file that is in no package, under its own name where that is free."""
    name = re.sub(r"\W", "_", path.stem)
    if not name.isidentifier() or name in sys.stdlib_module_names or _is_taken(name, path):
        name = f"_{name}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise Unusable(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[name]
        raise _broken(str(path), error) from error
    return module


def _is_taken(name: str, path: Path) -> bool:
    """Whether importing `name` elsewhere in the program would find another module."""
    if name in sys.modules:
        return Path(getattr(sys.modules[name], "__file__", None) or "").resolve() != path
    spec = importlib.util.find_spec(name)
    return spec is not None and Path(spec.origin or "").resolve() != path


def _load_module(name: str) -> types.ModuleType:
    _let_import_from(Path.cwd())
    if not all(part.isidentifier() for part in name.split(".")):
        raise Unusable(f"{name}: neither a file nor the name of a module")
    return _import(name)


def _import(name: str, path: Path | None = None) -> types.ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        missing = error.name or ""
        if name != missing and not name.startswith(f"{missing}."):
            raise _broken(str(path or name), error) from error
        parent, _, last = missing.rpartition(".")
        where = getattr(sys.modules.get(parent), "__path__", None) if parent else None
        there = (m.name for m in pkgutil.iter_modules(where))
        raise Unusable(f"{name}: no module named {missing}{_candidates(last, there)}") from None
    except (Exception, SystemExit) as error:
        raise _broken(str(path or name), error) from error


def _let_import_from(folder: Path) -> None:
    """At the end of the path: a `numpy.py` beside the target must not shadow NumPy."""
    if str(folder) not in sys.path:
        sys.path.append(str(folder))


def _broken(what: str, error: BaseException) -> Unusable:
    where = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file != __file__ and "importlib" not in file:
            where = f"{file}:{line}: "
    if isinstance(error, SyntaxError) and error.filename:
        where = f"{error.filename}:{error.lineno}: "
    reason = " ".join((str(getattr(error, "msg", "")) or str(error)).split())
    return Unusable(f"{what}: importing it failed: {where}{type(error).__name__}: {reason}")


def _look_up(module: types.ModuleType, name: str, place: str) -> Target:
    found: Any = module
    for part in name.split("."):
        holder = found
        try:
            found = getattr(holder, part)
        except AttributeError:
            there = [n for n, value in vars(holder).items() if _is_from(module, value)]
            raise Unusable(
                f"{place}: no {name!r} in it{_candidates(part, there, show_all=True)}"
            ) from None
    if isinstance(found, type) or not callable(found):
        methods = [f"{name}.{n}" for n in vars(found)] if isinstance(found, type) else []
        kind = "a class" if isinstance(found, type) else f"of type {type(found).__name__}"
        raise Unusable(
            f"{place}: {name!r} is {kind}, not a function{_candidates(name, methods, True)}"
        )
    return Target(found, name)


def _is_from(module: types.ModuleType, value: object) -> bool:
    return callable(value) and getattr(value, "__module__", None) == module.__name__


def _candidates(name: str, there: Iterable[str], show_all: bool = False) -> str:
    names = sorted(n for n in there if not n.rpartition(".")[2].startswith("_"))
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    if not close and show_all:
        close = names[:8]
    return f"; did you mean {', '.join(close)}?" if close else ""

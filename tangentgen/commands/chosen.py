"""The files of derivatives that a command is about: those of a function, or one by its path."""

from __future__ import annotations

import argparse
import contextlib
import gc
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tangentgen import keeping
from tangentgen.building import functions
from tangentgen.commands import Unusable, derivative
from tangentgen.commands.target import find, load
from tangentgen.errors import TangentgenError
from tangentgen.keeping import Recalled
from tangentgen.store import kept as files
from tangentgen.store.where import FOLDER, Place, named_cache, user_cache
from tangentgen.subject import subject_of


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "target", help="FILE.py:FUNCTION, pkg.mod:FUNCTION, or the path of a derivative's file"
    )
    parser.add_argument("--wrt", metavar="w,b", help="only the derivatives with respect to these")
    parser.add_argument("--mode", choices=derivative.MODES, help="only those of this mode")


@dataclass(frozen=True)
class Chosen:
    """A file, and the module under the name that it had when the file was made."""

    recalled: Recalled
    module: types.ModuleType | None = None
    name: str = ""

    @contextlib.contextmanager
    def at_work(self) -> Iterator[Recalled]:
        with posing(self.module, self.name) if self.module else contextlib.nullcontext():
            yield self.recalled


# What is found, and why there may be more that is not: an edit that has to be settled first.
Found = tuple[list[Chosen], TangentgenError | None]


def chosen(options: argparse.Namespace) -> list[Chosen]:
    """The files that the options choose; there is at least one."""
    if is_path(options.target):
        path = Path(options.target)
        every, refused = _all(_function_of(path))
        found = [one for one in every if _is(path, one)]
        if not found:
            if refused is not None:
                raise refused
            raise Unusable(f"{path}: its function has no derivative of this name any more")
        return found
    found, refused = _kept(options, every=False)
    if not found:
        if refused is not None:
            raise refused
        there = "".join(f"\n  {_about(one.recalled)}" for one in _kept(options, every=True)[0])
        hint = f"; there are:{there}" if there else ": call it once, or `tangentgen build`"
        raise Unusable(f"{options.target}: no such derivative is kept{hint}")
    return found


def is_path(target: str) -> bool:
    """Whether the file of a derivative is named, and not its function."""
    path = Path(target)
    if ":" in path.name or path.suffix != ".py":
        return False
    folder = path.parent.resolve()
    return folder.name == FOLDER or folder.parent in (user_cache(), named_cache())


def kept(options: argparse.Namespace) -> list[Chosen]:
    """The files of a function that the options choose."""
    return _kept(options, every=False)[0]


def _kept(options: argparse.Namespace, every: bool) -> Found:
    found, refused = _all(subject_of(find(options.target).function).function)
    return [one for one in found if every or _is_wanted(one.recalled, options)], refused


def only(options: argparse.Namespace) -> Chosen:
    """The one file that the options choose."""
    found = chosen(options)
    if len(found) > 1:
        lines = "".join(f"\n  {_about(one.recalled)}" for one in found)
        raise Unusable(f"{options.target}: several are kept; give the path of one:{lines}")
    return found[0]


def _about(recalled: Recalled) -> str:
    edit = " (edited)" if recalled.kept.file.edited else ""
    return f"{_shown(recalled.kept.path)}  {recalled.request.text()}{edit}"


def _shown(path: Path) -> str:
    with contextlib.suppress(ValueError):
        return str(path.relative_to(Path.cwd()))
    return str(path)


def _is(path: Path, one: Chosen) -> bool:
    other = one.recalled.kept.path
    return other.exists() and path.samefile(other)


def _is_wanted(recalled: Recalled, options: argparse.Namespace) -> bool:
    request = recalled.request
    if options.mode and request.mode != derivative.MODES[options.mode]:
        return False
    return not options.wrt or ",".join(request.wrt) == options.wrt.replace(" ", "")


def _all(function: types.FunctionType) -> Found:
    """What was made of it under its module's name, then under others, such as `__main__`."""
    found, refused = list[Chosen](), list[TangentgenError]()

    def collect(module: types.ModuleType | None, name: str) -> None:
        try:
            for one in keeping.recalled(function):
                found.append(Chosen(one, module, name))
        except TangentgenError as error:
            refused.append(error)

    collect(None, "")
    module = sys.modules.get(function.__module__)
    if module is not None and vars(module) is function.__globals__:
        for name in files.modules_of(function):
            if name != module.__name__:
                with posing(module, name):
                    collect(module, name)
    return found, refused[0] if refused else None


def _function_of(path: Path) -> types.FunctionType:
    """The function that a file is the derivative of, or the derivative of a derivative of."""
    folder = path.parent.resolve()
    kept = files.read(Place(folder, folder.parent), path.name) or _private(folder, path.name)
    if kept is None:
        if not path.exists():
            raise Unusable(f"{path}: no such file")
        raise Unusable(f"{path}: no derivative that is whole, of this version and yours")
    asked = kept.file.load["asked"]
    if (folder / asked["source"]).is_file():
        return _function_of(folder / asked["source"])
    source = folder.parent / asked["source"]
    module = load(str(source) if source.is_file() else asked["module"])
    for function in functions(module):
        if function.__qualname__ == asked["function"]:
            return function
    raise Unusable(f"{path}: there is no {asked['function']} any more in {module.__file__}")


def _private(folder: Path, name: str) -> files.Kept | None:
    return files.read(Place(folder, None, folder), name)


@contextlib.contextmanager
def posing(module: types.ModuleType, name: str) -> Iterator[None]:
    """Inside, a module has another name: that of a script, or one it is imported by elsewhere."""
    own = module.__name__
    members: list[Any] = [module, *functions(module)]
    members += [c for c in gc.get_objects() if isinstance(c, type) and c.__module__ == own]
    before = sys.modules.get(name)
    try:
        _rename(members, name)
        sys.modules[name] = module
        yield
    finally:
        if before is None:
            del sys.modules[name]
        else:
            sys.modules[name] = before
        _rename(members, own)


def _rename(members: list[Any], name: str) -> None:
    for member in members:
        setattr(member, "__name__" if isinstance(member, types.ModuleType) else "__module__", name)

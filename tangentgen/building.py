"""Derivatives made ahead of time: those that a module declares, and those that are kept of it."""

from __future__ import annotations

import gc
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tangentgen import keeping, making
from tangentgen.derivative import Derivative
from tangentgen.errors import TangentgenError
from tangentgen.keeping import Recalled
from tangentgen.kinds import ANY
from tangentgen.request import Request
from tangentgen.specialised import Specialised
from tangentgen.store import kept, where
from tangentgen.store.cache import find
from tangentgen.store.edited import conflict_in
from tangentgen.store.keep import differs


@dataclass(frozen=True)
class Due:
    """A derivative that a module declares and that no file is kept of."""

    request: Request
    inner: Specialised | None


def declared(module: types.ModuleType) -> Iterator[Derivative]:
    """The derivatives under names in a module and in its classes that are of its own functions."""
    holders = [module, *(c for c in vars(module).values() if isinstance(c, type))]
    seen = set[int]()
    for holder in holders:
        for value in list(vars(holder).values()):
            is_new = isinstance(value, Derivative) and id(value) not in seen
            if is_new and value._root.__globals__ is vars(module):
                seen.add(id(value))
                yield value


def due(derivative: Derivative) -> Due | str | None:
    """What has to be made of a derivative; why it can't be; None where a file is kept."""
    assumed = derivative._assumed(making.declared(derivative._subject, derivative._options.like))
    unknown = [name for name, kind in assumed if kind == ANY]
    if unknown:
        if any(True for _ in derivative._kept()):
            return None
        return f"of what kind is {', '.join(unknown)}? annotate, give like=, or call it once"
    request, inner = derivative._request(assumed, None)
    folders = [place.folder for place in where.places(request.function)]
    if any((folder / where.file_name(request)).exists() for folder in folders):
        return None
    return Due(request, inner)


def functions(module: types.ModuleType) -> Iterator[types.FunctionType]:
    """The functions of a module that exist, in classes and in other functions too."""
    for one in gc.get_objects():
        if isinstance(one, types.FunctionType) and one.__globals__ is vars(module):
            yield one


def files(module: types.ModuleType) -> Iterator[Recalled]:
    """Every derivative that is kept of a function of a module, each once."""
    seen, refused = set[Path](), list[TangentgenError]()
    mine = sorted(functions(module), key=lambda f: (f.__code__.co_firstlineno, f.__qualname__))
    for function in mine:
        try:
            for one in keeping.recalled(function):
                if one.kept.path not in seen:
                    seen.add(one.kept.path)
                    yield one
        except TangentgenError as error:
            refused.append(error)
    if refused:
        raise refused[0]


def orphans(module: types.ModuleType) -> Iterator[kept.Kept]:
    """Files of functions that the module had once, or that had other parameters once."""
    source = Path(module.__file__ or "")
    folder = source.parent / where.FOLDER
    place = where.Place(folder, source)
    every = [k for name in kept.names_in(folder) if (k := kept.read(place, name))]
    there = {function.__qualname__: function for function in functions(module)}
    gone = set[str]()
    for one in every:
        about = one.file.load["asked"]
        if about["source"] == source.name and "<" not in about["function"]:
            function = there.get(about["function"])
            if function is None or kept.is_gone(one, function):
                gone.add(one.name)
    while more := {k.name for k in every if k.file.load["asked"]["source"] in gone} - gone:
        gone |= more  # the derivatives of derivatives
    yield from (one for one in every if one.name in gone)


def wrong(recalled: Recalled) -> str | None:
    """What is wrong with a file that is current; None where deriving gives the same one."""
    if conflict_in(recalled.kept.file.text) is not None:
        return "there are conflicts in it to settle"
    request = recalled.request
    loaded = find(request)
    if loaded is None:
        return "it is not used"
    return differs(request, loaded, keeping.derive(request))

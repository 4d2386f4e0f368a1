"""Where the derivatives of a function are kept, and what their files are called."""

from __future__ import annotations

import functools
import hashlib
import linecache
import os
import re
import stat
import sys
import types
from dataclasses import dataclass
from pathlib import Path

from tangentgen.request import Request

FOLDER = "__tangentgen__"
VERIFY, OFF = "verify", "off"
LONGEST = 120  # characters of the readable part; file systems stop at 255 bytes


@dataclass(frozen=True)
class Place:
    """A folder for derivatives."""

    folder: Path
    source: Path | None  # it stands beside this file, and is trusted as that is
    root: Path | None = None  # below it the folders are our own: nobody else's, open to nobody

    @property
    def is_private(self) -> bool:
        return self.source is None


def places(function: types.FunctionType) -> list[Place]:
    """Where to look for a derivative, first the place where it would be written.

    No place at all for a function that has no file: the next process could not know it again;
    nor where TANGENTGEN_CACHE=off says so.
    """
    if os.environ.get("TANGENTGEN_CACHE") == OFF:
        return []
    source = Path(function.__code__.co_filename)
    if not source.is_absolute() or not source.is_file():
        return []
    if source.parent.name == FOLDER:
        beside = Place(source.parent, source)  # a derivative of a derivative
    else:
        beside = Place(source.parent / FOLDER, source)
    root = named_cache()
    if root is not None:
        return [Place(root / folder_name(source.parent), None, root)]
    if frozen():
        return [beside]
    private = user_cache()
    found = [] if private is None else [Place(private / folder_name(source.parent), None, private)]
    if is_installed(source):
        return found
    return [beside, *found] if is_own(source.parent) and is_own(source) else [*found, beside]


def named_cache() -> Path | None:
    """The folder for all derivatives that TANGENTGEN_CACHE names."""
    named = os.environ.get("TANGENTGEN_CACHE", "")
    if named == OFF:
        return None
    if verifying():
        named = named.removeprefix(VERIFY).removeprefix(":")
    return Path(os.path.abspath(named)) if named else None


def verifying() -> bool:
    """Whether what is found is derived again and compared.

    So it is with `TANGENTGEN_CACHE=verify`, and with `verify:FOLDER`, which names a folder too.
    """
    named = os.environ.get("TANGENTGEN_CACHE", "")
    return named == VERIFY or named.startswith(f"{VERIFY}:")


def frozen() -> bool:
    """Whether only what was built before is to be used (TANGENTGEN_FROZEN=1)."""
    return os.environ.get("TANGENTGEN_FROZEN", "") not in ("", "0")


def folder_name(folder: Path) -> str:
    """A folder's own name, told from others of that name.

    >>> folder_name(Path("/home/ada/heat"))
    'heat-4ed319c55d'
    """
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:10]
    return f"{_plain(folder.name)[:LONGEST]}-{digest}"


def user_cache() -> Path | None:
    """The user's cache directory; None where there is none that is the user's own."""
    name = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME", "")
    if name and os.path.isabs(name):
        base = Path(name)
    else:
        home = os.environ.get("USERPROFILE" if os.name == "nt" else "HOME", "")
        if not os.path.isabs(home) or not is_own(Path(home)):
            return None
        base = Path(home, "Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "tangentgen"


def is_own(path: Path) -> bool:
    """Whether a file or folder is there, is the user's, and may be written."""
    try:
        found = os.stat(path)
    except OSError:
        return False
    if hasattr(os, "geteuid") and found.st_uid != os.geteuid():
        return False
    return bool(found.st_mode & stat.S_IWUSR) and os.access(path, os.W_OK)


def is_installed(source: Path) -> bool:
    """Whether a file belongs to Python or to a package that was installed."""
    if not {"site-packages", "dist-packages"}.isdisjoint(source.parts):
        return True
    return str(source).startswith(_installed_folders())


@functools.cache
def _installed_folders() -> tuple[str, ...]:
    import sysconfig

    paths = (sysconfig.get_path(name) for name in ("stdlib", "platstdlib"))
    return tuple(os.path.join(path, "") for path in paths)


def file_name(request: Request) -> str:
    """Module, qualified name, mode and wrt, then a digest of these and of kinds and options."""
    function = request.function
    number = str(ordinal(function))
    identity = "\n".join([function.__module__ or "", function.__qualname__, number, request.text()])
    return f"{readable_name(request)}.{hashlib.sha256(identity.encode()).hexdigest()[:8]}.py"


def readable_name(request: Request) -> str:
    """The part of a file's name that does not tell kinds and options."""
    function = request.function
    module = function.__module__ or "__main__"
    if Path(function.__code__.co_filename).parent.name == FOLDER:
        module = module.removesuffix(f".{function.__name__}")
    elif module == "__main__":
        module = Path(function.__code__.co_filename).stem
    number = ordinal(function)
    name = function.__qualname__.replace("<locals>.", "") + (f"-{number}" if number > 1 else "")
    return _plain(".".join([module, name, request.mode, *request.wrt]))[:LONGEST]


def _plain(name: str) -> str:
    """Only what is safe in a file's name on every system; never a name that is taken there."""
    plain = re.sub(r"[^A-Za-z0-9_.-]", "_", name).strip(".") or "_"
    first = plain.partition(".")[0].lower()
    reserved = {"con", "prn", "aux", "nul"}
    is_reserved = first in reserved or re.fullmatch(r"(com|lpt)\d", first)
    return f"_{plain}" if is_reserved or plain[0] == "-" else plain


def ordinal(function: types.FunctionType) -> int:
    """The number of a function among those that have its name in the file, from 1."""
    code = function.__code__
    name = code.co_name
    if code.co_qualname != name:
        return 1
    head = "lambda" if name == "<lambda>" else f"def {name}("
    lines = linecache.getlines(code.co_filename, function.__globals__)
    above = sum(line.count(head) for line in lines[: code.co_firstlineno - 1] if head in line)
    return above + 1


def is_alone(function: types.FunctionType) -> bool:
    """Whether its qualified name, and its number, belong to no other function in its file."""
    code = function.__code__
    if code.co_name == "<lambda>":
        return False
    lines = linecache.getlines(code.co_filename, function.__globals__)
    same = sum(line.count(f"def {code.co_name}(") for line in lines)
    return "<locals>" not in code.co_qualname or same == 1

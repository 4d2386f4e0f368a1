"""Files that are whole or not there, and only read where nobody else could have written them."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
import warnings
from collections.abc import Iterator
from pathlib import Path

from tangentgen.errors import CacheWarning
from tangentgen.store.where import Place

LARGEST = 1 << 26
_numbers = itertools.count()
_warned: set[str] = set()


def read(place: Place, name: str) -> str | None:
    """The text of a file that may be trusted; None where there is none. Never waits."""
    try:
        found = _read(place, name, is_anyones=False)
        return None if found is None else found.decode()
    except UnicodeDecodeError:
        return None


def read_anyones(place: Place, name: str) -> str | None:
    """The text of a file whoever wrote it, to see what it is. Never to be executed."""
    found = _read(place, name, is_anyones=True)
    return None if found is None else found.decode(errors="replace")


def _read(place: Place, name: str, is_anyones: bool) -> bytes | None:
    if not _is_safe(place):
        return None
    path = place.folder / name
    try:
        opened = os.open(path, os.O_RDONLY | _flags("NOFOLLOW", "NONBLOCK", "CLOEXEC", "BINARY"))
    except OSError:
        return None
    try:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            return None
        if not is_anyones and not _is_trusted(place, path, found, place.source):
            return None
        with open(opened, "rb", closefd=False) as file:
            return file.read()
    except OSError:
        return None
    finally:
        os.close(opened)


def write(place: Place, name: str, content: str) -> Path | None:
    """Write a file as a whole; None where that is impossible, which costs only the cache."""
    try:
        mode = _make_folders(place)
        if not _is_safe(place):
            return None
        _collect(place.folder)
        temporary = place.folder / f".{os.getpid()}-{next(_numbers)}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        opened = os.open(temporary, flags | _flags("NOFOLLOW", "CLOEXEC", "BINARY"), 0o600)
        try:
            with open(opened, "wb") as file:
                file.write(content.encode())
                file.flush()
                if hasattr(os, "fchmod"):
                    os.fchmod(opened, mode)  # whatever the umask
                os.fsync(opened)
            os.replace(temporary, place.folder / name)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
            raise
    except (OSError, ValueError):
        return None
    return place.folder / name


def _flags(*names: str) -> int:
    """Flags that not every system has."""
    return sum(getattr(os, f"O_{name}", 0) for name in names)


def set_aside(place: Place, name: str) -> str | None:
    """Give a file another name that is free; None where that is impossible."""
    path = place.folder / name
    for number in itertools.count(1):
        free = f"{name}.kept{number if number > 1 else ''}"
        try:
            if os.path.lexists(path.with_name(free)):
                continue
            # A second name, then one less: `rename` would overwrite what another process kept.
            os.link(path, path.with_name(free), follow_symlinks=False)
            os.unlink(path)
        except FileExistsError:
            continue
        except OSError:
            try:  # not every file system has links
                os.rename(path, path.with_name(free))
            except OSError:
                return None
        return free
    return None


def _make_folders(place: Place) -> int:
    """Make the folder; the mode that files in it get."""
    if place.root is None:
        assert place.source is not None
        given = stat.S_IMODE(os.stat(place.source.parent).st_mode) & 0o777
        _make(place.folder, given | 0o700)
        return stat.S_IMODE(os.stat(place.source).st_mode) & 0o666 | 0o600
    missing = [place.folder]
    while missing[-1] != place.root:
        missing.append(missing[-1].parent)
    while not missing[-1].parent.exists():  # `makedirs(mode=...)` leaves the parents open
        missing.append(missing[-1].parent)
    for folder in reversed(missing):
        _make(folder, 0o700)
    return 0o600


def _make(folder: Path, mode: int) -> None:
    with contextlib.suppress(FileExistsError):
        os.mkdir(folder, 0o700)
        os.chmod(folder, mode)


def _is_safe(place: Place) -> bool:
    """Whether the folder is there, is no link, and is nobody else's to write."""
    folders = [place.folder]
    if place.root is not None and place.folder != place.root:
        folders.append(place.root)
    for folder in folders:
        try:
            found = os.lstat(folder)
        except OSError:
            return False
        if not stat.S_ISDIR(found.st_mode):
            return False
        source = place.source.parent if place.source is not None else None
        if not _is_trusted(place, folder, found, source):
            return False
    return True


def _is_trusted(place: Place, path: Path, found: os.stat_result, source: Path | None) -> bool:
    """Whether only those could have written it who could have written the source."""
    if not hasattr(os, "geteuid"):
        return True
    writable = found.st_mode & 0o022
    if source is None:
        # What the user named may be open to readers; what we made ourselves is not.
        is_open = writable if path == place.root else found.st_mode & 0o077
        if found.st_uid == os.geteuid() and not is_open:
            return True
        cure = f"chown it to yourself and `chmod go= {path}`, or delete it"
    else:
        with contextlib.suppress(OSError):
            trusted = os.stat(source)
            if found.st_uid == trusted.st_uid and not writable & ~trusted.st_mode:
                return True
        cure = f"give it the owner and the mode of {source}, or delete it"
    if str(path) not in _warned:
        _warned.add(str(path))
        what = f"{path} is not used, because others could have written it - {cure}"
        warnings.warn(what, CacheWarning, stacklevel=2)
    return False


def _collect(folder: Path) -> None:
    """Delete what processes that are gone have left."""
    for path in _temporaries(folder):
        number = path.name[1:].partition("-")[0]
        if number.isdecimal() and int(number) != os.getpid() and not _is_running(int(number)):
            with contextlib.suppress(OSError):
                os.unlink(path)


def _temporaries(folder: Path) -> Iterator[Path]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        yield from [Path(e.path) for e in entries if e.name[0] == "." and e.name.endswith(".tmp")]


def _is_running(process: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True

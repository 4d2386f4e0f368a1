"""What a derivative does with its files: shows what was edited, merges it, or takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tangentgen import making
from tangentgen.store.header import parsed

if TYPE_CHECKING:
    from tangentgen.keeping import Recalled
    from tangentgen.request import Mode
    from tangentgen.specialised import Specialised


class Editable:
    """The part of a derivative that knows its files."""

    mode: Mode
    wrt: tuple[str, ...]
    _options: Any
    _prepared: dict[Any, Any]
    _shown: Specialised | None
    _order: int  # 1 of a first derivative, 2 of a derivative of one
    _root: Any  # the function that nobody derived

    def _current(self) -> Specialised:
        raise NotImplementedError

    @property
    def base(self) -> str:
        """The text as it was generated, which differs from `source` where that was edited."""
        current = self._current()
        file = parsed(current.content) if current.path is not None else None
        return current.source if file is None else file.base

    def diff(self) -> str:
        """What was changed in the files of this derivative, as `diff -u` shows it."""
        from tangentgen import keeping

        return "".join(map(keeping.diff, self._kept()))

    def export(self) -> str:
        """The text of a file with all that this derivative needs, which runs with NumPy alone."""
        from tangentgen.export.module import exported

        return exported(self._current())

    def sync(self) -> int:
        """Merge the edits into the derivative as it is generated now; the number of conflicts.

        Needed when an edited derivative's function has changed. Conflicts are marked in the file.
        """
        from tangentgen import keeping

        conflicts = sum([keeping.sync(one) for one in self._kept()])
        self._forget()
        return conflicts

    def revert(self) -> None:
        """Go back to what is generated; edited files are kept beside, under another name."""
        from tangentgen import keeping

        for one in self._kept():
            keeping.revert(one)
        self._forget()

    def _kept(self) -> Iterator[Recalled]:
        """The files of this derivative, one for the kinds of each call."""
        from tangentgen import keeping

        with making.LOCK:
            for one in keeping.recalled(self._root):
                request = one.request
                same = (request.mode, request.wrt, one.order) == (self.mode, self.wrt, self._order)
                options = (request.optimize, request.has_aux)
                if same and options == (self._options.optimize, self._options.has_aux):
                    yield one

    def _forget(self) -> None:
        """Read the files again at the next call."""
        with making.LOCK:
            self._prepared.clear()
            self._shown = None
            if "__call__" in vars(type(self)):
                del type(self).__call__

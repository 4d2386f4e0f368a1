"""What a derivative does to be shown; how that is done is imported when it is asked for."""

from __future__ import annotations

from typing import Any

from tangentgen.errors import TangentgenError


class Displayed:
    """The part of a derivative that knows how it looks."""

    __name__: str
    mode: str
    wrt: tuple[str, ...]
    _root: Any  # the function that nobody derived

    # In the same class as `_repr_pretty_`, because IPython takes what it comes upon first.
    def __repr__(self) -> str:
        return f"<{self.__name__}: {self.mode} with respect to {', '.join(self.wrt)}>"

    def _shown_text(self) -> str:
        """The text of the derivative, or the refusal of one."""
        try:
            return str(self.source)  # type: ignore[attr-defined]  # of the class that inherits this
        except TangentgenError as refusal:
            return str(refusal)

    def _repr_html_(self) -> str:
        from tangentgen.display import in_html, primal_text

        return in_html(primal_text(self._root), self._shown_text())

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """In IPython: side by side where the window is wide enough, in colours on a terminal."""
        if cycle:
            printer.text(repr(self))
            return
        from shutil import get_terminal_size

        from tangentgen.display import beside, coloured, primal_text

        text, primal = self._shown_text(), primal_text(self._root)
        columns = beside(primal, text)
        if primal and max(map(len, columns.splitlines())) <= get_terminal_size().columns:
            text = columns
        printer.text(coloured(text.rstrip("\n")))

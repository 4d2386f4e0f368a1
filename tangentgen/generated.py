"""What the pipeline hands over: the text of a derivative and what must hold when it is called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Generated:
    """A derivative as text, with what the loader and the entry need to know of it."""

    text: str  # the module, without the header and the trailing comment of the file
    entry: str  # the name of the function in it
    parameters: tuple[
        str, ...
    ] = ()  # the entry's parameters after the primal's: captured variables
    modules: tuple[
        tuple[str, str], ...
    ] = ()  # (name used in the text, module whose live globals it reads)
    callees: tuple[str, ...] = ()  # "pkg.mod:qualname" of each function and class derived through
    assumptions: tuple[
        str, ...
    ] = ()  # Python expressions over the primal's parameters, true at entry
    lines: tuple[tuple[int, str, int], ...] = ()  # (line of the text, primal file, primal line)
    inactive: tuple[str, ...] = ()  # what was asked for and never reaches the output
    # what the primal changes in place: `x`, `self.field`; `self.count =`, where it puts another
    written: tuple[str, ...] = ()

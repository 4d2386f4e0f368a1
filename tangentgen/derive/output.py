"""The functions that have been derived so far, and the names they go by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tangentgen.analysis.program import Program
from tangentgen.derive.caller import ALONE, Caller
from tangentgen.derive.calls import Pair
from tangentgen.derive.helpers import Helpers
from tangentgen.derive.names import Names
from tangentgen.language import core


@dataclass
class Output:
    """The functions that have been derived so far, and the names they go by."""

    program: Program
    optimize: bool
    pair_of: Callable[..., Any]  # derives the pair of a callee; see pairs.py
    watch: Callable[[str, str, core.Block], object] | None = None  # is shown each stage
    taken: set[str] = field(default_factory=set)
    functions: list[core.Function] = field(default_factory=list)
    helpers: Helpers = field(default_factory=Helpers)
    pairs: dict[Any, Pair] = field(default_factory=dict)
    reserved: dict[Any, tuple[str, str]] = field(default_factory=dict)  # names of pairs being made
    impure: set[str] = field(default_factory=set)  # forward functions that do more than compute
    changing: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Which of their arguments derived functions change, by position."""

    owning: dict[str, tuple[bool, ...]] = field(default_factory=dict)
    """Which results of derived functions are arrays that nothing else holds, by position."""

    trials: dict[Any, Any] = field(default_factory=dict)  # live adjoints of loops, once found
    decided: list[tuple[Any, Any, core.Block, core.Block]] = field(default_factory=list)
    """Facts, state and sweeps of each function, as they were chosen."""

    inactive: list[str] = field(default_factory=list)  # of `wrt`: what never reaches the output
    caller: Caller = ALONE  # of the function that is being derived
    seeds_given: bool = False  # the caller of the derivative gives the cotangent
    memory: tuple[Any, int] | None = None  # the function whose loops may take so many bytes
    recursive: set[Any] = field(default_factory=set)  # pairs and tangents that call themselves
    tangents: dict[int, str] = field(default_factory=dict)  # names of the tangents of callees
    unfinished: set[int] = field(default_factory=set)  # callees whose tangents are being derived

    def fresh(self, wanted: str) -> str:
        self.taken |= set(self.program.aliases.functions)
        return Names(self.taken).fresh(
            wanted if wanted.isidentifier() else wanted.replace("<lambda>", "f")
        )

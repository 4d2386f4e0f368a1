"""Right or refused: the two things that may come of a hard program."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from tangentgen.errors import Refusal, TangentgenError
from tests.support.derivatives import Problem, check_all

RIGHT, REFUSED = "right", "refused"


def outcome(problem: Problem, rng: np.random.Generator, **options: Any) -> tuple[str, str]:
    """What came of it, and the refusal's text.

    A wrong number is an AssertionError; any error that is not ours goes through as it is.
    """
    try:
        check_all(problem, rng, **options)
    except TangentgenError as refusal:
        assert_well_said(refusal)
        return REFUSED, str(refusal)
    return RIGHT, ""


@contextlib.contextmanager
def or_refused() -> Iterator[None]:
    """What is checked inside holds, or is refused in our own words."""
    try:
        yield
    except TangentgenError as refusal:
        assert_well_said(refusal)


def assert_well_said(refusal: TangentgenError) -> None:
    """`file:line:column: what - hint`, the line below it and a caret below that."""
    if not isinstance(refusal, Refusal):
        return
    assert refusal.offences, "a refusal without an offence"
    for offence in refusal.offences:
        first, *rest = str(offence).splitlines()
        assert re.match(r".+:\d+:\d+: .+ - .+", first), f"not file:line:column: {first}"
        assert len(rest) == 2 and rest[1].strip() == "^", f"no line and caret: {offence}"

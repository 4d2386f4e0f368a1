"""Each construct on the page of the language is taken, or refused with a rewrite that is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.support.constructs import Construct, constructs, written
from tests.support.derivatives import Problem
from tests.support.outcomes import REFUSED, RIGHT, outcome
from tests.support.snippets import module_of

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "taken-and-refused.md"
SUPPORT = ROOT / "tests" / "support"
MARK = "<!-- What follows is written by tests/test_constructs.py --update-cases. -->\n"
TAKEN = constructs((SUPPORT / "constructs_taken.txt").read_text(encoding="utf-8"))
NOT_TAKEN = constructs((SUPPORT / "constructs_refused.txt").read_text(encoding="utf-8"))
ARGUMENTS: tuple[Any, ...] = (np.array([0.7, 1.3, 0.4]), np.array([0.3, 1.8, 1.1]), 1.4, 2)


def came_of(code: str) -> tuple[str, str]:
    problem = Problem(module_of(written(code)).f, ("x", "a"), ARGUMENTS)
    return outcome(problem, np.random.default_rng(0), cache=False)


def title(construct: Construct) -> str:
    return construct.title.replace(" ", "_")


@pytest.mark.filterwarnings("ignore::tangentgen.errors.InactiveWarning")
@pytest.mark.parametrize("construct", TAKEN, ids=title)
def test_taken(construct: Construct) -> None:
    assert came_of(construct.code) == (RIGHT, "")


@pytest.mark.filterwarnings("ignore::tangentgen.errors.InactiveWarning")
@pytest.mark.parametrize("construct", NOT_TAKEN, ids=title)
def test_refused(construct: Construct) -> None:
    found, why = came_of(construct.code)
    assert found == REFUSED
    assert why
    assert came_of(construct.instead) == (RIGHT, "")


def said(construct: Construct) -> str:
    """What the refusal says, without its place."""
    _, why = came_of(construct.code)
    return why.splitlines()[0].partition(": ")[2]


def page() -> str:
    """The part of the page that is made of these programs."""
    out = ["\n## Construct by construct\n\n"]
    out.append("In each, `x` and `y` are vectors, `a` is a float and `n` an integer.\n")
    for group in dict.fromkeys(c.group for c in TAKEN):
        out.append(f"\n### {group}\n\n```text\n")
        blocks = [f"# {c.title}\n{c.code}\n" for c in TAKEN if c.group == group]
        out.append("\n".join(blocks) + "```\n")
    out.append("\n## Refusals, and what to write\n")
    for group in dict.fromkeys(c.group for c in NOT_TAKEN):
        out.append(f"\n### {group}: refused\n\n```text\n")
        blocks = [
            f"# {c.title}: refused\n#   {said(c)}\n{c.code}\n# instead:\n{c.instead}\n"
            for c in NOT_TAKEN
            if c.group == group
        ]
        out.append("\n".join(blocks) + "```\n")
    return "".join(out)


def test_the_page_says_so(request: pytest.FixtureRequest) -> None:
    above, _, below = PAGE.read_text(encoding="utf-8").partition(MARK)
    if request.config.getoption("--update-cases"):
        PAGE.write_text(above.rstrip("\n") + "\n\n" + MARK + page(), encoding="utf-8")
        return
    assert below == page()

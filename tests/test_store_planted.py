"""Deliberate mistakes in the store are noticed, each by a test that is named for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.mistake import Mistake, said
from tests.support.planted import ROOT
from tests.support.planted_in_store import PLANTED, TOPICS


def test_mistakes_to_plant_are_up_to_date() -> None:
    """Each in a line that is there, with a test that is there."""
    assert len({mistake.what for mistake in PLANTED}) == len(PLANTED) >= 40
    for mistake in PLANTED:
        text = (ROOT / "tangentgen" / mistake.path).read_text()
        compile(mistake.planted(text), mistake.path, "exec")
        file, _, name = mistake.test.partition("::")
        assert f"def {name.partition('[')[0]}(" in (ROOT / "tests" / file).read_text(), mistake.test


def test_whatever_is_promised_has_a_mistake() -> None:
    """Every row of the contract, and every other topic."""
    assert {topic for mistake in PLANTED for topic in mistake.covers.split(", ")} == set(TOPICS)


@pytest.mark.hunt
@pytest.mark.parametrize("mistake", PLANTED, ids=lambda mistake: mistake.what)
def test_planted_mistake_is_noticed(mistake: Mistake, tmp_path: Path) -> None:
    assert said(mistake, tmp_path), f"{mistake.test} passes all the same"

"""Every mistake that can be put into a template is noticed by its checks, or is none."""

from __future__ import annotations

import pytest

from tangentgen.commands.templates import every_rule
from tangentgen.rules import library
from tangentgen.rules.equivalents import EQUIVALENT
from tangentgen.rules.mutate import survivors

RULES = [rule for rule in every_rule() if rule.kind != "constant"]
SOME = ["numpy.cumsum", "numpy.median", "numpy.linalg.qr", "numpy.fft.irfft", "numpy.divmod"]


@pytest.mark.parametrize("name", SOME)
def test_mistakes_in_some_rules_are_noticed(name: str) -> None:
    assert unnoticed([rule for rule in RULES if rule.name == name]) == []


@pytest.mark.hunt
def test_mistakes_in_all_rules_are_noticed() -> None:
    assert unnoticed(RULES) == []


def test_what_is_said_to_be_equivalent_exists() -> None:
    names = {t.name for rule in RULES for t in (*rule.reverses, *rule.tangents)}
    assert {template for template, _ in EQUIVALENT} <= names


def unnoticed(rules: list[library.Rule]) -> list[str]:
    return [f"{name}: {mutant.change}" for name, mutant, why in survivors(rules) if not why]

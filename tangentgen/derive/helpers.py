"""The small functions that are printed at the end of a module."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.derive.trees import filled
from tangentgen.language import core
from tangentgen.rules.apply import Expansion
from tangentgen.source.quote import name, substitute


class Helpers(dict[str, core.Function]):
    """Helpers by name: two templates may be called alike, so the second gets a number.

    None is ever taken away: what is not called in the end is not printed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._origins: dict[str, core.Function] = {}

    def entered(self, expansion: Expansion) -> Expansion:
        """The expansion, its helpers entered, under the names that they have here."""
        new: dict[str, str] = {}
        for helper in expansion.helpers:
            given, number = helper.name, 2
            while given in self and self._origins.get(given, self[given]) is not helper:
                given, number = f"{helper.name}{number}", number + 1
            if given != helper.name:
                new[helper.name] = given
        trees: dict[str, gast.expr] = {old: name(fresh) for old, fresh in new.items()}
        for helper in expansion.helpers:
            given = new.get(helper.name, helper.name)
            if given not in self:
                body = tuple(filled(s, trees) for s in helper.body) if new else helper.body
                self[given] = replace(helper, name=given, body=body)
                self._origins[given] = helper
        if not new:
            return expansion
        results: dict[str, Any] = {
            key: substitute(tree, trees) for key, tree in expansion.results.items()
        }
        before = tuple(filled(s, trees) for s in expansion.before)
        return replace(expansion, results=results, before=before)

"""The names through which memory can be reached."""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis, Site
from tangentgen.derive.unique import viewed


def roots(facts: Analysis) -> dict[Site, dict[str, gast.AST]]:
    """The names through which memory can be reached, also through containers."""
    if facts.reached is not None:
        return facts.reached
    found: dict[Site, dict[str, gast.AST]] = {}
    for node, value in facts.values.items():
        if isinstance(node, gast.Name) and facts.scope.place(node.id) == "local":
            for site in (*facts.sites(value), *viewed(facts, value)):
                found.setdefault(site, {}).setdefault(node.id, node)
    facts.reached = found
    return found

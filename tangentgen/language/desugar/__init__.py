"""The rewrites that shrink the language, in order."""

from __future__ import annotations

from tangentgen.language import core
from tangentgen.language.desugar import chains, exits, returns, stores


def normal_form(function: core.Function) -> core.Function:
    """The function with single targets, and with every jump at the end of its block."""
    for rewrite in (chains.rewrite, stores.rewrite, returns.rewrite, exits.rewrite):
        function = rewrite(function)
    return function

"""What stops the deriver at one expression; it becomes an offence of the whole refusal."""

from __future__ import annotations

import gast


class Unsupported(Exception):
    """An active expression that can't be reversed as it stands."""

    def __init__(self, node: gast.AST, what: str, hint: str) -> None:
        super().__init__(what)
        self.node, self.what, self.hint = node, what, hint

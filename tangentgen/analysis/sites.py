"""Where memory comes from, by the site that stands for it.

Memory that an expression makes is known by the expression's node, or by a pair that begins with
one; what is there before the function runs, by a pair that begins with a word.
"""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Site


def origin(site: Site) -> str | None:
    """ "argument", "site" (of the caller), "global" or "captured"; None of what is made here.

    >>> origin(("global", "W")), origin(object())
    ('global', None)
    """
    word = site[0] if isinstance(site, tuple) and site else None
    return word if isinstance(word, str) else None


def is_outside(site: Site) -> bool:
    """Whether memory was there before the function ran."""
    return origin(site) in ("argument", "site", "global", "captured")


def is_given(site: Site) -> bool:
    """Whether a caller reaches memory by a name of its own."""
    return origin(site) == "site"


def is_shared(site: Site) -> bool:
    """Whether other functions reach memory by a name of their own."""
    return origin(site) in ("global", "captured")


def made_in(site: Site) -> Site:
    """The expression that makes memory, or calls what makes it; other sites as they are.

    >>> call = gast.Call(gast.Name("f", gast.Load(), None, None), [], [])
    >>> made_in((call, "inner")) is call, made_in(("global", "W"))
    (True, ('global', 'W'))
    """
    while isinstance(site, tuple) and site and isinstance(site[0], gast.AST):
        site = site[0]
    return site

"""Import lines, merged, sorted and parted into sections as ruff's isort does."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable

WIDTH = 88
SKIP = "isort: skip"
"""Where a user's module stands depends on the project that the text is read in."""

_FUTURE, _STANDARD, _THIRD, _FIRST = range(4)
_KNOWN = {"numpy", "scipy", "jaxtyping", "tangentgen"}  # wherever they are installed


def sort_imports(lines: Iterable[str]) -> list[str]:
    """The lines of an import block, a blank line between its sections.

    >>> print(*sort_imports(["import numpy as np", "from math import pi", "import math"]), sep="|")
    import math|from math import pi||import numpy as np
    """
    plain: dict[tuple[str, str | None], str] = {}
    members: dict[str, set[tuple[str, str | None]]] = {}
    remarks: dict[str, str] = {}
    for line in lines:
        code, _, remark = line.partition("#")
        (node,) = ast.parse(code.strip()).body
        if isinstance(node, ast.Import):
            for alias in node.names:
                plain[alias.name, alias.asname] = f"  # {remark.strip()}" if remark else ""
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            members.setdefault(module, set()).update((a.name, a.asname) for a in node.names)
            if remark:
                remarks[module] = f"  # {remark.strip()}"
    texts: list[tuple[tuple[object, ...], str]] = []
    for (name, renamed), remark in plain.items():
        text = f"import {name}" + (f" as {renamed}" if renamed else "") + remark
        section = _FIRST if SKIP in remark else _section(name)
        texts.append(((section, 0, _key(name), renamed or ""), text))
    for module, names in members.items():
        section = _FIRST if SKIP in remarks.get(module, "") else _section(module)
        texts += [
            ((section, 1, _key(module), order), text)
            for order, text in enumerate(_from(module, names, remarks.get(module, "")))
        ]
    result: list[str] = []
    last: object = None
    for key, text in sorted(texts):
        if last is not None and key[0] != last:
            result.append("")
        last = key[0]
        result += text.split("\n")
    return result


def _from(module: str, names: set[tuple[str, str | None]], remark: str) -> list[str]:
    """A `from` import of plain names in one statement, and one of each renamed name."""
    texts = []
    bare = sorted((name for name, alias in names if alias is None), key=_member_key)
    renamed = [(name, alias) for name, alias in names if alias is not None]
    if bare:
        text = f"from {module} import {', '.join(bare)}{remark}"
        if len(text) > WIDTH:
            inside = "".join(f"    {name},\n" for name in bare)
            text = f"from {module} import ({remark}\n{inside})"
        texts.append((_member_key(bare[0]), text))
    texts += [(_member_key(n), f"from {module} import {n} as {a}{remark}") for n, a in renamed]
    return [text for _, text in sorted(texts, key=lambda pair: pair[0])]


def _member_key(name: str) -> tuple[object, ...]:
    """Constants, then classes, then the rest."""
    constant = len(name) > 1 and name.isupper()
    return (0 if constant else 1 if name[:1].isupper() else 2, _key(name))


def _key(name: str) -> tuple[object, ...]:
    """Names without regard to case, digits in them as numbers."""
    parts = re.split(r"(\d+)", name.lower())
    return tuple((0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts), name


def _section(module: str) -> int:
    root = module.split(".")[0]
    if root == "__future__":
        return _FUTURE
    if not root or module.startswith("."):
        return _FIRST
    if root in sys.stdlib_module_names:
        return _STANDARD
    if root in _KNOWN or root not in sys.modules:
        return _THIRD
    # A module of the user's own is loaded, as the function that needs it lives there.
    path = getattr(sys.modules[root], "__file__", None) or ""
    return _THIRD if "site-packages" in path or "dist-packages" in path else _FIRST

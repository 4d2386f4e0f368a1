"""What is returned shares no memory with what was given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import gast

from tangentgen.analysis.fresh import fresh, kept_by
from tangentgen.derive.forward_work import Work
from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.source.quote import as_target, expression, name
from tangentgen.tidy.known import value_of


def separated(work: Work, block: core.Block, given: set[str], entry: bool) -> core.Block:
    """Returned arrays copied where they may be the caller's own.

    In a function that the derivative calls, a tangent may be a view of an argument's where the
    value is the same view of the argument.
    """
    shared = _closure(block)

    def caller_owned(tree: gast.expr) -> bool:
        if _is_fresh(tree):
            return False
        names = kept_by(tree)
        return not (names | {m for n in names for m in shared.get(n, ())}).isdisjoint(given)

    def rebound(s: core.Augment, target: str) -> core.Statement:
        """`x_dot += e` of a number could change an array of no axes that the caller gave."""
        if not entry or target not in shared or not caller_owned(name(target)):
            return s
        if work.known(s.target).kind == "array":
            return s
        total = gast.BinOp(name(target), s.op, s.value)
        return core.Assign(as_target(s.target), total, notes=s.notes)

    def protect(inner: core.Block) -> core.Block:
        out: list[core.Statement] = []
        for s in inner:
            if isinstance(s, core.If):
                s = replace(s, body=protect(s.body), orelse=protect(s.orelse))
            elif isinstance(s, core.For | core.While):
                s = replace(s, body=protect(s.body))
            elif isinstance(s, core.Augment) and isinstance(s.target, gast.Name):
                s = rebound(s, s.target.id)
            elif isinstance(s, core.Return) and isinstance(s.value, gast.Tuple):
                s = replace(s, value=_protected(work, s.value, caller_owned, entry))
            out.append(s)
        return tuple(out)

    return protect(block)


def _protected(
    work: Work, both: gast.Tuple, caller_owned: Callable[[gast.expr], bool], entry: bool
) -> gast.Tuple:
    value, dot = both.elts
    seen: set[str] = set()
    sites: set[object] = set()

    def of_value(tree: gast.expr) -> gast.expr:
        if isinstance(tree, gast.Tuple | gast.List):
            return type(tree)([of_value(e) for e in tree.elts], gast.Load())
        known = work.known(tree)
        if known.kind not in ("array", "tensor"):
            return tree
        own = any(
            isinstance(s, tuple) and s and s[0] in ("argument", "site", "global", "captured")
            for s in known.sites
        )
        own = own or not sites.isdisjoint(known.sites)
        sites.update(known.sites)
        return _copied(tree, known.kind) if own else tree

    def of_dot(tree: gast.expr, primal: gast.expr | None) -> gast.expr:
        if isinstance(tree, gast.Tuple | gast.List):
            inner = getattr(primal, "elts", None) or [None] * len(tree.elts)
            parts = [of_dot(e, p) for e, p in zip(tree.elts, inner, strict=True)]
            return type(tree)(parts, gast.Load())
        if isinstance(tree, gast.Dict):
            values = [of_dot(v, None) for v in tree.values]
            return gast.Dict(tree.keys, values)
        if isinstance(tree, gast.Call) and _is_class(work, tree.func):
            args = [of_dot(a, None) for a in tree.args]
            keywords = [gast.keyword(k.arg, of_dot(k.value, None)) for k in tree.keywords]
            return gast.Call(tree.func, args, keywords)
        kind = _kind(work, tree, primal)
        if kind not in ("array", "tensor"):
            return tree
        names = kept_by(tree)
        again = not names.isdisjoint(seen)
        seen.update(names)
        if (entry and again) or (caller_owned(tree) and (entry or not _parallel(work, primal))):
            return _copied(tree, kind)
        return tree

    return gast.Tuple([of_value(value) if entry else value, of_dot(dot, value)], gast.Load())


NEW = {
    "sum",
    "mean",
    "prod",
    "std",
    "var",
    "dot",
    "cumsum",
    "cumprod",
    "min",
    "max",
    "trace",
    "clip",
}


def _is_fresh(tree: gast.expr) -> bool:
    """Whether it is new memory; methods of arrays too."""
    match tree:
        case gast.Call(func=gast.Attribute(attr=method)) if method in NEW:
            return True
        case gast.Call(func=gast.Attribute(attr="asarray"), args=[inner]):
            return fresh(inner)
    return fresh(tree)


def _is_class(work: Work, function: gast.expr) -> bool:
    attr = getattr(function, "attr", None) or getattr(function, "id", None)
    return any(c.__name__ == attr for c in work.output.program.classes)


def _kind(work: Work, tree: gast.expr, primal: gast.expr | None) -> str:
    """The kind of a tangent: that of its value, or of its name."""
    if primal is not None and work.known(primal).kind != "any":
        return work.known(primal).kind
    if isinstance(tree, gast.Name):
        return work.known(tree).kind
    return value_of(tree, work.known).kind


def _parallel(work: Work, primal: gast.expr | None) -> bool:
    """Whether the value lives in an argument's memory, and its tangent in the tangent's."""
    if primal is None:
        return False
    return any(isinstance(s, tuple) and s and s[0] == "site" for s in work.known(primal).sites)


def _copied(tree: gast.expr, kind: str) -> gast.expr:
    return expression("$x.copy()" if kind == "array" else "1.0 * $x", x=tree)


def _closure(block: core.Block) -> dict[str, set[str]]:
    """For each name, all names whose arrays it may be, hold or be a view of."""
    direct: dict[str, set[str]] = {}
    for s in core.walk(block):
        if isinstance(s, core.Assign):
            for target in target_names(s.target):
                direct.setdefault(target, set()).update(kept_by(s.value))
    while True:
        grown = {n: m | {o for k in m for o in direct.get(k, ())} for n, m in direct.items()}
        if grown == direct:
            return direct
        direct = grown

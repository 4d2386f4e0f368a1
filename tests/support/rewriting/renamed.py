"""Names that derivatives have for things of their own."""

from __future__ import annotations

import ast

from tests.support.rewriting.draft import Draft, Renamed


def renamed(draft: Draft) -> bool:
    """A local variable or a parameter under another name."""
    names = sorted(draft.locals - {"self"})
    scopes = (ast.FunctionDef, ast.Nonlocal, ast.Global, ast.Lambda, ast.ExceptHandler, ast.Match)
    if not names or any(isinstance(n, scopes) for s in draft.function.body for n in ast.walk(s)):
        return False
    old = draft.draw.choice(names)
    new = draft.fresh()
    if draft.draw.random() < 0.6:
        bases = [name for name in names if name.isidentifier()]
        stem = draft.draw.choice(bases)
        wanted = draft.draw.choice([f"{stem}_bar", f"{stem}_dot", f"{stem}_stack", f"{stem}_old"])
        new = wanted if wanted not in draft.names else new
    if draft.function.name == draft.primal:
        draft.wrt = tuple(new if name == old else name for name in draft.wrt)
    Renamed({old: new}).visit(draft.function)
    return True


def renamed_helper(draft: Draft) -> bool:
    """A function of the module under a name like ours."""
    found = [
        node
        for node in draft.tree.body
        if isinstance(node, ast.FunctionDef) and node.name not in (draft.primal, "samples")
    ]
    if not found:
        return False
    helper = draft.draw.choice(found)
    stem = draft.draw.choice([draft.primal, helper.name])
    ends = ["_grad", "_forward", "_reverse", "_jvp", "_vjp", "_tangent", "_bar"]
    new = stem + draft.draw.choice(ends)
    if new in draft.names:
        return False
    Renamed({helper.name: new}).visit(draft.tree)
    helper.name = new
    return True

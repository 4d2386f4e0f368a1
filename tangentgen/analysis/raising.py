"""What an exception carries: a handler that reads active values of it loses their derivative."""

from __future__ import annotations

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.analysis.paths import Environment

_TOLD = ("str", "repr", "format", "len", "type", "int", "bool", "hex")


def carried(facts: Analysis, node: gast.AST, env: Environment) -> bool:
    """Whether active values are part of what is raised, and not only told of in its text."""
    match node:
        case gast.Name(id=given):
            return given in env and facts.is_active(env[given])
        case gast.JoinedStr() | gast.Compare() | gast.Attribute(attr="shape" | "dtype" | "ndim"):
            return False
        case gast.Call(func=gast.Name(id=called)) if called in _TOLD:
            return False
        case gast.Call(func=gast.Attribute(value=gast.Constant(value=str()))):
            return False
        case gast.BinOp(left=gast.Constant(value=str()), op=gast.Mod()):
            return False
    return any(carried(facts, part, env) for part in gast.iter_child_nodes(node))

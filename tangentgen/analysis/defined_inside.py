"""Functions that are defined inside another one, as values of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast

from tangentgen.analysis.functions import DEFAULT, Closure
from tangentgen.analysis.values import ANY, Value
from tangentgen.language.nested import Definition, default_names
from tangentgen.language.rebinding import varying

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def closure(evaluate: Evaluator, node: Definition) -> Value:
    """A function defined inside this one."""
    if not hasattr(node, "lineno"):  # of no text of the user's: nothing could be said of it
        return ANY
    function = evaluate.program.nested(evaluate.facts, node)
    names = [(n, n) for n in evaluate.program.made[function].free]
    names += [(f"{DEFAULT}{n}", n) for n in default_names(node)]
    if varying(evaluate.facts.tree, node):
        evaluate.program.refuse_for_good(
            evaluate.facts,
            node,
            "a default that is a variable which is assigned again",
            "pass the value at the call, or use the variable itself",
        )
    return Value("function", constant=Closure(function, tuple(names)))


def call_lambda(evaluate: Evaluator, node: gast.Lambda, target: gast.expr) -> None:
    """A lambda goes by the name of the variable that it is assigned to."""
    function = evaluate.program.nested(evaluate.facts, node)
    if isinstance(target, gast.Name) and function.__name__ == "<lambda>":
        function.__name__ = target.id

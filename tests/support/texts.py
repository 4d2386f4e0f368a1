"""Print the derivatives of the named cases as JSON: run in processes of different hash seeds."""

from __future__ import annotations

import json
import sys

import numpy as np

from tests.support import cases
from tests.support.derivatives import derive, run_forward, run_reverse
from tests.support.trees import random_like


def text_of(name: str) -> str:
    """The text in the case's own mode, derived anew; of a failure, what it says."""
    case = cases.load(name)
    problem = case.problems()[0]
    rng = np.random.default_rng(11)
    try:
        function = derive(case.mode, problem, cache=False, **case.options())
        if case.mode == "jvp":
            run_forward(function, problem, random_like(rng, problem.point))
        else:
            run_reverse(case.mode, function, problem, random_like(rng, problem.value()))
        return function.source
    except Exception as error:
        # how a failure is told must not depend on the seed either
        return f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    json.dump({name: text_of(name) for name in sys.argv[1:]}, sys.stdout)

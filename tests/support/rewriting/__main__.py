"""A long hunt: python -m tests.support.rewriting SEED [--only CASE] [--into FOLDER]

rewrites every case once, with the seed and the case's number, prints what is wrong, and at the
end how many were taken, and which rewritings they have seen. With `--into`, each program that is
wrong or refused is written there.
"""

from __future__ import annotations

import argparse
import warnings
from collections import Counter
from pathlib import Path

from tests.support import cases
from tests.support.hunting import REFUSED, TAKEN
from tests.support.rewriting.checking import SAME, outcome
from tests.support.rewriting.subjects import of_cases

MANY = 100_003  # seeds of one run are apart from those of another


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(prog="python -m tests.support.rewriting")
    parser.add_argument("seed", type=int)
    parser.add_argument("--only", metavar="CASE")
    parser.add_argument("--into", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    counts: Counter[str] = Counter()
    for number, subject in enumerate(of_cases(cases.names())):
        if asked.only not in (None, subject.name):
            continue
        seed = asked.seed * MANY + number
        found, program = outcome(subject, seed)
        counts.update((found if found in (TAKEN, REFUSED, SAME) else "wrong", *program.steps))
        if found in (TAKEN, SAME):
            continue
        if found != REFUSED:
            print(f"{subject.name}, seed {seed}: {found}", flush=True)
        if asked.into is not None:
            asked.into.mkdir(exist_ok=True)
            (asked.into / f"{subject.name}_{seed}.py").write_text(f"# {found}\n{program.text}")
    for name, times in sorted(counts.items()):
        print(f"# {name}: {times}")


if __name__ == "__main__":
    main()

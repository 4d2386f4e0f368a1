"""Bugs to plant in the generator, to see that the hunt with random programs finds them.

Each is a line of the generator's own code with one mistake in it, of the sort that one makes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Bug:
    """A mistake: in a file of the package, one text in the place of another."""

    what: str
    path: str
    old: str
    new: str

    def planted(self, text: str) -> str:
        """The file with the mistake in it."""
        assert text.count(self.old) == 1, f"{self.what}: {self.path} has changed"
        return text.replace(self.old, self.new)


PLANTED = (
    Bug(
        "an overwritten section keeps its adjoint",
        "derive/stores.py",
        "    if identity:\n        final = []\n",
        "    if identity or not selves:\n        final = []\n",
    ),
    Bug(
        "of an index that repeats every writer counts",
        "derive/stores.py",
        "again = _repeats(work, target) and not",
        "again = False and not",
    ),
    Bug(
        "an overwritten section is not saved in a loop",
        "derive/stores.py",
        "slot = Slot(place.leaf[0], context.stacked)",
        "slot = Slot(place.leaf[0], False)",
    ),
    Bug(
        "an alias of an array has an adjoint of its own",
        "derive/shadows.py",
        "return name(adjoint(work, root(node.id))), True",
        'return expression("np.zeros_like($x)", x=name(node.id)), True',
    ),
    Bug(
        "what is bound anew in every trip keeps its adjoint",
        "derive/control.py",
        "reset = zeros_for(work, consumed - lists, statement, _others_inside(work, statement))",
        "reset: list[core.Statement] = []",
    ),
    Bug(
        "a loop variable that is constant keeps its adjoint",
        "derive/control.py",
        "work.live.difference_update(take(work, each))",
        "take(work, each)",
    ),
    Bug(
        "a loop is gone through forwards once more",
        "derive/control.py",
        'return expression("reversed($r)", r=sequence)',
        "return sequence",
    ),
    Bug(
        "what only one way sets is left as it was by the other",
        "derive/control.py",
        "first_end = zeros_for(work, missing, statement)",
        "first_end: list[core.Statement] = []",
    ),
    Bug(
        "a gather adds to repeated elements once",
        "derive/scatter.py",
        'return kind.kind in ("list", "any", "tuple")',
        'return kind.kind in ("any", "tuple")',
    ),
    Bug(
        "a call that writes overtakes a read",
        "tidy/inline.py",
        "or self.late(first.value, given, second)",
        "or False",
    ),
    Bug(
        "an operand is read behind the call that changes it",
        "analysis/writing_calls.py",
        "    return not (facts.value(node).kind ==",
        "    return False and not (facts.value(node).kind ==",
    ),
    Bug(
        "a condition that its branch changes is asked again",
        "analysis/again.py",
        "    return not written.isdisjoint(held) or any(",
        "    return False and any(",
    ),
    Bug(
        "an argument that is changed is not copied",
        "analysis/entry_copies.py",
        "    if facts.mutated.isdisjoint(facts.sites(value)):\n        return []\n    if value",
        "    if True:\n        return []\n    if value",
    ),
    Bug(
        "what a helper overwrites is not saved",
        "derive/call_buffers.py",
        "    if statement in work.restored:\n",
        "    if True:\n",
    ),
    Bug(
        "a result is the caller's array",
        "derive/answers.py",
        "        return argued or again\n",
        "        return again\n",
    ),
    Bug(
        "an array taken over from another name is changed in place",
        "tidy/ownership.py",
        "if wanted in owned and (wide(wanted) in owned or not widened):\n",
        "if True:\n",
    ),
    Bug(
        "the tangent of what a constant overwrites stays",
        "derive/forward_stores.py",
        "tree = step.tangents.sum(found) if found is not None else constant(0.0)\n    else:",
        "if found is None:\n            return [statement]\n"
        "        tree = step.tangents.sum(found)\n    else:",
    ),
    Bug(
        "two names never stand for overlapping memory",
        "derive/context.py",
        "        return any(first in names and second in names for names in",
        "        return False and any(first in names and second in names for names in",
    ),
    Bug(
        "what a call has changed is not known to be read",
        "derive/memory.py",
        "            return tuple(value.args[k] for k in output.changing[text])\n",
        "            return ()\n",
    ),
    Bug(
        "parts of a container are exchanged",
        "analysis/taken_apart.py",
        "return len(keys) - back if",
        "return 0 if",
    ),
)


def found(bug: Bug, folder: Path, programs: int = 2000) -> str:
    """What the hunt says of the generator with a bug in it; empty where it finds nothing."""
    shutil.copytree(ROOT / "tangentgen", folder / "tangentgen")
    for beside in ("templates", "tests"):
        (folder / beside).symlink_to(ROOT / beside)
    file = folder / "tangentgen" / bug.path
    file.write_text(bug.planted(file.read_text()))
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "tests.support.hunting", "0", str(programs), "--first"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.partition("\n# ")[0] if done.stdout.startswith("seed ") else ""

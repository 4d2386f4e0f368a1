"""Imports go one way, and a cached derivative is loaded without a tree of the primal."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "tangentgen"

# what each part may import beside itself, from the leaves up
ALLOWED: dict[str, set[str]] = {
    "errors": set(),
    "structures": set(),
    "optimize": {"structures"},
    "generated": set(),
    "implicit": set(),
    "inside": {"known"},
    "known": {"inside", "implicit"},
    "kinds": {"errors"},
    "request": {"errors", "kinds"},
    "subject": {"errors", "kinds", "source.written"},
    "source": {"errors", "language.core"},
    "language": {"errors", "source", "inside", "known"},
    "rules": {"errors", "source", "language", "analysis.values", "analysis.dims"},
    "analysis": {"errors", "kinds", "source", "language", "rules", "inside", "known", "implicit"},
    # the records of a sweep belong to `derive`, and are what `tidy` makes shorter
    "tidy": {"errors", "source", "language", "analysis"},
    "derive": {
        *("errors", "generated", "kinds", "request", "inside", "known", "implicit"),
        *("source", "language", "analysis", "rules", "tidy"),
    },
    # it follows a program as Python does, and knows nothing of derivatives
    "unfold": {
        *("errors", "kinds", "request", "known", "source", "language"),
        *("analysis.program", "analysis.callables", "analysis.constructors", "analysis.from_kinds"),
        "analysis.managers",
    },
    "pipeline": {
        *("errors", "generated", "request"),
        *("source", "language", "analysis", "derive", "tidy", "unfold"),
    },
    # what runs at every call knows neither trees nor rules
    "checks": {"errors", "kinds"},
    "described": {"kinds"},
    # what a user's templates say is known by then, or there are none: it imports no rule
    "taught": {"checks", "rules.words"},
    "outside": {"errors", "kinds", "checks", "described", "taught"},
    "specialised": {"errors", "kinds", "checks", "outside", "request"},
    "inline": {"checks"},
    "entry": {"errors", "kinds", "checks", "outside", "subject", "specialised", "inline"},
    "trees": {"kinds"},
    "store": {
        *("errors", "generated", "inside", "known", "kinds", "request"),
        *("described", "outside", "taught", "source.locate", "source.written"),
    },
    "making": {
        *("errors", "generated", "kinds", "request", "subject", "outside", "specialised"),
        *("store", "pipeline", "orders"),
    },
    # a second derivative is made of a first one, which is made as any other
    "orders": {
        *("errors", "generated", "kinds", "request", "inside", "specialised", "making"),
        *("pipeline", "source", "language", "analysis", "derive"),
    },
    "audit": {
        *("errors", "kinds", "request", "subject", "specialised", "entry", "making", "store"),
        "trees",
    },
    "keeping": {
        *("errors", "generated", "kinds", "request", "outside", "specialised", "store"),
        *("making", "pipeline"),
    },
    "export": {
        *("errors", "kinds", "request", "described", "specialised", "source", "store"),
    },
    "display": {"source.locate"},
    "displayed": {"errors", "display"},
    "notebook": {"*"},
    "editable": {"request", "specialised", "store", "making", "keeping", "export"},
    "derivative": {
        *("errors", "kinds", "request", "subject", "specialised", "entry", "making", "stages"),
        *("explained",),
        *("store.where", "audit", "keeping", "editable", "displayed"),
    },
    "stages": {"pipeline", "request", "source", "language", "analysis", "derive"},
    "explained": {"pipeline", "orders", "request", "specialised", "language", "analysis", "derive"},
    "building": {
        *("errors", "kinds", "request", "specialised", "store", "making", "keeping", "derivative"),
    },
    "api": {"explained", "errors", "inside", "request", "derivative", "checking", "sparse"},
    "sparse": {"errors", "request", "derivative"},
    "checking": {"*"},
    "commands": {"*"},
    "cli": {"*"},
    "__main__": {"*"},
    "__init__": {"*"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def module_name(path: Path) -> str:
    """The dotted name below `tangentgen`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def imported(path: Path, *, at_once: bool = False) -> set[str]:
    """Every module of ours that a file imports; `at_once`, only when it is imported itself."""
    tree = ast.parse(path.read_text())
    found = set()
    for node in tree.body if at_once else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            base = str(node.module)
            found |= {
                f"{base}.{alias.name}" if exists(f"{base}.{alias.name}") else base
                for alias in node.names
                if alias.name != "__version__"  # set before anything else is imported
            }
    ours = {name for name in found if name.split(".")[0] == "tangentgen"}
    return {name.partition(".")[2] or "__init__" for name in ours}


def exists(name: str) -> bool:
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def permits(allowed: set[str], part: str, name: str) -> bool:
    mine = name == part or name.startswith(f"{part}.")
    return mine or "*" in allowed or any(name == a or name.startswith(f"{a}.") for a in allowed)


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_imports_go_one_way(path: Path) -> None:
    part = module_name(path).split(".")[0]
    assert part in ALLOWED, f"say in ALLOWED what {part} may import"
    wrong = {name for name in imported(path) if not permits(ALLOWED[part], part, name)}
    assert wrong == set()


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module_name(path): imported(path, at_once=True) for path in FILES}
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, f"imports in a circle: {' -> '.join([*way, name])}"
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*way, name))
            done.add(name)

    for name in sorted(graph):
        visit(name, ())


def test_only_the_printer_knows_astor() -> None:
    knowing = [
        module_name(path)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Import) and any("astor" in a.name for a in node.names))
        or (isinstance(node, ast.ImportFrom) and "astor" in str(node.module))
    ]
    assert all(name.startswith("source.") for name in knowing), knowing


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


HEAVY = {"gast", "astor", "rich"}


def test_importing_the_package_loads_no_trees() -> None:
    assert modules_after("import tangentgen") & {*HEAVY, "numpy"} == set()


def test_a_cached_derivative_is_loaded_without_trees(tmp_path: Path) -> None:
    """The first process derives, the second only reads, verifies and runs."""
    (tmp_path / "user.py").write_text("def f(x):\n    return x * x\n")
    code = (
        f"import os, sys; os.environ['TANGENTGEN_CACHE'] = {str(tmp_path / 'cache')!r}\n"
        f"sys.path.insert(0, {str(tmp_path)!r})\n"
        "import user, tangentgen\n"
        "assert tangentgen.grad(user.f)(3.0) == 6.0"
    )
    assert "gast" in modules_after(code)
    assert modules_after(code) & HEAVY == set()

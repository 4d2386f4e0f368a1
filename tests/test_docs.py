"""The documents are true: their Python runs and prints what they say, their commands exist.

`docs/snippets.py` says how the blocks of a page are read; `--update-cases` writes anew what they
print.
"""

import doctest
import importlib.util
import os
import re
import shlex
import subprocess
import sys

import pytest

from docs import snippets
from docs.snippets import ROOT, Shown
from tangentgen import cli
from tangentgen.language import fence, optional
from tangentgen.rules import library

PAGES = snippets.pages()


def name_of(page):
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_python_of_a_page_does_what_the_page_says(page, tmp_path, monkeypatch, request):
    monkeypatch.setenv("TANGENTGEN_CACHE", str(tmp_path / "cache"))
    found = list(snippets.shown_by(page, tmp_path))
    assert all(isinstance(each, Shown) for each in found), (name_of(page), found)
    if not request.config.getoption("--update-cases"):
        for each in found:
            assert each.printed == each.block.body.strip(), f"{name_of(page)}:{each.block.line}"
        return
    lines = page.read_text(encoding="utf-8").splitlines()
    for each in reversed(found):
        start = each.block.line - 1
        lines[start : start + each.block.body.count("\n")] = each.printed.splitlines()
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_the_site_is_built_without_a_warning(tmp_path):
    pytest.importorskip("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(tmp_path)]
    environment = {**os.environ, "SNIPPETS": "skip", "NO_MKDOCS_2_WARNING": "1"}  # run above
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "templates coverage" in (tmp_path / "commands.html").read_text(encoding="utf-8")
    assert "numpy.matmul" in (tmp_path / "templates.html").read_text(encoding="utf-8")
    assert "value_and_grad" in (tmp_path / "api.html").read_text(encoding="utf-8")


COMMANDS = [
    pytest.param(command, id=f"{name_of(page)}:{block.line}:{command}")
    for page in PAGES
    for block in snippets.blocks(page)
    if block.kind == "sh"
    for command in block.body.splitlines()
    if command.startswith("tangentgen ")
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_the_documents_exists(command):
    words = shlex.split(command, comments=True)[1:]
    cli.parser().parse_args(words[: words.index("|")] if "|" in words else words)


def test_the_table_of_refusals_is_the_fence():
    page = (ROOT / "docs" / "taken-and-refused.md").read_text(encoding="utf-8")
    for what, hint in fence.REFUSED.values():
        assert f"| {what} | {hint} |\n" in page


LINKS = [
    pytest.param(page, target, id=f"{name_of(page)}:{target}")
    for page in PAGES
    for target in re.findall(
        r"\]\((?!https?:)([^)#]+)", snippets.FENCE.sub("", page.read_text(encoding="utf-8"))
    )
]


@pytest.mark.parametrize(("page", "target"), LINKS)
def test_a_link_leads_somewhere(page, target):
    assert (page.parent / target).exists()


TEMPLATES = sorted(path.stem for path in library.folder().glob("[a-z]*.py"))


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_doctests_of_a_template(template):
    # Collected here: pytest would import the file a second time, and its rules with it.
    for name, path in optional.MODULES.items():
        if template.startswith(name):
            importlib.import_module(path)
    library.load()
    library.load_optional()
    module = importlib.import_module(f"{library.PACKAGE}.{template}")
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


def commands_of(text):
    return [line for line in text.splitlines() if line.startswith("python3 -m venv")]


def test_ci_runs_the_commands_of_the_readme_and_no_others():
    install, tests = commands_of((ROOT / "README.md").read_text(encoding="utf-8"))
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    calls = [shlex.split(line) for line in script.splitlines() if line.startswith("run ")]
    for command, (_, end) in zip((install, tests), calls, strict=True):
        assert command.endswith(f" {end}")
    for part in ("ruff check .", "ruff format --check .", "mypy", "pytest -n auto"):
        assert part in tests.split(" && ")
    assert not re.search(r"^\s*(pip|ruff|mypy|pytest|python)", script, re.MULTILINE)

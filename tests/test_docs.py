"""The documents are true: their Python runs and prints what they say, their commands exist.

A block marked `python` is run; `python output` or `text output` after it is what it prints, which
`--update-cases` writes anew. The blocks of a page are one program, run from a file, because what
is differentiated must have source.
"""

import contextlib
import doctest
import importlib.util
import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from tangentgen import cli
from tangentgen.language import fence, optional
from tangentgen.rules import library

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```(?P<kind>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """Each fenced block: what stands after the fence, its first line, its text."""
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        yield match["kind"].strip(), text.count("\n", 0, match.start("body")) + 1, match["body"]


def name_of(page):
    return page.relative_to(ROOT).as_posix()


def printed_by(page, folder, monkeypatch):
    """What each block of a page prints, by its first line."""
    program = [""] * (page.read_text(encoding="utf-8").count("\n") + 1)
    for kind, line, body in blocks(page):
        if kind == "python":
            lines = body.splitlines()
            program[line - 1 : line - 1 + len(lines)] = lines
            program[line - 1 + len(lines)] = f"print('\\x00{line}\\x00', end='')"  # for the fence
    file = folder / f"page_{page.stem.lower().replace('-', '_')}.py"
    file.write_text("\n".join(program) + "\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location(file.stem, file)
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, file.stem, module)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        spec.loader.exec_module(module)
    parts = out.getvalue().replace(str(file), "page.py").split("\0")
    return {int(line): said.strip() for said, line in zip(parts[::2], parts[1::2], strict=False)}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_the_python_of_a_page_does_what_the_page_says(page, tmp_path, monkeypatch, request):
    monkeypatch.setenv("TANGENTGEN_CACHE", str(tmp_path / "cache"))
    printed = printed_by(page, tmp_path, monkeypatch)
    said, new = "", []
    for kind, line, body in blocks(page):
        where = f"{name_of(page)}:{line}"
        if kind == "python":
            assert not said, f"{where}: what the block before prints is not shown:\n{said}"
            said = printed[line]
        elif kind.endswith(" output"):
            if request.config.getoption("--update-cases"):
                new.append((line - 1, line - 1 + body.count("\n"), said.splitlines()))
            else:
                assert said == body.strip(), where
            said = ""
    assert not said, f"{name_of(page)}: what the last block prints is not shown:\n{said}"
    lines = page.read_text(encoding="utf-8").splitlines()
    for start, end, shown in reversed(new):
        lines[start:end] = shown
    if new:
        page.write_text("\n".join(lines) + "\n", encoding="utf-8")


COMMANDS = [
    pytest.param(command, id=f"{name_of(page)}:{line}:{command}")
    for page in PAGES
    for kind, line, body in blocks(page)
    if kind == "sh"
    for command in body.splitlines()
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
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
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

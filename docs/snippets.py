"""The Python in the pages: a block marked `python` is run, `python output` or `text output` after
it is what it prints. The blocks of a page are one program, run from a file, because what is
differentiated must have source.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(?P<kind>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    kind: str  # what stands after the fence
    line: int  # its first
    body: str


@dataclass(frozen=True)
class Shown:
    """What a page shows as printed, and what was printed."""

    block: Block
    printed: str


def pages() -> list[Path]:
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start("body")) + 1
        yield Block(match["kind"].strip(), line, match["body"])


def printed_by(page: Path, folder: Path) -> dict[int, str]:
    """What each block of a page prints, by its first line."""
    program = [""] * (page.read_text(encoding="utf-8").count("\n") + 1)
    for block in blocks(page):
        if block.kind == "python":
            lines = block.body.splitlines()
            end = block.line - 1 + len(lines)
            program[block.line - 1 : end] = lines
            program[end] = f"print('\\x00{block.line}\\x00', end='')"  # for the fence
    file = folder / f"page_{page.stem.lower().replace('-', '_')}.py"
    file.write_text("\n".join(program) + "\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[file.stem] = module
    out = io.StringIO()
    try:
        with contextlib.redirect_stdout(out):
            spec.loader.exec_module(module)
    finally:
        del sys.modules[file.stem]
    parts = out.getvalue().replace(str(file), "page.py").split("\0")
    return {int(line): said.strip() for said, line in zip(parts[::2], parts[1::2], strict=False)}


def shown_by(page: Path, folder: Path) -> Iterator[Shown | str]:
    """Each block of output with what was printed; in words, where something printed isn't shown."""
    printed = printed_by(page, folder)
    said = ""
    for block in blocks(page):
        if block.kind == "python":
            if said:
                yield f"{block.line}: what the block before prints is not shown:\n{said}"
            said = printed[block.line]
        elif block.kind.endswith(" output"):
            yield Shown(block, said)
            said = ""
    if said:
        yield f"what the last block prints is not shown:\n{said}"


def problems(page: Path) -> Iterator[str]:
    """Where a page does not show what its Python prints."""
    with tempfile.TemporaryDirectory() as folder:
        before = os.environ.get("TANGENTGEN_CACHE")
        os.environ["TANGENTGEN_CACHE"] = str(Path(folder, "cache"))
        try:
            for found in shown_by(page, Path(folder)):
                if isinstance(found, str):
                    yield found
                elif found.printed != found.block.body.strip():
                    yield f"{found.block.line}: this is printed now:\n{found.printed}"
        finally:
            if before is None:
                del os.environ["TANGENTGEN_CACHE"]
            else:
                os.environ["TANGENTGEN_CACHE"] = before
